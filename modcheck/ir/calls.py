"""Calls of paths, methods and values."""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import call, owner_of, path_types, place, value
from modcheck.ir.infer import held_word, infer, pointee
from modcheck.ir.names import segments_of
from modcheck.ir.ops import (
    Callee,
    Method,
    Operand,
    Path,
    Peek,
    Use,
    Value,
)
from modcheck.ir.types import Ty, width
from modcheck.syntax import Node


def call_expression(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A call of a path, a method or a value."""
    function = node.need("function")
    types: tuple[Ty, ...] = ()
    if function.kind == "generic_function":
        types = path_types(c, function)
        function = function.need("function")
    arguments = [part for part in node.need("arguments").parts()]
    if function.kind == "field_expression":
        return _method(c, b, node, function, types, arguments, want)
    callee = _callee(c, b, function, types)
    inner = want.args[0] if want is not None and want.args else None
    wants: tuple[Ty | None, ...] = ()
    if isinstance(callee, Path):
        wants = (inner,) if callee.path in ("core::Some", "core::Ok") else _declared(c, callee.path)
        if callee.path == "core::Err" and want is not None and want.path == "core::Result":
            wants = (want.args[1] if len(want.args) == 2 else Ty(c.crate.externals.prelude.get("Error", "")),)
    wants += (None,) * len(arguments)
    args = tuple(value(c, b, part, wanted) for part, wanted in zip(arguments, wants, strict=False))
    return call(c, b, node, callee, args, want, _lent(arguments, 0))


def _lent(arguments: list[Node], first: int) -> tuple[int, ...]:
    """The positions of what is written as `&mut`."""
    return tuple(
        position
        for position, part in enumerate(arguments, first)
        if part.kind == "reference_expression" and part.first("mutable_specifier") is not None
    )


def _declared(c: Context, path: str) -> tuple[Ty, ...]:
    """The types of the fields of a tuple struct that has no parameters."""
    definition = c.crate.program.types.get(path)
    if definition is None or definition.generics or not all(name.isdigit() for name, _ in definition.fields):
        return ()
    return tuple(ty for _, ty in definition.fields)


def _callee(c: Context, b: Builder, function: Node, types: tuple[Ty, ...]) -> Callee:
    if function.kind in ("identifier", "scoped_identifier"):
        if function.kind == "identifier" and b.lookup(c.text(function)) is not None:
            return Value(Peek(place(c, b, function)))
        segments, owner = segments_of(function), owner_of(c, function)
        path = f"{owner.path}::{segments[-1]}" if owner is not None else c.path(segments)
        return Path(path, owner, types)
    return Value(value(c, b, function))


def _method(
    c: Context,
    b: Builder,
    node: Node,
    function: Node,
    types: tuple[Ty, ...],
    arguments: list[Node],
    want: Ty | None,
) -> Operand:
    on = infer(c, b, function.need("value"))
    target = _converted_to(c, on, c.text(function.need("field")), want) if not arguments else None
    if target is not None:
        made = f"{target.path}::{_CONVERSIONS[c.text(function.need('field'))]}"
        return call(c, b, node, Path(made, target, ()), (value(c, b, function.need("value")),), want)
    receiver = place(c, b, function.need("value"))
    word = held_word(c, on)
    args = [value(c, b, part, None if index else word) for index, part in enumerate(arguments)]
    name = c.text(function.need("field"))
    if name in ("get", "get_mut") and arguments and arguments[0].kind == "range_expression":
        name = "get_range"
    behind = pointee(on)
    if name in ("as_ref", "as_mut") and behind is not None and behind.path == "core::NonNull":
        name = f"{name}_of_nonnull"
    given = _type_given(c, b, arguments)
    callee = Method(name, types, on if width(on) else None, given if width(given) else None)
    return call(c, b, node, callee, (Use(receiver), *args), want, _lent(arguments, 1))


_CONVERSIONS = {"into": "from", "try_into": "try_from"}


def _converted_to(c: Context, on: Ty | None, name: str, want: Ty | None) -> Ty | None:
    """`.into()` and `.try_into()` where the type that they give is written and says how it is made: a number
    of another number, or by the driver's own `From`."""
    target = want.args[0] if name == "try_into" and want is not None and want.args else want
    if name not in _CONVERSIONS or target is None:
        return None
    own = _CONVERSIONS[name] in c.crate.program.methods.get(target.path, {})
    types = c.crate.program.types
    if target.path == c.crate.externals.prelude.get("Error") and on is not None and on.path not in types:
        own = False  # errors of the kernel's that become others of its own stay the numbers that they are
    return target if own or width(target) and width(on) else None


def _type_given(c: Context, b: Builder, arguments: list[Node]) -> Ty | None:
    """The type of the first argument, seen through references."""
    first = arguments[0] if arguments else None
    while first is not None and first.kind == "reference_expression":
        first = first.get("value")
    return infer(c, b, first) if first is not None else None
