"""In: machine words; out: the word, or the truth (True, False, None = undecided), that an operation gives.

A word is an int (unsigned, below 2**width), `Bits` (a tnum: some bits known), a `Pointer` (an object's name
and an offset) or `Unknown`. Widths are in bits. Every operation tries two ints first, because nearly all
words are known. What an operation returns covers what it would return for each concrete word its operands
stand for. `Bits` with an empty mask is never made: it is spelled as an int.
"""

from collections.abc import Hashable
from typing import NamedTuple


class Pointer(NamedTuple):
    """An address inside a named object; `base` is never an int (`Bits` would compare equal to it)."""

    base: Hashable
    offset: int

    def shifted(self, n: int) -> "Pointer":
        return Pointer(self.base, self.offset + n)


class Unknown(NamedTuple):
    """A word of which nothing is known; `origin` says why, for reports."""

    origin: str


class Bits(NamedTuple):
    """Known bits: a 1 in `mask` is an unknown bit, and `value & mask == 0`."""

    value: int
    mask: int


Word = int | Pointer | Unknown | Bits

_PART, _OF = "the bits from ", " on of the address of "

PAGE_BITS = 12  # objects are taken to be aligned to no more than a page
JOINED = Unknown("different words joined")
UNDECIDED = Unknown("an undecided comparison")
"""The truth of a comparison of words that are known in part: either may be, and nothing was overlooked."""


def add(a: Word, b: Word, width: int = 64) -> Word:
    if isinstance(a, int) and isinstance(b, int):
        return (a + b) & _ones(width)
    if isinstance(a, Pointer) and isinstance(b, int):
        return a.shifted(_signed(b, width))
    if isinstance(b, Pointer) and isinstance(a, int):
        return b.shifted(_signed(a, width))
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return _lost(a, b, "sum with a pointer")
    return _word(_add(_bits(a, width), _bits(b, width)), width, a, b)


def sub(a: Word, b: Word, width: int = 64) -> Word:
    if isinstance(a, int) and isinstance(b, int):
        return (a - b) & _ones(width)
    if isinstance(a, Pointer) and isinstance(b, int):
        return a.shifted(-_signed(b, width))
    if isinstance(a, Pointer) and isinstance(b, Pointer) and a.base == b.base:
        return (a.offset - b.offset) & _ones(width)
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return _lost(a, b, "difference with a pointer")
    x, y = _bits(a, width), _bits(b, width)
    known = x.value - y.value
    doubt = ((known + x.mask) ^ (known - y.mask)) | x.mask | y.mask
    return _word(Bits(known & ~doubt, doubt), width, a, b)


def and_(a: Word, b: Word, width: int = 64) -> Word:
    if isinstance(a, int) and isinstance(b, int):
        return a & b & _ones(width)
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return _and_pointer(a, b)
    if isinstance(a, Unknown) and b == _ones(32) and address_in(a):
        return a
    x, y = _bits(a, width), _bits(b, width)
    known = x.value & y.value
    return _word(Bits(known, (x.value | x.mask) & (y.value | y.mask) & ~known), width, a, b)


def or_(a: Word, b: Word, width: int = 64) -> Word:
    if isinstance(a, int) and isinstance(b, int):
        return (a | b) & _ones(width)
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return _zero_keeps_pointer(a, b, "bits set in a pointer")
    x, y = _bits(a, width), _bits(b, width)
    known = x.value | y.value
    return _word(Bits(known, (x.mask | y.mask) & ~known), width, a, b)


def xor(a: Word, b: Word, width: int = 64) -> Word:
    if isinstance(a, int) and isinstance(b, int):
        return (a ^ b) & _ones(width)
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return _zero_keeps_pointer(a, b, "bits flipped in a pointer")
    x, y = _bits(a, width), _bits(b, width)
    doubt = x.mask | y.mask
    return _word(Bits((x.value ^ y.value) & ~doubt, doubt), width, a, b)


def shifted_out(start: Pointer, n: int) -> Word:
    """An address without its low bits: as devices take addresses in units of 2**n bytes. It is unknown, but
    not whose it is."""
    return start if n == 0 else Unknown(f"{_PART}{n}{_OF}{start.base}")


