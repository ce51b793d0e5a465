"""`kernel::pci` of the camp's crate: thin wrappers over pci_dev, the BARs and their mappings."""


class pci_dev:
    """`struct pci_dev`, as far as a driver's life needs it."""

    irq: "u32"
    enable_count: "int"
    regions: "int"
    drvdata: "pointer"
    identity = ["dev"]


class Adapter(Generic[T]):
    def register():
        return __pci_register_driver(Self)

    def unregister():
        pci_unregister_driver(Self)

    def probe_callback(pdev):
        dev = Device(ptr=pdev)
        data = invoke(T, "probe", ref(dev), NONE)
        if is_err(data):
            return error_number(payload(data))
        pdev.drvdata = as_raw(payload(data))
        return 0

    def remove_callback(pdev):
        data = own(pdev.drvdata)
        pdev.drvdata = 0
        dev = Device(ptr=pdev)
        invoke(T, "remove", ref(dev), ref(data))
        data.device_remove()


class DeviceId:
    vendor: "u32"
    device: "u32"

    def new(vendor, device):
        return DeviceId(vendor=vendor, device=device)


class Resource:
    start: "u64"
    end: "u64"
    flags: "u64"

    def len(self):
        if self.end == 0:
            return 0
        return self.end - self.start + 1

    def check_flags(self, bits):
        if self.flags & bits:
            return True
        return False


class ResourceIter:
    index: "int"
    traits = ["core::Iterator"]

    def next(self):
        if self.index >= 17:
            return NONE
        index = self.index
        self.index = index + 1
        size = bar_length(index)
        if size == 0:
            return Some(Resource(start=0, end=0, flags=0))
        start = bar_start(index)
        return Some(Resource(start=start, end=start + size - 1, flags=bar_flags(index)))


class Device:
    ptr: "*mut pci_dev"

    def set_master(self):
        pci_set_master(self.ptr)

    def irq(self):
        return self.ptr.irq

    def enable_device(self):
        return to_result(pci_enable_device(self.ptr))

    def disable_device(self):
        pci_disable_device(self.ptr)

    def iter_resource(self):
        return ResourceIter(index=0)

    def select_bars(self, flags):
        return pci_select_bars(self.ptr, flags)

    def request_selected_regions(self, bars, name):
        return to_result(pci_request_selected_regions(self.ptr, bars, name))

    def release_selected_regions(self, bars):
        pci_release_selected_regions(self.ptr, bars)

    def map_resource(self, resource, length):
        addr = ioremap(resource.start, length)
        if addr == 0:
            return Err(-12)
        return Ok(MappedResource(ptr=addr, len=length))

    def raw_device(self):
        return self.ptr

    def as_ptr(self):
        return self.ptr


class MappedResource:
    ptr: "usize"
    len: "usize"

    def drop(self):
        iounmap(self.ptr)

    def readl(self, offset):
        if offset + 4 > self.len:
            return Err(-22)
        return Ok(readl(self.ptr + offset))

    def writel(self, value, offset):
        if offset + 4 > self.len:
            return Err(-22)
        writel(value, self.ptr + offset)
        return Ok(None)

    def readl_relaxed(self, offset):
        return self.readl(offset)

    def writel_relaxed(self, value, offset):
        return self.writel(value, offset)

    def readw(self, offset):
        if offset + 2 > self.len:
            return Err(-22)
        return Ok(readw(self.ptr + offset))

    def writew(self, value, offset):
        if offset + 2 > self.len:
            return Err(-22)
        writew(value, self.ptr + offset)
        return Ok(None)

    def readb(self, offset):
        if offset + 1 > self.len:
            return Err(-22)
        return Ok(readb(self.ptr + offset))

    def writeb(self, value, offset):
        if offset + 1 > self.len:
            return Err(-22)
        writeb(value, self.ptr + offset)
        return Ok(None)


class IoPort:
    ptr: "usize"
    len: "usize"

    def try_new(resource):
        return Ok(IoPort(ptr=resource.start, len=resource.len()))

    def outl(self, value, offset):
        if offset + 4 > self.len:
            return Err(-22)
        port_write(self.ptr, offset, value)
        return Ok(None)

    def inl(self, offset):
        if offset + 4 > self.len:
            return Err(-22)
        return Ok(port_read(self.ptr, offset))


def to_result(ret):
    if ret != 0:
        return Err(ret)
    return Ok(None)
