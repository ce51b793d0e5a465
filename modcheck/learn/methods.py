"""A method's name and the value it is called on in, the body out: by type, or by what that leads to."""

from __future__ import annotations

from modcheck.ir.ops import Function
from modcheck.ir.types import UNKNOWN, WIDTHS, Ty
from modcheck.learn.places import through, value_at
from modcheck.learn.state import State
from modcheck.learn.terms import (
    Address,
    Binary,
    Lit,
    Named,
    Owner,
    Param,
    Part,
    Pointer,
    Pure,
    Result,
    Stored,
    Term,
)
from modcheck.learn.types import Types

Found = tuple[Function | None, dict[str, Ty], Pointer | Term]
NUMBERS = ("size_of", "align_of", "length", "minimum", "maximum")
"""Primitives that give a number."""
_OPEN = ("dyn", "impl")


def of_type(types: Types, ty: Ty, name: str) -> Function | None:
    """The method that a type has by itself or by a trait that it implements."""
    if ty.path.startswith("'"):
        return None  # what all types have is not what this one has
    for program in (types.rules, types.crate):
        path = program.methods.get(ty.path, {}).get(name)
        if path is not None and path in program.functions:
            return program.functions[path]
    definition = types.rules.types.get(ty.path)
    for trait in definition.traits if definition is not None else ():
        path = types.rules.methods.get(trait, {}).get(name)
        if path is not None and path in types.rules.functions:
            return types.rules.functions[path]
    for trait in types.implemented.get(ty.path, ()):
        path = types.crate.defaults.get(trait, {}).get(name)
        if path is not None and path in types.crate.functions:
            return types.crate.functions[path]
    return None


def find(state: State, here: Pointer | Term, value: Term, name: str, on: Ty | None) -> Found:
    """The body of a method, what binds its type parameters, and the receiver it gets."""
    if on is not None and on.path in WIDTHS:
        return of_type(state.types, Ty("core::word"), name), {}, here
    found = _by_type(state, here, value, name)
    if found is not None:
        return found
    for general in _general(state, value):
        function = of_type(state.types, Ty(general), name)
        if function is not None:
            return function, {}, here
    if state.type_of(value) != UNKNOWN:
        return None, {}, here
    return state.types.only(name) or _of_an_outcome(state, value, name), {}, here


def _of_an_outcome(state: State, value: Term, name: str) -> Function | None:
    """A method that only `Result` has tells that the value of a call is one."""
    programs = (state.types.rules, state.types.crate)
    bearers = [path for program in programs for path, found in program.methods.items() if name in found]
    if bearers != ["core::Result"] or not isinstance(value, Result):
        return None
    return of_type(state.types, Ty("core::Result"), name)


def _general(state: State, value: Term) -> tuple[str, ...]:
    """Where else a method is looked for: what all numbers, all pointers, all values have."""
    ty = state.type_of(value)
    counted = isinstance(value, Pure) and value.name in NUMBERS
    if counted or isinstance(value, Lit | Binary) or ty.path in WIDTHS:
        return ("core::RawPtr", "core::word", "core::Any")
    if is_open(state, value):
        return ()
    if _is_plain(state, value):
        return ("core::RawPtr", "core::Any", "core::word")
    return ("core::RawPtr", "core::Any") if ty.path == "*" else ("core::Any",)


def _by_type(state: State, here: Pointer | Term, value: Term, name: str) -> Found | None:
    """First the type itself, then what it leads to."""
    for _ in range(6):
        if isinstance(value, Pointer | Address):
            here = through(value)
            value = value_at(state, here)
            continue
        ty = state.type_of(value)
        raw = _of_raw_pointer(state.types, ty, name)
        if raw is not None:
            return raw, {}, here
        ty = state.types.pointed(ty)
        function = of_type(state.types, ty, name)
        if function is not None:
            return function, _bindings(function, ty), here
        if isinstance(value, Owner):
            here = through(value)
            value = value_at(state, here)
        elif ty.path in ("core::Box", "core::Arc", "core::ARef") and ty.args:
            function = of_type(state.types, ty.args[0], name)
            return (function, _bindings(function, ty.args[0]), here) if function is not None else None
        else:
            return _by_target(state, here, value, ty, name)
    return None


def _of_raw_pointer(types: Types, ty: Ty, name: str) -> Function | None:
    while ty.path == "&" and ty.args:
        ty = ty.args[0]
    general = {"core::NonNull": "core::NonNull", "*": "core::RawPtr"}.get(ty.path)
    return of_type(types, Ty(general), name) if general is not None else None


def _by_target(state: State, here: Pointer | Term, value: Term, ty: Ty, name: str) -> Found | None:
    """What `Deref` leads to, where its body is the address of a field."""
    field = state.types.target(ty)
    if not field:
        return None
    inner = state.inside(value, field)
    there = Pointer(here.cell, (*here.path, field)) if isinstance(here, Pointer) else inner
    return _by_type(state, there, inner, name)


def _bindings(function: Function, ty: Ty) -> dict[str, Ty]:
    owner = function.owner
    pairs = zip(owner.args, ty.args, strict=False) if owner is not None else ()
    return {p.path[1:]: g for p, g in pairs if p.path.startswith("'") and g.path not in ("?", "_")}


def _is_plain(state: State, value: Term) -> bool:
    """A number or a pointer of C."""
    if isinstance(value, Lit | Binary | Stored):
        return True
    ty = state.type_of(value)
    plain = ty == UNKNOWN and isinstance(value, Result | Part | Named)
    return plain or ty.path in WIDTHS or ty.path.startswith(("bindings::", "core::ffi"))


def is_open(state: State, value: Term) -> bool:
    """Is it for the caller to say which type this is?"""
    ty = state.types.stripped(state.type_of(value))
    return ty.path.startswith("'") or ty.path in _OPEN or (isinstance(value, Param) and ty == UNKNOWN)
