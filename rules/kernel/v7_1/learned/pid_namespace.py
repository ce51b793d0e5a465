"""`kernel::pid_namespace`, derived from the source of the crate."""


class PidNamespace:
    inner: "kernel::types::Opaque<bindings::pid_namespace>"

    # learned bacdc6b3dcbb
    def inc_ref(self):
        get_pid_ns(self.inner)

    # learned ad5ae1b088d3
    def dec_ref(obj):
        put_pid_ns(obj)
