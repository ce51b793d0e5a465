"""`kernel::auxiliary` of Linux 7.1: devices that a driver makes for other drivers.

A driver of this module is bound to each that is there, with any name.
"""

from core import PinInit
from kernel.devres import Devres
from kernel.driver import probed, removed
from kernel.pci import function_found


class Device:
    references: "int"
    drvdata: "pointer"
    devres: "Vec"
    parent: "pointer"
    bound: "bool"
    traits = ["kernel::device::Common"]

    def parent(self):
        return borrow(self.parent)


class DeviceId:
    name: "text"

    def new(modname, name):
        return DeviceId(name=name)


class Registration:
    dev: "pointer"

    def new(parent, name, number, modname):
        if kmalloc() == 0:
            return Err(-12)
        dev = device_added(parent)
        if dev == 0:
            return Err(-12)
        return Devres.new(parent, Registration(dev=dev))

    def drop(self):
        device_deleted(self.dev)


@acquires("aux.add", "return")
@fails("null", 12)
@source("drivers/base/auxiliary.c:294 __auxiliary_device_add")
def device_added(parent):
    dev = allocate(Device(references=1, drvdata=0, devres=[], parent=raw_of(parent), bound=0))
    push(ref(world.auxiliary), dev)
    if world.auxiliary_driver:
        auxiliary_bind(dev)
    return dev


@releases("aux.add", "dev")
@source("drivers/base/auxiliary.c auxiliary_device_delete: its driver is unbound first")
def device_deleted(dev):
    if dev.bound:
        auxiliary_unbind(dev)
    removed_now = remove(ref(world.auxiliary), dev)
    free(dev)


def auxiliary_bind(dev):
    enter("probe")
    ret = invoke(world.auxiliary_driver, "probe_callback", dev)
    leave()
    if ret == 0:
        dev.bound = 1


def auxiliary_unbind(dev):
    enter("remove")
    invoke(world.auxiliary_driver, "remove_callback", dev)
    leave()
    dev.bound = 0


def auxiliary_driver_registered(adapter):
    world.auxiliary_driver = adapter
    if length(ref(world.auxiliary)) == 0 and world.pdev.irq == 11 and world.bound == 0:
        stranger = auxiliary_device_of_others()
    index = 0
    while index < length(ref(world.auxiliary)):
        auxiliary_bind(world.auxiliary[index])
        index = index + 1
    return 0


def auxiliary_device_of_others():
    """Where the module makes none itself, somebody else has made the device that its driver is for."""
    parent = function_found(11)
    dev = allocate(Device(references=1, drvdata=0, devres=[], parent=parent, bound=0))
    push(ref(world.auxiliary), dev)
    return dev


def auxiliary_driver_unregistered(adapter):
    index = 0
    while index < length(ref(world.auxiliary)):
        if world.auxiliary[index].bound:
            auxiliary_unbind(world.auxiliary[index])
        index = index + 1
    world.auxiliary_driver = 0


class Adapter(Generic[T]):
    def register():
        return auxiliary_driver_registered(Adapter[T])

    def unregister():
        auxiliary_driver_unregistered(Adapter[T])

    def probe_callback(dev):
        info = id_info(T)
        result = PinInit.run(invoke(T, "kernel::auxiliary::Driver::probe", borrow(dev), ref(info)))
        return probed(dev, result, T)

    def remove_callback(dev):
        invoke(T, "kernel::auxiliary::Driver::unbind", borrow(dev), borrow(dev.drvdata))
        removed(dev)


class Module(Generic[T]):
    """What `module_auxiliary_driver!` makes."""

    registered: "bool"

    def init(module):
        ret = auxiliary_driver_registered(Adapter[T])
        if ret != 0:
            return Err(ret)
        return Ok(Module(registered=1))

    def drop(self):
        auxiliary_driver_unregistered(Adapter[T])

replaces = {
    "kernel::auxiliary::Registration::drop": [
        "-aux.add -aux.dev, then success", "the device and that it was added are one resource here",
    ],
}
own = ["kernel::auxiliary::Module"]
