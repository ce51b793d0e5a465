"""A slice pattern in, how many elements it asks for, the places of its parts, and what `name @ ..` is out."""

from __future__ import annotations

from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import call
from modcheck.ir.ops import Binary, Branch, Const, Index, Make, Operand, Path, Place, Ref
from modcheck.ir.types import Ty
from modcheck.syntax import Node

_WORD = Ty("usize")


def test_length(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    """As many elements as the pattern has, or at least as many if it has `..`."""
    parts = pattern.patterns()
    rest = _rest_of(parts)
    wanted = len(parts) - (rest is not None)
    operator = "==" if rest is None else ">="
    enough = b.store(Binary(operator, _length(c, b, where, pattern), Const(wanted), _WORD), c.span(pattern))
    ok = b.block()
    b.end(Branch(enough, ok, fail, c.span(pattern)))
    b.at(ok)


def elements(c: Context, b: Builder, where: Place, pattern: Node) -> list[tuple[Place, Node]]:
    """The parts but `..`; those after it are counted from the end."""
    parts = pattern.patterns()
    rest = _rest_of(parts)
    if rest is None:
        return [(_at(where, Const(i)), part) for i, part in enumerate(parts)]
    found = [(_at(where, Const(i)), part) for i, part in enumerate(parts[:rest])]
    if after := parts[rest + 1 :]:
        length = _length(c, b, where, pattern)
        for back, part in enumerate(reversed(after), 1):
            found.append((_at(where, _less(c, b, pattern, length, back)), part))
    return found


def rest(c: Context, b: Builder, where: Place, pattern: Node) -> tuple[Node, Operand] | None:
    """The name in `name @ ..`, and the elements that it stands for."""
    parts = pattern.patterns()
    index = _rest_of(parts)
    if index is None or parts[index].kind != "captured_pattern":
        return None
    end = _less(c, b, pattern, _length(c, b, where, pattern), len(parts) - index - 1)
    bounds = Make(Ty("core::Range"), "", ("start", "end", "inclusive"), (Const(index), end, Const(False)))
    borrowed = b.store(Ref(where, "&"), c.span(pattern))
    path = Path("core::slice::range", None, ())
    part = call(c, b, pattern, path, (borrowed, b.store(bounds, c.span(pattern))), None)
    return parts[index].parts()[0], part


def without_builder(where: Place, pattern: Node) -> list[tuple[Place, Node]]:
    """The same places as far as they can be told apart without a look at the slice."""
    parts = pattern.patterns()
    dots = _rest_of(parts)
    end = len(parts) if dots is None else dots
    return [
        (_at(where, Const(i if i < end else i - len(parts))), part)
        for i, part in enumerate(parts)
        if i != dots
    ]


def _rest_of(parts: list[Node]) -> int | None:
    for index, part in enumerate(parts):
        inner = part.parts()[-1] if part.kind == "captured_pattern" else part
        if inner.kind == "remaining_field_pattern":
            return index
    return None


def _length(c: Context, b: Builder, where: Place, pattern: Node) -> Operand:
    borrowed = b.store(Ref(where, "&"), c.span(pattern))
    found = call(c, b, pattern, Path("bindings::length", None, ()), (borrowed,), None)
    return b.store(found, c.span(pattern))


def _less(c: Context, b: Builder, pattern: Node, length: Operand, many: int) -> Operand:
    return b.store(Binary("-", length, Const(many), _WORD), c.span(pattern)) if many else length


def _at(where: Place, index: Operand) -> Place:
    return Place(where.local, (*where.path, Index(index)))


__all__ = ["elements", "rest", "test_length", "without_builder"]
