"""## What it does

Reports a release of something that was not acquired since the driver was bound to the device.

## Why is this bad?

The release takes away what somebody else has, or runs the kernel's books below zero. Most often one
error exit serves all steps: it undoes the step that failed, and those that were never reached.

## Example

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Self::Data> {
    let data = Self::set_up(dev); // enables the function first
    if data.is_err() {
        dev.disable_device(); // also if that is what failed
    }
    data
}
```

## Instead

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Self::Data> {
    dev.enable_device()?;
    let data = Self::set_up(dev);
    if data.is_err() {
        dev.disable_device();
    }
    data
}
```

## Known limits

It is judged for the PCI function and its regions. What was acquired and given back before is
`released_twice`. NAPI that is disabled without having been enabled is `napi_imbalance`.
"""

title = "a resource is given back that was never acquired"
tier = "error"
group = "misuse"
message = "the release at {place} is one too many: nothing acquired {resource}"
help = (
    "undo only the steps that were done: acquire with `?` before the part whose errors are caught, or let "
    "a guard for each step undo it"
)
symptom = [
    "{driver} {bdf}: disabling already-disabled device (for a PCI function)",
    "Trying to free nonexistent resource … (for a BAR region)",
]
references = [
    "linux 6.1 drivers/pci/pci.c:2246: disabling already-disabled device",
    "linux 6.1 kernel/resource.c:1286: Trying to free nonexistent resource",
]
label = "released here"
judged = {
    "pci_disable_device": ["bindings::pci_disable_device"],
    "pci_release_selected_regions": ["bindings::pci_release_selected_regions"],
}
