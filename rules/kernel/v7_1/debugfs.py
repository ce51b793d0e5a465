"""`kernel::debugfs` of Linux 7.1: directories and files that are gone when they are dropped.

That one cannot be made is no error (fs/debugfs/inode.c). What is read and written through them runs the
callbacks that the driver gives, or its `Writer`, `Debug` and `Reader`.
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
        return file_of(data, NONE, NONE, 1)

    def read_binary_file(self, name, data):
        return file_of(data, NONE, NONE, 1)

    def read_write_file(self, name, data):
        return file_of(data, NONE, NONE, 3)

    def read_write_binary_file(self, name, data):
        return file_of(data, NONE, NONE, 3)

    def write_only_file(self, name, data):
        return file_of(data, NONE, NONE, 2)

    def write_binary_file(self, name, data):
        return file_of(data, NONE, NONE, 2)

    def read_callback_file(self, name, data, read):
        return file_of(data, Some(read_through(read)), NONE, 0)

    def read_write_callback_file(self, name, data, read, write):
        return file_of(data, Some(read_through(read)), Some(read_through(write)), 0)

    def write_callback_file(self, name, data, write):
        return file_of(data, NONE, Some(read_through(write)), 0)

    def scope(self, data, name, body):
        return Scope.dir(data, name, body)

    def drop(self):
        debugfs_gone(self.entry)


class ScopedDir:
    """Its files go with the scope; they find the data where that keeps it."""

    files: "pointer"

    def dir(self, name):
        return ScopedDir(files=self.files)

    def read_only_file(self, name, data):
        file_inside(self.files, data, NONE, NONE, 1)

    def read_binary_file(self, name, data):
        file_inside(self.files, data, NONE, NONE, 1)

    def read_write_file(self, name, data):
        file_inside(self.files, data, NONE, NONE, 3)

    def read_write_binary_file(self, name, data):
        file_inside(self.files, data, NONE, NONE, 3)

    def write_only_file(self, name, data):
        file_inside(self.files, data, NONE, NONE, 2)

    def write_binary_file(self, name, data):
        file_inside(self.files, data, NONE, NONE, 2)

    def read_callback_file(self, name, data, read):
        file_inside(self.files, data, Some(read_through(read)), NONE, 0)

    def read_write_callback_file(self, name, data, read, write):
        file_inside(self.files, data, Some(read_through(read)), Some(read_through(write)), 0)

    def write_only_callback_file(self, name, data, write):
        file_inside(self.files, data, NONE, Some(read_through(write)), 0)


class Files:
    """The entries below a scope."""

    list: "Vec"


class Scope:
    data: "Box<T>"
    entry: "pointer"
    files: "pointer"
    deref = "data"

    def dir(data, name, body):
        made = PinInit.run(data)
        if is_err(made):
            return made
        files = allocate(Files(list=[]))
        scope = Scope(data=box(payload(made)), entry=debugfs_made(), files=files)
        inside = ScopedDir(files=files)
        ignored = body(borrow(peek(scope.data)), ref(inside))
        return Ok(scope)

    def drop(self):
        index = 0
        while index < length(ref(self.files.list)):
            used_no_more(self.files.list[index])
            debugfs_gone(self.files.list[index])
            index = index + 1
        free(self.files)
        debugfs_gone(self.entry)


class CalledFile:
    """A file: what reads and writes it finds the data where it stays."""

    entry: "pointer"
    deref = "entry.data"

    def drop(self):
        used_no_more(self.entry)
        data = take(self.entry.data)
        debugfs_gone(self.entry)
        drop_now(data)


class Entry:
    """`own`: 1 if what its data prints is read, 2 if its data takes what is written."""

    data: "T"
    read: "Option<F>"
    write: "Option<F>"
    own: "int"


class Callers:
    """Processes that read and write it: fs/seq_file.c single_open; rust/kernel/debugfs/file_ops.rs."""

    def used_callback(entry):
        enter("debugfs file")
        reads = is_some(entry.read) or entry.own & 1
        if reads and chosen("it is read"):
            read_by_process(entry)
        elif is_some(entry.write) or entry.own & 2:
            written_by_process(entry)
        leave()


def read_by_process(entry):
    formatter = Formatter.new("")
    if is_some(entry.read):
        read = payload_ref(entry.read)
        shown = read(ref(entry.data), ref(formatter))
    elif has_method(type_of(ref(entry.data)), "kernel::debugfs::Writer::write"):
        own = type_of(ref(entry.data))
        shown = invoke(own, "kernel::debugfs::Writer::write", ref(entry.data), ref(formatter))
    elif has_method(type_of(ref(entry.data)), "fmt"):
        shown = entry.data.fmt(ref(formatter))
    elif locks(entry, "fmt"):
        guard = entry.data.lock()
        shown = entry.data.data.fmt(ref(formatter))


def written_by_process(entry):
    """`echo Hello`; or nothing, or a whole page."""
    count = 6
    if chosen("a page is written"):
        count = 4096
    elif chosen("nothing is written"):
        count = 0
    reader = UserSlice.new(0, count).reader()
    if is_some(entry.write):
        write = payload_ref(entry.write)
        taken = write(ref(entry.data), ref(reader))
    elif has_method(type_of(ref(entry.data)), "kernel::debugfs::Reader::read_from_slice"):
        own = type_of(ref(entry.data))
        taken = invoke(own, "kernel::debugfs::Reader::read_from_slice", ref(entry.data), ref(reader))
    elif locks(entry, "from_str"):
        made = invoke(type_of(ref(entry.data.data)), "from_str", user_text(0, count))
        if is_ok(made):
            guard = entry.data.lock()
            entry.data.data = payload(made)


def locks(entry, name):
    """Is the data a mutex around what has such a method?"""
    mutex = is_a(ref(entry.data), "kernel::sync::Mutex")
    return mutex and has_method(type_of(ref(entry.data.data)), name)


def file_of(data, read, write, own):
    made = PinInit.run(data)
    if is_err(made):
        return made
    entry = debugfs_file(Entry(data=payload(made), read=read, write=write, own=own))
    used_by_processes(entry)
    return Ok(CalledFile(entry=entry))


def file_inside(files, data, read, write, own):
    entry = debugfs_file(Entry(data=data, read=read, write=write, own=own))
    push(ref(files.list), entry)
    used_by_processes(entry)


def used_by_processes(entry):
    """Of the files with the same callbacks the first is used."""
    index = 0
    while index < length(ref(world.users)):
        other = world.users[index].subject
        if is_a(other, "kernel::debugfs::Entry") and alike(other, entry):
            return None
        index = index + 1
    used_through(type_named("kernel::debugfs::Callers"), entry)


def alike(one, other):
    if one.own != other.own or one.read != other.read or one.write != other.write:
        return False
    return type_of(ref(one.data)) == type_of(ref(other.data))


@acquires("debugfs.ent", "return")
@source("fs/debugfs/inode.c:381 an error is an entry too, with which all functions do nothing")
def debugfs_file(entry):
    return allocate(entry)


@acquires("debugfs.ent", "return")
@source("fs/debugfs/inode.c:381 an error is an entry too, with which all functions do nothing")
def debugfs_made():
    return allocate(Entry(data=None, read=NONE, write=NONE, own=0))


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
