"""Macros that make statics: the statics they hold, which the kernel has made ready before `init` runs."""

from __future__ import annotations

import re

from modcheck.ir.build import Builder
from modcheck.ir.coalesce import coalesce
from modcheck.ir.context import Context
from modcheck.ir.drops import elide_drops, plain_locals
from modcheck.ir.expansion import MAX_DEPTH, items_of
from modcheck.ir.expressions import call, value
from modcheck.ir.fragments import fragment, rewritten
from modcheck.ir.names import INNER, segments_of
from modcheck.ir.ops import Function, Operand, Path
from modcheck.syntax import Node, convert_text, expand_registers

_PARAMETERS = re.compile(r"\bparams\s*:\s*\{(.*)\}", re.DOTALL)
_PARAMETER = re.compile(r"(\w+)\s*:\s*\w+\s*\{(?:[^{}]*\bpermissions\s*:\s*(0o0+|0)\s*[,}])?")
"""Its name; whether nobody may change it after loading: such a one is read without a lock (6.1)."""
_UNINIT = re.compile(r"\bunsafe\s*\(\s*uninit\s*\)")
MADE = "made_static"
"""The kind of such a static: like `static_item`, but its value goes through a function of its type."""


def expanded(c: Context, items: list[Node]) -> list[Node]:
    """The items, with those that macros hold or stand for in the place of the macros."""
    return _expanded(c, items, 0)


def _expanded(c: Context, items: list[Node], depth: int) -> list[Node]:
    found: list[Node] = []
    for item in items:
        own = items_of(c, item) if depth < MAX_DEPTH else None
        if own is not None:
            found += _expanded(c, own, depth + 1)
            continue
        found += _statics(c, item) or _registers(c, item) or [item]
        found += _inside(c, item) + _parameters(c, item)
    return found


def _registers(c: Context, item: Node) -> list[Node]:
    node = item.parts()[0] if item.kind == "expression_statement" and item.parts() else item
    tree = node.first("token_tree") if node.kind == "macro_invocation" else None
    if tree is None or segments_of(node.need("macro"))[-1] not in c.crate.externals.register_macros:
        return []
    return expand_registers(c.tree.file, tree.start + 1, tree.end - 1)


def _parameters(c: Context, item: Node) -> list[Node]:
    """The parameters that `module!` declares: constants beside it (6.1), and in a module of theirs (7.1)."""
    node = item.parts()[0] if item.kind == "expression_statement" and item.parts() else item
    tree = node.first("token_tree") if node.kind == "macro_invocation" else None
    if tree is None or segments_of(node.need("macro"))[-1] != "module":
        return []
    declared = _PARAMETERS.search(c.text(tree))
    names = _PARAMETER.findall(declared.group(1)) if declared is not None else []
    types = [f"kernel::module_param::{'Constant' if fixed else 'Parameter'}" for _, fixed in names]
    constants = "".join(
        f"pub const {name}: {ty} = {ty}::any();" for (name, _), ty in zip(names, types, strict=True)
    )
    shared = "".join(f"pub use super::{name};" for name, _ in names)
    both = f"{constants} mod module_parameters {{ {shared} }}"
    root = convert_text(both.encode(), c.tree.file.path)
    if not names or root is None:
        return []
    for made in root.walk():
        made.start, made.end = tree.start, tree.end
    return root.parts()


def _inside(c: Context, item: Node) -> list[Node]:
    """What a function declares inside: items, and registers."""
    if item.kind not in ("function_item", "impl_item"):
        return []
    found = c.crate.inner.get(id(item))
    if found is None:
        found = [node for node in item.walk() if node.kind == "block"]
        parts = [part for block in found for part in block.parts()]
        found = [part for part in parts if part.kind in INNER]
        for part in parts:
            if part.kind in ("macro_invocation", "expression_statement"):
                found += _registers(c, part)
        c.crate.inner[id(item)] = found
    return found


def _statics(c: Context, item: Node) -> list[Node]:
    node = item.parts()[0] if item.kind == "expression_statement" and item.parts() else item
    tree = node.first("token_tree") if node.kind == "macro_invocation" else None
    name = segments_of(node.need("macro"))[-1] if tree is not None else ""
    if tree is None or name not in c.crate.externals.static_macros:
        return []
    plain = _UNINIT.sub("", c.text(tree)[1:-1])
    root = fragment(c, tree, b"", b"") if plain == c.text(tree)[1:-1] else rewritten(c, tree, plain)
    statics = root.all("static_item") if root is not None else []
    for static in statics:
        static.kind = MADE
        c.crate.constructors[id(static)] = c.crate.externals.static_macros[name]
    c.crate.kept += statics
    return statics


def lower_made(c: Context, node: Node, path: str) -> Function:
    """Such a static: what the macro makes of what is written, and its initialisation."""
    b = Builder(path, c.span(node))
    ty = c.ty(node.get("type"))
    b.push("stmt")
    b.push("block")
    written = node.get("value")
    inner = ty.args[0] if ty.args else None
    args: tuple[Operand, ...] = (value(c, b, written, inner),) if written is not None else ()
    made = call(c, b, node, Path(f"{ty.path}::{c.crate.constructors[id(node)]}", ty, ()), args, ty)
    b.assign(0, call(c, b, node, Path("core::Static::ready", None, ()), (made,), ty), c.span(node))
    b.leave(c.span(node))
    function = coalesce(elide_drops(b.finish(0), plain_locals(b.types)))
    function.result = ty
    return function
