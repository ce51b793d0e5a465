"""The methods of integers, as the documentation of `core` says; bounded ones of the kernel are among them."""

from core import Bytes


class word(Generic[T]):
    def from_(value):
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
    def to_ne_bytes(self):
        return Bytes(length=size_of(T))

    @by_value
    def to_le_bytes(self):
        return Bytes(length=size_of(T))

    @by_value
    def to_be_bytes(self):
        return Bytes(length=size_of(T))

    @by_value
    def to_kernel_errno(self):
        return self
