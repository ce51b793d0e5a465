"""A loop counter that knows whether it was only used linearly.

`Counter` is an int whose sums and products with ints stay `Counter`s. Order comparisons are recorded:
two rounds in which they all come out alike have the same outcomes between them, because the counter is
linear. Whatever else looks at the value marks the shared `Watch`, for then one round of the loop does
not stand for its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Watch:
    """What one summarised round did with its counter."""

    __slots__ = ("cells", "linear", "outcomes")

    def __init__(self) -> None:
        self.linear = True
        self.cells: set[Any] = set()
        self.outcomes: list[bool] = []


def _linear(name: str) -> Callable[[Counter, Any], Any]:
    """An operation that stays linear if the other operand is a plain int."""
    plain: Callable[[int, int], int] = getattr(int, name)

    def operation(self: Counter, other: Any) -> Any:
        if isinstance(other, Counter) and name in ("__mul__", "__rmul__"):
            self.watch.linear = False
        return Counter(plain(int(self), int(other)), self.watch)

    return operation


def _compared(name: str) -> Callable[[Counter, Any], Any]:
    """An order comparison: its outcome is recorded."""
    plain: Callable[[int, int], bool] = getattr(int, name)

    def operation(self: Counter, other: Any) -> Any:
        outcome = plain(int(self), int(other))
        self.watch.outcomes.append(outcome)
        return outcome

    return operation


def _watched(name: str) -> Callable[..., Any]:
    """Any other use: the round does not stand for its neighbours."""
    plain: Callable[..., Any] = getattr(int, name)

    def operation(self: Counter, *others: Any) -> Any:
        self.watch.linear = False
        return plain(int(self), *others)

    return operation


class Counter(int):
    """An int that came from a loop counter by `+`, `-` and `*`."""

    watch: Watch

    def __new__(cls, value: int, watch: Watch) -> Counter:
        new = super().__new__(cls, value)
        new.watch = watch
        return new

    __add__ = _linear("__add__")
    __radd__ = _linear("__radd__")
    __sub__ = _linear("__sub__")
    __rsub__ = _linear("__rsub__")
    __mul__ = _linear("__mul__")
    __rmul__ = _linear("__rmul__")
    __lt__ = _compared("__lt__")
    __le__ = _compared("__le__")
    __gt__ = _compared("__gt__")
    __ge__ = _compared("__ge__")
    __eq__ = _watched("__eq__")
    __ne__ = _watched("__ne__")
    __hash__ = _watched("__hash__")
    __bool__ = _watched("__bool__")
    __index__ = _watched("__index__")
    __neg__ = _watched("__neg__")
    __invert__ = _watched("__invert__")
    __abs__ = _watched("__abs__")
    __and__ = _watched("__and__")
    __rand__ = _watched("__rand__")
    __or__ = _watched("__or__")
    __ror__ = _watched("__ror__")
    __xor__ = _watched("__xor__")
    __rxor__ = _watched("__rxor__")
    __lshift__ = _watched("__lshift__")
    __rlshift__ = _watched("__rlshift__")
    __rshift__ = _watched("__rshift__")
    __rrshift__ = _watched("__rrshift__")
    __mod__ = _watched("__mod__")
    __rmod__ = _watched("__rmod__")
    __floordiv__ = _watched("__floordiv__")
    __rfloordiv__ = _watched("__rfloordiv__")
    __divmod__ = _watched("__divmod__")
    __pow__ = _watched("__pow__")
