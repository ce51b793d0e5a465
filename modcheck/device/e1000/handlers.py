"""In: a state and one access to one register; out: the reaction: what is stored and what is set off."""

from collections.abc import Callable
from typing import NamedTuple

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000 import rings
from modcheck.device.e1000.registers import Kind, Register, Ring
from modcheck.device.e1000.state import (
    State,
    drain_after,
    number,
    put,
    raise_causes,
    receiving,
    transmitting,
)
from modcheck.device.port import Fault, FaultKind, Memory, Profile, Reaction
from modcheck.domains import Pointer, Word, join, truncate

MDIC_READY, MDIC_ERROR, MDIC_INTERRUPT, MDIC_READ, MDIC_PHY = 1 << 28, 1 << 30, 1 << 29, 1 << 27, 1
EERD_START, EERD_DONE = 1 << 0, 1 << 4


class Slot(NamedTuple):
    """What an offset of BAR 0 does."""

    register: Register
    cell: int  # -1 if nothing is held
    kept: int  # the bits of the reset value that a write does not change
    read: "Read"
    write: "Write"
    write_word: "WriteWord | None"  # for words that are no ints; None: unknown bits count as 0


Read = Callable[[State, Slot], Reaction]
Write = Callable[[State, Slot, int, Memory], Reaction]
WriteWord = Callable[[State, Slot, Word], Reaction]


def slot_of(register: Register) -> Slot:
    """The reads and writes of a register: by its name if it does more than hold a word, else by its kind."""
    held = register.kind not in (Kind.ZERO, Kind.ABSENT)
    reads: dict[str, Read] = {
        **{"ICR": _read_causes, "ICS": _peek_causes, "IMC": _read_zero, "EERD": _read_eeprom},
    }
    writes: dict[str, Write] = {
        **{"CTRL": _write_ctrl, "RCTL": _write_rctl, "TCTL": _write_tctl, "MDIC": _write_mdic},
        **{"ICR": _clear_causes, "ICS": _set_causes, "IMS": _unmask, "IMC": _mask},
        **{"RDT": _write_rdt, "TDT": _write_tdt},
    }
    by_kind: dict[Kind, Write] = {
        **{Kind.RW: _write_ring if register.ring else _store, Kind.DATA: _store_data, Kind.BASE: _write_base},
        **{Kind.RO: _ignore, Kind.ZERO: _ignore, Kind.ABSENT: _ignore},
    }
    words: dict[Kind, WriteWord] = {Kind.DATA: _hold_data, Kind.BASE: _hold_base}
    return Slot(
        register,
        reg.cell(register.name) if held else -1,
        register.reset & ~register.writable,
        reads.get(register.name, _read if held else _read_zero),
        writes[register.name] if register.name in writes else by_kind[register.kind],
        words.get(register.kind),
    )


def _read(state: State, slot: Slot) -> Reaction:
    return Reaction(state, state.words[slot.cell])


def _read_zero(state: State, slot: Slot) -> Reaction:
    return Reaction(state, 0)


def _read_causes(state: State, slot: Slot) -> Reaction:
    """ICR: all causes, masked or not, are returned and cleared."""
    causes = number(state, reg.ICR)
    return Reaction(put(state, reg.ICR, 0), causes, acknowledged=causes)


def _peek_causes(state: State, slot: Slot) -> Reaction:
    return Reaction(state, state.words[reg.ICR])


def _read_eeprom(state: State, slot: Slot) -> Reaction:
    request = number(state, reg.EERD)
    answer = request & ~EERD_START
    if not request & EERD_START:
        return Reaction(state, request)
    index = answer >> 8
    data = reg.EEPROM[index] << 16 if index < len(reg.EEPROM) else 0
    return Reaction(state, data | answer | EERD_DONE)


