"""`kernel::num` of Linux 7.1: an integer that is known to fit into some bits is that integer here."""


class Bounded:
    def from_(value):
        return value

    def from_expr(value):
        return value

    def try_new(value):
        if otherwise("the value does not fit"):
            return NONE
        return Some(value)

    def new():
        """The value is an argument of the type: it is not followed."""
        return anything(64)
