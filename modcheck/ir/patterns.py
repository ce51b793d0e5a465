"""Patterns: tests that jump away when they fail, and bindings made once they all hold."""

from __future__ import annotations

from typing import NamedTuple

from modcheck.ir import slice_patterns
from modcheck.ir.build import Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import value
from modcheck.ir.fold import constant
from modcheck.ir.infer import field_type, payload_type
from modcheck.ir.names import segments_of
from modcheck.ir.ops import (
    Assign,
    Binary,
    Bind,
    Branch,
    Const,
    Deref,
    Diverge,
    Field,
    Name,
    Operand,
    Peek,
    Place,
    Ref,
    Switch,
    Variant,
)
from modcheck.ir.types import Ty
from modcheck.syntax import Node

_WRAPPERS = ("match_pattern", "mut_pattern", "reference_pattern", "ref_pattern")
_VARIANTS = {"core::Some": "Some", "core::None": "None", "core::Ok": "Ok", "core::Err": "Err"}


def test(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    """Go on in a new current block if `where` matches, else to `fail`."""
    handler = _TESTS.get(pattern.kind)
    if handler is not None:
        handler(c, b, where, pattern, fail)
    elif pattern.kind not in _MATCH_ALL:
        c.fault(pattern, "not understood: a pattern, taken to match")


class Mode(NamedTuple):
    """How the variables of a pattern are bound."""

    base: int
    """So many projections of a place belong to what is matched."""
    ty: Ty | None = None
    by_ref: bool = False

    def inside(self, ty: Ty | None = None) -> Mode:
        """For a part, of which the type may be known."""
        return self._replace(ty=ty)


def bind(
    c: Context, b: Builder, where: Place, pattern: Node, ty: Ty | None = None, by_ref: bool = False
) -> None:
    """Declare the variables of a pattern that is known to match what is at `where`."""
    _bind(c, b, where, pattern, Mode(len(where.path), ty, by_ref))


def _bind(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    handler = _BINDS.get(pattern.kind)
    if handler is not None:
        handler(c, b, where, pattern, mode)
        return
    for inner, part in _subpatterns(c, where, pattern):
        _bind(c, b, inner, part, mode.inside(_part_type(c, mode.ty, inner)))


def _part_type(c: Context, ty: Ty | None, where: Place) -> Ty | None:
    """The type of what the last projection leads to in a whole; a reference if that lies behind one."""
    last = where.path[-1] if where.path else None
    found = None
    if isinstance(last, Field):
        found = field_type(c, ty, last.name)
    elif isinstance(last, Variant):
        found = payload_type(c, ty, last.name, last.position)
    behind = ty is not None and ty.path == "&"
    return Ty("&", (found,)) if found is not None and behind and found.path != "&" else found


def _bind_name(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    if not _is_constant(c, pattern):
        _declare(c, b, where, pattern, mode)


def _bind_inside(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    _bind(c, b, where, _inside(pattern), mode)


def _bind_behind(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    _bind(c, b, Place(where.local, (*where.path, Deref())), _inside(pattern), mode)


def _bind_by_ref(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    _bind(c, b, where, _inside(pattern), mode._replace(by_ref=True))


def _bind_field(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    how = mode._replace(by_ref=True) if pattern.has("ref") else mode
    _bind(c, b, where, pattern.get("pattern") or pattern.need("name"), how)


def _bind_captured(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    for part in pattern.patterns():
        _bind(c, b, where, part, mode)


def _bind_slice(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    for inner, part in slice_patterns.elements(c, b, where, pattern):
        _bind(c, b, inner, part, mode.inside())
    found = slice_patterns.rest(c, b, where, pattern)
    if found is not None:
        b.emit(Assign(Place(b.declare(c.text(found[0]))), found[1], c.span(pattern)))


def irrefutable(pattern: Node) -> bool:
    """A plain variable or wildcard."""
    return pattern.kind in ("identifier", "_", "mut_pattern") or (
        pattern.kind == "match_pattern" and irrefutable(_inside(pattern))
    )


def _inside(pattern: Node) -> Node:
    parts = [part for part in pattern.children if part.kind != "mutable_specifier"]
    named = [part for part in parts if part.named or part.kind == "_"]
    return named[0] if named else parts[-1]


def _bind_one_of(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    """Alternatives: where they bind the same names at different places, the first that fits says where."""
    if not _differ(c, where, pattern):
        _bind(c, b, where, _flat(pattern)[0], mode)
        return
    if any(part.kind == "slice_pattern" for part in pattern.walk()):
        c.fault(pattern, "not understood: alternatives with slices that bind a name at different places")
    names = sorted(_bound(c, where, _flat(pattern)[0]))
    slots = {name: b.declare(name) for name in names}
    done = b.block()
    for part in _flat(pattern):
        following = b.block()
        test(c, b, where, part, following)
        for name, place in _bound(c, where, part).items():
            if name in slots:
                b.emit(Assign(Place(slots[name]), _bound_value(place, mode), c.span(pattern)))
        b.goto(done)
        b.at(following)
    b.end(Diverge("unreachable", c.span(pattern)))
    b.at(done)


def _declare(c: Context, b: Builder, where: Place, pattern: Node, mode: Mode) -> None:
    index = b.declare(c.text(pattern), mode.ty)
    b.emit(Assign(Place(index), _bound_value(where, mode), c.span(pattern)))


def _bound_value(where: Place, mode: Mode) -> Ref | Peek | Bind:
    """`&x` in a pattern copies what is behind the reference."""
    if mode.by_ref:
        return Ref(where, "&")
    return Peek(where) if Deref() in where.path[mode.base :] else Bind(where, mode.base)


def alternatives(c: Context, where: Place, pattern: Node) -> list[Node]:
    """What an arm is lowered for: each alternative by itself, if they bind a name at different places."""
    return _flat(pattern) if pattern.kind == "or_pattern" and _differ(c, where, pattern) else [pattern]


def _flat(pattern: Node) -> list[Node]:
    """The alternatives: `A | B | C` is read as `(A | B) | C`."""
    if pattern.kind != "or_pattern":
        return [pattern]
    return [found for part in pattern.patterns() for found in _flat(part)]


def _differ(c: Context, where: Place, pattern: Node) -> bool:
    first, *others = _flat(pattern)
    return any(_bound(c, where, other) != _bound(c, where, first) for other in others)


def _bound(c: Context, where: Place, pattern: Node) -> dict[str, Place]:
    """Where the names of a pattern are bound."""
    if pattern.kind in ("identifier", "shorthand_field_identifier"):
        return {} if _is_constant(c, pattern) else {c.text(pattern): where}
    if pattern.kind in _WRAPPERS:
        return _bound(c, where, _inside(pattern))
    if pattern.kind == "field_pattern":
        return _bound(c, where, pattern.get("pattern") or pattern.need("name"))
    if pattern.kind in ("captured_pattern", "or_pattern"):
        inside = [(where, part) for part in pattern.patterns()]
    else:
        inside = _subpatterns(c, where, pattern)
    return {name: at for place, part in inside for name, at in _bound(c, place, part).items()}


def _is_constant(c: Context, pattern: Node) -> bool:
    """Also a variant that a `use` brings in, of an enum that a macro makes: bindings are written small."""
    name = c.text(pattern)
    if name == "None" or name[1:] and name.isupper():
        return True
    return name[:1].isupper() and (constant(c, c.path([name])) is not None or c.path([name]) != name)


def _field(where: Place, name: str) -> Place:
    return Place(where.local, (*where.path, Field(name)))


def _subpatterns(c: Context, where: Place, pattern: Node) -> list[tuple[Place, Node]]:
    if pattern.kind == "tuple_pattern" and len(pattern.patterns()) == 1 and not pattern.has(","):
        return [(where, pattern.patterns()[0])]
    if pattern.kind == "tuple_pattern":
        return [(_field(where, str(i)), part) for i, part in _numbered(pattern.patterns())]
    if pattern.kind == "tuple_struct_pattern":
        name, struct = _variant(c, pattern)
        return [(_payload(where, name, i, struct), part) for i, part in _numbered(pattern.patterns())]
    if pattern.kind == "struct_pattern":
        return _struct_subpatterns(c, where, pattern)
    return slice_patterns.without_builder(where, pattern) if pattern.kind == "slice_pattern" else []


def _numbered(parts: list[Node]) -> list[tuple[int, Node]]:
    """The parts with their positions; those after `..` are counted from the end, the last one is -1."""
    for position, part in enumerate(parts):
        if part.kind == "remaining_field_pattern":
            after = parts[position + 1 :]
            return [*enumerate(parts[:position]), *enumerate(after, -len(after))]
    return list(enumerate(parts))


def _payload(where: Place, name: str, index: int, struct: bool) -> Place:
    return _field(where, str(index)) if struct else Place(where.local, (*where.path, Variant(name, index)))


def _struct_subpatterns(c: Context, where: Place, pattern: Node) -> list[tuple[Place, Node]]:
    found: list[tuple[Place, Node]] = []
    for part in pattern.all("field_pattern"):
        found.append((_field(where, c.text(part.need("name"))), part))
    return found


def _variant(c: Context, pattern: Node) -> tuple[str, bool]:
    """The variant's name, and whether the pattern is of a plain struct instead."""
    path = c.path(segments_of(pattern.need("type")))
    return _VARIANTS.get(path, path.rpartition("::")[2]), path in c.crate.program.types


def _test_inside(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    test(c, b, where, _inside(pattern), fail)


def _test_field(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    inner = pattern.get("pattern")
    if inner is not None:
        test(c, b, where, inner, fail)


def _test_captured(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    test(c, b, where, pattern.patterns()[1], fail)


def _test_tuple(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    for inner, part in _subpatterns(c, where, pattern):
        test(c, b, inner, part, fail)


def _test_slice(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    slice_patterns.test_length(c, b, where, pattern, fail)
    for inner, part in slice_patterns.elements(c, b, where, pattern):
        test(c, b, inner, part, fail)


def _test_fields(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    name, struct = _variant(c, pattern)
    if not struct:
        _switch(c, b, where, name, pattern, fail)
    for inner, part in _subpatterns(c, where, pattern):
        test(c, b, inner, part, fail)


def _switch(c: Context, b: Builder, where: Place, name: str, pattern: Node, fail: int) -> None:
    ok = b.block()
    b.end(Switch(where, ((name, ok),), fail, c.span(pattern)))
    b.at(ok)


def _test_or(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    ok = b.block()
    parts = _flat(pattern)
    for part in parts[:-1]:
        following = b.block()
        test(c, b, where, part, following)
        b.goto(ok)
        b.at(following)
    test(c, b, where, parts[-1], fail)
    b.goto(ok)


def _test_name(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    if pattern.kind == "identifier" and not _is_constant(c, pattern):
        return
    path = c.path(segments_of(pattern))
    known = constant(c, path)
    if known is not None:
        _equals(c, b, where, Const(known), pattern, fail)
        return
    if path in c.crate.constants:
        _equals(c, b, where, value(c, b, pattern), pattern, fail)
        return
    outer, _, last = path.rpartition("::")
    if outer in c.crate.program.types or path in _VARIANTS or last[:1].isupper():
        _switch(c, b, where, _VARIANTS.get(path, last), pattern, fail)
    else:
        _equals(c, b, where, Name(path), pattern, fail)


def _equals(c: Context, b: Builder, where: Place, other: Operand, pattern: Node, fail: int) -> None:
    result = b.store(Binary("==", Peek(where), other, None), c.span(pattern))
    ok = b.block()
    b.end(Branch(result, ok, fail, c.span(pattern)))
    b.at(ok)


def _test_range(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    dots = next(i for i, part in enumerate(pattern.children) if part.kind in _DOTS)
    upper = "<" if pattern.children[dots].kind == ".." else "<="
    for position, part in enumerate(pattern.children):
        if position == dots:
            continue
        operator = ">=" if position < dots else upper
        limit = value(c, b, part)
        result = b.store(Binary(operator, Peek(where), limit, None), c.span(pattern))
        ok = b.block()
        b.end(Branch(result, ok, fail, c.span(pattern)))
        b.at(ok)


def _test_literal(c: Context, b: Builder, where: Place, pattern: Node, fail: int) -> None:
    _equals(c, b, where, value(c, b, pattern), pattern, fail)


_BINDS = {
    "identifier": _bind_name,
    "shorthand_field_identifier": _bind_name,
    "match_pattern": _bind_inside,
    "mut_pattern": _bind_inside,
    "reference_pattern": _bind_behind,
    "ref_pattern": _bind_by_ref,
    "field_pattern": _bind_field,
    "captured_pattern": _bind_captured,
    "or_pattern": _bind_one_of,
    "slice_pattern": _bind_slice,
}
_DOTS = ("..", "..=", "...")
_MATCH_ALL = ("_", "shorthand_field_identifier", "remaining_field_pattern")
_TESTS = {
    "match_pattern": _test_inside,
    "reference_pattern": _test_inside,
    "mut_pattern": _test_inside,
    "ref_pattern": _test_inside,
    "captured_pattern": _test_captured,
    "tuple_struct_pattern": _test_fields,
    "struct_pattern": _test_fields,
    "field_pattern": _test_field,
    "or_pattern": _test_or,
    "tuple_pattern": _test_tuple,
    "slice_pattern": _test_slice,
    "identifier": _test_name,
    "scoped_identifier": _test_name,
    "range_pattern": _test_range,
    "integer_literal": _test_literal,
    "negative_literal": _test_literal,
    "boolean_literal": _test_literal,
    "char_literal": _test_literal,
    "string_literal": _test_literal,
    "raw_string_literal": _test_literal,
}
