"""What processes call beside plain `read` and `write`: any offset, `lseek`, `ioctl`, `poll`, `mmap`.

Numbers that a process chooses are asked for: each try is a path of its own.
Sources: fs/read_write.c, fs/ioctl.c, fs/select.c, mm/mmap.c, mm/memory.c (6.12).
"""

from kernel.file import call_ioctl, call_mmap, call_poll, call_seek, operation


class Sleeper:
    """A process that sleeps in `poll`: was it told, and which queues can do so?"""

    path = "kernel::file::Sleeper"
    done: "bool"
    queues: "Vec"


def event_pread():
    """`pread`: user space names the offset and the length."""
    each("pread")


def event_pwrite():
    """`pwrite`: the same."""
    each("pwrite")


def event_lseek_read():
    """`lseek`, then `read`."""
    each("lseek, read")


def event_lseek_write():
    """`lseek`, then `write`."""
    each("lseek, write")


def event_ioctl():
    """`ioctl`, once with each of the commands that the driver names."""
    each("ioctl")


def event_ioctl_any():
    """`ioctl` with any command and any argument."""
    each("any ioctl")


def event_poll():
    """`poll` for something to read, then `read`; and for room to write."""
    each("poll")


def event_mmap():
    """`mmap` of some pages."""
    each("mmap")


def called(device, what):
    if what == "ioctl":
        control(device)
    elif what == "any ioctl":
        control_any(device)
    elif what == "poll":
        wait_for(device, operation("read"), 1)
        wait_for(device, operation("write"), 4)
    elif what == "mmap":
        map_pages(device)
    elif what == "pread" or what == "pwrite":
        at_any_offset(device, what)
    else:
        after_seek(device, what)


@source("fs/read_write.c:448 rw_verify_area: neither the offset nor the sum is negative; :563 MAX_RW_COUNT")
def at_any_offset(device, what):
    """It begins around the sizes of what the module keeps."""
    file = vfs_open(device)
    if file == 0:
        return None
    asked = ask("offset", 0, 0x7FFFFFFF80000FFF, "length", 0, 0x7FFFF000, around(byte_sizes()))
    file.pos = asked[0]
    if what == "pread":
        read = vfs_read(file, asked[1])
    elif asked[0] == 0:
        write_on(file, asked[1])
    else:
        written = vfs_write(file, 0, asked[1])
    vfs_release(file)


def write_on(file, count):
    """What is not taken at once comes in a second call (libbb/full_write.c): it goes on after the first."""
    file.pos = 0
    written = vfs_write(file, 0, count)
    first = file.source
    if written > 0 and written < count and first != 0:
        rest = vfs_write(file, written, count - written)
        if rest > 0 and file.source == first and undisturbed(0) and begins_at(file, first):
            detail = f"of {count} bytes it takes {written}, and stores the rest over their beginning"
            enter("write")
            broken_by(
                file.ops, operation("write"), "write_ignores_offset", "the file", detail
            )
            leave()


def begins_at(file, place):
    """Is what is read there from the start?"""
    file.pos = 0
    return vfs_read(file, 1) == 1 and file.source == place


def around(sizes):
    """Pairs of an offset and a length to begin with."""
    tries = [0, 1]
    index = 0
    while index < length(ref(sizes)):
        size = sizes[index]
        try_at(ref(tries), size - 1, 2)
        try_at(ref(tries), size, 1)
        try_at(ref(tries), size + 1, 1)
        try_at(ref(tries), 0, size + 1)
        try_at(ref(tries), 1, size)
        index = index + 1
    try_at(ref(tries), 0, 4096)
    return tries


def try_at(tries, offset, count):
    push(tries, offset)
    push(tries, count)


@source("fs/open.c:973 do_dentry_open, fs/read_write.c:378 vfs_llseek: without a `seek` it is -ESPIPE")
def after_seek(device, what):
    if not has_method(device.ops, operation("seek")):
        return None
    file = vfs_open(device)
    if file == 0:
        return None
    asked = ask(
        "whence", 0, 2, "distance", -0x8000000000000000, 0x7FFFFFFFFFFFFFFF, "length", 0, 0x7FFFF000,
        [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, -1, 1, 2, 0, 1, 2, 1, 1, 2, -1, 1]
    )
    at = vfs_llseek(file, asked[0], asked[1])
    if what == "lseek, read":
        read = vfs_read(file, asked[2])
    else:
        written = vfs_write(file, 0, asked[2])
    vfs_release(file)


@source("rust/kernel/file.rs llseek_callback: SEEK_SET takes no negative; nobody stores the result in f_pos")
def vfs_llseek(file, whence, distance):
    """The new position, negative for an error. A position that is not stored is the crate's doing."""
    if whence == 0:
        if distance < 0:
            return -22
        by = f"lseek to {distance}"
    elif whence == 1:
        by = f"lseek by {distance} from the position"
    else:
        by = f"lseek by {distance} from the end"
    world.asked = by
    enter("seek")
    result = call_seek(file, whence, distance)
    leave()
    world.asked = 0
    at = count_of(result)
    file.after = f", after {by}"
    if at >= 0 and at <= 0x7FFFFFFFFFFFFFFF and intended():
        file.pos = at
    return at


