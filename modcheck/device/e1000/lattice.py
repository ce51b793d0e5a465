"""In: states of the 82540EM; out: which covers which, the least that covers two, and what is still open.

An exact state stands for itself. A state that is not exact leaves open what it does not keep: statistics, the
clock and with it the moderation of interrupts, the contents of frames, and which element of a register array
holds what. Words may be known in part.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable

from modcheck.device.choice import TRIED_BITS, Choice, chosen_bits
from modcheck.device.declarations import Kind
from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.state import (
    OTHERS,
    RESET_UNKNOWN,
    State,
    lookup,
    with_rest,
)
from modcheck.device.port import Frame
from modcheck.domains import Bits, Pointer, Word, and_, is_set
from modcheck.domains import covers as covers_word
from modcheck.domains import join as join_words

ARRAYS = tuple(register for register in reg.REGISTERS if register.elements > 1)
STARTS = [register.offset for register in ARRAYS]
RESETS: dict[int, Word] = {at: register.reset for register in reg.REGISTERS for at in register.offsets()}
NOT_ON_QEMU = {at for register in reg.REGISTERS if register.kind is Kind.ABSENT for at in register.offsets()}


def coarse(state: State) -> State:
    """The least state that is not exact and covers this one."""
    if state.rest.exact is None:
        return state
    packet = state.rest.packet._replace(content=None, header=None)
    waiting = tuple(Frame(frame.length) for frame in state.waiting[:1]) + (OTHERS,) * (len(state.waiting) > 1)
    held = _folded(state.rest.held)
    return with_rest(state._replace(waiting=waiting), exact=None, held=held, packet=packet)


def key(state: State) -> Hashable:
    """What two states must agree on to be joined: all that is no word, and of the words what shows whether
    the device is quiet. A join has the key of what was joined."""
    state = coarse(state)
    rest, words = state.rest, state.words
    return (
        *(state.command, state.profile, state.waiting, state.deaf),
        *(state.receive_drain, state.transmit_drain, state.waited),
        *(rest.phy, rest.microwire, rest.packet, rest.cable, rest.negotiating, rest.underway, rest.window),
        *(words[reg.IMS], and_(words[reg.ICR], words[reg.IMS], 32)),
        *(is_set(words[reg.RCTL], reg.RCTL_EN), is_set(words[reg.TCTL], reg.TCTL_EN)),
        *(words[cell] if isinstance(words[cell], Pointer) else None for cell in reg.BASES),
    )


def covers(a: State, b: State) -> bool:
    """Whether `a` stands for all that `b` stands for."""
    if a.rest.exact is None:
        b = coarse(b)
    return (
        _bare(a) == _bare(b)
        and all(map(covers_word, a.words, b.words))
        and all(covers_word(x, y) for _, x, y in _pairs(a, b))
    )


def join(a: State, b: State) -> State | None:
    """The least state that covers both; None if their keys differ."""
    if key(a) != key(b):
        return None
    if _bare(a) != _bare(b):
        a, b = coarse(a), coarse(b)
    words = tuple(map(join_words, a.words, b.words))
    joined = ((at, join_words(x, y)) for at, x, y in _pairs(a, b))
    held = tuple((at, word) for at, word in joined if word != _reset(at))
    return with_rest(a._replace(words=words), held=held)


def decided(state: State, choice: Choice) -> State:
    """The state with the open bits that decide something chosen, if they are few."""
    doubts = _doubts(state)
    if not doubts or not decidable(state):
        return state
    words = list(state.words)
    for cell, doubt in doubts:
        word = words[cell]
        assert isinstance(word, Bits)
        value, mask = word.value | chosen_bits(doubt, choice), word.mask & ~doubt
        words[cell] = Bits(value, mask) if mask else value
    return state._replace(words=tuple(words))


def decidable(state: State) -> bool:
    """Whether so few of the bits that decide something are open that all sets of them can be tried."""
    return sum(doubt.bit_count() for _, doubt in _doubts(state)) <= TRIED_BITS


def _doubts(state: State) -> list[tuple[int, int]]:
    return [
        (cell, word.mask & decides)
        for cell, (word, decides) in enumerate(zip(state.words, reg.DECIDES, strict=True))
        if isinstance(word, Bits) and word.mask & decides
    ]


def _bare(state: State) -> State:
    """The state without its words."""
    return with_rest(state, held=())._replace(words=())


def _pairs(a: State, b: State) -> Iterable[tuple[int, Word, Word]]:
    """The words that two states hold at each offset where one of them differs from the reset value."""
    for at in sorted({offset for offset, _ in (*a.rest.held, *b.rest.held)}):
        yield at, lookup(a.rest.held, at, _reset(at)), lookup(b.rest.held, at, _reset(at))


def _reset(offset: int) -> Word:
    """What is held where nothing was written; of registers that QEMU lacks only silicon holds something."""
    return RESET_UNKNOWN if offset in NOT_ON_QEMU else RESETS[offset]


def _folded(held: tuple[tuple[int, Word], ...]) -> tuple[tuple[int, Word], ...]:
    """Each array as one word that covers its elements."""
    words: dict[int, Word] = {}
    elements: dict[int, int] = {}
    for offset, word in held:
        place = bisect_right(STARTS, offset) - 1
        array = ARRAYS[place]
        if place >= 0 and offset in array.offsets():
            elements[place] = elements.get(place, 0) + 1
            word = join_words(words.get(array.offset, word), word)
            offset = array.offset
        words[offset] = word
    for place, count in elements.items():
        array = ARRAYS[place]
        if count < array.elements:
            words[array.offset] = join_words(words[array.offset], array.reset)
    return tuple(sorted(words.items(), key=lambda entry: entry[0]))
