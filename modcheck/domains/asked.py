"""Numbers that a process chooses, and what is computed from them: ints that know how they grow with each.

Where such a number is compared, the values at which the comparison turns are worth a try: those on both
sides. So each try tells of more of them, until no comparison turns anywhere new. An `Asked` is an int with
the slope in each chosen number; what is computed otherwise than by sums, products, quotients and shifts is a
plain int again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

TRIES = 96
"""Of one event."""
TURNS = 4
"""Of one place that compares, for each chosen number: in a loop one place compares with one value after the
other."""

Values = tuple[int, ...]


class Question(NamedTuple):
    """A number that a process chooses, from `low` to `high`."""

    name: str
    low: int
    high: int


class Questions:
    """What was tried of some questions, and what is to be tried."""

    def __init__(
        self, questions: tuple[Question, ...], ask: Callable[[Values], None], too_many: Callable[[], None]
    ) -> None:
        self.questions = questions
        self.ask = ask
        self.too_many = too_many
        self.tried: set[Values] = set()
        self.turns: dict[tuple[object, int], set[Fraction]] = {}
        self.place: object = None
        """Where numbers are compared now, if it is known."""

    def propose(self, values: Values) -> None:
        """Try these, if they may be chosen and are new."""
        allowed = all(q.low <= v <= q.high for q, v in zip(self.questions, values, strict=True))
        if not allowed or values in self.tried:
            return
        if len(self.tried) >= TRIES:
            self.too_many()
            return
        self.tried.add(values)
        self.ask(values)

    def turn(self, place: object, now: Values, index: int, at: Fraction, sides: Iterable[int]) -> None:
        """A comparison turns where the chosen number with that index comes to `at`: that and the values so
        far from it are of interest."""
        known = self.turns.setdefault((place, index), set())
        if at in known or len(known) >= TURNS:
            return
        known.add(at)
        for value in sorted(floor(at) + side for side in sides):
            self.propose((*now[:index], value, *now[index + 1 :]))


class Asking(NamedTuple):
    """One try."""

    questions: Questions
    now: Values

    def numbers(self) -> tuple[Asked, ...]:
        """What was chosen."""
        count = len(self.now)
        slopes = [tuple(Fraction(i == j) for j in range(count)) for i in range(count)]
        return tuple(
            Asked(value, Fraction(value), slope, self) for value, slope in zip(self.now, slopes, strict=True)
        )

    def compared(self, left: int, operator: str, right: int, place: object = None) -> None:
        """Two numbers are compared, of which at least one was computed from what was chosen."""
        slopes = difference(self, left, right)
        distance = exact(left) - exact(right)
        place = self.questions.place if place is None else place
        for index, slope in enumerate(slopes):
            if slope:
                at = self.now[index] - distance / slope
                self.questions.turn(place, self.now, index, at, _sides(operator, slope))
                if slope.denominator != 1:  # the quotient stays the same for as many values
                    self.questions.turn(place, self.now, index, at + 1 / abs(slope), _AROUND)


_AROUND = (-1, 0, 1)


def _sides(operator: str, slope: Fraction) -> tuple[int, ...]:
    """The values beside the one at which both numbers are equal that a comparison tells apart."""
    if abs(slope) != 1:
        return _AROUND
    if operator in ("==", "!="):
        return (0,)
    below = (operator in ("<", ">=")) == (slope > 0)
    return (-1, 0) if below else (0, 1)


def difference(asking: Asking, left: int, right: int) -> tuple[Fraction, ...]:
    """How the difference of two numbers grows with each chosen one."""
    flat = (Fraction(0),) * len(asking.now)
    one, other = (n.slopes if isinstance(n, Asked) else flat for n in (left, right))
    return tuple(a - b for a, b in zip(one, other, strict=True))


def exact(number: int) -> Fraction:
    """The number without what a quotient loses."""
    return number.exact if isinstance(number, Asked) else Fraction(number)


def _compared(name: str, operator: str) -> Callable[[Asked, Any], Any]:
    plain: Callable[[int, int], bool] = getattr(int, name)

    def operation(self: Asked, other: Any) -> Any:
        if isinstance(other, int):
            self.asking.compared(self, operator, other)
        return plain(self, other)

    return operation


class Asked(int):
    """An int that was computed from what was chosen."""

    exact: Fraction
    slopes: tuple[Fraction, ...]
    asking: Asking

    def __new__(cls, value: int, exact: Fraction, slopes: Iterable[Fraction], asking: Asking) -> Asked:
        new = super().__new__(cls, value)
        new.exact = exact
        new.slopes = tuple(slopes)
        new.asking = asking
        return new

    def moved(self, value: int) -> Asked:
        """The same, wrapped or rounded to `value`."""
        return Asked(value, self.exact + (value - int(self)), self.slopes, self.asking)

    def times(self, factor: Fraction) -> Asked:
        """So many times as much."""
        exact = self.exact * factor
        return Asked(floor(exact), exact, (slope * factor for slope in self.slopes), self.asking)

    def plus(self, other: int, sign: int = 1) -> Asked:
        """The sum with another number, or the difference."""
        slopes = [Fraction(0)] * len(self.slopes)
        if isinstance(other, Asked):
            slopes = [sign * slope for slope in other.slopes]
        total = int(self) + sign * int(other)
        sums = (a + b for a, b in zip(self.slopes, slopes, strict=True))
        return Asked(total, self.exact + sign * exact(other), sums, self.asking)

    def __add__(self, other: int) -> Asked:
        return self.plus(other)

    __radd__ = __add__

    def __sub__(self, other: int) -> Asked:
        return self.plus(other, -1)

    def __rsub__(self, other: int) -> Asked:
        return self.times(Fraction(-1)).plus(other)

    __lt__ = _compared("__lt__", "<")
    __le__ = _compared("__le__", "<=")
    __gt__ = _compared("__gt__", ">")
    __ge__ = _compared("__ge__", ">=")


class Elements(tuple[Any, ...]):
    """The elements of a list that is as long as was chosen."""

    length: int

    def __new__(cls, values: Iterable[Any], length: int) -> Elements:
        new = super().__new__(cls, values)
        new.length = length
        return new


def length_of(items: tuple[Any, ...]) -> int:
    """How many they are."""
    return items.length if isinstance(items, Elements) else len(items)
