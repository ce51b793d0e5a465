"""One machine that goes on from event to event: events in, what each did and when out.

As the engine runs a schedule, but the device is exact (it keeps time and the contents of frames), interrupts
come by themselves, and the k-th call that can fail may be told to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from modcheck.device import Frame
from modcheck.domains.heap import Broken, Step
from modcheck.engine import Machine, begin, boot, perform
from modcheck.environment import enabled, passes, receive
from modcheck.environment.ledger import world_field

INTERRUPTS = 8
"""An interrupt that is there still after so many handlers is a storm; the run goes on without it."""
_HANDED_UP = ("bindings::napi_gro_receive", "")


class Happened(NamedTuple):
    """What one event did: its steps, oldest first, each with the milliseconds since boot."""

    event: str
    steps: tuple[tuple[int, Step], ...]
    broken: tuple[Broken, ...]
    stopped: str


class Nth(frozenset[str]):
    """A plan in which the n-th call that can fail does. Every label that is asked for is in the order in
    which the run comes to it; what is no call (`irq@…`, a phrase) does not count."""

    left: int
    asked: int
    """How many calls that can fail the run came to."""

    def __new__(cls, number: int) -> Nth:
        made = super().__new__(cls)
        made.left, made.asked = number, 0
        return made

    def __contains__(self, label: object) -> bool:
        name = str(label).partition("@")[0]
        if name == "irq" or " " in name:
            return False
        self.left -= 1
        self.asked += 1
        return self.left == 0


class _Asked:
    """What can be asked of the machine as it is now."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        machine.plan = frozenset()
        machine.limit = 0  # of the ways that an event can go, the first is taken: run no other
        self.state = boot(machine, budget=(0, 0, 0, 0), exact=True)
        self.clock = 0
        """Milliseconds since boot."""

    def can(self, event: str) -> bool:
        """Is the event possible now?"""
        return not self.state.stopped and event in enabled(self.machine, self.state, budget=False)

    def holds_back(self) -> bool:
        """Does the device have an interrupt to raise, later?"""
        device, state = self.machine.device, self.state.device[1]
        return device.can_interrupt(state) and device.causes(state) != 0 and not device.line(state)

    def interface(self) -> Any | None:
        """A pointer to the network interface, if there is one."""
        netdevs = self._world("netdevs").items
        return netdevs[0] if netdevs else None

    def of_interface(self, *names: str) -> list[Any]:
        """Fields of the interface."""
        pointer = self.interface()
        assert pointer is not None
        value = self.state.load(pointer.root, ())
        return [value.items[self.machine.field(value, name)] for name in names]

    def carries(self) -> bool:
        """Is there an interface that is up and has a carrier?"""
        return self.interface() is not None and all(self.of_interface("up", "carrier"))

    def takes_packets(self) -> bool:
        """Would the stack hand a packet to the driver now?"""
        if self.state.stopped or not self.carries():
            return False
        return not any(self.of_interface("queue_stopped", "stack_xoff"))

    def handed_up(self) -> int:
        """How many frames the driver has given to the stack since boot."""
        return self.machine.tally.points.get(_HANDED_UP, 0)

    def warning(self, step: Step) -> str:
        """What the kernel prints at a broken promise where the function that was called warns of it."""
        called = re.search(r"`(\w+)` runs ", step.text) if step.kind == "broken" else None
        fact = self.machine.catalog.book.facts.get(called[1]) if called else None
        return fact.symptom if fact is not None and fact.symptom.startswith("WARNING") else ""

    def printed(self, happened: Happened) -> list[str]:
        """The lines of the log that an event adds."""
        lines = (step.text if step.kind == "log" else self.warning(step) for _, step in happened.steps)
        return [line for line in lines if line]

    def _world(self, name: str) -> Any:
        return self.state.load("world", world_field(self.machine, self.state, name))


class Simulated(_Asked):
    """The state after all that has happened so far."""

    def happens(
        self, event: str, plan: frozenset[str] = frozenset(), function: str = "", args: Iterable[Any] = ()
    ) -> Happened:
        """Let an event happen; `function`: the rule that does it, if not the usual one."""
        before = self.state.history
        self.machine.plan = plan
        self.state = perform(self.machine, self.state, event, function, args)[0]
        return self._since(before, event)

    def receives(self, content: bytes) -> Happened:
        """A frame comes from the wire."""
        before = self.state.history
        begin(self.state, "frame")
        receive(self.machine, self.state, Frame(len(content), content))
        return self._since(before, "frame")

    def waits(self, milliseconds: int) -> Happened:
        """Time passes, for the device too."""
        before = self.state.history
        begin(self.state, "time")
        passes(self.machine, self.state, milliseconds)
        return self._since(before, "time")

    def interrupts(self) -> list[Happened]:
        """Interrupts come as long as the line is up and somebody handles it."""
        found: list[Happened] = []
        while self.can("irq") and len(found) < INTERRUPTS:
            found.append(self.happens("irq"))
        return found

    def _since(self, before: Step | None, event: str) -> Happened:
        steps: list[Step] = []
        for step in self.state.steps():
            if step is before:
                break
            steps.append(step)
        timed: list[tuple[int, Step]] = []
        for step in reversed(steps):
            if step.kind == "time":
                self.clock += int(step.text)
            timed.append((self.clock, step))
        self.state.history = None
        return Happened(event, tuple(timed), self.state.broken, self.state.stopped)
