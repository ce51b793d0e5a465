"""`kernel::configfs` of Linux 7.1: directories that user space makes, with attributes for it.

One group is looked at; the module cannot go while it is there (`ct_owner`).
"""

from core import PinInit, in_place
from kernel.use import used_no_more, used_through


class Subsystem:
    data: "Box<T>"

    def new(name, kind, data):
        made = in_place.boxed(data)
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

    def new(name, kind, data):
        made = in_place.boxed(data)
        if is_err(made):
            return made
        return Ok(Group(data=payload(made)))


class Users:
    def used_callback(data):
        """fs/configfs/file.c, dir.c: an attribute is read or written, or a group is made."""
        ops = type_of(data)
        makes = has_method(ops, "kernel::configfs::GroupOperations::make_group")
        if makes and world.pinned == 0 and chosen("a group is made"):
            mkdir(ops, data)
            return None
        attribute(ops, data)


class UsersOfGroup:
    def used_callback(group):
        if chosen("the group is removed"):
            world.pinned = 0
            used_no_more(group)
            enter("rmdir")
            drop_now(take(group.data))
            free(group)
            leave()
            return None
        inner = as_raw(peek_of(ref(group.data)))
        attribute(type_of(inner), inner)


def mkdir(ops, data):
    enter("mkdir")
    made = invoke(ops, "kernel::configfs::GroupOperations::make_group", borrow(data), "group")
    leave()
    if is_err(made):
        return None
    ready = PinInit.run(payload(made))
    if is_err(ready):
        return None
    world.pinned = 1
    used_through(type_named("kernel::configfs::UsersOfGroup"), allocate(payload(ready)))


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
