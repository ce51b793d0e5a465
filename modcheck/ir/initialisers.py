"""Initialisers in place, `init!(Type { field <- how, other: value })`, in; closures that make the value out.

For a crate that is read with facts of its own (`modcheck learn`), where such a closure is all that an
initialiser is; in a driver it is a value of its own, which is told when to run (`pin_init.py`).
"""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.control import questioned
from modcheck.ir.expressions import call, value
from modcheck.ir.fragments import initialised
from modcheck.ir.functions import closure_of
from modcheck.ir.infer import field_type
from modcheck.ir.ops import Make, Operand, Path, Place, Use
from modcheck.ir.types import Ty
from modcheck.syntax import Node, PinInit

RUN = "core::Init::run"
SLOT = "core::Init::slot"


def initialiser(c: Context, b: Builder, node: Node) -> Operand | None:
    """The closure; `None` if the body is no struct literal."""
    body = initialised(c, node.first("token_tree"))
    if body is None:
        return None
    closure = closure_of(c, b, body.struct, [], True, lambda inner: _lowered(c, inner, body))
    index = b.temporary()
    b.assign(index, closure, c.span(node))
    return Use(Place(index))


def _lowered(c: Context, b: Builder, body: PinInit) -> Operand:
    """The fields in the order written; a failure of one leaves, and drops those before it."""
    node = body.struct
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


def _field(c: Context, b: Builder, body: PinInit, ty: Ty, name: Node, inner: Node) -> Operand | None:
    if name.start in body.blocks:
        value(c, b, inner)
        return None
    declared = field_type(c, ty, c.text(name))
    if not any(name.end < at <= inner.start for at in body.initialisers):
        return value(c, b, inner, declared)
    how = value(c, b, inner)
    result = call(c, b, inner, Path(RUN, None, ()), (how,), Ty("core::Result", (declared or Ty("?"),)))
    return questioned(b, result, c.span(inner), declared)