def address_in(word: Word | None) -> tuple[Pointer, int] | None:
    """The start of the object whose address the word is, and how many low bits are missing."""
    if isinstance(word, Pointer):
        return Pointer(word.base, 0), 0
    if isinstance(word, Unknown) and word.origin.startswith(_PART):
        n, _, base = word.origin.removeprefix(_PART).partition(_OF)
        return Pointer(base, 0), int(n)
    return None


def shl(a: Word, n: Word, width: int = 64) -> Word:
    """Shifting by the width or more gives 0."""
    if not isinstance(n, int) or n < 0:
        return _lost(a, n, "shift by an unknown number")
    if isinstance(a, int):
        return (a << n) & _ones(width) if n < width else 0
    if isinstance(a, Pointer):
        return a if n == 0 else Unknown("pointer shifted")
    if n >= width:
        return 0
    address = address_in(a) if isinstance(a, Unknown) else None
    if address is not None and address[1] == n:
        return address[0]
    x = _bits(a, width)
    return _word(Bits(x.value << n, x.mask << n), width, a)


def shr(a: Word, n: Word, width: int = 64) -> Word:
    """The unsigned shift; shifting by the width or more gives 0."""
    if not isinstance(n, int) or n < 0:
        return _lost(a, n, "shift by an unknown number")
    if isinstance(a, int):
        return (a & _ones(width)) >> n
    if isinstance(a, Pointer):
        return shifted_out(a, n) if a.offset == 0 and n <= PAGE_BITS else Unknown("pointer shifted")
    x = _bits(a, width)
    return _word(Bits(x.value >> n, x.mask >> n), width, a)


def mul(a: Word, b: Word, width: int = 64) -> Word:
    if isinstance(a, int) and isinstance(b, int):
        return (a * b) & _ones(width)
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return _lost(a, b, "product with a pointer")
    x, y = _bits(a, width), _bits(b, width)
    value, mask, row, full = x.value, x.mask, y, _ones(width)
    doubt = Bits(0, 0)
    while value or mask:
        if value & 1:
            doubt = _add(doubt, Bits(0, row.mask))
        elif mask & 1:
            doubt = _add(doubt, Bits(0, row.value | row.mask))
        value, mask = value >> 1, mask >> 1
        row = Bits(row.value << 1 & full, row.mask << 1 & full)
    return _word(_add(Bits(x.value * y.value, 0), doubt), width, a, b)


def not_(w: Word, width: int) -> Word:
    if isinstance(w, int):
        return ~w & _ones(width)
    if isinstance(w, Pointer):
        return Unknown("pointer inverted")
    x = _bits(w, width)
    return _word(Bits(~x.value & ~x.mask, x.mask), width, w)


def truncate(w: Word, width: int) -> Word:
    """The low `width` bits; a pointer keeps its provenance through every cast."""
    if isinstance(w, int):
        return w & _ones(width)
    if isinstance(w, Bits):
        return _word(w, width, w)
    return w


def is_set(word: Word, mask: int) -> bool | None:
    """Whether any bit of `mask` is 1."""
    if isinstance(word, int):
        return word & mask != 0
    if not isinstance(word, Bits):
        return None if mask else False
    if word.value & mask:
        return True
    return None if word.mask & mask else False


def equal(a: Word, b: Word) -> bool | None:
    if isinstance(a, int) and isinstance(b, int):
        return a == b
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return None
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return _equal_pointer(a, b)
    x, y = _bits(a, 0), _bits(b, 0)
    doubt = x.mask | y.mask
    if (x.value ^ y.value) & ~doubt:
        return False
    return None if doubt else True


def less(a: Word, b: Word) -> bool | None:
    """The unsigned order; two pointers compare inside one object only."""
    if isinstance(a, int) and isinstance(b, int):
        return a < b
    if isinstance(a, Pointer) and isinstance(b, Pointer):
        return a.offset < b.offset if a.base == b.base else None
    if isinstance(a, Unknown | Pointer) or isinstance(b, Unknown | Pointer):
        return None
    x, y = _bits(a, 0), _bits(b, 0)
    if x.value | x.mask < y.value:
        return True
    return False if x.value >= y.value | y.mask else None


