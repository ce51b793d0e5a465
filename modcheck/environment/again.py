"""Primitives on a callback that runs once more: what worked before must work again.

What worked is remembered for each path beside its state, where it does not count in comparisons. So a refusal
on a path that is not known to have worked before is only tallied: nothing about it is proved then.
"""

from __future__ import annotations

from typing import Any

from modcheck.domains import Bits, Unknown
from modcheck.domains.heap import State
from modcheck.domains.values import Agg
from modcheck.environment.memory import deref
from modcheck.environment.port import Host, Primitive
from modcheck.ir.types import UNIT

BY_ITSELF = ("irq@", "poll@")
"""How a choice begins that is an interrupt or a poll and no failure."""

ASKED = "@asked"
"""How a choice ends that says what a process asked for."""

BY_OTHERS = "decided by others"
"""What a path keeps for an event in which something was as nobody here decides: a register of a device
without a model, say. That it is otherwise the next time is nobody's fault."""

ONCE_MORE = "once more"
"""How the subject ends of a break about a callback that refuses to run again."""


def _worked(host: Host, state: State, args: list[Any]) -> Any:
    """`worked(callback)`: it returns success."""
    state.past |= {str(args[0])}
    return None


def _refused(host: Host, state: State, args: list[Any]) -> Any:
    """`refused(callback, rule, errno)`: it returns an error. If nothing has failed in this event, and it
    worked before, what was before is not undone."""
    callback, rule = str(args[0]), str(args[1])
    if _failing(state) or any(broken.rule == rule for broken in state.broken):
        return None
    if callback in state.past:
        detail = f"it returns {args[2]} though nothing fails"
        host.broken(state, rule, f"`{callback}` {ONCE_MORE}", detail, host.callback_place(callback))
    else:
        host.tally.refused.add(rule)
    return None


def _undisturbed(host: Host, state: State, args: list[Any]) -> Any:
    """`undisturbed(unseen)`: no call has failed in this event, and the path rests on as little as before."""
    return not _failing(state) and len(state.assumed) == args[0]


def _unseen(host: Host, state: State, args: list[Any]) -> Any:
    """`unseen()`: how many things the path rests on that were not seen."""
    return len(state.assumed)


def _known(host: Host, state: State, args: list[Any]) -> Any:
    """`known(value)`: is it something that decides, and not unknown?"""
    return not isinstance(deref(state, args[0]), Unknown | Bits)


def _is_unit(host: Host, state: State, args: list[Any]) -> Any:
    """`is_unit(value)`: is it `()`?"""
    return isinstance(args[0], Agg) and args[0].ty == UNIT


def _failing(state: State) -> bool:
    by_failing = (c for c in state.choices if not c.startswith(BY_ITSELF) and not c.endswith(ASKED))
    return BY_OTHERS in state.taken or any(by_failing)


AGAIN: dict[str, Primitive] = {
    "worked": _worked,
    "refused": _refused,
    "undisturbed": _undisturbed,
    "unseen": _unseen,
    "known": _known,
    "is_unit": _is_unit,
}
