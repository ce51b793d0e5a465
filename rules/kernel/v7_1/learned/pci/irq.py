"""`kernel::pci::irq`, derived from the source of the crate."""


class IrqVectorRegistration:
    dev: "core::ARef<kernel::pci::Device>"

    # learned ca29babfbdf4
    def drop(self):
        pci_free_irq_vectors(raw_of(self.dev))
