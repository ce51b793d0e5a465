"""Constants in, the names under which they are known, and functions for those that are no numbers, out."""

from __future__ import annotations

from modcheck.ir.context import Context
from modcheck.ir.fold import constant, fold
from modcheck.ir.functions import lower_constant
from modcheck.ir.types import width
from modcheck.syntax import Fault, Node

MALFORMED = (
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
    AssertionError,
    RecursionError,
    StopIteration,
)
"""What a tree with holes leads to: the item is not read, the rest is."""


def given(c: Context, owner: str, trait: str) -> None:
    """The constants that the trait gives and the impl has not."""
    for of_trait, part in c.crate.given.get(trait, ()):
        inner = Context(c.crate, of_trait.scope, of_trait.tree, c.self_ty, c.types, c.generics)
        if f"<{owner} as {trait}>::{part.need('name').text}" not in c.crate.constants:
            constant_of(c, owner, trait, inner, part)


def constant_of(c: Context, owner: str, trait: str, where: Context, part: Node) -> None:
    """`Type::NAME`, and `<Type as Trait>::NAME`: what several traits give has the long name only."""
    name, known = part.need("name").text, c.crate.constants
    short = f"{owner}::{name}"
    if not trait:
        known[short] = (where, part)
        c.crate.givers[short] = "itself"
        return
    known[f"<{owner} as {trait}>::{name}"] = (where, part)
    if short not in c.crate.givers:
        known[short] = (where, part)
        c.crate.givers[short] = trait
    elif c.crate.givers[short] != "itself":
        known.pop(short, None)


def named_constant(inner: Context, trait: str, part: Node) -> None:
    """One that stands in an impl, under each name under which it is known."""
    name, owner = part.need("name").text, _owner(inner)
    short, crate = f"{owner}::{name}", inner.crate
    if trait:
        lowered(inner, part, f"<{owner} as {trait}>::{name}")
    if not trait or (crate.givers.get(short) == trait and short in crate.constants):
        lowered(inner, part, short)


def given_constants(inner: Context, trait: str, own: set[str]) -> None:
    """Those that the trait gives and the impl has not: `own` are its own."""
    for of_trait, part in inner.crate.given.get(trait, ()):
        if part.need("name").text not in own:
            where = (of_trait.scope, of_trait.tree, inner.self_ty, inner.types, inner.generics)
            named_constant(Context(inner.crate, *where), trait, part)


def _owner(c: Context) -> str:
    return c.self_ty.path if c.self_ty is not None else ""


def lowered(c: Context, node: Node, path: str) -> None:
    """Into the program."""
    ty = c.ty(node.get("type"))
    known = constant(c, path) if path in c.crate.constants else fold(c, node.need("value"), ty)
    if known is not None and node.kind == "const_item":
        return
    try:
        c.crate.program.functions[path] = lower_constant(c, node, path)
        if node.kind == "const_item" and width(ty) and path[0] != "<":
            c.crate.program.computed.append(path)
    except MALFORMED as error:
        c.crate.program.faults.append(Fault(c.span(node), f"not understood: the constant ({error})"))
