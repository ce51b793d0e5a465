"""## What it does

Runs `probe`, `remove`, `probe` and reports a second `probe` that must fail because of what the
first one left: regions that are still reserved, or anything else that makes it return an error
though nothing fails.

## Why is this bad?

This is how most people meet the missing clean-up: `rmmod`, `insmod`, and the device is gone.
`insmod` returns 0, the module is listed, but there is no interface, and `ip` says that there is no
such device. Only a restart of the machine gives the regions back. Seen in 9 of 57 versions that
were run.

## Example

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Box<DriverData>> {
    let bars = dev.select_bars(bindings::IORESOURCE_MEM as u64);
    dev.enable_device()?;
    dev.request_selected_regions(bars, c_str!("demo"))?; // the second time: -16
    Ok(Box::try_new(DriverData { bars })?)
}

fn remove(dev: &mut pci::Device, _data: &Box<DriverData>) {
    dev.disable_device();
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

From 6.12 on the second line reads `probe with driver … failed with error -16`. An enable count that
is too high does not make `probe` fail; it is a `leak_on_remove` alone.
"""

title = "the second probe cannot succeed"
tier = "error"
group = "device"
message = (
    "`probe` after `remove` cannot succeed, though `insmod` returns 0: "
    "{detail}"
)
help = (
    "undo in `remove` what `probe` did: `dev.release_selected_regions(bars)` for the regions, then "
    "`dev.disable_device()`, and what the device or a static still says of the first time"
)
symptom = [
    "{driver} {bdf}: BAR 0: can't reserve [mem 0x…-0x…]",
    "{driver}: probe of {bdf} failed with error -16",
]
references = [
    "linux 6.1 drivers/pci/pci.c:3992: can't reserve",
    "linux 6.1 drivers/base/dd.c:576; 6.12 dd.c:655: the words of the failure",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "site"
