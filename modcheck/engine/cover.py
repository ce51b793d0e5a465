"""A search that found no error in, an exploration without a budget for failures and interrupts out.

What the second one does not break, it proves, within the traffic that both allow: any number of calls may
fail, in any sequence of events, until no new state appears. A driver that gives everything back has few
more states than with one failure, for each failed callback leads back to where it began. One that does
not has ever new ones; and its error is reported anyway.
"""

from __future__ import annotations

from modcheck.engine.machine import Machine
from modcheck.engine.search import UNLIMITED, Exploration, Limits, explore

OPS = 3_000_000
"""Where a proof is given up."""


def is_clean(machine: Machine, searched: Exploration) -> bool:
    """Is there anything to prove: no error, nothing cut off, nothing that was not seen?"""
    if searched.bounds or searched.assumed or searched.counters or not _whole(machine):
        return False
    checks = machine.catalog.book.checks
    return all(
        found.broken.detail == "retained" or checks[found.broken.rule].tier != "error"
        for found in searched.found
        if found.broken.rule in checks
    )


def _whole(machine: Machine) -> bool:
    """Was all of the driver read, and does the environment call each thing that it gives to the kernel? (Of a
    driver that also has, say, file operations nobody ran what those do.)"""
    program = machine.catalog.program
    given = [impl.functions for impl in program.impls if impl.trait.startswith("kernel::") and impl.functions]
    return not program.faults and all(
        any(path in machine.entered for _, path in functions) for functions in given
    )


def cover(machine: Machine, searched: Exploration, limits: Limits) -> Exploration:
    """What is found without a budget for failures; the counts stay those of the search."""
    covered = explore(machine, limits._replace(failures=UNLIMITED, ops=OPS))
    known = {found.broken for found in searched.found}
    more = tuple(found for found in covered.found if found.broken not in known)
    return searched._replace(
        found=searched.found + more,
        points=covered.points,
        reached=covered.reached,
        complete=covered.complete,
        covered=(covered.states, covered.ops),
    )
