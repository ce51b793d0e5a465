"""What `module!` makes in Linux 6.12: it has no parameters yet."""


class ModuleMetadata:
    path = "kernel::ModuleMetadata"

    def NAME():
        return module_name()
