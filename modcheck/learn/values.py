"""Values made of other values: taken apart, changed in a place, asked whether they own something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modcheck.domains.values import NEVER_DROPPED
from modcheck.learn.terms import (
    GONE,
    OWNING,
    Binary,
    Captured,
    Element,
    Gone,
    Lit,
    Owner,
    Param,
    Part,
    Payload,
    Pure,
    Result,
    Term,
    Whole,
)
from modcheck.learn.types import Types

if TYPE_CHECKING:
    from modcheck.learn.state import State


def owns(state: State, term: Term) -> bool:
    """Does this value own something that its drop would give back?"""
    if isinstance(term, Whole) and term.ty.path == NEVER_DROPPED:
        return False
    if isinstance(term, Whole):
        return bool(state.types.drop_of(term.ty)) or any(owns(state, part) for part in term.values)
    if isinstance(term, Owner):
        return True
    if isinstance(term, Captured):
        return any(owns(state, part) for part in term.captures)
    if isinstance(term, Pure):
        return term.name in OWNING or state.types.owns(state.type_of(term))
    if isinstance(term, Param | Part | Payload | Result | Element):
        return state.types.owns(state.type_of(term))
    return False


def inside(types: Types, value: Term, step: object) -> Term:
    """A field or a payload of a value."""
    if isinstance(step, tuple):
        return _payload(value, str(step[0]), int(step[1]))
    name = str(step)
    if isinstance(value, Whole):
        return _field_of(types, value, name)
    if isinstance(value, Gone):
        return GONE
    if isinstance(value, Pure) and value.name == "zero":
        return Pure("zero", (Lit(0),))
    if isinstance(value, Lit | Binary) and name == "0":
        return value  # a number in a newtype, which is what a constant of the newtype is
    return Part(value, name)


def _field_of(types: Types, value: Whole, name: str) -> Term:
    if name in value.names:
        return value.values[value.names.index(name)]
    if value.ty.path == "()" and name.isdigit() and int(name) < len(value.values):
        return value.values[int(name)]
    definition = types.definition(value.ty)
    if definition is not None and name in definition.identity:
        return value
    return Part(value, name)


def _payload(value: Term, variant: str, position: int) -> Term:
    if isinstance(value, Whole):
        return value.values[position] if position < len(value.values) else GONE
    return GONE if isinstance(value, Gone) else Payload(value, variant, position)


def changed(state: State, whole: Term, path: tuple[object, ...], value: Term) -> Term:
    """A value with another one at the end of a path."""
    if not path:
        return value
    inner = changed(state, state.inside(whole, path[0]), path[1:], value)
    if not isinstance(whole, Whole):
        whole = opened(state, whole)
    step = path[0]
    name = str(step[1]) if isinstance(step, tuple) else str(step)
    names = whole.names or tuple(str(i) for i in range(len(whole.values)))
    if name not in names:
        return Whole(whole.ty, whole.variant, (*names, name), (*whole.values, inner))
    values = tuple(inner if found == name else old for found, old in zip(names, whole.values, strict=True))
    return Whole(whole.ty, whole.variant, names, values)


def opened(state: State, term: Term) -> Whole:
    """A value known by name as one with fields, so that one of them can be another."""
    ty = state.types.pointed(state.type_of(term))
    if isinstance(term, Pure):
        return Whole(ty, "", (), ())
    definition = state.types.definition(ty)
    names = tuple(name for name, _ in definition.fields) if definition is not None else ()
    return Whole(ty, "", names, tuple(Part(term, name) for name in names))
