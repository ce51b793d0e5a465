"""Who owns what behind a raw pointer: the models that derivation puts in the place of unsafe code."""

handed_over = {"into_pointer": "from_pointer", "into_foreign": "from_foreign"}
aliases = {
    "kernel::sync::arc::Arc": "core::Arc", "kernel::sync::arc::UniqueArc": "core::Arc",
    "kernel::sync::aref::ARef": "core::ARef", "kernel::sync::arc::ArcBorrow": "core::Arc",
    "kernel::alloc::kbox::Box": "core::Box", "kernel::alloc::kvec::Vec": "core::Vec",
}


class Box:
    """`held` and `alive` are questions to a run; here no caller makes a mistake."""

    path = "core::Box"

    def from_raw(pointer):
        release("rust.raw", pointer)
        return as_box(pointer)


class Arc:
    path = "core::Arc"

    def from_raw(pointer):
        release("rust.raw", pointer)
        return as_arc(pointer)
