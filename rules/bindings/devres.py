"""Managed resources: what is given back after `remove`, or after a `probe` that failed, the last one first.

Source: drivers/base/devres.c (6.12).
"""

resources = {
    "dev.devres": {
        "noun": "the managed resource", "release": "the end of the binding", "life": "listed",
    },
}


class devres:
    """One entry of a device's list: what is called with what."""

    dev: "pointer"
    action: "function"
    data: "pointer"


@acquires("dev.devres", "return")
def devres_entry(dev, action, data):
    """drivers/base/devres.c devres_add: on the list of the device."""
    entry = allocate(devres(dev=dev, action=action, data=data))
    push(ref(world.devres), entry)
    return entry


@fails("errno", 12)
@source("drivers/base/devres.c:742")
def __devm_add_action(dev, action, data, name):
    entry = devres_entry(dev, action, data)
    return 0


@source("include/linux/device.h:294 a macro; a function of that name for Rust")
def devm_add_action(dev, action, data):
    return __devm_add_action(dev, action, data, "")


@source("include/linux/device.h:308 the action is called at once if there is no memory")
def devm_add_action_or_reset(dev, action, data):
    ret = __devm_add_action(dev, action, data, "")
    if ret != 0:
        call_back(action, data)
    return ret


@source("drivers/base/devres.c:768 both must match; WARN_ON if there is none")
def devm_remove_action(dev, action, data):
    entry = entry_of(dev, action, data)
    if is_null(entry):
        not_held("dev.devres")
    else:
        off_the_list(entry)


@source("7.1: include/linux/device/devres.h:113 -ENOENT if there is none")
def devm_remove_action_nowarn(dev, action, data):
    entry = entry_of(dev, action, data)
    if is_null(entry):
        return -2
    off_the_list(entry)
    return 0


@source("drivers/base/devres.c:790 removed and called")
def devm_release_action(dev, action, data):
    entry = entry_of(dev, action, data)
    if is_null(entry):
        not_held("dev.devres")
        return None
    off_the_list(entry)
    call_back(action, data)


def entry_of(dev, action, data):
    """The newest entry that matches, or 0."""
    index = length(ref(world.devres)) - 1
    while index >= 0:
        entry = world.devres[index]
        if entry.dev == dev and entry.data == data and same_function(entry.action, action):
            return entry
        index = index - 1
    return 0


@releases("dev.devres", "entry")
def off_the_list(entry):
    removed = remove(ref(world.devres), entry)
    free(entry)
    given_back("dev.devres")


@source("drivers/base/devres.c:517 the last one first")
def devres_release_all(dev):
    while length(ref(world.devres)) > 0:
        entry = world.devres[length(ref(world.devres)) - 1]
        action = entry.action
        data = entry.data
        off_the_list(entry)
        call_back(action, data)
    return 0


@acquires("mem.devm", "return")
@fails("null", 12)
@source("drivers/base/devres.c:829 freed with the device's other managed resources")
def devm_kmalloc(dev, size, gfp):
    if gfp == 0xCC0:
        context("devm_kmalloc", "sleeps")
    memory = allocate(bytes(size))
    entry = devres_entry(dev, devm_kmalloc_release, memory)
    return memory


def devm_kmalloc_release(memory):
    release("mem.devm", memory)
    given_up(memory)


@source("drivers/base/devres.c:1064 WARN_ON if it is not the device's")
def devm_kfree(dev, p):
    if not is_null(p):
        devm_release_action(dev, devm_kmalloc_release, p)


class devres_node:
    """`struct devres_node` of 7.1: the driver keeps it, and gives two functions."""

    release: "function"
    free: "function"
    dev: "pointer"

    def default():
        return devres_node(release=0, free=0, dev=0)


@source("7.1: drivers/base/devres.c:39")
def devres_node_init(node, release, free):
    node.release = release
    node.free = free


@source("7.1: drivers/base/devres.c:48 for the log")
def devres_set_node_dbginfo(node, name, size):
    return None


@source("7.1: drivers/base/devres.c:261 on the list of the device")
def devres_node_add(dev, node):
    node.dev = dev
    entry = devres_entry(dev, release_node, node)


@source("7.1: drivers/base/devres.c:368 false if it is not on the list any more; nothing is called")
def devres_node_remove(dev, node):
    entry = entry_of(dev, release_node, node)
    if is_null(entry):
        return False
    off_the_list(entry)
    return True


@source("7.1: drivers/base/devres.c:540 release_nodes: `release`, then `free`")
def release_node(node):
    release = function_of(node.release)
    if is_function(release):
        release(node.dev, node)
    call_back(node.free, node)
