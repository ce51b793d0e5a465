"""## What it does

Reports `drop(x)` where `x` is a shared reference or another `Copy` value, such as a raw pointer or
an integer.

## Why is this bad?

`drop` ends the life of the value that it is given. A reference is only a pointer: dropping it
leaves what it points to untouched. Such a line looks like a release and hides that there is none.
Version C of the story has three of them in `stop`, `remove` and `device_remove`;
none frees anything.

## Example

```rust
fn remove(_dev: &mut pci::Device, data: &Box<DriverData>) {
    drop(data); // `data` is a reference: the box lives on
}

fn device_remove(&self) {
    drop(&self.netdev_reg); // the netdev stays registered
}
```

## Instead

```rust
fn device_remove(&self) {
    let reg = self.netdev_reg.lock().take(); // netdev_reg: Mutex<Option<net::Registration<NetDevice>>>
    drop(reg); // unregister_netdev
}
```

## Known limits

Where a resource leaks because of such a line, the leak is the finding and the line is named in it.
A generic function that calls `drop` on a type parameter is judged by the types it is used with.
"""

title = "drop of a reference or a copy, which releases nothing"
tier = "warning"
group = "ownership"
message = "`drop` at {place} releases nothing: {detail}"
help = (
    "drop the owner, not a reference to it: move it out with `take()` on its `Option`, or with "
    "`Box::from_raw` on the pointer that `into_raw` made, and drop that"
)
symptom = []
references = [
    "Rust core: `drop` is a function that takes its argument by value; a reference is `Copy`",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
