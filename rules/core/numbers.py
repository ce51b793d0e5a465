"""The methods of integers, as the documentation of `core` says; bounded ones of the kernel are among them."""

from core import Bytes


class Into:
    """The trait by its name, of numbers."""

    path = "core::Into"

    def into(value):
        return value


class word(Generic[T]):
    def from_(value):
        """Of a number; of what holds one, the number."""
        if has_method(type_of(ref(value)), "into_raw"):
            return wrapped(T, value.into_raw())
        return wrapped(T, value)

    def try_from(value):
        if fits(T, value):
            return Ok(value)
        return Err(-22)

    @by_value
    def is_null(self):
        return is_null(self)

    @by_value
    def cast(self):
        return self

    @by_value
    def into(self):
        return self

    @by_value
    def try_into(self):
        """To a type that is not written near by; what is less than 128 has every integer type."""
        if known(self) and self >= 0 and self < 128:
            return Ok(self)
        if otherwise("the number does not fit"):
            return Err(-22)
        return Ok(self)

    @by_value
    def then(self, f):
        if self:
            return Some(f())
        return NONE

    @by_value
    def then_some(self, value):
        if self:
            return Some(value)
        return NONE

    @by_value
    def wrapping_add(self, other):
        return wrapped(T, self + other)

    @by_value
    def wrapping_sub(self, other):
        return wrapped(T, self - other)

    @by_value
    def wrapping_mul(self, other):
        return wrapped(T, self * other)

    @by_value
    def wrapping_neg(self):
        return wrapped(T, 0 - self)

    @by_value
    def saturating_add(self, other):
        return saturated(T, self + other)

    @by_value
    def saturating_mul(self, other):
        return saturated(T, self * other)

    @by_value
    def saturating_sub(self, other):
        return saturated(T, self - other)

    @by_value
    def checked_add(self, other):
        if fits(T, self + other):
            return Some(self + other)
        return NONE

    @by_value
    def checked_sub(self, other):
        if fits(T, self - other):
            return Some(self - other)
        return NONE

    @by_value
    def checked_mul(self, other):
        if fits(T, self * other):
            return Some(self * other)
        return NONE

    @by_value
    def checked_div(self, other):
        if other == 0 or not fits(T, self // other):
            return NONE
        return Some(self // other)

    @by_value
    def checked_rem(self, other):
        if other == 0:
            return NONE
        return Some(self % other)

    @by_value
    def div_ceil(self, other):
        return (self + other - 1) // other

    @by_value
    def next_multiple_of(self, other):
        return (self + other - 1) // other * other

    @by_value
    def is_multiple_of(self, other):
        return self % other == 0

    @by_value
    def is_power_of_two(self):
        return self != 0 and self & (self - 1) == 0

    @by_value
    def abs_diff(self, other):
        return maximum(self, other) - minimum(self, other)

    @by_value
    def clamp(self, low, high):
        return minimum(maximum(self, low), high)

    @by_value
    def min(self, other):
        return minimum(self, other)

    @by_value
    def max(self, other):
        return maximum(self, other)

    @by_value
    def clone(self):
        return read_through(self)

    @by_value
    def shr(self):
        """Of a bounded integer, by an argument of the type, which is not followed."""
        return anything(64)

    @by_value
    def to_le(self):
        return self

    @by_value
    def to_le_bytes(self):
        if not known(size_of(T)):
            return Bytes(length=size_of(T))
        made = []
        while length(ref(made)) < size_of(T):
            push(ref(made), integer_method("byte", T, self, length(ref(made))))
        return made

    @by_value
    def to_ne_bytes(self):
        return self.to_le_bytes()

    @by_value
    def to_be_bytes(self):
        made = self.to_le_bytes()
        if known(size_of(T)):
            ref(made).reverse()
        return made

    def from_le_bytes(bytes):
        if not known(length(ref(bytes))):
            return anything(64)
        found = 0
        index = length(ref(bytes))
        while index > 0:
            index = index - 1
            found = (found << 8) | read_through(element(ref(bytes), index))
        return wrapped(T, found)

    def from_ne_bytes(bytes):
        return word.from_le_bytes(bytes)

    def from_be_bytes(bytes):
        if not known(length(ref(bytes))):
            return anything(64)
        found = 0
        index = 0
        while index < length(ref(bytes)):
            found = (found << 8) | read_through(element(ref(bytes), index))
            index = index + 1
        return wrapped(T, found)

    @by_value
    def to_kernel_errno(self):
        return self

    @by_value
    def to_errno(self):
        return self

    @by_value
    def align_down(self, alignment):
        """By an `Alignment` of the kernel."""
        return anything(64)

    @by_value
    def align_up(self, alignment):
        if otherwise("the aligned number does not fit"):
            return NONE
        return Some(anything(64))
