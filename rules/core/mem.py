"""`core::mem` and `core::ptr`: drop, forget, swap, replace, take, copy. What bytes say is not kept."""


class Mem(Generic[T]):
    path = "core::mem"

    def size_of():
        return size_of(T)

    def size_of_val(value):
        return size_of_value(value)

    def align_of():
        return align_of(T)

    def zeroed() -> T:
        return zero(T)

    def drop(value):
        dropped(peek(value))

    def forget(value):
        forgotten(peek(value))
        forget(value)

    def replace(place, value):
        return replace(place, value)

    def take(place):
        if has_method(type_of(place), "default"):
            return replace(place, invoke(type_of(place), "default"))
        return replace(place, default_like(place))

    def swap(left, right):
        exchange(left, right)


class Layout:
    path = "core::mem::layout"

    def offset_of_a_field():
        """The compiler lays out what is not `repr(C)` as it likes."""
        return anything(32)


class MaybeUninit(Generic[T]):
    def zeroed() -> T:
        return zero(T)


class Default(Generic[T]):
    path = "core::Default"

    def default() -> T:
        if has_method(T, "default"):
            return invoke(T, "default")
        return default_of(T)


class Derived(Generic[T]):
    """What `derive` makes of a type, called by its name."""

    path = "core::Derived"

    def default() -> T:
        return default_of(T)

    def uninit() -> T:
        """`MaybeUninit::<T>::uninit`, which is transparent: what is not written yet counts as zeros."""
        return zero(T)


class PhantomPinned:
    """A mark without a value."""


class PhantomData:
    """The same, of a type."""


class Static:
    """A static whose macro has it initialised before anything runs."""

    path = "core::Static"

    def ready(value):
        value.made_ready()
        return value


class ManuallyDrop:
    path = "core::ManuallyDrop"
    value: "T"
    deref = "value"

    def new(value):
        forgotten(peek(value))
        return never_dropped(value)

    def into_inner(wrapper):
        inner = take(wrapper.value)
        remembered(peek(inner))
        return inner

    def drop_(wrapper):
        inner = take(wrapper.value)
        remembered(peek(inner))


class Ptr:
    path = "core::ptr"

    def null_mut():
        return 0

    def null():
        return 0

    def read(place):
        return read_through(place)

    def read_volatile(place):
        return read_through(place)

    def read_unaligned(place):
        return read_through(place)

    def write(place, value):
        """What was there is not dropped."""
        old = replace(place, value)
        forget(old)

    def write_volatile(place, value):
        old = replace(place, value)
        forget(old)

    def swap(left, right):
        exchange(left, right)

    def replace(place, value):
        return replace(place, value)

    def from_mut(place):
        return as_raw(place)

    def from_ref(place):
        return as_raw(place)

    def copy_nonoverlapping(source, target, count):
        if freed(source) or freed(target):
            broken("used_after_release", target, "bytes are copied from or to freed memory")
        copy_elements(target, source, count)

    def copy(source, target, count):
        if freed(source) or freed(target):
            broken("used_after_release", target, "bytes are copied from or to freed memory")
        copy_elements(target, source, count)
