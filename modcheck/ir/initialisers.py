"""Initialisers in place, `init!(Type { field <- how, other: value })`, in; closures that make the value out.

The body is read as a struct literal after rewrites of equal length: `<-` as `:`, `&this in` and `? Error` as
blanks, the field of a block that is only run as a name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.control import questioned
from modcheck.ir.expressions import call, value
from modcheck.ir.functions import closure_of
from modcheck.ir.infer import field_type
from modcheck.ir.ops import Make, Operand, Path, Place, Use
from modcheck.ir.types import Ty
from modcheck.source import SourceFile
from modcheck.syntax import Node, parse_fragment

_THIS = re.compile(rb"\s*&\s*(\w+)\s+in\b")
_ARROW = re.compile(rb"<-")
_BLOCK = re.compile(rb"\b_(?=\s*:\s*\{)")
_AFTER = re.compile(rb"\}\s*(\?[^{}]*)\Z")
RUN = "core::Init::run"
SLOT = "core::Init::slot"


class _Body(NamedTuple):
    """The literal, and what the rewrites took out of it."""

    literal: Node
    this: str
    arrows: tuple[int, ...]
    blocks: tuple[int, ...]


def initialiser(c: Context, b: Builder, node: Node) -> Operand | None:
    """The closure; `None` if the body is no struct literal."""
    tree = node.first("token_tree")
    body = _read(c, tree) if tree is not None else None
    if body is None:
        return None
    closure = closure_of(c, b, body.literal, [], True, lambda inner: _lowered(c, inner, body))
    index = b.temporary()
    b.assign(index, closure, c.span(node))
    return Use(Place(index))


def _read(c: Context, tree: Node) -> _Body | None:
    start, end = tree.start + 1, tree.end - 1
    data = bytearray(c.tree.file.data[start:end])
    this = _THIS.match(data)
    name = this.group(1).decode() if this is not None else ""
    if this is not None:
        data[: this.end()] = b" " * this.end()
    after = _AFTER.search(data)
    if after is not None:
        data[after.start(1) :] = b" " * (len(data) - after.start(1))
    arrows = tuple(start + match.start() for match in _ARROW.finditer(data))
    blocks = tuple(start + match.start() for match in _BLOCK.finditer(data))
    for at in arrows:
        data[at - start : at - start + 2] = b": "
    for at in blocks:
        data[at - start : at - start + 1] = b"Z"
    whole = c.tree.file.data[:start] + bytes(data) + c.tree.file.data[end:]
    root = parse_fragment(SourceFile(c.tree.file.path, whole), start, end, b"fn m(){f(", b")}")
    found = [part for part in root.walk() if part.kind == "struct_expression"] if root is not None else []
    return _Body(found[0], name, arrows, blocks) if found else None


def _lowered(c: Context, b: Builder, body: _Body) -> Operand:
    """The fields in the order written; a failure of one leaves, and drops those before it."""
    node = body.literal
    span = c.span(node)
    if body.this:
        b.assign(b.declare(body.this), call(c, b, node, Path(SLOT, None, ()), (), None), span)
    ty = c.ty(node.need("name"))
    names: list[str] = []
    operands: list[Operand] = []
    base: Operand | None = None
    for part in node.need("body").parts():
        if part.kind == "base_field_initializer":
            base = value(c, b, part.parts()[0], ty)
            continue
        short = part.kind == "shorthand_field_initializer"
        name, inner = (part.parts()[0],) * 2 if short else (part.need("field"), part.need("value"))
        operand = _field(c, b, body, ty, name, inner)
        if operand is not None:
            names.append(c.text(name))
            operands.append(operand)
    made = b.store(Make(ty, "", tuple(names), tuple(operands), base), span)
    return call(c, b, node, Path("core::Ok", None, ()), (made,), Ty("core::Result", (ty,)))


def _field(c: Context, b: Builder, body: _Body, ty: Ty, name: Node, inner: Node) -> Operand | None:
    if name.start in body.blocks:
        value(c, b, inner)
        return None
    declared = field_type(c, ty, c.text(name))
    if not any(name.end <= at < inner.start for at in body.arrows):
        return value(c, b, inner, declared)
    how = value(c, b, inner)
    result = call(c, b, inner, Path(RUN, None, ()), (how,), Ty("core::Result", (declared or Ty("?"),)))
    return questioned(b, result, c.span(inner), declared)
