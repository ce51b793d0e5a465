"""`kernel::io` of Linux 7.1: mapped registers. What they hold is what the device says."""

from kernel.devres import Devres

gives = {
    "read8": "u8", "read16": "u16", "read32": "u32", "read64": "u64",
    "read8_relaxed": "u8", "read16_relaxed": "u16", "read32_relaxed": "u32", "read64_relaxed": "u64",
    "try_read8": "Result of u8", "try_read16": "Result of u16", "try_read32": "Result of u32",
    "try_read64": "Result of u64",
}


class Registers:
    """Reads and writes that the compiler has checked, and those that are checked when they run."""

    def read8(self, offset):
        return self.load(offset, 1)

    def read16(self, offset):
        return self.load(offset, 2)

    def read32(self, offset):
        return self.load(offset, 4)

    def read64(self, offset):
        return self.load(offset, 8)

    def write8(self, value, offset):
        self.keep(value, offset, 1)

    def write16(self, value, offset):
        self.keep(value, offset, 2)

    def write32(self, value, offset):
        self.keep(value, offset, 4)

    def write64(self, value, offset):
        self.keep(value, offset, 8)

    def read8_relaxed(self, offset):
        return self.load(offset, 1)

    def read16_relaxed(self, offset):
        return self.load(offset, 2)

    def read32_relaxed(self, offset):
        return self.load(offset, 4)

    def write8_relaxed(self, value, offset):
        self.keep(value, offset, 1)

    def write16_relaxed(self, value, offset):
        self.keep(value, offset, 2)

    def write32_relaxed(self, value, offset):
        self.keep(value, offset, 4)

    def try_read8(self, offset):
        return self.tried(offset, 1)

    def try_read16(self, offset):
        return self.tried(offset, 2)

    def try_read32(self, offset):
        return self.tried(offset, 4)

    def try_read64(self, offset):
        return self.tried(offset, 8)

    def try_write8(self, value, offset):
        return self.try_keep(value, offset, 1)

    def try_write16(self, value, offset):
        return self.try_keep(value, offset, 2)

    def try_write32(self, value, offset):
        return self.try_keep(value, offset, 4)

    def try_write64(self, value, offset):
        return self.try_keep(value, offset, 8)

    def tried(self, offset, width):
        if otherwise("the register lies outside"):
            return Err(-22)
        return Ok(self.load(offset, width))

    def try_keep(self, value, offset, width):
        if otherwise("the register lies outside"):
            return Err(-22)
        self.keep(value, offset, width)
        return Ok(None)

    def read(self, register):
        """`register`: what makes a value of such a register of a number."""
        shape = register(0)
        return register(self.load(shape.offset, shape.size))

    def try_read(self, register):
        shape = register(0)
        if otherwise("the register lies outside"):
            return Err(-22)
        return Ok(register(self.load(shape.offset, shape.size)))

    def write_reg(self, value):
        self.keep(value.value, value.offset, value.size)

    def try_write_reg(self, value):
        if otherwise("the register lies outside"):
            return Err(-22)
        self.keep(value.value, value.offset, value.size)
        return Ok(None)

    def write(self, register, value):
        if numeric(register):
            return self.keep(value.value, value.offset, value.size)
        shape = register(0)
        self.keep(value.value, shape.offset, shape.size)

    def update(self, register, change):
        shape = register(0)
        changed = change(register(self.load(shape.offset, shape.size)))
        self.keep(changed.value, shape.offset, shape.size)

    def load(self, offset, width):
        return anything(width * 8)

    def keep(self, value, offset, width):
        return None

    def addr(self):
        return 0


class Mmio:
    address: "usize"
    traits = ["kernel::io::Registers"]

    def maxsize(self):
        return anything(32)

    def load(self, offset, width):
        if known(offset):
            return mmio_read(self.address + offset, width)
        value = mmio_read(self.address, width)
        if modelled():
            return unknown("what a register holds that is not known")
        return anything(width * 8)

    def keep(self, value, offset, width):
        if known(offset):
            mmio_write(self.address + offset, value, width)
            interrupt_point()
            return None
        ignored = mmio_read(self.address, width)
        if modelled():
            overlooked("a write to a register that is not known")


class Resource:
    start: "u64"
    size: "u64"

    def start(self):
        return self.start

    def size(self):
        return self.size

    def flags(self):
        return anything(32)

    def name(self):
        return NONE


class IoRequest:
    dev: "pointer"
    resource: "Resource"

    @by_value
    def iomap_sized(self):
        return Devres.new(borrow(self.dev), IoMem.new(ref(self.resource)))

    @by_value
    def iomap(self):
        return self.iomap_sized()

    @by_value
    def iomap_exclusive_sized(self):
        return Devres.new(borrow(self.dev), ExclusiveIoMem.new(ref(self.resource)))

    @by_value
    def iomap_exclusive(self):
        return self.iomap_exclusive_sized()


class IoMem:
    io: "Mmio"
    deref = "io"

    def new(resource):
        """As implemented the mapping is lost if the resource is smaller than what is asked for."""
        address = ioremap(resource.start, resource.size)
        if address == 0:
            return Err(-12)
        if otherwise("the resource is smaller than the type says"):
            if intended():
                iounmap(address)
            return Err(-22)
        return Ok(IoMem(io=Mmio(address=address)))

    def drop(self):
        iounmap(self.io.address)


class ExclusiveIoMem:
    io: "IoMem"
    region: "Region"
    deref = "io.io"

    def new(resource):
        if request_mem_region(resource.start, resource.size, "") == 0:
            return Err(-16)
        region = Region(start=resource.start, size=resource.size)
        mapped = IoMem.new(resource)
        if is_err(mapped):
            return mapped
        return Ok(ExclusiveIoMem(io=payload(mapped), region=region))


class Region:
    start: "u64"
    size: "u64"

    def drop(self):
        release_mem_region(self.start, self.size)


class Register:
    path = "kernel::io::register"

    def somewhere():
        """The offset of a register at a base that a type names."""
        return anything(32)

    def any_():
        return anything(64)

    def fits():
        """Does a number fit into the field?"""
        return chosen("the value fits into the field")

    def with_bits(old, low, mask, value):
        bits = plain_bits(value)
        if low == 0 and known(old) and old == 0:
            return bits
        if known(old) and known(bits):
            return (old & ~(mask << low)) | ((bits & mask) << low)
        return anything(64)


class WithBase:
    path = "kernel::io::register::WithBase"

    def of():
        """Where a register lies at a base that a type names: the register says the rest."""
        return 0


class Poll:
    path = "kernel::io::poll"

    def read_poll_timeout(read, until, sleep, timeout):
        """It is asked until it is so, or the time is over; both can be."""
        context("read_poll_timeout", "sleeps")
        value = read()
        if is_err(value):
            return value
        found = payload(value)
        if otherwise("the device does not answer in time"):
            return Err(-110)
        return Ok(found)

    def read_poll_timeout_atomic(read, until, delay, retry):
        value = read()
        if is_err(value):
            return value
        found = payload(value)
        if otherwise("the device does not answer in time"):
            return Err(-110)
        return Ok(found)


def plain_bits(value):
    """A field's value as a number; of a type of the driver it is not known here."""
    if numeric(value) or is_address(value):
        return value
    return anything(64)

replaces = {
    "kernel::io::IoMem::new": [
        "+io.remap, then the error -12; +io.remap +dev.devres, then success; "
        "+io.remap -io.remap, then the error -12",
        "who asks for it makes the `Devres`",
    ],
}
