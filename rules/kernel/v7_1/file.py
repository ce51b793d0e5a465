"""Open files of Linux 7.1, and how `kernel::miscdevice` calls the driver for them.

Sources: rust/kernel/miscdevice.rs, fs/kiocb.rs, fs/file.rs (7.1).
"""

from kernel.fs import Kiocb
from kernel.iov import IovIterDest, IovIterSource

file_operations = {"trait": "kernel::miscdevice::MiscDevice"}
callbacks = {"read": ["read_iter"], "write": ["write_iter"]}
constants = {
    "kernel::fs::file::flags::O_NONBLOCK": 0x800, "kernel::fs::file::flags::O_ACCMODE": 3,
    "kernel::fs::file::flags::O_RDONLY": 0, "kernel::fs::file::flags::O_WRONLY": 1,
    "kernel::fs::file::flags::O_RDWR": 2, "kernel::fs::file::flags::O_APPEND": 0x400,
}


class File:
    ops: "type"
    data: "T"
    pos: "i64"
    next: "i64"
    source: "text"
    given: "usize"
    after: "text"

    def flags(self):
        return 2


def operation(name):
    """The method of the driver that serves a call."""
    if name == "read" or name == "write":
        return f"kernel::miscdevice::MiscDevice::{name}_iter"
    return f"kernel::miscdevice::MiscDevice::{name}"


def call_open(device, file):
    return invoke(
        device.ops, "kernel::miscdevice::MiscDevice::open", borrow(file), borrow(device.owner)
    )


def call_release(file):
    invoke(file.ops, "kernel::miscdevice::MiscDevice::release", take(file.data), borrow(file))


@source("fs/read_write.c new_sync_read: the offset is where `ki_pos` is after the call")
def call_read(file, count):
    iov = IovIterDest(left=count, given=0, source="nothing")
    kiocb = allocate(Kiocb(file=file, position=file.pos))
    result = invoke(file.ops, "kernel::miscdevice::MiscDevice::read_iter", borrow(kiocb), ref(iov))
    file.source = iov.source
    file.given = iov.given
    file.next = kiocb.position
    free(kiocb)
    return result


def call_write(file, start, count):
    iov = IovIterSource(start=start, left=count, target=0)
    kiocb = allocate(Kiocb(file=file, position=file.pos))
    result = invoke(file.ops, "kernel::miscdevice::MiscDevice::write_iter", borrow(kiocb), ref(iov))
    file.source = iov.target
    file.next = kiocb.position
    free(kiocb)
    return result


def call_ioctl(file, number, argument):
    return invoke(
        file.ops, "kernel::miscdevice::MiscDevice::ioctl", borrow(file.data), borrow(file), number, argument
    )


def call_seek(file, whence, distance):
    """The crate has no `llseek` for misc devices."""
    return Err(-29)


def call_poll(file, sleeper):
    """Nor a `poll`."""
    return Err(-22)


def call_mmap(file, first, last):
    return invoke(
        file.ops, "kernel::miscdevice::MiscDevice::mmap", borrow(file.data), borrow(file),
        unknown("the area that is mapped")
    )
