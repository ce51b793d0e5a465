"""`core::cmp`: the smaller and the larger of two numbers, and orders."""


class Ordering:
    """Of memory, and of values (`core::cmp`): the paths of both are short here."""

    path = "core::Ordering"
    variants = ["Relaxed", "Acquire", "Release", "AcqRel", "SeqCst", "Less", "Equal", "Greater"]

    @by_value
    def is_lt(self):
        return self == Ordering.Less

    @by_value
    def is_gt(self):
        return self == Ordering.Greater

    @by_value
    def is_eq(self):
        return self == Ordering.Equal

    @by_value
    def is_ne(self):
        return self != Ordering.Equal

    @by_value
    def is_le(self):
        return self != Ordering.Greater

    @by_value
    def is_ge(self):
        return self != Ordering.Less

    @by_value
    def reverse(self):
        if self == Ordering.Less:
            return Ordering.Greater
        if self == Ordering.Greater:
            return Ordering.Less
        return self

    @by_value
    def then(self, other):
        if self == Ordering.Equal:
            return other
        return self

    @by_value
    def then_with(self, other):
        if self == Ordering.Equal:
            return other()
        return self


class Cmp:
    path = "core::cmp"

    def min(left, right):
        return minimum(left, right)

    def max(left, right):
        return maximum(left, right)

    def lt(found):
        return is_some(found) and payload(found) == Ordering.Less

    def le(found):
        return is_some(found) and payload(found) != Ordering.Greater

    def gt(found):
        return is_some(found) and payload(found) == Ordering.Greater

    def ge(found):
        return is_some(found) and payload(found) != Ordering.Less


class Any:
    """What `derive` makes of every type, and what numbers have."""

    path = "core::Any"

    def cmp(self, other):
        if self < other:
            return Ordering.Less
        if self > other:
            return Ordering.Greater
        return Ordering.Equal

    def partial_cmp(self, other):
        return Some(self.cmp(other))

    def eq(self, other):
        return self == other

    def ne(self, other):
        return self != other
