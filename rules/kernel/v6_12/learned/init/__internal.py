"""`kernel::init::__internal`, derived from the source of the crate."""


class StackInit(Generic[T]):
    value: "'T"
    is_init: "bool"

    # learned 9a7ca5a6fa55
    def drop(self):
        if self.is_init:
            self.value.assume_init_drop()
            return None
        return None


class DropGuard(Generic[T]):
    ptr: "*'T"

    # learned 5fbb956c67c9
    def drop(self):
        return None
