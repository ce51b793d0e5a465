"""`kernel::drm` of Linux 7.1: a counted device with the driver's data inside, registered until unbinding."""

from core import PinInit
from kernel.managed import managed


class Device(Generic[T]):
    references: "int"
    data: "D"
    parent: "pointer"
    deref = "data"

    def new(dev, data):
        made = device_allocated(Device(references=1, data=None, parent=raw_of(dev)))
        if made == 0:
            return Err(-12)
        result = PinInit.run(data)
        if is_err(result):
            device_freed(made)
            return Err(payload(result))
        made.data = payload(result)
        return Ok(as_counted(made))

    def inc_ref(self):
        self.references = self.references + 1

    def dec_ref(self):
        self.references = self.references - 1
        if self.references == 0:
            drop_now(take(self.data))
            device_freed(raw_of(self))

    def as_ref(self):
        return borrow(self.parent)


class Registration:
    path = "kernel::drm::driver::Registration"
    dev: "ARef<Device>"

    def new_foreign_owned(drm, dev, flags):
        ret = device_registered(raw_of(drm))
        if ret != 0:
            return Err(ret)
        return managed(raw_of(dev), Registration(dev=convert(borrow(raw_of(drm)))))

    def drop(self):
        device_unregistered(raw_of(ref(self.dev)))


@acquires("drm.dev", "return")
@fails("null", 12)
@source("drivers/gpu/drm/drm_drv.c __drm_dev_alloc")
def device_allocated(dev):
    return allocate(dev)


@releases("drm.dev", "dev")
def device_freed(dev):
    free(dev)


@acquires("drm.reg", "dev")
@fails("errno", 12)
@source("drivers/gpu/drm/drm_drv.c drm_dev_register")
def device_registered(dev):
    return 0


@releases("drm.reg", "dev")
def device_unregistered(dev):
    return None


aliases = {
    "kernel::drm::Registration": "kernel::drm::driver::Registration",
    "kernel::drm::device::Device": "kernel::drm::Device",
}
