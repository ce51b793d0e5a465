"""In: a state and a stretch of time; out: the state after it, with all that ran out in between.

An exact state counts its timers down. In one that is not exact a sleep is over when a timer may have run
out: it certainly has if the sleep was as long as the timer, else both are possible.
"""

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.interrupts import armed, window_over
from modcheck.device.e1000.phy import NEGOTIATION_MS, caused, negotiated
from modcheck.device.e1000.receive import deliver, flush
from modcheck.device.e1000.state import MILLISECOND, State, Timer, waited, with_exact
from modcheck.device.e1000.transmit import transmit
from modcheck.device.port import Profile
from modcheck.device.turn import Turn

DEAF_MS = 1000


def deafened(state: State) -> State:
    """QEMU receives nothing for a second after a write of RCTL."""
    if state.profile is Profile.HW:
        return state
    state, exact = state if state.deaf else state._replace(deaf=True), state.rest.exact
    if exact is None:
        return state
    timers = armed(exact.timers, Timer.DEAF, DEAF_MS * MILLISECOND - exact.phase)
    return with_exact(state, timers=timers, sized=True)


def elapse(state: State, nanoseconds: int, turn: Turn) -> State:
    """Time passes; what silicon had still to send is sent."""
    state = waited(state, nanoseconds)
    if state.rest.underway:
        state = progress(state, turn)
    if state.rest.exact is not None:
        return _counted_down(state, nanoseconds, turn)
    taken = False
    if state.rest.negotiating and _over(nanoseconds, NEGOTIATION_MS, turn):
        state, taken = _fire(state, Timer.NEGOTIATION, turn)
    if state.deaf and _over(nanoseconds, DEAF_MS, turn):
        state, offered = _fire(state, Timer.DEAF, turn, offering=not taken)
        taken = taken or offered
    return deliver(state, turn) if taken else state


def progress(state: State, turn: Turn) -> State:
    """Silicon works off what was handed to it."""
    if not state.rest.underway:
        return state
    return transmit(state._replace(rest=state.rest._replace(underway=False)), turn)


def _over(nanoseconds: int, milliseconds: int, turn: Turn) -> bool:
    return turn.decide(True if nanoseconds >= milliseconds * MILLISECOND else None, False)


def _counted_down(state: State, nanoseconds: int, turn: Turn) -> State:
    """Runs the timers that end in time, the earliest first, of equal ones that which was set first. The
    backend hands over one waiting frame meanwhile and the others at the end."""
    taken = False
    while True:
        exact = state.rest.exact
        assert exact is not None
        timer, left = min(exact.timers, key=lambda entry: entry[1], default=(None, 0))
        if timer is None or left > nanoseconds:
            break
        state = _advanced(state, left)
        nanoseconds -= left
        if timer is Timer.MODERATION or taken:
            state, _ = _fire(state, timer, turn, offering=False)
        else:
            state, taken = _fire(state, timer, turn)
    state = _advanced(state, nanoseconds)
    return deliver(state, turn) if taken else state


def _advanced(state: State, nanoseconds: int) -> State:
    exact = state.rest.exact
    if exact is None or not nanoseconds:
        return state
    timers = tuple((timer, left - nanoseconds) for timer, left in exact.timers)
    return with_exact(state, timers=timers, phase=(exact.phase + nanoseconds) % MILLISECOND)


def _fire(state: State, timer: Timer, turn: Turn, offering: bool = True) -> tuple[State, bool]:
    """What happens when a timer has run out; and whether the backend could hand over a frame."""
    exact = state.rest.exact
    if exact is not None:
        state = with_exact(state, timers=tuple(entry for entry in exact.timers if entry[0] is not timer))
    if timer is Timer.MODERATION:
        return window_over(state), False
    if timer is Timer.DEAF:
        state = state._replace(deaf=False)
        return flush(state, turn) if offering else (state, False)
    state = negotiated(state, turn)
    if not state.rest.cable:
        return state, False
    state, taken = flush(state, turn) if offering else (state, False)
    return caused(state, reg.LSC, turn), taken
