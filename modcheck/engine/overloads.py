"""A function of a trait that a type implements several times: which one is meant, by what it is given."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Bits
from modcheck.domains.heap import State
from modcheck.domains.values import Agg, Ptr, PtrKind
from modcheck.engine.catalog import Catalog, implementations
from modcheck.engine.places import Opaque, target
from modcheck.environment.memory import COUNTED, deref
from modcheck.ir.ops import Function
from modcheck.ir.types import WIDTHS, Ty


def is_for(catalog: Catalog, state: State, method: str, value: Any) -> bool:
    """Has a value this method? One that is for a trait it has only if what it leads to implements that."""
    trait = catalog.book.only_for.get(method)
    if trait is None:
        return True
    while value.__class__ is Ptr:
        value = target(state, value)
    if value.__class__ is Agg and value.ty == COUNTED:
        value = value.items[1]
    return value.__class__ is Agg and bool(implementations(catalog, value.ty.path, trait))


def meant(catalog: Catalog, state: State, function: Function, args: list[Any]) -> Function:
    """The one whose argument of the trait is the type of the last argument, or what a reference to it leads
    to. A number can be of any integer type: there must be one for such types alone. What the driver has none
    for is what the rules say of the type. Raises `Opaque` where that does not say which."""
    group = catalog.program.overloads.get(function.path)
    if group is None:
        return function
    given = _shown(state, args[-1]) if args else None
    fitting = [path for ty, path in group if _takes(catalog, ty, given)]
    if len(fitting) == 1 and fitting[0] in catalog.functions:
        return catalog.functions[fitting[0]]
    if fitting and _made_by_one_macro(catalog, group, fitting):
        return max((catalog.functions[path] for path in fitting), key=lambda one: _width(group, one.path))
    owner, name = function.path[1:].partition(" ")[0], function.path.rpartition("::")[2]
    plain = catalog.book.program.methods.get("core::word" if owner in WIDTHS else owner, {}).get(name)
    if not fitting and isinstance(given, _KNOWN) and plain in catalog.functions:
        return catalog.functions[plain]
    raise Opaque(f"a call of {function.path}, of which it is not known which one is meant")


def _made_by_one_macro(catalog: Catalog, group: list[tuple[Ty, str]], fitting: list[str]) -> bool:
    """One text says what they do to integers of different widths."""
    spans = {catalog.functions[path].span for path in fitting if path in catalog.functions}
    return len(spans) == 1 and all(ty.path in WIDTHS for ty, path in group if path in fitting)


def _width(group: list[tuple[Ty, str]], path: str) -> int:
    return next(WIDTHS[ty.path] for ty, found in group if found == path)


_NUMBERS = (int, Bits)
_KNOWN = (*_NUMBERS, Agg, Ptr, str)
"""Values that say of what type they are."""


def _shown(state: State, given: Any) -> Any:
    """What is behind references; a pointer of another kind is itself."""
    return deref(state, given) if isinstance(given, Ptr) and given.kind is PtrKind.SHARED else given


def _takes(catalog: Catalog, ty: Ty, given: Any) -> bool:
    while ty.path == "&" and ty.args:
        ty = ty.args[0]
    if isinstance(given, _NUMBERS):
        return ty.path in WIDTHS or "::" in ty.path and ty.path not in catalog.types
    if isinstance(given, str):
        return ty.path == "str"
    return isinstance(given, Agg | Ptr) and ty.path == catalog.type_path(given)
