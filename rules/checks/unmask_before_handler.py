"""## What it does

Reports an `open` that unmasks interrupt causes while no handler is registered, or while NAPI is
still disabled.

## Why is this bad?

Without a handler a level-triggered line stays up and nobody answers. With a handler but with NAPI
disabled, the handler reads the cause register, which clears it, and schedules a NAPI that refuses:
the event is lost. Turning the engines on before the handler exists is usual and fine; only the
unmask must wait.

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    data.mem.writel(INTERRUPT_CAUSES, E1000_IMS)?; // nobody is there to answer
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    *data.irq_reg.lock() = Some(IrqReg(reg));
    data.napi.enable();
    Ok(())
}
```

## Instead

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    *data.irq_reg.lock() = Some(IrqReg(reg));
    data.napi.enable();
    let _ = data.mem.writel(INTERRUPT_CAUSES, E1000_IMS);
    Ok(())
}
```

## Known limits

Whether an interrupt really comes in the gap depends on the device and on traffic: hence a warning.
An unmask in an error path that leaves the causes open is `error_leaves_device_live`.
"""

title = "interrupt causes are unmasked before a handler exists or NAPI is enabled"
tier = "warning"
group = "order"
message = "interrupt causes are unmasked at {place} before {resource} is ready"
help = (
    "write `IMS` as the last step of `open`: after `irq::Registration::try_new`, after `napi.enable()`"
)
symptom = []
references = [
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c: e1000_open: the unmask follows both",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
one_per = "callback"
judged = {"a register write": ["mmio_write"]}
