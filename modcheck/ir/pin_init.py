"""`pin_init!` and its kin in, the suspended computation that they stand for out.

What such a macro makes initialises a struct in its place when it is told to, not before: a closure, held in
a value of `core::PinInit`. Fields are initialised in the order written; if one fails, those before it are
dropped, the last first. Source: the documentation of the crate `pin-init`.
"""

from __future__ import annotations

from modcheck.ir.aggregates import made
from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import discard, unknown, value
from modcheck.ir.fragments import initialised
from modcheck.ir.functions import captured, closed, inner_builder
from modcheck.ir.infer import field_type
from modcheck.ir.ops import Assign, Call, Make, Operand, Path, Peek, Place, Ref, Switch, Use, Variant
from modcheck.ir.types import Ty
from modcheck.syntax import Node, PinInit

RESULT = Ty("core::Result")
SUSPENDED = Ty("core::PinInit")


def pin_init(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """The value of such a macro."""
    found = initialised(c, node.first("token_tree"))
    if found is None:
        return unknown(c, b, node, "a struct to be initialised in its place")
    captures = captured(c, b, found.struct)
    inner = inner_builder(c, b, node, captures)
    inner.push("stmt")
    inner.push("block")
    ready = _struct(c, inner, found)
    inner.assign(0, Make(RESULT, "Ok", (), (ready,)), c.span(node))
    inner.leave(c.span(node))
    holder = b.temporary()
    b.assign(holder, closed(c, inner, captures, 0, moves=True), c.span(node))
    return made(c, b, node, Make(SUSPENDED, "", ("body",), (Use(Place(holder)),)))


def _struct(c: Context, b: Builder, found: PinInit) -> Operand:
    """Run the fields one by one; the struct of them."""
    ty = c.ty(found.struct.need("name"))
    this = b.declare(found.this) if found.this else None
    names: list[str] = []
    operands: list[Operand] = []
    base: Operand | None = None
    for part in found.struct.need("body").parts():
        if this is not None:
            _this(c, b, part, this, Make(ty, "", tuple(names), tuple(operands)))
        if part.kind == "base_field_initializer":
            whole = value(c, b, part.parts()[0], ty)
            base = Peek(whole.place) if isinstance(whole, Use) else whole
        elif part.start in found.blocks:
            _statement(c, b, part.need("value"))
        else:
            name, holder = _field(c, b, part, ty, found.initialisers)
            names.append(name)
            operands.append(Use(Place(holder)))
    return made(c, b, found.struct, Make(ty, "", tuple(names), tuple(operands), base))


def _this(c: Context, b: Builder, node: Node, this: int, so_far: Make) -> None:
    """`&this in Self { … }`: the place, whose fields lead to those that are made by now."""
    made_by_now = [part.place for part in so_far.operands if isinstance(part, Use)]
    fields = [b.store(Ref(one, "&"), c.span(node)) for one in made_by_now]
    place = b.local("")
    b.assign(place, so_far._replace(operands=tuple(fields)), c.span(node))
    b.assign(this, Ref(Place(place), "*"), c.span(node))


def _statement(c: Context, b: Builder, node: Node) -> None:
    b.push("stmt")
    discard(c, b, node)
    b.pop(c.span(node))


def _field(c: Context, b: Builder, part: Node, ty: Ty, initialisers: frozenset[int]) -> tuple[str, int]:
    """One field: its name and the local that owns it until the struct is whole. What follows sees a
    reference to it under its name."""
    short = part.kind == "shorthand_field_initializer"
    name = c.text(part.parts()[0] if short else part.need("field"))
    node = part.parts()[0] if short else part.need("value")
    declared = field_type(c, ty, name)
    holder = b.local("", declared)
    b.push("stmt")
    arrow = not short and any(part.start < at <= node.start for at in initialisers)
    operand = value(c, b, node, declared)
    b.assign(holder, _initialised(c, b, node, operand) if arrow else operand, c.span(node))
    b.pop(c.span(node))
    b.scope("block").owned.append(holder)
    b.assign(b.declare(name), Ref(Place(holder), "&"), c.span(node))
    return name, holder


def _initialised(c: Context, b: Builder, node: Node, operand: Operand) -> Operand:
    """`field <- operand`: run it; an error leaves the computation with the drops that are due."""
    span = c.span(node)
    outcome = b.temporary()
    b.emit(Call(Place(outcome), Path("core::PinInit::run", None, ()), (operand,), None, span))
    good, bad = b.block(), b.block()
    b.end(Switch(Place(outcome), (("Ok", good),), bad, span))
    b.at(bad)
    b.emit(Assign(Place(0), Use(Place(outcome)), span))
    b.leave(span)
    b.at(good)
    b.forget(outcome)
    return Use(Place(outcome, (Variant("Ok", 0),)))
