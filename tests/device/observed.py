"""In: the register declarations; out: what is looked at after each operation, and how qtest spells it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from modcheck.device.declarations import Kind, Register
from modcheck.device.e1000.registers import REGISTERS
from tests.device.steps import DESCRIPTOR, END, RING, RX_BUFFERS, RX_RING, TX_RING

BAR = 0xE0000000
ON_READ = (Kind.RC, Kind.RC_PAIR, Kind.RC_W1C)
LARGE = 128
GAP = 0x100


class Window(NamedTuple):
    """Bytes in a row, of BAR 0 or of host memory."""

    start: int
    length: int

    def command(self, base: int = 0) -> str:
        return f"b64read {base + self.start:#x} {self.length:#x}"


class Observed(NamedTuple):
    """What an operation let see: the answers to its steps and to the look around after it, the interrupt pin
    after that, and the frames that left."""

    answers: tuple[bytes, ...]
    pin: bool
    frames: tuple[bytes, ...]


def _windows(registers: list[Register]) -> Iterator[Window]:
    """Windows over registers whose reads change nothing; over small gaps, if nothing in them is touched."""
    touchy = {offset for register in REGISTERS if register.kind in ON_READ for offset in register.offsets()}
    start = end = -1
    for offset in sorted(offset for register in registers for offset in register.offsets()):
        if start >= 0 and offset - end <= GAP and touchy.isdisjoint(range(end, offset)):
            end = offset + 4
            continue
        if start >= 0:
            yield Window(start, end - start)
        start, end = offset, offset + 4
    yield Window(start, end - start)


READABLE = [register for register in REGISTERS if register.kind not in ON_READ]
SMALL = tuple(_windows([register for register in READABLE if register.elements <= LARGE]))
"""All registers that can be looked at without changing anything, but for the long arrays."""
ARRAYS = tuple(_windows([register for register in READABLE if register.elements > LARGE]))
RINGS = (Window(TX_RING, RING * DESCRIPTOR), Window(RX_RING, RING * DESCRIPTOR))
BUFFERS = (Window(RX_BUFFERS, 0x4000),)
MEMORY = (Window(TX_RING, END - TX_RING),)
PCI_COMMAND = "inl 0xcfc"
"""PCI COMMAND and STATUS, while their address stands in 0xcf8."""
INTERRUPT_STATUS = 1 << 16 + 3


class Look(NamedTuple):
    """How far the look around after an operation goes."""

    buffers: bool = False
    everything: bool = False

    def registers(self) -> tuple[Window, ...]:
        return (*SMALL, *ARRAYS) if self.everything else SMALL

    def memory(self) -> tuple[Window, ...]:
        if self.everything:
            return (*RINGS, *MEMORY)
        return (*RINGS, *BUFFERS) if self.buffers else RINGS


@cache
def commands(look: Look) -> tuple[str, ...]:
    """What is asked to look so far."""
    registers = [window.command(BAR) for window in look.registers()]
    return (*registers, *(window.command() for window in look.memory()), PCI_COMMAND)


@cache
def answered(look: Look) -> int:
    """How many bytes are answered to that."""
    windows = (*look.registers(), *look.memory())
    return sum(len("OK \n") + -(-window.length // 3) * 4 for window in windows) + len("OK 0x0000\n")


PLACES: dict[int, str] = {
    offset: register.name if register.elements == 1 else f"{register.name}[{index}]"
    for register in REGISTERS
    for index, offset in enumerate(register.offsets())
}


def differences(ours: Observed, theirs: Observed, look: Look, steps: int) -> Iterator[str]:
    """What two observations of the same operation do not agree on, a line each."""
    windows = [*look.registers(), *look.memory()]
    names = [*(f"answer {index}" for index in range(steps)), *map(str, windows), "PCI STATUS and COMMAND"]
    for name, mine, other in zip(names, ours.answers, theirs.answers, strict=True):
        if mine != other and name.startswith("Window"):
            yield from _bytes_apart(windows[names.index(name) - steps], mine, other)
        elif mine != other:
            yield f"{name}: model {mine.decode()}, QEMU {other.decode()}"
    if ours.pin != theirs.pin:
        yield f"interrupt pin: model {ours.pin}, QEMU {theirs.pin}"
    if ours.frames != theirs.frames:
        yield f"frames: model {[f.hex() for f in ours.frames]}, QEMU {[f.hex() for f in theirs.frames]}"


def _bytes_apart(window: Window, mine: bytes, other: bytes) -> Iterator[str]:
    """The words of a window that differ."""
    ours, theirs = (b64decode(answer[3:]) for answer in (mine, other))
    for at in range(0, window.length, 4):
        a, b = (int.from_bytes(side[at : at + 4], "little") for side in (ours, theirs))
        if a != b:
            place = window.start + at
            yield f"{PLACES.get(place, '')} {place:#x}: model {a:#010x}, QEMU {b:#010x}"
