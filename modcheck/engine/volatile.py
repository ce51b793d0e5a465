"""Ops of the driver in, the fields that they read through pointers out, to be looked at when they run: is it
memory that the device may be writing to, read as if only the driver did?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from modcheck.domains.heap import Frame, State
from modcheck.domains.values import Agg, Ptr
from modcheck.engine.host import written
from modcheck.engine.places import Opaque, locate
from modcheck.environment.port import PathEnd
from modcheck.ir import ops

if TYPE_CHECKING:
    from modcheck.engine.decode import Step
    from modcheck.engine.machine import Machine

RULE = "dma_memory_not_volatile"


def looking(machine: Machine, part: Any, step: Step) -> Step:
    """An op or a terminator of the driver, before which is looked at what it reads."""
    places = tuple(place for place in _read(part) if _field(place))
    if not places:
        return step

    def looked(state: State, frame: Frame) -> Any:
        for place in places:
            if frame.locals[place.local].__class__ is Ptr:
                _look(machine, state, frame, place)
        return step(state, frame)

    return looked


def _field(place: ops.Place) -> bool:
    """Is it a field of something?"""
    return bool(place.path) and isinstance(place.path[-1], ops.Field)


def _read(part: Any) -> Iterator[ops.Place]:
    """The places that are read: operands, not what is stored to or borrowed."""
    if isinstance(part, ops.Use | ops.Peek):
        yield part.place
    elif isinstance(part, ops.Assign):
        yield from _read(part.rvalue)
    elif isinstance(part, ops.Branch):
        yield from _read(part.condition)
    elif isinstance(part, ops.Binary):
        yield from _read(part.left)
        yield from _read(part.right)
    elif isinstance(part, ops.Unary | ops.Cast):
        yield from _read(part.operand)
    elif isinstance(part, ops.Call | ops.Make | ops.Format):
        for operand in part.args if isinstance(part, ops.Call) else part.operands:
            yield from _read(operand)


def _look(machine: Machine, state: State, frame: Frame, place: ops.Place) -> None:
    root = frame.locals[place.local].root
    array = state.heap.get(root)
    if array.__class__ is not Agg or array.ty.path != "[]":
        return
    device = state.device[1]
    if root not in machine.device.roots(device) or not machine.device.can_master(device):
        return
    with suppress(Opaque, PathEnd):
        where, path, _, _ = locate(machine.catalog, state, frame, place)
        inside = state.load(where, path[:-1]) if path else None
        if isinstance(inside, Agg) and written(inside.ty.path, path[-1]) in state.past:
            name = inside.ty.path.rpartition("::")[2]
            field = place.path[-1].name  # type: ignore[union-attr]
            machine.broken(state, RULE, "a descriptor of the device", f"`{field}` of `{name}`")
