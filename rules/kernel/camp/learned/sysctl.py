"""`kernel::sysctl`, derived from the source of the crate."""


class Sysctl(Generic[T]):
    inner: "core::Box<'T>"
    _table: "core::Box<[bindings::ctl_table]>"
    header: "*bindings::ctl_table_header"

    # learned 71e0d300ce0d
    def drop(self):
        unregister_sysctl_table(self.header)
        self.header = 0
