"""In: host memory and answers to open questions; out: one reaction in the making, with all its effects."""

from typing import Any

from modcheck.device.choice import Choice, all_tried, chosen_bits
from modcheck.device.port import Fault, FaultKind, Memory, Reaction, Store, Transmitted
from modcheck.domains import Bits, Unknown, Word

NOTHING = Unknown("host memory that the device reads")


class Turn:
    """What one event does outside of the device's state. Loads see the stores before them, where both have
    numbers as addresses. A function that is off the bus reads zeros, and its stores vanish."""

    __slots__ = ("acknowledged", "choice", "connected", "faults", "memory", "raised", "sent", "stores")

    def __init__(self, memory: Memory, choice: Choice, connected: bool = True) -> None:
        self.memory = memory
        self.choice = choice
        self.connected = connected
        self.stores: list[Store] = []
        self.sent: list[Transmitted] = []
        self.faults: list[Fault] = []
        self.raised = 0
        self.acknowledged = 0

    def load(self, address: Word, width: int) -> Word:
        """A little-endian word of `width` bytes."""
        if not self.connected:
            return 0
        if self.stores and self.stored(address, width):
            found = self.block(address, width)
            return NOTHING if found is None else int.from_bytes(found, "little")
        return self.memory.load(address, width)

    def block(self, address: Word, length: int) -> bytes | None:
        """`length` bytes in a row, None if they are not known."""
        if not self.connected:
            return bytes(length)
        found = self.memory.block(address, length)
        if found is None or not isinstance(address, int) or not self.stores:
            return found
        for store in self.stores:
            if isinstance(store.address, int) and _overlap(store.address, store.width, address, length):
                if not isinstance(store.value, int):
                    return None
                found = _patched(found, address, store.address, store.value.to_bytes(store.width, "little"))
        return found

    def store(self, address: Word, width: int, value: Word) -> None:
        """`width` bytes written, after what was written before."""
        if self.connected:
            self.stores.append(Store(address, width, value))

    def decide(self, truth: bool | None, expected: bool) -> bool:
        """A truth; if it is open, both, the expected one first."""
        if truth is not None:
            return truth
        return expected if self.choice.pick(2) == 0 else not expected

    def number(self, word: Word, deciding: int, register: str, field: str) -> int:
        """A word of host memory that decides something: what is open of the `deciding` bits is tried out if
        it is little, else it is taken as 0 and a fault."""
        if isinstance(word, int):
            return word
        known, doubt = (word.value, word.mask) if isinstance(word, Bits) else (0, deciding)
        doubt &= deciding
        if not all_tried(doubt, self.choice):
            text = f"the {field} is not known"
            self.faults.append(Fault(FaultKind.UNKNOWN_WORD, register, text))
        return known | chosen_bits(doubt, self.choice)

    def reaction(self, state: Any, value: Word | None = None) -> Reaction:
        """The finished reaction."""
        return Reaction(
            *(state, value, tuple(self.stores), self.acknowledged, self.raised),
            *(tuple(self.sent), tuple(self.faults)),
        )

    def stored(self, address: Word, width: int) -> bool:
        """Was something written there before, as far as addresses are numbers?"""
        return isinstance(address, int) and any(
            isinstance(store.address, int) and _overlap(store.address, store.width, address, width)
            for store in self.stores
        )


def _overlap(a: int, a_length: int, b: int, b_length: int) -> bool:
    return a < b + b_length and b < a + a_length


def _patched(old: bytes, address: int, at: int, new: bytes) -> bytes:
    """`old`, which begins at `address`, with the part of `new` that falls into it."""
    start, end = max(at, address), min(at + len(new), address + len(old))
    return old[: start - address] + new[start - at : end - at] + old[end - address :]
