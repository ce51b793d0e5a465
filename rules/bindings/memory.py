"""The allocator and DMA memory of the C API.

Sources: mm/slab_common.c, kernel/dma/mapping.c (6.1), Documentation/core-api/dma-api.rst.
"""

constants = {
    "bindings::GFP_KERNEL": 0xCC0, "bindings::GFP_ATOMIC": 0xA20, "bindings::__GFP_ZERO": 0x100,
    "bindings::dma_data_direction_DMA_BIDIRECTIONAL": 0, "bindings::dma_data_direction_DMA_TO_DEVICE": 1,
    "bindings::dma_data_direction_DMA_FROM_DEVICE": 2,
    "bindings::EPERM": -1, "bindings::ENOENT": -2, "bindings::EIO": -5, "bindings::ENXIO": -6,
    "bindings::EAGAIN": -11,
    "bindings::ENOMEM": -12, "bindings::EFAULT": -14, "bindings::EBUSY": -16, "bindings::EEXIST": -17,
    "bindings::ENODEV": -19, "bindings::EINVAL": -22, "bindings::ENOSPC": -28, "bindings::ETIMEDOUT": -110,
    "bindings::EINTR": -4, "bindings::EOVERFLOW": -75,
}
resources = {
    "dma.coherent": {
        "noun": "the coherent DMA memory", "release": "dropping its `dma::Allocation`", "life": "memory",
    },
    "dma.single": {
        "noun": "the streaming DMA mapping", "release": "dropping its `dma::MapSingle`", "life": "memory",
    },
    "rust.raw": {"noun": "the value given away with `into_raw`", "release": "`from_raw`", "life": "raw"},
    "io.remap": {
        "noun": "the register mapping", "release": "dropping its `MappedResource`", "life": "memory",
    },
    "net.skb": {
        "noun": "the socket buffer", "release": "freeing it or giving it to the stack", "life": "memory",
    },
}


@fails("null", 12)
@source("slab allocation: NULL without memory; Box, Arc and Vec of the crate ask with GFP_KERNEL")
def kmalloc():
    context("an allocation with GFP_KERNEL", "sleeps")
    return 1


@acquires("dma.coherent", "return")
@fails("null", 12)
@source("kernel/dma/mapping.c dma_alloc_attrs")
def dma_alloc_coherent(dev, memory, flags):
    if flags == 0xCC0:
        context("a coherent allocation with GFP_KERNEL", "sleeps")
    return allocate(memory)


@releases("dma.coherent", "cpu_addr")
@context("irqs_off")
@symptom("WARNING: CPU: 0 at kernel/dma/mapping.c:533 dma_free_attrs")
@source("kernel/dma/mapping.c:533 WARN_ON(irqs_disabled())")
def dma_free_coherent(dev, cpu_addr, handle):
    dma_given_up(cpu_addr)
    free(cpu_addr)


@acquires("dma.single", "cpu_addr")
@fails("null", 12)
@source("Documentation/core-api/dma-api.rst dma_map_single, dma_mapping_error")
def dma_map_single(dev, cpu_addr, size, direction):
    return address(cpu_addr)


def dma_unmap_single(dev, cpu_addr, size, direction):
    release("dma.single", cpu_addr)


@fails("errno", 5)
@source("kernel/dma/mapping.c dma_set_mask: -EIO if the mask is not supported")
def dma_set_mask(dev, mask):
    return 0


@fails("errno", 5)
@source("kernel/dma/mapping.c dma_set_coherent_mask: -EIO if the mask is not supported")
def dma_set_coherent_mask(dev, mask):
    return 0


class io_mapping:
    """What ioremap returns: which BAR, and how long it is."""

    bar: "int"
    length: "int"


@acquires("io.remap", "return")
@fails("null", 12)
@source("arch/x86/mm/ioremap.c")
def ioremap(start, length):
    return allocate(io_mapping(bar=bar_of(start), length=length))


@releases("io.remap", "addr")
@context("irqs_off")
@source("arch/x86/mm/ioremap.c iounmap: removes a vm area, may sleep")
def iounmap(addr):
    free(addr)


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


@source("include/linux/err.h: the last 4095 addresses are errors")
def IS_ERR(pointer):
    """Here an error is its number; what is no known number may be one or not, if it is unknown."""
    if not known(pointer):
        return unknown("whether a pointer is an error")
    if is_number(pointer):
        return pointer != 0
    return False


def PTR_ERR(pointer):
    return pointer
