"""`kernel::sync::revocable`, derived from the source of the crate."""


class Inner(Generic[T]):
    is_available: "bool"
    data: "'T"

    # learned 6ef53f010ff6
    def drop(self):
        if self.is_available:
            self.is_available = False
            self.data.assume_init_drop()
            return None
        return None
