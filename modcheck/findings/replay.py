"""A witness in, what one schedule along it does out; the proof that a finding is real."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from modcheck.domains.heap import Broken, State, Step
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
    complete: bool
    """Every event was possible and exactly the named calls failed."""


class _Point(NamedTuple):
    """Where a replay stands after some events of a witness; without a state it went no further."""

    state: State | None
    replayed: Replayed


class Replayer:
    """One machine that replays witnesses. What several have in common at their beginning is run once."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        machine.limit = 0  # of the ways that an event can go, the first is looked at: run no other
        self._known: dict[Witness, _Point] = {}

    def replay(self, witness: Witness) -> Replayed:
        """What happens along a witness: one schedule, exactly the named calls failing."""
        return self._after(witness).replayed

    def state(self, witness: Witness) -> State | None:
        """A copy of the state after a witness; None if it goes no further."""
        state = self._after(witness).state
        return state.fork() if state is not None else None

    def steps(self, witness: Witness) -> list[Step]:
        """All that the last event of a witness does."""
        before = self.state(Witness(witness.events[:-1], witness.choices[:-1]))
        if before is None:
            return []
        history = before.history
        self.machine.plan = frozenset(witness.choices[-1])
        return since(perform(self.machine, before, witness.events[-1])[0], history)

    def _after(self, witness: Witness) -> _Point:
        found = self._known.get(witness)
        if found is None:
            found = self._next(witness) if witness.events else self._boot()
            self._known[witness] = found
        return found

    def _boot(self) -> _Point:
        self.machine.plan = frozenset()
        return _Point(boot(self.machine, budget=(0, 0, 0, 0)), Replayed((), (), True))

    def _next(self, witness: Witness) -> _Point:
        """One event more than what was replayed before it."""
        machine = self.machine
        point = self._after(Witness(witness.events[:-1], witness.choices[:-1]))
        event, failing, before = witness.events[-1], witness.choices[-1], point.replayed
        if point.state is None:
            return point
        if event not in enabled(machine, point.state, budget=False):
            return _Point(None, before._replace(complete=False))
        machine.plan = frozenset(failing)
        state = perform(machine, point.state.fork(), event)[0]
        steps = since(state, point.state.history)
        trace = told(machine, state, event, steps, on_the_books(point.state))
        replayed = Replayed(
            before.broken + state.broken, before.trace + tuple(trace), state.choices == failing
        )
        return _Point(None if state.stopped or not replayed.complete else state, replayed)


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


ROUNDS = 32
"""How often traffic is repeated to come to another place in a ring."""
TRAFFIC = (("xmit", "irq"), ("frame", "irq"), ("xmit", "frame", "irq"))


def realised(replayer: Replayer, witness: Witness, broken: Broken) -> Witness | None:
    """A run that breaks a promise as a path of states that stand for others did: the same events, or with so
    much traffic before them that the rings stand elsewhere. `None` if none is found."""
    for candidate in (witness, *_with_traffic(witness)):
        replayed = replayer.replay(candidate)
        if replayed.complete and breaks(replayed, broken):
            return candidate
    return None


def _with_traffic(witness: Witness) -> Iterator[Witness]:
    """The witness with more and more traffic after the last `up`."""
    events, choices = witness
    if "up" not in events:
        return
    at = len(events) - events[::-1].index("up")
    for rounds in range(1, ROUNDS):
        for pattern in TRAFFIC:
            more = pattern * rounds
            yield Witness(
                (*events[:at], *more, *events[at:]), (*choices[:at], *[()] * len(more), *choices[at:])
            )


def breaks(replayed: Replayed, broken: Broken) -> bool:
    """Does the run break the same promise about the same subject?"""
    return any(b.rule == broken.rule and b.subject == broken.subject for b in replayed.broken)
