"""## What it does

Looks at the model of the device when `stop` returns and reports a receive or transmit engine that
is on while bus mastering is on, whether or not memory was freed.

## Why is this bad?

The engine writes every frame that arrives into the rings of an interface that is down. If the rings
were freed, it writes into the memory of others (`dma_outlives_buffer`); if they were kept, the next
`open` programs a running engine (`ring_reprogrammed_live`). In 37 of 57 versions that were run,
engines and causes were still on after down, and nothing is printed.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    dev.netif_carrier_off();
    data.napi.disable();
    Ok(()) // RCTL.EN and TCTL.EN are still set
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    dev.netif_carrier_off();
    let _ = data.mem.writel(0, E1000_RCTL);
    let _ = data.mem.writel(E1000_TCTL_PSP, E1000_TCTL);
    let _ = data.mem.readl(E1000_STATUS); // flush
    coarse_sleep(Duration::from_millis(10));
    data.napi.disable();
    Ok(())
}
```

## Known limits

The witness is `ip link set down`. On `rmmod` a `remove` that disables the device early has already
cleared bus mastering and hides the error. `CTRL.RST` does not count: it works on silicon and does
nothing on QEMU's e1000.
"""

title = "after stop the device still reads or writes memory by itself"
tier = "error"
group = "device"
message = "when `{callback}` returns the device is still running: {detail}"
help = (
    "in `{callback}` turn the engines off (e1000: `RCTL` and `TCTL` without their enable bits), read a "
    "register to flush the writes and wait 10 ms, before anything the device uses is freed"
)
symptom = []
references = [
    "Intel 8254x Software Developer's Manual, p. 303-313, 339",
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c: e1000_down, steps 1, 3, 4",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "callback"
