"""`kernel::pages`, derived from the source of the crate."""


class PageMapping:
    page: "*bindings::page"
    ptr: "*ffi::c_void"

    # learned 7d39c99a3b22
    def drop(self):
        kunmap(self.page)
