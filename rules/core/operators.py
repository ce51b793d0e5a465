"""The operators of numbers as methods: of a value whose type was not seen where an operator is written."""


class word(Generic[T]):
    path = "core::word"

    @by_value
    def add(self, other):
        return self + other

    @by_value
    def sub(self, other):
        return self - other

    @by_value
    def mul(self, other):
        return self * other

    @by_value
    def div(self, other):
        return self // other

    @by_value
    def rem(self, other):
        return self % other

    @by_value
    def bitand(self, other):
        return self & other

    @by_value
    def bitor(self, other):
        return self | other

    @by_value
    def bitxor(self, other):
        return self ^ other

    @by_value
    def shl(self, other):
        return self << other

    @by_value
    def shr(self, other):
        return self >> other

    def add_assign(self, other):
        old = replace(self, read_through(self) + other)

    def sub_assign(self, other):
        old = replace(self, read_through(self) - other)

    def mul_assign(self, other):
        old = replace(self, read_through(self) * other)

    def div_assign(self, other):
        old = replace(self, read_through(self) // other)

    def rem_assign(self, other):
        old = replace(self, read_through(self) % other)

    def bitand_assign(self, other):
        old = replace(self, read_through(self) & other)

    def bitor_assign(self, other):
        old = replace(self, read_through(self) | other)

    def bitxor_assign(self, other):
        old = replace(self, read_through(self) ^ other)

    def shl_assign(self, other):
        old = replace(self, read_through(self) << other)

    def shr_assign(self, other):
        old = replace(self, read_through(self) >> other)

    def uninit():
        return 0

    def as_mut_ptr(self):
        return as_raw(self)

    @by_value
    def assume_init(self):
        return self
