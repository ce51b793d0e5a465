"""In: a state and host memory; out: the reaction of the rings: legacy descriptors fetched, frames moved.

A descriptor has 16 bytes. Receive: buffer address 0 (8 bytes), length 8, checksum 10, status 12, errors 13,
special 14. Transmit: buffer address 0, length 8, command 11, status 12. No store of one burst is read back in
the same burst: each descriptor is visited once, and a packet buffer that overlaps the ring is not modelled.
A context or data descriptor (DEXT) is worked off as if it were a legacy one.
"""

from typing import NamedTuple

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.state import State, mastering, number, put, raise_causes, receiving, transmitting
from modcheck.device.port import Fault, FaultKind, Memory, Profile, Reaction, Store
from modcheck.domains import Bits, Pointer, Unknown, Word, add, and_, equal, or_

SIZE = 16
DD, RX_DONE = 0x01, 0x07  # DD | EOP | IXSM
TX_EOP, TX_RS_OR_RPS, TX_CLEARED = 0x01, 0x18, 0x0E  # EC, LC and TU are cleared when DD is set
SHORTEST, LONGEST, FCS = 60, 1522, 4
NARROW_BUFFERS = (2048, 1024, 512, 256)
WIDE_BUFFERS = (2048, 16384, 8192, 4096)
FRAME_DATA = Unknown("frame data")


def transmit(state: State, memory: Memory) -> Reaction:
    """Works off TDH..TDT if the engine is on.

    NOTE: silicon does this after the write, QEMU within it; here both profiles do it within.
    """
    if not transmitting(state):
        return Reaction(state)
    if not mastering(state):
        return _transmit_nothing(state)
    base, count = ring_base(state, reg.TDBAL, reg.TDBAH), number(state, reg.TDLEN) // SIZE
    start, tail, causes = number(state, reg.TDH), number(state, reg.TDT), reg.TXQE
    head, unsent = start, state.unsent
    stores: list[Store] = []
    sent: list[int] = []
    faults: list[Fault] = []
    while head != tail:
        done = _transmit_one(add(base, SIZE * head), memory)
        causes |= reg.TXDW if done.stores else 0
        stores += done.stores
        faults += done.faults
        unsent += done.length
        if done.last:
            sent.append(unsent)
            unsent = 0
        head = following(head, count)
        if head == start or start >= count:
            break
    state, raised = raise_causes(put(state, reg.TDH, head)._replace(unsent=unsent), causes)
    return Reaction(state, None, tuple(stores), 0, raised, tuple(sent), tuple(faults))


def receive(state: State, length: int, memory: Memory) -> Reaction:
    """Stores one frame that `can_receive` has let in."""
    control = number(state, reg.RCTL)
    if length > LONGEST and not control & (reg.RCTL_LPE | reg.RCTL_SBP):
        return Reaction(state)
    size = max(length, SHORTEST)
    total = size if control & reg.RCTL_SECRC else size + FCS
    room = buffer_size(control)
    start, count = number(state, reg.RDH), number(state, reg.RDLEN) // SIZE
    if total > room and total > room * free_descriptors(state):
        return _overrun(state, ())
    base, head, offset = ring_base(state, reg.RDBAL, reg.RDBAH), start, 0
    stores: list[Store] = []
    while offset < total:
        descriptor = add(base, SIZE * head)
        buffer = memory.load(descriptor, 8)
        if equal(buffer, 0) is True:
            stores += _skip_one(descriptor, memory)
        else:
            part = min(room, total - offset)
            data = min(part, size - offset)
            stores += _store_part(state, descriptor, (buffer, data, part, offset + part >= total), memory)
            offset += part
        head = following(head, count)
        if head == start or start >= count:
            return _overrun(put(state, reg.RDH, head), tuple(stores))
    state = put(state, reg.RDH, head)
    state, raised = raise_causes(state, reg.RXT0 | _threshold(state))
    return Reaction(state, None, tuple(stores), raised=raised)


def can_receive(state: State) -> bool:
    """Whether the device takes the next frame; if not, QEMU's backend holds it and silicon loses it."""
    return (
        receiving(state)
        and mastering(state)
        and not state.deaf
        and number(state, reg.STATUS) & reg.STATUS_LU != 0
        and number(state, reg.RDH) != number(state, reg.RDT)
    )


def deliver(state: State, memory: Memory) -> Reaction:
    """Stores the waiting frames while the device takes them; keeps (QEMU) or loses (silicon) the rest."""
    if not state.waiting:
        return Reaction(state)
    stores: tuple[Store, ...] = ()
    raised = 0
    while state.waiting and can_receive(state):
        step = receive(state._replace(waiting=state.waiting[1:]), state.waiting[0], memory)
        state, stores, raised = step.state, stores + step.stores, raised | step.raised
    if state.waiting and state.profile is Profile.HW:
        empty = number(state, reg.RDH) == number(state, reg.RDT)
        causes = reg.RXO if empty and receiving(state) and mastering(state) else 0
        state, fresh = raise_causes(state._replace(waiting=()), causes)
        raised |= fresh
    return Reaction(state._replace(waiting=state.waiting[:1]), None, stores, raised=raised)


