"""`kernel::irq::request`, derived from the source of the crate."""


class RegistrationInner:
    irq: "u32"
    cookie: "*ffi::c_void"

    # learned bcfb1b1bb34d
    def drop(self):
        free_irq(self.irq, self.cookie)
