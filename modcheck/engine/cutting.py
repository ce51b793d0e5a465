"""A way through a callback that is given up in, what was given up, where and why out: nobody looks beyond."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, Protocol

from modcheck.domains.heap import State
from modcheck.environment.port import PathEnd
from modcheck.source import Span


class Bound(NamedTuple):
    """A bound that was hit."""

    text: str
    place: Span | None = None
    """In the driver's sources, if it is one."""


class Cutting(Protocol):
    """What counts as cut off, and knows where a state stands."""

    cuts: dict[str, Span | None]

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


def _note(machine: Cutting, state: State, why: str, place: Span | None) -> None:
    callback = state.scope[-1] if state.scope else "a callback"
    machine.cuts.setdefault(f"{callback} was cut off: {why}", place)


__all__ = ["ENDS", "Bound", "Cutting", "cut", "cut_ways", "rounds"]
