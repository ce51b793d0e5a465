"""In: a seed and a number; out: whether the model of `edu` and QEMU's did the same in so many operations.

`python -m tests.device.edu.differential --operations 100000 --seed N`; without a seed that of the day. After
each operation all registers, the interrupt pin, PCI STATUS and COMMAND, and the memory that transfers reach.
"""

from __future__ import annotations

import argparse
import time
from base64 import b64encode
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import NamedTuple

from modcheck.device import Access, Command, Edu, Elapse, Ordered, Profile, Progress, Reset
from modcheck.device.edu.registers import (
    BUFFER,
    CAUSE_FACTORIAL,
    FIRMWARE_COMMAND,
    REGISTERS,
    STATUS_COMPUTING,
    STATUS_INTERRUPT,
)
from tests.device.differential import seed_of_the_day
from tests.device.guest import GuestMemory
from tests.device.qemu.accelerator import version
from tests.device.qemu.pci import BAR0, CONFIG_COMMAND, IRQ_PIN, set_up
from tests.device.qemu.protocol import Qtest
from tests.device.steps import Poke

MEMORY, LENGTH = 0x200000, 0x2000
OFFSET = {register.name: register.offset for register in REGISTERS}
SHOWN = [register for register in REGISTERS if register.name != "FACTORIAL"]
INTERRUPT_STATUS = 1 << 16 + 3
CAPABILITIES = 1 << 16 + 4
CHUNK = 50

Step = Poke | Access | Elapse | Command | Reset | Progress
Operation = tuple[Step, ...]


AROUND = (
    *(f"read{'q' if one.width == 8 else 'l'} {BAR0 + one.offset:#x}" for one in SHOWN),
    *(f"b64read {MEMORY:#x} {LENGTH:#x}", f"inl {CONFIG_COMMAND:#x}"),
)


class Seen(NamedTuple):
    """What an operation let see."""

    answers: tuple[bytes, ...]
    pin: bool


def write(name: str, value: int, width: int = 4) -> Access:
    return Access(0, OFFSET[name], width, value)


