"""`kernel::usb` of Linux 7.1: interfaces of a device; what ends the binding is called disconnect."""

from core import PinInit
from kernel.driver import probed, removed


class Interface:
    references: "int"
    drvdata: "pointer"
    devres: "Vec"
    parent: "pointer"
    irq: "u32"
    traits = ["kernel::device::Common"]


class DeviceId:
    vendor: "u16"
    product: "u16"

    def from_id(vendor, product):
        return DeviceId(vendor=vendor, product=product)


class Adapter(Generic[T]):
    def register():
        return usb_driver_registered(Adapter[T])

    def unregister():
        pci_unregister_driver(Adapter[T])

    def probe_callback(dev):
        info = id_info(T)
        entry = DeviceId(vendor=0, product=0)
        result = PinInit.run(
            invoke(T, "kernel::usb::Driver::probe", borrow(dev), ref(entry), ref(info))
        )
        return probed(dev, result, T)

    def remove_callback(dev):
        invoke(T, "kernel::usb::Driver::disconnect", borrow(dev), borrow(dev.drvdata))
        removed(dev)


class Module(Generic[T]):
    """What `module_usb_driver!` makes."""

    registered: "bool"

    def init(module):
        ret = usb_driver_registered(Adapter[T])
        if ret != 0:
            return Err(ret)
        return Ok(Module(registered=1))

    def drop(self):
        pci_unregister_driver(Adapter[T])


def usb_driver_registered(adapter):
    world.bus_name = "the device"
    if not is_a(world.pdev, "kernel::usb::Interface"):
        world.pdev = allocate(Interface(references=1, drvdata=0, devres=[], parent=0, irq=11))
    return __pci_register_driver(adapter)

own = ["kernel::usb::Module"]
