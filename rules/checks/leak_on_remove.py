"""## What it does

Reports a resource that `probe` acquired and that is still held when `remove` has returned and the
driver data has been dropped.

## Why is this bad?

The kernel does not give a driver's resources back for it. A BAR region that is kept makes the next
probe fail with -16, while `insmod` itself returns 0: the module is loaded and has no device. A PCI
function that is left enabled is never reported by anybody; only its enable count grows. Of 57
versions of one teaching driver that were run on a kernel, 14 left the function enabled after `rmmod`
and 9 could not be probed a second time.

## Example

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Box<DriverData>> {
    let bars = dev.select_bars(bindings::IORESOURCE_MEM as u64);
    dev.enable_device()?;
    dev.request_selected_regions(bars, c_str!("demo"))?;
    Ok(Box::try_new(DriverData { bars })?)
}

fn remove(_dev: &mut pci::Device, _data: &Box<DriverData>) {
    // logs, and gives nothing back
}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    dev.release_selected_regions(data.bars);
    dev.disable_device();
}
```

## Known limits

What a later drop of the driver data frees counts as given back. What the `kernel` crate itself
never takes back (the camp's crate keeps the private data of a netdev for ever) is a note on the
crate, not an error of the driver. The camp's base crate has no `disable_device` and no
`release_selected_regions`: those wrappers are to be added to `pci::Device`.
"""

title = "probe acquires it and nothing that runs at remove gives it back"
tier = "error"
group = "leaks"
message = "`remove` does not give back {resource}, acquired at {place}"
help = (
    "give {resource} back in `remove`, or keep it in a field of the driver data whose type releases it "
    "on drop; for a PCI function: `dev.release_selected_regions(bars)`, then `dev.disable_device()`, "
    "both after the netdev is unregistered"
)
symptom = [
    "{driver} {bdf}: BAR 0: can't reserve [mem 0x…-0x…] (at the next `insmod`, if BAR regions are kept)",
    "{driver}: probe of {bdf} failed with error -16 (the same)",
]
references = [
    "linux 6.1 drivers/pci/pci.c: regions and the enable count",
    "linux 6.1 rust/kernel/pci.rs:81-94: the order of remove",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "site"
