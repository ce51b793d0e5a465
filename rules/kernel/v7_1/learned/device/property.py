"""`kernel::device::property`, derived from the source of the crate."""


class FwNodeReferenceArgs:
    f0: "bindings::fwnode_reference_args"

    # learned 1f1a824961f3
    def drop(self):
        if self.f0.fwnode == 0:
            return None
        drop_now(as_counted(self.f0.fwnode))
