"""`kernel::driver` of the camp's crate: dropping a registration unregisters the driver."""


class Registration(Generic[A]):
    registered: "bool"

    def new_pinned(name, module):
        if kmalloc() == 0:
            return Err(-12)
        registration = box(Registration(registered=0))
        ret = A.register()
        if ret != 0:
            return Err(ret)
        registration.registered = 1
        return Ok(registration)

    def drop(self):
        if self.registered:
            A.unregister()
