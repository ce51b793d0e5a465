"""Macro invocations: the body's byte range is parsed again as what the macro takes."""

from __future__ import annotations

from collections.abc import Callable

from modcheck.ir.aggregates import made
from modcheck.ir.build import UNIT_VALUE, Builder
from modcheck.ir.context import Context
from modcheck.ir.expansion import expression_of
from modcheck.ir.expressions import call, unescape, unknown, value
from modcheck.ir.formats import PLACEHOLDER
from modcheck.ir.fragments import fragment
from modcheck.ir.infer import infer
from modcheck.ir.initialisers import initialiser
from modcheck.ir.names import COMPILED, segments_of
from modcheck.ir.ops import (
    Binary,
    Branch,
    Const,
    Diverge,
    Format,
    Make,
    Operand,
    Path,
    Peek,
    Use,
)
from modcheck.ir.pin_init import pin_init
from modcheck.ir.projections import PROJECTIONS, projected
from modcheck.ir.types import BOOL, Ty
from modcheck.syntax import Node

_SUSPENDED = ("pin_init", "try_pin_init", "init", "try_init")
_DIVERGING = ("panic", "unreachable", "todo", "unimplemented")


def invocation(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """An expression macro."""
    name = segments_of(node.need("macro"))[-1]
    if name in c.crate.externals.init_macros:
        made_later = initialiser(c, b, node)
        return made_later if made_later is not None else unknown(c, b, node, f"the macro {name}!")
    if name in _SUSPENDED:
        return pin_init(c, b, node, want)
    if name in c.crate.externals.register_macros | c.crate.externals.without_items or name in COMPILED:
        return UNIT_VALUE
    if name in PROJECTIONS:
        return projected(c, b, node, name)
    own = expression_of(c, node)
    return value(c, b, own, want) if own is not None else _known(c, b, node, name, want)


def _known(c: Context, b: Builder, node: Node, name: str, want: Ty | None) -> Operand:
    """A macro of `core` or of the kernel crate."""
    if name == "offset_of":
        return _offset_of(c, b, node)
    arguments = _statements(c, node) if name in c.crate.externals.block_macros else _arguments(c, node)
    if arguments is None:
        arguments = _repeated(c, node, name)
    if arguments is None:
        return unknown(c, b, node, f"the macro {name}!")
    if name in c.crate.externals.formats:
        return _print(c, b, node, name, arguments)
    handler = _MACROS.get(name)
    if handler is not None:
        return handler(c, b, node, arguments)
    if name in _DIVERGING:
        b.end(Diverge(f"{name}!", c.span(node)))
        return UNIT_VALUE
    args = tuple(value(c, b, part) for part in arguments)
    path = c.crate.names.canonical(c.path(segments_of(node.need("macro"))) + "!")
    return call(c, b, node, Path(path, None, ()), args, want)


def _arguments(c: Context, node: Node) -> list[Node] | None:
    """The arguments, parsed as those of a call."""
    tree = node.first("token_tree")
    root = fragment(c, tree, b"fn m(){f(", b")}") if tree is not None else None
    if root is None:
        return None
    for found in root.walk():
        if found.kind == "arguments":
            return found.parts()
    return None


def _repeated(c: Context, node: Node, name: str) -> list[Node] | None:
    """`vec![value; count]`: the array that it is made of."""
    tree = node.first("token_tree")
    if tree is None or name not in ("vec", "kvec"):
        return None
    root = fragment(c, tree, b"fn m(){[", b"]}")
    found = next((part for part in root.walk() if part.kind == "array_expression"), None) if root else None
    return [found] if found is not None and found.has(";") else None


def _statements(c: Context, node: Node) -> list[Node] | None:
    """The body as one argument: a closure of those statements."""
    tree = node.first("token_tree")
    root = fragment(c, tree, b"fn m(){f(||{", b"})}") if tree is not None else None
    found = [part for part in root.walk() if part.kind == "closure_expression"] if root is not None else []
    return found[:1] or None


def _print(c: Context, b: Builder, node: Node, name: str, arguments: list[Node]) -> Operand:
    skip = c.crate.externals.formats[name]
    for part in arguments[:skip]:
        value(c, b, part)
    text = format_value(c, b, node, arguments[skip:])
    return call(c, b, node, Path(f"kernel::print::{name}", None, ()), (text,), None)


def format_value(c: Context, b: Builder, node: Node, arguments: list[Node]) -> Operand:
    """`"template", args…` as a value; inline `{name}` captures are looked up."""
    if not arguments or arguments[0].kind not in ("string_literal", "raw_string_literal"):
        return Const("")
    template = unescape(c.text(arguments[0])[1:-1])
    named = {p.need("left").text: p.need("right") for p in arguments[1:] if p.kind == "assignment_expression"}
    rest = [part for part in arguments[1:] if part.kind != "assignment_expression"]
    operands = [_shown(value(c, b, part)) for part in rest]
    names: list[str] = []
    for match in PLACEHOLDER.finditer(template):
        name = match.group(1)
        if name and not name.isdigit() and name not in names:
            names.append(name)
            place = b.lookup(name)
            node_of = named.get(name)
            operands.append(_shown(value(c, b, node_of)) if node_of else Peek(place) if place else Const("?"))
    rvalue = Format(template, tuple(names), tuple(operands))
    return b.store(rvalue, c.span(node))


def _shown(operand: Operand) -> Operand:
    return Peek(operand.place) if isinstance(operand, Use) else operand


def _c_str(c: Context, b: Builder, node: Node, arguments: list[Node]) -> Operand:
    return value(c, b, arguments[0]) if arguments else Const("")


def _vec(c: Context, b: Builder, node: Node, arguments: list[Node]) -> Operand:
    if len(arguments) == 1 and arguments[0].kind == "array_expression" and arguments[0].has(";"):
        return value(c, b, arguments[0])
    operands = tuple(value(c, b, part) for part in arguments)
    return made(c, b, node, Make(Ty("core::Vec"), "", (), operands))


def _kvec(c: Context, b: Builder, node: Node, arguments: list[Node]) -> Operand:
    """`kvec![…]`: a `Result` of a vector."""
    return call(c, b, node, Path("core::Vec::made", None, ()), (_vec(c, b, node, arguments),), None)


def _assert(c: Context, b: Builder, node: Node, arguments: list[Node]) -> Operand:
    ok, fail = b.block(), b.block()
    b.end(Branch(value(c, b, arguments[0], BOOL), ok, fail, c.span(node)))
    b.at(fail)
    b.end(Diverge("assert!", c.span(node)))
    b.at(ok)
    return UNIT_VALUE


def _compares(operator: str) -> Callable[[Context, Builder, Node, list[Node]], Operand]:
    def check(c: Context, b: Builder, node: Node, arguments: list[Node]) -> Operand:
        left = value(c, b, arguments[0])
        right = value(c, b, arguments[1], infer(c, b, arguments[0]))
        ok, fail = b.block(), b.block()
        same = b.store(Binary(operator, _shown(left), _shown(right), BOOL), c.span(node))
        b.end(Branch(same, ok, fail, c.span(node)))
        b.at(fail)
        b.end(Diverge("an assert fails", c.span(node)))
        b.at(ok)
        return UNIT_VALUE

    return check


def _same(c: Context, b: Builder, node: Node, arguments: list[Node]) -> Operand:
    """`dbg!(x)`: what it shows it gives back."""
    return value(c, b, arguments[0]) if arguments else UNIT_VALUE


def _offset_of(c: Context, b: Builder, node: Node) -> Operand:
    """`offset_of!(Type, field)`: what stands in it is no expression."""
    return call(c, b, node, Path("core::mem::layout::offset_of_a_field", None, ()), (), Ty("usize"))


def _cfg(c: Context, b: Builder, node: Node, arguments: list[Node]) -> Operand:
    return Const(False)


_MACROS = {
    "c_str": _c_str,
    "fmt": format_value,
    "format_args": format_value,
    "vec": _vec,
    "kvec": _kvec,
    "assert": _assert,
    "debug_assert": _assert,
    "assert_eq": _compares("=="),
    "assert_ne": _compares("!="),
    "debug_assert_eq": _compares("=="),
    "debug_assert_ne": _compares("!="),
    "cfg": _cfg,
    "dbg": _same,
}
