"""`kernel::pages` of the camp's crate: pages that are given back when their owner is dropped."""


class Pages(Generic[ORDER]):
    """`size`: in bytes."""

    size: "usize"

    def new():
        if kmalloc() == 0:
            return Err(-12)
        return Ok(Pages(size=4096))

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
