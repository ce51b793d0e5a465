"""A search that found no error in, an exploration without a budget for failures and interrupts out.

What the second one does not break, it proves, within the traffic that both allow: any number of calls may
fail, in any sequence of events, until no new state appears. A driver that gives everything back has few
more states than with one failure, for each failed callback leads back to where it began. One that does
not has ever new ones; and its error is reported anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from modcheck.engine.machine import Machine
from modcheck.engine.search import UNLIMITED, Exploration, Limits, explore

OPS = 3_000_000
"""Where a proof is given up."""


def prove(searched: Machine, found: Exploration, fresh: Callable[[], Machine], limits: Limits) -> Exploration:
    """What a search found, with what an exploration without a budget for failures says of the rest; or with
    the obstacles to such a proof. The counts stay those of the search."""
    obstacles = _obstacles(searched, found)
    if obstacles:
        return found._replace(obstacles=obstacles)
    machine = fresh()
    covered = explore(machine, limits._replace(failures=UNLIMITED, ops=OPS))
    known = {item.broken for item in found.found}
    return found._replace(
        found=found.found + tuple(item for item in covered.found if item.broken not in known),
        points=covered.points,
        complete=covered.complete,
        covered=(covered.states, covered.ops),
        obstacles=() if covered.complete else _obstacles(machine, covered) or ("a path was left",),
    )


def _obstacles(machine: Machine, found: Exploration) -> tuple[str, ...]:
    """Why nothing can be proved: an error, something cut off, something that was not seen or never called.
    (Of a driver that also has, say, file operations, nobody ran what those do.)"""
    pages, program = machine.catalog.book.checks, machine.catalog.program
    errors = any(
        item.broken.detail != "retained" and pages[item.broken.rule].tier == "error"
        for item in found.found
        if item.broken.rule in pages
    )
    given = [impl.functions for impl in program.impls if impl.trait.startswith("kernel::") and impl.functions]
    idle = [name for part in given if not _entered(machine, part) for name, _ in part]
    reasons = {
        "an error was found": errors,
        "something was not understood": bool(found.assumed or program.faults),
        f"never called: {', '.join(idle)}": bool(idle),
        **{f"{number} keeps growing": True for number in found.counters},
        **dict.fromkeys(found.bounds, True),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def _entered(machine: Machine, functions: Iterable[tuple[str, str]]) -> bool:
    return any(path in machine.entered for _, path in functions)
