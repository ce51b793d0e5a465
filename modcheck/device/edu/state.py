"""In: states of QEMU's `edu`; out: the next state, which covers which, and the least that covers two."""

from collections.abc import Hashable
from typing import NamedTuple

from modcheck.device.edu import registers as reg
from modcheck.device.port import Profile
from modcheck.domains import Pointer, Word
from modcheck.domains import covers as covers_word
from modcheck.domains import join as join_words


class Exact(NamedTuple):
    """What only an exact state keeps."""

    buffer: bytes = bytes(reg.BUFFER_LENGTH)
    phase: int = 0  # nanoseconds since a full millisecond
    left: int = 0  # nanoseconds until the transfer, if DMA_COMMAND.RUN is set


class Words(NamedTuple):
    """What holds any word; of them the length of a transfer decides something, while one runs."""

    inverted: Word = 0
    factorial: Word = 0
    source: Word = 0
    destination: Word = 0
    length: Word = 0


class State(NamedTuple):
    words: Words = Words()
    transfer: int = 0  # DMA_COMMAND
    causes: int = 0
    level: bool = False  # the line, before COMMAND can turn it off
    computing: bool = False
    interrupt: bool = False  # STATUS.IRQFACT
    command: int = reg.FIRMWARE_COMMAND
    profile: Profile = Profile.QEMU
    exact: Exact | None = None


def coarse(state: State) -> State:
    """The least state that is not exact and covers this one."""
    return state._replace(exact=None)


def key(state: State) -> Hashable:
    """What two states must agree on to be joined."""
    words = state.words
    pointers = (word if isinstance(word, Pointer) else None for word in (words.source, words.destination))
    length = words.length if state.transfer & reg.DMA_RUN else 0
    return (state._replace(words=Words(), exact=None), *pointers, length)


def known_causes(state: State) -> int:
    """The interrupt causes that are set."""
    return state.causes if isinstance(state.causes, int) else 0


def covers(a: State, b: State) -> bool:
    """Whether `a` stands for all that `b` stands for."""
    if a.exact is None:
        b = coarse(b)
    return a._replace(words=b.words) == b and all(map(covers_word, a.words, b.words))


def join(a: State, b: State) -> State | None:
    """The least state that covers both; None if their keys differ."""
    if key(a) != key(b):
        return None
    if a.exact != b.exact:
        a, b = coarse(a), coarse(b)
    return a._replace(words=Words._make(map(join_words, a.words, b.words)))
