"""What a simulated run breaks the checker has reported, and what the checker reports a run can show.

Random schedules with faults: each promise that breaks in them is one that the search of the driver found.
Each error of the story's versions breaks again in the simulation of its own scenario.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from modcheck.domains.heap import Broken
from modcheck.engine import Limits, Machine, explore
from modcheck.judgement import Finding, Level
from modcheck.simulation import Simulated, from_finding, simulate
from modcheck.simulation.kernel import Nth
from tests.running import RIGHT, VERSIONS, analysed, machine_of, name_of

STEPS = 25_000
"""Of the engine, for each driver at the least; five drivers."""
EVENTS = 14
USUAL = ("up", "down", "xmit", "frame", "irq", "link", "rmmod", "insmod", "xmit-short")


def broken_in(machine: Machine, random: Random) -> list[Broken]:
    """What a schedule breaks, of events that are possible, each perhaps with a call that fails."""
    run, broken = Simulated(machine), list[Broken]()
    for _ in range(EVENTS):
        run.waits(1000)
        possible = [event for event in USUAL if run.can(event)]
        failing = random.randint(1, 12) if random.random() < 0.15 else 0
        happened = run.happens(random.choice(possible), Nth(failing) if failing else frozenset())
        broken += [one for one in happened.broken if one.detail != "retained"]
        if happened.stopped:
            break
    return broken


@cache
def reported(path: Path) -> frozenset[tuple[str, str]]:
    """Rule and subject of all that a search finds, in the same reading of the crate."""
    machine = machine_of(path)
    found = explore(machine, Limits(failures=1)).found
    return frozenset((item.broken.rule, item.broken.subject) for item in found)


@pytest.mark.parametrize("path", [*VERSIONS, *RIGHT.values()], ids=name_of)
def test_what_a_run_breaks_the_search_has_found(path: Path) -> None:
    random, machine = Random(20261128), machine_of(path)
    while machine.executed < STEPS:
        for broken in broken_in(machine, random):
            assert (broken.rule, broken.subject) in reported(path), broken


def errors() -> list[tuple[Path, Finding]]:
    found = [(path, finding) for path in VERSIONS for finding in analysed(path).judgement.findings]
    return [(path, finding) for path, finding in found if finding.level is Level.ERROR]


@pytest.mark.parametrize(
    ("path", "finding"), errors(), ids=lambda value: value.name if isinstance(value, Path) else value.rule
)
def test_an_error_can_be_seen(path: Path, finding: Finding) -> None:
    """The run of its scenario breaks something in the event in which it should."""
    simulation = simulate(machine_of(path), from_finding(finding.events, finding.choices, finding.rule))
    kinds = [line.kind for line in simulation.lines]
    typed = [line.text for line in simulation.lines if line.kind == "typed"]
    assert len(typed) == len(finding.events)
    assert "broken" in kinds[len(kinds) - kinds[::-1].index("typed") :]
