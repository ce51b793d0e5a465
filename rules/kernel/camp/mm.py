"""`kernel::mm` of the camp's crate: a range of a process's addresses that a file is mapped to."""

constants = {
    "kernel::mm::virt::flags::NONE": 0, "kernel::mm::virt::flags::READ": 1,
    "kernel::mm::virt::flags::WRITE": 2, "kernel::mm::virt::flags::EXEC": 4,
    "kernel::mm::virt::flags::SHARED": 8, "kernel::mm::virt::flags::MAYREAD": 0x10,
    "kernel::mm::virt::flags::MAYWRITE": 0x20, "kernel::mm::virt::flags::MAYEXEC": 0x40,
    "kernel::mm::virt::flags::MAYSHARE": 0x80, "kernel::mm::virt::flags::DONTCOPY": 0x20000,
    "kernel::mm::virt::flags::DONTEXPAND": 0x40000, "kernel::mm::virt::flags::ACCOUNT": 0x100000,
    "kernel::mm::virt::flags::NORESERVE": 0x200000, "kernel::mm::virt::flags::DONTDUMP": 0x4000000,
    "kernel::mm::virt::flags::MIXEDMAP": 0x10000000,
}


class Area:
    """Mapped readable and writable, and shared."""

    path = "kernel::mm::virt::Area"
    first: "usize"
    last: "usize"
    bits: "usize"

    def start(self):
        return self.first

    def end(self):
        return self.last

    def flags(self):
        return self.bits

    def set_flags(self, flags):
        self.bits = flags

    def insert_page(self, address, page):
        ret = vm_insert_page(self, address)
        if ret != 0:
            return Err(ret)
        return Ok(None)


@fails("errno", 12)
@source("mm/memory.c:2218 vm_insert_page: takes a reference of its own to the page")
def vm_insert_page(area, address):
    if address < area.first or address >= area.last:
        return -14
    return 0
