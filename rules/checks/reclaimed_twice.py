"""## What it does

Reports a `from_raw`, `from_pointer` or `from_foreign` of a pointer that another callback on the
same path has already taken back, or of a null pointer.

## Why is this bad?

Both owners free the same memory and release what is inside: a double free, and a second `free_irq`.
The candidates are callbacks that can both run on one path: `stop` and `remove`, or an error exit of
`open` and the `stop` of the next round.

## Example

```rust
fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let reg = data.irq_reg.load(Ordering::Relaxed);
    drop(unsafe { Box::from_raw(reg) }); // the cell keeps the stale pointer
    Ok(())
}

fn device_remove(&self) {
    let reg = self.net.irq_reg.load(Ordering::Relaxed);
    drop(unsafe { Box::from_raw(reg) });
}
```

## Instead

```rust
fn free_handler(cell: &AtomicPtr<irq::Registration<Irq>>) {
    let reg = cell.swap(core::ptr::null_mut(), Ordering::Relaxed);
    if !reg.is_null() {
        // SAFETY: the swap makes this the only owner of what `Box::into_raw` gave up.
        drop(unsafe { Box::from_raw(reg) });
    }
}
```

## Known limits

`stop` runs once after each `open` that returned 0 and never after a failed one, so a `stop` that
leaves the stale pointer in its cell is no double free by itself; it is a note.
"""

title = "the same raw pointer is taken back twice, or is null"
tier = "error"
group = "ownership"
message = "{resource} is taken back at {place} although nobody may own it here: {detail}"
help = (
    "empty the cell when you take from it: `let p = cell.swap(core::ptr::null_mut(), "
    "Ordering::Relaxed);`, and call `from_raw` only if `p` is not null"
)
symptom = []
references = [
    "Rust alloc: Box::from_raw may be called once for a pointer",
    "linux 6.1 net/core/dev.c:1436, 1538: when stop runs",
]
