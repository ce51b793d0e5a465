"""`kernel::io_mem`, derived from the source of the crate."""


class IoMem(Generic[SIZE]):
    ptr: "usize"

    # learned 0c714ae0f137
    def try_new(res):
        if res.size < SIZE:
            return Err(-22)
        if (res.offset % 8) == 0:
            r1 = ioremap(res.offset, res.size)
            if r1 == 0:
                return Err(-12)
            return Ok(IoMem(ptr=r1))
        return Err(-33)

    # learned d6064d46817a
    def drop(self):
        iounmap(self.ptr)
