"""Loops, and the ways out of them."""

from __future__ import annotations

from modcheck.ir.build import UNIT_VALUE, Builder, Loop
from modcheck.ir.context import Context
from modcheck.ir.control import block_value, condition
from modcheck.ir.expressions import discard, value
from modcheck.ir.infer import infer, item_type
from modcheck.ir.ops import (
    Binary,
    Branch,
    Call,
    Const,
    CountedLoop,
    Goto,
    Method,
    Operand,
    Place,
    Switch,
    Use,
    Variant,
)
from modcheck.ir.patterns import bind
from modcheck.ir.types import Ty
from modcheck.source import Span
from modcheck.syntax import Node


def loop_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`loop { … }`."""
    head, done, result = b.block(), b.block(), b.temporary(want)
    b.loops.append(Loop(_label(c, node), head, done, len(b.scopes), result))
    b.goto(head)
    _loop_body(c, b, node)
    b.end(Goto(head))
    b.at(done)
    b.loops.pop()
    return Use(Place(result))


def _loop_body(c: Context, b: Builder, node: Node) -> None:
    b.push("stmt")
    discard(c, b, node.need("body"))
    b.pop(c.span(node))


def _label(c: Context, node: Node) -> str:
    label = node.first("label")
    return c.text(label) if label is not None else ""


def while_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`while` and `while let`."""
    span = c.span(node)
    head, done = b.block(), b.block()
    b.goto(head)
    b.loops.append(Loop(_label(c, node), head, done, len(b.scopes), 0))
    b.push("stmt")
    b.push("block")
    condition(c, b, node.need("condition"), done)
    _loop_body(c, b, node)
    b.pop(span)
    b.pop(span)
    b.end(Goto(head))
    b.at(done)
    b.loops.pop()
    return UNIT_VALUE


def for_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`for`: a counter where the range is written out, else `into_iter` and `next`."""
    iterated = node.need("value")
    b.push("stmt")
    b.push("block")
    plain = node.need("pattern").kind in ("identifier", "_")
    if plain and iterated.kind == "range_expression" and len(iterated.parts()) == 2:
        _for_range(c, b, node, iterated)
    else:
        _for_each(c, b, node, iterated)
    b.pop(c.span(node))
    b.pop(c.span(node))
    return UNIT_VALUE


def _for_range(c: Context, b: Builder, node: Node, iterated: Node) -> None:
    span, pattern = c.span(node), node.need("pattern")
    low, high = iterated.parts()
    ty = infer(c, b, high) or infer(c, b, low)
    counter, limit = b.local("counter", ty), b.local("limit", ty)
    b.assign(counter, value(c, b, low, ty), span)
    b.assign(limit, value(c, b, high, ty), span)
    head, step, done = b.block(), b.block(), b.block()
    b.goto(head)
    variable = b.local(c.text(pattern), ty) if pattern.kind == "identifier" else -1
    if not iterated.has("..="):
        b.emit(CountedLoop(counter, limit, variable, span))
    operator = "<=" if iterated.has("..=") else "<"
    more = b.store(Binary(operator, Use(Place(counter)), Use(Place(limit)), ty), span)
    body = b.block()
    b.end(Branch(more, body, done, span))
    b.at(body)
    b.loops.append(Loop(_label(c, node), step, done, len(b.scopes), 0))
    b.push("block")
    if variable >= 0:
        b.scopes[-1].names[c.text(pattern)] = Place(variable)
        b.assign(variable, Use(Place(counter)), span)
    _loop_body(c, b, node)
    b.pop(span)
    b.loops.pop()
    b.goto(step)
    if operator == "<=":
        _unless_last(b, counter, limit, done, ty, span)
    b.assign(counter, Binary("+", Use(Place(counter)), Const(1), ty), span)
    b.end(Goto(head))
    b.at(done)


def _unless_last(b: Builder, counter: int, limit: int, done: int, ty: Ty | None, span: Span) -> None:
    """The last number of an inclusive range may be the last that its type has."""
    following = b.block()
    last = b.store(Binary("==", Use(Place(counter)), Use(Place(limit)), ty), span)
    b.end(Branch(last, done, following, span))
    b.at(following)


def _for_each(c: Context, b: Builder, node: Node, iterated: Node) -> None:
    span = c.span(node)
    source = value(c, b, iterated)
    held, found = b.declare(""), item_type(c, b, iterated)
    if not isinstance(source, Use):
        source = b.store(source, span)
    b.emit(Call(Place(held), Method("into_iter", ()), (source,), None, span))
    head, done = b.block(), b.block()
    b.goto(head)
    item = b.local("item")
    b.emit(Call(Place(item), Method("next", ()), (Use(Place(held)),), None, span))
    body = b.block()
    b.end(Switch(Place(item), (("Some", body),), done, span))
    b.at(body)
    b.loops.append(Loop(_label(c, node), head, done, len(b.scopes), 0))
    b.push("block")
    bind(c, b, Place(item, (Variant("Some", 0),)), node.need("pattern"), found)
    _loop_body(c, b, node)
    b.pop(span)
    b.loops.pop()
    b.end(Goto(head))
    b.at(done)


def _loop_of(c: Context, b: Builder, node: Node) -> Loop | None:
    label = _label(c, node)
    for loop in reversed(b.loops):
        if loop.label.rstrip(":") == label if label else loop.head is not None:
            return loop
    c.fault(node, "not understood: a jump out of nothing")
    return None


def block_or_labelled(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`{ … }`, or `'a: { … break 'a value; … }`."""
    if node.first("label") is None:
        return block_value(c, b, node, want)
    span = c.span(node)
    done, result = b.block(), b.temporary(want)
    b.loops.append(Loop(_label(c, node), None, done, len(b.scopes), result))
    b.assign(result, block_value(c, b, node, want), span)
    b.loops.pop()
    b.goto(done)
    b.at(done)
    return Use(Place(result))


def break_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`break`, with a value for `loop`."""
    loop = _loop_of(c, b, node)
    parts = [part for part in node.parts() if part.kind not in ("label", "lifetime")]
    if loop is None:
        return UNIT_VALUE
    if parts:
        b.assign(loop.result, value(c, b, parts[0]), c.span(node))
    b.unwind(loop.depth, c.span(node))
    b.end(Goto(loop.exit))
    return UNIT_VALUE


def continue_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`continue`."""
    loop = _loop_of(c, b, node)
    if loop is not None and loop.head is not None:
        b.unwind(loop.depth, c.span(node))
        b.end(Goto(loop.head))
    return UNIT_VALUE
