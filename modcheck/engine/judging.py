"""Pages of checks in, counters at the places that they name out: how many ways came where a promise is
judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from modcheck.contracts import RuleBook
from modcheck.domains.heap import Frame, State
from modcheck.engine.decode import Code, Step
from modcheck.environment.port import Host, Primitive

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine


def judging(book: RuleBook) -> frozenset[str]:
    """The functions and primitives that judge."""
    return frozenset(name for page in book.checks.values() for _, by in page.judged for name in by)


def counted(machine: Machine, primitives: Mapping[str, Primitive]) -> dict[str, Primitive]:
    """The primitives, of which those that judge are counted."""
    return {
        name: _counted(machine, name, call) if name in machine.judging else call
        for name, call in primitives.items()
    }


def _counted(machine: Machine, name: str, call: Primitive) -> Primitive:
    def counting(host: Host, state: State, args: list[Any]) -> Any:
        machine.tally.looked(name)
        return call(host, state, args)

    return counting


def counting(machine: Machine, path: str, steps: tuple[Step, ...], end: Step) -> Code:
    """The first block of a function that judges."""
    first = steps[0] if steps else end

    def counting(state: State, frame: Frame) -> Any:
        machine.tally.looked(path)
        return first(state, frame)

    return ((counting, *steps[1:]), end) if steps else ((), counting)
