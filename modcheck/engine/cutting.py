"""A way through a callback that is given up in, what was given up, where and why out: nobody looks beyond."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import NamedTuple, Protocol

from modcheck.domains.heap import State
from modcheck.environment.port import PathEnd
from modcheck.source import Span


class Bound(NamedTuple):
    """A bound that was hit."""

    text: str
    place: Span | None = None
    """In the driver's sources, if it is one."""


CROWD = 1_000
"""So many ways through one callback are followed with all that part from them."""
MAX_PATHS = 2 * CROWD
"""And so many at all."""
MANY = f"there are more than {CROWD} ways through it"
EACH = 3
"""From there on a place may part so many more."""


class Crowd:
    """How many ways parted at each place of a callback, and whether there are too many already. Then a way
    that comes to a place where many parted takes one outcome only: one way this, the next one that."""

    def __init__(self) -> None:
        self.crowded = False
        self.parted: dict[Hashable, int] = {}

    def clear(self) -> None:
        """Another callback is run."""
        self.crowded = False
        self.parted.clear()

    def begins(self) -> None:
        """It is crowded from here on: each place has its share once more."""
        self.crowded = True
        self.parted.clear()

    def parts(self, place: Hashable) -> bool:
        """May a way part here?"""
        count = self.parted[place] = self.parted.get(place, 0) + 1
        return not self.crowded or count <= EACH

    def takes_other(self, place: Hashable) -> bool:
        """Which of the two, where it may not?"""
        return self.parted[place] % 2 == 1


class NoWay(Exception):
    """No run goes this way: the number that no arm of a match fits was known in part only, and each arm
    excluded some of what it could be. That the arms fit all numbers is what the compiler has checked."""


class Cutting(Protocol):
    """What counts as cut off, and knows where a state stands."""

    cuts: dict[str, Span | None]
    crowd: Crowd
    executed: int
    limit: int
    free: bool

    def where(self, state: State) -> Span | None: ...


ENDS = {
    "recursion without end": "its calls are too deep",
    "use of a moved value": "a value that was moved is used",
    "unreachable": "no arm of a match fits the value",
}
"""Ways that end so are not what the driver does, but what is not understood of it."""


def cut(machine: Cutting, state: State, why: str) -> PathEnd:
    """Count it; the end of the way. The place is that of the first way which was cut off for that reason."""
    _note(machine, state, why, machine.where(state))
    return PathEnd(f"bound: {why}")


def rounds(machine: Cutting, state: State, many: int, place: Span | None) -> PathEnd:
    """A loop goes on or ends by what nobody here knows or decides: the end of the way after some rounds."""
    where = machine.where(state) or place
    if where is None:
        _note(machine, state, f"it asks more than {many} times", None)
    else:
        state.assumed |= {f"rounds:{where.path}:{where.start}:after {many} rounds"}
    return PathEnd("bound: rounds of a loop on what is not known")


def cut_ways(machine: Cutting, waiting: list[State], why: str) -> None:
    """Ways that nobody follows any more. The place is that where most of them parted."""
    if waiting:
        places = Counter(machine.where(state) for state in waiting)
        _note(machine, waiting[0], why, places.most_common(1)[0][0])


def enough(machine: Cutting, ways: int, begun: int) -> str:
    """Why no more ways of a callback are followed; empty if they are. In a crowd a search has half of
    the steps that were left: the rest is for what comes after. A proof is none any more."""
    if ways > (CROWD if machine.free else MAX_PATHS):
        return MANY
    limit = (begun + machine.limit) // 2 if machine.crowd.crowded else machine.limit
    return "all steps were taken" if machine.executed > limit else ""


def _note(machine: Cutting, state: State, why: str, place: Span | None) -> None:
    callback = state.scope[-1] if state.scope else "a callback"
    machine.cuts.setdefault(f"{callback} was cut off: {why}", place)


__all__ = [
    "CROWD",
    "ENDS",
    "MANY",
    "MAX_PATHS",
    "Bound",
    "Crowd",
    "Cutting",
    "NoWay",
    "cut",
    "cut_ways",
    "enough",
    "rounds",
]
