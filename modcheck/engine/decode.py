"""Blocks in, the same as Python closures out: what can be decided of an op is decided once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from modcheck.domains import UNDECIDED, Bits, Pointer, Unknown
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import Agg, Ptr, PtrKind, owns, pointers
from modcheck.engine import loops
from modcheck.engine.access import getter
from modcheck.engine.arithmetic import plain
from modcheck.engine.cutting import MANY, MAX_PATHS, NoWay, cut, in_turn
from modcheck.engine.forks import either
from modcheck.engine.places import Opaque, locate, target
from modcheck.engine.rvalues import value_of
from modcheck.engine.volatile import looking
from modcheck.environment import overwritten
from modcheck.environment.again import BY_OTHERS
from modcheck.environment.port import PathEnd
from modcheck.ir import ops
from modcheck.ir.types import Ty
from modcheck.source import Span

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine

Step = Callable[[State, Frame], Any]
"""Runs one op, true if a function was entered; or a terminator, true if the function was left."""
Code = tuple[tuple[Step, ...], Step]
"""The ops of a block and its terminator."""


def decoded(machine: Machine, function: ops.Function, index: int) -> Code:
    """A block of a function."""
    block, contract = function.blocks[index], function.contract
    steps = tuple(_decoded(machine, op, contract) for op in block.ops)
    if not contract:
        steps = tuple(looking(machine, op, step) for op, step in zip(block.ops, steps, strict=True))
    if isinstance(block.end, ops.Goto) and block.end.target <= index:
        return steps, _back(machine, block.end)
    end = _ENDS[block.end.__class__](machine, block.end)
    return steps, end if contract else looking(machine, block.end, end)


def _decoded(machine: Machine, op: ops.Op, contract: bool) -> Step:
    if isinstance(op, ops.Call):
        return machine.calls.step(op, contract)
    if isinstance(op, ops.Assign) and op.dest.path and not contract:
        return _assign_watched(machine, op)
    return _OPS[op.__class__](machine, op)


def _assign(machine: Machine, op: ops.Assign) -> Step:
    """`dest = rvalue`."""
    value = value_of(machine.catalog, op.rvalue)
    if op.dest.path:
        return _assign_inside(machine, op.dest, value)
    slot = op.dest.local

    def step(state: State, frame: Frame) -> None:
        frame.locals[slot] = value(state, frame)

    return step


def _assign_inside(machine: Machine, dest: ops.Place, value: Step) -> Step:
    """Store at a place inside another value."""
    catalog = machine.catalog

    def step(state: State, frame: Frame) -> None:
        new = value(state, frame)
        root, path, _, _ = locate(catalog, state, frame, dest)
        state.store(root, path, new)

    return step


def _assign_watched(machine: Machine, op: ops.Assign) -> Step:
    """The same in the driver: what it stores over may have been the last that knew a resource."""
    catalog, dest, value = machine.catalog, op.dest, value_of(machine.catalog, op.rvalue)

    def step(state: State, frame: Frame) -> None:
        new = value(state, frame)
        root, path, old, _ = locate(catalog, state, frame, dest)
        state.store(root, path, new)
        if old.__class__ is not int and pointers(old):
            overwritten(machine, state, old, new)

    return step


def _drop(machine: Machine, op: ops.Drop) -> Step:
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


def _unknown(machine: Machine, op: ops.Unknown) -> Step:
    """Something in the source that was not understood."""

    def step(state: State, frame: Frame) -> None:
        machine.assume(state, f"unread:{op.span.path}:{op.span.start}:{op.text}")
        frame.locals[op.dest.local] = Unknown(op.text)

    return step


def _counted_loop(machine: Machine, op: ops.CountedLoop) -> Step:
    return lambda state, frame: loops.head(state, frame, op)


def _goto(machine: Machine, end: ops.Goto) -> Step:
    target = end.target

    def step(state: State, frame: Frame) -> None:
        frame.block = target
        frame.position = 0

    return step


def _back(machine: Machine, end: ops.Goto) -> Step:
    """Another round of a loop."""
    target = end.target

    def step(state: State, frame: Frame) -> None:
        frame.block = target
        frame.position = 0
        machine.meet(state)

    return step


def _branch(machine: Machine, end: ops.Branch) -> Step:
    condition = getter(machine.catalog, end.condition)

    def step(state: State, frame: Frame) -> None:
        try:
            value = plain(state, condition(state, frame))
        except Opaque as reason:
            value = Unknown(str(reason))
        frame.position = 0
        if isinstance(value, int | Ptr | Pointer):
            frame.block = end.then if value else end.other
            return
        if value == UNDECIDED or value.__class__ is Bits:
            frame.block = end.other
            place = None if frame.function.contract else end.span
            so = either(machine, state, "this condition holds", place)
            if so is not None:
                so.frames[-1].block = end.then
            else:
                machine.not_taken = (frame, end.then)
            return
        machine.assume(state, machine.named(state, "branch", end.span, "a branch on it"))
        other = _beside(machine, state, end.span)
        other.frames[-1].block = end.other
        if other is not state:
            frame.block = end.then

    return step


def _switch(machine: Machine, end: ops.Switch) -> Step:
    subject = getter(machine.catalog, ops.Peek(end.place))
    blocks = dict(reversed(end.cases))

    def step(state: State, frame: Frame) -> None:
        try:
            value = _matched(state, subject(state, frame))
        except Opaque as reason:
            value = Unknown(str(reason))
        frame.position = 0
        if value.__class__ is Agg and (value.variant or frame.function.contract):
            frame.block = blocks.get(value.variant, end.otherwise)
            return
        machine.assume(state, machine.named(state, "branch", end.span, "a branch on it"))
        other = _beside(machine, state, end.span)
        other.frames[-1].block = end.otherwise
        if other is state:
            return
        _pretend(machine, state, frame, end)
        frame.block = end.cases[-1][1] if end.cases else end.otherwise

    return step


def _matched(state: State, value: Any) -> Any:
    """What references and boxes lead to: no pattern names a box."""
    while value.__class__ is Ptr and value.kind is not PtrKind.RAW:
        value = target(state, value)
    return value


def _beside(machine: Machine, state: State, span: Span) -> State:
    """Another way, by a branch on what is not known: where a way may not part any more it is the same one,
    or one that nobody follows. A loop that asks such a thing, or a function that calls itself, makes one each
    round: some are followed."""
    state.taken[BY_OTHERS] = 1
    callers = list(dict.fromkeys((f.function.path, f.block, f.position) for f in state.frames[:-1]))
    place = f"branch@{span.path}:{span.start}:{callers}"
    count = state.taken[place] = state.taken.get(place, 0) + 1
    if in_turn(machine, state, count, span):
        return state if count % 2 else state.fork()
    where = machine.where(state) or span
    if not machine.crowd.parts(where):
        return state if machine.crowd.takes_other(where) else state.fork()
    other = state.fork()
    machine.forks.append(other)
    if len(machine.forks) > MAX_PATHS:
        raise cut(machine, other, MANY)
    return other


def _pretend(machine: Machine, state: State, frame: Frame, end: ops.Switch) -> None:
    """An unknown value is taken to be the variant asked for, with an unknown payload."""
    names = {"Ok": "core::Result", "Err": "core::Result", "Some": "core::Option", "None": "core::Option"}
    variant = end.cases[-1][0] if end.cases else ""
    if variant in names:
        root, path, _, _ = locate(machine.catalog, state, frame, end.place)
        items = () if variant == "None" else (Unknown("a payload"),)
        state.store(root, path, Agg(Ty(names[variant]), variant, items))


def _return(machine: Machine, end: ops.Return) -> Step:
    def step(state: State, frame: Frame) -> bool:
        frames = state.frames
        frames.pop()
        if not frames:
            state.result = frame.locals[0]
        elif frame.dest is not None:
            frames[-1].locals[frame.dest] = frame.locals[0]
        return True

    return step


def _diverge(machine: Machine, end: ops.Diverge) -> Step:
    subject = getter(machine.catalog, ops.Peek(end.matched)) if end.matched is not None else None

    def step(state: State, frame: Frame) -> None:
        value = _matched(state, subject(state, frame)) if subject is not None else None
        if value.__class__ is Unknown and machine.plan is None:
            raise NoWay
        if _is_partly_known(value):
            if machine.plan is None or machine.not_taken[0] is not frame:
                raise NoWay
            frame.block, frame.position = machine.not_taken[1], 0
            return
        raise PathEnd(f"panic: {end.reason}" if end.reason != "unreachable" else "unreachable")

    return step


def _is_partly_known(value: Any) -> bool:
    """A number, or several side by side. Of an enum it would hide a variant that was not understood."""
    if value.__class__ is Agg and value.ty.path == "()":
        return any(_is_partly_known(item) for item in value.items)
    return value.__class__ is Bits


_OPS: dict[type, Callable[[Machine, Any], Step]] = {
    ops.Assign: _assign,
    ops.Drop: _drop,
    ops.Unknown: _unknown,
    ops.CountedLoop: _counted_loop,
}
_ENDS: dict[type, Callable[[Machine, Any], Step]] = {
    ops.Goto: _goto,
    ops.Branch: _branch,
    ops.Switch: _switch,
    ops.Return: _return,
    ops.Diverge: _diverge,
}