def join(a: Word, b: Word) -> Word:
    """The least word that covers both; of two origins the first in the alphabet, for commutativity."""
    if isinstance(a, int) and a == b and isinstance(b, int):
        return a
    if isinstance(a, Unknown):
        return min(a, b) if isinstance(b, Unknown) else a
    if isinstance(b, Unknown):
        return b
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return a if type(a) is type(b) and a == b else JOINED
    x, y = _bits(a, 0), _bits(b, 0)
    doubt = x.mask | y.mask | (x.value ^ y.value)
    return Bits(x.value & ~doubt, doubt) if doubt else x.value


def covers(a: Word, b: Word) -> bool:
    """a ⊒ b: every concrete word that `b` stands for is one that `a` stands for."""
    if isinstance(a, Unknown):
        return True
    if isinstance(b, Unknown):
        return False
    if isinstance(a, Pointer) or isinstance(b, Pointer):
        return type(a) is type(b) and a == b
    x, y = _bits(a, 0), _bits(b, 0)
    return not (y.mask | (x.value ^ y.value)) & ~x.mask


def _ones(width: int) -> int:
    return (1 << width) - 1


def _signed(n: int, width: int) -> int:
    """An addend as a distance, so that adding 2**64 - 16 moves a pointer back by 16."""
    if 0 <= n < 1 << (width - 1):
        return n
    low = n & _ones(width)
    return low - (1 << width) if low >> (width - 1) else low


def _bits(w: int | Bits | Unknown, width: int) -> Bits:
    if isinstance(w, int):
        return Bits(w, 0)
    return w if isinstance(w, Bits) else Bits(0, _ones(width))


def _word(bits: Bits, width: int, *operands: Word) -> Word:
    """The shortest spelling of `bits`: an int if all are known, the operand's own Unknown if none is."""
    full = _ones(width)
    mask = bits.mask & full
    if not mask:
        return bits.value & full
    if mask == full:
        for operand in operands:
            if isinstance(operand, Unknown):
                return operand
    return Bits(bits.value & full & ~mask, mask)


def _add(x: Bits, y: Bits) -> Bits:
    known = x.value + y.value
    doubt = ((known + x.mask + y.mask) ^ known) | x.mask | y.mask
    return Bits(known & ~doubt, doubt)


def _lost(a: Word, b: Word, why: str) -> Unknown:
    for operand in (a, b):
        if isinstance(operand, Unknown):
            return operand
    return Unknown(why)


def _and_pointer(a: Word, b: Word) -> Word:
    pointer, mask = (a, b) if isinstance(a, Pointer) else (b, a)
    if not isinstance(pointer, Pointer) or not isinstance(mask, int):
        return _lost(a, b, "pointer masked")
    low = (mask & -mask).bit_length() - 1
    if not 0 <= low <= PAGE_BITS or mask not in (2**32 - 2**low, 2**64 - 2**low):
        return Unknown("pointer masked")
    # NOTE: the object is taken to be aligned at least as the mask asks; DMA memory is, up to a page.
    return Pointer(pointer.base, pointer.offset & -(1 << low))


def _zero_keeps_pointer(a: Word, b: Word, why: str) -> Word:
    if isinstance(a, int) and a == 0:
        return b
    return a if isinstance(b, int) and b == 0 else _lost(a, b, why)


def _equal_pointer(a: Word, b: Word) -> bool | None:
    if isinstance(a, Pointer) and isinstance(b, Pointer):
        return a.offset == b.offset if a.base == b.base else None
    pointer, other = (a, b) if isinstance(a, Pointer) else (b, a)
    # NOTE: an object never lies at address 0, so a pointer into it is not null.
    inside = isinstance(pointer, Pointer) and pointer.offset >= 0
    return False if inside and isinstance(other, int) and other == 0 else None
