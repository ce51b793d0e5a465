"""`kernel::sync::lock`, derived from the source of the crate."""


class Guard(Generic[T, B]):
    lock: "&kernel::sync::lock::Lock<'T, 'B>"
    state: "'B::GuardState"

    # learned 0e267ca55044
    def drop(self):
        invoke(B, "unlock", self.lock.state, self.state)
