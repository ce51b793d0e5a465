"""Macros of the kernel crate that stand where items stand: the module, and its tables of ids."""

from __future__ import annotations

import re

from modcheck.ir.context import Context
from modcheck.ir.fold import fold
from modcheck.ir.fragments import fragment
from modcheck.ir.functions import lower_value
from modcheck.ir.names import COMPILED, segments_of
from modcheck.ir.types import Ty
from modcheck.syntax import INCLUDED, Node

_WITHOUT_ITEMS = ("assert", *COMPILED)
"""Macros that stand where items stand and make none that matters."""


def module_macro(c: Context, node: Node) -> None:
    if node.kind != "macro_invocation":
        return
    name = segments_of(node.need("macro"))[-1]
    tree = node.first("token_tree")
    if tree is None:
        return
    if name == "module" or name.startswith("module_"):
        _module(c, tree, c.crate.externals.module_macros.get(name, ""))
    elif name in c.crate.externals.id_tables:
        _id_table(c, tree)
    elif name == "include" and _was_read(c, node):
        return
    elif name not in {*_WITHOUT_ITEMS, *c.crate.externals.register_macros, *c.crate.externals.without_items}:
        c.fault(node, f"not understood: what the macro {name}! makes")


def _was_read(c: Context, node: Node) -> bool:
    """Is what is included here among the trees?"""
    trees = c.crate.trees
    ends = f"{INCLUDED}{node.start}"
    return any(trees.get(path.removesuffix(ends)) is c.tree for path in trees if path.endswith(ends))


def _module(c: Context, tree: Node, of: str) -> None:
    """`of`: the generic type that is the module, if what is named is only its parameter."""
    text = c.text(tree)[1:-1]
    for key, quoted, plain in re.findall(r'\b(type|name)\s*:\s*(?:b?"([^"]*)"|([\w:<>]+))', text):
        if key == "name":
            c.crate.program.module_name = quoted
        else:
            named = Ty(c.path(plain.split("<")[0].split("::")))
            c.crate.program.module_type = Ty(of, (named,)) if of else named
    several = re.search(r"\bdrivers\s*:\s*\[([^\]]*)\]", text)
    if of and several:
        names = [name.strip() for name in several.group(1).split(",") if name.strip()]
        c.crate.program.module_type = Ty(of, tuple(Ty(c.path(name.split("::"))) for name in names))


def _id_table(c: Context, tree: Node) -> None:
    root = fragment(c, tree, b"fn m(){f(", b")}")
    if root is None:
        c.fault(tree, "not understood: the table of device ids")
        return
    for node in root.walk():
        if node.kind == "call_expression" and segments_of(node.need("function"))[-1] in ("new", "from_id"):
            numbers = [fold(c, part) for part in node.need("arguments").parts()[:2]]
            if len(numbers) == 2 and None not in numbers:
                c.crate.program.device_ids.append((int(numbers[0] or 0), int(numbers[1] or 0)))


def id_info(c: Context, node: Node) -> None:
    """What stands beside the ids of a table: what `probe` gets. Entries that say the same are one."""
    tree = node.first("token_tree") if node.kind == "macro_invocation" else None
    if tree is None or segments_of(node.need("macro"))[-1] not in c.crate.externals.id_tables:
        return
    root = fragment(c, tree, b"fn m(){f(", b")}")
    arguments = next((part for part in root.walk() if part.kind == "arguments"), None) if root else None
    parts = arguments.parts() if arguments is not None else []
    entries = parts[-1].parts() if parts and parts[-1].kind == "array_expression" else []
    pairs = [entry.parts() for entry in entries if entry.kind == "tuple_expression"]
    distinct = {c.text(pair[1]): pair[1] for pair in pairs if len(pair) == 2}
    ty = c.ty(parts[2]) if len(parts) == 4 else None
    for number, info in enumerate(distinct.values()):
        path = f"{c.scope.path}::{c.text(parts[0])}::info{number or ''}"
        c.crate.program.functions[path] = lower_value(c, info, path, ty)
        c.crate.program.id_infos.append(path)
