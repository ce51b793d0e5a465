"""`kernel::pci` of Linux 7.1: a device that is borrowed, BARs that live as long as it is bound.

As implemented nothing ever disables the device again, and no driver can; as intended that is nobody's debt.
"""

from core import PinInit
from kernel.devres import Devres
from kernel.driver import probed, removed
from kernel.io import Mmio
from kernel.irq import IrqRequest, Registration, ThreadedRegistration
from kernel.managed import Vectors, managed

constants = {
    "kernel::pci::Vendor::REDHAT": 0x1B36, "kernel::pci::Vendor::INTEL": 0x8086,
    "kernel::pci::Vendor::NVIDIA": 0x10DE, "kernel::pci::Vendor::QEMU": 0x1234,
}


class pci_dev:
    """Stands for a device while no driver of any bus is there."""

    irq: "u32"


class Device:
    references: "int"
    drvdata: "pointer"
    devres: "Vec"
    parent: "pointer"
    irq: "u32"
    enable_count: "int"
    regions: "int"
    vectors: "int"
    mastering: "bool"
    traits = ["kernel::device::Common"]

    def enable_device_mem(self):
        ret = pci_enable_device(raw_of(self))
        if ret == 0 and intended():
            release("pci.enable", raw_of(self))
        return to_result(ret)

    def set_master(self):
        """As intended the crate, which lets no driver switch bus mastering off, does so at the end."""
        pci_set_master(raw_of(self))
        self.mastering = intended()

    def resource_len(self, bar):
        return Ok(bar_length(bar))

    def resource_start(self, bar):
        return Ok(bar_start(bar))

    def dev_id(self):
        return anything(16)

    def subsystem_vendor_id(self):
        return anything(16)

    def subsystem_device_id(self):
        return anything(16)

    def pci_class(self):
        return anything(32)

    def config_space(self):
        return ConfigSpace(dev=raw_of(self))

    def config_space_extended(self):
        return Ok(ConfigSpace(dev=raw_of(self)))

    def iomap_region_sized(self, bar, name):
        return Devres.new(borrow(raw_of(self)), Bar.new(raw_of(self), bar))

    def iomap_region(self, bar, name):
        return self.iomap_region_sized(bar, name)

    def alloc_irq_vectors(self, least, most, types):
        """Freed when the device is unbound."""
        count = pci_alloc_irq_vectors(raw_of(self), least, most, 0)
        if count < 0:
            return Err(count)
        result = managed(raw_of(self), Vectors(dev=raw_of(self)))
        if is_err(result):
            return Err(payload(result))
        return Ok(VectorRange(vector=IrqVector(dev=raw_of(self))))

    def request_irq(self, vector, flags, name, handler):
        request = IrqRequest(dev=raw_of(self), irq=self.irq)
        return Registration.new(request, flags, name, handler)

    def request_threaded_irq(self, vector, flags, name, handler):
        request = IrqRequest(dev=raw_of(self), irq=self.irq)
        return ThreadedRegistration.new(request, flags, name, handler)


class VectorRange:
    vector: "IrqVector"

    def start(self):
        return ref(self.vector)

    def end(self):
        return ref(self.vector)


class IrqVector:
    dev: "pointer"

    @by_value
    def try_into(self):
        return Ok(IrqRequest(dev=self.dev, irq=11))


class IrqTypes:
    bits: "u32"

    def all():
        return IrqTypes(bits=7)

    def default():
        return IrqTypes(bits=0)

    @by_value
    def with_(self, kind):
        return self


class IrqType:
    variants = ["Intx", "Msi", "MsiX"]


class ConfigSpace:
    dev: "pointer"
    traits = ["kernel::io::Registers"]

    def maxsize(self):
        return 256


class Bar:
    """A mapped BAR, with its region."""

    dev: "pointer"
    num: "int"
    io: "Mmio"
    deref = "io"

    def new(dev, num):
        if bar_length(num) == 0:
            return Err(-12)
        ret = pci_request_region(dev, num, "")
        if ret != 0:
            return Err(-16)
        address = pci_iomap(dev, num, 0)
        if address == 0:
            pci_release_region(dev, num)
            return Err(-12)
        return Ok(Bar(dev=dev, num=num, io=Mmio(address=address)))

    def drop(self):
        pci_iounmap(self.dev, self.io.address)
        pci_release_region(self.dev, self.num)


class DeviceId:
    vendor: "u32"
    device: "u32"

    def from_id(vendor, device):
        return DeviceId(vendor=vendor, device=device)

    def from_class(kind, mask):
        return DeviceId(vendor=0xFFFF, device=0xFFFF)

    def from_class_and_vendor(kind, mask, vendor):
        return DeviceId(vendor=vendor, device=0xFFFF)


class Vendor:
    number: "u16"


class Class:
    number: "u32"


class Adapter(Generic[T]):
    def register():
        return pci_driver_registered(Adapter[T])

    def unregister():
        pci_unregister_driver(Adapter[T])

    def probe_callback(dev):
        info = id_info(T)
        result = PinInit.run(invoke(T, "kernel::pci::Driver::probe", borrow(dev), ref(info)))
        return probed(dev, result, T)

    def remove_callback(dev):
        invoke(T, "kernel::pci::Driver::unbind", borrow(dev), borrow(dev.drvdata))
        removed(dev)


class Module(Generic[T]):
    """What `module_pci_driver!` makes."""

    registered: "bool"

    def init(module):
        ret = pci_driver_registered(Adapter[T])
        if ret != 0:
            return Err(ret)
        return Ok(Module(registered=1))

    def drop(self):
        pci_unregister_driver(Adapter[T])


def function_found(irq):
    return allocate(
        Device(
            references=1, drvdata=0, devres=[], parent=0, irq=irq, enable_count=0, regions=0, vectors=0,
            mastering=0
        )
    )


def pci_driver_registered(adapter):
    if not is_a(world.pdev, "kernel::pci::Device"):
        world.pdev = function_found(11)
    return __pci_register_driver(adapter)


def to_result(ret):
    if ret != 0:
        return Err(ret)
    return Ok(None)

replaces = {
    "kernel::pci::Device::alloc_irq_vectors": [
        "+pci.irqvec +dev.devres, then success; +pci.irqvec +dev.devres, then the error that C gave",
        "nodes are kept in a list of the device, whose order matters",
    ],
    "kernel::pci::Bar::new": [
        "+pci.bar +pci.iomap -pci.iomap -pci.bar, then the error -22",
        "a window that is smaller than it was asked for is found by its length before",
    ],
}
own = ["kernel::pci::Module"]