def command_numbers():
    """The commands of an `ioctl` that the driver names."""
    functions = computed()
    found = []
    index = 0
    while index < length(ref(functions)):
        function = functions[index]
        push(ref(found), function())
        index = index + 1
    return commands(ref(found))


def control(device):
    if not has_method(device.ops, operation("ioctl")):
        return None
    file = vfs_open(device)
    if file == 0:
        return None
    control_open(file)
    vfs_release(file)


def control_open(file):
    if not has_method(file.ops, operation("ioctl")):
        return None
    numbers = command_numbers()
    index = 0
    while index < length(ref(numbers)):
        vfs_ioctl(file, numbers[index])
        index = index + 1


@source("fs/ioctl.c vfs_ioctl: unlocked_ioctl gets the number and an address of the process")
def vfs_ioctl(file, number):
    control_with(file, number, 0x7F0000001000, f"command {number}")


def control_with(file, number, argument, told):
    world.asked = told
    used_by_first(file)
    enter("ioctl")
    result = call_ioctl(file, number, argument)
    leave()
    world.asked = 0


def control_any(device):
    if not has_method(device.ops, operation("ioctl")):
        return None
    file = vfs_open(device)
    if file == 0:
        return None
    tries = [0, 0]
    numbers = command_numbers()
    index = 0
    while index < length(ref(numbers)):
        push(ref(tries), numbers[index])
        push(ref(tries), 0)
        index = index + 1
    asked = ask("command", 0, 0xFFFFFFFF, "argument", 0, 0xFFFFFFFFFFFFFFFF, tries)
    control_with(file, asked[0], asked[1], f"command {asked[0]}, argument {asked[1]}")
    vfs_release(file)


@source("fs/select.c:884 do_poll: asks, registering; sleeps until one of the queues tells it; asks once more")
def wait_for(device, method, event):
    """For POLLIN (1) or POLLOUT (4), by a process that then does what it waited for."""
    if not has_method(device.ops, operation("poll")):
        return None
    if not has_method(device.ops, method):
        return None
    file = vfs_open(device)
    if file == 0:
        return None
    sleeper = allocate(Sleeper(done=0, queues=[]))
    ready = vfs_poll(file, sleeper) & (event | 0x18)
    if known(ready) and ready == 0:
        sleep_in_poll(file, sleeper, event)
    elif known(ready) and ready & event and event == 1:
        read_what_is_ready(file)
    forget_queues(sleeper)
    vfs_release(file)


@source("fs/select.c:136 poll_freewait: takes the process off each queue")
def forget_queues(sleeper):
    index = 0
    while index < length(ref(sleeper.queues)):
        queue = sleeper.queues[index]
        queue.sleeper = 0
        index = index + 1
    free(sleeper)


@source("rust/kernel/file.rs poll_callback: an error is POLLERR")
def vfs_poll(file, sleeper):
    enter("file::poll")
    result = call_poll(file, sleeper)
    leave()
    if is_err(result):
        return 8
    return payload(result)


def sleep_in_poll(file, sleeper, event):
    used_by_first(file)
    enter("file::poll")
    context("poll", "sleeps")
    others_act(sleeper)
    if sleeper.done == 0:
        ready = interrupted(not_told(sleeper, event))
    leave()
    if sleeper.done:
        ready = vfs_poll(file, 0)


def not_told(sleeper, event):
    name = "POLLIN"
    if event == 4:
        name = "POLLOUT"
    if length(ref(sleeper.queues)) == 0:
        return f"it waits in `poll` for {name}, and no queue that could tell it was registered"
    return f"it waits in `poll` for {name}, and nobody notifies the queue that was registered"


def read_what_is_ready(file):
    """What `poll` has promised: nobody else was there in between."""
    world.slept = 0
    read = vfs_read(file, 4096)
    if world.slept and undisturbed(0):
        enter("file::poll")
        broken_by(
            file.ops,
            operation("poll"),
            "poll_ready_read_blocks",
            "the file",
            "it has returned POLLIN",
        )
        leave()
    world.slept = 0


@source("mm/mmap.c:321 do_mmap, include/linux/fs.h:2223 call_mmap: whole pages, at least one")
def map_pages(device):
    if not has_method(device.ops, operation("mmap")):
        return None
    file = vfs_open(device)
    if file == 0:
        return None
    asked = ask("pages", 1, 0x7FFFFFFFF, [1, 2, 16])
    world.asked = f"mmap of {asked[0]} pages"
    enter("mmap")
    result = call_mmap(file, 0x7F0000000000, 0x7F0000000000 + asked[0] * 4096)
    leave()
    world.asked = 0
    vfs_release(file)
