"""## What it does

Reports a resource that is given back twice, once by a `Drop` and once by a call that the driver wrote.

## Why is this bad?

The guard does not know of the call. Whichever comes second gives back what is not held any more, or what
somebody else has taken in between: the books of the kernel go wrong, and nothing in the driver's code
stands twice.

## Example

```rust
fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    data.regs.mask_all();
    dev.release_selected_regions(data.claim.bars); // `data.claim` does so when it is dropped
    dev.disable_device();
}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    data.regs.mask_all();
    // `data.claim` gives the regions back when it is dropped.
    dev.disable_device();
}
```

## Known limits

It is judged for the PCI function and its regions. Memory whose owner is dropped twice is
`released_twice`.
"""

title = "a guard and an explicit call both give a resource back"
tier = "error"
group = "ownership"
message = "the release at {place} is one too many: a `Drop` and a call both give back {resource}"
help = (
    "leave {resource} to the guard and delete the call, or take the guard apart (`dismiss()`) before the "
    "call"
)
symptom = [
    "{driver} {bdf}: disabling already-disabled device (for a PCI function)",
    "Trying to free nonexistent resource … (for a BAR region)",
]
references = [
    "linux 6.1 drivers/pci/pci.c:2246: disabling already-disabled device",
    "linux 6.1 kernel/resource.c:1286: Trying to free nonexistent resource",
    "The Rust Reference, Destructors: when the guard's drop runs",
]
label = "the second release"
judged = {
    "pci_disable_device": ["bindings::pci_disable_device"],
    "pci_release_selected_regions": ["bindings::pci_release_selected_regions"],
}
