"""`kernel::cpumask` of Linux 7.1: sets of CPUs. Which ones are in a set is not known here."""

from bindings import Allocator


class Cpumask:
    number: "int"

    def set(self, cpu):
        return None

    def clear(self, cpu):
        return None

    def setall(self):
        return None

    def copy(self, target):
        return None

    def test(self, cpu):
        return chosen("the CPU is in the mask")

    def empty(self):
        return chosen("the mask is empty")

    def full(self):
        return chosen("the mask is full")

    def weight(self):
        return anything(31)


class CpumaskVar:
    """With CONFIG_CPUMASK_OFFSTACK memory is allocated for it."""

    mask: "Cpumask"
    deref = "mask"

    def new_zero(flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        return Ok(CpumaskVar(mask=Cpumask(number=0)))

    def new(flags):
        return CpumaskVar.new_zero(flags)

    def try_clone(mask):
        return CpumaskVar.new_zero(0)
