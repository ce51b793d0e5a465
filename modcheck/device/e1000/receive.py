"""In: a state and a frame from the wire; out: the state after it, descriptors and buffers filled.

A descriptor has 16 bytes: buffer address 0 (8 bytes), length 8, checksum 10, status 12, errors 13,
special 14. Measured on QEMU 7.2; what silicon does otherwise is said where it is done.
"""

from typing import NamedTuple

from modcheck.device.declarations import WORD
from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.filters import accepted, tagged
from modcheck.device.e1000.phy import caused
from modcheck.device.e1000.state import OTHERS, Drain, State, linked, mastering, number, put, receiving
from modcheck.device.e1000.statistics import RECEIVED_SIZES, count, size_class
from modcheck.device.e1000.turned import SIZE, distance, following, ring_base
from modcheck.device.port import Fault, FaultKind, Frame, Profile
from modcheck.device.turn import Turn
from modcheck.domains import Unknown, Word, add, and_, equal, or_

DD, EOP, IXSM, VP = 0x01, 0x02, 0x04, 0x08
SHORTEST, LONGEST, LONGEST_LONG, FCS = 60, 1522, 16384, 4
NARROW_BUFFERS = (2048, 1024, 512, 256)
WIDE_BUFFERS = (2048, 16384, 8192, 4096)
FRAME_DATA, VLAN_TAG = Unknown("frame data"), Unknown("VLAN tag")
OTHERS_LOST = Fault(FaultKind.SIMPLIFIED, "", "of the frames that wait only the first is kept")


class Descriptor(NamedTuple):
    """What the device has read of a descriptor; `raw` where memory is bytes."""

    address: Word
    buffer: Word
    status: Word
    raw: bytes | None


class Incoming(NamedTuple):
    """A frame as it is stored: without its VLAN tag, if that is stripped."""

    size: int
    content: bytes | None
    special: Word
    status: int


def arrived(state: State, frame: Frame, turn: Turn) -> State:
    """A frame comes from the wire: it is stored, waits (QEMU), or is lost."""
    if state.rest.exact is None:
        frame = Frame(frame.length, frame.content if can_receive(state) else None)
    if state.profile is Profile.HW:
        return receive(state, frame, turn) if can_receive(state) else _lost(state, frame, turn)
    if not state.waiting and can_receive(state):
        return receive(state, frame, turn)
    if state.waiting and state.rest.exact is None:
        turn.faults.append(OTHERS_LOST)
        return state
    return state._replace(waiting=(*state.waiting, frame))


def offer(state: State, turn: Turn) -> State:
    """QEMU's backend offers what it holds."""
    state, taken = flush(state, turn)
    return deliver(state, turn) if taken else state


def flush(state: State, turn: Turn) -> tuple[State, bool]:
    """QEMU's backend offers the first frame that it holds, whatever the device says: a receiver that is off
    lets it fall. Whether the frame is gone; then the others may follow."""
    if not state.waiting or state.deaf and linked(state) and receiving(state):
        return state, False
    frame, state = state.waiting[0], state._replace(waiting=state.waiting[1:])
    if not (linked(state) and receiving(state)):
        return state, True
    return receive(state, frame, turn), True


def deliver(state: State, turn: Turn) -> State:
    """Stores waiting frames while the device takes them."""
    if state.waiting == (OTHERS,):
        turn.faults.append(OTHERS_LOST)
        return state._replace(waiting=())
    while state.waiting and can_receive(state):
        frame, state = state.waiting[0], state._replace(waiting=state.waiting[1:])
        state = receive(state, frame, turn)
    return state


def can_receive(state: State) -> bool:
    """Whether the device takes the next frame; if not, QEMU's backend holds it and silicon loses it."""
    return (
        receiving(state)
        and mastering(state)
        and not state.deaf
        and linked(state)
        and number(state, reg.RDH) != number(state, reg.RDT)
    )


def receive(state: State, frame: Frame, turn: Turn) -> State:
    """Filters and stores one frame, or finds that there is no room for it."""
    return received(state, frame, turn)[0]


def received(state: State, frame: Frame, turn: Turn) -> tuple[State, bool]:
    """The same, and whether a tag was taken out of the frame."""
    size = max(frame.length, SHORTEST)
    content = None if frame.content is None else frame.content.ljust(SHORTEST, b"\0")
    control = number(state, reg.RCTL)
    if not control & reg.RCTL_SBP and (
        size > LONGEST_LONG or (size > LONGEST and not control & reg.RCTL_LPE)
    ):
        return count(state, "ROC"), False
    state, taken = accepted(state, content, turn)
    if not taken:
        return state, False
    frame_in = _untagged(state, size, content, turn)
    total = frame_in.size if control & reg.RCTL_SECRC else frame_in.size + FCS
    untagged = frame_in.status == VP
    stored = _has_room(state, total, buffer_size(control))
    if stored:
        state, stored = _store(state, frame_in, total, turn)
    if not stored:
        return _overrun(state, turn), untagged
    octets = (("TORL", frame_in.size + FCS), ("GORCL", frame_in.size + FCS))
    state = count(state, "TPR", "GPRC", *size_class(RECEIVED_SIZES, total), octets=octets)
    return caused(state, reg.RXT0 | _threshold(state), turn), untagged


def buffer_size(control: int) -> int:
    """BSIZE (bits 17:16) and BSEX (bit 25) of RCTL."""
    sizes = WIDE_BUFFERS if control & reg.RCTL_BSEX else NARROW_BUFFERS
    return sizes[control >> 16 & 3]


