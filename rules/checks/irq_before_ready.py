"""## What it does

Reports a handler that panics or follows a null pointer if its interrupt comes while `open` or `probe` is
still making what the handler uses.

## Why is this bad?

From the moment a handler is requested it may be called: by the device, or on a shared line by an interrupt
of any other device on it. A panic in an interrupt handler stops the machine. It is rare, and it happens
where the line is busy.

## Example

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    data.attach_handler()?; // may run now, and does `data.ring.lock().as_mut().unwrap()`
    *data.ring.lock() = Some(RxRing::try_new(&data.dev)?);
    Ok(())
}
```

## Instead

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    *data.ring.lock() = Some(RxRing::try_new(&data.dev)?);
    data.attach_handler()?;
    Ok(())
}
```

## Known limits

On a shared line the call right after the request is looked at, and at other moments only if the device
interrupts there. A handler that asks the device first and finds no cause is fine, whatever is not ready.
"""

title = "a handler may run before what it uses is there"
tier = "error"
group = "order"
message = "`{callback}` may be called before what it uses is there, and fails at {place}: {detail}"
help = (
    "make everything that the handler uses, then request the handler; or let it return `irq::Return::None` "
    "as long as something is missing"
)
symptom = [
    "Kernel panic - not syncing: Fatal exception in interrupt",
]
references = [
    "linux 6.1 kernel/irq/handle.c:147-184: every handler of a line runs",
    "linux 6.1 kernel/irq/manage.c:1646: a shared handler is appended to a line in use",
]
