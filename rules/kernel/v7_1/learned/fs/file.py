"""`kernel::fs::file`, derived from the source of the crate."""


class FileDescriptorReservation:
    fd: "u32"

    # learned b4369f20a1c7
    def get_unused_fd_flags(flags):
        r1 = get_unused_fd_flags(flags)
        if r1 < 0:
            return Err(r1)
        return Ok(FileDescriptorReservation(fd=r1))

    # learned d5028bcbd199
    @by_value
    def fd_install(self, file):
        fd_install(self.fd, file)

    # learned 2089522a27e9
    def drop(self):
        put_unused_fd(self.fd)


class BadFdError:
    pass
