"""`kernel::debugfs` of Linux 7.1: directories and files that are gone when they are dropped.

That one cannot be made is no error (fs/debugfs/inode.c). What is read and written through them is not run.
"""

from core import PinInit


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
        return file_of(data)

    def read_write_callback_file(self, name, data, read, write):
        return file_of(data)

    def write_callback_file(self, name, data, write):
        return file_of(data)

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


class Entry:
    number: "int"


def file_of(data):
    made = PinInit.run(data)
    if is_err(made):
        return made
    return Ok(File(data=payload(made), entry=debugfs_made()))


@acquires("debugfs.ent", "return")
@source("fs/debugfs/inode.c:381 an error is an entry too, with which all functions do nothing")
def debugfs_made():
    return allocate(Entry(number=0))


@releases("debugfs.ent", "entry")
def debugfs_gone(entry):
    free(entry)


resources = {
    "debugfs.ent": {
        "noun": "the entry in debugfs", "release": "dropping its `debugfs::Dir` or `File`",
        "life": "function",
    },
}

replaces = {
    "kernel::debugfs::Dir::drop": [
        "nothing, then success", "the entry that its `Arc` holds goes here, not with the last one",
    ],
}
