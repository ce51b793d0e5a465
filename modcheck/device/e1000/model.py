"""In: a state of the 82540EM, an event and host memory; out: the reaction of QEMU 7.2, or of silicon.

Not modelled: accesses of 1, 2 or 8 bytes (they are faults), wake-up, flow control, the packet buffer behind
PBM, LED and GPIO pins, and on silicon the offloads of the receiver.
"""

from collections.abc import Hashable

from modcheck.device.choice import FIRST, Choice, every
from modcheck.device.declarations import WORD, Register
from modcheck.device.e1000 import lattice, quiet, turned
from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.clock import elapse, progress
from modcheck.device.e1000.handlers import Slot, handed_over_later, slot_of, unknown_word
from modcheck.device.e1000.interrupts import level
from modcheck.device.e1000.phy import REGISTERS as PHY_REGISTERS
from modcheck.device.e1000.phy import caused, link_down, plugged
from modcheck.device.e1000.receive import arrived, offer
from modcheck.device.e1000.state import (
    MILLISECOND,
    State,
    flushed,
    fresh_state,
    linked,
    mastering,
    transmitting,
    with_rest,
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
    Link,
    Memory,
    Profile,
    Progress,
    Reaction,
)
from modcheck.device.turn import Turn
from modcheck.domains import Word

LARGE_ARRAY = 128  # longer ones are found by search, so that the table stays small
MOST_ALTERNATIVES = 64
QEMU, COMMAND_MEM = Profile.QEMU, reg.COMMAND_MEM  # nearly every event looks at them
Slots = dict[int, Slot]


