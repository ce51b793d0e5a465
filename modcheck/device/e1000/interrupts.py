"""In: a state and interrupt causes; out: the state with them, and the line where moderation leaves it.

In a state that is not exact the line is up as soon as an unmasked cause is there: it may be. In an exact one
each rising edge opens a window in which no other comes (measured on QEMU 7.2).
"""

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.state import Exact, State, Timer, number, put, with_exact

WINDOW_UNIT_NS = 256
SHORTEST_WINDOW = 500
"""In units: 128 us, measured."""


def raise_causes(state: State, causes: int) -> tuple[State, int]:
    """The state with the causes set, and those of them that were not."""
    before = number(state, reg.ICR)
    fresh = causes & ~before
    return set_causes(state, before | causes), fresh


def set_causes(state: State, causes: int) -> State:
    """The state with exactly these causes."""
    if number(state, reg.ICR) != causes:
        state = put(state, reg.ICR, causes)
    return state if state.rest.exact is None else _moderated(state, state.rest.exact)


def set_mask(state: State, mask: int) -> State:
    """The state with exactly these causes unmasked."""
    state = put(state, reg.IMS, mask)
    return state if state.rest.exact is None else _moderated(state, state.rest.exact)


def window_over(state: State) -> State:
    """The window of moderation has passed: what was held back comes now."""
    return state if state.rest.exact is None else _moderated(state, state.rest.exact)


def level(state: State) -> bool:
    """Whether the function asks for an interrupt, before COMMAND can turn it off."""
    exact = state.rest.exact
    if exact is not None:
        return exact.level
    causes, mask = state.words[reg.ICR], state.words[reg.IMS]
    if isinstance(causes, int) and isinstance(mask, int):
        return causes & mask != 0
    return number(state, reg.ICR) & number(state, reg.IMS) != 0


def armed(timers: tuple[tuple[Timer, int], ...], timer: Timer, ns: int) -> tuple[tuple[Timer, int], ...]:
    """The timers with one of them set anew."""
    return (*(entry for entry in timers if entry[0] is not timer), (timer, ns))


def _moderated(state: State, exact: Exact) -> State:
    causes = number(state, reg.ICR) & number(state, reg.IMS)
    if causes and not exact.level:
        if any(timer is Timer.MODERATION for timer, _ in exact.timers):
            return state
        window = _window(state, exact, causes) * WINDOW_UNIT_NS
        timers = armed(exact.timers, Timer.MODERATION, window)
        return with_exact(state, timers=timers, level=True, delayed=False)
    if exact.level and not causes:
        return with_exact(state, level=False)
    return state


def _window(state: State, exact: Exact, causes: int) -> int:
    """The shortest of the delays that apply and are not 0, in units; never less than the shortest window."""
    delays = [number(state, reg.ITR)]
    if exact.delayed and causes & (reg.TXQE | reg.TXDW):
        delays.append(4 * number(state, reg.TADV))
    if number(state, reg.RDTR) and causes & reg.RXT0:
        delays.append(4 * number(state, reg.RADV))
    return max(SHORTEST_WINDOW, min((delay for delay in delays if delay), default=0))
