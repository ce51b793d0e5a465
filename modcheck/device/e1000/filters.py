"""In: a state and the first bytes of a frame; out: whether the device takes it, and the state with what that
counts.

Measured on QEMU 7.2, in this order: the VLAN table, promiscuous modes, broadcast, the 16 addresses, the hash.
"""

from bisect import bisect_left
from collections.abc import Iterator

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.state import State, lookup, number
from modcheck.device.e1000.statistics import count
from modcheck.device.turn import Turn
from modcheck.domains import Word, and_, equal, is_set

BROADCAST = b"\xff" * 6
HASH_SHIFTS = (4, 3, 2, 0)  # by RCTL.MO
MTA, VFTA = reg.named("MTA").offset, reg.named("VFTA").offset
FIRST_ADDRESS, OTHER_ADDRESSES = reg.named("RAL0").offset, reg.named("RA").offset
END_OF_ADDRESSES = reg.named("RA").offsets().stop
FIRST_PAIR: tuple[tuple[int, Word], ...] = tuple(
    (reg.named(name).offset, reg.named(name).reset) for name in ("RAL0", "RAH0")
)


def tagged(state: State, content: bytes) -> bool:
    """Whether the frame carries a VLAN tag of the type in VET."""
    return int.from_bytes(content[12:14], "big") == number(state, reg.VET) & reg.LOW16


def accepted(state: State, content: bytes | None, turn: Turn) -> tuple[State, bool]:
    """A frame of which nothing is known is taken, or not."""
    if content is None:
        return state, turn.decide(None, True)
    control = number(state, reg.RCTL)
    if control & reg.RCTL_VFE and tagged(state, content) and not _vlan_known(state, content, turn):
        return state, False
    group, broadcast = content[0] & 1 != 0, content[:6] == BROADCAST
    if not group and control & reg.RCTL_UPE:
        return state, True
    if group and control & reg.RCTL_MPE:
        return count(state, "MPRC"), True
    if broadcast and control & reg.RCTL_BAM:
        return count(state, "BPRC"), True
    if any(turn.decide(_matches(pair, content), True) for pair in _addresses(state)):
        return state, True
    if _hashed(state, control, content, turn):
        return count(state, "MPRC"), True
    return state, False


def _vlan_known(state: State, content: bytes, turn: Turn) -> bool:
    vlan = int.from_bytes(content[14:16], "big")
    return turn.decide(is_set(_element(state, VFTA, vlan >> 5 & 0x7F), 1 << (vlan & 0x1F)), True)


def _hashed(state: State, control: int, content: bytes, turn: Turn) -> bool:
    """The hash is of the last two bytes of the address."""
    place = (content[5] << 8 | content[4]) >> HASH_SHIFTS[control >> 12 & 3] & 0xFFF
    return turn.decide(is_set(_element(state, MTA, place >> 5), 1 << (place & 0x1F)), True)


def _matches(pair: tuple[Word, Word], content: bytes) -> bool | None:
    """Whether the address is that of a valid pair RAL, RAH."""
    low, high = pair
    truths = (
        is_set(high, reg.RAH_AV),
        equal(low, int.from_bytes(content[:4], "little")),
        equal(and_(high, reg.LOW16, 32), int.from_bytes(content[4:6], "little")),
    )
    return False if False in truths else None if None in truths else True


def _addresses(state: State) -> Iterator[tuple[Word, Word]]:
    """The pairs of which something is written, and the first, which the EEPROM fills."""
    held = state.rest.held
    words = dict(FIRST_PAIR)
    for offset, word in held[bisect_left(held, (FIRST_ADDRESS,)) :]:
        if offset >= END_OF_ADDRESSES:
            break
        words[offset] = word
    if state.rest.exact is None and OTHER_ADDRESSES in words:
        words[OTHER_ADDRESSES + 4] = words[OTHER_ADDRESSES]
    for offset in words:
        if offset & 4:
            yield words.get(offset - 4, 0), words[offset]


def _element(state: State, array: int, index: int) -> Word:
    """An element of an array, which is one word in a state that is not exact."""
    offset = array + 4 * index if state.rest.exact is not None else array
    return lookup(state.rest.held, offset, 0)
