"""Character devices of the C API. Sources: fs/char_dev.c, drivers/char/misc.c (6.12)."""

resources = {
    "chr.region": {
        "noun": "the range of device numbers",
        "release": "dropping its `chrdev::Registration`",
        "life": "function",
    },
    "chr.cdevalloc": {"noun": "the allocated cdev", "release": "`cdev_del`", "life": "function"},
    "chr.legacy": {"noun": "the major number", "release": "`unregister_chrdev`", "life": "function"},
    "chr.cdev": {
        "noun": "the character device", "release": "dropping its `chrdev::Registration`", "life": "function",
    },
    "chr.misc": {
        "noun": "the misc device", "release": "dropping its `miscdev::Registration`", "life": "function",
    },
}


class CharDevice:
    """`struct cdev` or `struct miscdevice`, as far as an open file needs it."""

    ops: "type"
    shared: "pointer"
    pinned: "bool"
    owner: "pointer"


class Numbers:
    """A range of device numbers: the first of them leads to it, and what is added to that to a part of it."""

    count: "unsigned int"


@acquires("chr.region", "return")
def new_numbers(count):
    return address(allocate(Numbers(count=count)))


@fails("errno", 16)
@source("fs/char_dev.c:236 a new major number; the first number is written through `dev`")
def alloc_chrdev_region(dev, baseminor, count, name):
    old = replace(dev, new_numbers(count))
    return 0


@acquires("chr.region", "from_")
@fails("errno", 16)
@source("fs/char_dev.c:200 -EBUSY if one of them is taken")
def register_chrdev_region(from_, count, name):
    return 0


@releases("chr.region", "from_", "held")
@source("fs/char_dev.c:311 numbers that nobody has are passed over")
def unregister_chrdev_region(from_, count):
    return None


class cdev:
    """`struct cdev` that the kernel allocates."""

    ops: "pointer"
    dev: "dev_t"


@acquires("chr.cdevalloc", "return")
@fails("null", 12)
@source("fs/char_dev.c:640 one reference of its kobject")
def cdev_alloc():
    return allocate(cdev(ops=0, dev=0))


@acquires("chr.legacy", "major")
@fails("errno", 16)
@source("include/linux/fs.h:2893 all minors; the number if `major` is 0, else 0")
def register_chrdev(major, name, fops):
    return 0


@releases("chr.legacy", "major", "held")
@source("include/linux/fs.h:2899")
def unregister_chrdev(major, name):
    return None


@acquires("chr.cdev", "owner")
@fails("errno", 12)
@source("fs/char_dev.c:479 the device is live at once, before the module's init has returned")
def cdev_add(owner, ops):
    made_available(owner, ops, None, 1)
    return 0


def made_available(owner, ops, shared, pinned):
    """From here on user space can open it; the first device is the one that it uses."""
    device = allocate(CharDevice(ops=ops, shared=shared, pinned=pinned, owner=owner))
    push(ref(world.chrdevs), device)
    if meanwhile("the device is opened before `init` returns"):
        world.process = 1
        quietly()
        cat(device)
        echo(device)
        no_further()


@releases("chr.cdev", "owner")
@source("fs/char_dev.c:601 and the reference that cdev_alloc gave; files that are open stay")
def cdev_del(owner):
    release("chr.cdevalloc", owner)
    gone(owner)


def gone(owner):
    """Nobody can open the last device of this owner any more."""
    index = length(ref(world.chrdevs)) - 1
    while index >= 0:
        device = world.chrdevs[index]
        if device.owner == owner:
            removed = remove(ref(world.chrdevs), device)
            return None
        index = index - 1


@acquires("chr.misc", "owner")
@fails("errno", 16)
@source("drivers/char/misc.c:209 live at once")
def misc_register(owner, ops, shared, pinned):
    """`pinned`: do the file operations have an owner, which cannot be unloaded while a file is open?"""
    made_available(owner, ops, shared, pinned)
    return 0


@releases("chr.misc", "owner")
def misc_deregister(owner):
    gone(owner)
