"""`kernel::module_param` of the camp's crate: what user space gave at loading; and `THIS_MODULE`."""


class Parameter:
    path = "kernel::module_param::Parameter"

    number: "int"

    def any_():
        return Parameter(number=0)

    def read(self, lock):
        return borrow(allocate(anything(32)))


class Constant:
    """One that nobody may change: it is read without a lock."""

    path = "kernel::module_param::Constant"
    number: "int"

    def any_():
        return Constant(number=0)

    def read(self):
        return borrow(allocate(anything(32)))


class ThisModule:
    """The static that `module!` makes."""

    path = "kernel::THIS_MODULE"

    def kernel_param_lock(self):
        return ParamGuard(number=0)

    def as_ptr(self):
        return 0


class ParamGuard:
    path = "kernel::KParamGuard"
    number: "int"


prelude = {"THIS_MODULE": "kernel::THIS_MODULE"}


class Module:
    """The module that `init` is given is a number here."""

    path = "core::word"

    def kernel_param_lock(self):
        return ParamGuard(number=0)
