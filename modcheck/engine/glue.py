"""Drop glue: what dropping a value runs, one piece at a time so that drops can call functions.

A glue frame keeps its pending pieces in local 0, the value whose `Drop::drop` is running in local 1, and
in local 2 the driver's values whose fields go while a device without a model holds addresses. A `Drop` body
runs before the fields; fields and elements go in declaration order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from modcheck.device import holding
from modcheck.domains.heap import Frame, State
from modcheck.domains.lanes import whole
from modcheck.domains.values import EMPTY, FREED, LOCALS, Agg, Ptr, PtrKind, owns
from modcheck.engine.forks import after_free
from modcheck.engine.places import Dangling
from modcheck.environment.port import DROP_GLUE
from modcheck.ir.ops import Block, Function, Return
from modcheck.ir.types import Ty
from modcheck.source import Span

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine

_NOWHERE = Span("", 0, 0)
_NAMES = ["pending", "dropping", "wholes"]
GLUE = Function(DROP_GLUE, 0, _NAMES, [Block([], Return(_NOWHERE))], _NOWHERE, contract=True)
WHOLES = 2

_VALUE, _PLACE, _FIELDS, _FREE, _NOTE = range(5)


def drop_value(state: State, value: Any) -> None:
    """Start dropping a value that was taken out of its place."""
    if owns(value):
        state.frames.append(Frame(GLUE, [((_VALUE, value),), EMPTY, ()], None, {}))


def run_glue(machine: Machine, state: State, frame: Frame) -> None:
    """Do the next piece."""
    pending = frame.locals[0]
    if not pending:
        state.frames.pop()
        return
    frame.locals[0] = pending[:-1]
    kind, what = pending[-1]
    if kind == _VALUE:
        _value(machine, state, frame, what)
    elif kind == _PLACE:
        _place(machine, state, frame, what)
    elif kind == _FIELDS:
        _fields(machine, state, frame, what)
    elif kind == _NOTE:
        state.note(what[0], what[1], None)
    else:
        state.heap[what] = FREED
        state.note("free", what, machine.where(state))
        after_free(machine, state)


def _later(frame: Frame, *pieces: tuple[int, Any]) -> None:
    frame.locals[0] = (*frame.locals[0], *reversed(pieces))


def _value(machine: Machine, state: State, frame: Frame, value: Any) -> None:
    if value.__class__ is Ptr:
        _POINTERS[value.kind](machine, state, frame, value)
    elif value.__class__ is Agg:
        _in_order(value)
        if value.ty.path in machine.catalog.drops:
            frame.locals[1] = value
            _place(machine, state, frame, ((len(state.frames) - 1) * LOCALS + 1, ()))
        else:
            _parts(machine, state, frame, value)


def _parts(machine: Machine, state: State, frame: Frame, value: Agg) -> None:
    """What an aggregate owns, in the order of its fields, or in the one that is tried. A replay notes which
    field of the driver's structs is dropped."""
    path = value.ty.path
    if path in machine.catalog.program.types and holding(state.device[1]):
        frame.locals[WHOLES] = (*frame.locals[WHOLES], value)
    order = machine.field_order.get(path, range(len(value.items)))
    owned = [index for index in order if owns(value.items[index])]
    if machine.plan is None or len(owned) < 2 or path not in machine.catalog.program.types:
        _later(frame, *((_VALUE, value.items[index]) for index in owned))
        return
    pieces: list[tuple[int, Any]] = [(_NOTE, ("fields", f"{path} {','.join(map(str, owned))}"))]
    for index in owned:
        pieces += [(_NOTE, ("field", str(index))), (_VALUE, value.items[index])]
    _later(frame, *pieces, (_NOTE, ("dropped", path)))


def _place(machine: Machine, state: State, frame: Frame, where: Any) -> None:
    """Drop in place: the `Drop` body first, then what the fields own."""
    root, path = where
    value = state.load(root, path)
    _later(frame, (_FIELDS, where))
    if value.__class__ is Agg:
        path_of_drop = machine.catalog.drops.get(value.ty.path)
        if path_of_drop:
            function = machine.catalog.functions[path_of_drop]
            types = dict(zip(machine.catalog.generics(value.ty.path), value.ty.args, strict=False))
            machine.push(state, function, [Ptr(PtrKind.SHARED, root, path)], None, types)


def _fields(machine: Machine, state: State, frame: Frame, where: Any) -> None:
    root, path = where
    value = state.load(root, path)
    state.store(root, path, EMPTY)
    if value.__class__ is Agg:
        _in_order(value)
        _parts(machine, state, frame, value)
    elif owns(value):
        _later(frame, (_VALUE, value))


def _in_order(value: Agg) -> None:
    """The elements are dropped from the first to the last, which are others in each turn of a ring."""
    if value.ty.__class__ is not Ty and sum(map(owns, value.items)) > 1:
        whole(value)


def _box(machine: Machine, state: State, frame: Frame, pointer: Ptr) -> None:
    if state.heap.get(str(pointer.root), FREED) is FREED:
        machine.broken(state, "released_twice", str(pointer.root).partition("#")[0], "")
        return
    _later(frame, (_PLACE, (pointer.root, ())), (_FREE, pointer.root))


def _arc(machine: Machine, state: State, frame: Frame, pointer: Ptr) -> None:
    inner = state.heap.get(str(pointer.root), FREED)
    if inner is FREED:
        raise Dangling(pointer.root)
    if not isinstance(inner, Agg):
        return
    count = inner.items[0]
    if not isinstance(count, int):
        return
    if count > 1:
        state.heap[str(pointer.root)] = inner.with_item(0, count - 1)
        return
    _later(frame, (_PLACE, (pointer.root, (1,))), (_FREE, pointer.root))


def _counted(machine: Machine, state: State, frame: Frame, pointer: Ptr) -> None:
    value = state.heap.get(str(pointer.root), FREED)
    if value is FREED:
        raise Dangling(pointer.root)
    name = machine.catalog.method(value.ty.path, "dec_ref") if isinstance(value, Agg) else None
    if name is not None:
        machine.push(state, machine.catalog.functions[name], [Ptr(PtrKind.RAW, pointer.root)], None, {})


def _nothing(machine: Machine, state: State, frame: Frame, pointer: Ptr) -> None:
    return


_POINTERS = {
    PtrKind.BOX: _box,
    PtrKind.ARC: _arc,
    PtrKind.REF_COUNTED: _counted,
    PtrKind.SHARED: _nothing,
    PtrKind.RAW: _nothing,
}
