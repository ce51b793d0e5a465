"""`kernel::fs`, derived from the source of the crate."""

from kernel.fs.file import BadFdError


class LocalFile:
    inner: "kernel::types::Opaque<bindings::file>"

    # learned 7fcf3961df37
    def inc_ref(self):
        get_file(self.inner)

    # learned f5b2de9bc9d7
    def dec_ref(obj):
        fput(obj)

    # learned b3b183c47257
    def fget(fd):
        r1 = fget(fd)
        if r1 == 0:
            return Err(BadFdError())
        return Ok(as_counted(r1))
