"""`kernel::configfs` of Linux 7.1: directories that user space makes, with attributes for it.

One group in each directory is looked at, and three at the most, each in the one before; the module cannot go
while one is there (`ct_owner`).
"""

from core import PinInit, in_place
from kernel.use import used_no_more, used_through


class Subsystem:
    data: "Box<T>"

    def new(name, kind, data):
        made = in_place.boxed(data, GFP_KERNEL)
        if is_err(made):
            return made
        held_data = payload(made)
        if configfs_register(as_raw(peek(held_data))) != 0:
            return Err(-12)
        used_through(type_named("kernel::configfs::Users"), as_raw(peek(held_data)))
        return Ok(Subsystem(data=held_data))

    def drop(self):
        data = as_raw(peek_of(ref(self.data)))
        used_no_more(data)
        configfs_unregister(data)


def peek_of(place):
    return borrow(read_through(place))


class Group:
    data: "Box<T>"
    parent: "pointer"
    groups: "int"

    def new(name, kind, data):
        made = in_place.boxed(data, GFP_KERNEL)
        if is_err(made):
            return made
        return Ok(Group(data=payload(made), parent=0, groups=0))


class Users:
    def used_callback(data):
        """fs/configfs/file.c, dir.c: an attribute is read or written, or a group is made."""
        ops = type_of(data)
        if makes_groups(ops) and world.pinned == 0 and chosen("a group is made"):
            mkdir(ops, data, 0)
            return None
        attribute(ops, data)


class UsersOfGroup:
    def used_callback(group):
        """The same of a group; one with a group in it is not removed."""
        if group.groups == 0 and chosen("the group is removed"):
            rmdir(group)
            return None
        inner = as_raw(peek_of(ref(group.data)))
        ops = type_of(inner)
        if makes_groups(ops) and group.groups == 0 and world.pinned < 3 and chosen("a group is made in it"):
            mkdir(ops, inner, group)
            return None
        attribute(ops, inner)


def makes_groups(ops):
    return has_method(ops, "kernel::configfs::GroupOperations::make_group")


def mkdir(ops, data, parent):
    enter("mkdir")
    made = invoke(ops, "kernel::configfs::GroupOperations::make_group", borrow(data), "group")
    if is_err(made):
        leave()
        return None
    ready = PinInit.run(payload(made))
    leave()
    if is_err(ready):
        return None
    group = allocate(payload(ready))
    world.pinned = world.pinned + 1
    group.parent = parent
    if parent != 0:
        parent.groups = 1
    used_through(type_named("kernel::configfs::UsersOfGroup"), group)


def rmdir(group):
    world.pinned = world.pinned - 1
    if group.parent != 0:
        group.parent.groups = 0
    used_no_more(group)
    enter("rmdir")
    drop_now(take(group.data))
    free(group)
    leave()


def attribute(ops, data):
    """One of the attributes, or none."""
    count = implementations(ops, "kernel::configfs::AttributeOperations")
    index = 0
    while index < count:
        if chosen("this attribute is used"):
            enter("attribute")
            if chosen("it is written"):
                text = zeroed(type_named("u8"), 16)
                unknown_bytes(ref(text))
                written = invoke_nth(
                    index, ops, "kernel::configfs::AttributeOperations::store", borrow(data), ref(text)
                )
            else:
                page = zeroed(type_named("u8"), 4096)
                shown = invoke_nth(
                    index, ops, "kernel::configfs::AttributeOperations::show", borrow(data), ref(page)
                )
            leave()
            return None
        index = index + 1


@acquires("configfs.subsystem", "data")
@fails("errno", 12)
@source("fs/configfs/dir.c configfs_register_subsystem")
def configfs_register(data):
    return 0


@releases("configfs.subsystem", "data")
def configfs_unregister(data):
    return None


resources = {
    "configfs.subsystem": {
        "noun": "the configfs subsystem", "release": "dropping its `Subsystem`", "life": "function",
    },
}
