"""One schedule: a list of events in, the state after them and its log out; every word known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from modcheck.domains.heap import Broken, State, Step
from modcheck.engine.machine import Machine
from modcheck.environment import EVENTS, enabled, initial_world, lost_resources
from modcheck.environment.ledger import world_field
from modcheck.ir.types import Ty

WORLD = Ty("bindings::World")


class Happened(NamedTuple):
    """One event of a schedule: what it printed and did (oldest first), and what it broke."""

    event: str
    steps: tuple[Step, ...]
    broken: tuple[Broken, ...]
    stopped: str
    possible: bool = True
    """Could it come at all?"""


def boot(machine: Machine, budget: tuple[float, ...] = (0, 1, 1), exact: bool = False) -> State:
    """The machine after boot, before the module is loaded. `exact`: the device keeps time and contents."""
    state = State((3, machine.device.power_on(machine.profile, exact)), budget)
    initial_world(machine, state, WORLD)
    for path in machine.catalog.program.statics:
        state.heap[f"static {path}"] = 0
    machine.start(state, "bindings::event_boot", [])
    machine.run(state)
    _make_statics(machine, state)
    state.history = None
    return state


def _make_statics(machine: Machine, state: State) -> None:
    """The statics as they stand in the module's file."""
    for path in machine.catalog.program.statics:
        if path in machine.catalog.functions:
            machine.start(state, path, [])
            machine.run(state)
            state.heap[f"static {path}"] = state.result


def _unloaded(machine: Machine, state: State) -> bool:
    return not state.load("world", world_field(machine, state, "loaded"))


def perform(
    machine: Machine, state: State, event: str, function: str = "", args: Iterable[Any] = ()
) -> list[State]:
    """Run one event on (a state that may be changed); all ways it can go. `function`: one of the rules that
    does it otherwise than as usual."""
    begin(state, event)
    machine.start(state, function or EVENTS[event].function, list(args))
    ends = machine.run(state)
    for end in ends:
        if not end.stopped:
            if event in ("insmod", "rmmod") and _unloaded(machine, end):
                _make_statics(machine, end)
            end.scope = (event,)
            lost_resources(machine, end)
        end.scope = ()
    return ends


def begin(state: State, event: str) -> None:
    """Nothing has happened yet in this event."""
    state.broken = ()
    state.choices = ()
    state.taken = {}
    state.touched = frozenset()
    state.scope = ()
    state.result = None
    state.note("event", event, None)


def run_schedule(
    machine: Machine, events: Iterable[str], choices: Iterable[frozenset[str]] = ()
) -> list[Happened]:
    """Run events one after the other; the k-th set of choices names the calls that fail in event k."""
    state = boot(machine)
    happened: list[Happened] = []
    plans = list(choices)
    for index, event in enumerate(events):
        if event not in enabled(machine, state, budget=False):
            told = Step("log", f"({event} is not possible now)", None, None)
            happened.append(Happened(event, (told,), (), "", possible=False))
            continue
        before = state.history
        machine.plan = plans[index] if index < len(plans) else frozenset()
        state = perform(machine, state, event)[0]
        steps = []
        for step in state.steps():
            if step is before:
                break
            steps.append(step)
        happened.append(Happened(event, tuple(reversed(steps)), state.broken, state.stopped))
        if state.stopped:
            break
    return happened
