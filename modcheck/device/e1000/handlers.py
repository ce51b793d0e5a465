"""In: a state and one access to one register; out: the reaction: what is stored and what is set off."""

from collections.abc import Callable
from typing import NamedTuple

from modcheck.device.choice import Choice, all_tried, chosen_bits
from modcheck.device.declarations import WORD, Kind, Register
from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.clock import deafened
from modcheck.device.e1000.eeprom import read_eecd, read_eerd, write_eecd
from modcheck.device.e1000.interrupts import raise_causes, set_causes, set_mask
from modcheck.device.e1000.phy import command
from modcheck.device.e1000.receive import offer
from modcheck.device.e1000.registers import Ring
from modcheck.device.e1000.state import (
    RESET_UNKNOWN,
    Drain,
    State,
    drain_after,
    fresh_state,
    hold,
    lookup,
    mastering,
    number,
    put,
    receiving,
    transmitting,
    with_rest,
)
from modcheck.device.e1000.statistics import PLACES, cleared, counted
from modcheck.device.e1000.transmit import transmit
from modcheck.device.e1000.turned import SIZE, distance
from modcheck.device.port import Fault, FaultKind, Memory, Profile, Reaction
from modcheck.device.turn import Turn
from modcheck.domains import Bits, Pointer, Word, and_, join, or_, truncate


class Slot(NamedTuple):
    """What an offset of BAR 0 does."""

    register: Register
    offset: int
    cell: int  # -1 if its word is not in the state's tuple
    reset: Word
    kept: int  # the bits of the reset value that a write does not change
    read: "Read"
    write: "Write"  # of an int
    write_word: "WriteWord"  # of any other word


Read = Callable[[State, Slot], Reaction]
Write = Callable[[State, Slot, int, Memory, Choice], Reaction]
WriteWord = Callable[[State, Slot, Word, Memory, Choice], Reaction]


def slot_of(register: Register, offset: int, profile: Profile) -> Slot:
    """The reads and writes at an offset: by the register's name if it does more than hold a word, else by its
    kind in the profile."""
    kind = register.silicon if profile is Profile.HW and register.silicon else register.kind
    absent = register.kind is Kind.ABSENT and kind is not Kind.ABSENT
    cell = reg.CELLS.index(register.name) if register.name in reg.CELLS else -1
    write = _write_of(register, kind, cell)
    return Slot(
        register,
        offset,
        cell,
        RESET_UNKNOWN if absent else register.reset,
        register.reset & ~register.writable,
        _read_of(register, kind, cell),
        write,
        ANY_WORD.get(write, _write_known_bits),
    )


def _read_of(register: Register, kind: Kind, cell: int) -> Read:
    named: dict[str, Read] = {
        **{"ICR": _read_causes, "ICS": _peek_causes, "EERD": _read_eerd, "EECD": _read_eecd},
    }
    if register.name in named:
        return named[register.name]
    if register.name in PLACES:
        return _read_counter if kind is Kind.RO else _clear_counter
    if kind in (Kind.ABSENT, Kind.W1C):
        return _read_zero
    return _read if cell >= 0 else _read_held


def _write_of(register: Register, kind: Kind, cell: int) -> Write:
    named: dict[str, Write] = {
        **{"CTRL": _write_ctrl, "RCTL": _write_rctl, "TCTL": _write_tctl, "MDIC": _write_mdic},
        **{"ICR": _clear_causes, "ICS": _set_causes, "IMS": _unmask, "IMC": _mask, "EECD": _write_eecd},
        **{"RDT": _write_rdt, "TDT": _write_tdt},
    }
    if register.name in named:
        return named[register.name]
    if kind is not Kind.RW:
        return _ignore
    if cell in reg.BASES:
        return _write_base
    if register.name in reg.RINGS:
        return _write_ring
    return _store if cell >= 0 else _write_held


def _write_known_bits(state: State, slot: Slot, value: Word, memory: Memory, choice: Choice) -> Reaction:
    """A write of a word that is not known: of the bits that decide something those that are open are tried
    out, if they are few, else they count as 0, which is a fault; the others are stored as they are."""
    known, open_bits = (value.value, value.mask) if isinstance(value, Bits) else (0, WORD)
    register = slot.register
    doubt, stored = open_bits & register.decides, open_bits & register.writable & ~register.decides
    reaction = slot.write(state, slot, known | chosen_bits(doubt, choice), memory, choice)
    if stored and slot.cell >= 0:
        word = number(reaction.state, slot.cell)
        reaction = reaction._replace(state=put(reaction.state, slot.cell, Bits(word & ~stored, stored)))
    if all_tried(doubt, choice):
        return reaction
    return reaction._replace(faults=(*reaction.faults, unknown_word(register.name)))


