"""Errors of the crate as numbers. Source: include/linux/err.h, the `From` impls of rust/kernel/error.rs."""

constants = {
    "bindings::MAX_ERRNO": 4095, "kernel::alloc::AllocError": -12, "core::AllocError": -12,
    "core::LayoutError": -12, "core::TryFromIntError": -22, "core::Utf8Error": -22, "core::Error": -22,
}


class Pointers:
    """Errors in a pointer's place. Source: include/linux/err.h."""

    path = "bindings"

    def IS_ERR(ptr):
        return is_error(ptr)

    def PTR_ERR(ptr):
        return ptr

    def ERR_PTR(error):
        return error
