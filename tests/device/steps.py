"""In: nothing; out: what a differential run does to both sides, as data, and where its memory lies."""

from __future__ import annotations

from typing import NamedTuple

from modcheck.device import Access, Command, Elapse, Frame, Link, Reset
from modcheck.device.e1000.registers import REGISTERS

RAM = 64 << 20
TX_RING, RX_RING = 0x200000, 0x210000
TX_BUFFERS, RX_BUFFERS = 0x220000, 0x240000
BUFFER = 2048
RING = 8
DESCRIPTOR = 16
END = 0x280000
"""All that the operations are meant to touch lies in TX_RING … END."""
OFFSET: dict[str, int] = {register.name: register.offset for register in REGISTERS}


class Poke(NamedTuple):
    """The processor writes host memory."""

    address: int
    data: bytes


Step = Poke | Access | Frame | Elapse | Command | Link | Reset


class Operation(NamedTuple):
    """A few steps with a name; both sides are compared after it."""

    name: str
    steps: tuple[Step, ...]


def write(name: str, value: int) -> Access:
    """A register write."""
    return Access(0, OFFSET[name], 4, value)


def read(name: str) -> Access:
    """A register read."""
    return Access(0, OFFSET[name], 4)
