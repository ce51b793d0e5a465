"""User space and the virtual file system: who calls the file operations of a character device, and how.

A process opens the file, reads or writes with an offset that grows by what was returned, and closes it.
Sources: fs/read_write.c, fs/open.c, fs/char_dev.c (6.1); busybox 1.36 libbb/copyfd.c (4096 bytes at a time),
libbb/full_write.c (until all is taken). What the callbacks get is the pack's: `kernel.file`.
"""

from kernel.file import File, call_open, call_read, call_release, call_write, operation


def vfs_open(device):
    """0 if `open` returns an error."""
    world.used = device
    file = allocate(File(ops=device.ops, data=None, pos=0, next=0, source=0, given=0, after=""))
    if has_method(device.ops, operation("open")):
        enter("open")
        result = call_open(device, file)
        leave()
        if is_err(result):
            free(file)
            return 0
        file.data = payload(result)
    if world.process:
        world.other = file
    return file


@source("fs/file_table.c __fput: the last reference to an open file runs release, then the owner is put")
def vfs_release(file):
    enter("release")
    if has_method(file.ops, operation("release")):
        call_release(file)
    else:
        drop_now(take(file.data))
    leave()
    if world.file == file:
        world.file = 0
    free(file)
    world.other = 0


@source("fs/read_write.c vfs_read; -EINVAL without a read; any error, and what is not known, is -1 here")
def vfs_read(file, count):
    if not has_method(file.ops, operation("read")):
        return -1
    world.asked = f"offset {file.pos}, length {count}{file.after}"
    used_by_first(file)
    enter("read")
    result = call_read(file, count)
    read = count_of(peek(result))
    if known(file.given) and read > file.given and world.process == 0:
        detail = f"it returns {read} and has copied {file.given}, {world.asked}"
        broken_by(file.ops, operation("read"), "read_returns_uncopied", "the bytes", detail)
    leave()
    world.asked = 0
    if read > 0:
        file.pos = file.next
    return read


def vfs_write(file, start, count):
    """`start`: how much of what user space has to say was taken before."""
    if not has_method(file.ops, operation("write")):
        return -1
    world.asked = f"offset {file.pos}, length {count}{file.after}"
    used_by_first(file)
    enter("write")
    result = call_write(file, start, count)
    written = count_of(peek(result))
    if written == 0 and count > 0 and world.process == 0 and world.copied != 2:
        broken_by(file.ops, operation("write"), "write_returns_zero", "the rest", world.asked)
    leave()
    world.asked = 0
    if written > 0:
        file.pos = file.next
    return written


def used_by_first(file):
    """The file whose operation may sleep: another thread of that process can use it meanwhile."""
    if world.process == 0:
        world.file = file


def written_meanwhile(file):
    """By a thread of the process that sleeps in it."""
    before = [file.pos, file.next, file.source, file.given]
    written = vfs_write(file, 0, 6)
    file.pos = before[0]
    file.next = before[1]
    file.source = before[2]
    file.given = before[3]


def is_first(index):
    """Is it the first device with these file operations?"""
    before = 0
    while before < index:
        if world.chrdevs[before].ops == world.chrdevs[index].ops:
            return False
        before = before + 1
    return True


def event_cat():
    """`cat`: read 4096 bytes at a time until there are no more."""
    each("cat")


def event_echo():
    """`echo Hello`: 6 bytes, until all are taken."""
    each("echo")


def event_read_short():
    """`dd bs=1`: one byte at a time. What another reader got at once says how many there are."""
    each("read short")


def event_read_back():
    """One process writes and reads, through one open file: from where it is, and from the start."""
    each("read back")


def each(what):
    """Of the devices that have the same file operations the first is used."""
    quietly()
    index = 0
    while index < length(ref(world.chrdevs)):
        if is_first(index):
            use(world.chrdevs[index], what)
        index = index + 1
    world.used = 0
    world.file = 0
    world.queue = 0


def use(device, what):
    if what == "cat":
        cat(device)
    elif what == "echo":
        echo(device)
    elif what == "read short":
        read_short(device)
    elif what == "ioctl":
        control(device)
    elif what == "read back":
        read_back(device)
    else:
        called(device, what)


