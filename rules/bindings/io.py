"""Register windows and the regions that they lie in.

Sources: arch/x86/mm/ioremap.c, kernel/resource.c, lib/devres.c, drivers/base/platform.c (6.12).
"""

constants = {
    "bindings::IORESOURCE_IO": 0x100, "bindings::IORESOURCE_MEM": 0x200, "bindings::IORESOURCE_IRQ": 0x400,
    "bindings::IORESOURCE_MEM_NONPOSTED": 0x2000000, "bindings::IORESOURCE_BUSY": 0x80000000,
}
resources = {
    "io.remap": {
        "noun": "the register mapping", "release": "dropping its `MappedResource`", "life": "memory",
    },
    "io.ports": {"noun": "the mapping of I/O ports", "release": "`ioport_unmap`", "life": "memory"},
    "io.region": {"noun": "the requested region", "release": "`release_mem_region`", "life": "function"},
    "io.resource": {"noun": "the resource in the tree", "release": "`release_resource`", "life": "function"},
}


class io_mapping:
    """What ioremap returns: which BAR, and how long it is."""

    bar: "int"
    length: "int"


@acquires("io.remap", "return")
@fails("null", 12)
@source("arch/x86/mm/ioremap.c:344")
def ioremap(start, length):
    return allocate(io_mapping(bar=bar_of(start), length=length))


@source("arch/x86/mm/ioremap.c:404")
def ioremap_wc(phys_addr, size):
    return ioremap(phys_addr, size)


@source("arch/x86/mm/ioremap.c:385")
def ioremap_uc(phys_addr, size):
    return ioremap(phys_addr, size)


@source("include/asm-generic/io.h:1135 NULL where the architecture has none, as x86")
def ioremap_np(phys_addr, size):
    return ioremap(phys_addr, size)


@context("sleeps")
@source("drivers/of/address.c:1119")
def of_iomap(np, index):
    return ioremap(unknown("an address of the device tree"), unknown("a length of the device tree"))


@releases("io.remap", "addr")
@context("irqs_off")
@symptom("iounmap: bad address 00000000")
@source("arch/x86/mm/ioremap.c:457 removes a vm area, may sleep")
def iounmap(addr):
    free(addr)
    given_back_now()


@context("sleeps")
@source("lib/devres.c:72 unmapped with the device's other managed resources")
def devm_ioremap(dev, offset, size):
    addr = ioremap(offset, size)
    if not is_null(addr):
        entry = devres_entry(dev, iounmap, addr)
    return addr


@context("sleeps")
@source("lib/devres.c:189 the region and the mapping; an error in the pointer's place")
def devm_ioremap_resource(dev, res):
    if inject("devm_ioremap_resource"):
        return -16
    addr = ioremap(res.start, res.end - res.start + 1)
    if is_null(addr):
        return -12
    entry = devres_entry(dev, iounmap, addr)
    return addr


@context("sleeps")
@source("drivers/base/platform.c:122")
def devm_platform_ioremap_resource(pdev, index):
    if inject("devm_platform_ioremap_resource"):
        return -22
    addr = ioremap(unknown("an address of the platform"), unknown("a length of the platform"))
    if is_null(addr):
        return -12
    entry = devres_entry(pdev, iounmap, addr)
    return addr


@context("sleeps")
@source("lib/devres.c:116 WARN_ON if it is not the device's")
def devm_iounmap(dev, addr):
    devm_release_action(dev, iounmap, addr)


@acquires("io.ports", "return")
@fails("null", 12)
@source("lib/iomap.c:406")
def ioport_map(port, nr):
    return allocate(io_mapping(bar=bar_of(port), length=nr))


@releases("io.ports", "addr")
@source("lib/iomap.c:413 nothing to do for ports")
def ioport_unmap(addr):
    given_up(addr)


class resource:
    """`struct resource`: a range, and what it is."""

    start: "u64"
    end: "u64"
    flags: "u64"

    def default():
        return resource(start=0, end=0, flags=0)


@acquires("io.region", "start")
@fails("null", 16)
@context("sleeps")
@source("kernel/resource.c:1308 NULL if the range is taken")
def __request_region(parent, start, n, name, flags):
    return allocate(resource(start=start, end=start + n - 1, flags=flags))


@source("include/linux/ioport.h:339 a macro over __request_region")
def request_mem_region(start, n, name):
    return __request_region(0, start, n, name, 0)


@source("include/linux/ioport.h:336 a macro over __request_region")
def request_region(start, n, name):
    return __request_region(0, start, n, name, 0)


@releases("io.region", "start", "held")
@symptom("Trying to free nonexistent resource <00000000febc0000-00000000febdffff>")
@source("kernel/resource.c:1342")
def __release_region(parent, start, n):
    return None


@source("include/linux/ioport.h:353 a macro over __release_region")
def release_mem_region(start, n):
    __release_region(0, start, n)


@source("include/linux/ioport.h:352 a macro over __release_region")
def release_region(start, n):
    __release_region(0, start, n)


@acquires("io.resource", "new")
@fails("errno", 16)
@source("kernel/resource.c:274 -EBUSY on a conflict")
def request_resource(root, new):
    return 0


@acquires("io.resource", "new")
@fails("errno", 16)
@source("kernel/resource.c:943")
def insert_resource(parent, new):
    return 0


@releases("io.resource", "old", "held")
@source("kernel/resource.c:288 -EINVAL if it is not in the tree")
def release_resource(old):
    return 0


@releases("io.resource", "old", "held")
@source("kernel/resource.c:1008 -EINVAL if it is not in the tree")
def remove_resource(old):
    return 0


@source("include/linux/ioport.h:284")
def resource_size(res):
    return res.end - res.start + 1


def readl(addr):
    return mmio_read(addr, 4)


def writel(value, addr):
    mmio_write(addr, value, 4)
    interrupt_point()


def readw(addr):
    return mmio_read(addr, 2)


def writew(value, addr):
    mmio_write(addr, value, 2)


def readb(addr):
    return mmio_read(addr, 1)


def writeb(value, addr):
    mmio_write(addr, value, 1)


@source("include/asm-generic/io.h:352 without the order of readl")
def readl_relaxed(addr):
    return readl(addr)


@source("include/asm-generic/io.h:406 without the order of writel")
def writel_relaxed(value, addr):
    writel(value, addr)


@source("include/asm-generic/io.h:337 without the order of readw")
def readw_relaxed(addr):
    return readw(addr)


@source("include/asm-generic/io.h:394 without the order of writew")
def writew_relaxed(value, addr):
    writew(value, addr)


@source("include/asm-generic/io.h:322 without the order of readb")
def readb_relaxed(addr):
    return readb(addr)


@source("include/asm-generic/io.h:382 without the order of writeb")
def writeb_relaxed(value, addr):
    writeb(value, addr)


@source("include/asm-generic/io.h:843 of memory or of I/O ports")
def ioread32(addr):
    return readl(addr)


@source("include/asm-generic/io.h:877 of memory or of I/O ports")
def iowrite32(value, addr):
    writel(value, addr)


@source("include/asm-generic/io.h:835 of memory or of I/O ports")
def ioread16(addr):
    return readw(addr)


@source("include/asm-generic/io.h:869 of memory or of I/O ports")
def iowrite16(value, addr):
    writew(value, addr)


@source("include/asm-generic/io.h:827 of memory or of I/O ports")
def ioread8(addr):
    return readb(addr)


@source("include/asm-generic/io.h:861 of memory or of I/O ports")
def iowrite8(value, addr):
    writeb(value, addr)
