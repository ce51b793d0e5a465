"""## What it does

Looks at the model of the device when `stop` returns after `ip link set down` and reports causes
that are still unmasked.

## Why is this bad?

An interface that is down has nobody to answer. If the handler is still there it goes on working on
an interface that is down: in the driver as given, 20 frames that came while it was down made 20
interrupts and 20 polls. If the handler was freed, the line stays up with no one to quiet it, on a
shared line in the way of every neighbour. Causes and engines were still on after down in 37 of 57
versions that were run; one version masked the interrupts.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    data.napi.disable();
    let reg = data.irq_reg.lock().take();
    drop(reg); // the handler is gone, IMS is as `open` set it
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    let _ = data.mem.writel(0xffff_ffff, E1000_IMC);
    let _ = data.mem.readl(E1000_STATUS); // flush
    data.napi.disable();
    let reg = data.irq_reg.lock().take();
    drop(reg);
    let _ = data.mem.readl(E1000_ICR); // forget old causes
    Ok(())
}
```

## Known limits

The witness is `ip link set down`. On `rmmod` a `remove` that disables the device first has already
cut the interrupt route, which hides the error. Writing 0 to `IMS` changes nothing, and stopping
both engines is not enough: a change of the link still interrupts.
"""

title = "after stop the device may still raise its interrupt line"
tier = "error"
group = "device"
message = "when `{callback}` returns the device can still interrupt: {detail}"
help = (
    "in `{callback}` mask all causes (e1000: all ones to `IMC`), read a register to flush the write, and "
    "read the causes (e1000: `ICR`) once more after the handler is freed, so that no old one waits"
)
symptom = []
references = [
    "Intel 8254x Software Developer's Manual, p. 293-295: only IMC masks",
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c: e1000_down",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "callback"
