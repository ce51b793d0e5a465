"""`kernel::drm` of Linux 7.1: a counted device with the driver's data inside, registered until unbinding."""

from core import PinInit
from kernel.managed import managed


class Device(Generic[T]):
    references: "int"
    data: "D"
    parent: "pointer"
    deref = "data"

    def new(dev, data):
        made = drm_dev_alloc_rust(Device(references=1, data=None, parent=raw_of(dev)))
        if made == 0:
            return Err(-12)
        result = PinInit.run(data)
        if is_err(result):
            drm_dev_put_rust(made)
            return Err(payload(result))
        made.data = payload(result)
        return Ok(as_counted(made))

    def inc_ref(self):
        self.references = self.references + 1

    def dec_ref(self):
        self.references = self.references - 1
        if self.references == 0:
            drop_now(take(self.data))
            drm_dev_put_rust(raw_of(self))

    def as_ref(self):
        return borrow(self.parent)


class Registration:
    path = "kernel::drm::driver::Registration"
    dev: "ARef<Device>"

    def new_foreign_owned(drm, dev, flags):
        ret = drm_dev_register(raw_of(drm))
        if ret != 0:
            return Err(ret)
        return managed(raw_of(dev), Registration(dev=convert(borrow(raw_of(drm)))))

    def drop(self):
        drm_dev_unregister(raw_of(ref(self.dev)))


@acquires("drm.device", "return")
@fails("null", 12)
@source("drivers/gpu/drm/drm_drv.c __drm_dev_alloc")
def drm_dev_alloc_rust(dev):
    return allocate(dev)


@releases("drm.device", "dev")
def drm_dev_put_rust(dev):
    free(dev)


@acquires("drm.registered", "dev")
@fails("errno", 12)
@source("drivers/gpu/drm/drm_drv.c drm_dev_register")
def drm_dev_register(dev):
    return 0


@releases("drm.registered", "dev")
def drm_dev_unregister(dev):
    return None


aliases = {
    "kernel::drm::Registration": "kernel::drm::driver::Registration",
    "kernel::drm::device::Device": "kernel::drm::Device",
}
resources = {
    "drm.device": {"noun": "the DRM device", "release": "dropping its last reference", "life": "function"},
    "drm.registered": {
        "noun": "the registered DRM device", "release": "`drm_dev_unregister`", "life": "function",
    },
}
