"""`kernel::file`, derived from the source of the crate."""


class FileDescriptorReservation:
    fd: "u32"

    # learned 22d18159d651
    def new(flags):
        r1 = get_unused_fd_flags(flags)
        if r1 < 0:
            return Err(r1)
        return Ok(FileDescriptorReservation(fd=r1))

    # learned e741a62d7088
    @by_value
    def commit(self, file):
        fd_install(self.fd, raw_of(file).value)

    # learned 2089522a27e9
    def drop(self):
        put_unused_fd(self.fd)
