"""## What it does

Reports a release of a resource that the same path has already released.

## Why is this bad?

The second release hits whatever the handle means by then: an enable count that goes to -1, a region
or an interrupt that somebody else has taken, memory that is freed twice. The kernel warns for some
kinds of resource and corrupts its books in silence for others.

## Example

```rust
fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    dev.release_selected_regions(data.bars);
    dev.disable_device();
    if data.failed {
        dev.disable_device(); // the count is already 0
    }
}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    if data.failed {
        data.log_failure();
    }
    dev.release_selected_regions(data.bars);
    dev.disable_device();
}
```

## Known limits

Enabling is counted: two `enable_device` need two `disable_device`, which is no finding. A raw
pointer that is taken back twice is `reclaimed_twice`.
"""

title = "a resource is given back twice"
tier = "error"
group = "misuse"
message = "{resource} is released at {place} although it was already released"
help = (
    "release {resource} in one place only: where a guard or `Drop` does it, remove the explicit call; "
    "where two callbacks do, let the first take it out of an `Option`"
)
symptom = [
    "{driver} {bdf}: disabling already-disabled device (for a PCI function)",
    "Trying to free already-free IRQ … (for an interrupt handler)",
    "Trying to free nonexistent resource … (for a BAR region)",
]
references = [
    "linux 6.1 drivers/pci/pci.c:2246: disabling already-disabled device",
    "linux 6.1 kernel/irq/manage.c:1887: already-free IRQ",
    "linux 6.12 kernel/resource.c: nonexistent resource",
]
judged = {"each callback": ["leave"]}