def _store(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    return Reaction(put(state, slot.cell, value & slot.register.writable | slot.kept))


def _ignore(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    return Reaction(state)


def _store_data(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    return _hold_data(state, slot, value & slot.register.writable)


def _hold_data(state: State, slot: Slot, word: Word) -> Reaction:
    """One cell for an array: what it held may still stand in another element."""
    word = truncate(word, 32)
    if slot.register.elements > 1:
        word = join(state.words[slot.cell], word)
    return Reaction(put(state, slot.cell, word))


def _write_ring(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    return _store(state, slot, value, memory)._replace(faults=_reprogrammed(state, slot))


def _write_base(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    writable = reg.ALL if state.profile is Profile.QEMU else slot.register.writable
    return Reaction(put(state, slot.cell, value & writable), faults=_reprogrammed(state, slot))


def _hold_base(state: State, slot: Slot, word: Word) -> Reaction:
    """A pointer in the low half names the whole address, so the high half may hold anything."""
    faults = _reprogrammed(state, slot)
    if not isinstance(word, Pointer) and slot.cell in (reg.RDBAL, reg.TDBAL):
        faults = (*faults, unknown_word(slot.register.name))
    return Reaction(put(state, slot.cell, truncate(word, 32)), faults=faults)


def _reprogrammed(state: State, slot: Slot) -> tuple[Fault, ...]:
    ring = slot.register.ring
    enabled = receiving(state) if ring is Ring.RECEIVE else transmitting(state)
    if ring is None or not enabled:
        return ()
    text = f"{slot.register.name} is written while {ring.value} is set"
    return (Fault(FaultKind.RING_REPROGRAMMED, slot.register.name, text),)


def unknown_word(name: str) -> Fault:
    return Fault(FaultKind.UNKNOWN_WORD, name, f"{name} is written with a word that is not known")


def _clear_causes(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    causes = number(state, reg.ICR)
    return Reaction(put(state, reg.ICR, causes & ~value), acknowledged=causes & value)


def _set_causes(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    state, raised = raise_causes(state, value & reg.ALL)
    return Reaction(state, raised=raised)


def _unmask(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    return Reaction(put(state, reg.IMS, number(state, reg.IMS) | value & reg.ALL))


def _mask(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    return Reaction(put(state, reg.IMS, number(state, reg.IMS) & ~value))


def _write_ctrl(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    """RST does nothing on QEMU; on silicon the MAC is as after power-on, PCI and the link are not touched."""
    if value & reg.CTRL_RST and state.profile is Profile.HW:
        link = state.words[reg.STATUS]
        fresh = State(command=state.command, profile=state.profile)
        return Reaction(put(fresh, reg.STATUS, link))
    return _store(state, slot, value, memory)


def _write_rctl(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    drain = drain_after(number(state, reg.RCTL), value, reg.RCTL_EN, state.receive_drain)
    deaf = state.profile is Profile.QEMU
    return Reaction(put(state, reg.RCTL, value & reg.ALL)._replace(deaf=deaf, receive_drain=drain))


def _write_tctl(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    drain = drain_after(number(state, reg.TCTL), value, reg.TCTL_EN, state.transmit_drain)
    state = put(state, reg.TCTL, value & reg.ALL)._replace(transmit_drain=drain)
    return rings.transmit(state, memory)


def _write_tdt(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    return rings.transmit(put(state, reg.TDT, value & reg.LOW16), memory)


def _write_rdt(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    """Gives descriptors to the device: what waits is offered to it."""
    return rings_flushed(put(state, reg.RDT, value & reg.LOW16), memory)


def rings_flushed(state: State, memory: Memory) -> Reaction:
    """QEMU's backend offers what it holds: a disabled receiver lets the first frame fall."""
    if not receiving(state):
        return Reaction(state._replace(waiting=state.waiting[1:]))
    return rings.deliver(state, memory)


def _write_mdic(state: State, slot: Slot, value: int, memory: Memory) -> Reaction:
    """Reads of PHY 1 give its register; writes are accepted and not kept."""
    phy, index = value >> 21 & 0x1F, value >> 16 & 0x1F
    known = dict(reg.PHY)
    if phy != MDIC_PHY:
        value = number(state, reg.MDIC) | MDIC_ERROR
    elif index not in known:
        value |= MDIC_ERROR
    elif value & MDIC_READ:
        value = value & ~0xFFFF | known[index]
    state = put(state, reg.MDIC, (value | MDIC_READY) & reg.ALL)
    state, raised = raise_causes(state, reg.MDAC if value & MDIC_INTERRUPT else 0)
    return Reaction(state, raised=raised)
