"""## What it does

Reports something that is given back while what was built on it is still there: the BAR regions while the
interface or the interrupt handler above them is registered, a streaming DMA mapping whose buffer was
freed before it.

## Why is this bad?

What is acquired last has to go first. As long as an interface or a handler is registered, the kernel may
call the driver, and the driver works with registers that anybody else may claim by then. A mapping is
undone by looking at its buffer: on machines that copy through a bounce buffer `dma_unmap_single` writes
what the device has sent into memory that belongs to somebody else.

## Example

```rust
fn remove(dev: &mut pci::Device, data: &Self::Data) {
    dev.release_selected_regions(data.bars);
    drop(data.netdev.lock().take()); // its `stop` runs only now
    dev.disable_device();
}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, data: &Self::Data) {
    drop(data.netdev.lock().take());
    dev.release_selected_regions(data.bars);
    dev.disable_device();
}
```

## Known limits

Whether the function is disabled before its regions are released or after is not judged: the kernel's
documentation says both. Nor is a mapping of the registers that goes after the regions: with the driver's
data it always does. A wrong order that something else tells better is listed there: a handler or an
interface that goes after the function was disabled, a register that is accessed after the release.
"""

title = "something is given back before what was built on it"
tier = "warning"
group = "order"
message = "{resource} went out of order at {place}: {detail}"
help = "give back in the reverse of the order in which it was acquired"
symptom = []
references = [
    "linux Documentation/PCI/pci.rst: PCI device shutdown",
    "linux Documentation/core-api/dma-api-howto.rst: unmap before the buffer is used or freed",
]
judged = {
    "pci_release_selected_regions": ["bindings::judge_order"],
    "dma_unmap_single": ["bindings::dma_unmap_single"],
}
