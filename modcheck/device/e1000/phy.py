"""In: a state and a write to MDIC, or a change of the cable; out: the state with the PHY and the link moved.

Measured on QEMU 7.2: the one PHY has address 1, a command is carried out within the write, and
autonegotiation takes 500 ms.
"""

from modcheck.device.declarations import WORD, Kind, Register, fields
from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.interrupts import armed, raise_causes
from modcheck.device.e1000.state import MILLISECOND, State, Timer, number, put, with_exact, with_rest
from modcheck.device.turn import Turn

ADDRESS = 1
MDIC_WRITE, MDIC_READ, MDIC_READY, MDIC_INTERRUPT, MDIC_ERROR = 1 << 26, 1 << 27, 1 << 28, 1 << 29, 1 << 30
BMCR, BMSR, ANLPAR = 0, 1, 5
BMCR_KEPT = 0x7DC0  # RESET and RESTART clear themselves, bits 0 to 5 are reserved
BMCR_RESTART, BMCR_ENABLE, BMCR_LOOPBACK = 1 << 9, 1 << 12, 1 << 14
BMSR_LINK, BMSR_COMPLETE = 1 << 2, 1 << 5
ANLPAR_ACKNOWLEDGE = 1 << 14
NEGOTIATION_MS = 500

RW, RO = Kind.RW, Kind.RO
REGISTERS: tuple[Register, ...] = (
    Register("BMCR", 0, RW, "measured: RESTART takes the link down for 500 ms", 0x1140, BMCR_KEPT,
             fields("RESTART 9, POWER_DOWN 11, AN_ENABLE 12, LOOPBACK 14, RESET 15"), width=2),
    Register("BMSR", 1, RO, "measured: link and completion follow the cable and autonegotiation", 0x794D,
             fields=fields("LINK 2, AN_COMPLETE 5"), width=2),
    Register("PHYID1", 2, RO, reg.MEASURED, 0x0141, width=2),
    Register("PHYID2", 3, RO, reg.MEASURED, 0x0C20, width=2),
    Register("ANAR", 4, RW, reg.STORAGE, 0x0DE1, 0xFFFF, width=2),
    Register("ANLPAR", 5, RO, "measured: ACK while autonegotiation is complete", 0x01E0,
             fields=fields("ACK 14"), width=2),
    Register("ANER", 6, RO, reg.MEASURED, width=2),
    Register("CTRL1000", 9, RW, reg.STORAGE, 0x0E00, 0xFFFF, width=2),
    Register("STAT1000", 10, RO, reg.MEASURED, 0x3C00, width=2),
    Register("PHY_SPEC_CTRL", 16, RW, reg.STORAGE, 0x0360, 0xFFFF, width=2),
    Register("PHY_SPEC_STATUS", 17, RO, reg.MEASURED, 0xAC00, width=2),
    Register("EXT_PHY_SPEC_CTRL", 20, RW, reg.STORAGE, 0x0D60, 0xFFFF, width=2),
    Register("RX_ERR_CNTR", 21, RO, reg.MEASURED, width=2),
)
_BY_NUMBER = {register.offset: register for register in REGISTERS}


def command(state: State, value: int, turn: Turn) -> State:
    """A write to MDIC: reads or writes a register of the PHY."""
    index = value >> 16 & 0x1F
    register = _BY_NUMBER.get(index)
    if value >> 21 & 0x1F != ADDRESS:
        value = number(state, reg.MDIC) | MDIC_ERROR
    elif value & MDIC_READ:
        value = value & ~0xFFFF | phy_word(state, index) if register else value | MDIC_ERROR
    elif value & MDIC_WRITE:
        if register and register.kind is RW:
            state = _written(state, register, value & 0xFFFF)
        else:
            value |= MDIC_ERROR
    state = put(state, reg.MDIC, (value | MDIC_READY) & WORD)
    return caused(state, reg.MDAC, turn) if value & MDIC_INTERRUPT else state


def phy_word(state: State, index: int) -> int:
    """The word of a PHY register."""
    return dict(state.rest.phy).get(index, _BY_NUMBER[index].reset)


def looped_back(state: State) -> bool:
    """Whether what is sent comes back instead of leaving."""
    return phy_word(state, BMCR) & BMCR_LOOPBACK != 0


def negotiated(state: State, turn: Turn) -> State:
    """Autonegotiation is over: the link is up if the cable is in; LSC must still be raised."""
    state = with_rest(state, negotiating=False)
    if not state.rest.cable:
        return state
    state = _phy(_link_up(state), ANLPAR, phy_word(state, ANLPAR) | ANLPAR_ACKNOWLEDGE)
    return _phy(state, BMSR, phy_word(state, BMSR) | BMSR_COMPLETE)


def plugged(state: State, cable: bool) -> State:
    """The cable was pulled out or put in; LSC must still be raised if LU has changed."""
    state = with_rest(state, cable=cable)
    if not cable:
        return link_down(state)
    automatic = phy_word(state, BMCR) & BMCR_ENABLE
    if automatic and not phy_word(state, BMSR) & BMSR_COMPLETE:
        return _restarted(state)
    return _link_up(state)


def link_down(state: State) -> State:
    """No link, and nothing negotiated."""
    state = put(state, reg.STATUS, number(state, reg.STATUS) & ~reg.STATUS_LU)
    state = _phy(state, BMSR, phy_word(state, BMSR) & ~(BMSR_LINK | BMSR_COMPLETE))
    return _phy(state, ANLPAR, phy_word(state, ANLPAR) & ~ANLPAR_ACKNOWLEDGE)


def caused(state: State, causes: int, turn: Turn) -> State:
    """The state with the causes raised."""
    state, fresh = raise_causes(state, causes)
    turn.raised |= fresh
    return state


def _link_up(state: State) -> State:
    state = put(state, reg.STATUS, number(state, reg.STATUS) | reg.STATUS_LU)
    return _phy(state, BMSR, phy_word(state, BMSR) | BMSR_LINK)


def _written(state: State, register: Register, data: int) -> State:
    state = _phy(state, register.offset, data & register.writable)
    if register.offset == BMCR and data & BMCR_RESTART and data & BMCR_ENABLE:
        return _restarted(state)
    return state


def _restarted(state: State) -> State:
    state = with_rest(link_down(state), negotiating=True)
    exact = state.rest.exact
    if exact is None:
        return state
    left = NEGOTIATION_MS * MILLISECOND - exact.phase
    return with_exact(state, timers=armed(exact.timers, Timer.NEGOTIATION, left))


def _phy(state: State, index: int, word: int) -> State:
    kept = tuple(entry for entry in state.rest.phy if entry[0] != index)
    changed = () if word == _BY_NUMBER[index].reset else ((index, word),)
    return with_rest(state, phy=tuple(sorted((*kept, *changed))))
