"""`kernel::types` of Linux 7.1: scope guards, memory of the C side."""


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


class Opaque(Generic[T]):
    """Memory of the C side; what was never written counts as zeros."""

    value: "T"

    def uninit():
        return Opaque(value=zero(T))

    def new(value):
        return Opaque(value=value)

    def zeroed():
        return Opaque(value=zero(T))

    def ffi_init(body):
        """The body is called where the initialiser is made, and not when it is run."""
        made = Opaque(value=zero(T))
        done = body(raw(made.value))
        return made

    def try_ffi_init(body):
        made = Opaque(value=zero(T))
        done = body(raw(made.value))
        if is_err(done):
            return Err(payload(done))
        return Ok(made)

    def get(self):
        return raw(self.value)
