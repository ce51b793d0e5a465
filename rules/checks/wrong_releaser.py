"""## What it does

Reports a raw pointer that came out of an `Arc` and is taken back as a `Box`, or the other way round.

## Why is this bad?

An `Arc` keeps its count in front of the value, so the memory begins elsewhere. A `Box` made of such a
pointer frees an address that was never allocated, while other owners still use the value; an `Arc` made of
a `Box` takes for a count what lies in front of it.

## Example

```rust
impl Drop for Holder {
    fn drop(&mut self) {
        // `self.table` is what `Arc::into_raw` gave
        drop(unsafe { Box::from_raw(self.table) });
    }
}
```

## Instead

```rust
impl Drop for Holder {
    fn drop(&mut self) {
        // SAFETY: `Arc::into_raw` gave it, and this runs once.
        drop(unsafe { Arc::from_raw(self.table) });
    }
}
```

## Known limits

Only pointers that came out of a `Box` or an `Arc` in the driver are judged. C memory that is freed by
another allocator is not.
"""

title = "a value is taken back by another kind of owner"
tier = "error"
group = "misuse"
message = "{resource} is taken back at {place} by another kind of owner: {detail}"
help = "take a pointer back with the `from_raw` of the type whose `into_raw` gave it"
symptom = []
references = [
    "Rust alloc: Box::from_raw takes what Box::into_raw gave",
    "Rust alloc: Arc::from_raw takes what Arc::into_raw gave; the count lies in front of the value",
]
label = "taken back here"
judged = {"from_raw": ["core::Box::from_raw", "core::Arc::from_raw"]}
