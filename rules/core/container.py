"""`container_of!` of the kernel crate: from a field to the whole. Source: rust/kernel/lib.rs."""

macro_rules = {
    "container_of": "($ptr:expr, $type:ty, $($field:tt)*) => { kernel::container($ptr) };",
}


class Container:
    path = "kernel"

    def container(pointer):
        return whole_of(pointer)
