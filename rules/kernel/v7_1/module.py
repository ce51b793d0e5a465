"""What `module!` makes in Linux 7.1."""


class ModuleMetadata:
    path = "kernel::ModuleMetadata"

    def NAME():
        return module_name()


class Parameter:
    """A parameter of the module: whoever loads it says what it is."""

    path = "kernel::module_param::Parameter"
    number: "T"

    def any_():
        return Parameter(number=anything(64))

    def value(self):
        return ref(self.number)


class Constant:
    """The same."""

    path = "kernel::module_param::Constant"
    number: "T"

    def any_():
        return Constant(number=anything(64))

    def value(self):
        return ref(self.number)


class TypeId:
    path = "core::TypeId"
    number: "int"

    def of():
        return TypeId(number=0)
