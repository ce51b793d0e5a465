"""A machine and a scenario in, lines with times and the frames on the wire out.

Each step begins a second after the one before; what a driver sleeps is added; nothing else takes time. The
contents of a frame that the device sends are those of the packets that the driver took, in their order: what
the driver itself does to the bytes is not modelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from modcheck.domains.heap import Step as Happening
from modcheck.engine import Machine
from modcheck.errors import UsageError
from modcheck.ir import Program
from modcheck.simulation import network
from modcheck.simulation.capture import Wired
from modcheck.simulation.kernel import Happened, Nth, Simulated
from modcheck.simulation.scenario import Scenario, Step
from modcheck.simulation.stack import Stack

SECOND = 1_000
_INTERFACE = "kernel::net::DeviceOperations"
_UNTOLD = frozenset({"time", "event", "books", "free"})
"""Steps that only serve others."""
_NEEDS = {
    "a network interface": ("up", "down", "ping", "send", "frame", "link", "stats"),
    "a device file": ("cat", "echo"),
}
"""What a driver must have for a step."""
_TYPED = {
    "insmod": "insmod {module}.ko", "rmmod": "rmmod {module}", "up": "ip link set eth0 up",
    "down": "ip link set eth0 down", "stats": "ifconfig eth0", "ping": "ping -c {times} {partner}",
    "cat": "cat /dev/{module}", "echo": "echo Hello > /dev/{module}",
}  # fmt: skip
_REFUSED = {
    "insmod": "insmod: can't insert '{module}.ko': File exists",
    "rmmod": "rmmod: can't unload module '{module}': No such file or directory",
    "up": "ip: SIOCGIFFLAGS: No such device", "down": "ip: SIOCGIFFLAGS: No such device",
    "stats": "ifconfig: eth0: error fetching interface information: Device not found",
    "ping": "ping: sendto: Network is unreachable",
    "cat": "cat: can't open '/dev/{module}': No such file or directory",
    "echo": "sh: can't create /dev/{module}: No such device or address",
}  # fmt: skip
"""What the tools of busybox say."""


class Line(NamedTuple):
    """`kind`: `typed` or `said` at the console, `impossible` (an event of a finding that cannot come), `log`,
    `broken` (a promise), `end` (the machine stops), or what the engine calls a step."""

    milliseconds: int
    kind: str
    text: str


class Simulation(NamedTuple):
    """What happened."""

    lines: tuple[Line, ...]
    frames: tuple[Wired, ...]
    sent: int
    """Echo requests."""
    answered: int
    steps: int
    """Operations of the engine."""
    stopped: str
    assumed: tuple[str, ...]
    """What was not seen on the way."""


def fitting(program: Program, file_trait: str) -> str:
    """The scenario that shows most of what a driver does."""
    traits = {impl.trait for impl in program.impls}
    return (
        "remove_story" if _INTERFACE in traits else "char_device" if file_trait in traits else "load_unload"
    )


def simulate(machine: Machine, scenario: Scenario) -> Simulation:
    """Run a scenario from a machine after boot; it ends early where the machine stops. `UsageError` if it
    needs what the driver does not have."""
    traits = {impl.trait for impl in machine.catalog.program.impls}
    needs = (_INTERFACE, machine.catalog.book.file_trait)
    for trait, (what, steps) in zip(needs, _NEEDS.items(), strict=True):
        needed = next((step.do for step in scenario.steps if step.do in steps), "")
        if needed and trait not in traits:
            raise UsageError(
                f"`{needed}` needs {what}, and the driver has none",
                place=machine.catalog.program.name,
                advice=f"it implements no {trait}; leave out such steps",
            )
    run = _Run(machine)
    for step in scenario.steps:
        if run.now.state.stopped:
            break
        run.step(step)
    state, stack = run.now.state, run.stack
    assumed = tuple(sorted(state.assumed))
    counts = (stack.pings, stack.answered, machine.executed)
    return Simulation(tuple(run.lines), tuple(run.frames), *counts, state.stopped, assumed)


class _Run:
    """The lines so far, and the machine as it is now."""

    def __init__(self, machine: Machine) -> None:
        self.now = Simulated(machine)
        name = machine.module()[1] or machine.catalog.program.name
        self.names = {"module": name, "partner": network.PARTNER}
        self.lines: list[Line] = []
        self.frames: list[Wired] = []
        self.stack = Stack()

    def step(self, step: Step) -> None:
        """One step of the scenario."""
        self.tell(self.now.waits(step.times * SECOND if step.do == "wait" else SECOND))
        if step.choices is not None:
            self.exactly(step)
            return
        self.settle(step.late)
        if step.do in ("send", "frame", "link"):
            self.traffic(step)
        elif step.do != "wait":
            self.typed(step)
            self.command(step)

    def exactly(self, step: Step) -> None:
        """An event of a finding, with what is chosen in it."""
        self.typed(step)
        if self.now.can(step.do):
            self.tell(self.now.happens(step.do, frozenset(step.choices or ())))
        else:
            self.say("impossible", f"({step.do} is not possible now)")

    def traffic(self, step: Step) -> None:
        """Packets that nobody answers, frames that nobody asked for, a cable that is pulled and put back."""
        for number in range(step.times):
            if step.do == "link":
                self.tell(self.now.happens("link"))
            elif step.do == "frame":
                self.stack.coming.append(network.stranger(number))
            elif self.now.carries():
                self.stack.waiting.append(network.solicitation())
            self.settle(step.late)

    def command(self, step: Step) -> None:
        """What a person does."""
        interface = self.now.interface()
        if step.do == "ping" and self.now.carries():
            self.ping(step)
        elif step.do == "stats" and interface is not None:
            self.tell(self.now.happens("stats", function="bindings::netdev_stats", args=[interface]))
        elif self.now.can(step.do):
            plan = Nth(step.fail)
            self.tell(self.now.happens(step.do, plan if step.fail else frozenset()))
            if step.fail and plan.left > 0:
                self.say("said", f"(nothing failed: {plan.asked} calls of `{step.do}` can)")
            if step.do != "up":
                self.stack.closed()
            self.settle(step.late)
        else:
            self.say("said", _REFUSED[step.do].format(**self.names))

    def ping(self, step: Step) -> None:
        """An echo request each second."""
        stack = self.stack
        sent, answered = stack.pings, stack.answered
        for number in range(step.times):
            if number:
                self.tell(self.now.waits(SECOND))
            stack.ping(number)
            self.settle(step.late)
            if self.now.state.stopped:
                return
        sent, answered = stack.pings - sent, stack.answered - answered
        self.say("said", f"{sent} packets transmitted, {answered} packets received")

    def settle(self, late: bool) -> None:
        """Everything goes on until nothing is under way that can go on. Early answers come before the
        interrupt of what they answer is handled. The device may hold an interrupt back for less than a
        millisecond."""
        moved = True
        while moved and not self.now.state.stopped:
            moved = self.transmit()
            for handle in (self.interrupt, self.arrive) if late else (self.arrive, self.interrupt):
                moved = handle() or moved
            if not moved and self.now.holds_back():
                self.tell(self.now.waits(1))
                moved = self.now.can("irq")

    def transmit(self) -> bool:
        """Give the driver one packet, if it takes one."""
        waiting = self.stack.waiting
        if not waiting or not self.now.takes_packets():
            return False
        args = [self.now.interface(), len(waiting[0])]
        happened = self.now.happens("xmit", function="bindings::send", args=args)
        taken = bool(self.now.state.result)
        if taken:
            self.stack.given.append(waiting.popleft())
        self.tell(happened)
        return taken

    def arrive(self) -> bool:
        """All answers reach the device."""
        coming = self.stack.coming
        moved = bool(coming)
        while coming:
            frame = coming.popleft()
            happened = self.now.receives(frame)
            if any(step.kind == "received" for _, step in happened.steps):
                self.stack.received.append(frame)
            self.frames.append(Wired(self.now.clock / SECOND, frame, False))
            self.tell(happened)
        return moved

    def interrupt(self) -> bool:
        """Interrupts are handled, and the stack gets what the driver hands up."""
        before = self.now.handed_up()
        happened = self.now.interrupts()
        for one in happened:
            self.tell(one)
        for _ in range(min(self.now.handed_up() - before, len(self.stack.received))):
            if printed := self.stack.handed_up():
                self.say("said", printed)
        return bool(happened)

    def tell(self, happened: Happened) -> None:
        """The steps of an event as lines, and what it put on the wire."""
        for milliseconds, step in happened.steps:
            if step.kind == "sent":
                content = self.stack.sent(int(step.text.split()[0]))
                self.frames.append(Wired(milliseconds / SECOND, content, True))
            if step.kind not in _UNTOLD and not step.text.endswith("retained"):
                self.lines.append(Line(milliseconds, step.kind, self.told(step)))
            if warning := self.now.warning(step):
                self.lines.append(Line(milliseconds, "log", warning))

    def told(self, step: Happening) -> str:
        """An access with the name of its register, anything else as it is."""
        if step.kind not in ("read", "write"):
            return step.text
        offset, _, value = step.text.partition(" = ")
        cell = self.now.machine.device.cell(int(offset, 16))
        return f"{cell if isinstance(cell, str) else offset} = {value}"

    def typed(self, step: Step) -> None:
        """What a person types for a step; events that no person brings about stand in parentheses."""
        shown = _TYPED.get(step.do, f"({step.do})")
        self.say("typed", shown.format(times=step.times, **self.names))

    def say(self, kind: str, text: str) -> None:
        self.lines.append(Line(self.now.clock, kind, text))


def logged(lines: Iterable[Line]) -> list[str]:
    """The lines of the log alone."""
    return [line.text for line in lines if line.kind == "log"]
