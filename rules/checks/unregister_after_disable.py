"""## What it does

Reports a `remove` that disables the device or releases its regions while the net device or char
device above it is still registered.

## Why is this bad?

In the camp's crate the driver data is dropped after `remove` has returned, and this drop is what
unregisters the net device, which calls `stop` if the interface is up. So `stop` talks to a device
that `remove` has already disabled. All 51 versions looked at do it and none showed a symptom,
because register access still works then: the error is latent. On an x86 board where the device's
global interrupt number is 16 or higher the `free_irq` in that late `stop` silently does nothing.

## Example

```rust
struct DriverData {
    reg: net::Registration<NetDevice>, // dropped after `remove`
    bars: i32,
}

fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    dev.release_selected_regions(data.bars);
    dev.disable_device();
}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, data: &Arc<DeviceData>) {
    data.device_remove(); // unregister_netdev, and with it `stop`, on a device that still works
    dev.release_selected_regions(data.bars);
    dev.disable_device();
}
```

## Known limits

The order of the framework alone is not the driver's fault; it is reported because the driver can
unregister first (`kernel::device::Data` of the camp's crate is made for it, and a second
`device_remove` does nothing). Whether regions go before or after disabling is not judged here: the
kernel's own documents disagree.
"""

title = "the net or char device goes after the hardware under it went"
tier = "warning"
group = "order"
message = "{resource} is disabled at {place} before the interface above it is unregistered"
help = (
    "unregister what users can reach first: drop the `net::Registration` at the start of `remove` (keep "
    "it in `device::Data` or a `Mutex<Option<_>>`, for `remove` has only a reference), then release "
    "regions and disable the device"
)
symptom = []
references = [
    "linux 6.1 Documentation/PCI/pci.rst: unregister from other subsystems first",
    "linux 6.1 rust/kernel/pci.rs:81-94: the driver data is dropped after remove",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "site"
label = "disabled here"
judged = {"unregister_netdev": ["bindings::unregister_netdev"]}
