"""## What it does

Reports `dma_free_coherent`, `vunmap` or `iounmap`, most often inside a `Drop`, that runs with
interrupts off or under a spinlock.

## Why is this bad?

Freeing such memory may have to wait or to flush other processors, which is not allowed there; the
kernel warns each time. The usual cause is hard to see: `*lock.lock_irqdisable() = Some(new)` drops
the old value before the lock is released. In 37 of 57 versions that were run the second `ip link
set up` printed the warning twice, once a ring.

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let ring = RxRing::try_new(&data.dev)?;
    *data.rx_ring.lock_irqdisable() = Some(ring); // the second time: drops the old ring here
    Ok(())
}

fn stop(_dev: &net::Device, _data: &NetData) -> Result {
    Ok(()) // the ring stays for the next `open`
}
```

## Instead

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let ring = RxRing::try_new(&data.dev)?;
    *data.rx_ring.lock_irqdisable() = Some(ring); // was `None`: nothing is dropped
    Ok(())
}

fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let ring = data.rx_ring.lock_irqdisable().take(); // the lock ends with this statement
    drop(ring); // interrupts are on again
    Ok(())
}
```

## Known limits

Where the guard's temporary ends decides the verdict: in `drop(m.lock().take())` and in `if let
Some(x) = m.lock().take()` the lock is still held when the value is dropped.
"""

title = "coherent memory or a mapping is freed with interrupts off or under a spinlock"
tier = "error"
group = "context"
message = "coherent memory or a mapping of registers is freed at {place}: {detail}"
help = (
    "take the value out under the lock and drop it after the lock: `let old = "
    "data.rx_ring.lock_irqdisable().take(); drop(old);`; to replace it, `let old = "
    "core::mem::replace(&mut *guard, Some(new)); drop(guard); drop(old);`"
)
symptom = [
    "WARNING: CPU: … PID: … at kernel/dma/mapping.c:533 dma_free_attrs+…",
]
references = [
    "linux 6.1 kernel/dma/mapping.c:533: WARN_ON(irqs_disabled()); 6.12: 650, 7.1.5: 685",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
one_per = "callback"
