"""`kernel::file` of the camp's crate: an open file, as the callbacks of `file::Operations` see it."""

from kernel.mm.virt import Area
from kernel.user_ptr import UserSlicePtr, UserSlicePtrReader, UserSlicePtrWriter

file_operations = {"trait": "kernel::file::Operations"}
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
    next: "u64"
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


def operation(name):
    """The method of the driver that serves a call."""
    return f"kernel::file::Operations::{name}"


def call_open(device, file):
    return invoke(device.ops, "kernel::file::Operations::open", device.shared, borrow(file))


def call_release(file):
    invoke(file.ops, "kernel::file::Operations::release", take(file.data), borrow(file))


@source("rust/kernel/file.rs read_callback: the offset grows by what is returned")
def call_read(file, count):
    writer = UserSlicePtrWriter(left=count, given=0, source="nothing")
    result = invoke(
        file.ops, "kernel::file::Operations::read", borrow(file.data), borrow(file), ref(writer), file.pos
    )
    file.source = writer.source
    file.given = writer.given
    file.next = file.pos + count_of(peek(result))
    return result


def call_write(file, start, count):
    reader = UserSlicePtrReader(start=start, left=count, target=0)
    result = invoke(
        file.ops, "kernel::file::Operations::write", borrow(file.data), borrow(file), ref(reader), file.pos
    )
    file.source = reader.target
    file.next = file.pos + count_of(peek(result))
    return result


def call_ioctl(file, number, argument):
    command = IoctlCommand(cmd=number, arg=argument)
    return invoke(
        file.ops, "kernel::file::Operations::ioctl", borrow(file.data), borrow(file), ref(command)
    )


@source("rust/kernel/file.rs llseek_callback: nobody stores the result in f_pos, which is the crate's doing")
def call_seek(file, whence, distance):
    if whence == 0:
        where = SeekFrom.Start(distance)
    elif whence == 1:
        where = SeekFrom.Current(distance)
    else:
        where = SeekFrom.End(distance)
    return invoke(file.ops, "kernel::file::Operations::seek", borrow(file.data), borrow(file), where)


def call_poll(file, sleeper):
    table = PollTable(sleeper=sleeper)
    return invoke(
        file.ops, "kernel::file::Operations::poll", borrow(file.data), borrow(file), ref(table)
    )


def call_mmap(file, first, last):
    area = Area(first=first, last=last, bits=0xFB)
    return invoke(
        file.ops, "kernel::file::Operations::mmap", borrow(file.data), borrow(file), ref(area)
    )
