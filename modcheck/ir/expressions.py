"""Expressions in, operands and places out; the ops go to the builder."""

from __future__ import annotations

import re

from modcheck.ir.build import UNIT_VALUE, Builder
from modcheck.ir.context import MAX_NESTING, Context
from modcheck.ir.fold import constant, integer, suffix_type, wrap
from modcheck.ir.infer import has_method, infer
from modcheck.ir.names import segments_of
from modcheck.ir.ops import (
    Call,
    Callee,
    Const,
    Deref,
    Drop,
    Field,
    Index,
    Make,
    Method,
    Name,
    Operand,
    Path,
    Place,
    Ref,
    Unknown,
    Use,
)
from modcheck.ir.types import Ty
from modcheck.syntax import Node


def value(c: Context, b: Builder, node: Node, want: Ty | None = None) -> Operand:
    """The value of an expression; what it makes is owned by the caller of this function."""
    c.nesting[0] += 1
    try:
        if c.nesting[0] > MAX_NESTING:
            return unknown(c, b, node, "an expression nested too deeply")
        handler = c.crate.lowering.get(node.kind)
        if handler is None:
            return unknown(c, b, node, f"{node.kind}")
        return handler(c, b, node, want)
    finally:
        c.nesting[0] -= 1


def place(c: Context, b: Builder, node: Node, extended: bool = False) -> Place:
    """The place an expression denotes; for an rvalue, a temporary that holds it."""
    handler = _PLACES.get(node.kind)
    found = handler(c, b, node, extended) if handler is not None else None
    if found is not None:
        return found
    result = value(c, b, node)
    if isinstance(result, Use) and not result.place.path and extended:
        b.extend(result.place.local)
    if isinstance(result, Use):
        return result.place
    index = b.temporary(infer(c, b, node), extended)
    b.assign(index, result, c.span(node))
    return Place(index)


def unknown(c: Context, b: Builder, node: Node, text: str) -> Operand:
    """Count what was not understood and go on with an unknown value."""
    c.fault(node, f"not understood: {text}")
    index = b.temporary()
    b.emit(Unknown(Place(index), text, (), c.span(node)))
    return Use(Place(index))


def discard(c: Context, b: Builder, node: Node) -> None:
    """Evaluate for effect; the value is dropped at once."""
    result = value(c, b, node)
    if isinstance(result, Use):
        b.emit(Drop(result.place, c.span(node)))


