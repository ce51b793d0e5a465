"""`kernel::file` of the camp's crate: an open file, as the callbacks of `file::Operations` see it."""

constants = {
    "kernel::file::flags::O_NONBLOCK": 0x800, "kernel::file::flags::O_ACCMODE": 3,
    "kernel::file::flags::O_RDONLY": 0, "kernel::file::flags::O_WRONLY": 1, "kernel::file::flags::O_RDWR": 2,
    "kernel::file::flags::O_APPEND": 0x400,
}


class File:
    ops: "type"
    data: "T"
    pos: "u64"
    source: "text"
    given: "usize"

    def flags(self):
        return 2

    def pos(self):
        return self.pos


class SeekFrom:
    variants = ["Start", "End", "Current"]
