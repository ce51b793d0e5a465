"""## What it does

Reports a descriptor ring or a packet buffer that is freed or unmapped while the receive or transmit
engine is on and the device may master the bus.

## Why is this bad?

The device knows nothing of Rust's ownership. It goes on fetching descriptors from the address in
its base register and writing frames where they point, whoever owns that memory now. This is worse
than leaking the ring: in 8 of the versions that were run, all with the rings freed and the engine
left on, the device wrote descriptors into the freed page. The poisoning of free pages was the only
witness; without it strangers' data is overwritten in silence.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    let rx = data.rx_ring.lock_irqdisable().take();
    drop(rx); // RCTL.EN is still set
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    let _ = data.mem.writel(0, E1000_RCTL);
    let _ = data.mem.writel(E1000_TCTL_PSP, E1000_TCTL);
    let _ = data.mem.readl(E1000_STATUS); // flush the posted writes
    coarse_sleep(Duration::from_millis(10)); // let a transfer in progress end
    let rx = data.rx_ring.lock_irqdisable().take();
    drop(rx);
    Ok(())
}
```

## Known limits

Memory that is leaked, not freed, is not reported here: the device then writes into memory that
nobody else has. `CTRL.RST` alone does not count as stopping: QEMU's e1000 ignores it. Turning bus
mastering off does count.
"""

title = "ring or buffer memory is freed while the device may still write into it"
tier = "error"
group = "order"
message = "{resource} is freed at {place} while the device may still use it: {detail}"
help = (
    "stop the engines first (e1000: `RCTL` and `TCTL` without their enable bits), read a register to "
    "flush the writes, wait 10 ms, and only then free {resource}"
)
symptom = [
    "pagealloc: memory corruption (with page_poison=1)",
]
references = [
    "Intel 8254x Software Developer's Manual, p. 307, 339",
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c: e1000_down",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
one_per = "callback"
