"""`kernel::i2c` of Linux 7.1: clients on a bus, of a driver or made by one."""

from core import PinInit
from kernel.devres import Devres
from kernel.driver import probed, removed


class I2cClient:
    references: "int"
    drvdata: "pointer"
    devres: "Vec"
    parent: "pointer"
    irq: "u32"
    traits = ["kernel::device::Common"]


class DeviceId:
    name: "text"

    def new(name):
        return DeviceId(name=name)


class I2cBoardInfo:
    name: "text"

    def new(name, address):
        return I2cBoardInfo(name=name)


class I2cAdapter:
    """A counted reference to an adapter."""

    adapter: "pointer"

    def get(index):
        adapter = i2c_get_adapter(index)
        if adapter == 0:
            return Err(-19)
        return Ok(I2cAdapter(adapter=adapter))

    def index(self):
        return anything(32)

    def drop(self):
        i2c_put_adapter(self.adapter)


class Registration:
    client: "pointer"

    def new(adapter, info, parent):
        client = i2c_new_client_device(adapter.adapter, 0)
        if is_error(client):
            return Err(client)
        return Devres.new(parent, Registration(client=client))

    def drop(self):
        i2c_unregister_device(self.client)


class Adapter(Generic[T]):
    def register():
        return i2c_driver_registered(Adapter[T])

    def unregister():
        pci_unregister_driver(Adapter[T])

    def probe_callback(dev):
        entry = id_info(T)
        info = Some(ref(entry))
        if otherwise("the device is matched by its name"):
            info = NONE
        result = PinInit.run(invoke(T, "kernel::i2c::Driver::probe", borrow(dev), info))
        return probed(dev, result, T)

    def remove_callback(dev):
        invoke(T, "kernel::i2c::Driver::unbind", borrow(dev), borrow(dev.drvdata))
        removed(dev)


class Module(Generic[T]):
    """What `module_i2c_driver!` makes."""

    registered: "bool"

    def init(module):
        ret = i2c_driver_registered(Adapter[T])
        if ret != 0:
            return Err(ret)
        return Ok(Module(registered=1))

    def drop(self):
        pci_unregister_driver(Adapter[T])


def i2c_driver_registered(adapter):
    world.bus_name = "the device"
    if not is_a(world.pdev, "kernel::i2c::I2cClient"):
        world.pdev = allocate(I2cClient(references=1, drvdata=0, devres=[], parent=0, irq=11))
    return __pci_register_driver(adapter)

replaces = {
    "kernel::i2c::I2cAdapter::drop": ["nothing, then success", "its `ARef` is one with it here"],
}
own = ["kernel::i2c::Module"]