def _untagged(state: State, size: int, content: bytes | None, turn: Turn) -> Incoming:
    """With CTRL.VME the tag is taken out of the frame and reported in the descriptor."""
    if number(state, reg.CTRL) & reg.CTRL_VME:
        if content is None:
            if turn.decide(None, False):
                return Incoming(size - 4, None, VLAN_TAG, VP)
        elif tagged(state, content):
            tag = int.from_bytes(content[14:16], "big")
            return Incoming(size - 4, content[:12] + content[16:], tag, VP)
    return Incoming(size, content, 0, 0)


def _has_room(state: State, total: int, room: int) -> bool:
    """Whether as many descriptors are free as the frame needs; QEMU counts in 32 bits, which matters where
    the tail is outside of the ring."""
    head, tail = number(state, reg.RDH), number(state, reg.RDT)
    if head == tail:
        return False
    free = distance(head, tail, number(state, reg.RDLEN) // SIZE)
    return total <= room or total <= (free * room & WORD)


def _store(state: State, frame: Incoming, total: int, turn: Turn) -> tuple[State, bool]:
    """Fills descriptors from RDH on; False if the ring went round before the frame was stored."""
    base, room = ring_base(state, reg.RDBAL, reg.RDBAH), buffer_size(number(state, reg.RCTL))
    start, ring = number(state, reg.RDH), number(state, reg.RDLEN) // SIZE
    head, offset = start, 0
    while offset < total:
        descriptor = _fetch(add(base, SIZE * head), turn)
        if turn.decide(equal(descriptor.buffer, 0), False):
            _finish(descriptor, frame, None, DD, turn)
        else:
            part = min(room, total - offset)
            _store_data(descriptor.buffer, frame, offset, min(part, frame.size - offset), turn)
            offset += part
            done = DD | EOP | IXSM if offset >= total else DD
            finish = _finish if state.profile is Profile.QEMU else _finish_silicon
            finish(descriptor, frame, part, done, turn)
        head = following(head, ring)
        if head == start or start >= ring:
            return put(state, reg.RDH, head), False
    return put(state, reg.RDH, head), True


def _fetch(address: Word, turn: Turn) -> Descriptor:
    """All of it at once where memory is bytes, else only what is needed."""
    raw = turn.block(address, SIZE) if isinstance(address, int) else None
    if raw is not None:
        return Descriptor(address, int.from_bytes(raw[:8], "little"), raw[12], raw)
    return Descriptor(address, turn.load(address, 8), turn.load(add(address, 12), 1), None)


def _store_data(buffer: Word, frame: Incoming, offset: int, length: int, turn: Turn) -> None:
    if length > 0:
        data = None if frame.content is None else frame.content[offset : offset + length]
        turn.store(buffer, length, FRAME_DATA if data is None else int.from_bytes(data, "little"))


def _finish(descriptor: Descriptor, frame: Incoming, length: int | None, done: int, turn: Turn) -> None:
    """QEMU writes all of a descriptor back: the checksum, the errors and the other bits of the status as it
    found them, and of one that is skipped the length too."""
    status = descriptor.status if length is None else and_(descriptor.status, 0xFF & ~EOP, 8)
    status = or_(status, done | frame.status, 8)
    raw, special = descriptor.raw, frame.special
    if raw is not None and isinstance(status, int) and isinstance(special, int):
        size = raw[8:10] if length is None else length.to_bytes(2, "little")
        written = (*raw[:8], *size, *raw[10:12], status, raw[13], *special.to_bytes(2, "little"))
        turn.store(descriptor.address, SIZE, int.from_bytes(bytes(written), "little"))
        return
    if length is not None:
        turn.store(add(descriptor.address, 8), 2, length)
    turn.store(add(descriptor.address, 14), 2, frame.special)
    turn.store(add(descriptor.address, 12), 1, status)


def _finish_silicon(descriptor: Descriptor, frame: Incoming, length: int, done: int, turn: Turn) -> None:
    """Silicon computes a checksum and writes every field, the status last."""
    address = descriptor.address
    turn.store(add(address, 8), 2, length)
    turn.store(add(address, 10), 2, Unknown("packet checksum"))
    turn.store(add(address, 13), 1, 0)
    turn.store(add(address, 14), 2, frame.special)
    turn.store(add(address, 12), 1, done | frame.status)


def _threshold(state: State) -> int:
    """RXDMT0 if few descriptors are left, by RDMTS (bits 9:8 of RCTL)."""
    shift = (number(state, reg.RCTL) >> 8 & 3) + 1
    head, tail, length = number(state, reg.RDH), number(state, reg.RDT), number(state, reg.RDLEN)
    free = 0 if head == tail else distance(head, tail, length // SIZE)
    return reg.RXDMT0 if free * SIZE <= length >> shift else 0


def _overrun(state: State, turn: Turn) -> State:
    return caused(count(state, "RNBC", "MPC"), reg.RXO, turn)


def _lost(state: State, frame: Frame, turn: Turn) -> State:
    """Silicon without a descriptor drops the frame and says so (manual p.339); a receiver that is off does
    so in silence, but what was in flight when it was switched off may still be stored."""
    empty = number(state, reg.RDH) == number(state, reg.RDT)
    if not mastering(state) or not linked(state):
        return state
    if receiving(state):
        return _overrun(state, turn) if empty else state
    in_flight = state.receive_drain is not Drain.SETTLED and not empty
    return receive(state, frame, turn) if in_flight and turn.decide(None, False) else state
