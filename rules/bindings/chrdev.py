"""Character devices of the C API. Sources: fs/char_dev.c, drivers/char/misc.c (6.1)."""

resources = {
    "chr.region": {
        "noun": "the range of device numbers",
        "release": "dropping its `chrdev::Registration`",
        "life": "function",
    },
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


@acquires("chr.region", "owner")
@fails("errno", 16)
@source("fs/char_dev.c alloc_chrdev_region")
def alloc_chrdev_region(owner):
    return 0


@releases("chr.region", "owner")
def unregister_chrdev_region(owner):
    return None


@acquires("chr.cdev", "owner")
@fails("errno", 12)
@source("fs/char_dev.c cdev_add: the device is live at once, before the module's init has returned")
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
def cdev_del(owner):
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
@source("drivers/char/misc.c misc_register: live at once")
def misc_register(owner, ops, shared):
    made_available(owner, ops, shared, intended())
    return 0


@releases("chr.misc", "owner")
def misc_deregister(owner):
    gone(owner)
