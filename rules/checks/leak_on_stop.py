"""## What it does

Reports a resource that `open` acquired and that has no owner after `stop`, or of which one more
exists after every `open` and `stop`.

## Why is this bad?

An interface is brought down and up many times in the life of a module. What each round loses is
lost until the machine restarts: an interrupt handler in a leaked box stays on the line (in 23 of 57
versions of one driver that were run), receive buffers stay mapped for the device. The kernel prints
nothing; only kmemleak and the DMA-API debugging options count such objects.

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    let handler = IrqData { napi: data.napi.clone() };
    let reg = irq::Registration::<Irq>::try_new(data.irq, Box::try_new(handler)?, SHARED, fmt!("demo"))?;
    data.irq_reg.store(Box::into_raw(Box::try_new(reg)?), Ordering::Relaxed);
    Ok(())
}

fn stop(dev: &net::Device, _data: &NetData) -> Result {
    dev.netif_stop_queue();
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    let old = data.irq_reg.swap(core::ptr::null_mut(), Ordering::Relaxed);
    // SAFETY: `open` made the pointer with `Box::into_raw`, and `stop` runs once after each `open`.
    drop(unsafe { Box::from_raw(old) }); // frees the handler
    Ok(())
}
```

## Known limits

What the next `open` replaces, such as a ring in an `Option` of the private data, is retained and
not lost: that is a note. Replacing it may break a rule of its own, `coherent_free_irqs_off`. The
extra reference that the camp crate's `alloc_skb_ip_align` takes is a note on the crate.
"""

title = "open acquires it and after stop it is lost or grows with each open"
tier = "error"
group = "leaks"
message = "{resource} acquired at {place} is not given back by `stop`: {detail}"
help = (
    "take {resource} out of the shared data in `stop` and drop it there, as `let ring = "
    "data.rx_ring.lock_irqdisable().take(); drop(ring);`, after the device, NAPI and the interrupt "
    "handler have been stopped"
)
symptom = []
references = [
    "linux 6.1 net/core/dev.c:1436-1441, 1536-1539: one stop for each successful open",
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c: e1000_close frees the rings last",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "site"
