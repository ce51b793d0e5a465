"""An operator on a value of the driver's own type in, a call of the driver's method for it out."""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import call, place, value
from modcheck.ir.infer import has_method, infer
from modcheck.ir.ops import Assign, Method, Operand, Path, Place, Ref, Unary, Use
from modcheck.ir.types import BOOL
from modcheck.syntax import Node

_METHODS = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "rem", "&": "bitand", "|": "bitor", "^": "bitxor",
    "<<": "shl", ">>": "shr",
}  # fmt: skip
_ORDERS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}


def binary(c: Context, b: Builder, node: Node, operator: str) -> Operand | None:
    """None if the operator is not the driver's."""
    left = node.need("left")
    if operator in ("==", "!="):
        return _equal(c, b, node, operator) if has_method(c, b, left, "eq") else None
    if operator in _ORDERS:
        return _ordered(c, b, node, operator) if has_method(c, b, left, "partial_cmp") else None
    name = _METHODS.get(operator, "")
    if not _may_have(c, b, left, name):
        return None
    held = _held(c, b, left)
    return call(c, b, node, Method(name, ()), (Use(held), value(c, b, node.need("right"))), None)


def unary(c: Context, b: Builder, inner: Node, name: str) -> Operand | None:
    """`!x` and `-x`."""
    if not has_method(c, b, inner, name):
        return None
    return call(c, b, inner, Method(name, ()), (Use(_held(c, b, inner)),), None)


def compound(c: Context, b: Builder, node: Node) -> bool:
    """`left op= right`: by `add_assign`, or by `add` and a store; False if it is not the driver's."""
    left = node.need("left")
    name = _METHODS.get(node.need("operator").kind.removesuffix("="), "")
    if _may_have(c, b, left, f"{name}_assign"):
        right = value(c, b, node.need("right"))
        target = b.store(Ref(place(c, b, left), "&"), c.span(node))
        call(c, b, node, Method(f"{name}_assign", ()), (target, right), None)
        return True
    return False


def _may_have(c: Context, b: Builder, left: Node, name: str) -> bool:
    """Also of a type that is not seen here, if the driver has the method for one of its own: numbers have it
    too, when it is run (`rules/core/operators.py`)."""
    if has_method(c, b, left, name):
        return True
    types = c.crate.program.types
    seen = infer(c, b, left) is not None or left.kind.endswith("literal")
    return not seen and any(path in types for path, own in c.crate.program.methods.items() if name in own)


def _equal(c: Context, b: Builder, node: Node, operator: str) -> Operand:
    same = _asked(c, b, node, "eq")
    return same if operator == "==" else b.store(Unary("!", same, BOOL), c.span(node), BOOL)


def _ordered(c: Context, b: Builder, node: Node, operator: str) -> Operand:
    path = Path(f"core::cmp::{_ORDERS[operator]}", None, ())
    return call(c, b, node, path, (_asked(c, b, node, "partial_cmp"),), BOOL)


def _asked(c: Context, b: Builder, node: Node, name: str) -> Operand:
    span = c.span(node)
    left = b.store(Ref(place(c, b, node.need("left")), "&"), span)
    right = b.store(Ref(place(c, b, node.need("right")), "&"), span)
    return call(c, b, node, Method(name, ()), (left, right), None)


def _held(c: Context, b: Builder, node: Node) -> Place:
    held = b.temporary(infer(c, b, node))
    b.emit(Assign(Place(held), value(c, b, node), c.span(node)))
    return Place(held)


__all__ = ["binary", "compound", "unary"]
