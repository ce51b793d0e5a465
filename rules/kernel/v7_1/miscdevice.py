"""`kernel::miscdevice` of Linux 7.1.

As implemented the file operations have no owner (rust/kernel/miscdevice.rs sets none), so the module can go
while a file is open; as intended they have.
"""

from kernel.device import Device


class MiscDeviceOptions:
    name: "text"


class MiscDevice:
    """`struct miscdevice`, which is where `open` finds it."""

    path = "kernel::miscdevice::Registered"
    this_device: "pointer"

    def device(self):
        return borrow(self.this_device)


class MiscDeviceRegistration(Generic[T]):
    """Live from the moment that it is in its place."""

    inner: "pointer"

    def register(options):
        device = allocate(Device(references=1, drvdata=0, devres=[], parent=0))
        misc = allocate(MiscDevice(this_device=device))
        ret = misc_register(misc, only(T, "kernel::miscdevice::MiscDevice"), None, intended())
        if ret != 0:
            free(device)
            free(misc)
            return Err(ret)
        return Ok(MiscDeviceRegistration(inner=misc))

    def device(self):
        return borrow(self.inner.this_device)

    def drop(self):
        misc_deregister(self.inner)
        free(self.inner)
