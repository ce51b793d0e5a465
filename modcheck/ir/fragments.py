"""The brackets of a macro invocation in, what stands between them parsed as what the macro takes out."""

from __future__ import annotations

from modcheck.ir.context import MAX_MACROS, Context
from modcheck.syntax import Node, PinInit, convert_text, parse_fragment, parse_pin_init


def fragment(c: Context, tree: Node, before: bytes, after: bytes) -> Node | None:
    """What stands between the brackets, read between `before` and `after`; `None` if it cannot be read.
    What a macro of the driver's made carries its own text; all of it lies where that macro stands."""
    inner = c.text(tree)[1:-1]
    if not _may_be_read(c, tree, inner):
        return None
    if not tree.text:
        return parse_fragment(c.tree.file, tree.start + 1, tree.end - 1, before, after)
    root = convert_text(before + inner.encode() + after, c.tree.file.path)
    return placed(root, tree) if root is not None else None


def rewritten(c: Context, tree: Node, text: str) -> Node | None:
    """The same for brackets whose text was changed; all of it lies where the brackets stand."""
    root = convert_text(text.encode(), c.tree.file.path) if _may_be_read(c, tree, text) else None
    return placed(root, tree) if root is not None else None


def placed(root: Node, node: Node) -> Node:
    """The tree of what was made, all of it where `node` is."""
    for made in root.walk():
        made.start, made.end = node.start, node.end
    return root


def initialised(c: Context, tree: Node | None) -> PinInit | None:
    """The body of `pin_init!` and its kin; `None` for what a macro made, whose parts lie all in one place."""
    if tree is None or tree.text or not _may_be_read(c, tree, c.text(tree)):
        return None
    return parse_pin_init(c.tree.file, tree.start + 1, tree.end - 1)


def _may_be_read(c: Context, tree: Node, text: str) -> bool:
    """A macro in a macro is parsed twice, and so on: so there is a bound. That it was hit is said once."""
    before, c.crate.macro_bytes = c.crate.macro_bytes, c.crate.macro_bytes + len(text)
    if c.crate.macro_bytes <= MAX_MACROS:
        return True
    if before <= MAX_MACROS:
        c.fault(tree, f"not read: this macro and what follows, beyond {MAX_MACROS // 1024} KiB of macros")
    return False
