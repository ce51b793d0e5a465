"""Interrupt vectors of PCI functions. Sources: drivers/pci/msi/api.c, drivers/pci/msi/msi.c (6.12)."""

constants = {
    "bindings::PCI_IRQ_INTX": 1, "bindings::PCI_IRQ_LEGACY": 1, "bindings::PCI_IRQ_MSI": 2,
    "bindings::PCI_IRQ_MSIX": 4, "bindings::PCI_IRQ_AFFINITY": 8, "bindings::PCI_IRQ_ALL_TYPES": 7,
}
resources = {
    "pci.irqvec": {
        "noun": "the interrupt vectors", "release": "`pci_free_irq_vectors`", "life": "function",
    },
}


@acquires("pci.irqvec", "dev")
@fails("errno", 28)
@context("sleeps")
@source("drivers/pci/msi/api.c:234 how many; the line of the function counts as one")
def pci_alloc_irq_vectors(dev, min_vecs, max_vecs, flags):
    if held("pci.irqvec", dev) and (flags & 1) == 0:
        return vectors_twice()
    return min_vecs


def vectors_twice():
    """drivers/pci/msi/msi.c __pci_enable_msi_range: WARN_ON_ONCE(dev->msi_enabled), -EINVAL."""
    printk("WARNING: drivers/pci/msi/msi.c __pci_enable_msi_range")
    return -22


@source("drivers/pci/msi/api.c:254")
def pci_alloc_irq_vectors_affinity(dev, min_vecs, max_vecs, flags, affd):
    return pci_alloc_irq_vectors(dev, min_vecs, max_vecs, flags)


@source("drivers/pci/msi/api.c:30 one vector; 0 instead of their number")
def pci_enable_msi(dev):
    ret = pci_alloc_irq_vectors(dev, 1, 1, 2)
    if ret > 0:
        return 0
    return ret


@source("drivers/pci/msi/api.c:108")
def pci_enable_msix_range(dev, entries, minvec, maxvec):
    return pci_alloc_irq_vectors(dev, minvec, maxvec, 4)


@releases("pci.irqvec", "dev")
@context("sleeps")
@source("drivers/pci/msi/api.c:376 both kinds; nothing if none is enabled")
def pci_free_irq_vectors(dev):
    return None


@releases("pci.irqvec", "dev")
@context("sleeps")
@source("drivers/pci/msi/api.c:51 nothing if it is not enabled")
def pci_disable_msi(dev):
    return None


@releases("pci.irqvec", "dev")
@context("sleeps")
@source("drivers/pci/msi/api.c:194 nothing if it is not enabled")
def pci_disable_msix(dev):
    return None


@source("drivers/pci/msi/api.c:313 -EINVAL for one that was not allocated")
def pci_irq_vector(dev, nr):
    return dev.irq + nr
