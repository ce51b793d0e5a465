"""`kernel::file` of the camp's crate: an open file, as the callbacks of `file::Operations` see it."""

from kernel.user_ptr import UserSlicePtr

constants = {
    "kernel::file::flags::O_NONBLOCK": 0x800, "kernel::file::flags::O_ACCMODE": 3,
    "kernel::file::flags::O_RDONLY": 0, "kernel::file::flags::O_WRONLY": 1, "kernel::file::flags::O_RDWR": 2,
    "kernel::file::flags::O_APPEND": 0x400,
    "bindings::POLLIN": 1, "bindings::POLLPRI": 2, "bindings::POLLOUT": 4, "bindings::POLLERR": 8,
    "bindings::POLLHUP": 0x10, "bindings::POLLRDNORM": 0x40, "bindings::POLLWRNORM": 0x100,
}


class File:
    ops: "type"
    data: "T"
    pos: "u64"
    source: "text"
    given: "usize"
    after: "text"

    def flags(self):
        return 2

    def pos(self):
        return self.pos


class SeekFrom:
    variants = ["Start", "End", "Current"]


class PollTable:
    """Who is to be told: `sleeper` is the process that polls, 0 if it registers nowhere any more."""

    sleeper: "pointer"

    def register_wait(self, file, waiters):
        if self.sleeper:
            waiters.sleeper = self.sleeper
            push(ref(self.sleeper.queues), raw_of(waiters))


class IoctlCommand(Generic[T]):
    """What a process asks for: `cmd` says the direction, and how much memory `arg` leads to."""

    cmd: "u32"
    arg: "usize"

    def raw(self):
        return (self.cmd, self.arg)

    def dispatch(self, handler, file):
        """rust/kernel/file.rs; the parts of the number are those of include/uapi/asm-generic/ioctl.h."""
        size = (self.cmd >> 16) & 0x3FFF
        direction = self.cmd >> 30
        memory = UserSlicePtr(length=size)
        if direction == 0:
            result = invoke(T, "kernel::file::IoctlHandler::pure", handler, file, self.cmd, self.arg)
        elif direction == 1:
            reader = memory.reader()
            result = invoke(T, "kernel::file::IoctlHandler::write", handler, file, self.cmd, ref(reader))
        elif direction == 2:
            writer = memory.writer()
            result = invoke(T, "kernel::file::IoctlHandler::read", handler, file, self.cmd, ref(writer))
        else:
            result = invoke(T, "kernel::file::IoctlHandler::read_write", handler, file, self.cmd, memory)
        return handled(result)


def handled(result):
    """EINVAL, as the trait has it, where the driver does not implement the direction."""
    if known(result) and is_unit(result):
        return Err(-22)
    return result
