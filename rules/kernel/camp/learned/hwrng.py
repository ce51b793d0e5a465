"""`kernel::hwrng`, derived from the source of the crate."""


class Registration(Generic[T]):
    hwrng: "core::UnsafeCell<bindings::hwrng>"
    name: "core::Option<kernel::str::CString>"
    registered: "bool"

    # learned 5931e5f0eafd
    def drop(self):
        if self.registered:
            hwrng_unregister(self.hwrng.value)
            return None
        return None
