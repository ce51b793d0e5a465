"""The static type of an expression where it is written or one step away; `None` if not known.

Only used to make arithmetic width-exact and to bind generic arguments; verdicts never rest on it.
"""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.fold import suffix_type
from modcheck.ir.names import segments_of
from modcheck.ir.types import BOOL, STR, WIDTHS, Ty, substitute
from modcheck.syntax import Node

_CELL = "core::AtomicUsize"
"""The rule that atomic integers of all widths share."""
_WORD = "core::word"
"""The rule that integers of all widths share."""


def infer(context: Context, b: Builder, node: Node) -> Ty | None:
    """The type of `node` in the function under construction."""
    handler = _INFER.get(node.kind)
    return handler(context, b, node) if handler is not None else None


def field_type(context: Context, ty: Ty | None, name: str) -> Ty | None:
    """The declared type of a field, through references and boxes."""
    while ty is not None and ty.path in ("&", "*", "core::Box", "core::Arc"):
        ty = ty.args[0] if ty.args else None
    if ty is None:
        return None
    definition = context.crate.program.types.get(ty.path)
    if definition is None:
        return None
    for field_name, found in definition.fields:
        if field_name == name:
            return substitute(found, dict(zip(definition.generics, ty.args, strict=False)))
    return None


def held_word(context: Context, ty: Ty | None) -> Ty | None:
    """The integer that a value of a type holds, seen through references."""
    while ty is not None and ty.path in ("&", "core::Box", "core::Arc") and ty.args:
        ty = ty.args[0]
    word = context.crate.externals.words.get(ty.path) if ty is not None else None
    return Ty(word) if word is not None else None


def has_method(context: Context, b: Builder, node: Node, name: str) -> bool:
    """Has the type of `node`, seen through references, such a method of the driver's?"""
    ty = infer(context, b, node)
    while ty is not None and ty.path == "&" and ty.args:
        ty = ty.args[0]
    return ty is not None and name in context.crate.program.methods.get(ty.path, {})


def _literal(context: Context, b: Builder, node: Node) -> Ty | None:
    return suffix_type(context.text(node))


def _path(context: Context, b: Builder, node: Node) -> Ty | None:
    segments = segments_of(node)
    if len(segments) == 1:
        place = b.lookup(segments[0])
        if place is not None:
            return b.types.get(place.local) if not place.path else None
    found = context.crate.constants.get(context.path(segments))
    return found[0].ty(found[1].get("type")) if found is not None else None


def _field(context: Context, b: Builder, node: Node) -> Ty | None:
    return field_type(context, infer(context, b, node.need("value")), context.text(node.need("field")))


def _inner(context: Context, b: Builder, node: Node) -> Ty | None:
    parts = node.parts()
    return infer(context, b, parts[-1]) if parts else None


def _cast(context: Context, b: Builder, node: Node) -> Ty | None:
    return context.ty(node.get("type"))


def _binary(context: Context, b: Builder, node: Node) -> Ty | None:
    if node.need("operator").kind in ("==", "!=", "<", ">", "<=", ">=", "&&", "||"):
        return BOOL
    left = infer(context, b, node.need("left"))
    if left is not None or node.need("operator").kind in ("<<", ">>"):
        return left
    return infer(context, b, node.need("right"))


def _unary(context: Context, b: Builder, node: Node) -> Ty | None:
    inner = _inner(context, b, node)
    if node.has("*"):
        return inner.args[0] if inner is not None and inner.args else None
    return inner


def _reference(context: Context, b: Builder, node: Node) -> Ty | None:
    inner = infer(context, b, node.need("value"))
    return Ty("&", (inner,)) if inner is not None else None


def _struct(context: Context, b: Builder, node: Node) -> Ty | None:
    return context.ty(node.need("name"))


def _call(context: Context, b: Builder, node: Node) -> Ty | None:
    function = node.need("function")
    if function.kind == "field_expression":
        receiver, name = infer(context, b, function.need("value")), context.text(function.need("field"))
        word = held_word(context, receiver)
        if word is not None and f"{_CELL}::{name}" in context.crate.externals.like_argument:
            return word
        if receiver is not None and receiver.path in WIDTHS:
            return receiver if f"{_WORD}::{name}" in context.crate.externals.like_argument else None
        return _method_result(context, receiver, name)
    if function.kind in ("identifier", "scoped_identifier"):
        path = context.path(segments_of(function))
        if path in context.crate.externals.like_argument:
            types = (infer(context, b, argument) for argument in node.need("arguments").parts())
            return next((ty for ty in types if ty is not None), None)
        return _made(context, path) or _result(context, path)
    return None


def _made(context: Context, path: str) -> Ty | None:
    """What a tuple struct, or a variant with a payload, is called by."""
    types, outer = context.crate.program.types, path.rpartition("::")[0]
    return next((Ty(found) for found in (path, outer) if found in types and not types[found].generics), None)


def _method_result(context: Context, receiver: Ty | None, name: str) -> Ty | None:
    while receiver is not None and receiver.path in ("&", "core::Box", "core::Arc") and receiver.args:
        receiver = receiver.args[0]
    if receiver is None:
        return None
    path = context.crate.program.methods.get(receiver.path, {}).get(name)
    return _result(context, path) if path is not None else None


def _result(context: Context, path: str) -> Ty | None:
    return context.crate.results.get(path)


def _try(context: Context, b: Builder, node: Node) -> Ty | None:
    inner = _inner(context, b, node)
    return inner.args[0] if inner is not None and inner.args else None


def _string(context: Context, b: Builder, node: Node) -> Ty | None:
    return STR


def _boolean(context: Context, b: Builder, node: Node) -> Ty | None:
    return BOOL


_INFER = {
    "integer_literal": _literal,
    "identifier": _path,
    "self": _path,
    "scoped_identifier": _path,
    "field_expression": _field,
    "parenthesized_expression": _inner,
    "unary_expression": _unary,
    "reference_expression": _reference,
    "binary_expression": _binary,
    "type_cast_expression": _cast,
    "struct_expression": _struct,
    "call_expression": _call,
    "try_expression": _try,
    "string_literal": _string,
    "boolean_literal": _boolean,
}
