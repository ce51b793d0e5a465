"""`Box`, `Arc`, `ARef`, `Pin` and raw pointers: who owns what.

`Box::into_raw` ends ownership until `Box::from_raw` takes the same pointer back; that debt is the
resource `rust.raw`.
"""


from bindings import Allocator
from core import PinInit, in_place
from core.pin_init import Then


class Box:
    def try_new(value):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(box(value))

    def new(value, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        return Ok(box(value))

    def pin(value):
        return Box.try_new(value)

    def pin_init(init, flags):
        return in_place.boxed(init, flags)

    def try_pin_init(init, flags):
        return in_place.boxed(init, flags)

    def init(init, flags):
        return in_place.boxed(init, flags)

    def try_init(init, flags):
        return in_place.boxed(init, flags)

    def into_pin(value):
        return value

    def into_raw(value):
        raw_pointer = as_raw(value)
        forget(value)
        acquire("rust.raw", raw_pointer, 0, "")
        return raw_pointer

    def try_new_uninit():
        return Box.try_new(0)

    def write(boxed, value):
        old = replace(borrow(peek(boxed)), value)
        return boxed

    def leak(value):
        forgotten(peek(value))
        raw_pointer = borrow(value)
        forget(value)
        return raw_pointer

    def from_raw(pointer):
        if held("rust.raw", pointer) == 0 and not alive(pointer):
            broken("reclaimed_twice", pointer, "the pointer is null or was taken back before")
            bug("a value is taken back that nobody owns")
        if of_arc(pointer):
            wrong_owner(pointer, "it came out of an `Arc` and is taken back as a `Box`")
        release("rust.raw", pointer)
        return as_box(pointer)

    def into_inner(value):
        return value

    @by_value
    def into_pointer(self):
        return self

    @by_value
    def into_foreign(self):
        return Box.into_raw(self)

    def from_foreign(pointer):
        return Box.from_raw(pointer)

    def try_from_foreign(pointer):
        if is_null(pointer):
            return NONE
        return Some(Box.from_raw(pointer))

    def borrow(pointer):
        return borrow(pointer)

    def borrow_mut(pointer):
        return borrow(pointer)


class Arc:
    def try_new(value):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(arc(value))

    def new(value, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        return Ok(arc(value))

    def pin_init(init, flags):
        return in_place.counted(init, flags)

    def try_pin_init(init, flags):
        return in_place.counted(init, flags)

    def init(init, flags):
        return in_place.counted(init, flags)

    def try_new_uninit():
        return Arc.try_new(0)

    def new_uninit(flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        return Ok(UninitArc())

    def from_(value):
        return convert(value)

    def clone(self):
        return arc_clone(self)

    def into_raw(value):
        raw_pointer = as_raw(value)
        forget(value)
        acquire("rust.raw", raw_pointer, 0, "")
        return raw_pointer

    def from_raw(pointer):
        if held("rust.raw", pointer) and not of_arc(pointer):
            wrong_owner(pointer, "it came out of a `Box` and is taken back as an `Arc`")
        release("rust.raw", pointer)
        return as_arc(pointer)

    @by_value
    def into_foreign(self):
        return Arc.into_raw(self)

    def from_foreign(pointer):
        return Arc.from_raw(pointer)

    def try_from_foreign(pointer):
        if is_null(pointer):
            return NONE
        return Some(Arc.from_raw(pointer))

    def borrow(pointer):
        return borrow(pointer)

    def ptr_eq(left, right):
        return as_raw(read_through(left)) == as_raw(read_through(right))

    @by_value
    def into(self):
        return self

    def as_ref(self):
        return borrow(read_through(self))

    def as_arc_borrow(self):
        return borrow(read_through(self))


class UninitArc:
    """Memory of an `Arc` in which nothing is made yet."""

    @by_value
    def pin_init_with(self, init):
        result = PinInit.run(init)
        if is_err(result):
            return Err(payload(result))
        return Ok(arc(payload(result)))

    @by_value
    def init_with(self, init):
        return self.pin_init_with(init)

    @by_value
    def write(self, value):
        return arc(value)


class Pin:
    def new(value):
        return value

    def new_unchecked(value):
        return value

    def into_inner(value):
        return value

    def into_inner_unchecked(value):
        return value

    def get_mut(self):
        return self

    def from_(value):
        return value

    def as_mut(self):
        return self


class ARef:
    def clone(self):
        return convert(borrow(read_through(self)))

    def from_(value):
        return convert(value)

    def from_raw(pointer):
        return as_counted(raw_of(pointer))


class NonNull:
    """A pointer that is not null."""

    def new(pointer):
        if is_null(pointer):
            return NONE
        return Some(pointer)

    def new_unchecked(pointer):
        return pointer

    def from_(reference):
        return as_raw(reference)


class RawPtr:
    @by_value
    def is_null(self):
        return is_null(self)

    @by_value
    def cast(self):
        return self

    @by_value
    def cast_mut(self):
        return self

    @by_value
    def cast_const(self):
        return self

    @by_value
    def as_ptr(self):
        return self

    @by_value
    def as_ref(self):
        if is_null(self):
            return NONE
        return Some(borrow(self))

    @by_value
    def as_mut(self):
        if is_null(self):
            return NONE
        return Some(borrow(self))

    @by_value
    def as_ref_of_nonnull(self):
        return borrow(self)

    @by_value
    def as_mut_of_nonnull(self):
        return borrow(self)

    @by_value
    def read(self):
        return read_through(borrow(self))

    @by_value
    def read_volatile(self):
        return read_through(borrow(self))

    @by_value
    def write_volatile(self, value):
        self.write(value)

    @by_value
    def replace(self, value):
        return replace(borrow(self), value)

    @by_value
    def sub(self, count):
        return advance(self, -count)

    @by_value
    def write(self, value):
        """What was there is not dropped. A pointer to elements leads to the first one."""
        place = self
        if not names(type_of(ref(value)), "[]"):
            place = advance(self, 0)
        old = replace(borrow(place), value)
        forget(old)

    @by_value
    def add(self, count):
        return advance(self, count)

    @by_value
    def wrapping_add(self, count):
        return advance(self, count)

    @by_value
    def offset(self, count):
        return advance(self, count)


class Any:
    """What every type has, or the framework gives it."""

    def made_ready(self):
        return None

    def device_remove(self):
        return None

    @by_value
    def pin_chain(self, body):
        """What a function of the crate made is a computation as well."""
        return Then(first=self, body=body)

    @by_value
    def into(self):
        return convert(self)

    def clone(self):
        return copy(self)

    def as_ref(self):
        return self

    def as_mut(self):
        return self

    def deref(self):
        return self

    def as_ptr(self):
        return as_raw(read_through(self))

    def as_mut_ptr(self):
        return as_raw(read_through(self))

    def get(self):
        """The address of a cell of C; what a bounded or a non-zero number is."""
        if numeric(read_through(self)):
            return read_through(self)
        return raw_of(self)

    def get_unchecked_mut(self):
        return self

    @by_value
    def assume_init(self):
        return self

    def map_unchecked_mut(self, f):
        return f(self)


def wrong_owner(pointer, detail):
    broken_resource("wrong_releaser", "rust.raw", pointer, detail)
    bug("memory is taken for what it is not")
