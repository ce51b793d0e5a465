"""`kernel::init::__internal`, derived from the source of the crate."""


class DropGuard(Generic[T]):
    ptr: "*'T"

    # learned 5fbb956c67c9
    def drop(self):
        return None
