"""In: a state of the 82540EM, an event and host memory; out: the reaction of QEMU 7.2, or of silicon.

Not modelled: interrupt moderation (ITR, RDTR, RADV, TADV: a raised line is up at once), the statistics,
address filters (every frame is for this device), context descriptors and offloads, VLAN, writes to the PHY
and the time of autonegotiation, EECD bit-bang, wake-up.
"""

from collections.abc import Hashable

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000 import rings
from modcheck.device.e1000.handlers import Slot, rings_flushed, slot_of, unknown_word
from modcheck.device.e1000.state import (
    Drain,
    State,
    flushed,
    mastering,
    number,
    put,
    raise_causes,
    receiving,
    transmitting,
    waited,
)
from modcheck.device.port import (
    Access,
    Bar,
    BarKind,
    Command,
    Elapse,
    Event,
    Fault,
    FaultKind,
    Frame,
    Memory,
    Profile,
    Reaction,
    RingView,
)
from modcheck.domains import Bits, Pointer, Word

DEAF_MS = 1000
LARGE_ARRAY = 128  # longer ones are found by search, so that the table stays small
SHOWN = tuple((name, reg.cell(name)) for name in ("IMS", "ICR", "RCTL", "TCTL", "RDH", "RDT", "TDH", "TDT"))
INDICES = {
    "receive": (reg.RDBAL, reg.RDBAH, reg.RDLEN, reg.RDH, reg.RDT),
    "transmit": (reg.TDBAL, reg.TDBAH, reg.TDLEN, reg.TDH, reg.TDT),
}
"""By ring: the cells of its base, of its length, and of its indices."""


