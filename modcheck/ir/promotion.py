"""An expression in, out whether a reference to its value lives for ever (rvalue static promotion, The Rust
Reference, "Destructors": constant expressions that own nothing and hold no cell)."""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.names import segments_of
from modcheck.syntax import Node

_LITERALS = ("integer_literal", "float_literal", "char_literal", "boolean_literal", "string_literal")
_WHOLES = ("array_expression", "tuple_expression", "parenthesized_expression", "unary_expression")


def promoted(c: Context, b: Builder, node: Node) -> bool:
    """Calls are none of them, and what is borrowed to be changed is not."""
    if node.kind in _LITERALS:
        return True
    if node.kind in _WHOLES:
        return all(promoted(c, b, part) for part in node.parts() if part.kind != "attribute_item")
    if node.kind == "reference_expression":
        return node.first("mutable_specifier") is None and promoted(c, b, node.need("value"))
    if node.kind == "struct_expression":
        return all(_field(c, b, part) for part in node.need("body").parts())
    return node.kind in ("identifier", "scoped_identifier") and _constant(c, b, node)


def _field(c: Context, b: Builder, node: Node) -> bool:
    return node.kind == "field_initializer" and promoted(c, b, node.need("value"))


def _constant(c: Context, b: Builder, node: Node) -> bool:
    if node.kind == "identifier" and b.lookup(c.text(node)) is not None:
        return False
    path = c.path(segments_of(node))
    return path in c.crate.constants or path in c.crate.program.constants


__all__ = ["promoted"]
