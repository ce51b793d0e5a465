"""`kernel::page`, derived from the source of the crate."""


class Page:
    page: "core::NonNull<bindings::page>"

    # learned ec1441245055
    def alloc_page(flags):
        r1 = alloc_pages(flags.f0, 0)
        if r1 == 0:
            return Err(-12)
        return Ok(Page(page=r1))

    # learned eaf8861db29a
    def with_page_mapped(self, f):
        r1 = kmap_local_page(self.page)
        r2 = f(r1)
        kunmap_local(r1)
        return r2

    # learned bf62f2470caa
    def drop(self):
        __free_pages(self.page, 0)
