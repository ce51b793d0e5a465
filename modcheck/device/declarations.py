"""In: nothing; out: the words in which a device's registers are declared; no behaviour."""

from enum import Enum
from typing import NamedTuple

WORD = 0xFFFFFFFF


class Kind(Enum):
    """What a plain read and a plain write of a register do; what else they do is in the model."""

    RW = "RW"
    RO = "RO"
    WO = "WO"
    RC = "RC"
    RC_PAIR = "RC pair"
    RC_W1C = "RC, W1C"
    W1S = "W1S"
    W1C = "W1C"
    ABSENT = "absent"


MEANING: dict[Kind, str] = {
    Kind.RW: "read and written; bits that are not writable keep their value",
    Kind.RO: "read only, writes are ignored",
    Kind.WO: "write only, reads give a constant",
    Kind.RC: "a read clears it, writes are ignored",
    Kind.RC_PAIR: "a read clears it and the lower half before it, writes are ignored",
    Kind.RC_W1C: "a read clears it, a written 1 clears its bit",
    Kind.W1S: "a written 1 sets its bit, a written 0 leaves it",
    Kind.W1C: "a written 1 clears its bit, reads give 0",
    Kind.ABSENT: "reads give 0, writes are ignored",
}


class Field(NamedTuple):
    """Some bits of a register."""

    name: str
    low: int
    width: int


class Register(NamedTuple):
    """A register of BAR 0, or an array of them that lie side by side."""

    name: str
    offset: int
    kind: Kind
    source: str
    """Where the facts are from."""
    reset: int = 0
    writable: int = WORD
    fields: tuple[Field, ...] = ()
    elements: int = 1
    decides: int = 0
    """The bits on which the behaviour of the model depends."""
    silicon: Kind | None = None
    """The kind in the profile of the manual, where it is another."""
    width: int = 4
    """Bytes, and of an array the distance between its elements."""

    def offsets(self) -> range:
        return range(self.offset, self.offset + self.width * self.elements, self.width)


def fields(text: str) -> tuple[Field, ...]:
    """Fields written as in a manual: `"EN 1, BSIZE 17:16"`."""
    found = []
    for part in text.split(","):
        name, _, bits = part.strip().partition(" ")
        high, _, low = bits.partition(":")
        found.append(Field(name, int(low or high), int(high) - int(low or high) + 1))
    return tuple(found)
