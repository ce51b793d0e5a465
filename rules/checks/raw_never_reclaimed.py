"""## What it does

Follows each pointer made by `into_raw`, `into_pointer` or `into_foreign` through all callbacks and
reports one that no `from_*` ever takes back.

## Why is this bad?

A raw pointer owns nothing. From `into_raw` on, the compiler frees nothing for you, and neither does
the `Drop` of the value inside: a boxed `irq::Registration` that stays raw keeps its handler on the
line, for `free_irq` is called by its `Drop`. Taking this box back was the whole difference between
versions B and C of the story.

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    data.irq_reg.store(Box::into_raw(Box::try_new(reg)?), Ordering::Relaxed);
    Ok(())
}

fn stop(_dev: &net::Device, data: &NetData) -> Result {
    drop(data.irq_reg.load(Ordering::Relaxed)); // drops a pointer
    Ok(())
}
```

## Instead

```rust
fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let old = data.irq_reg.swap(core::ptr::null_mut(), Ordering::Relaxed);
    if !old.is_null() {
        // SAFETY: `open` made `old` with `Box::into_raw` and nobody else takes it back.
        drop(unsafe { Box::from_raw(old) });
    }
    Ok(())
}
```

## Known limits

A pointer that was handed to C is followed as far as the contracts of the API tell. The private data
that the camp's `net::Registration` turns into a pointer and never takes back is a note on the
crate.
"""

title = "a value is turned into a raw pointer and never back"
tier = "error"
group = "ownership"
message = "{resource} is turned into a raw pointer at {place} and never taken back"
help = (
    "take {resource} back where its life ends, with the partner of the call that gave it up "
    "(`Box::from_raw` for `Box::into_raw`, `from_pointer` for `into_pointer`), and clear the cell that "
    "held the pointer with `swap`"
)
symptom = []
references = [
    "Rust alloc: Box::into_raw hands the duty to free to its caller",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "site"
