"""In: a state of the 82540EM and what is to change in it; out: the next state, or an answer about it."""

from bisect import bisect_left
from enum import IntEnum
from typing import Any, NamedTuple

from modcheck.device.e1000 import registers as reg
from modcheck.device.port import Frame, Profile
from modcheck.domains import Bits, Unknown, Word

MILLISECOND = 1_000_000
RESET_UNKNOWN = Unknown("reset value of silicon")
DRAIN_NS = 10 * MILLISECOND
"""How long a transfer in progress may last (e1000_main.c waits so long in e1000_down)."""


class Drain(IntEnum):
    """A ghost: how far the driver has waited for an engine that it disabled."""

    SETTLED = 0  # on, or known to be at rest
    POSTED = 1  # the disabling write may not have arrived
    FLUSHED = 2  # a read pushed it out; the transfer in progress may still run


class Timer(IntEnum):
    """What runs out by itself."""

    MODERATION = 0  # no new edge of the interrupt line before
    NEGOTIATION = 1  # the link partners agree then
    DEAF = 2  # QEMU receives nothing before


class Exact(NamedTuple):
    """What only an exact state keeps; a state of the search has None in its place.

    Nothing here is a date: timers count down, and of the clock only the place in the millisecond is kept,
    for QEMU rounds some timers down to it.
    """

    counters: tuple[int, ...] = (0,) * len(reg.COUNTED)
    phase: int = 0  # nanoseconds since a full millisecond
    timers: tuple[tuple[Timer, int], ...] = ()  # nanoseconds left, in the order in which they were set
    level: bool = False  # the line, before COMMAND can turn it off
    delayed: bool = False  # a descriptor with IDE was worked off since the last edge
    sized: bool = False  # RCTL was written since power-on; a reset of the bus does not change that (measured)


class Context(NamedTuple):
    """What a context descriptor says of the packets after it."""

    ipcss: int = 0
    ipcso: int = 0
    ipcse: int = 0
    tucss: int = 0
    tucso: int = 0
    tucse: int = 0
    paylen: int = 0
    hdr_len: int = 0
    mss: int = 0
    ip: bool = False
    tcp: bool = False


class Packet(NamedTuple):
    """The packet in the making. `content` is the device's buffer, with what older packets left behind the
    first `size` bytes; None in states that are not exact."""

    size: int = 0
    options: int = 0  # POPTS of the first data descriptor
    tag: int = -1  # the VLAN tag to insert, -1 for none
    segments: int = 0  # of a TSO packet, sent so far
    plain: Context = Context()
    tso: Context = Context()
    content: bytes | None = None
    header: bytes | None = None


class Microwire(NamedTuple):
    """The serial EEPROM behind EECD, and the bits of EECD that were written last."""

    latch: int = 0
    taken: int = 0  # the last 9 bits that were clocked in
    clocked: int = 0  # how many, at most 10
    place: int = 0  # the bit of the EEPROM that is on DO
    reading: bool = False


class Rest(NamedTuple):
    """What a plain register access does not touch. The places of `held` and `exact`, and of State.rest, are
    used: a slice is copied in less time than fields are replaced by name."""

    held: tuple[tuple[int, Word], ...] = ()  # by offset, where it differs from the reset value
    phy: tuple[tuple[int, int], ...] = ()  # by register, where it differs from the reset value
    microwire: Microwire = Microwire()
    packet: Packet = Packet()
    cable: bool = True
    negotiating: bool = False
    underway: bool = False  # silicon: descriptors were handed over and are not yet worked off
    window: int = 0  # IOADDR, the register that IODATA stands for
    exact: Exact | None = None


OTHERS = Frame(-1)
"""In a state that covers an exact one and is not exact itself: the frames that wait behind the first. A
search does not come to it: there a frame that comes while another waits is left out, with a fault."""


class State(NamedTuple):
    words: tuple[Word, ...] = reg.RESET_WORDS  # by registers.CELLS
    command: int = reg.FIRMWARE_COMMAND
    profile: Profile = Profile.QEMU
    waiting: tuple[Frame, ...] = ()  # that the backend holds; not exact: one, and perhaps OTHERS
    deaf: bool = False  # QEMU receives nothing for a second after a write of RCTL
    receive_drain: Drain = Drain.SETTLED
    transmit_drain: Drain = Drain.SETTLED
    waited: int = 0  # nanoseconds since an engine was switched off and flushed
    rest: Rest = Rest()


def fresh_state(profile: Profile, exact: bool) -> State:
    """As after power-on."""
    if not exact:
        return State(profile=profile)
    return State(profile=profile, rest=Rest(packet=Packet(content=b"", header=b""), exact=Exact()))


def put(state: State, cell: int, word: Word) -> State:
    words = state.words
    return State._make((words[:cell] + (word,) + words[cell + 1 :],) + state[1:])


def number(state: State, cell: int) -> int:
    """The word of a register; of a word known in part the known bits, which are all that decide something."""
    word = state.words[cell]
    return word if isinstance(word, int) else word.value if isinstance(word, Bits) else 0


def lookup(held: tuple[tuple[int, Word], ...], offset: int, reset: Word) -> Word:
    """The word that is held at an offset."""
    place = bisect_left(held, (offset,))
    return held[place][1] if place < len(held) and held[place][0] == offset else reset


def hold(state: State, offset: int, word: Word, reset: Word) -> State:
    """The state with a word at an offset; the reset value takes no place."""
    held = state.rest.held
    place = bisect_left(held, (offset,))
    after = place + 1 if place < len(held) and held[place][0] == offset else place
    entry = () if word == reset else ((offset, word),)
    rest = Rest._make((held[:place] + entry + held[after:],) + state.rest[1:])
    return State._make(state[:-1] + (rest,))


def with_rest(state: State, **changes: Any) -> State:
    """The state with other values in its rest."""
    return State._make(state[:-1] + (state.rest._replace(**changes),))


def with_exact(state: State, **changes: Any) -> State:
    """The state with other values in what only exact states keep; others stay as they are."""
    rest, exact = state.rest, state.rest.exact
    if exact is None:
        return state
    return State._make(state[:-1] + (Rest._make(rest[:-1] + (exact._replace(**changes),)),))


def receiving(state: State) -> bool:
    return number(state, reg.RCTL) & reg.RCTL_EN != 0


def transmitting(state: State) -> bool:
    return number(state, reg.TCTL) & reg.TCTL_EN != 0


def mastering(state: State) -> bool:
    return state.command & reg.COMMAND_MASTER != 0


def linked(state: State) -> bool:
    return number(state, reg.STATUS) & reg.STATUS_LU != 0


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


def waited(state: State, nanoseconds: int) -> State:
    """Time has passed; after ten milliseconds in all, what was flushed has come to rest."""
    if Drain.FLUSHED not in (state.receive_drain, state.transmit_drain):
        return state
    total = state.waited + nanoseconds
    return settled(state._replace(waited=0)) if total >= DRAIN_NS else state._replace(waited=total)


def settled(state: State) -> State:
    """What was flushed has come to rest."""
    if state.receive_drain == Drain.FLUSHED:
        state = state._replace(receive_drain=Drain.SETTLED)
    if state.transmit_drain == Drain.FLUSHED:
        state = state._replace(transmit_drain=Drain.SETTLED)
    return state
