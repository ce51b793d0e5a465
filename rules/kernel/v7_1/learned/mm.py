"""`kernel::mm`, derived from the source of the crate."""


class MmWithUserAsync:
    mm: "kernel::mm::MmWithUser"

    # learned e279a66f16ab
    def inc_ref(self):
        mmget(self.mm.mm.mm)

    # learned 6115305922c1
    def dec_ref(obj):
        mmput_async(obj)


class Mm:
    mm: "kernel::types::Opaque<bindings::mm_struct>"

    # learned da93fc84c541
    def inc_ref(self):
        mmgrab(self.mm)

    # learned b505cf13fd9e
    def dec_ref(obj):
        mmdrop(obj)

    # learned 2c0bad30a3ed
    def mmget_not_zero(self):
        r1 = mmget_not_zero(self.mm)
        if r1 == 0:
            return NONE
        return Some(as_counted(self.mm))


class MmWithUser:
    mm: "kernel::mm::Mm"

    # learned cee506a4cb22
    def inc_ref(self):
        mmget(self.mm.mm)

    # learned e85bf71d8f1b
    def dec_ref(obj):
        mmput(obj)

    # learned bbbba9f5aa00
    def mmap_read_lock(self):
        mmap_read_lock(self.mm.mm)
        return MmapReadGuard(mm=self)

    # learned b743080679f2
    def mmap_read_trylock(self):
        r1 = mmap_read_trylock(self.mm.mm)
        if r1 == 0:
            return NONE
        return Some(MmapReadGuard(mm=self))


class MmapReadGuard:
    mm: "&kernel::mm::MmWithUser"

    # learned 547a1ab2a37c
    def drop(self):
        mmap_read_unlock(self.mm.mm.mm)


class VmaReadGuard:
    vma: "&kernel::mm::virt::VmaRef"

    # learned 2d2b47ce5aa3
    def drop(self):
        vma_end_read(self.vma.vma)
