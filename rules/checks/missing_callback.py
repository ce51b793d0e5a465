"""## What it does

Reports a driver without `stop` or `remove`, or with one that only logs, when something is held at
the time it is called.

## Why is this bad?

The kernel calls `stop` after every successful `open` and `remove` after every successful `probe`,
and expects all to be given back when they return. An empty body compiles and looks finished. The
driver of the exercise is given like this: `remove` and `stop` only log.

## Example

```rust
#[vtable]
impl net::DeviceOperations for NetDevice {
    type Data = Box<NetData>;

    fn open(_dev: &net::Device, data: &NetData) -> Result {
        data.napi.enable();
        data.start_device()
    }
    // no `stop`
}
```

## Instead

```rust
#[vtable]
impl net::DeviceOperations for NetDevice {
    type Data = Box<NetData>;

    fn open(_dev: &net::Device, data: &NetData) -> Result {
        data.napi.enable();
        data.start_device()
    }

    fn stop(_dev: &net::Device, data: &NetData) -> Result {
        data.stop_device();
        data.napi.disable();
        Ok(())
    }
}
```

## Known limits

An empty `remove` is right where dropping the driver data gives everything back, and is then not
reported. What exactly is lost is told by the leak checks.
"""

title = "stop or remove is missing or empty though something is held"
tier = "error"
group = "misuse"
message = "`{callback}` does nothing although {resource} is held when it is called"
help = (
    "write `{callback}` and give back there what its counterpart acquired, in reverse order; with "
    "`#[vtable]` a function that is not written is not called at all"
)
symptom = []
references = [
    "linux 6.1 rust/kernel/net.rs: HAS_STOP decides whether ndo_stop is set",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "callback"
