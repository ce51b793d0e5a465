"""`kernel::debugfs` of Linux 7.1: directories and files that are gone when they are dropped.

That one cannot be made is no error (fs/debugfs/inode.c). Of what is read and written through them the
callbacks are run that the driver gives, and not its `Writer` and `Reader`.
"""

from core import PinInit
from kernel.str import Formatter
from kernel.uaccess import UserSlice
from kernel.use import used_no_more, used_through


class Dir:
    entry: "pointer"

    def new(name):
        return Dir(entry=debugfs_made())

    def subdir(self, name):
        return Dir(entry=debugfs_made())

    def read_only_file(self, name, data):
        return file_of(data)

    def read_binary_file(self, name, data):
        return file_of(data)

    def read_write_file(self, name, data):
        return file_of(data)

    def read_write_binary_file(self, name, data):
        return file_of(data)

    def write_only_file(self, name, data):
        return file_of(data)

    def write_binary_file(self, name, data):
        return file_of(data)

    def read_callback_file(self, name, data, read):
        return called_file(data, Some(read_through(read)), NONE)

    def read_write_callback_file(self, name, data, read, write):
        return called_file(data, Some(read_through(read)), Some(read_through(write)))

    def write_callback_file(self, name, data, write):
        return called_file(data, NONE, Some(read_through(write)))

    def scope(self, data, name, body):
        made = PinInit.run(data)
        if is_err(made):
            return made
        scope = Scope(data=payload(made), entry=debugfs_made())
        inside = ScopedDir(number=0)
        ignored = body(ref(scope.data), ref(inside))
        return Ok(scope)

    def drop(self):
        debugfs_gone(self.entry)


class ScopedDir:
    number: "int"

    def dir(self, name):
        return ScopedDir(number=0)

    def read_only_file(self, name, data):
        return None

    def read_binary_file(self, name, data):
        return None

    def read_write_file(self, name, data):
        return None

    def read_write_binary_file(self, name, data):
        return None

    def write_only_file(self, name, data):
        return None

    def write_only_callback_file(self, name, data, write):
        return None

    def read_callback_file(self, name, data, read):
        return None


class Scope:
    data: "T"
    entry: "pointer"
    deref = "data"

    def drop(self):
        debugfs_gone(self.entry)


class File:
    data: "T"
    entry: "pointer"
    deref = "data"

    def drop(self):
        debugfs_gone(self.entry)


class CalledFile:
    """A file with callbacks: they find the data where it stays."""

    entry: "pointer"
    deref = "entry.data"

    def drop(self):
        used_no_more(self.entry)
        data = take(self.entry.data)
        debugfs_gone(self.entry)
        drop_now(data)


class Entry:
    data: "T"
    read: "Option<F>"
    write: "Option<F>"


class Callers:
    """Processes that read and write it: fs/seq_file.c single_open; rust/kernel/debugfs/file_ops.rs."""

    def used_callback(entry):
        enter("debugfs file")
        if is_some(entry.read) and chosen("it is read"):
            read = payload_ref(entry.read)
            formatter = Formatter.new("")
            shown = read(ref(entry.data), ref(formatter))
        elif is_some(entry.write):
            write = payload_ref(entry.write)
            reader = UserSlice.new(0, anything(12)).reader()
            taken = write(ref(entry.data), ref(reader))
        leave()


def called_file(data, read, write):
    made = PinInit.run(data)
    if is_err(made):
        return made
    entry = debugfs_file(Entry(data=payload(made), read=read, write=write))
    used_through(type_named("kernel::debugfs::Callers"), entry)
    return Ok(CalledFile(entry=entry))


@acquires("debugfs.ent", "return")
@source("fs/debugfs/inode.c:381 an error is an entry too, with which all functions do nothing")
def debugfs_file(entry):
    return allocate(entry)


def file_of(data):
    made = PinInit.run(data)
    if is_err(made):
        return made
    return Ok(File(data=payload(made), entry=debugfs_made()))


@acquires("debugfs.ent", "return")
@source("fs/debugfs/inode.c:381 an error is an entry too, with which all functions do nothing")
def debugfs_made():
    return allocate(Entry(data=None, read=NONE, write=NONE))


@releases("debugfs.ent", "entry")
def debugfs_gone(entry):
    free(entry)


resources = {
    "debugfs.ent": {
        "noun": "the entry in debugfs", "release": "dropping its `debugfs::Dir` or `File`",
        "life": "function",
    },
}

own = ["kernel::debugfs::CalledFile"]
replaces = {
    "kernel::debugfs::Dir::drop": [
        "nothing, then success", "the entry that its `Arc` holds goes here, not with the last one",
    ],
}
