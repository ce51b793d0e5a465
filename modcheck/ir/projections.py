"""`dma_read!(memory, [i]?.field)`, `dma_write!(memory, .field[i], value)` and `project!(pointer, .field)`: a
place in memory. That an index lies in it is not looked at.

Source: the documentation of `kernel::dma` and `kernel::ptr::projection`.
"""

from __future__ import annotations

import re

from modcheck.ir.build import UNIT_VALUE, Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import call, place, unknown, value
from modcheck.ir.fragments import rewritten
from modcheck.ir.ops import (
    Assign,
    Const,
    Deref,
    Field,
    Index,
    Operand,
    Path,
    Peek,
    Place,
    Projection,
    Ref,
    Use,
)
from modcheck.ir.types import Ty
from modcheck.syntax import Node

PROJECTIONS = ("dma_read", "dma_write", "project")
_FIRST = re.compile(r",\s*(?=\.(?!\.))")
"""Before the fields of the memory's only element."""
_MODE = re.compile(r"^\s*mut\s+(?=[\w(*&])")
_HERE = "_here"


def projected(c: Context, b: Builder, node: Node, name: str) -> Operand:
    """What is read there, nothing, or a pointer to it."""
    parts = _arguments(c, node)
    if len(parts) != (3 if name == "dma_write" else 2):
        return unknown(c, b, node, f"the macro {name}!")
    span = c.span(node)
    fields, index = _projection(c, b, parts[1])
    if name == "project":
        given = value(c, b, parts[0])
        memory = given if isinstance(given, Use) else b.store(given, span)
    else:
        held = b.store(Ref(place(c, b, parts[0]), "&"), span)
        memory = call(c, b, node, Path("kernel::dma::Coherent::at", None, ()), (held, index), None)
    assert isinstance(memory, Use)
    target = Place(memory.place.local, (Deref(), *fields))
    if name == "dma_write":
        b.emit(Assign(target, value(c, b, parts[2]), span))
        return UNIT_VALUE
    return b.store(Ref(target, "*") if name == "project" else Peek(target), span)


def _arguments(c: Context, node: Node) -> list[Node]:
    """The arguments; where the place begins with a field, that is one of `_here`."""
    tree = node.first("token_tree")
    if tree is None:
        return []
    text = _FIRST.sub(f", {_HERE}", _MODE.sub("", c.text(tree)[1:-1]), count=1)
    root = rewritten(c, tree, f"fn m(){{f({text})}}")
    found = root.walk() if root is not None else ()
    return next((part.parts() for part in found if part.kind == "arguments"), [])


def _projection(c: Context, b: Builder, node: Node) -> tuple[tuple[Projection, ...], Operand]:
    """The fields and elements below an element, and its index: 0 if none is written."""
    way: list[Projection] = []
    while node.kind in ("field_expression", "index_expression", "try_expression"):
        if node.kind == "field_expression":
            way.insert(0, Field(c.text(node.need("field"))))
        elif node.kind == "index_expression":
            way.insert(0, Index(value(c, b, node.parts()[1], Ty("usize"))))
        node = node.parts()[0]
    parts = node.parts() if node.kind == "array_expression" else []
    return tuple(way), value(c, b, parts[0], Ty("usize")) if len(parts) == 1 else Const(0)
