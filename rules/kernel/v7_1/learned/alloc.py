"""`kernel::alloc`, derived from the source of the crate."""


class IntoIter(Generic[T, A]):
    ptr: "*'T"
    buf: "core::NonNull<'T>"
    len: "usize"
    layout: "kernel::alloc::layout::ArrayLayout<'T>"

    # learned 99bb4b14d291
    def drop(self):
        invoke(A, "free", self.buf, convert(self.layout))
