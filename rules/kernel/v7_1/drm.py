"""`kernel::drm` of Linux 7.1: a counted device with the driver's data inside, registered until unbinding."""

from core import PinInit
from kernel.managed import managed
from kernel.use import used_no_more, used_through


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


class Registration(Generic[T]):
    path = "kernel::drm::driver::Registration"
    dev: "ARef<Device>"

    def new_foreign_owned(drm, dev, flags):
        ret = device_registered(raw_of(drm))
        if ret != 0:
            return Err(ret)
        used_through(Users[T], raw_of(drm))
        return managed(raw_of(dev), Registration(dev=convert(borrow(raw_of(drm)))))

    def drop(self):
        used_no_more(raw_of(ref(self.dev)))
        device_unregistered(raw_of(ref(self.dev)))


class Users(Generic[T]):
    """A process opens the device, asks for one thing, closes it (drivers/gpu/drm/drm_file.c, drm_ioctl.c)."""

    def used_callback(drm):
        owner = only(T, "kernel::drm::file::DriverFile")
        enter("drm_open")
        result = invoke(owner, "kernel::drm::file::DriverFile::open", borrow(drm))
        leave()
        if is_err(result):
            return None
        file = allocate(File(inner=payload(result), handles=[]))
        served = only(T, "kernel::drm::Driver")
        enter("drm_ioctl")
        done = invoke(served, "kernel::drm::Driver::drm_ioctls", borrow(drm), borrow(file))
        leave()
        enter("drm_release")
        while length(ref(file.handles)) > 0:
            held = pop(ref(file.handles))
            held.dec_ref()
        drop_now(take(file.inner))
        free(file)
        leave()


class File(Generic[T]):
    """`struct drm_file`, with what the driver keeps for it and the objects that its handles name."""

    path = "kernel::drm::file::File"
    inner: "T"
    handles: "Vec"

    def inner(self):
        return ref(self.inner)


class Ioctl(Generic[T]):
    path = "kernel::drm::ioctl"

    def asked():
        """Is it this one that the process asks for?"""
        return chosen("the process asks for it")

    def argument() -> T:
        return any_of(T)


class GetParam:
    """include/uapi/drm/nova_drm.h (7.1), as the next two; panthor_drm.h:386 (6.12) the last one."""

    path = "kernel::uapi::drm_nova_getparam"
    param: "u64"
    value: "u64"


class GemCreate:
    path = "kernel::uapi::drm_nova_gem_create"
    handle: "u32"
    pad: "u32"
    size: "u64"


class GemInfo:
    path = "kernel::uapi::drm_nova_gem_info"
    handle: "u32"
    pad: "u32"
    size: "u64"


class DevQuery:
    path = "kernel::uapi::drm_panthor_dev_query"
    type_: "u32"
    size: "u32"
    pointer: "u64"


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


macro_rules = {
    "declare_drm_ioctls": """($(($cmd:ident, $struct:ident, $flags:expr, $func:expr)),* $(,)?) => {
        fn drm_ioctls(dev: &kernel::drm::Device, file: &kernel::drm::file::File) -> Result<u32> {
            $(if kernel::drm::ioctl::asked() {
                let mut data = kernel::drm::ioctl::argument::<kernel::uapi::$struct>();
                return $func(dev, &mut data, file);
            })*
            Err(ENOTTY)
        }
    }""",
}
constants = {
    "kernel::uapi::NOVA_GETPARAM_VRAM_BAR_SIZE": 1,
    "kernel::uapi::drm_panthor_dev_query_type_DRM_PANTHOR_DEV_QUERY_GPU_INFO": 0,
}
aliases = {
    "kernel::drm::File": "kernel::drm::file::File", "kernel::drm::driver::Driver": "kernel::drm::Driver",
    "kernel::drm::Registration": "kernel::drm::driver::Registration",
    "kernel::drm::device::Device": "kernel::drm::Device",
}

replaces = {
    "kernel::drm::Device::inc_ref": ["+drm.dev, then success", "counted in `references`"],
    "kernel::drm::Device::dec_ref": ["-drm.dev, then success", "nothing more", "counted in `references`"],
}
