"""Tuples, arrays, structs and ranges: values made of values."""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import place, value
from modcheck.ir.infer import field_type, infer
from modcheck.ir.ops import (
    Const,
    Make,
    Operand,
    Peek,
    Place,
    Repeat,
    Use,
)
from modcheck.ir.types import UNIT, Ty, width
from modcheck.syntax import Node


def tuple_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`(a, b)`."""
    wants = want.args if want is not None and want.path == "()" else ()
    operands = [
        value(c, b, part, wants[i] if i < len(wants) else None) for i, part in enumerate(node.parts())
    ]
    return made(c, b, node, Make(UNIT, "", (), tuple(operands)))


def array_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`[a, b]` and `[x; n]`."""
    element = want.args[0] if want is not None and want.path == "[]" and want.args else None
    parts = node.parts()
    if node.has(";"):
        ty = infer(c, b, parts[0]) or element
        operand = value(c, b, parts[0], element)
        times = value(c, b, parts[1], Ty("usize"))
        return made(c, b, node, Repeat(operand, times, ty if width(ty) else None))
    operands = tuple(value(c, b, part, element) for part in parts)
    return made(c, b, node, Make(Ty("[]"), "", (), operands))


def made(c: Context, b: Builder, node: Node, rvalue: Make | Repeat) -> Operand:
    """Hold a new aggregate in a temporary that is dropped if nobody takes it."""
    typed = isinstance(rvalue, Make) and rvalue.ty != UNIT
    index = b.temporary(rvalue.ty if isinstance(rvalue, Make) and typed else None)
    b.assign(index, rvalue, c.span(node))
    return Use(Place(index))


def struct(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A struct literal; fields are evaluated in the order written, each with its declared type."""
    ty = c.ty(node.need("name"))
    expected = (known for known in (want, c.self_ty) if known is not None and ty == Ty(known.path))
    ty = next(expected, ty)
    variant = ""
    if ty.path not in c.crate.program.types and "::" in ty.path:
        outer, _, last = ty.path.rpartition("::")
        if outer in c.crate.program.types:
            ty, variant = Ty(outer, ty.args), last
    names: list[str] = []
    operands: list[Operand] = []
    base: Operand | None = None
    for part in node.need("body").parts():
        if part.kind == "base_field_initializer":
            base = _base(c, b, part.parts()[0], ty)
            continue
        name, inner = _initializer(part)
        text = c.text(name)
        operand = value(c, b, inner, field_type(c, ty, text))
        operands.append(operand)
        names.append(text)
    return made(c, b, node, Make(ty, variant, tuple(names), tuple(operands), base))


def _base(c: Context, b: Builder, node: Node, ty: Ty) -> Operand:
    """`..rest`: a place, or a call of which the struct's type is expected."""
    if node.kind != "call_expression":
        return Peek(place(c, b, node))
    found = value(c, b, node, ty)
    return Peek(found.place) if isinstance(found, Use) else found


def _initializer(part: Node) -> tuple[Node, Node]:
    if part.kind == "shorthand_field_initializer":
        return part.parts()[0], part.parts()[0]
    return part.need("field"), part.need("value")


def range_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`a..b`, `a..=b` and their open forms."""
    token = next(child for child in node.children if child.kind in ("..", "..=", "..."))
    before = node.children[: node.children.index(token)]
    low: Operand = Const(None)
    high = low
    for part in node.parts():
        operand = value(c, b, part, Ty("usize"))
        if any(part is child for child in before):
            low = operand
        else:
            high = operand
    inclusive = Const(token.kind == "..=")
    return made(
        c, b, node, Make(Ty("core::Range"), "", ("start", "end", "inclusive"), (low, high, inclusive))
    )
