"""A witness in, what one schedule along it does out; the proof that a finding is real."""

from __future__ import annotations

from typing import NamedTuple

from modcheck.domains.heap import Broken
from modcheck.engine.machine import Machine
from modcheck.engine.schedule import boot, perform
from modcheck.engine.search import Witness
from modcheck.environment import enabled
from modcheck.findings.story import on_the_books, since, told
from modcheck.judgement import TraceStep


class Replayed(NamedTuple):
    """What happened along a witness."""

    broken: tuple[Broken, ...]
    trace: tuple[TraceStep, ...]
    log: tuple[str, ...]
    complete: bool


class Replayer:
    """One machine that replays witnesses; each once, for many breaks lie on one path."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        machine.limit = 0  # of the ways that an event can go, the first is looked at: run no other
        self._known: dict[Witness, Replayed] = {}

    def replay(self, witness: Witness) -> Replayed:
        """What happens along a witness."""
        if witness not in self._known:
            self._known[witness] = _replay(self.machine, witness)
        return self._known[witness]


LONG = 4
"""Breadth first finds the shortest path to a state; only longer ones are tried with events left out."""


def shorten(replayer: Replayer, witness: Witness, broken: Broken) -> Witness:
    """Leave out events one at a time as long as the same promise still breaks at the end."""
    position = 0
    while len(witness.events) > LONG and position < len(witness.events) - 1:
        shorter = Witness(
            witness.events[:position] + witness.events[position + 1 :],
            witness.choices[:position] + witness.choices[position + 1 :],
        )
        replayed = replayer.replay(shorter)
        if replayed.complete and breaks(replayed, broken):
            witness = shorter
        else:
            position += 1
    return witness


def _replay(machine: Machine, witness: Witness, traced: bool = True) -> Replayed:
    """Run one schedule: the events in order, exactly the named calls failing."""
    state = boot(machine, budget=(0, 0, 0, 0))
    broken: list[Broken] = []
    trace: list[TraceStep] = []
    log: list[str] = []
    for event, failing in zip(witness.events, witness.choices, strict=True):
        if event not in enabled(machine, state, budget=False):
            return Replayed(tuple(broken), tuple(trace), tuple(log), False)
        before, held = state.history, on_the_books(state)
        machine.plan = frozenset(failing)
        state = perform(machine, state, event)[0]
        broken += state.broken
        steps = since(state, before)
        log += [step.text for step in steps if step.kind == "log"]
        if traced:
            trace += told(machine, state, event, steps, held)
        if state.stopped or state.choices != failing:
            return Replayed(tuple(broken), tuple(trace), tuple(log), state.choices == failing)
    return Replayed(tuple(broken), tuple(trace), tuple(log), True)


def breaks(replayed: Replayed, broken: Broken) -> bool:
    """Does the run break the same promise about the same subject?"""
    return any(b.rule == broken.rule and b.subject == broken.subject for b in replayed.broken)