class E1000:
    """The device; it holds the table of its registers and no state."""

    name: str = "e1000"
    vendor: int = 0x8086
    device: int = 0x100E
    bars: tuple[Bar, ...] = (Bar(BarKind.MEM, 0x20000), Bar(BarKind.IO, 0x40))

    def __init__(self) -> None:
        slots = tuple(slot_of(register) for register in reg.REGISTERS)
        self._slots = {
            slot.register.offset + 4 * i: slot
            for slot in slots
            if slot.register.elements <= LARGE_ARRAY
            for i in range(slot.register.elements)
        }
        self._arrays = tuple(slot for slot in slots if slot.register.elements > LARGE_ARRAY)

    def power_on(self, profile: Profile) -> State:
        return State(profile=profile)

    def cell(self, offset: int) -> Hashable:
        slot = self._slots.get(offset)
        return slot.register.name if slot is not None else offset

    def react(self, state: State, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        if isinstance(event, Access):
            if event.bar == 0 and event.width == 4 and state.command & reg.COMMAND_MEM:
                slot = self._slots.get(event.offset)
                if slot is not None:
                    return (_use(state, slot, event.value, memory),)
            return (self._access(state, event, memory),)
        if isinstance(event, Frame):
            state = state._replace(waiting=(*state.waiting, event.length))
            return (rings.deliver(state, memory),)
        if isinstance(event, Command):
            return (_command(state, event.value, memory),)
        if isinstance(event, Elapse):
            return (_elapse(state, event.milliseconds, memory),)
        return (_link(state, event.up, memory),)

    def line(self, state: State) -> bool:
        return self.can_interrupt(state) and number(state, reg.ICR) & number(state, reg.IMS) != 0

    def can_interrupt(self, state: State) -> bool:
        return number(state, reg.IMS) != 0 and not state.command & reg.COMMAND_INTX_DISABLE

    def engines(self, state: State) -> tuple[str, ...]:
        receive = (reg.RX.value,) if receiving(state) else ()
        return (*receive, reg.TX.value) if transmitting(state) else receive

    def can_master(self, state: State) -> bool:
        return mastering(state) and (receiving(state) or transmitting(state))

    def draining(self, state: State) -> tuple[str, ...]:
        receive = (reg.RX.value,) if state.receive_drain != Drain.SETTLED else ()
        return receive if state.transmit_drain == Drain.SETTLED else (*receive, reg.TX.value)

    def describe(self, state: State) -> tuple[tuple[str, int | str], ...]:
        shown = tuple((name, number(state, cell)) for name, cell in SHOWN)
        return (*shown, ("MASTER", int(mastering(state))))

    def roots(self, state: State) -> tuple[Hashable, ...]:
        held = (_owner(state.words[cell]) for cell in reg.ANY_WORD)
        return tuple(dict.fromkeys(base for base in held if base is not None))

    def rings(self, state: State) -> tuple[RingView, ...]:
        views = []
        for name, (base, high, length, *indices) in INDICES.items():
            count = number(state, length) // rings.SIZE
            words = tuple(state.words[cell] for cell in indices)
            views.append(RingView(name, count, words, rings.ring_base(state, base, high)))
        return tuple(views)

    def with_indices(self, state: State, name: str, indices: tuple[Word, ...]) -> State:
        for cell, word in zip(INDICES[name][3:], indices, strict=True):
            state = put(state, cell, word)
        return state

    def _access(self, state: State, access: Access, memory: Memory) -> Reaction:
        """An access that is not the plain one: of another BAR, width or place, or while decoding is off."""
        if not 0 <= access.bar < len(self.bars) or not _inside(access, self.bars[access.bar].length):
            text = f"{access.width} bytes at {access.offset:#x} of BAR {access.bar}"
            return _refused(state, access, Fault(FaultKind.OUTSIDE_BAR, "", text), _ones(access.width))
        if not state.command & (reg.COMMAND_IO if access.bar else reg.COMMAND_MEM):
            absent = 0 if state.profile is Profile.QEMU else _ones(access.width)
            return Reaction(state, absent if access.value is None else None)
        if access.bar:
            return self._window(state, access, memory)
        slot = self._slots.get(access.offset) or _in_array(self._arrays, access.offset)
        if slot is None or access.width != 4:
            name = slot.register.name if slot else f"{access.offset:#x}"
            text = f"no register answers to {access.width} bytes at {access.offset:#x}"
            return _refused(state, access, Fault(FaultKind.RESERVED_REGISTER, name, text), 0)
        return _use(state, slot, access.value, memory)

    def _window(self, state: State, access: Access, memory: Memory) -> Reaction:
        """IOADDR and IODATA: not there on QEMU (measured); on silicon the way to a register by port."""
        if state.profile is Profile.QEMU or access.offset not in (0, 4) or access.width != 4:
            return Reaction(state, 0 if access.value is None else None)
        if access.offset == 4:
            within = Access(0, state.window, 4, access.value)
            decoding = state._replace(command=state.command | reg.COMMAND_MEM)
            reaction = self._access(decoding, within, memory)
            return reaction._replace(state=reaction.state._replace(command=state.command))
        if access.value is None:
            return Reaction(state, state.window)
        if not isinstance(access.value, int):
            return Reaction(state, faults=(unknown_word("IOADDR"),))
        return Reaction(state._replace(window=access.value & reg.ALL))


def _in_array(arrays: tuple[Slot, ...], offset: int) -> Slot | None:
    for slot in arrays:
        if offset % 4 == 0 and 0 <= offset - slot.register.offset < 4 * slot.register.elements:
            return slot
    return None


def _use(state: State, slot: Slot, value: Word | None, memory: Memory) -> Reaction:
    """Reads or writes a register; of a word that is not known a control register sees the known ones."""
    if value is None:
        if state.receive_drain or state.transmit_drain:
            state = flushed(state)
        return slot.read(state, slot)
    if isinstance(value, int):
        return slot.write(state, slot, value, memory)
    if slot.write_word is not None:
        return slot.write_word(state, slot, value)
    known = value.value if isinstance(value, Bits) else 0
    reaction = slot.write(state, slot, known, memory)
    return reaction._replace(faults=(*reaction.faults, unknown_word(slot.register.name)))


def _command(state: State, value: int, memory: Memory) -> Reaction:
    woken = value & ~state.command & reg.COMMAND_MASTER
    state = state._replace(command=value & reg.COMMAND_WRITABLE)
    return rings_flushed(state, memory) if woken else Reaction(state)


def _elapse(state: State, milliseconds: int, memory: Memory) -> Reaction:
    state = waited(state, milliseconds)
    if state.deaf and milliseconds >= DEAF_MS:
        state = state._replace(deaf=False)
    return rings.deliver(state, memory)


def _link(state: State, up: bool, memory: Memory) -> Reaction:
    """LU follows the cable and LSC is raised; the 500 ms of autonegotiation are not modelled."""
    before = number(state, reg.STATUS)
    after = before | reg.STATUS_LU if up else before & ~reg.STATUS_LU
    if before == after:
        return Reaction(state)
    state, raised = raise_causes(put(state, reg.STATUS, after), reg.LSC)
    reaction = rings.deliver(state, memory)
    return reaction._replace(raised=reaction.raised | raised)


def _owner(word: Word) -> Hashable | None:
    return word.base if isinstance(word, Pointer) else None


def _inside(access: Access, length: int) -> bool:
    return access.offset >= 0 and access.offset + access.width <= length


def _ones(width: int) -> int:
    return (1 << 8 * width) - 1


def _refused(state: State, access: Access, fault: Fault, answer: int) -> Reaction:
    return Reaction(state, answer if access.value is None else None, faults=(fault,))
