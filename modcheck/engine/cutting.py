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
SPENT = "all steps were taken"
HALF = "its many ways took half of the steps that were left"
EACH = 3
"""From there on a place may part so many more."""
SHARE = 4
"""And one in so many of the steps that are left are taken."""
OF_EACH = 8
"""What comes after is looked at for so many of their ends, of each kind."""


class Crowd:
    """How many ways parted at each place of a callback, and whether there are too many already. Then a way
    that comes to a place where many parted takes one outcome only: one way this, the next one that."""

    def __init__(self) -> None:
        self.crowded = False
        self.closed = False
        """Enough ways: a place parts only if it never did."""
        self.parted: dict[Hashable, int] = {}
        self.many = 0
        """How many there were so far, of all callbacks."""

    def clear(self) -> None:
        """Another callback is run."""
        self.crowded = self.closed = False
        self.parted.clear()

    def begins(self) -> None:
        """It is crowded from here on: each place has its share once more."""
        self.crowded = True
        self.many += 1
        self.parted.clear()

    def parts(self, place: Hashable) -> bool:
        """May a way part here?"""
        count = self.parted[place] = self.parted.get(place, 0) + 1
        return not self.crowded or count <= (1 if self.closed else EACH)

    def takes_other(self, place: Hashable) -> bool:
        """Which of the two, where it may not?"""
        return self.parted[place] % 2 == 1


class NoWay(Exception):
    """No run goes this way: the number that no arm of a match fits was known in part only, and each arm
    excluded some of what it could be. That the arms fit all numbers is what the compiler has checked."""


class Cutting(Protocol):
    """What counts as cut off, and knows where a state stands."""

    cuts: dict[str, Span | None]
    thinned: dict[str, Span | None]
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


MAX_ASKED = 8
"""So many rounds of a loop try both outcomes of what nobody here knows or decides."""
MAX_ROUNDS = 64
"""A loop that goes on so long waits for something that never comes."""


def in_turn(machine: Cutting, state: State, count: int, place: Span | None) -> bool:
    """Is one outcome taken now, and the other one the next time? `count`: how often it was asked on this
    way. The end of the way for a loop that never ends so."""
    if count <= MAX_ASKED:
        return False
    where = machine.where(state) or place
    if where is None:
        _note(machine, state, f"it asks more than {MAX_ASKED} times", None)
    else:
        told = f"after {MAX_ASKED} rounds" + (f", and left after {MAX_ROUNDS}" if count > MAX_ROUNDS else "")
        state.assumed |= {f"rounds:{where.path}:{where.start}:{told}"}
    if count > MAX_ROUNDS:
        raise PathEnd("bound: rounds of a loop on what is not known")
    return True


def cut_ways(machine: Cutting, waiting: list[State], why: str) -> None:
    """Ways that nobody follows any more. The place is that where most of them parted."""
    if waiting:
        _note(machine, waiting[0], why, _most(machine, waiting))


def thin_ways(machine: Cutting, waiting: list[State]) -> None:
    """A crowd begins: from here on not every two decisions are tried with each other."""
    if machine.free:
        cut_ways(machine, waiting, MANY)
    else:
        text = f"{_callback(waiting[0])} has more than {CROWD}"
        machine.thinned.setdefault(text, _most(machine, waiting))


def _most(machine: Cutting, waiting: list[State]) -> Span | None:
    """The place at which most of them are."""
    return Counter(machine.where(state) for state in waiting).most_common(1)[0][0]


def _callback(state: State) -> str:
    return state.scope[-1] if state.scope else "a callback"


def enough(machine: Cutting, ways: int, begun: int) -> str:
    """Why no more ways of a callback are followed; empty if they are. A search has a part of the steps that
    were left for a crowd: the rest is for what comes after. A proof is none any more."""
    if machine.free and ways > CROWD:
        return MANY
    crowded = machine.crowd.crowded
    limit = begun + (machine.limit - begun) // 2 if crowded else machine.limit
    why = SPENT if machine.executed > machine.limit else HALF
    return why if machine.executed > limit else ""


def closes(machine: Cutting, ways: int, begun: int) -> bool:
    """Is the crowd large enough? Those that wait are followed to their ends, and part where none did."""
    crowd = machine.crowd
    if not crowd.crowded or crowd.closed:
        return False
    spent = machine.executed > begun + (machine.limit - begun) // SHARE
    crowd.closed = spent or ways > MAX_PATHS
    return crowd.closed


def few_of_each(ends: list[State]) -> set[int]:
    """Of the many ways in which a crowd ends some of each kind, by what is held and what was broken: their
    ids."""
    kinds: dict[Hashable, list[State]] = {}
    for end in ends:
        held = sorted((kind, resource.scope, number) for (kind, _, number), resource in end.ledger.items())
        broken = frozenset(entry.rule for entry in end.broken)
        kinds.setdefault((tuple(held), broken, end.budget, end.scope, bool(end.stopped)), []).append(end)
    return {id(end) for same in kinds.values() for end in same[:: -(-len(same) // OF_EACH)]}


def _note(machine: Cutting, state: State, why: str, place: Span | None) -> None:
    machine.cuts.setdefault(f"{_callback(state)} was cut off: {why}", place)


__all__ = [
    "CROWD",
    "ENDS",
    "MANY",
    "MAX_PATHS",
    "SPENT",
    "Bound",
    "Crowd",
    "Cutting",
    "NoWay",
    "cut",
    "closes",
    "cut_ways",
    "enough",
    "few_of_each",
    "in_turn",
    "thin_ways",
]
