"""`kernel::types`: scope guards."""


class ScopeGuard(Generic[T]):
    data: "T"
    cleanup: "F"
    armed: "bool"
    deref = "data"

    def new(cleanup):
        return ScopeGuard(data=NONE, cleanup=cleanup, armed=1)

    def new_with_data(data, cleanup):
        return ScopeGuard(data=Some(data), cleanup=cleanup, armed=1)

    @by_value
    def dismiss(self):
        self.armed = 0
        return take_option(take(self.data))

    def drop(self):
        if self.armed:
            cleanup = take(self.cleanup)
            data = take(self.data)
            if is_some(data):
                cleanup(payload(data))
            else:
                cleanup()


def take_option(value):
    if is_some(value):
        return payload(value)
    return None
