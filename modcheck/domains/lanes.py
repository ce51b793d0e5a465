"""One number in several runs at once: a ring that is turned by 0, 1, … positions is run in lockstep.

A driver that handles a ring properly does the same wherever in the ring it stands. So the state of a ring
turned by one position needs no run of its own: all turns run together, each in a *lane*, and an index is a
`Lanes`, an int which knows its value in each lane. What comes out alike in all lanes is a plain int again. A
decision that does not come out alike raises `Diverged`, and the lanes run in smaller groups. Nothing is
assumed of the driver: what is not the same in all lanes is run for each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Origin = frozenset[Hashable]
"""The places that a number was computed from (kept only where a ring is learned)."""


class Diverged(Exception):
    """The lanes of a ring do not agree; `parts` are groups of turns that do, as far as this decision goes."""

    def __init__(self, ring: Turns, parts: tuple[tuple[int, ...], ...]) -> None:
        super().__init__(ring.name)
        self.ring = ring
        self.parts = parts


class Turns:
    """The turns of one ring of `length` elements that run together; lane i is turned by `turns[i]`."""

    def __init__(self, name: Hashable, length: int, turns: tuple[int, ...]) -> None:
        self.name = name
        self.length = length
        self.turns = turns
        self.structural = False
        """Numbers are compared as values of this program, not decided upon by the driver."""

    def index(self, value: int, scale: int = 1, origin: Origin = frozenset()) -> int:
        """The number that is `value` without a turn and counts elements of `scale`."""
        element, rest = divmod(value, scale)
        values = tuple(((element + turn) % self.length) * scale + rest for turn in self.turns)
        return lanes(self, values, origin)

    def decide(self, outcomes: tuple[Any, ...], origin: Origin) -> Any:
        """What a decision comes to, if it is the same in all lanes."""
        if outcomes.count(outcomes[0]) == len(outcomes):
            return outcomes[0]
        groups: dict[Any, list[int]] = {}
        for turn, outcome in zip(self.turns, outcomes, strict=True):
            groups.setdefault(outcome, []).append(turn)
        raise Diverged(self, tuple(map(tuple, groups.values())))

    def meet(self, *origins: Origin) -> None:
        """Numbers are used together."""

    def apart(self) -> None:
        """From here on each turn must run alone."""
        raise Diverged(self, tuple((turn,) for turn in self.turns))

    def unturned(self, values: tuple[int, ...], scale: int = 1) -> int | None:
        """The number that these are the turns of, if they are those of one."""
        found = set()
        for value, turn in zip(values, self.turns, strict=True):
            element, rest = divmod(value, scale)
            if not 0 <= element < self.length:
                return None
            found.add(((element - turn) % self.length) * scale + rest)
        return found.pop() if len(found) == 1 else None


@contextmanager
def structurally(rings: Iterable[Turns]) -> Iterator[None]:
    """Inside, numbers by lanes are hashed and compared as what they are."""
    for ring in rings:
        ring.structural = True
    try:
        yield
    finally:
        for ring in rings:
            ring.structural = False


def lanes(ring: Turns, values: tuple[int, ...], origin: Origin) -> int:
    """A number by lanes; a plain one if it is the same in all."""
    first = values[0]
    if values.count(first) == len(values):
        return first
    return Lanes(ring, values, origin)


_NOBODYS = 1 << 200
"""What a `Lanes` is where Python looks at it as an int without asking (an index, a slice): out of every
bound, so that such a use is an error and never the value of one lane."""


class Lanes(int):
    """A number that differs between the lanes of a ring."""

    ring: Turns
    values: tuple[int, ...]
    origin: Origin

    def __new__(cls, ring: Turns, values: tuple[int, ...], origin: Origin) -> Lanes:
        new = super().__new__(cls, _NOBODYS)
        new.ring = ring
        new.values = values
        new.origin = origin
        return new

    def __hash__(self) -> int:
        if self.ring.structural:
            return hash(self.values)
        return hash(self.ring.decide(self.values, self.origin))

    def __bool__(self) -> bool:
        return bool(self.ring.decide(tuple(map(bool, self.values)), self.origin))

    def __int__(self) -> int:
        return int(self.ring.decide(self.values, self.origin))

    def __repr__(self) -> str:
        return repr(self.values[0])

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(self.values[0], spec)


def element_of(array: Any, index: Any) -> Any:
    """The position of an element of an array (its type has a `ring` if the array is turned) as the array
    stands without a turn."""
    ring: Turns | None = getattr(array.ty, "ring", None)
    if index.__class__ is Lanes:
        index.ring.meet(index.origin, frozenset({getattr(array.ty, "place", None)}))
        if ring is index.ring:
            found = ring.unturned(index.values)
            if found is None:
                ring.apart()
            return found if found is not None else index.values[0]
        return index.ring.decide(index.values, index.origin)
    if ring is not None:
        ring.apart()
    return index


def index_of(array: Any, position: int) -> int:
    """The index by lanes of the element at a position of an array as it stands without a turn."""
    ring: Turns | None = getattr(array.ty, "ring", None)
    return ring.index(position) if ring is not None else position


def whole(array: Any) -> None:
    """A turned array is used in a way that depends on where it begins."""
    ring: Turns | None = getattr(array.ty, "ring", None)
    if ring is not None:
        ring.apart()


def _others(self: Lanes, other: Any) -> tuple[tuple[int, ...], Origin]:
    """The other operand by lanes."""
    if other.__class__ is not Lanes:
        return (other,) * len(self.values), frozenset()
    if other.ring is not self.ring:
        other.ring.apart()
    values: tuple[int, ...] = other.values
    return values, other.origin


def _lane_wise(name: str) -> Callable[[Lanes, Any], Any]:
    plain: Callable[[int, int], int] = getattr(int, name)

    def operation(self: Lanes, other: Any) -> Any:
        if not isinstance(other, int):
            return NotImplemented
        others, origin = _others(self, other)
        if origin:
            self.ring.meet(self.origin, origin)
            origin |= self.origin
        return lanes(self.ring, tuple(map(plain, self.values, others)), origin or self.origin)

    return operation


def _compared(name: str) -> Callable[[Lanes, Any], Any]:
    plain: Callable[[int, int], bool] = getattr(int, name)

    def operation(self: Lanes, other: Any) -> Any:
        if not isinstance(other, int):
            return NotImplemented
        if self.ring.structural:
            same = other.__class__ is Lanes and other.values == self.values
            return same if name == "__eq__" else not same
        others, origin = _others(self, other)
        self.ring.meet(self.origin, origin)
        return self.ring.decide(tuple(map(plain, self.values, others)), self.origin | origin)

    return operation


def _alone(name: str) -> Callable[[Lanes], Any]:
    plain: Callable[[int], int] = getattr(int, name)
    return lambda self: lanes(self.ring, tuple(map(plain, self.values)), self.origin)


for _name in ("add", "sub", "mul", "floordiv", "mod", "and", "or", "xor", "lshift", "rshift"):
    setattr(Lanes, f"__{_name}__", _lane_wise(f"__{_name}__"))
    setattr(Lanes, f"__r{_name}__", _lane_wise(f"__r{_name}__"))
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(Lanes, f"__{_name}__", _compared(f"__{_name}__"))
for _name in ("neg", "abs", "invert"):
    setattr(Lanes, f"__{_name}__", _alone(f"__{_name}__"))
