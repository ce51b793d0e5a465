"""## What it does

Reports a handler that is left on a shared line while a later `open` or a later load of the module
registers another for the same device.

## Why is this bad?

Every handler of the line runs, the oldest first. The old one reads the cause register, which clears
it, and schedules its own NAPI, which is disabled and refuses. The new one then reads 0 and does
nothing: `poll` never runs. Transmission stops as well, for byte queue limits wait for a completion.
Nothing is printed; ping just gets no answer. Seen in 16 of 57 versions that were run. If anything
else was loaded in between, the old handler's address is no longer its code and the next interrupt
is a panic.

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    data.irq_reg.store(Box::into_raw(Box::try_new(reg)?), Ordering::Relaxed);
    data.napi.enable();
    Ok(())
}

fn stop(_dev: &net::Device, data: &NetData) -> Result {
    data.napi.disable(); // and the handler stays
    Ok(())
}
```

## Instead

```rust
fn stop(_dev: &net::Device, data: &NetData) -> Result {
    data.napi.disable();
    let old = data.irq_reg.swap(core::ptr::null_mut(), Ordering::Relaxed);
    // SAFETY: `open` made the pointer with `Box::into_raw`, and `stop` runs once after each `open`.
    drop(unsafe { Box::from_raw(old) }); // free_irq
    Ok(())
}
```

## Known limits

The loss of the box, the code that outlives the module and the ping without an answer have one cause
and are one finding: this one, with the others as consequences. Without a reload the driver may go
on working, when old and new handler share one NAPI.
"""

title = "an old interrupt handler stays on the line and eats the new one's interrupts"
tier = "error"
group = "device"
message = (
    "the interrupt handler registered at {place} stays on the line and takes the interrupts of its "
    "successor"
)
help = (
    "free the handler in `stop`: take the `irq::Registration` back (`Box::from_raw` of the stored "
    "pointer, or `take()` of its `Option`) and drop it"
)
symptom = []
references = [
    "linux 6.1 kernel/irq/handle.c:147-184: all handlers run, oldest first",
    "linux 6.1 net/core/dev.c:5983-6003: schedule on a disabled NAPI is refused",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "site"
judged = {"irq": ["bindings::event_irq"]}