class Generator:
    """Draws operations; transfers stay where QEMU 7.2 survives them."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def operations(self) -> Iterator[Operation]:
        """First a device that is decoded and may master the bus."""
        yield (Command(6),)
        makers = (self._access, self._compute, self._causes, self._transfer, self._wait, self._other)
        while True:
            (maker,) = self.random.choices(makers, (4, 2, 3, 4, 3, 1))
            yield maker()

    def _access(self) -> Operation:
        random = self.random
        register = random.choice([r for r in REGISTERS if r.name not in ("FACTORIAL", "DMA_COMMAND")])
        if register.width == 8:
            return self._place(register.name)
        value = random.getrandbits(32) if random.random() < 0.5 else None
        return (Access(0, register.offset, 4, value),)

    def _place(self, name: str) -> Operation:
        """The registers of a transfer, which a later command may use as they are."""
        width = self.random.choice((4, 8))
        beyond_mask = self.random.choice((0, 0, 5)) << 28 if width == 8 else 0
        host, own = MEMORY + self.random.randrange(0x800), BUFFER + self.random.randrange(0x400)
        value = self.random.choice((host | beyond_mask, own))
        if name == "DMA_COUNT":
            value = self.random.choice((1, 4, 100, 0x3FF))
        return (write(name, value, width), Access(0, OFFSET[name], self.random.choice((4, 8))))

    def _compute(self) -> Operation:
        """A factorial; QEMU's other thread is waited for, and that it has raised its cause."""
        number = self.random.choice((0, 1, 2, 5, 12, 13, 20, 33, 34, 35, 100))
        switch = write("STATUS", self.random.choice((0, 0x80, 0x80, 0xFF)))
        compute = (write("IRQ_ACK", 1), write("FACTORIAL", number), Progress())
        steps = (*compute, Access(0, OFFSET["FACTORIAL"], 4))
        return (switch, *steps) if self.random.random() < 0.6 else steps

    def _causes(self) -> Operation:
        name = self.random.choice(("IRQ_RAISE", "IRQ_ACK", "IRQ_ACK"))
        return (write(name, self.random.choice((0, 1, 0x100, 0x101, 2, 0xFFFFFFFF))),)

    def _transfer(self) -> Operation:
        """A whole transfer, or its command alone, written while another runs or not."""
        random = self.random
        host, own = MEMORY + random.randrange(0x1000), BUFFER + random.randrange(0x800)
        length, direction = random.choice((1, 2, 7, 64, 1000, 0x7FE)), random.randrange(2)
        beyond_mask = host | random.choice((0, 0, 5)) << 28
        source, destination = (own, beyond_mask) if direction else (beyond_mask, own)
        command = write("DMA_COMMAND", 1 | direction << 1 | random.randrange(2) << 2, random.choice((4, 8)))
        steps: Operation = (
            *(write("DMA_SOURCE", source, 8), write("DMA_DESTINATION", destination, 8)),
            *(write("DMA_COUNT", length, 8), command),
        )
        if random.random() < 0.5:
            steps = (Poke(host, random.randbytes(length)), *steps)
        # What earlier operations left in the registers may lie outside: a command alone only after waiting.
        idle = (Elapse(101), *steps)
        return (*idle, Elapse(100)) if random.random() < 0.5 else idle

    def _wait(self) -> Operation:
        waits = (1, 500_000, 999_999, 10**6, 99 * 10**6, 99_999_999, 10**8, 10**8 + 1)
        return (Elapse(0, self.random.choice(waits)),)

    def _other(self) -> Operation:
        draw = self.random.random()
        if draw < 0.2:
            return (Reset(), Command(6))
        steps = (Command(self.random.choice((6, 2, 0x406, 4, 0x506))), *self._causes())
        return steps if draw < 0.5 else (*steps, Command(6))


class Simulation:
    """The model, looked at as QEMU is."""

    def __init__(self, model: Ordered | None = None) -> None:
        self.model: Ordered = model or Edu()
        self.memory = GuestMemory()
        self.state = self.model.power_on(Profile.QEMU, exact=True)
        self.clock = 0

    def run(self, operation: Operation) -> Seen:
        """Does the steps and looks around."""
        answers = [self._do(step) for step in operation]
        for register in SHOWN:
            value = self._read(Access(0, register.offset, register.width))
            answers.append(b"OK 0x%016x" % value)
        answers.append(b"OK " + b64encode(self.memory.block(MEMORY, LENGTH)))
        status = INTERRUPT_STATUS if self.model.pending(self.state) else 0
        answers.append(b"OK 0x%04x" % (CAPABILITIES | status | self.state.command))
        return Seen(tuple(answers), self.model.line(self.state))

    def _read(self, access: Access) -> int:
        value = self.model.react(self.state, access, self.memory)[0].value
        return value if isinstance(value, int) else -1

    def _do(self, step: Step) -> bytes:
        if isinstance(step, Poke):
            self.memory.write(step.address, step.data)
            return b"OK"
        (reaction,) = self.model.react(self.state, step, self.memory)
        self.state = reaction.state
        for store in reaction.stores:
            self.memory.store(store.address, store.width, store.value)
        if isinstance(step, Elapse):
            self.clock += step.milliseconds * 1_000_000 + step.nanoseconds
            return b"OK %d" % self.clock
        reads = isinstance(step, Access) and step.value is None
        return b"OK 0x%016x" % reaction.value if reads and isinstance(reaction.value, int) else b"OK"


