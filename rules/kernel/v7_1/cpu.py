"""`kernel::cpu` of Linux 7.1: which CPU, and its device."""

from kernel.device import Device


class CpuId:
    number: "u32"

    def from_i32_unchecked(number):
        return CpuId(number=number)

    def from_u32_unchecked(number):
        return CpuId(number=number)

    def from_i32(number):
        return CpuId.from_u32(number)

    def from_u32(number):
        if otherwise("there is no such CPU"):
            return NONE
        return Some(CpuId(number=number))

    def as_u32(self):
        return self.number

    def current():
        return CpuId(number=anything(31))


def nr_cpu_ids():
    return anything(31)


@source("drivers/base/cpu.c get_cpu_device: without a reference")
def from_cpu(cpu):
    if otherwise("the CPU has no device"):
        return Err(-19)
    return Ok(borrow(allocate(Device(references=1, drvdata=0, devres=[], parent=0))))
