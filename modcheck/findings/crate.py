"""What breaks in one reading of the kernel crate only in, findings about the crate out.

The rules say where a function of the crate is written otherwise than it is meant. What breaks as it is
written, and does not as it is meant, is the crate's doing; of which function is tried: one after the other is
taken as it is meant, until it does not break any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modcheck.engine.machine import Machine
from modcheck.engine.search import Found
from modcheck.findings.causes import Group, Told
from modcheck.findings.replay import Replayer, breaks
from modcheck.judgement import Blame, Finding, Level

RULE = "framework_hazard"


class Readings:
    """The crate as it is written, as it is meant, and with one function as it is meant."""

    def __init__(self, machine_of: Callable[[bool], Machine]) -> None:
        self._machine_of = machine_of
        self.written = Replayer(machine_of(False))
        self._meant = Replayer(machine_of(True))
        self._mended: dict[str, Replayer] = {}

    def culprit(self, item: Found) -> str:
        """The function of the crate that an item is due to; empty: it breaks as meant too, or with each."""
        if item.assumed or item.joined or breaks(self._meant.replay(item.witness), item.broken):
            return ""
        if not breaks(self.written.replay(item.witness), item.broken):
            return ""
        for path in sorted(self.written.machine.departures):
            if not breaks(self._with(path).replay(item.witness), item.broken):
                return path
        return ""

    def _with(self, path: str) -> Replayer:
        if path not in self._mended:
            machine = self._machine_of(False)
            machine.mended = frozenset({path})
            self._mended[path] = Replayer(machine)
        return self._mended[path]


def of_the_crate(
    found: tuple[Found, ...],
    readings: Readings,
    grouped: Callable[[tuple[Found, ...]], list[Group]],
    finding_of: Callable[[Group], Finding],
) -> Iterator[Finding]:
    """One finding a function of the crate: the break that tells it first, the others as what follows."""
    by_function: dict[str, list[Found]] = {}
    for item in found:
        culprit = readings.culprit(item)
        if culprit:
            by_function.setdefault(culprit, []).append(item)
    for path, items in sorted(by_function.items()):
        first, *others = grouped(tuple(items))
        said = finding_of(first)
        detail = f"`{path}` as it is written: {said.message}"
        broken = [
            other.first._replace(broken=other.first.broken._replace(rule=other.rule)) for other in others
        ]
        told = Told(first.rule, detail, said.place)
        group = Group(RULE, first.first, first.same, [*first.consequences, *broken], told)
        yield finding_of(group)._replace(level=Level.NOTE, blame=Blame.FRAMEWORK)
