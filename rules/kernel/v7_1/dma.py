"""`kernel::dma` of Linux 7.1: coherent memory, which is freed when it is dropped."""

from core import PinInit

constants = {
    "kernel::dma::DataDirection::Bidirectional": 0, "kernel::dma::DataDirection::ToDevice": 1,
    "kernel::dma::DataDirection::FromDevice": 2, "kernel::dma::DataDirection::None": 3,
}


class DmaMask:
    bits: "u64"

    def new():
        return DmaMask(bits=0xFFFFFFFFFFFFFFFF)

    def try_new(number):
        if number > 64:
            return Err(-22)
        return Ok(DmaMask(bits=0xFFFFFFFFFFFFFFFF))

    def value(self):
        return self.bits


class Attrs:
    bits: "u32"


class Coherent(Generic[T]):
    dev: "pointer"
    cpu_addr: "*mut T"
    count: "usize"

    def zeroed(dev, flags):
        return allocated(Self, dev, value_memory(T), value_count(T), flags)

    def zeroed_with_attrs(dev, flags, attrs):
        return allocated(Self, dev, value_memory(T), value_count(T), flags)

    def zeroed_slice(dev, count, flags):
        if count == 0:
            return Err(-22)
        return allocated(Self, dev, elements_of(T, count), count, flags)

    def zeroed_slice_with_attrs(dev, count, flags, attrs):
        return Coherent.zeroed_slice(dev, count, flags)

    def from_slice(dev, data, flags):
        return Coherent.zeroed_slice(dev, length(data), flags)

    def init(dev, flags, init):
        made = Coherent.zeroed(dev, flags)
        if is_err(made):
            return made
        result = PinInit.run(init)
        if is_err(result):
            return Err(payload(result))
        return made

    def init_with_attrs(dev, flags, attrs, init):
        return Coherent.init(dev, flags, init)

    def init_at(self, index, init):
        if known(self.count) and index >= self.count:
            return Err(-22)
        result = PinInit.run(init)
        if is_err(result):
            return Err(payload(result))
        old = replace(Coherent.at(self, index), payload(result))
        return Ok(None)

    def at(memory, index):
        """What `dma_read!` and `dma_write!` reach."""
        if known(memory.count) and memory.count > 0:
            return element(memory.cpu_addr, index)
        return borrow(memory.cpu_addr)

    def size(self):
        return anything(32)

    def len(self):
        return self.count

    def as_ptr(self):
        return self.cpu_addr

    def as_mut_ptr(self):
        return self.cpu_addr

    def as_ref(self):
        return borrow(self.cpu_addr)

    def as_mut(self):
        return borrow(self.cpu_addr)

    def dma_handle(self):
        return address(self.cpu_addr)

    def drop(self):
        dma_free_coherent(self.dev, self.count, self.cpu_addr, 0)


class CoherentHandle:
    dev: "pointer"
    cpu_addr: "*mut c_void"
    count: "usize"

    def alloc(dev, size, flags):
        if size == 0:
            return Err(-22)
        memory = coherent_memory(raw_of(dev), bytes(size), flags)
        if memory == 0:
            return Err(-12)
        return Ok(CoherentHandle(dev=raw_of(dev), cpu_addr=memory, count=size))

    def alloc_with_attrs(dev, size, flags, attrs):
        return CoherentHandle.alloc(dev, size, flags)

    def dma_handle(self):
        return address(self.cpu_addr)

    def size(self):
        return self.count

    def drop(self):
        dma_free_coherent(self.dev, self.count, self.cpu_addr, 0)


def allocated(ty, dev, memory, count, flags):
    cpu_addr = coherent_memory(raw_of(dev), memory, flags)
    if cpu_addr == 0:
        return Err(-12)
    return Ok(Coherent(dev=raw_of(dev), cpu_addr=cpu_addr, count=count))

own = ["kernel::dma::allocated"]
