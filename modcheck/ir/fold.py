"""Constant expressions in, integers out (or `None`); constants of other files are followed."""

from __future__ import annotations

from collections.abc import Callable

from modcheck.ir.context import Context
from modcheck.ir.names import segments_of
from modcheck.ir.types import Ty, signed, width
from modcheck.syntax import Node

_OPERATORS: dict[str, Callable[[int, int], int | None]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: _quotient(a, b) if b else None,
    "%": lambda a, b: a - _quotient(a, b) * b if b else None,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "<<": lambda a, b: a << b if 0 <= b < 256 else None,
    ">>": lambda a, b: a >> b if 0 <= b < 256 else None,
}


def _quotient(a: int, b: int) -> int:
    """Rust's division goes towards zero."""
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def fold(context: Context, node: Node, want: Ty | None = None) -> int | None:
    """The value of a constant integer expression."""
    handler = _FOLDS.get(node.kind)
    value = handler(context, node, want) if handler is not None else None
    return wrap(value, want) if value is not None and want is not None else value


def arithmetic(operator: str, left: object, right: object) -> int | None:
    """An operator on two constants."""
    function = _OPERATORS.get(operator)
    if function is None or not isinstance(left, int) or not isinstance(right, int):
        return None
    value = function(left, right)
    return value if value is not None and value.bit_length() <= 256 else None


def wrap(value: int, ty: Ty | None) -> int:
    """Reduce to the width of an integer type."""
    bits = width(ty)
    if not bits or isinstance(value, bool) or 0 <= value < 1 << (bits - 1):
        return value
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed(ty) and value >> (bits - 1) else value


def integer(text: str) -> int | None:
    """The value of an integer literal with prefix, underscores and suffix."""
    text = text.replace("_", "")
    if len(text) > 140:
        return None
    for suffix in ("usize", "isize", "u128", "i128", "u16", "u32", "u64", "i16", "i32", "i64", "u8", "i8"):
        if text.endswith(suffix):
            text = text[: -len(suffix)]
            break
    try:
        return int(text, 0) if text.lstrip("0") else 0
    except ValueError:
        return int(text) if text.isdigit() else None


def suffix_type(text: str) -> Ty | None:
    """The type that a literal's suffix names."""
    for suffix in ("usize", "isize", "u128", "i128", "u16", "u32", "u64", "i16", "i32", "i64", "u8", "i8"):
        if text.endswith(suffix):
            return Ty(suffix)
    return None


def constant(context: Context, path: str) -> int | None:
    """The value of the constant with a canonical path."""
    crate = context.crate
    if path in crate.program.constants:
        return crate.program.constants[path]
    if path in crate.externals.constants:
        return crate.externals.constants[path]
    found = crate.constants.get(path)
    if found is None or path in crate.folding:
        return None
    crate.folding.add(path)
    inner, item = found
    value_node, type_node = item.get("value"), item.get("type")
    value = fold(inner, value_node, inner.ty(type_node)) if value_node is not None else None
    if value is not None:  # what has no value is not tried again in this stage: that could take forever
        crate.program.constants[path] = value
        crate.folding.discard(path)
    return value


def _literal(context: Context, node: Node, want: Ty | None) -> int | None:
    return integer(context.text(node))


def _character(context: Context, node: Node, want: Ty | None) -> int | None:
    body = context.text(node).strip("b")[1:-1]
    return ord(body) if len(body) == 1 else None


def _boolean(context: Context, node: Node, want: Ty | None) -> int | None:
    return context.text(node) == "true"


def _name(context: Context, node: Node, want: Ty | None) -> int | None:
    return constant(context, context.path(segments_of(node)))


def _inner(context: Context, node: Node, want: Ty | None) -> int | None:
    parts = node.parts()
    return fold(context, parts[0], want) if len(parts) == 1 else None


def _cast(context: Context, node: Node, want: Ty | None) -> int | None:
    return fold(context, node.need("value"), context.ty(node.get("type")))


def _unary(context: Context, node: Node, want: Ty | None) -> int | None:
    parts = node.parts()
    value = fold(context, parts[0], want) if parts else None
    if value is None or node.has("*"):
        return None
    return ~value if node.has("!") else -value


def _binary(context: Context, node: Node, want: Ty | None) -> int | None:
    operator = node.need("operator").kind
    right_want = None if operator in ("<<", ">>") else want
    left, right = fold(context, node.need("left"), want), fold(context, node.need("right"), right_want)
    return arithmetic(operator, left, right)


_FOLDS = {
    "integer_literal": _literal,
    "char_literal": _character,
    "boolean_literal": _boolean,
    "identifier": _name,
    "scoped_identifier": _name,
    "parenthesized_expression": _inner,
    "block": _inner,
    "unsafe_block": _inner,
    "type_cast_expression": _cast,
    "unary_expression": _unary,
    "binary_expression": _binary,
}
