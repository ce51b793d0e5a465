"""## What it does

Reports a callback with its code in the module (interrupt handler, netdev or NAPI functions, timer,
work item, file operations without an owner) that is still registered when exit returns, and a kernel
thread or a task of an executor that may not have run to its end then.

## Why is this bad?

The memory of the module is unmapped at once. The next time the kernel calls the function it jumps
to an address where nothing is: a frame that arrived after `rmmod` ended in a page fault and a panic
in 9 of 57 versions of one driver that were run. If the same module is loaded again it may land at
the same address; the stale pointer then meets identical code and the fault hides (see
`stale_handler`).

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    core::mem::forget(reg); // "or the handler would be freed"
    Ok(())
}

fn stop(_dev: &net::Device, _data: &NetData) -> Result {
    Ok(())
}
```

## Instead

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    *data.irq_reg.lock() = Some(IrqReg(reg));
    Ok(())
}

fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let reg = data.irq_reg.lock().take();
    drop(reg); // free_irq
    Ok(())
}
```

## Known limits

What pins the module is not reported: a `cdev` whose owner is set (the camp's crate sets
`cdev.owner`) makes `rmmod` fail while a file is open. Whether the device can still interrupt after
`rmmod` does not matter: the handler may share its line with another device.
"""

title = "a callback whose code is in the module is still registered when the module is gone"
tier = "error"
group = "leaks"
message = "{resource} registered at {place} still points into the module when it is unloaded"
help = (
    "release {resource} before the module exits: drop the `irq::Registration` in `stop`, drop the "
    "`net::Registration` at remove, keep the registration of a driver or device in the module struct, "
    "wait in `Drop` until a thread has ended"
)
symptom = [
    "BUG: unable to handle page fault for address: …",
    "#PF: supervisor instruction fetch",
    "Kernel panic - not syncing: Fatal exception in interrupt",
]
references = [
    "linux 6.1 kernel/irq/handle.c:147-184: every handler of a line is called",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "site"
