"""## What it does

Reports a release with another handle than that of the acquisition: a mask of BARs that names regions
which were never requested, or leaves some that were.

## Why is this bad?

The kernel gives back what the handle says. Regions that were not requested are somebody else's, or
nobody's; regions that the mask leaves out stay reserved, and the next `probe` cannot have them.

## Example

```rust
fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    let bars = dev.select_bars(bindings::IORESOURCE_MEM as u64);
    dev.release_selected_regions(bars); // `probe` requested the port regions too
    dev.disable_device();
}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    dev.release_selected_regions(data.bars); // what `probe` requested
    dev.disable_device();
}
```

## Known limits

Only masks of BARs are judged. The wrappers of the `kernel` crate keep the handles of interrupts and DMA
memory themselves. A BAR that the card does not have may be named.
"""

title = "a release names something else than what was acquired"
tier = "error"
group = "misuse"
message = "the release at {place} does not fit what is held: {detail}"
help = "keep the value that {resource} was acquired with, in the driver's data, and release with the same"
symptom = [
    "Trying to free nonexistent resource … (for a BAR region)",
]
references = [
    "linux 6.1 drivers/pci/pci.c:4025: pci_release_selected_regions gives back the BARs of the mask",
    "linux 6.1 kernel/resource.c:1286: Trying to free nonexistent resource",
]
points_at = "site"
label = "released here"
judged = {"pci_release_selected_regions": ["bindings::pci_release_selected_regions"]}
