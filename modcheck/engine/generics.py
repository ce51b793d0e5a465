"""A call in, what the type parameters of its callee stand for out."""

from __future__ import annotations

from typing import Any

from modcheck.domains.heap import Frame, State
from modcheck.domains.values import Agg, Ptr, PtrKind
from modcheck.engine.catalog import Catalog
from modcheck.engine.places import target
from modcheck.ir.ops import Call, Function, Method, Path
from modcheck.ir.types import WIDTHS, Ty, find, substitute, unify


def bindings(catalog: Catalog, frame: Frame, op: Call, function: Function, owner: Any) -> dict[str, Any]:
    """What the type parameters of the callee stand for: by the written owner and arguments, then by
    the expected result, then by the caller's own of the same name."""
    types: dict[str, Any] = {}
    if not function.generics:
        return types
    callee = op.callee
    if isinstance(callee, Method) and callee.on is not None:
        owner = callee.on
    if isinstance(owner, Ty) and function.owner is not None:
        _of_owner(function.owner, substitute(owner, frame.types), types)
    if isinstance(callee, Path | Method) and callee.args:
        _written(frame, function, callee.args, types)
    if op.want is not None and function.result is not None:
        unify(function.result, substitute(op.want, frame.types), types)
    if function.contract:
        _around(catalog, frame, op, function, types)
    return types


def _written(frame: Frame, function: Function, args: tuple[Ty, ...], types: dict[str, Any]) -> None:
    """The arguments at the call, of those parameters that its owner has not; a slice's come first."""
    own = [name for name in function.generics if name not in types]
    if function.owner is not None and function.owner.path == "[]":
        own = own[-len(args) :]
    for name, arg in zip(own, args, strict=False):
        types[name] = substitute(arg, frame.types)


def by_arguments(
    state: State, function: Function, args: list[Any], types: dict[str, Any]
) -> dict[str, Any]:
    """What is not bound yet, by the types of the values that are given."""
    free = [name for name in function.generics if name not in types]
    if not free or function.contract:
        return types
    found = dict(types)
    for ty, value in zip(function.param_types, args, strict=False):
        given = _given(state, value)
        if ty is not None and given is not None:
            unify(_behind(ty), given.ty, found)
            _length(_behind(ty), given, found)
    return found


def _length(pattern: Ty, value: Agg, found: dict[str, Any]) -> None:
    """`[T; N]`: an array knows how long it is."""
    if pattern.path == value.ty.path == "[]" and len(pattern.args) == 2 and pattern.args[1].path[:2] == "#'":
        found.setdefault(pattern.args[1].path[2:], Ty(f"#{len(value.items)}"))


def _behind(ty: Ty) -> Ty:
    while ty.path == "&" and ty.args:
        ty = ty.args[0]
    return ty


def _given(state: State, value: Any) -> Agg | None:
    """A value whose type is known, seen through references and boxes; a raw pointer may lead nowhere."""
    for _ in range(4):
        if not isinstance(value, Ptr) or value.kind is PtrKind.RAW:
            break
        value = target(state, value)
    return value if isinstance(value, Agg) else None


def bound(function: Function, owner: Ty | None) -> dict[str, Any]:
    """What the parameters of a function that is used as a value stand for, by the type that it is of."""
    types: dict[str, Any] = {}
    if owner is not None and function.owner is not None:
        _of_owner(function.owner, owner, types)
    return types


def _of_owner(pattern: Ty, owner: Ty, types: dict[str, Any]) -> None:
    """By the type whose function it is; one of a trait or of all integers has that type as its parameter."""
    if pattern.path in (owner.path, "'Self"):
        unify(pattern, owner, types)
    elif len(pattern.args) == 1:
        unify(pattern.args[0], owner, types)


def _around(catalog: Catalog, frame: Frame, op: Call, function: Function, types: dict[str, Any]) -> None:
    """What a function of the rules takes from where it is called."""
    if function.owner is not None and len(types) < len(function.owner.args):
        _from_context(catalog, frame, op, function.owner, types)
    if frame.function.contract:
        for name in function.generics:
            if name not in types and name in frame.types:
                types[name] = frame.types[name]
    if isinstance(op.callee, Method) and op.callee.given is not None and len(function.generics) == 1:
        types.setdefault(function.generics[0], op.callee.given)


def _from_context(catalog: Catalog, frame: Frame, op: Call, owner: Ty, types: dict[str, Any]) -> None:
    """The arguments of a framework's type that are not written at the call: from the type expected
    of the result, else from the only field in the driver that holds such a type."""
    expected = find(substitute(op.want, frame.types), owner.path) if op.want is not None else None
    if expected is None and not frame.function.contract:
        expected = catalog.only_field(owner.path)
    if expected is not None:
        unify(owner, expected, types)


def declared(catalog: Catalog, state: State, root: Any, path: tuple[int, ...]) -> Ty | None:
    """The integer type of the field in which a receiver lies, or of what the field wraps or lists."""
    ty = _of_field(catalog, state, root, path)
    if ty is None or ty.path == "?":
        outer = _of_field(catalog, state, root, path[:-1])
        ty = outer.args[0] if outer is not None and len(outer.args) == 1 else None
    return ty if ty is not None and ty.path in WIDTHS else None


def _of_field(catalog: Catalog, state: State, root: Any, path: tuple[int, ...]) -> Ty | None:
    whole = state.load(root, path[:-1]) if path else None
    if not isinstance(whole, Agg) or whole.variant:
        return None
    definition = catalog.types.get(whole.ty.path)
    if definition is None or path[-1] >= len(definition.fields):
        return None
    return definition.fields[path[-1]][1]


def of_parameter(catalog: Catalog, frame: Frame, path: str) -> tuple[str, Any]:
    """The path that `T::name` means, for what `T` stands for in the running function, and that type; also
    of a type that `T` gives (`T::Unit::name`)."""
    parameter, *given, name = path[1:].split("::")
    ty = frame.types.get(parameter)
    for part in given:
        ty = catalog.associated(ty.path, part) if isinstance(ty, Ty) else None
    if isinstance(ty, Ty):
        return catalog.method(ty.path, name) or f"{ty.path}::{name}", ty
    return path, ty
