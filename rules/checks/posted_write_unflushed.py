"""## What it does

Reports coherent memory that is freed after the engine which uses it was switched off, but before that
write is known to have arrived and transfers already begun have had time to end.

## Why is this bad?

A write to memory space may linger in a bridge until something is read back. And an engine that is told
to stop first ends the frame it is at. Memory that is freed in between belongs to somebody else when the
last bytes are written. It happens rarely and on real hardware only: the worst kind.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    let _ = data.mem.writel(0, E1000_RCTL);
    drop(data.rx_ring.lock().take()); // dma_free_coherent
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    let _ = data.mem.writel(0, E1000_RCTL);
    let _ = data.mem.readl(E1000_STATUS); // the write has arrived
    coarse_sleep(Duration::from_millis(10)); // and the last frame is done
    drop(data.rx_ring.lock().take());
    Ok(())
}
```

## Known limits

Memory that is only mapped for the device (`dma::MapSingle`) is not looked at, and neither are the
writes that mask interrupts. QEMU's e1000 stops within the write, so no run there shows it.
"""

title = "memory is freed before the engine that uses it has come to rest"
tier = "warning"
group = "device"
message = "{resource} is freed while the device may still be at it: {detail}"
help = "after the write that clears the enable bit read a register, then sleep 10 ms, then free the memory"
symptom = []
references = [
    "linux Documentation/driver-api/device-io.rst: posted writes",
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c: e1000_down flushes and sleeps 10 ms",
]
one_per = "callback"
