"""## What it does

Reports an interrupt handler that is freed after the PCI function was disabled.

## Why is this bad?

`pci_disable_device` also takes the route of the line away on x86. On boards where the line's global number
is 16 or higher the last user frees its descriptor, and then `free_irq` finds none and does nothing: the
handler, and with it the module's text, stays registered. Where the number is lower nothing is seen.

## Example

```rust
fn remove(dev: &mut pci::Device, data: &Self::Data) {
    dev.disable_device();
    drop(data.line.lock().take()); // free_irq comes too late
}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, data: &Self::Data) {
    drop(data.line.lock().take());
    dev.disable_device();
}
```

## Known limits

Where the interface is unregistered after the function was disabled, and its `stop` frees the handler, that
is one finding: `unregister_after_disable`.
"""

title = "the interrupt handler goes after the function it belongs to was disabled"
tier = "warning"
group = "order"
message = "{resource} is disabled at {place} before its interrupt handler is freed"
help = (
    "drop the `irq::Registration` before `dev.disable_device()`; a field that is dropped with the driver's "
    "data goes after `remove`"
)
symptom = []
references = [
    "linux 6.1 arch/x86/pci/common.c:703, drivers/acpi/pci_link.c:693: the route goes with the function",
    "linux 6.1 kernel/irq/manage.c:2024: without a descriptor free_irq does nothing",
]
points_at = "site"
label = "disabled here"
judged = {"free_irq": ["bindings::free_irq"]}