def ring_base(state: State, low_cell: int, high_cell: int) -> Word:
    """Where descriptor 0 lies; the low 4 bits are ignored in use."""
    low, high = state.words[low_cell], state.words[high_cell]
    if isinstance(low, int) and isinstance(high, int):
        return (high << 32 | low) & ~(SIZE - 1)
    if isinstance(low, Pointer | Unknown):
        return and_(low, 2**64 - SIZE) if isinstance(low, Pointer) else low
    return Unknown("ring address known in part")


def buffer_size(control: int) -> int:
    """BSIZE (bits 17:16) and BSEX (bit 25) of RCTL."""
    sizes = WIDE_BUFFERS if control & 1 << 25 else NARROW_BUFFERS
    return sizes[control >> 16 & 3]


def free_descriptors(state: State) -> int:
    head, tail = number(state, reg.RDH), number(state, reg.RDT)
    count = number(state, reg.RDLEN) // SIZE
    if head < count and tail < count:
        return (tail - head) % count  # alike for all turns of the ring
    return tail - head if head <= tail else count + tail - head


def following(index: int, count: int) -> int:
    """The descriptor after another one; after the last, and outside of the ring, the first."""
    return (index + 1) % count if index < count else 0


class _Sent(NamedTuple):
    length: int
    last: bool
    stores: tuple[Store, ...]
    faults: tuple[Fault, ...]


def _transmit_one(descriptor: Word, memory: Memory) -> _Sent:
    buffer = memory.load(descriptor, 8)
    length, fault = _decided(memory.load(add(descriptor, 8), 2), "length")
    command, other_fault = _decided(memory.load(add(descriptor, 11), 1), "command")
    if length:
        memory.load(buffer, 1)  # one byte stands for the packet: the caller sees which object is read
    stores: tuple[Store, ...] = ()
    if command & TX_RS_OR_RPS:
        where = add(descriptor, 12)
        kept = and_(memory.load(where, 1), 0xFF & ~TX_CLEARED, 8)
        stores = (Store(where, 1, or_(kept, DD, 8)),)
    return _Sent(length, command & TX_EOP != 0, stores, fault + other_fault)


def _transmit_nothing(state: State) -> Reaction:
    """MASTER is off: QEMU fetches zeros and consumes them silently, silicon fetches nothing."""
    if state.profile is Profile.HW:
        return Reaction(state)
    start, tail = number(state, reg.TDH), number(state, reg.TDT)
    count = number(state, reg.TDLEN) // SIZE
    once_around = start == tail or start < count <= tail
    head = start if once_around else tail if start < count else 0
    state, raised = raise_causes(put(state, reg.TDH, head), reg.TXQE)
    return Reaction(state, raised=raised)


def _decided(word: Word, field: str) -> tuple[int, tuple[Fault, ...]]:
    """A field of a descriptor that decides something: its known bits, and a fault if there are others."""
    if isinstance(word, int):
        return word, ()
    text = f"the {field} of a transmit descriptor is not known"
    known = word.value if isinstance(word, Bits) else 0
    return known, (Fault(FaultKind.UNKNOWN_WORD, "TX descriptor", text),)


def _skip_one(descriptor: Word, memory: Memory) -> tuple[Store, ...]:
    """A null buffer: the descriptor is skipped, with DD set."""
    where = add(descriptor, 12)
    return (Store(add(descriptor, 14), 2, 0), Store(where, 1, or_(memory.load(where, 1), DD, 8)))


def _store_part(
    state: State, descriptor: Word, part: tuple[Word, int, int, bool], memory: Memory
) -> tuple[Store, ...]:
    """Part of a frame into one buffer: the data first, the status last."""
    buffer, data, length, last = part
    checksum = add(descriptor, 10)
    # QEMU writes back the checksum that it found; silicon computes one.
    found = memory.load(checksum, 2) if state.profile is Profile.QEMU else Unknown("packet checksum")
    status = RX_DONE if last else DD
    return (
        *((Store(buffer, data, FRAME_DATA),) if data > 0 else ()),
        Store(add(descriptor, 8), 2, length),
        Store(checksum, 2, found),
        Store(add(descriptor, 13), 1, 0),
        Store(add(descriptor, 14), 2, 0),
        Store(add(descriptor, 12), 1, status),
    )


def _threshold(state: State) -> int:
    """RXDMT0 if few descriptors are left, by RDMTS (bits 9:8 of RCTL)."""
    shift = (number(state, reg.RCTL) >> 8 & 3) + 1
    few = free_descriptors(state) * SIZE <= number(state, reg.RDLEN) >> shift
    return reg.RXDMT0 if few else 0


def _overrun(state: State, stores: tuple[Store, ...]) -> Reaction:
    state, raised = raise_causes(state, reg.RXO)
    return Reaction(state, None, stores, raised=raised)
