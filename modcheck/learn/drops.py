"""Drop glue on one path: a `Drop` body first, then the fields in the order of their declaration."""

from __future__ import annotations

from modcheck.ir.ops import Place
from modcheck.learn.calls import bindings_of, enter
from modcheck.learn.places import leave_empty, locate, through, value_at
from modcheck.learn.state import State
from modcheck.learn.terms import Captured, Dropped, Gone, Owner, Pointer, Term, Whole
from modcheck.learn.types import has_parts
from modcheck.learn.values import opened, owns


def begin(state: State, place: Place) -> None:
    """What the place still owns is to be dropped before the next operation."""
    here = locate(state, place)
    value = value_at(state, here)
    if not isinstance(value, Gone) and owns(state, value):
        state.frame.tasks.append(here)


def go_on(state: State) -> None:
    """One step of what is to be dropped."""
    here = state.frame.tasks.pop()
    value = value_at(state, here)
    if isinstance(value, Gone) or not owns(state, value):
        return
    if isinstance(value, Owner):
        state.frame.tasks.append(through(value))
    elif isinstance(value, Whole):
        _whole(state, here, value)
    elif isinstance(value, Captured):
        owned = [part for part in value.captures if owns(state, part)]
        state.frame.tasks.extend(Pointer(state.allocate(part)) for part in reversed(owned))
    elif state.opens and has_parts(state.types, state.type_of(value)):
        _whole(state, here, opened(state, value))
    else:
        state.events.append(Dropped(value))
        leave_empty(state, here)


def _whole(state: State, here: Pointer | Term, value: Whole) -> None:
    """The value moves into memory of its own, where its `Drop` sees it, and its fields are dropped after."""
    cell = Pointer(state.allocate(value))
    leave_empty(state, here)
    order = list(value.names)
    definition = state.types.definition(value.ty)
    if definition is not None and definition.fields:
        declared = [name for name, _ in definition.fields]
        order.sort(key=lambda name: declared.index(name) if name in declared else len(declared))
    for name in reversed(order):
        step = (value.variant, int(name)) if value.variant and name.isdigit() else name
        state.frame.tasks.append(Pointer(cell.cell, (step,)))
    path = state.types.drop_of(value.ty)
    function = state.types.rules.functions.get(path) or state.types.crate.functions.get(path)
    if function is not None:
        enter(state, function, (cell,), None, bindings_of(function, value.ty, ()))
