"""## What it does

Reports bus mastering that the driver switches on and that is still on when `probe` has failed or `remove`
has run, of a function that the driver has not left enabled as well.

## Why is this bad?

A device that may master the bus can write to memory and raise message interrupts, whoever owns that
memory by then. `pci_disable_device` switches it off; but only for a driver that enabled the function. One
that relies on the firmware, which left it enabled, has to do it by hand.

## Example

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Self::Data> {
    dev.set_master(); // the firmware has enabled the function
    Card::new(dev)
}

fn remove(_dev: &mut pci::Device, _data: &Self::Data) {}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, _data: &Self::Data) {
    // SAFETY: The function is bound to this driver.
    unsafe { bindings::pci_clear_master(dev.as_ptr()) };
}
```

## Known limits

A function that is left enabled is reported as that (`leak_on_remove`, `leak_on_probe_error`), and bus
mastering with it is not. Whether an engine of the device is on does not matter here; that is
`stop_leaves_dma_running`.
"""

title = "bus mastering is left on"
tier = "warning"
group = "device"
message = "when `{callback}` returns the function may still master the bus"
help = (
    "call `bindings::pci_clear_master` on every way out, or `dev.enable_device()` first: "
    "`dev.disable_device()` then switches it off"
)
symptom = []
references = [
    "linux Documentation/PCI/pci.rst: pci_set_master, pci_clear_master, and device shutdown",
    "linux 6.1 drivers/pci/pci.c do_pci_disable_device: clears PCI_COMMAND_MASTER",
]
points_at = "callback"
judged = {"probe, remove": ["bindings::judge_bus_master"]}
