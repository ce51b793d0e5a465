"""`kernel::revocable`, derived from the source of the crate."""


class AsyncRevocable(Generic[T]):
    usage_count: "core::AtomicU32"
    data: "core::UnsafeCell<'T>"

    # learned 5fbb956c67c9
    def drop(self):
        return None


class AsyncRevocableGuard(Generic[T]):
    revocable: "&kernel::revocable::AsyncRevocable<'T>"

    # learned e0e4c2f177a7
    def drop(self):
        if (self.revocable.usage_count.value & 2147483647) == 2147483647:
            return None
        if (self.revocable.usage_count.value & 2147483647) == 0:
            panic("panic!")
        self.revocable.usage_count.value = (self.revocable.usage_count.value - 1)