def unknown_word(name: str) -> Fault:
    """The fault of a write that decides something and is not known."""
    return Fault(FaultKind.UNKNOWN_WORD, name, f"{name} is written with a word that is not known")


def _read(state: State, slot: Slot) -> Reaction:
    return Reaction(state, state.words[slot.cell])


def _read_zero(state: State, slot: Slot) -> Reaction:
    return Reaction(state, 0)


def _read_held(state: State, slot: Slot) -> Reaction:
    return Reaction(state, lookup(state.rest.held, _place(state, slot), slot.reset))


def _read_causes(state: State, slot: Slot) -> Reaction:
    """ICR: all causes, masked or not, are returned and cleared."""
    causes = number(state, reg.ICR)
    return Reaction(set_causes(state, 0), causes, acknowledged=causes)


def _peek_causes(state: State, slot: Slot) -> Reaction:
    return Reaction(state, state.words[reg.ICR])


def _read_eerd(state: State, slot: Slot) -> Reaction:
    return Reaction(state, read_eerd(state))


def _read_eecd(state: State, slot: Slot) -> Reaction:
    return Reaction(state, read_eecd(state))


def _read_counter(state: State, slot: Slot) -> Reaction:
    return Reaction(state, counted(state, slot.register.name))


def _clear_counter(state: State, slot: Slot) -> Reaction:
    """The upper half of a pair takes the lower one with it."""
    name = slot.register.name
    pair = (name[:-1] + "L",) if slot.register.kind is Kind.RC_PAIR else ()
    return Reaction(cleared(state, name, *pair), counted(state, name))


def _ignore(state: State, slot: Slot, value: int | Word, memory: Memory, choice: Choice) -> Reaction:
    return Reaction(state)


