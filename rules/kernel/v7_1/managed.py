"""What the crate itself registers with a device, to be undone when it is unbound (`devres::register`)."""

from kernel.revocable import Revocable


class Vectors:
    dev: "pointer"

    def drop(self):
        pci_free_irq_vectors(self.dev)


def managed(dev, value):
    """An error drops the value at once."""
    if kmalloc() == 0:
        return Err(-12)
    kept_until_unbound(dev, arc(Revocable(value=Some(value))))
    return Ok(None)

own = ["kernel::managed::Vectors"]
