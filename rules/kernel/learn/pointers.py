"""Pointers and who owns what behind them: the models that derivation puts in the place of unsafe code.

Source: the documentation of `core::ptr`, `core::mem` and `core::num`; rust/kernel/types.rs for what is given
to C and taken back.
"""

handed_over = {"into_pointer": "from_pointer", "into_foreign": "from_foreign"}
aliases = {
    "kernel::sync::arc::Arc": "core::Arc", "kernel::sync::arc::UniqueArc": "core::Arc",
    "kernel::sync::aref::ARef": "core::ARef", "kernel::sync::arc::ArcBorrow": "core::Arc",
    "kernel::alloc::kbox::Box": "core::Box", "kernel::alloc::kvec::Vec": "core::Vec",
    "pin_init::zeroed": "core::mem::zeroed", "pin_init::pin_init::zeroed": "core::mem::zeroed",
    "core::ffi": "ffi", "kernel::ffi": "ffi", "kernel::static_assert": "kernel::build_assert",
}


class Box:
    """`held` and `alive` are questions to a run; here no caller makes a mistake."""

    path = "core::Box"

    def from_raw(pointer):
        release("rust.raw", pointer)
        return as_box(pointer)

    @by_value
    def into_foreign(self):
        return given(self)

    @by_value
    def into_pointer(self):
        return given(self)

    def from_foreign(pointer):
        return as_box(pointer)

    def from_pointer(pointer):
        return as_box(pointer)


class Arc:
    path = "core::Arc"

    def from_raw(pointer):
        release("rust.raw", pointer)
        return as_arc(pointer)

    @by_value
    def into_foreign(self):
        return given(self)

    @by_value
    def into_pointer(self):
        return given(self)

    def from_foreign(pointer):
        return as_arc(pointer)

    def from_pointer(pointer):
        return as_arc(pointer)


class NonNull:
    """The pointer itself."""

    path = "core::NonNull"

    def new(pointer):
        if is_null(pointer):
            return NONE
        return Some(pointer)

    def new_unchecked(pointer):
        return pointer

    def from_(pointer):
        return pointer

    def slice_from_raw_parts(pointer, count):
        return pointer

    @by_value
    def as_ptr(self):
        return self

    @by_value
    def cast(self):
        return self

    @by_value
    def as_ref_of_nonnull(self):
        return self

    @by_value
    def as_mut_of_nonnull(self):
        return self


class RawPtr:
    path = "core::RawPtr"

    @by_value
    def addr(self):
        return self

    @by_value
    def wrapping_offset(self, count):
        return advance(self, count)

    @by_value
    def wrapping_byte_add(self, count):
        return advance(self, count)

    @by_value
    def write(self, value):
        fill(self, value)


class NonZeroI32:
    """The number itself."""

    path = "core::NonZeroI32"

    def new_unchecked(value):
        return value

    @by_value
    def get(self):
        return self


class Ptr:
    path = "core::ptr"

    def addr_of_macro(place):
        return place

    def addr_of_mut_macro(place):
        return place

    def from_ref(place):
        return place

    def from_mut(place):
        return place

    def read(place):
        return moved(place)

    def drop_in_place(place):
        gone = moved(place)

    def write(place, value):
        fill(place, value)

    def slice_from_raw_parts_mut(pointer, count):
        return pointer

    def slice_from_raw_parts(pointer, count):
        return pointer


class Uninit:
    path = "core::MaybeUninit"

    def uninit():
        return zero(0)

    def zeroed():
        return zero(0)


class Any:
    """What every value has, and what wrappers without a state of their own pass on."""

    path = "core::Any"

    def cast(self):
        return self

    def cast_mut(self):
        return self

    def cast_const(self):
        return self

    def write(self, value):
        fill(self, value)

    def as_char_ptr(self):
        return self

    @by_value
    def static_ref(self):
        return self

    def assume_init(self):
        return self

    def assume_init_ref(self):
        return self

    def assume_init_mut(self):
        return self

    def assume_init_drop(self):
        gone = moved(self)

    def raw_get(cell):
        return cell


class Cell:
    path = "core::UnsafeCell"

    def raw_get(cell):
        return cell


class Opaque:
    """What C has in Rust's memory; the place itself."""

    path = "kernel::types::Opaque"
    value: "T"

    def uninit():
        return zero(0)

    def zeroed():
        return zero(0)

    def new(value):
        return value

    def get(self):
        return raw_of(self)

    def raw_get(this):
        return this

    def cast_into(this):
        return this

    def cast_from(this):
        return this


class Macros:
    path = "kernel"

    def build_assert_macro(condition):
        return None


class Mem(Generic[T]):
    path = "core::mem"

    def needs_drop():
        return unknown("whether a type must be dropped")


def given(owner):
    """What owned is a raw pointer from here on."""
    pointer = as_raw(peek(owner))
    forget(owner)
    return pointer


class Slice:
    path = "[]"

    def first_mut(self):
        if length(self) == 0:
            return NONE
        return Some(element(self, 0))

    def last_mut(self):
        if length(self) == 0:
            return NONE
        return Some(element(self, length(self) - 1))
