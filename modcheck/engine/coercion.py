"""Arguments in, the same as the parameters have them out: a reference to a box becomes one to what it holds
(deref coercion, The Rust Reference, "Type coercions")."""

from __future__ import annotations

from typing import Any

from modcheck.domains.heap import State
from modcheck.domains.values import OWNING, Agg, Ptr, PtrKind
from modcheck.engine.catalog import Catalog
from modcheck.engine.places import Opaque, follow, target
from modcheck.ir.ops import Function
from modcheck.ir.types import WIDTHS, Ty

Wanted = tuple[tuple[int, str], ...]
"""Position of a parameter that is a reference, and the type that it leads to."""
_MAX_STEPS = 8


class Coercions:
    """Remembers for each function which parameters may need it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.known: dict[str, Wanted] = {}

    def of(self, state: State, function: Function, args: list[Any]) -> list[Any]:
        """The arguments of a call as the function has them."""
        found = self.known.get(function.path)
        if found is None:
            found = self.known[function.path] = wanted(self.catalog, function)
        return coerced(self.catalog, state, args, found) if found else args


def wanted(catalog: Catalog, function: Function) -> Wanted:
    """The parameters whose arguments may be coerced: references to numbers and to types of the driver."""
    found = []
    for index, ty in enumerate(function.param_types):
        inner = ty.args[0] if ty is not None and ty.path == "&" and ty.args else Ty("?")
        if inner.path in WIDTHS or inner.path in catalog.program.types:
            found.append((index, inner.path))
    return tuple(found)


def coerced(catalog: Catalog, state: State, args: list[Any], of: Wanted) -> list[Any]:
    """The arguments; those that are of the type already stay as they are."""
    for index, path in of:
        if index < len(args) and args[index].__class__ is Ptr and args[index].kind is PtrKind.SHARED:
            new = _led_to(catalog, state, args[index], path)
            if new is not args[index]:
                args = [*args[:index], new, *args[index + 1 :]]
    return args


def _led_to(catalog: Catalog, state: State, pointer: Ptr, path: str) -> Ptr:
    found = pointer
    for _ in range(_MAX_STEPS):
        value = target(state, found)
        if value.__class__ is Ptr and (value.kind in OWNING or value.kind is PtrKind.SHARED):
            found = Ptr(PtrKind.SHARED, value.root, value.path)
        elif value.__class__ is Agg and value.ty.path != path and catalog.deref(value):
            try:
                root, where, _, _ = follow(catalog, state, value, found.root, found.path)
            except Opaque:
                return pointer
            found = Ptr(PtrKind.SHARED, root, where)
        else:
            break
    return found


__all__ = ["Coercions"]
