"""In: a state of the 82540EM; out: what may still come from it, and what people are shown of it."""

from collections.abc import Hashable

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.interrupts import level
from modcheck.device.e1000.state import Drain, State, mastering, number, receiving, transmitting
from modcheck.domains import Pointer

RECEIVE, TRANSMIT = reg.Ring.RECEIVE.value, reg.Ring.TRANSMIT.value
SHOWN = ("IMS", "ICR", "RCTL", "TCTL", "RDH", "RDT", "TDH", "TDT")
SHOWN_CELLS = tuple((name, reg.CELLS.index(name)) for name in SHOWN)


def line(state: State) -> bool:
    """Whether the interrupt line is asserted; in a state that is not exact, whether it may be."""
    return level(state) and not state.command & reg.COMMAND_INTX_DISABLE


def causes(state: State) -> int:
    """The interrupt causes that are set, masked or not."""
    return number(state, reg.ICR)


def can_interrupt(state: State) -> bool:
    """Whether some cause is unmasked, here and in COMMAND."""
    return number(state, reg.IMS) != 0 and not state.command & reg.COMMAND_INTX_DISABLE


def engines(state: State) -> tuple[str, ...]:
    """The engines that are enabled."""
    receive = (RECEIVE,) if receiving(state) else ()
    return (*receive, TRANSMIT) if transmitting(state) else receive


def can_master(state: State) -> bool:
    """Whether an enabled engine may reach host memory."""
    return mastering(state) and (receiving(state) or transmitting(state))


def draining(state: State) -> tuple[str, ...]:
    """The engines that are disabled, but not yet known to have come to rest."""
    receive = (RECEIVE,) if state.receive_drain != Drain.SETTLED else ()
    return receive if state.transmit_drain == Drain.SETTLED else (*receive, TRANSMIT)


def describe(state: State) -> tuple[tuple[str, int | str], ...]:
    """The registers that a report shows."""
    shown = tuple((name, number(state, cell)) for name, cell in SHOWN_CELLS)
    return (*shown, ("MASTER", int(mastering(state))))


def roots(state: State) -> tuple[Hashable, ...]:
    """The objects whose addresses are held in registers."""
    words = [state.words[cell] for cell in reg.BASES]
    words += [word for _, word in state.rest.held]
    return tuple(dict.fromkeys(word.base for word in words if isinstance(word, Pointer)))
