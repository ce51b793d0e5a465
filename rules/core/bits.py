"""More methods of integers: their bits, powers and signs, as the documentation of `core` says."""


class Bitwise(Generic[T]):
    path = "core::word"

    @by_value
    def count_ones(self):
        return integer_method("count_ones", T, self)

    @by_value
    def count_zeros(self):
        return integer_method("bits", T, self) - integer_method("count_ones", T, self)

    @by_value
    def leading_zeros(self):
        return integer_method("leading_zeros", T, self)

    @by_value
    def trailing_zeros(self):
        return integer_method("trailing_zeros", T, self)

    @by_value
    def leading_ones(self):
        return integer_method("leading_zeros", T, -1 - self)

    @by_value
    def trailing_ones(self):
        return integer_method("trailing_zeros", T, -1 - self)

    @by_value
    def rotate_left(self, by):
        return integer_method("rotate_left", T, self, by)

    @by_value
    def rotate_right(self, by):
        bits = integer_method("bits", T, self)
        return integer_method("rotate_left", T, self, bits - by % bits)

    @by_value
    def swap_bytes(self):
        return integer_method("swap_bytes", T, self)

    @by_value
    def to_be(self):
        return integer_method("swap_bytes", T, self)

    def from_be(value):
        return integer_method("swap_bytes", T, value)

    def from_le(value):
        return value

    @by_value
    def reverse_bits(self):
        return integer_method("reverse_bits", T, self)

    @by_value
    def pow(self, exponent):
        return integer_method("wrapping_pow", T, self, exponent)

    @by_value
    def wrapping_pow(self, exponent):
        return integer_method("wrapping_pow", T, self, exponent)

    @by_value
    def saturating_pow(self, exponent):
        return saturated(T, integer_method("pow", T, self, exponent))

    @by_value
    def checked_pow(self, exponent):
        found = integer_method("pow", T, self, exponent)
        if fits(T, found):
            return Some(found)
        return NONE

    @by_value
    def isqrt(self):
        return integer_method("isqrt", T, self)

    @by_value
    def ilog2(self):
        return integer_method("ilog2", T, self)

    @by_value
    def next_power_of_two(self):
        return integer_method("next_power_of_two", T, self)

    @by_value
    def abs(self):
        if self < 0:
            return wrapped(T, 0 - self)
        return self

    @by_value
    def wrapping_abs(self):
        return self.abs()

    @by_value
    def unsigned_abs(self):
        if self < 0:
            return 0 - self
        return self

    @by_value
    def signum(self):
        if self < 0:
            return 0 - 1
        if self > 0:
            return 1
        return 0

    @by_value
    def is_negative(self):
        return self < 0

    @by_value
    def is_positive(self):
        return self > 0

    @by_value
    def rem_euclid(self, other):
        found = self % other
        if found < 0:
            return found + other.abs()
        return found

    @by_value
    def div_euclid(self, other):
        return (self - self.rem_euclid(other)) // other

    @by_value
    def checked_neg(self):
        if fits(T, 0 - self):
            return Some(0 - self)
        return NONE

    @by_value
    def checked_abs(self):
        if fits(T, maximum(self, 0 - self)):
            return Some(maximum(self, 0 - self))
        return NONE

    @by_value
    def checked_shl(self, by):
        if by < integer_method("bits", T, self):
            return Some(wrapped(T, self << by))
        return NONE

    @by_value
    def checked_shr(self, by):
        if by < integer_method("bits", T, self):
            return Some(self >> by)
        return NONE

    @by_value
    def wrapping_shl(self, by):
        return wrapped(T, self << (by % integer_method("bits", T, self)))

    @by_value
    def wrapping_shr(self, by):
        return self >> (by % integer_method("bits", T, self))

    @by_value
    def wrapping_div(self, other):
        return wrapped(T, self // other)

    @by_value
    def wrapping_rem(self, other):
        return self % other

    @by_value
    def overflowing_add(self, other):
        return (wrapped(T, self + other), not fits(T, self + other))

    @by_value
    def overflowing_sub(self, other):
        return (wrapped(T, self - other), not fits(T, self - other))

    @by_value
    def overflowing_mul(self, other):
        return (wrapped(T, self * other), not fits(T, self * other))

    @by_value
    def saturating_neg(self):
        return saturated(T, 0 - self)

    @by_value
    def saturating_abs(self):
        return saturated(T, maximum(self, 0 - self))

    @by_value
    def is_ascii_digit(self):
        return self >= 48 and self <= 57

    @by_value
    def is_ascii_alphabetic(self):
        return (self >= 65 and self <= 90) or (self >= 97 and self <= 122)

    @by_value
    def is_ascii_whitespace(self):
        return self == 32 or self == 9 or self == 10 or self == 12 or self == 13

    @by_value
    def to_ascii_uppercase(self):
        if self >= 97 and self <= 122:
            return self - 32
        return self

    @by_value
    def to_ascii_lowercase(self):
        if self >= 65 and self <= 90:
            return self + 32
        return self

    @by_value
    def overflowing_neg(self):
        return (wrapped(T, 0 - self), not fits(T, 0 - self))

    @by_value
    def ilog10(self):
        if not known(self):
            return anything(7)
        found = 0
        while self >= 10:
            self = self // 10
            found = found + 1
        return found
