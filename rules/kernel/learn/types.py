"""A guard that runs a closure where its scope ends, unless it was dismissed. Source: rust/kernel/types.rs."""


class ScopeGuard(Generic[T]):
    data: "T"
    cleanup: "F"
    armed: "bool"
    with_data: "bool"
    deref = "data"

    def new(cleanup):
        return ScopeGuard(data=None, cleanup=cleanup, armed=1, with_data=0)

    def new_with_data(data, cleanup):
        return ScopeGuard(data=data, cleanup=cleanup, armed=1, with_data=1)

    @by_value
    def dismiss(self):
        self.armed = 0
        return take(self.data)

    def drop(self):
        if self.armed:
            cleanup = take(self.cleanup)
            if self.with_data:
                cleanup(take(self.data))
            else:
                cleanup()