class E1000:
    """The device; it holds the tables of its registers and no state."""

    name: str = "e1000"
    title: str = "Intel 82540EM Gigabit Ethernet controller"
    vendor: int = 0x8086
    device: int = 0x100E
    bars: tuple[Bar, ...] = (Bar(BarKind.MEM, 0x20000), Bar(BarKind.IO, 0x40))
    registers: tuple[Register, ...] = reg.REGISTERS
    behind: tuple[tuple[str, tuple[Register, ...]], ...] = (("PHY 1, by MDIC", PHY_REGISTERS),)

    def __init__(self) -> None:
        self._qemu = _table(Profile.QEMU)
        self._silicon = _table(Profile.HW)

    def power_on(self, profile: Profile, exact: bool = False) -> State:
        return fresh_state(profile, exact)

    def cell(self, offset: int) -> Hashable:
        slot = self._qemu.get(offset)
        return slot.register.name if slot is not None else offset

    def react(self, state: State, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        if isinstance(event, Access):
            bar, offset, width, value = event
            if bar == 0 and width == 4 and state.command & COMMAND_MEM:
                slot = (self._qemu if state.profile is QEMU else self._silicon).get(offset)
                if slot is not None:
                    if value is None and not state.receive_drain and not state.transmit_drain:
                        return (slot.read(state, slot),)
                    return (_use(state, slot, value, memory, FIRST),)
            return (self._access(state, event, memory, FIRST),)
        return (_happen(state, event, Turn(memory, FIRST, mastering(state))),)

    def alternatives(self, state: State, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        def run(choice: Choice) -> Reaction:
            known = lattice.decided(state, choice)
            if isinstance(event, Access):
                return self._access(known, event, memory, choice)
            return _happen(known, event, Turn(memory, choice, mastering(known)))

        found, complete = every(run, MOST_ALTERNATIVES)
        if not complete or not lattice.decidable(state):
            found[0] = found[0]._replace(faults=(*found[0].faults, unknown_word("the state")))
        return tuple(found)

    def postponed(self, state: State, access: Access, memory: Memory) -> Reaction:
        bar, offset, width, value = access
        slot = self._slot(state, offset) if bar == 0 and width == 4 and state.command & COMMAND_MEM else None
        if slot is None or slot.cell != reg.TDT or not transmitting(state) or not mastering(state):
            return self.react(state, access, memory)[0]
        if isinstance(value, int):
            return handed_over_later(state, value)
        return self.react(state, access, memory)[0]

    line = staticmethod(quiet.line)
    pending = staticmethod(level)
    causes = staticmethod(quiet.causes)
    can_interrupt = staticmethod(quiet.can_interrupt)
    engines = staticmethod(quiet.engines)
    can_master = staticmethod(quiet.can_master)
    draining = staticmethod(quiet.draining)
    describe = staticmethod(quiet.describe)
    roots = staticmethod(quiet.roots)
    rings = staticmethod(turned.rings)
    with_indices = staticmethod(turned.with_indices)
    covers = staticmethod(lattice.covers)
    join = staticmethod(lattice.join)

    def _access(self, state: State, access: Access, memory: Memory, choice: Choice) -> Reaction:
        """Any access: also of another BAR, width or place, or while decoding is off."""
        if not 0 <= access.bar < len(self.bars) or not _inside(access, self.bars[access.bar].length):
            text = f"{access.width} bytes at {access.offset:#x} of BAR {access.bar}"
            return _refused(state, access, Fault(FaultKind.OUTSIDE_BAR, "", text), _ones(access.width))
        if not state.command & (reg.COMMAND_IO if access.bar else reg.COMMAND_MEM):
            absent = 0 if state.profile is Profile.QEMU else _ones(access.width)
            return Reaction(state, absent if access.value is None else None)
        if access.bar:
            return self._window(state, access, memory, choice)
        slot = self._slot(state, access.offset)
        if slot is None or access.width != 4:
            name = slot.register.name if slot else f"{access.offset:#x}"
            text = f"no register answers to {access.width} bytes at {access.offset:#x}"
            return _refused(state, access, Fault(FaultKind.RESERVED_REGISTER, name, text), 0)
        return _use(state, slot, access.value, memory, choice)

    def _slot(self, state: State, offset: int) -> Slot | None:
        found = (self._qemu if state.profile is Profile.QEMU else self._silicon).get(offset)
        return found if found is not None else _in_large_array(state.profile, offset)

    def _window(self, state: State, access: Access, memory: Memory, choice: Choice) -> Reaction:
        """IOADDR and IODATA: not there on QEMU (measured); on silicon the way to a register by port."""
        if state.profile is Profile.QEMU or access.offset not in (0, 4) or access.width != 4:
            return Reaction(state, 0 if access.value is None else None)
        if access.offset == 4:
            within = Access(0, state.rest.window, 4, access.value)
            decoding = state._replace(command=state.command | reg.COMMAND_MEM)
            reaction = self._access(decoding, within, memory, choice)
            return reaction._replace(state=reaction.state._replace(command=state.command))
        if access.value is None:
            return Reaction(state, state.rest.window)
        if not isinstance(access.value, int):
            return Reaction(state, faults=(unknown_word("IOADDR"),))
        return Reaction(with_rest(state, window=access.value & WORD))


def _table(profile: Profile) -> Slots:
    """What answers at an offset; on silicon CTRL_DUP is CTRL once more."""
    table: Slots = {}
    for register in reg.REGISTERS:
        copied = register.name == "CTRL_DUP" and profile is Profile.HW
        if register.elements <= LARGE_ARRAY:
            for offset in register.offsets():
                table[offset] = slot_of(reg.named("CTRL") if copied else register, offset, profile)
    return table


LARGE = tuple(register for register in reg.REGISTERS if register.elements > LARGE_ARRAY)


def _in_large_array(profile: Profile, offset: int) -> Slot | None:
    for register in LARGE:
        if offset in register.offsets():
            return slot_of(register, offset, profile)
    return None


def _use(state: State, slot: Slot, value: Word | None, memory: Memory, choice: Choice) -> Reaction:
    """Reads or writes a register."""
    if value is None:
        if state.receive_drain or state.transmit_drain:
            state = flushed(state)
        return slot.read(state, slot)
    if isinstance(value, int):
        return slot.write(state, slot, value, memory, choice)
    return slot.write_word(state, slot, value, memory, choice)


def _happen(state: State, event: Event, turn: Turn) -> Reaction:
    """Everything that is no access."""
    if isinstance(event, Frame):
        return turn.reaction(arrived(state, event, turn))
    if isinstance(event, Elapse):
        nanoseconds = event.milliseconds * MILLISECOND + event.nanoseconds
        return turn.reaction(elapse(state, nanoseconds, turn))
    if isinstance(event, Command):
        return turn.reaction(_commanded(state, event.value, turn))
    if isinstance(event, Link):
        return turn.reaction(_link(state, event.up, turn))
    if isinstance(event, Progress):
        return turn.reaction(progress(state, turn))
    return turn.reaction(_bus_reset(state))


def _commanded(state: State, value: int, turn: Turn) -> State:
    """COMMAND is written. Each write that leaves MASTER on lets QEMU's backend offer what it holds."""
    state = state._replace(command=value & reg.COMMAND_WRITABLE)
    turn.connected = mastering(state)
    return offer(state, turn) if turn.connected else state


def _link(state: State, up: bool, turn: Turn) -> State:
    before = linked(state)
    state = plugged(state, up)
    if up and linked(state):
        state = offer(state, turn)
    return caused(state, reg.LSC, turn) if linked(state) != before else state


def _bus_reset(state: State) -> State:
    """What is outside of the function stays: the cable, the backend's frames, the clock; on QEMU also the
    pins of the EEPROM (measured)."""
    rest, exact = state.rest, state.rest.exact
    fresh = fresh_state(state.profile, exact is not None)
    if exact is not None and fresh.rest.exact is not None:
        fresh = with_rest(fresh, exact=fresh.rest.exact._replace(phase=exact.phase, sized=exact.sized))
    fresh = with_rest(fresh, microwire=rest.microwire, cable=rest.cable)
    fresh = fresh._replace(command=0, waiting=state.waiting)
    return fresh if rest.cable else link_down(fresh)


def _inside(access: Access, length: int) -> bool:
    return access.offset >= 0 and access.offset + access.width <= length


def _ones(width: int) -> int:
    return (1 << 8 * max(0, width)) - 1


def _refused(state: State, access: Access, fault: Fault, answer: int) -> Reaction:
    return Reaction(state, answer if access.value is None else None, faults=(fault,))
