"""In: a state of the 82540EM and what is to change in it; out: the next state, or an answer about it."""

from enum import IntEnum
from typing import NamedTuple

from modcheck.device.e1000 import registers as reg
from modcheck.device.port import Profile
from modcheck.domains import Word

DRAIN_MS = 10
"""How long a transfer in progress may last (e1000_main.c waits so long in e1000_down)."""


class Drain(IntEnum):
    """A ghost: how far the driver has waited for an engine that it disabled."""

    SETTLED = 0  # on, or known to be at rest
    POSTED = 1  # the disabling write may not have arrived
    FLUSHED = 2  # a read pushed it out; the transfer in progress may still run


class State(NamedTuple):
    words: tuple[Word, ...] = reg.RESET_WORDS  # by registers.cell
    command: int = reg.FIRMWARE_COMMAND
    profile: Profile = Profile.QEMU
    waiting: tuple[int, ...] = ()  # lengths of the frames that the backend holds, at most one
    deaf: bool = False  # QEMU receives nothing for a second after a write of RCTL
    receive_drain: Drain = Drain.SETTLED
    transmit_drain: Drain = Drain.SETTLED
    waited: int = 0  # milliseconds since an engine was switched off and flushed
    unsent: int = 0  # bytes of a packet whose last descriptor has not come
    window: int = 0  # IOADDR, the register that IODATA stands for


def put(state: State, cell: int, word: Word) -> State:
    words = state.words
    return State._make((words[:cell] + (word,) + words[cell + 1 :],) + state[1:])


def number(state: State, cell: int) -> int:
    """The word of a register that holds only ints (all but those in registers.ANY_WORD)."""
    word = state.words[cell]
    return word if isinstance(word, int) else 0


def raise_causes(state: State, causes: int) -> tuple[State, int]:
    """The state with the causes set, and those of them that were not."""
    before = number(state, reg.ICR)
    fresh = causes & ~before
    return (put(state, reg.ICR, before | causes), fresh) if fresh else (state, 0)


def receiving(state: State) -> bool:
    return number(state, reg.RCTL) & reg.RCTL_EN != 0


def transmitting(state: State) -> bool:
    return number(state, reg.TCTL) & reg.TCTL_EN != 0


def mastering(state: State) -> bool:
    return state.command & reg.COMMAND_MASTER != 0


def drain_after(before: int, after: int, enable: int, drain: Drain) -> Drain:
    """The ghost of an engine whose control register goes from `before` to `after`."""
    if after & enable:
        return Drain.SETTLED
    return Drain.POSTED if before & enable else drain


def flushed(state: State) -> State:
    """A register read has pushed out the writes before it."""
    if state.receive_drain == Drain.POSTED:
        state = state._replace(receive_drain=Drain.FLUSHED)
    if state.transmit_drain == Drain.POSTED:
        state = state._replace(transmit_drain=Drain.FLUSHED)
    return state


def waited(state: State, milliseconds: int) -> State:
    """Time has passed; after ten milliseconds in all, what was flushed has come to rest."""
    if Drain.FLUSHED not in (state.receive_drain, state.transmit_drain):
        return state
    total = state.waited + milliseconds
    return settled(state._replace(waited=0)) if total >= DRAIN_MS else state._replace(waited=total)


def settled(state: State) -> State:
    """What was flushed has come to rest."""
    if state.receive_drain == Drain.FLUSHED:
        state = state._replace(receive_drain=Drain.SETTLED)
    if state.transmit_drain == Drain.FLUSHED:
        state = state._replace(transmit_drain=Drain.SETTLED)
    return state
