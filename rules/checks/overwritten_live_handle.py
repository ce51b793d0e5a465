"""## What it does

Reports a raw pointer or another handle that is stored over while what it leads to is still held and
nobody else knows it.

## Why is this bad?

A raw pointer owns nothing, so storing over it drops nothing. What the old one led to can never be given
back: each round through that line loses one more. Taking back the last one, in `remove` or in a `Drop`,
hides the loss in a test that goes through it once.

## Example

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    let record = Box::try_new(Record::new(dev))?;
    data.record.store(Box::into_raw(record), Ordering::Release); // the last one is still in there
    Ok(())
}
```

## Instead

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    let record = Box::try_new(Record::new(dev))?;
    let old = data.record.swap(Box::into_raw(record), Ordering::AcqRel);
    if !old.is_null() {
        // SAFETY: The swap makes this the only owner of what `Box::into_raw` gave up.
        drop(unsafe { Box::from_raw(old) });
    }
    Ok(())
}
```

## Known limits

Storing over a value that owns what it holds drops it, and is no finding. A pointer that nobody takes
back, stored over or not, is `raw_never_reclaimed`, and so is the ignored result of a `swap`.
"""

title = "a handle is stored over one that is still live"
tier = "error"
group = "leaks"
message = "{resource} is stored over at {place} while nobody else knows it"
help = (
    "take the old one out with `swap` or `replace` and give it back before it is forgotten, or empty the "
    "cell where its life ends, in `stop` for what `open` made"
)
symptom = []
references = [
    "The Rust Reference, Destructors: a raw pointer drops nothing",
    "Rust alloc: Box::from_raw takes back what Box::into_raw gave up",
]
label = "the last one is lost here"
judged = {"each callback": ["leave"]}
