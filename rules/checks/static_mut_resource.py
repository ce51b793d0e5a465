"""## What it does

Reports memory that a static owns when the module has been unloaded: a `Box`, an `Arc` or a list that is
not empty.

## Why is this bad?

Nothing drops a static. The memory is lost with each load and unload of the module, and what its `Drop`
would have undone is not undone. A `static mut` that two processes use at once is a data race besides.

## Example

```rust
static mut LINES: Option<Box<Lines>> = None;

impl Drop for Demo {
    fn drop(&mut self) {
        pr_info!("exit\n"); // LINES keeps its box
    }
}
```

## Instead

```rust
static mut LINES: Option<Box<Lines>> = None;

impl Drop for Demo {
    fn drop(&mut self) {
        drop(unsafe { LINES.take() });
    }
}
```

## Known limits

It looks at what the static owns when the module struct has been dropped; that a `static mut` is used by
several processes without a lock is not looked at. A resource of the kernel in a static is reported as
`leak_on_exit`, a pointer from `into_raw` as `raw_never_reclaimed`.
"""

title = "a static still owns memory when the module is gone"
tier = "warning"
group = "leaks"
message = "{resource} still owns memory when the module is gone: {detail}"
help = (
    "keep it in the module struct, or take it out of the static in its `Drop`"
)
symptom = []
references = [
    "Rust reference, static items: static items do not call drop at the end of the program",
    "linux 6.1 rust/macros/module.rs: exit drops the module struct only",
]
points_at = "site"
label = "this static"
