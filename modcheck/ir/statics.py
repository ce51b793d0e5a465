"""Macros that make statics: the statics they hold, which the kernel has made ready before `init` runs."""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.coalesce import coalesce
from modcheck.ir.context import Context
from modcheck.ir.drops import elide_drops, plain_locals
from modcheck.ir.expressions import call, value
from modcheck.ir.names import segments_of
from modcheck.ir.ops import Function, Operand, Path
from modcheck.syntax import Node, parse_fragment

MADE = "made_static"
"""The kind of such a static: like `static_item`, but its value goes through `new` of its type."""


def expanded(c: Context, items: list[Node]) -> list[Node]:
    """The items, with the statics that macros hold in the place of the macros."""
    found: list[Node] = []
    for item in items:
        found += _statics(c, item) or [item]
    return found


def _statics(c: Context, item: Node) -> list[Node]:
    node = item.parts()[0] if item.kind == "expression_statement" and item.parts() else item
    tree = node.first("token_tree") if node.kind == "macro_invocation" else None
    if tree is None or segments_of(node.need("macro"))[-1] not in c.crate.externals.static_macros:
        return []
    root = parse_fragment(c.tree.file, tree.start + 1, tree.end - 1, b"", b"")
    statics = root.all("static_item") if root is not None else []
    for static in statics:
        static.kind = MADE
    return statics


def lower_made(c: Context, node: Node, path: str) -> Function:
    """Such a static: `T::new` of what is written, and its initialisation."""
    b = Builder(path, c.span(node))
    ty = c.ty(node.get("type"))
    b.push("stmt")
    b.push("block")
    written = node.get("value")
    inner = ty.args[0] if ty.args else None
    args: tuple[Operand, ...] = (value(c, b, written, inner),) if written is not None else ()
    made = call(c, b, node, Path(f"{ty.path}::new", ty, ()), args, ty)
    b.assign(0, call(c, b, node, Path("core::Static::ready", None, ()), (made,), ty), c.span(node))
    b.leave(c.span(node))
    function = coalesce(elide_drops(b.finish(0), plain_locals(b.types)))
    function.result = ty
    return function
