"""## What it does

Reports an error exit of `probe` or `open` at which causes are unmasked, or an engine is on, that
the callback itself turned on.

## Why is this bad?

Nobody comes after a failed `open`: `stop` is not called. The locals of `open`, among them the
rings, are dropped on the way out, and the device goes on using them. If causes are open as well it
interrupts with no handler there.

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let ring = RxRing::try_new(&data.dev)?;
    data.mem.writel(ring.bus_address(), E1000_RDBAL)?;
    data.mem.writel(E1000_RCTL_EN, E1000_RCTL)?;
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    data.keep(ring, reg); // if try_new failed, the engine uses a freed ring
    Ok(())
}
```

## Instead

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let ring = RxRing::try_new(&data.dev)?;
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    data.mem.writel(ring.bus_address(), E1000_RDBAL)?; // the last `?`
    data.keep(ring, reg);
    let _ = data.mem.writel(E1000_RCTL_EN, E1000_RCTL);
    Ok(())
}
```

## Known limits

A device that was already live when the callback began is not charged to it. A register access
inside a BAR of known length cannot fail and makes no error exit.
"""

title = "an error exit leaves interrupts unmasked or an engine on"
tier = "error"
group = "device"
message = "`{callback}` fails at {place} and leaves the device live: {detail}"
help = (
    "make every `?` come before the first write that starts the device; where that cannot be, mask "
    "`IMC` and clear `RCTL` and `TCTL` before the error is returned"
)
symptom = []
references = [
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c:1409-1415: the error path ends in e1000_reset",
    "linux 6.1 net/core/dev.c:1436-1441: stop is not called after a failed open",
]
exits = "told"
