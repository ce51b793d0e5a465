"""The steps of one event in, the steps of a story out: what happened, in which callback, what was lost.

`plain_life` tells the story of a module to which nothing happens but its use.
"""

from __future__ import annotations

from collections import Counter

from modcheck.domains.heap import Resource, State, Step
from modcheck.engine.machine import Machine
from modcheck.engine.schedule import boot, perform
from modcheck.environment import EVENTS, GONE, LOST, enabled
from modcheck.environment.ledger import subject_of
from modcheck.judgement import BIOGRAPHY, TraceStep

_SHOWN = frozenset({"log", "broken", "choice", "asked", "enter", "acquire", "release", "end"})
MAX_STEPS = 400
MAX_ACCESSES = 200
"""Of one event."""
PLAIN = ("insmod", "up", "xmit", "irq", "frame", "irq", "down", "echo", "cat", "rmmod")


def plain_life(machine: Machine) -> tuple[TraceStep, ...]:
    """The module is loaded, used and unloaded, and nothing fails; events that cannot come are left out."""
    state = boot(machine, budget=(0, 0, 0, 0))
    story: list[TraceStep] = []
    for event in PLAIN:
        if state.stopped or event not in enabled(machine, state, budget=False):
            continue
        before, held = state.history, on_the_books(state)
        machine.plan = frozenset()
        state = perform(machine, state, event)[0]
        story += told(machine, state, event, since(state, before), held)
    return tuple(story)


def since(state: State, before: Step | None) -> list[Step]:
    """The steps after `before`, the oldest first."""
    found: list[Step] = []
    for step in state.steps():
        if step is before:
            break
        found.append(step)
    return found[::-1]


def on_the_books(state: State) -> Counter[str]:
    """Subject → how often it is held by somebody who can still give it back."""
    return Counter(subject_of(r) for r in state.ledger.values() if r.scope not in (LOST, GONE))


def told(
    machine: Machine, state: State, event: str, steps: list[Step], held: Counter[str]
) -> list[TraceStep]:
    """One event of a story. `held` is what was on the books before it."""
    program = machine.catalog.program
    text = EVENTS[event].text.format(module=program.module_name or program.name, netdev="eth0")
    nouns = tuple(sorted({_held(machine, resource) for resource in state.ledger.values()}))
    story = _Story(machine, held.copy())
    story.steps.append(TraceStep("event", text, None, nouns, _registers(machine, state)))
    for step in steps:
        story.tell(step)
    for subject, count in (story.held - on_the_books(state)).items():
        noun = machine.kind_noun(subject.partition("@")[0])
        text = f"{noun} ({count})" if count > 1 else noun
        story.steps.append(TraceStep("lost", text, None, subject=subject))
    return story.steps


def _registers(machine: Machine, state: State) -> tuple[tuple[str, int | str], ...]:
    """What the device shows of itself, if the program drives one."""
    if not any(impl.trait == "kernel::pci::Driver" for impl in machine.catalog.program.impls):
        return ()
    return machine.device.describe(state.device[1])


class _Story:
    """The steps told so far, which callbacks are running, and what they have done to the books."""

    def __init__(self, machine: Machine, held: Counter[str]) -> None:
        self.machine = machine
        self.held = held
        self.steps: list[TraceStep] = []
        self.running: list[str] = []
        self.subject = ""
        self.left = {True: MAX_ACCESSES, False: MAX_STEPS - 1}

    def tell(self, step: Step) -> None:
        """Add a step, if it is one that is told."""
        if step.kind == "books":
            self.subject = step.text
        elif step.kind == "enter":
            self.running.append(step.text)
            self._add(step)
        elif step.kind == "leave":
            self._add(step)
            del self.running[-1:]
        elif step.kind in ("acquire", "release"):
            self.held[self.subject] += 1 if step.kind == "acquire" else -1
            self._add(step, self.subject)
        elif step.kind in _SHOWN or step.kind in BIOGRAPHY:
            self._add(step)

    def _add(self, step: Step, subject: str = "") -> None:
        extra = step.kind in BIOGRAPHY
        if not self.left[extra]:
            return
        self.left[extra] -= 1
        callback = self.running[-1] if self.running else ""
        device = self._register(step.text) if step.kind in ("read", "write") else ()
        self.steps.append(TraceStep(step.kind, step.text, step.place, (), device, subject, callback))

    def _register(self, text: str) -> tuple[tuple[str, int | str], ...]:
        """The register that an access names by its offset, and the value."""
        offset, _, value = text.partition(" = ")
        cell = self.machine.device.cell(int(offset, 16))
        number: int | str = int(value, 16) if value != "?" else "?"
        return ((cell if isinstance(cell, str) else offset, number),)


def _held(machine: Machine, resource: Resource) -> str:
    """What is on the books, and whether anybody will still give it back."""
    noun = machine.kind_noun(resource.kind)
    return f"{noun} (left behind)" if resource.scope in (LOST, GONE) else noun
