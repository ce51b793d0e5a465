"""`kernel::platform` of Linux 7.1: devices that the firmware describes."""

from core import PinInit
from kernel.driver import probed, removed
from kernel.io import IoRequest, Resource
from kernel.irq import IrqRequest, Registration, ThreadedRegistration


class Device:
    references: "int"
    drvdata: "pointer"
    devres: "Vec"
    parent: "pointer"
    irq: "u32"
    enable_count: "int"
    regions: "int"
    traits = ["kernel::device::Common"]

    def resource_by_index(self, index):
        if otherwise("the device lacks the resource"):
            return NONE
        return Some(Resource(start=0x10000000, size=0x10000))

    def resource_by_name(self, name):
        return self.resource_by_index(0)

    def io_request_by_index(self, index):
        if otherwise("the device lacks the resource"):
            return NONE
        return Some(IoRequest(dev=raw_of(self), resource=Resource(start=0x10000000, size=0x10000)))

    def io_request_by_name(self, name):
        return self.io_request_by_index(0)

    def irq_by_index(self, index):
        if otherwise("the device lacks the interrupt"):
            return Err(-6)
        return Ok(IrqRequest(dev=raw_of(self), irq=11))

    def irq_by_name(self, name):
        return self.irq_by_index(0)

    def optional_irq_by_index(self, index):
        return self.irq_by_index(index)

    def optional_irq_by_name(self, name):
        return self.irq_by_index(0)

    def request_irq_by_index(self, flags, index, name, handler):
        return requested(self.irq_by_index(index), flags, name, handler)

    def request_irq_by_name(self, flags, irq_name, name, handler):
        return requested(self.irq_by_index(0), flags, name, handler)

    def request_optional_irq_by_index(self, flags, index, name, handler):
        return requested(self.irq_by_index(index), flags, name, handler)

    def request_optional_irq_by_name(self, flags, irq_name, name, handler):
        return requested(self.irq_by_index(0), flags, name, handler)

    def request_threaded_irq_by_index(self, flags, index, name, handler):
        return requested_threaded(self.irq_by_index(index), flags, name, handler)

    def request_threaded_irq_by_name(self, flags, irq_name, name, handler):
        return requested_threaded(self.irq_by_index(0), flags, name, handler)


def requested(request, flags, name, handler):
    if is_err(request):
        return request
    return Registration.new(payload(request), flags, name, handler)


def requested_threaded(request, flags, name, handler):
    if is_err(request):
        return request
    return ThreadedRegistration.new(payload(request), flags, name, handler)


class Adapter(Generic[T]):
    def register():
        return platform_driver_registered(Adapter[T])

    def unregister():
        pci_unregister_driver(Adapter[T])

    def probe_callback(dev):
        """The device may have been matched by its name alone, and then there is no info."""
        entry = id_info(T)
        info = Some(ref(entry))
        if otherwise("the device is matched by its name"):
            info = NONE
        result = PinInit.run(invoke(T, "kernel::platform::Driver::probe", borrow(dev), info))
        return probed(dev, result, T)

    def remove_callback(dev):
        invoke(T, "kernel::platform::Driver::unbind", borrow(dev), borrow(dev.drvdata))
        removed(dev)


class Module(Generic[T]):
    """What `module_platform_driver!` makes."""

    registered: "bool"

    def init(module):
        ret = platform_driver_registered(Adapter[T])
        if ret != 0:
            return Err(ret)
        return Ok(Module(registered=1))

    def drop(self):
        pci_unregister_driver(Adapter[T])


def platform_driver_registered(adapter):
    world.bus_name = "the device"
    if not is_a(world.pdev, "kernel::platform::Device"):
        world.pdev = allocate(
            Device(references=1, drvdata=0, devres=[], parent=0, irq=11, enable_count=0, regions=0)
        )
    return __pci_register_driver(adapter)

own = ["kernel::platform::Module"]
