"""## What it does

Reports a read or write of a device register after the mapping was undone; and, as a warning, after
the function was disabled or its regions were released.

## Why is this bad?

After `iounmap` the address is no longer mapped and the access faults. After `pci_disable_device` or
the release of the regions the access still reaches the device, for decoding stays on: that is a
breach of the contract which nobody notices, until another driver owns the regions.

## Example

```rust
fn device_remove(&self) {
    let mem = self.mem.lock().take();
    drop(mem); // iounmap
    let reg = self.netdev_reg.lock().take();
    drop(reg); // `stop` writes IMC
}
```

## Instead

```rust
fn device_remove(&self) {
    let reg = self.netdev_reg.lock().take();
    drop(reg); // `stop` runs with the mapping in place
    let mem = self.mem.lock().take();
    drop(mem); // iounmap
}
```

## Known limits

The tier is that of an access after unmapping. An access through a mapping that several owners share
is judged by the last of them.
"""

title = "a register is accessed after its mapping is gone"
tier = "error"
group = "order"
message = "`{callback}` accesses a register of the device at {place}: {detail}"
help = (
    "move the access before the release, or keep the mapping (an `Arc` of the `pci::MappedResource`) "
    "alive in whatever makes the access"
)
symptom = [
    "BUG: unable to handle page fault for address: … (after the mapping is gone)",
]
references = [
    "linux 6.1 Documentation/PCI/pci.rst: no register access after pci_disable_device",
    "linux 6.1 drivers/pci/pci.c: pci_disable_device clears bus mastering only",
]
judged = {"a register access": ["mmio_read", "mmio_write"]}
