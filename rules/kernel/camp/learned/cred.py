"""`kernel::cred`, derived from the source of the crate."""


class Credential:
    f0: "core::UnsafeCell<bindings::cred>"

    # learned 96e614c88889
    def inc_ref(self):
        get_cred(self.f0.value)

    # learned 1d455102f80f
    def dec_ref(obj):
        put_cred(obj)
