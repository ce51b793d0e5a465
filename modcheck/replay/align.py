"""The lines that an event would print and those that a log has in, how they fit out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from modcheck.replay.likeness import DIFFERENT, Words, distance
from modcheck.replay.transcript import Piece

WINDOW = 8
"""How far the next line of an event may lie behind the one before."""
MISSING, CUT_OFF = 1.0, 0.1
"""A line that should be there and is not; and where the log does not yet begin, or has ended."""
UNEXPLAINED, ASKED = 1.0, 0.1
"""A line, or a command, that nothing explains; a command that only asks."""


class Seen(NamedTuple):
    """A piece of the log that may be the driver's doing."""

    piece: Piece
    words: Words


class Fit(NamedTuple):
    """How the lines of one event lie in the log: for each line the position, or none; where the log goes on;
    and what it costs."""

    positions: tuple[int | None, ...]
    after: int
    cost: float


def price(seen: Seen, event: str = "") -> float:
    """What it costs to pass over a piece, in an event."""
    if not seen.piece.typed:
        return UNEXPLAINED
    if seen.piece.typed == event:
        return 0
    return ASKED if seen.piece.typed == "stats" else UNEXPLAINED


def fit(event: str, expected: Sequence[Words], seen: Sequence[Seen], start: int) -> Fit:
    """Lay the lines of an event into the log, from a position on, each as near as it can be."""
    positions: list[int | None] = []
    at, cost, begun = start, 0.0, start > 0
    for words in expected:
        found, extra = _nearest(event, words, seen, at)
        if found is None:
            cost += MISSING if begun and at < len(seen) else CUT_OFF
            positions.append(None)
            continue
        begun = True
        cost += extra
        at = found + 1
        positions.append(found)
    return Fit(tuple(positions), at, cost)


def _nearest(event: str, words: Words, seen: Sequence[Seen], start: int) -> tuple[int | None, float]:
    """The cheapest place for a line that costs less than to do without it."""
    best: int | None = None
    least, passed = MISSING + UNEXPLAINED, 0.0
    for at in range(start, min(start + WINDOW, len(seen))):
        if passed >= least:
            break
        if not seen[at].piece.typed:
            cost = passed + distance(words, seen[at].words)
            if cost < min(least, DIFFERENT):
                best, least = at, cost
        passed += price(seen[at], event)
    return best, least
