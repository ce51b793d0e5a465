"""The static type of an expression where it is written or one step away; `None` if not known.

Only used to make arithmetic width-exact and to bind generic arguments; verdicts never rest on it.
"""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.fold import suffix_type
from modcheck.ir.names import segments_of
from modcheck.ir.ops import Deref, Place
from modcheck.ir.types import BOOL, STR, UNKNOWN, WIDTHS, Ty, substitute
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
    if ty.path == "()":
        return _known(ty.args[int(name)]) if name.isdigit() and int(name) < len(ty.args) else None
    definition = context.crate.program.types.get(ty.path)
    if definition is None:
        return None
    for field_name, found in definition.fields:
        if field_name == name:
            return substitute(found, dict(zip(definition.generics, ty.args, strict=False)))
    return None


def payload_type(context: Context, ty: Ty | None, variant: str, index: int) -> Ty | None:
    """The declared type of what a variant holds, through references."""
    ty = pointee(ty)
    if ty is None:
        return None
    if ty.path in ("core::Option", "core::Result"):
        place = 1 if variant == "Err" else 0
        return _known(ty.args[place]) if place < len(ty.args) else None
    definition = context.crate.program.types.get(ty.path)
    fields = dict(definition.variants).get(variant, ()) if definition is not None else ()
    if definition is None or not 0 <= index < len(fields):
        return None
    return _known(substitute(fields[index][1], dict(zip(definition.generics, ty.args, strict=False))))


def pointee(ty: Ty | None) -> Ty | None:
    """The type behind references."""
    while ty is not None and ty.path == "&" and ty.args:
        ty = ty.args[0]
    return ty


def item_type(context: Context, b: Builder, node: Node) -> Ty | None:
    """What a `for` over `node` gets, where that is plain."""
    if node.kind == "range_expression":
        return next((ty for part in node.parts() if (ty := infer(context, b, part)) is not None), None)
    if node.kind == "parenthesized_expression":
        return item_type(context, b, node.parts()[0])
    function = node.get("function") if node.kind == "call_expression" else None
    if function is not None and function.kind == "field_expression":
        return _adapted(context, b, function.need("value"), context.text(function.need("field")))
    return _item_of(infer(context, b, node))


_SAME_ITEMS = ("rev", "skip", "take", "step_by", "chain", "by_ref", "into_iter", "take_while", "filter")


def _adapted(context: Context, b: Builder, receiver: Node, name: str) -> Ty | None:
    if name in ("iter", "iter_mut"):
        inner = _item_of(pointee(infer(context, b, receiver)))
        return Ty("&", (inner,)) if inner is not None else None
    if name == "enumerate":
        inner = item_type(context, b, receiver)
        return Ty("()", (Ty("usize"), inner)) if inner is not None else None
    if name in ("copied", "cloned"):
        return pointee(item_type(context, b, receiver))
    return item_type(context, b, receiver) if name in _SAME_ITEMS else None


def _item_of(ty: Ty | None) -> Ty | None:
    inner = pointee(ty)
    if inner is None or inner.path not in _LISTS or not inner.args:
        return None
    found = _known(inner.args[0])
    return Ty("&", (found,)) if found is not None and inner is not ty else found


def _known(ty: Ty) -> Ty | None:
    return ty if ty.path != "?" and not ty.path.startswith("'") else None


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
    if len(segments) == 2 and segments[0] in WIDTHS and segments[1] in ("MIN", "MAX"):
        return Ty(segments[0])
    if len(segments) == 1:
        place = b.lookup(segments[0])
        if place is not None:
            return _of_local(b, place)
    found = context.crate.constants.get(context.path(segments))
    return found[0].ty(found[1].get("type")) if found is not None else None


def _of_local(b: Builder, place: Place) -> Ty | None:
    """A local, or what a closure has captured."""
    ty = b.types.get(place.local)
    if place.path == (Deref(),) and ty is not None and ty.path == "&" and ty.args:
        return ty.args[0]
    return ty if not place.path else None


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


def _index(context: Context, b: Builder, node: Node) -> Ty | None:
    base, index = node.parts()
    ty = pointee(infer(context, b, base))
    if ty is None or ty.path not in _LISTS or not ty.args:
        return None
    return Ty("[]", ty.args[:1]) if index.kind == "range_expression" else _known(ty.args[0])


def _array(context: Context, b: Builder, node: Node) -> Ty | None:
    parts = node.parts()
    inner = infer(context, b, parts[0]) if parts else None
    return Ty("[]", (inner,)) if inner is not None else None


def _tuple(context: Context, b: Builder, node: Node) -> Ty | None:
    return Ty("()", tuple(infer(context, b, part) or UNKNOWN for part in node.parts()))


def _block(context: Context, b: Builder, node: Node) -> Ty | None:
    """Of a block that declares nothing."""
    parts = node.parts()
    return infer(context, b, parts[0]) if len(parts) == 1 else None


def _if(context: Context, b: Builder, node: Node) -> Ty | None:
    if node.need("condition").kind in ("let_condition", "let_chain"):
        return None
    other = node.get("alternative")
    found = infer(context, b, node.need("consequence"))
    return found if found is not None or other is None else infer(context, b, other.parts()[0])


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
    types, (outer, _, last) = context.crate.program.types, path.rpartition("::")
    of_variant = outer in types and last in dict(types[outer].variants)
    found = path if path in types else outer if of_variant else ""
    return Ty(found) if found and not types[found].generics else None


def _method_result(context: Context, receiver: Ty | None, name: str) -> Ty | None:
    while receiver is not None and receiver.path in ("&", "core::Box", "core::Arc") and receiver.args:
        receiver = receiver.args[0]
    if receiver is None:
        return _given(context, name)
    if name == "len":
        return Ty("usize")
    if receiver.path in ("core::Option", "core::Result") and receiver.args and name in _UNWRAPPING:
        return _known(receiver.args[0])
    path = context.crate.program.methods.get(receiver.path, {}).get(name)
    return _result(context, path) if path is not None else _given(context, name)


def _given(context: Context, name: str) -> Ty | None:
    """What methods of this name give outside the driver, as the rules say."""
    found = context.crate.externals.gives.get(name)
    if found is None:
        return None
    return Ty(found) if found in WIDTHS else Ty("core::Result", (Ty(found.removeprefix("Result of ")),))


def _result(context: Context, path: str) -> Ty | None:
    return context.crate.results.get(path)


def _try(context: Context, b: Builder, node: Node) -> Ty | None:
    inner = _inner(context, b, node)
    return inner.args[0] if inner is not None and inner.args else None


def _string(context: Context, b: Builder, node: Node) -> Ty | None:
    return STR


def _boolean(context: Context, b: Builder, node: Node) -> Ty | None:
    return BOOL


_LISTS = ("[]", "core::Vec")
_UNWRAPPING = ("unwrap", "expect", "unwrap_or", "unwrap_or_else", "unwrap_or_default")
_INFER = {
    "index_expression": _index,
    "array_expression": _array,
    "tuple_expression": _tuple,
    "block": _block,
    "unsafe_block": _block,
    "if_expression": _if,
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