def _store(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    return Reaction(put(state, slot.cell, value & slot.register.writable | slot.kept))


def _write_held(state: State, slot: Slot, value: Word, memory: Memory, choice: Choice) -> Reaction:
    """Any word. Where an array is one cell, what it held may still stand in another element."""
    register = slot.register
    if register.writable == WORD:
        word = truncate(value, 32)
    else:
        word = or_(and_(value, register.writable, 32), slot.kept, 32)
    place = _place(state, slot)
    if register.elements > 1 and state.rest.exact is None:
        word = join(lookup(state.rest.held, place, slot.reset), word)
    return Reaction(hold(state, place, word, slot.reset))


def _place(state: State, slot: Slot) -> int:
    """Where a word is held: an array is one cell in a state that is not exact."""
    return slot.register.offset if state.rest.exact is None else slot.offset


def _write_ring(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    return _store(state, slot, value, memory, choice)._replace(faults=_reprogrammed(state, slot))


def _write_base(state: State, slot: Slot, value: Word, memory: Memory, choice: Choice) -> Reaction:
    """A pointer in the low half names the whole address, so the high half may hold anything."""
    faults = _reprogrammed(state, slot)
    if isinstance(value, int):
        word: Word = value & (WORD if state.profile is Profile.QEMU else slot.register.writable)
    else:
        word = truncate(value, 32)
        if not isinstance(word, Pointer) and slot.cell in (reg.RDBAL, reg.TDBAL):
            faults = (*faults, unknown_word(slot.register.name))
    return Reaction(put(state, slot.cell, word), faults=faults)


def _reprogrammed(state: State, slot: Slot) -> tuple[Fault, ...]:
    name = slot.register.name
    ring = reg.RINGS[name]
    if not (receiving(state) if ring is Ring.RECEIVE else transmitting(state)):
        return ()
    return (Fault(FaultKind.RING_REPROGRAMMED, name, f"{name} is written while {ring.value} is set"),)


def _clear_causes(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    causes = number(state, reg.ICR)
    return Reaction(set_causes(state, causes & ~value), acknowledged=causes & value)


def _set_causes(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    state, raised = raise_causes(state, value & WORD)
    return Reaction(state, raised=raised)


def _unmask(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    return Reaction(set_mask(state, number(state, reg.IMS) | value & WORD))


def _mask(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    return Reaction(set_mask(state, number(state, reg.IMS) & ~value))


def _write_ctrl(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    """RST does nothing on QEMU; on silicon the MAC is as after power-on, PCI and the link are not touched."""
    if value & reg.CTRL_RST and state.profile is Profile.HW:
        return Reaction(_mac_reset(state))
    return _store(state, slot, value, memory, choice)


def _mac_reset(state: State) -> State:
    rest, exact = state.rest, state.rest.exact
    fresh = fresh_state(state.profile, exact is not None)
    if exact is not None and fresh.rest.exact is not None:
        fresh = with_rest(fresh, exact=fresh.rest.exact._replace(phase=exact.phase))
    fresh = with_rest(fresh, phy=rest.phy, microwire=rest.microwire, cable=rest.cable)
    return put(fresh._replace(command=state.command), reg.STATUS, state.words[reg.STATUS])


def _write_rctl(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    drain = drain_after(number(state, reg.RCTL), value, reg.RCTL_EN, state.receive_drain)
    state = put(state, reg.RCTL, value & WORD)
    if drain != state.receive_drain:
        state = state._replace(receive_drain=drain)
    return Reaction(deafened(state), faults=_outside(state, "RDT"))


def _write_tctl(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    drain = drain_after(number(state, reg.TCTL), value, reg.TCTL_EN, state.transmit_drain)
    turn = Turn(memory, choice, mastering(state))
    if state.rest.underway and drain is not Drain.SETTLED:
        state = _stopped_underway(state, turn)
    state = put(state, reg.TCTL, value & WORD)._replace(transmit_drain=drain)
    turn.faults.extend(_outside(state, "TDT"))
    return turn.reaction(_handed_over(state, turn))


def _write_tdt(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    turn = Turn(memory, choice, mastering(state))
    state = put(state, reg.TDT, value & reg.LOW16)
    turn.faults.extend(_outside(state, "TDT"))
    return turn.reaction(_handed_over(state, turn))


def _outside(state: State, name: str) -> tuple[Fault, ...]:
    """Measured: the head never meets a tail that is not in the ring, so a receiver never stops."""
    received = name == "RDT"
    enabled = receiving(state) if received else transmitting(state)
    tail = number(state, reg.RDT if received else reg.TDT)
    ring = number(state, reg.RDLEN if received else reg.TDLEN) // SIZE
    if not enabled or not ring or tail < ring:
        return ()
    return (Fault(FaultKind.TAIL_OUTSIDE, name, f"{name} = {tail:#x}, and the ring has {ring} descriptors"),)


def _handed_over(state: State, turn: Turn) -> State:
    """QEMU works the ring off within the write. Silicon does so after it: here within it too, or later."""
    if state.profile is Profile.HW and transmitting(state) and mastering(state):
        idle = number(state, reg.TDH) == number(state, reg.TDT)
        if not idle and turn.decide(None, False):
            return with_rest(state, underway=True)
    if state.rest.underway:
        state = with_rest(state, underway=False)
    return transmit(state, turn)


def handed_over_later(state: State, tail: int) -> Reaction:
    """A write of TDT while the wire takes nothing. TDT equal to TDH says that nothing waits: a tail that
    comes round to the head, or passes it, takes back what was handed over before."""
    head, before, tail = number(state, reg.TDH), number(state, reg.TDT), tail & reg.LOW16
    ring = number(state, reg.TDLEN) // SIZE
    waiting = distance(head, before, ring) if head != before else 0
    after = distance(head, tail, ring) if head != tail else 0
    state = with_rest(put(state, reg.TDT, tail), underway=head != tail)
    if after >= waiting:
        return Reaction(state)
    text = f"{waiting} descriptors wait, and with TDT = {tail:#x} there are {after}"
    return Reaction(state, faults=(Fault(FaultKind.RING_OVERRUN, "TDT", text),))


def _stopped_underway(state: State, turn: Turn) -> State:
    """Silicon is switched off before it has sent all: the packet in progress may leave (manual p.307)."""
    state = with_rest(state, underway=False)
    return transmit(state, turn, one_packet=True) if turn.decide(None, False) else state


def _write_rdt(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    """Gives descriptors to the device: what waits is offered to it, unless there are none. QEMU's buffers
    have no size before RCTL is written for the first time, and then there are none (measured)."""
    state = put(state, reg.RDT, value & reg.LOW16)
    faults = _outside(state, "RDT")
    if not state.waiting or number(state, reg.RDH) == value & reg.LOW16:
        return Reaction(state, faults=faults)
    turn, exact = Turn(memory, choice, mastering(state)), state.rest.exact
    turn.faults.extend(faults)
    written = number(state, reg.RCTL) != 0 or turn.decide(exact.sized if exact else None, True)
    return turn.reaction(offer(state, turn) if written else state)


def _write_mdic(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    turn = Turn(memory, choice)
    return turn.reaction(command(state, value, turn))


def _write_eecd(state: State, slot: Slot, value: int, memory: Memory, choice: Choice) -> Reaction:
    return Reaction(write_eecd(state, value))


ANY_WORD: dict[Write, WriteWord] = {_ignore: _ignore, _write_base: _write_base, _write_held: _write_held}
"""Writes that take every word as it is."""
