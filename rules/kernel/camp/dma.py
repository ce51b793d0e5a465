"""`kernel::dma` of the camp's crate."""

from kernel.device import Device


class Allocation(Generic[T]):
    dev: "device::Device"
    count: "usize"
    dma_handle: "dma_addr_t"
    cpu_addr: "*mut T"

    def try_new(dev, count, flags):
        memory = coherent_memory(dev, zeroed(T, count), flags)
        if memory == 0:
            return Err(-12)
        return Ok(
            Allocation(dev=Device.from_dev(dev), count=count, dma_handle=address(memory), cpu_addr=memory)
        )

    def drop(self):
        dma_free_coherent(self.dev.ptr, self.count, self.cpu_addr, self.dma_handle)

    def read_volatile(self, index):
        if index >= self.count:
            return NONE
        return Some(copy(element(self.cpu_addr, index)))

    def write(self, index, value):
        if index >= self.count:
            return Err(-22)
        old = replace(element(self.cpu_addr, index), copy(value))
        return Ok(None)


class MapSingle(Generic[T]):
    """Unmapped by the CPU address where the handle is meant: the crate's own defect."""

    dev: "device::Device"
    size: "usize"
    dma_handle: "dma_addr_t"
    cpu_addr: "*mut T"
    dir: "int"

    def try_new(dev, pointer, size, direction):
        handle = dma_map_single(dev, pointer, size, direction)
        if handle == 0:
            return Err(-12)
        return Ok(
            MapSingle(
                dev=Device.from_dev(dev), size=size, dma_handle=handle, cpu_addr=pointer, dir=direction
            )
        )

    def drop(self):
        dma_unmap_single(self.dev.ptr, self.cpu_addr, self.size, self.dir)


def set_mask(dev, mask):
    return to_result(dma_set_mask(dev, mask))


def set_coherent_mask(dev, mask):
    return to_result(dma_set_coherent_mask(dev, mask))


def to_result(ret):
    if ret != 0:
        return Err(ret)
    return Ok(None)

replaces = {
    "kernel::dma::Allocation::try_new": [
        "+dma.coherent +dev.ref, then success", "how many hold a device is not counted",
    ],
    "kernel::dma::MapSingle::try_new": [
        "+dma.single, then the error -12; +dma.single +dev.ref, then success",
        "that the mapping failed is what `dma_mapping_error` says, and then nothing was mapped",
    ],
}