class Oracle:
    """A QEMU with the device."""

    def __init__(self) -> None:
        self.qtest = Qtest(["-device", "edu,addr=03"], IRQ_PIN)
        set_up(self.qtest, FIRMWARE_COMMAND)
        self._commands: list[str] = []
        self._answers: list[tuple[bytes, bool]] = []

    def run(self, chunk: list[Operation]) -> list[Seen]:
        """Does the steps of some operations and looks around after each."""
        self._answers = []
        bounds = []
        for operation in chunk:
            first = len(self._answers) + len(self._commands)
            for step in operation:
                self._step(step)
            self._commands += AROUND
            bounds.append((first, len(self._answers) + len(self._commands)))
        self._flush()
        return [
            Seen(tuple(answer for answer, _ in self._answers[first:end]), self._answers[end - 1][1])
            for first, end in bounds
        ]

    def _step(self, step: Step) -> None:
        if isinstance(step, Poke):
            self._commands.append(f"write {step.address:#x} {len(step.data):#x} 0x{step.data.hex()}")
        elif isinstance(step, Access):
            size, address = "q" if step.width == 8 else "l", BAR0 + step.offset
            write = f"write{size} {address:#x} {step.value:#x}" if isinstance(step.value, int) else ""
            self._commands.append(write or f"read{size} {address:#x}")
        elif isinstance(step, Elapse):
            self._commands.append(f"clock_step {step.milliseconds * 1_000_000 + step.nanoseconds}")
        elif isinstance(step, Command):
            self._commands.append(f"outw {CONFIG_COMMAND:#x} {step.value:#x}")
        else:
            self._flush()
            self._outside(step)
            self._answers.append((b"OK", self.qtest.level))

    def _outside(self, step: Reset | Progress) -> None:
        if isinstance(step, Reset):
            self.qtest.ask(["outb 0xcf9 0x6"])
            self.qtest.settle(3)
            set_up(self.qtest, 0)
            return
        while self._read("STATUS") & STATUS_COMPUTING:
            pass
        if self._read("STATUS") & STATUS_INTERRUPT:  # the thread raises it when it has cleared COMPUTING
            while not self._read("IRQ_STATUS") & CAUSE_FACTORIAL:
                pass
            self.qtest.settle(2)

    def _read(self, name: str) -> int:
        return int(self.qtest.ask([f"readl {BAR0 + OFFSET[name]:#x}"])[0][3:], 16)

    def _flush(self) -> None:
        if self._commands:
            self._answers += self.qtest.followed(self._commands, 0)
            self._commands = []


Found = tuple[int, Operation, Seen, Seen]


def first_mismatch(seed: int, count: int, model: Ordered | None = None) -> Found | None:
    """The first operation of a seed after which the two sides differ, and what both let see."""
    simulation, oracle = Simulation(model), Oracle()
    wanted = islice(Generator(Random(seed)).operations(), count)
    number = 0
    with oracle.qtest:
        while chunk := list(islice(wanted, CHUNK)):
            ours = [simulation.run(operation) for operation in chunk]
            for operation, mine, other in zip(chunk, ours, oracle.run(chunk), strict=True):
                number += 1
                if mine != other:
                    return number, operation, mine, other
    return None


def told(found: Found) -> Iterator[str]:
    """A mismatch, in lines."""
    number, operation, mine, other = found
    yield f"operation {number}"
    yield from (f"  {step}"[:200] for step in operation)
    for ours, theirs in zip(mine.answers, other.answers, strict=True):
        if ours != theirs:
            yield f"  model {ours[:60]!r}, QEMU {theirs[:60]!r}"
    if mine.pin != other.pin:
        yield f"  interrupt pin: model {mine.pin}, QEMU {other.pin}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.device.edu.differential")
    parser.add_argument("--operations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=seed_of_the_day())
    arguments = parser.parse_args()
    print(f"{version()}; edu, seed {arguments.seed}, {arguments.operations} operations", flush=True)
    started = time.perf_counter()
    found = first_mismatch(arguments.seed, arguments.operations)
    seconds = time.perf_counter() - started
    if found is not None:
        print("\n".join(told(found)))
        return 1
    print(f"no mismatch; {seconds:.0f} s, {arguments.operations / seconds:.0f} operations/s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
