"""What the paths of an exploration have come to: which callback acquired what, and which points of judgement
were reached with what in hand. It is kept beside the states, and never read while anything runs."""

from __future__ import annotations

from collections.abc import Iterable

from modcheck.domains.heap import State


class Tally:
    """Counts over all paths."""

    def __init__(self) -> None:
        self.points: dict[tuple[str, str], int] = {}
        """A point of judgement and what was held or given back on the way there → ways that came there."""
        self.scopes: dict[str, set[str]] = {}
        """Subject → the callbacks that acquired it."""
        self.refused: set[str] = set()
        """Rules on a callback that must work again: one refused, not known to have worked before."""
        self.tried = 0
        """Values that processes chose, one after the other,"""
        self.untried = 0
        """and those that were too many for one event."""
        self.parked = False
        """Did a thread go on that was looked at no further?"""

    def copy(self) -> Tally:
        """An independent copy."""
        new = Tally()
        new.points = dict(self.points)
        new.scopes = {subject: set(scopes) for subject, scopes in self.scopes.items()}
        new.refused = set(self.refused)
        new.tried, new.untried, new.parked = self.tried, self.untried, self.parked
        return new

    def acquired(self, subject: str, scope: str) -> None:
        """A callback has acquired something."""
        self.scopes.setdefault(subject, set()).add(scope)

    def released(self, subject: str) -> None:
        """Something was given back."""
        self._count("release", subject)

    def reached(self, state: State, point: str, held: Iterable[str]) -> None:
        """A path has come to a point where promises are judged, about all that is held or was given back in
        this event."""
        for subject in {"", *held, *state.touched}:
            self._count(point, subject)

    def looked(self, place: str) -> None:
        """A path passes a place where a promise of the whole program is judged."""
        self._count(place, "")

    def _count(self, point: str, subject: str) -> None:
        self.points[(point, subject)] = self.points.get((point, subject), 0) + 1
