"""An assignment in, the stores that it makes out: `(a, s.b) = …` is one for each part."""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import place
from modcheck.ir.infer import infer
from modcheck.ir.names import segments_of
from modcheck.ir.ops import Assign, Bind, Const, Drop, Field, Index, Operand, Place, Projection, Use, Variant
from modcheck.ir.types import width
from modcheck.source import Span
from modcheck.syntax import Node

KINDS = ("tuple_expression", "array_expression", "struct_expression", "call_expression")
"""What stands left of `=` and is no place."""


def assign_to(c: Context, b: Builder, left: Node, operand: Operand, span: Span) -> None:
    """One place, or `_`."""
    if left.kind == "identifier" and c.text(left) == "_":
        if isinstance(operand, Use):
            b.emit(Drop(operand.place, span))
        return
    target = place(c, b, left)
    if not width(infer(c, b, left)):
        b.emit(Drop(target, span))
    b.emit(Assign(target, operand, span))


def assign_parts(c: Context, b: Builder, left: Node, operand: Operand) -> None:
    """The whole is kept until all parts are stored: `(a, b) = (b, a)` swaps."""
    span = c.span(left)
    held = b.temporary()
    b.assign(held, operand, span)
    _assign(c, b, left, Place(held))


def _assign(c: Context, b: Builder, left: Node, where: Place) -> None:
    if left.kind in KINDS:
        for step, part in _parts(c, left):
            _assign(c, b, part, Place(where.local, (*where.path, step)))
    elif c.text(left) != "_":
        span = c.span(left)
        taken = b.temporary(infer(c, b, left))
        b.emit(Assign(Place(taken), Bind(where, len(where.path)), span))
        assign_to(c, b, left, Use(Place(taken)), span)


def _parts(c: Context, left: Node) -> list[tuple[Projection, Node]]:
    """The step to each part of the value; those after `..` are counted from the end where that is known."""
    if left.kind == "struct_expression":
        found = left.need("body").parts()
        return [(Field(c.text(part.parts()[0])), part.parts()[-1]) for part in found if _is_field(part)]
    if left.kind == "array_expression":
        return [(Index(Const(i)), part) for i, part in _numbered(left.parts(), c)]
    if left.kind == "tuple_expression":
        return [(Field(str(i)), part) for i, part in _numbered(left.parts(), c)]
    path = c.path(segments_of(left.need("function")))
    struct = path in c.crate.program.types
    name = path.rpartition("::")[2]
    parts = _numbered(left.need("arguments").parts(), c)
    return [(Field(str(i)) if struct else Variant(name, i), part) for i, part in parts]


def _is_field(part: Node) -> bool:
    return part.kind in ("field_initializer", "shorthand_field_initializer")


def _numbered(parts: list[Node], c: Context) -> list[tuple[int, Node]]:
    for position, part in enumerate(parts):
        if c.text(part) == "..":
            after = parts[position + 1 :]
            return [*enumerate(parts[:position]), *enumerate(after, -len(after))]
    return list(enumerate(parts))


__all__ = ["KINDS", "assign_parts", "assign_to"]
