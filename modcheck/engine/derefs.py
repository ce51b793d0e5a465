"""A value with an own `impl Deref` in, where that leads out: the function is run where it is needed.

Most of them name a field, which needs no run. One that does more is run to its end at once, in the middle of
an op: a function that would go several ways there gives something that is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from modcheck.domains.heap import State
from modcheck.domains.values import EMPTY, Ptr
from modcheck.engine.places import Opaque
from modcheck.ir.ops import Function

MAX_STEPS = 1_000
"""Calls that one may make."""


class Running(Protocol):
    """What runs functions."""

    forks: list[State]

    def push(self, state: State, function: Function, args: list[Any], dest: Any, types: Any) -> None: ...


def dereferenced(
    machine: Running, step: Callable[[Any, State], None], state: State, function: Function, receiver: Ptr
) -> Any:
    """What the function returns for a value that lies there."""
    depth, forks = len(state.frames), len(machine.forks)
    caller = state.frames[-1]
    caller.locals.append(EMPTY)
    machine.push(state, function, [receiver], len(caller.locals) - 1, {})
    steps = 0
    while len(state.frames) > depth:
        step(machine, state)
        steps += 1
        if len(machine.forks) > forks or steps > MAX_STEPS:
            del machine.forks[forks:], state.frames[depth:]
            caller.locals.pop()
            raise Opaque(f"what {function.path} leads to")
    return caller.locals.pop()
