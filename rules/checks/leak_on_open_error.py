"""## What it does

Follows every error exit of `open` and reports what it acquired and neither gave back nor stored
where somebody gives it back, also when k of n parts were acquired in a loop.

## Why is this bad?

`stop` is not called after an `open` that failed: the kernel regards the interface as down. Anything
that was parked in a raw pointer or forgotten before the failing step has no owner, and the next
attempt to open acquires it again.

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let reg = irq::Registration::<Irq>::try_new(data.irq, data.irq_data()?, SHARED, fmt!("demo"))?;
    data.irq_reg.store(Box::into_raw(Box::try_new(reg)?), Ordering::Relaxed);
    let ring = RxRing::try_new(&data.dev)?; // fails: the handler stays on the line
    *data.rx_ring.lock_irqdisable() = Some(ring);
    Ok(())
}
```

## Instead

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let ring = RxRing::try_new(&data.dev)?;
    let irq_data = data.irq_data()?;
    let reg = irq::Registration::<Irq>::try_new(data.irq, irq_data, SHARED, fmt!("demo"))?;
    data.irq_reg.store(Box::into_raw(Box::try_new(reg)?), Ordering::Relaxed); // the last `?`
    *data.rx_ring.lock_irqdisable() = Some(ring);
    Ok(())
}
```

## Known limits

A panic (`unwrap`) in the loop is no error exit: nothing unwinds in the kernel, so nothing is
dropped; `panic_while_holding` speaks of that. A device that is left running by the same exit is
`error_leaves_device_live`.
"""

title = "a step after the acquisition fails and open returns without undoing it"
tier = "error"
group = "leaks"
message = "`open` fails at {place} and leaves {resource} behind: {detail}"
help = (
    "hold {resource} in a local whose `Drop` releases it until the last `?` of `open` is passed, and "
    "publish it in the shared data only then; in a loop, collect the parts in one owner so that the "
    "first k are dropped when part k+1 fails"
)
symptom = []
references = [
    "linux 6.1 net/core/dev.c:1436-1441: the interface is up only if open returned 0",
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c:1409-1415: the error path of e1000_open",
]
points_at = "site"
one_per = "callback"
exits = "told"
