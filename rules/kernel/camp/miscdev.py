"""`kernel::miscdev` of the camp's crate.

As implemented the device has no owner (rust/kernel/file.rs sets none), so the module can go while a file is
open; as intended it has.
"""


class Registration(Generic[T]):
    registered: "bool"
    open_data: "T::OpenData"

    def new():
        return Registration(registered=0, open_data=None)

    def new_pinned(name, open_data):
        if kmalloc() == 0:
            return Err(-12)
        made = box(Registration(registered=0, open_data=None))
        result = registered(ref(made), only(T, "kernel::file::Operations"), open_data)
        if is_err(result):
            return result
        return Ok(made)

    def register(self, name, open_data):
        if self.registered:
            return Err(-22)
        return registered(self, only(T, "kernel::file::Operations"), open_data)

    def drop(self):
        if self.registered:
            misc_deregister(raw_of(self))


def registered(registration, ops, open_data):
    """The device is there for everybody, and what it gives to `open` is in the registration."""
    if kmalloc() == 0:
        return Err(-12)
    registration.open_data = open_data
    ret = misc_register(raw_of(registration), ops, ref(registration.open_data), intended())
    if ret != 0:
        gone = replace(ref(registration.open_data), None)
        return Err(ret)
    registration.registered = 1
    return Ok(None)


class Options:
    minor: "i32"

    def new():
        return Options(minor=255)

    def minor(self, value):
        return self

    def mode(self, value):
        return self

    def parent(self, value):
        return self

    def register_new(self, name, open_data):
        return Registration.new_pinned(name, open_data)

    def register(self, registration, name, open_data):
        return Registration.register(registration, name, open_data)


class Module(Generic[T]):
    """What `module_misc_device!` makes."""

    device: "Pin<Box<Registration<T>>>"

    def init(name, module):
        result = Registration.new_pinned(name, None)
        if is_err(result):
            return result
        return Ok(Module(device=payload(result)))

own = ["kernel::miscdev::registered"]
