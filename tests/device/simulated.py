"""In: operations; out: what the model of the 82540EM lets see after each of them, spelled as QEMU would.

Registers are read through the model's own reads, each whenever the part of the state that holds it has
changed.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import NamedTuple

from modcheck.device import E1000, Access, Elapse, Ordered, Profile, Reaction
from modcheck.device.e1000 import State
from modcheck.device.e1000.registers import CELLS, COMMAND_MEM, COUNTED, REGISTERS
from tests.device.guest import GuestMemory
from tests.device.observed import INTERRUPT_STATUS, LARGE, ON_READ, Look, Observed, Window
from tests.device.steps import OFFSET, Operation, Poke, Step

DONE = b"OK"
MOST_WAITING = 8
MILLISECOND = 1_000_000
REGISTER = {register.name: register for register in REGISTERS}
# Registers by the part of the state that holds them.
BY_CELL: tuple[tuple[int, ...], ...] = tuple(
    tuple(OFFSET[shown] for shown in (("ICS",) if name == "ICR" else (name,))) for name in CELLS
)
COUNTERS = tuple(OFFSET[name] for name in COUNTED if REGISTER[name].kind not in ON_READ)
COMPUTED = (OFFSET["EECD"],)
ALL_SMALL = tuple(
    offset
    for register in REGISTERS
    if register.kind not in ON_READ and register.elements <= LARGE
    for offset in register.offsets()
)
ALL_LARGE = tuple(at for register in REGISTERS if register.elements > LARGE for at in register.offsets())


class Hint(NamedTuple):
    """What the side that runs second must know of the first: how many frames wait before each step and at
    the end, and how many leave."""

    waiting: tuple[int, ...]
    leaving: int


class Simulation:
    """The model with plain memory, and what was seen of it last."""

    def __init__(self, model: Ordered | None = None) -> None:
        self.model: Ordered = model or E1000()
        self.memory = GuestMemory()
        self.clock = 0
        self.state: State = self.model.power_on(Profile.QEMU, exact=True)
        self._image = bytearray(0x20000)
        self._seen: State | None = None
        self._shown: dict[Window, bytes] = {}
        self._shown_memory: dict[Window, tuple[int, bytes]] = {}

    def run(self, operation: Operation, look: Look) -> tuple[Observed, Hint] | None:
        """Does the steps of an operation and looks around. None, and nothing is done, if a frame of no
        bytes would leave, which blocks QEMU's backend for ever, or if too many would wait in it."""
        before, clock = self.state, self.clock
        self.memory.checkpoint()
        answers: list[bytes] = []
        frames: list[bytes] = []
        waiting: list[int] = []
        for step in operation.steps:
            waiting.append(len(self.state.waiting))
            reaction = self.do(step)
            answers.append(self._answer(step, reaction))
            frames += [sent.content or b"" for sent in reaction.sent] if reaction else ()
        waiting.append(len(self.state.waiting))
        if b"" in frames or max(waiting) > MOST_WAITING:
            self.memory.roll_back()
            self.state, self.clock = before, clock
            return None
        return self._observed(answers, frames, look), Hint(tuple(waiting), len(frames))

    def do(self, step: Step) -> Reaction | None:
        """Does one step."""
        if isinstance(step, Poke):
            self.memory.write(step.address, step.data)
            return None
        (reaction,) = self.model.react(self.state, step, self.memory)
        self.state = reaction.state
        for address, width, value in reaction.stores:
            self.memory.store(address, width, value)
        if isinstance(step, Elapse):
            self.clock += step.milliseconds * MILLISECOND + step.nanoseconds
        return reaction

    def _answer(self, step: Step, reaction: Reaction | None) -> bytes:
        if isinstance(step, Access) and step.value is None:
            value = reaction.value if reaction else None
            return b"OK 0x%016x" % (value if isinstance(value, int) else -1)
        return b"OK %d" % self.clock if isinstance(step, Elapse) else DONE

    def _observed(self, answers: list[bytes], frames: list[bytes], look: Look) -> Observed:
        self._refresh(look.everything)
        decoding = self.state.command & COMMAND_MEM
        for window in look.registers():
            answers.append(self._registers(window) if decoding else _encoded(bytes(window.length)))
        answers += [self._memory(window) for window in look.memory()]
        status = INTERRUPT_STATUS if self.model.pending(self.state) else 0
        answers.append(b"OK 0x%04x" % (status | self.state.command))
        return Observed(tuple(answers), self.model.line(self.state), tuple(frames))

    def _registers(self, window: Window) -> bytes:
        shown = self._shown.get(window)
        if shown is None:
            shown = _encoded(self._image[window.start : window.start + window.length])
            self._shown[window] = shown
        return shown

    def _memory(self, window: Window) -> bytes:
        writes, shown = self._shown_memory.get(window, (-1, b""))
        if writes != self.memory.writes:
            shown = _encoded(self.memory.block(window.start, window.length))
            self._shown_memory[window] = (self.memory.writes, shown)
        return shown

    def _refresh(self, everything: bool) -> None:
        """Reads again what may have changed since the last look; at times more than that."""
        state, seen = self.state, self._seen
        if not state.command & COMMAND_MEM or seen is state:
            return
        if seen is None:
            self._read((*ALL_SMALL, *ALL_LARGE))
        else:
            self._read(ALL_SMALL if everything else tuple(_changed(seen, state)))
            self._read(tuple({at for at, _ in set(seen.rest.held) ^ set(state.rest.held)}))
        self._seen = state

    def _read(self, offsets: tuple[int, ...]) -> None:
        image, state, react, memory = self._image, self.state, self.model.react, self.memory
        for offset in offsets:
            value = react(state, Access(0, offset, 4), memory)[0].value
            word = (value if isinstance(value, int) else -1 & 0xFFFFFFFF).to_bytes(4, "little")
            if image[offset : offset + 4] != word:
                image[offset : offset + 4] = word
                for window in [one for one in self._shown if one.start <= offset < one.start + one.length]:
                    del self._shown[window]


def _changed(seen: State, state: State) -> Iterator[int]:
    """The registers whose place in the state holds something else."""
    if seen.words is not state.words:
        for offsets, before, after in zip(BY_CELL, seen.words, state.words, strict=True):
            if before != after:
                yield from offsets
    if seen.rest.microwire is not state.rest.microwire:
        yield from COMPUTED
    counted, counting = seen.rest.exact, state.rest.exact
    if counted is None or counting is None or counted.counters is not counting.counters:
        yield from COUNTERS


def _encoded(data: bytes | bytearray) -> bytes:
    return b"OK " + b64encode(data)
