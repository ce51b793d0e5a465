"""A function of a trait that a type implements several times: which one is meant, by what it is given."""

from __future__ import annotations

from typing import Any

from modcheck.domains.values import Agg
from modcheck.engine.catalog import Catalog
from modcheck.engine.places import Opaque
from modcheck.ir.ops import Function
from modcheck.ir.types import WIDTHS


def meant(catalog: Catalog, function: Function, args: list[Any]) -> Function:
    """The one for the type of the last argument. A number can be of any integer type: there must be one for
    such types alone. What the driver has none for is what the rules say of the type."""
    group = catalog.program.overloads.get(function.path)
    if group is None or not args:
        return function
    given = args[-1]
    of = given.ty.path if isinstance(given, Agg) else ""
    fitting = [path for ty, path in group if (ty.path == of if of else ty.path in WIDTHS)]
    if len(fitting) == 1 and fitting[0] in catalog.functions:
        return catalog.functions[fitting[0]]
    owner, name = function.path[1:].partition(" ")[0], function.path.rpartition("::")[2]
    plain = catalog.book.program.methods.get("core::word" if owner in WIDTHS else owner, {}).get(name)
    if not fitting and plain in catalog.functions:
        return catalog.functions[plain]
    raise Opaque(f"a call of {function.path}, of which it is not known which one is meant")