def cat(device):
    file = vfs_open(device)
    if file == 0:
        return None
    read_to_end(file)
    vfs_release(file)


def quietly():
    """Nothing has happened in this event yet."""
    world.queue = 0
    world.copied = 0
    world.signals = 0
    world.waits = 0


def read_to_end(file):
    """It never ends if the same bytes come again and again, wherever the offset is: three times nearby, and
    twice where no memory has so many bytes. What others write meanwhile is read three times."""
    world.slept = 0
    read = vfs_read(file, 4096)
    same = 0
    far = 0
    rounds = 0
    while read > 0:
        rounds = rounds + 1
        if same >= 2 or rounds > 16:
            file.pos = file.pos + 0x10000000000
            far = far + 1
        source = file.source
        last = read
        read = vfs_read(file, 4096)
        same = same + 1
        if source == 0 or source != file.source or read != last:
            same = 0
        if world.slept and rounds >= 2:
            read = 0
        if far == 2 and read > 0:
            if same > 1 and world.slept == 0 and undisturbed(0):
                at = file.pos - read
                detail = f"each read gives the same {read} bytes, also at offset {at}, beyond any memory"
                misread(file, "read_never_ends", detail)
            read = 0
    world.slept = 0


def misread(file, rule, detail):
    enter("read")
    broken_by(file.ops, operation("read"), rule, "the file", detail)
    leave()


def echo(device):
    file = vfs_open(device)
    if file == 0:
        return None
    start = 0
    while start < 6:
        written = vfs_write(file, start, 6 - start)
        start = start + written
        if written <= 0:
            start = 6
    vfs_release(file)


def read_back(device):
    if not has_method(device.ops, operation("read")) or not has_method(device.ops, operation("write")):
        return None
    file = vfs_open(device)
    if file == 0:
        return None
    written = vfs_write(file, 0, 6)
    read = vfs_read(file, 4096)
    file.pos = 0
    read = vfs_read(file, 4096)
    vfs_release(file)


def read_short(device):
    world.slept = 0
    file = vfs_open(device)
    if file == 0:
        return None
    whole = vfs_read(file, 4096)
    if whole != file.given:
        whole = 0
    vfs_release(file)
    file = vfs_open(device)
    if file == 0:
        return None
    one = vfs_read(file, 1)
    source = file.source
    if one == 1 and whole > 1:
        two = vfs_read(file, 1)
        if world.slept == 0 and undisturbed(0):
            judge_second(file, two, whole, two > 0 and source != 0 and source == file.source)
    vfs_release(file)
    world.slept = 0


def judge_second(file, two, whole, same):
    known = f"it has {whole} bytes"
    if two == 0:
        misread(
            file, "read_ignores_offset", f"{known}; after a read of 1 the read at offset 1 gives none"
        )
    elif same:
        misread(file, "read_ignores_offset", f"{known}; the read at offset 1 gives the first one again")


@source("fs/open.c do_dentry_open: an open file holds the module that owns its operations, if one does")
def event_rmmod_open():
    """`rmmod` while a process has the file open, which nobody refuses: it is left with no code to call."""
    quietly()
    device = world.chrdevs[0]
    file = vfs_open(device)
    if file == 0:
        return None
    broken_resource(
        "code_outlives_module", "chr.misc", device.owner, "a process has the file open, and calls it next"
    )
    bug("BUG: unable to handle page fault: supervisor instruction fetch in the unloaded module")


def event_unbind():
    """The driver is unbound by hand (`echo 0000:00:03.0 > unbind`) while a process has the file open: that
    goes on, and nobody waits for it (drivers/base/bus.c unbind_store; drivers/char/misc.c)."""
    quietly()
    file = vfs_open(world.chrdevs[0])
    if file == 0:
        return None
    enter("remove")
    invoke(world.driver, "remove_callback", world.pdev)
    leave()
    world.bound = 0
    file.pos = 0
    read = vfs_read(file, 1)
    file.pos = 0
    written = vfs_write(file, 0, 1)
    vfs_release(file)
    world.used = 0
