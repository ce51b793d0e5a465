"""`kernel::pages` of the camp's crate: pages that are given back when their owner is dropped."""


class Pages(Generic[ORDER]):
    """`size`: in bytes."""

    pages: "*mut page"
    size: "usize"

    def new():
        pages = alloc_pages(0xCC0, ORDER)
        if pages == 0:
            return Err(-12)
        return Ok(Pages(pages=pages, size=4096))

    def drop(self):
        __free_pages(self.pages, ORDER)

    def copy_into_page(self, reader, offset, count):
        if offset + count > self.size:
            return Err(-22)
        return reader.skipped(count)

    def read(self, target, offset, count):
        if offset + count > self.size:
            return Err(-22)
        unknown_bytes(target)
        return Ok(None)

    def write(self, source, offset, count):
        if offset + count > self.size:
            return Err(-22)
        return Ok(None)

replaces = {
    "kernel::pages::Pages::copy_into_page": [
        "+mem.kmap, then the error -22; +mem.kmap -mem.kmap, then success; "
        "+mem.kmap -mem.kmap, then the error -14",
        "where all memory is mapped `kmap` only gives the address (include/linux/highmem-internal.h)",
    ],
    "kernel::pages::Pages::read": [
        "+mem.kmap, then the error -22; +mem.kmap -mem.kmap, then success",
        "where all memory is mapped `kmap` only gives the address (include/linux/highmem-internal.h)",
    ],
    "kernel::pages::Pages::write": [
        "+mem.kmap, then the error -22; +mem.kmap -mem.kmap, then success",
        "where all memory is mapped `kmap` only gives the address (include/linux/highmem-internal.h)",
    ],
}
