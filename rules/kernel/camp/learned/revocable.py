"""`kernel::revocable`, derived from the source of the crate."""


class AsyncRevocable(Generic[T]):
    usage_count: "core::AtomicU32"
    data: "core::UnsafeCell<'T>"

    # learned 5fbb956c67c9
    def drop(self):
        return None
