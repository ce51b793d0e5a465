"""In: a state of the 82540EM; out: its rings of descriptors as they are seen from outside, or turned ones."""

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.state import State, number, put
from modcheck.device.port import RingView
from modcheck.domains import Pointer, Unknown, Word, and_

SIZE = 16
"""Bytes of a descriptor (manual 3.2.3, 3.3.3; measured)."""

CELLS = {
    "receive": (reg.RDBAL, reg.RDBAH, reg.RDLEN, reg.RDH, reg.RDT),
    "transmit": (reg.TDBAL, reg.TDBAH, reg.TDLEN, reg.TDH, reg.TDT),
}
"""By ring: the cells of its base, of its length, and of its indices."""


def rings(state: State) -> tuple[RingView, ...]:
    """Both rings."""
    views = []
    for name, (low, high, length, *indices) in CELLS.items():
        words = tuple(state.words[cell] for cell in indices)
        views.append(RingView(name, number(state, length) // SIZE, words, ring_base(state, low, high)))
    return tuple(views)


def with_indices(state: State, name: str, indices: tuple[Word, ...]) -> State:
    """The state with other indices in the registers of a ring."""
    for cell, word in zip(CELLS[name][3:], indices, strict=True):
        state = put(state, cell, word)
    return state


def ring_base(state: State, low_cell: int, high_cell: int) -> Word:
    """Where descriptor 0 lies; the low 4 bits are ignored in use."""
    low, high = and_(state.words[low_cell], 2**64 - SIZE), state.words[high_cell]
    if isinstance(low, int) and isinstance(high, int):
        return high << 32 | low
    return low if isinstance(low, Pointer | Unknown) else Unknown("ring address known in part")


def following(index: int, count: int) -> int:
    """The descriptor after another one; after the last, and outside of the ring, the first."""
    return (index + 1) % count if index < count else 0


def distance(head: int, tail: int, count: int) -> int:
    """How many descriptors lie from head to tail, alike for all turns of the ring; QEMU does not look whether
    the indices are inside of it (measured)."""
    if head < count and tail < count:
        return (tail - head) % count
    return tail - head if head < tail else count + tail - head
