"""Invocations of the driver's own macros in, the items or expressions that they stand for out.

All that is made lies where the invocation lies. A macro is known by its name in the whole module.
"""

from __future__ import annotations

import re

from modcheck.ir.context import Context
from modcheck.ir.fragments import placed
from modcheck.ir.names import segments_of
from modcheck.syntax import Node, convert_text, expand, pasted, read_rules

MAX_DEPTH = 8
"""A macro in what a macro makes, and so on."""
PASTE = "paste"
JOIN = "concat_idents"
"""`kernel::macros::concat_idents!(a, b)` is the name `ab`."""
SHOWN = "stringify"
"""The text of what it is given."""
_END = re.compile(r";(?![^\[\]]*\])")
"""What ends a signature; not the `;` of an array's type."""


def define(c: Context, root: Node) -> None:
    """Remember the macros that a file defines."""
    if b"macro_rules!" not in c.tree.file.data:
        return
    for node in root.walk():
        if node.kind == "macro_definition" and (name := node.get("name")) is not None:
            body = c.tree.file.text(name.end, node.end)
            start, end = _inside(body)
            c.crate.macros[c.text(name)] = read_rules(body[start:end])


def _inside(body: str) -> tuple[int, int]:
    """The text between the outermost brackets."""
    opened = min((at for at in map(body.find, "({[") if at >= 0), default=0)
    return opened + 1, max(map(body.rfind, ")}]"))


def invocation_of(node: Node) -> Node | None:
    """The macro invocation that an item or statement is."""
    if node.kind == "expression_statement" and node.parts():
        node = node.parts()[0]
    return node if node.kind == "macro_invocation" else None


def text_of(c: Context, node: Node) -> str | None:
    """What an invocation of one of the driver's macros, or of one that makes names or functions
    without effect, stands for."""
    tree = node.first("token_tree")
    name = segments_of(node.need("macro"))[-1]
    effectless = name in c.crate.externals.effectless_macros
    if name not in c.crate.macros and name in c.crate.externals.macro_rules:
        c.crate.macros[name] = read_rules(c.crate.externals.macro_rules[name])
    if tree is None or name not in c.crate.macros and name not in (PASTE, JOIN, SHOWN) and not effectless:
        return None
    inner = c.text(tree)[1:-1]
    if name == SHOWN:
        return '"' + inner.strip().replace("\\", "\\\\").replace('"', '\\"') + '"'
    if name == JOIN:
        return "".join(re.findall(r"\w+", inner))
    if effectless:
        return _END.sub(" {}", inner)
    return pasted(inner) if name == PASTE else expand(c.crate.macros[name], inner)


def items_of(c: Context, item: Node) -> list[Node] | None:
    """The items that a macro in the place of an item stands for; None if it is no macro of the driver's."""
    node = invocation_of(item)
    known = c.crate.expanded.get(id(item))
    if node is None or known is not None:
        return known
    text = text_of(c, node)
    root = convert_text(text.encode(), c.tree.file.path) if text is not None else None
    if root is None:
        return None
    found = [made for made in placed(root, node).children if made.named]
    c.crate.expanded[id(item)] = found
    c.crate.kept.append(item)
    return found


def methods_of(c: Context, item: Node) -> list[Node] | None:
    """The same of a macro that stands in an `impl`."""
    node = invocation_of(item)
    known = c.crate.expanded.get(id(item))
    if node is None or known is not None:
        return known
    text = text_of(c, node)
    root = convert_text(f"impl X {{ {text} }}".encode(), c.tree.file.path) if text is not None else None
    body = root.parts()[0].get("body") if root is not None and root.parts() else None
    if root is None or body is None:
        return None
    placed(root, node)
    c.crate.expanded[id(item)] = body.children
    c.crate.kept.append(item)
    return body.children


def expression_of(c: Context, node: Node) -> Node | None:
    """The block with the expression that an invocation stands for."""
    text = text_of(c, node)
    root = convert_text(f"fn m() {{ {text} }}".encode(), c.tree.file.path) if text is not None else None
    if root is None:
        return None
    return placed(root, node).parts()[0].get("body")
