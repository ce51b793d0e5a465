"""`kernel::device` of the camp's crate: a counted device, and data in three parts."""

resources = {
    "device.reference": {
        "noun": "the device reference", "release": "dropping the `device::Device`", "life": "memory",
    },
}


class Device:
    ptr: "*mut device"

    def from_dev(dev):
        return Device(ptr=dev.raw_device())

    def new(pointer):
        return Device(ptr=pointer)

    def name(self):
        return "0000:00:03.0"

    def raw_device(self):
        return self.ptr


class Revocable:
    """Access until it is revoked; revoking drops the value."""

    value: "Option<T>"

    def try_access(self):
        if is_some(self.value):
            counted("reading", 1)
            return Some(RevocableGuard(inner=payload_ref(self.value)))
        return NONE

    def revoke(self):
        context("synchronize_rcu", "sleeps")
        drop_now(replace(ref(self.value), NONE))


class RevocableGuard:
    """Holds the RCU read lock."""

    inner: "&T"
    deref = "inner"

    def drop(self):
        counted("reading", -1)


class RevocableMutex:
    """The same behind a mutex: whoever has access may sleep."""

    value: "Option<T>"
    held: "bool"

    def try_write(self):
        self.take_lock()
        if is_some(self.value):
            return Some(RevocableMutexGuard(inner=payload_ref(self.value), lock=self))
        self.held = 0
        return NONE

    def revoke(self):
        self.take_lock()
        drop_now(replace(ref(self.value), NONE))
        self.held = 0

    def take_lock(self):
        context("mutex_lock", "sleeps")
        take_mutex(self, "the mutex of the registrations", "`device_remove` or an access holds it")


class RevocableMutexGuard:
    inner: "&T"
    lock: "&RevocableMutex"
    deref = "inner"

    def drop(self):
        self.lock.held = 0


class Data:
    """Registrations, resources and general data of a device; `device_remove` gives back the first two,
    in this order, and does nothing a second time."""

    registrations_: "RevocableMutex"
    resources_: "Revocable"
    general: "V"
    deref = "general"

    def try_new(registrations, resources, general, name):
        if kmalloc() == 0:
            return Err(-12)
        first = RevocableMutex(value=Some(registrations))
        second = Revocable(value=Some(resources))
        return Ok(arc(Data(registrations_=first, resources_=second, general=general)))

    def registrations(self):
        return self.registrations_.try_write()

    def resources(self):
        return self.resources_.try_access()

    def device_remove(self):
        self.registrations_.revoke()
        self.resources_.revoke()


class Macros:
    path = "kernel"

    def new_device_data_macro(registrations, resources, general, name):
        return Data.try_new(registrations, resources, general, name)

replaces = {
    "kernel::device::Device::from_dev": [
        "+dev.ref, then success",
        "how many hold a device is not counted: what a driver does with it, it does while it is bound",
    ],
    "kernel::device::Device::new": [
        "+dev.ref, then success",
        "how many hold a device is not counted: what a driver does with it, it does while it is bound",
    ],
    "kernel::device::Revocable::try_access": [
        "+rcu.read, then success; +rcu.read -rcu.read, then None",
        "counted in the world, so that who waits for readers is known",
    ],
    "kernel::device::RevocableGuard::drop": [
        "-rcu.read, then success", "counted in the world, so that who waits for readers is known",
    ],
}
