"""Operators: arithmetic, comparison, borrows, casts, assignments."""

from __future__ import annotations

from modcheck.ir import destructuring, overloading
from modcheck.ir.build import UNIT_VALUE, Builder
from modcheck.ir.context import Context
from modcheck.ir.destructuring import assign_to
from modcheck.ir.expressions import call, place, promote, slice_value, value
from modcheck.ir.fold import arithmetic, wrap
from modcheck.ir.infer import infer, pointee
from modcheck.ir.ops import (
    Assign,
    Binary,
    Branch,
    Cast,
    Const,
    Operand,
    Path,
    Peek,
    Place,
    Ref,
    Unary,
    Use,
)
from modcheck.ir.promotion import promoted
from modcheck.ir.types import BOOL, Ty
from modcheck.syntax import Node


def unary(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`*x`, `!x`, `-x`."""
    if node.has("*"):
        return Use(place(c, b, node))
    inner = node.parts()[0]
    own = overloading.unary(c, b, inner, "not" if node.has("!") else "neg")
    if own is not None:
        return own
    ty = pointee(infer(c, b, inner)) or (want if want != BOOL else None)
    operand = value(c, b, inner, ty)
    operator = "!" if node.has("!") else "-"
    if isinstance(operand, Const) and isinstance(operand.value, int) and operator == "-":
        return Const(wrap(-operand.value, ty))
    return b.store(Unary(operator, operand, ty), c.span(node))


def reference(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`&x`, `&mut x`: a temporary that is borrowed here lives to the end of the block."""
    return borrow(c, b, node, extended=False)


def borrow(c: Context, b: Builder, node: Node, extended: bool) -> Operand:
    """Borrow; `extended` as in `let x = &temp();`. A slice is a value that knows where its elements are."""
    inner = node.need("value")
    if inner.kind == "index_expression" and inner.parts()[1].kind == "range_expression":
        return slice_value(c, b, inner, extended)
    target = place(c, b, inner, extended)
    if b.constant and not target.path:
        return _static(c, b, node, target)
    if not target.path and node.first("mutable_specifier") is None and promoted(c, b, inner):
        return promote(c, b, node, f"{c.tree.file.path}:{node.start}", Use(target))
    return b.store(Ref(target, "&"), c.span(node))


def _static(c: Context, b: Builder, node: Node, target: Place) -> Operand:
    """What a constant borrows lives for ever."""
    kept = call(c, b, node, Path("bindings::allocate", None, ()), (Use(target),), None)
    return call(c, b, node, Path("bindings::borrow", None, ()), (kept,), None)


def binary(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """Arithmetic, comparison, and the short-circuit operators."""
    operator = node.need("operator").kind
    if operator in ("&&", "||"):
        return _short_circuit(c, b, node, operator)
    left_node, right_node = node.need("left"), node.need("right")
    own = overloading.binary(c, b, node, operator)
    if own is not None:
        return own
    compares = operator in ("==", "!=", "<", ">", "<=", ">=")
    ty = pointee(infer(c, b, left_node))
    ty = ty or (pointee(infer(c, b, right_node)) if operator not in ("<<", ">>") else None)
    ty = ty or (None if compares else want)
    left = _stable(c, b, value(c, b, left_node, ty), node)
    right = value(c, b, right_node, None if operator in ("<<", ">>") else ty)
    if compares:
        left, right = _peek(left), _peek(right)
    elif isinstance(left, Const) and isinstance(right, Const):
        folded = arithmetic(operator, left.value, right.value)
        if folded is not None:
            return Const(wrap(folded, ty))
    return b.store(Binary(operator, left, right, ty), c.span(node), BOOL if compares else ty)


def _stable(c: Context, b: Builder, operand: Operand, node: Node) -> Operand:
    """The left operand is read before the right one is evaluated."""
    if isinstance(operand, Use) and operand.place.path:
        return b.store(Peek(operand.place), c.span(node))
    return operand


def _peek(operand: Operand) -> Operand:
    return Peek(operand.place) if isinstance(operand, Use) else operand


def _short_circuit(c: Context, b: Builder, node: Node, operator: str) -> Operand:
    span = c.span(node)
    result = b.local("", BOOL)
    _assign_alone(c, b, result, node.need("left"))
    more, done = b.block(), b.block()
    then, other = (more, done) if operator == "&&" else (done, more)
    b.end(Branch(Use(Place(result)), then, other, span))
    b.at(more)
    _assign_alone(c, b, result, node.need("right"))
    b.goto(done)
    return Use(Place(result))


def _assign_alone(c: Context, b: Builder, result: int, node: Node) -> None:
    """The temporaries of each side die with it."""
    b.push("stmt")
    b.assign(result, value(c, b, node, BOOL), c.span(node))
    b.pop(c.span(node))


def cast(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`x as T`; `_` keeps the expected type."""
    ty = c.ty(node.get("type"))
    inner = node.need("value")
    operand = value(c, b, inner, infer(c, b, inner))
    if isinstance(operand, Const) and isinstance(operand.value, int):
        return Const(wrap(int(operand.value), ty))
    return b.store(Cast(operand, ty), c.span(node), ty)


def assignment(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`left = right`: the right side first, then the old value is dropped, then the store."""
    left_node, span = node.need("left"), c.span(node)
    if left_node.kind in destructuring.KINDS:
        destructuring.assign_parts(c, b, left_node, value(c, b, node.need("right")))
        return UNIT_VALUE
    assign_to(c, b, left_node, value(c, b, node.need("right"), infer(c, b, left_node)), span)
    return UNIT_VALUE


def compound(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`left op= right`."""
    if overloading.compound(c, b, node):
        return UNIT_VALUE
    ty = infer(c, b, node.need("left"))
    operator = node.need("operator").kind.rstrip("=")
    operand = value(c, b, node.need("right"), ty if operator not in ("<<", ">>") else None)
    target = place(c, b, node.need("left"))
    result = b.store(Binary(operator, Peek(target), operand, ty), c.span(node))
    b.emit(Assign(target, result, c.span(node)))
    return UNIT_VALUE
