"""A search that has taken all its steps in; what it looked at as a whole until then out.

Shortest sequences come first, so one that stops had run every sequence up to some length. If a module was
loaded, used and unloaded in those, that is a search with a bound like those for failures and traffic, and not
a driver that could not be analysed.
"""

from __future__ import annotations

from modcheck.engine.cutting import SPENT, Bound, Cutting

A_LIFE = 4
"""Events that a search has to get to the end of: load it, use it twice, unload it."""
RESERVE = 4
"""One in so many steps more is taken for what comes last: what processes do out of the ordinary."""


class Steps:
    """How many a search may take, and where it stood when they were taken."""

    def __init__(self, allowed: int) -> None:
        self.allowed = allowed
        self.first = allowed
        self.told = ""
        """What was left out, once they are taken."""

    def taken(self, machine: Cutting) -> bool:
        """All of them?"""
        return machine.executed > self.allowed

    def stop(self, machine: Cutting, events: int, healthy: bool) -> bool:
        """They are taken where a path of so many events was to go on, which is `healthy` if nothing broke on
        it. Was that far enough? Then some more are there for what comes last."""
        whole = events - 1
        if healthy and whole < A_LIFE:
            return False
        length, part = f"of up to {whole} events", "longer ones in part"
        if not healthy:
            length, part = "without an error", "what comes after one in part"
        self.told = f"more than {self.first} steps: every sequence {length} was run, {part}"
        self.allowed = machine.executed + self.first // RESERVE
        machine.limit = self.allowed
        return _forget(machine)

    def stop_again(self, machine: Cutting) -> bool:
        """The others are taken too."""
        if not self.told.endswith(_LAST):
            self.told += _LAST
        return _forget(machine)

    def bounds(self) -> tuple[Bound, ...]:
        """What was left out."""
        return (Bound(self.told),) if self.told else ()


_LAST = "; what processes may choose was tried in part"


def _forget(machine: Cutting) -> bool:
    """The ways that were under way then are told of here."""
    for text in [text for text in machine.cuts if text.endswith(SPENT)]:
        del machine.cuts[text]
    return True
