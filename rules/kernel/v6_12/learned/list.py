"""`kernel::list`, derived from the source of the crate."""


class ListArc(Generic[T, ID]):
    arc: "core::Arc<'T>"

    # learned 4b15d45cea11
    def drop(self):
        invoke(T, "on_drop_list_arc", self.arc)
