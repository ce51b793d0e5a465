"""Blocks in, the same as Python closures out: what can be decided of an op is decided once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from modcheck.domains.heap import Frame, State
from modcheck.domains.values import EMPTY, owns
from modcheck.engine.catalog import Catalog
from modcheck.engine.places import Opaque
from modcheck.engine.rvalues import UNIT_VALUE, binary, named, operand, rvalue
from modcheck.ir import ops

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine

Getter = Callable[[State, Frame], Any]
Step = Callable[[State, Frame], Any]
"""Runs one op; true if a function was entered."""
Code = tuple[tuple[Step, ...], Step]
"""The ops of a block and its terminator."""


def getter(catalog: Catalog, part: ops.Operand) -> Getter:
    """The value of an operand; `Use` moves what owns something."""
    if isinstance(part, ops.Const):
        return _constant(UNIT_VALUE if part.value is None else part.value)
    if isinstance(part, ops.Name):
        return _named(catalog, part)
    if part.place.path:
        return lambda state, frame: operand(catalog, state, frame, part)
    slot = part.place.local
    return _moved(slot) if isinstance(part, ops.Use) else lambda state, frame: frame.locals[slot]


def getters(catalog: Catalog, parts: tuple[ops.Operand, ...]) -> tuple[Getter, ...]:
    """The values of several operands."""
    return tuple(getter(catalog, part) for part in parts)


def _named(catalog: Catalog, part: ops.Name) -> Getter:
    """A path, which means the same at each run unless a type parameter is in it."""
    if not part.path.startswith(("type::", "self_type::")):
        with suppress(Opaque):
            return _constant(named(catalog, part.path))
    return lambda state, frame: operand(catalog, state, frame, part)


def _constant(value: Any) -> Getter:
    return lambda state, frame: value


def _moved(slot: int) -> Getter:
    def moved(state: State, frame: Frame) -> Any:
        value = frame.locals[slot]
        if value.__class__ is not int and owns(value):
            frame.locals[slot] = EMPTY
        return value

    return moved


def value_of(catalog: Catalog, part: ops.Rvalue) -> Getter:
    """The value of an rvalue."""
    if isinstance(part, ops.Const | ops.Use | ops.Peek | ops.Name):
        return getter(catalog, part)
    if isinstance(part, ops.Binary):
        return _binary(catalog, part)
    return lambda state, frame: rvalue(catalog, state, frame, part)


def _binary(catalog: Catalog, part: ops.Binary) -> Getter:
    left, right = getter(catalog, part.left), getter(catalog, part.right)
    return lambda state, frame: binary(catalog, state, part, left(state, frame), right(state, frame))


def assign(machine: Machine, op: ops.Assign) -> Step:
    """`dest = rvalue`."""
    if op.dest.path:
        return lambda state, frame: machine.assign(state, frame, op)
    value = value_of(machine.catalog, op.rvalue)
    slot = op.dest.local

    def step(state: State, frame: Frame) -> None:
        frame.locals[slot] = value(state, frame)

    return step


def drop(machine: Machine, op: ops.Drop) -> Step:
    """Run the drop glue of what is still there; most often nothing is."""
    slot = op.place.local

    def local(state: State, frame: Frame) -> bool:
        value = frame.locals[slot]
        if value.__class__ is int or not owns(value):
            return False
        machine.drop(state, frame, op)
        return True

    def inner(state: State, frame: Frame) -> bool:
        depth = len(state.frames)
        machine.drop(state, frame, op)
        return len(state.frames) != depth

    return inner if op.place.path else local


def goto(machine: Machine, end: ops.Goto) -> Step:
    """Continue at a block."""
    target = end.target

    def step(state: State, frame: Frame) -> None:
        frame.block = target
        frame.position = 0

    return step