def path_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A name: a local, a constant, or something that the engine looks up."""
    found = _local_place(c, b, node)
    if found is not None:
        return Use(found)
    owner = owner_of(c, node) if node.kind == "scoped_identifier" else None
    last = segments_of(node)[-1]
    path = _of_trait(c, node) or (f"{owner.path}::{last}" if owner is not None else c.path(segments_of(node)))
    known = constant(c, path)
    if known is not None:
        return Const(known)
    definition = c.crate.program.types.get(path)
    if definition is not None and not definition.fields and not definition.variants:
        ty = want if want is not None and want.path == path else Ty(path)
        index = b.temporary(ty)
        b.assign(index, Make(ty, "", (), ()), c.span(node))
        return Use(Place(index))
    if path in c.crate.constants or (path[0] == "'" and "::" in path and last.isupper()):
        return call(c, b, node, Path(path, owner, ()), (), want)
    return Name(path, path_types(c, node))


_WITH_ARGUMENTS = ("generic_type", "generic_type_with_turbofish", "bracketed_type")


def owner_of(c: Context, node: Node) -> Ty | None:
    """The type before the last segment of a path, if it has arguments, is `Self` or an alias."""
    segments, before = segments_of(node), node.get("path")
    if before is not None and before.kind in _WITH_ARGUMENTS:
        inner = before.parts()[0] if before.kind == "bracketed_type" else before
        return c.ty(inner.need("type") if inner.kind == "qualified_type" else inner)
    if segments[0] == "Self" and len(segments) == 2:
        return c.self_ty
    if len(segments) > 1:
        alias = c.crate.program.aliases.get(c.path(segments[:-1]))
        return alias.ty if alias is not None else None
    return None


def _of_trait(c: Context, node: Node) -> str | None:
    """`<Type as Trait>::NAME`: what the type has of that name, else what the trait is known to give."""
    bracketed = node.get("path") if node.kind == "scoped_identifier" else None
    qualified = bracketed.parts()[0] if bracketed is not None and bracketed.kind == "bracketed_type" else None
    if qualified is None or qualified.kind != "qualified_type":
        return None
    name = node.need("name").text
    owner, trait = c.ty(qualified.need("type")).path, c.path(segments_of(qualified.need("alias")))
    known = (f"<{owner} as {trait}>::{name}", f"{owner}::{name}")
    return next((path for path in known if path in c.crate.constants), f"{trait}::{name}")


def _local_place(c: Context, b: Builder, node: Node) -> Place | None:
    if node.kind in ("identifier", "self"):
        found = b.lookup(c.text(node))
        if found is not None:
            return found
    path = c.path(segments_of(node))
    if path in c.crate.program.statics:
        holder = b.store(Name(path), c.span(node))
        assert isinstance(holder, Use)
        return Place(holder.place.local, (Deref(),))
    return None


def path_types(c: Context, node: Node) -> tuple[Ty, ...]:
    """The arguments that a path or generic function writes; a number is `#` and its digits."""
    arguments = node.get("type_arguments")
    listed = [part for part in arguments.parts() if part.kind != "lifetime"] if arguments is not None else []
    return tuple(Ty(f"#{c.text(part)}") if part.kind == "integer_literal" else c.ty(part) for part in listed)


def _place_name(c: Context, b: Builder, node: Node, extended: bool) -> Place | None:
    """A local; a constant where a place is needed is one that lives for ever."""
    found = _local_place(c, b, node)
    path = c.path(segments_of(node)) if found is None else ""
    if path not in c.crate.constants or constant(c, path) is not None or b.constant:
        return found
    kept = promote(c, b, node, path, call(c, b, node, Path(path, None, ()), (), None))
    return Place(kept.place.local, (Deref(),)) if isinstance(kept, Use) else None


def promote(c: Context, b: Builder, node: Node, key: str, operand: Operand) -> Operand:
    """A reference to a value that lives for ever; `key` says which it is."""
    return call(c, b, node, Path("bindings::promote", None, ()), (Const(key), operand), None)


def _place_field(c: Context, b: Builder, node: Node, extended: bool) -> Place:
    base = place(c, b, node.need("value"), extended)
    return Place(base.local, (*base.path, Field(c.text(node.need("field")))))


def _place_index(c: Context, b: Builder, node: Node, extended: bool) -> Place | None:
    parts = node.parts()
    if parts[1].kind == "range_expression":
        return None
    own = next((name for name in ("index_mut", "index") if has_method(c, b, parts[0], name)), None)
    base = place(c, b, parts[0], extended)
    index = value(c, b, parts[1], Ty("usize") if own is None else None)
    if own is not None:
        borrowed = b.store(Ref(base, "&"), c.span(node))
        found = b.store(call(c, b, node, Method(own, ()), (borrowed, index), None), c.span(node))
        return Place(found.place.local, (Deref(),)) if isinstance(found, Use) else None
    if isinstance(index, Use) and index.place.path:
        index = b.store(index, c.span(node))
    return Place(base.local, (*base.path, Index(index)))


def _place_inner(c: Context, b: Builder, node: Node, extended: bool) -> Place:
    return place(c, b, node.parts()[0], extended)


def _place_unary(c: Context, b: Builder, node: Node, extended: bool) -> Place | None:
    if not node.has("*"):
        return None
    base = place(c, b, node.parts()[0], extended)
    return Place(base.local, (*base.path, Deref()))


_PLACES = {
    "identifier": _place_name,
    "self": _place_name,
    "scoped_identifier": _place_name,
    "field_expression": _place_field,
    "index_expression": _place_index,
    "parenthesized_expression": _place_inner,
    "unary_expression": _place_unary,
}


def place_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """Read a field, element or dereference."""
    if node.kind == "parenthesized_expression":
        return value(c, b, node.parts()[0], want)
    if node.kind == "index_expression" and node.parts()[1].kind == "range_expression":
        return slice_value(c, b, node, extended=False)
    return Use(place(c, b, node))


def slice_value(c: Context, b: Builder, node: Node, extended: bool) -> Operand:
    """`x[range]`; `extended` if what is borrowed for it lives to the end of the block."""
    base = place(c, b, node.parts()[0], extended)
    borrowed = b.store(Ref(base, "&"), c.span(node))
    bounds = value(c, b, node.parts()[1])
    return call(c, b, node, Path("core::slice::range", None, ()), (borrowed, bounds), None)


def integer_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """An integer literal."""
    text = c.text(node)
    number = integer(text)
    if number is None:
        return unknown(c, b, node, f"the literal {text}")
    return Const(wrap(number, suffix_type(text) or want))


def negative_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A negative literal, which stands in patterns."""
    inner = integer_value(c, b, node.parts()[0], want)
    negative = isinstance(inner, Const) and isinstance(inner.value, int)
    return Const(-inner.value) if negative else unknown(c, b, node, "the negative literal")  # type: ignore


def boolean_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`true` or `false`."""
    return Const(c.text(node) == "true")


def string_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A string, byte string or character."""
    text = c.text(node)
    if node.kind == "char_literal":
        return Const(ord(unescape(text.strip("b")[1:-1])[:1] or "\0"))
    body = text.lstrip("bcr#").rstrip("#")
    return Const(body[1:-1] if text.startswith(("r", "br", "cr")) else unescape(body[1:-1]))


_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f_]{1,8}\}|\n\s*|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_PAST_CHARACTERS = 0x110000


def unescape(text: str) -> str:
    """Resolve the escapes of a Rust string; a line that ends with `\\` goes on with the next word."""
    return _ESCAPE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1 and code[0] in "xu":
        number = int(code[1:].strip("{}").replace("_", ""), 16)
        return chr(number) if number < _PAST_CHARACTERS else "?"
    return _ESCAPES.get(code, "" if code.isspace() else code)


def unit_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`()`."""
    return UNIT_VALUE


def call(
    c: Context, b: Builder, node: Node, callee: Callee, args: tuple[Operand, ...], want: Ty | None,
    lent: tuple[int, ...] = (),
) -> Operand:  # fmt: skip
    """Emit a call; the result is a temporary."""
    index = b.temporary(want or infer(c, b, node))
    b.emit(Call(Place(index), callee, args, want, c.span(node), lent))
    return Use(Place(index))
