"""`kernel::iommu::pgtable`, derived from the source of the crate."""


class IoPageTable(Generic[F]):
    ptr: "core::NonNull<bindings::io_pgtable_ops>"

    # learned 935ba219ef65
    def drop(self):
        free_io_pgtable_ops(self.ptr)
