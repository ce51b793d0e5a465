"""A loop counter that knows whether it was only used linearly.

`Counter` is an int whose sums and products with ints stay `Counter`s. Order comparisons are fine
(their outcome is monotone in the counter); whatever else looks at the value marks the shared `Watch`,
because then one round of the loop does not stand for its neighbours.
"""

from __future__ import annotations

from typing import Any


class Watch:
    """What one summarised round did with its counter."""

    __slots__ = ("cells", "linear")

    def __init__(self) -> None:
        self.linear = True
        self.cells: set[Any] = set()


class Counter(int):
    """An int that came from a loop counter by `+`, `-` and `*`."""

    watch: Watch

    def __new__(cls, value: int, watch: Watch) -> Counter:
        new = super().__new__(cls, value)
        new.watch = watch
        return new

    def __add__(self, other: int) -> Counter:
        return Counter(int(self) + int(other), self.watch)

    def __sub__(self, other: int) -> Counter:
        return Counter(int(self) - int(other), self.watch)

    def __mul__(self, other: int) -> int:
        return self._used(int(self) * int(other)) if isinstance(other, Counter) else self._times(int(other))

    __radd__ = __add__

    def __rsub__(self, other: int) -> Counter:
        return Counter(int(other) - int(self), self.watch)

    def __rmul__(self, other: int) -> Counter:
        return self._times(int(other))

    def _times(self, other: int) -> Counter:
        return Counter(int(self) * other, self.watch)

    def _used(self, result: Any) -> Any:
        self.watch.linear = False
        return result

    def __eq__(self, other: object) -> bool:
        return bool(self._used(int(self) == other))

    def __ne__(self, other: object) -> bool:
        return bool(self._used(int(self) != other))

    def __hash__(self) -> int:
        return int(self._used(hash(int(self))))

    def __and__(self, other: int) -> int:
        return int(self._used(int(self) & other))

    def __or__(self, other: int) -> int:
        return int(self._used(int(self) | other))

    def __xor__(self, other: int) -> int:
        return int(self._used(int(self) ^ other))

    def __rshift__(self, other: int) -> int:
        return int(self._used(int(self) >> other))

    def __lshift__(self, other: int) -> int:
        return int(self._used(int(self) << other))

    def __mod__(self, other: int) -> int:
        return int(self._used(int(self) % other))

    def __floordiv__(self, other: int) -> int:
        return int(self._used(int(self) // other))

    def __bool__(self) -> bool:
        return bool(self._used(int(self) != 0))

    def __index__(self) -> int:
        return int(self._used(int(self)))

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__
