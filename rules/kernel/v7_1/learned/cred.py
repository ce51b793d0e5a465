"""`kernel::cred`, derived from the source of the crate."""


class Credential:
    f0: "kernel::types::Opaque<bindings::cred>"

    # learned 645c787bb918
    def inc_ref(self):
        get_cred(self.f0)

    # learned 1d455102f80f
    def dec_ref(obj):
        put_cred(obj)
