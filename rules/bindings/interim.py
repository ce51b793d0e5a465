"""To be replaced."""

resources = {
    "pci.region_one": {
        "noun": "the BAR region", "release": "dropping its `pci::Bar`", "life": "function",
    },
    "pci.vectors": {"noun": "the interrupt vectors", "release": "`pci_free_irq_vectors`", "life": "function"},
    "clk.ref": {"noun": "the clock handle", "release": "`clk_put`", "life": "function"},
    "clk.on": {"noun": "the enabled clock", "release": "`clk_disable_unprepare`", "life": "function"},
    "regulator.ref": {"noun": "the regulator", "release": "`regulator_put`", "life": "function"},
    "regulator.on": {"noun": "the enabled regulator", "release": "`regulator_disable`", "life": "function"},
    "i2c.adapter": {"noun": "the i2c adapter", "release": "dropping its reference", "life": "function"},
    "i2c.client": {
        "noun": "the i2c client", "release": "dropping its `i2c::Registration`", "life": "function",
    },
    "soc.device": {
        "noun": "the soc device", "release": "dropping its `soc::Registration`", "life": "function",
    },
    "firmware": {"noun": "the firmware image", "release": "dropping its `Firmware`", "life": "function"},
    "io.region": {"noun": "the memory region", "release": "`release_mem_region`", "life": "function"},
}


class clk:
    rate: "u64"


class regulator:
    rate: "u64"


@acquires("pci.region_one", "dev")
@fails("errno", 16)
def pci_request_region(dev, bar, name):
    return 0


@releases("pci.region_one", "dev")
def pci_release_region(dev, bar):
    return None


def pci_iomap(dev, bar, most):
    return ioremap(bar_start(bar), bar_length(bar))


def pci_iounmap(dev, address):
    iounmap(address)


@acquires("pci.vectors", "dev")
@fails("errno", 28)
def pci_alloc_irq_vectors(dev, least, most, flags):
    return 0


@releases("pci.vectors", "dev")
def pci_free_irq_vectors(dev):
    return None


@acquires("io.region", "start")
@fails("null", 16)
def request_mem_region(start, size, name):
    return 1


@releases("io.region", "start")
def release_mem_region(start, size):
    return None


@acquires("clk.ref", "return")
@fails("null", 2)
def clk_get(dev, name):
    return allocate(clk(rate=0))


@releases("clk.ref", "clock")
def clk_put(clock):
    free(clock)


@acquires("clk.on", "clock")
@fails("errno", 5)
def clk_prepare_enable(clock):
    return 0


@releases("clk.on", "clock")
def clk_disable_unprepare(clock):
    return None


@acquires("regulator.ref", "return")
@fails("null", 19)
def regulator_get(dev, name):
    return allocate(regulator(rate=0))


@releases("regulator.ref", "it")
def regulator_put(it):
    free(it)


@acquires("regulator.on", "it")
@fails("errno", 5)
def regulator_enable(it):
    return 0


@releases("regulator.on", "it")
def regulator_disable(it):
    return 0


@acquires("faux.device", "return")
@fails("null", 12)
def faux_device_create(name, parent, ops):
    return allocate(regulator(rate=0))


@releases("faux.device", "dev")
def faux_device_destroy(dev):
    free(dev)


class i2c_adapter:
    references: "int"


@acquires("i2c.adapter", "return")
@fails("null", 19)
def i2c_get_adapter(index):
    return allocate(i2c_adapter(references=1))


@releases("i2c.adapter", "adapter")
def i2c_put_adapter(adapter):
    free(adapter)


@acquires("i2c.client", "return")
@fails("null", 19)
def i2c_new_client_device(adapter, info):
    return allocate(i2c_adapter(references=1))


@releases("i2c.client", "client")
def i2c_unregister_device(client):
    free(client)


@acquires("soc.device", "return")
@fails("null", 12)
def soc_device_register(attributes):
    return allocate(i2c_adapter(references=1))


@releases("soc.device", "dev")
def soc_device_unregister(dev):
    free(dev)


@acquires("firmware", "return")
@fails("null", 2)
@context("sleeps")
def request_firmware(name, dev):
    return allocate(i2c_adapter(references=1))


@releases("firmware", "firmware")
def release_firmware(firmware):
    free(firmware)
