"""Control flow: blocks, `let`, `if`, `match`, `?`, `return`."""

from __future__ import annotations

from modcheck.ir.build import UNIT_VALUE, Builder
from modcheck.ir.context import Context
from modcheck.ir.expressions import discard, path_types, path_value, place, unknown, value
from modcheck.ir.infer import infer
from modcheck.ir.names import INNER, uses_of
from modcheck.ir.operators import borrow
from modcheck.ir.ops import (
    Assign,
    Branch,
    Call,
    Diverge,
    Goto,
    Name,
    Operand,
    Path,
    Place,
    Switch,
    Use,
    Variant,
)
from modcheck.ir.patterns import alternatives, bind, irrefutable, test
from modcheck.ir.types import BOOL, Ty
from modcheck.source import Span
from modcheck.syntax import Node


def block_value(c: Context, b: Builder, node: Node, want: Ty | None = None) -> Operand:
    """`{ … }`: statements, then the tail; locals are dropped in reverse, the tail's temporaries by
    the statement around."""
    b.push("block")
    result = _statements(c, b, node, want)
    if isinstance(result, Use) and (result.place.path or b.names[result.place.local]):
        held = b.local("", b.types.get(result.place.local))
        b.assign(held, result, c.span(node))
        result = Use(Place(held))
    inner = b.scopes[-1]
    if isinstance(result, Use) and result.place.local in inner.owned:
        inner.owned.remove(result.place.local)
    b.pop(c.span(node))
    if isinstance(result, Use):
        b.scope("stmt").owned.append(result.place.local)
    return result


def _statements(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    parts = node.parts()
    label = node.first("label")
    parts = [part for part in parts if part is not label]
    for position, part in enumerate(parts):
        last = position == len(parts) - 1
        if last and _is_tail(c, part):
            tail = part.parts()[0] if part.kind == "expression_statement" else part
            return value(c, b, tail, want)
        statement(c, b, part)
    return UNIT_VALUE


_STATEMENTS = ("let_declaration", "expression_statement", "empty_statement", "macro_definition")


def _is_tail(c: Context, part: Node) -> bool:
    if part.kind == "expression_statement":
        return not part.has(";") and part.parts()[0].kind not in ("while_expression", "for_expression")
    return part.kind not in _STATEMENTS and not part.kind.endswith(("_item", "_declaration"))


def statement(c: Context, b: Builder, part: Node) -> None:
    """One statement; its temporaries die at its end."""
    if part.kind == "const_item":
        _constant(c, b, part)
        return
    if part.kind.endswith("_item") and part.kind not in ("attribute_item", *INNER):
        c.fault(part, "not understood: an item inside of a function")
    if part.kind in ("empty_statement", "macro_definition") or part.kind.endswith("_item"):
        return
    if part.kind == "use_declaration":
        c.scope.uses.update(pair for pair in uses_of(part) if pair[0] != "*")
        c.scope.globs += [path for name, path in uses_of(part) if name == "*" and path not in c.scope.globs]
        return
    b.push("stmt")
    if part.kind == "let_declaration":
        _let(c, b, part)
    else:
        discard(c, b, part.parts()[0] if part.kind == "expression_statement" else part)
    b.pop(c.span(part))


def _constant(c: Context, b: Builder, node: Node) -> None:
    """A `const` of a function, which stands before its uses: a value that owns nothing, like a `let`."""
    ty = c.ty(node.need("type"))
    b.push("stmt")
    operand = _initial(c, b, node.need("value"), ty)
    b.assign(b.declare(c.text(node.need("name")), ty), operand, c.span(node))
    b.pop(c.span(node))


def _let(c: Context, b: Builder, node: Node) -> None:
    pattern, initial = node.need("pattern"), node.get("value")
    type_node = node.get("type")
    ty = c.ty(type_node) if type_node is not None else None
    span = c.span(node)
    if initial is None:
        for part in pattern.walk():
            if part.kind == "identifier":
                b.declare(c.text(part), ty if part is pattern else None)
        return
    ty = ty or infer(c, b, initial)
    if pattern.kind == "_":
        _discard_unless_place(c, b, initial)
        return
    plain = irrefutable(pattern) and not node.get("alternative")
    if not plain and _is_place(c, b, initial):
        _let_parts(c, b, node, place(c, b, initial), ty)
        return
    operand = _initial(c, b, initial, ty)
    if plain:
        name = pattern if pattern.kind == "identifier" else pattern.parts()[-1]
        index = b.declare(c.text(name), ty or _operand_type(b, operand))
        b.assign(index, operand, span)
        return
    holder = b.local("", ty)
    lives = initial.kind == "reference_expression" or _binds_by_ref(pattern)
    b.scope("block" if lives else "stmt").owned.append(holder)
    b.assign(holder, operand, span)
    _let_parts(c, b, node, Place(holder), ty)


def _let_parts(c: Context, b: Builder, node: Node, where: Place, ty: Ty | None) -> None:
    """What the pattern binds of a place is taken from it; the rest stays where it is."""
    pattern, alternative = node.need("pattern"), node.get("alternative")
    if alternative is not None:
        _let_else(c, b, where, pattern, alternative)
    bind(c, b, where, pattern, ty)


_PARTS_OF = ("field_expression", "parenthesized_expression", "index_expression")


def _is_place(c: Context, b: Builder, node: Node) -> bool:
    """A local or a part of one."""
    while node.kind in _PARTS_OF or node.kind == "unary_expression" and node.has("*"):
        node = node.parts()[0]
    return node.kind in ("identifier", "self") and b.lookup(c.text(node)) is not None


def _binds_by_ref(pattern: Node) -> bool:
    return any(part.kind in ("ref", "ref_pattern") for part in pattern.walk())


def _operand_type(b: Builder, operand: Operand) -> Ty | None:
    return b.types.get(operand.place.local) if isinstance(operand, Use) and not operand.place.path else None


def _initial(c: Context, b: Builder, initial: Node, ty: Ty | None) -> Operand:
    if initial.kind == "reference_expression":
        return borrow(c, b, initial, extended=True)
    return value(c, b, initial, ty)


def _discard_unless_place(c: Context, b: Builder, initial: Node) -> None:
    named = initial.kind not in ("identifier", "self") or b.lookup(c.text(initial)) is not None
    if initial.kind in ("identifier", "field_expression", "self", "index_expression") and named:
        return
    discard(c, b, initial)


def _let_else(c: Context, b: Builder, where: Place, pattern: Node, alternative: Node) -> None:
    fail, ok = b.block(), b.block()
    test(c, b, where, pattern, fail)
    b.goto(ok)
    b.at(fail)
    discard(c, b, alternative)
    b.end(Diverge("unreachable", c.span(alternative)))
    b.at(ok)


def unsafe_block(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`unsafe { … }`."""
    inner = node.first("block")
    return block_value(c, b, inner, want) if inner is not None else UNIT_VALUE


def if_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`if`, `if let`, chains; where `let` binds, the condition's temporaries live to the end of the
    whole expression, `else` included (edition 2021)."""
    span = c.span(node)
    result = b.temporary(want)
    then, other, done = b.block(), b.block(), b.block()
    b.push("stmt")
    b.push("block")
    condition(c, b, node.need("condition"), other, kept=True)
    b.goto(then)
    b.assign(result, value(c, b, node.need("consequence"), want), span)
    b.pop(span)
    b.end(Goto(done))
    b.at(other)
    alternative = node.get("alternative")
    if alternative is not None:
        b.assign(result, value(c, b, alternative.parts()[0], want), span)
    else:
        b.assign(result, UNIT_VALUE, span)
    b.goto(done)
    b.pop(span)
    return Use(Place(result))


def condition(c: Context, b: Builder, node: Node, fail: int, kept: bool = False) -> None:
    """Go on if the condition holds (its `let`s bound), else to `fail`; its temporaries are dropped on the
    way there unless they are `kept`."""
    if node.kind == "let_condition":
        where = place(c, b, node.need("value"))
        pattern = node.need("pattern")
        cleanup = b.block()
        test(c, b, where, pattern, cleanup)
        here = b.current
        b.at(cleanup)
        if not kept:
            b.drop_owned(b.scope("stmt"), c.span(node))
        b.end(Goto(fail))
        b.at(here)
        bind(c, b, where, pattern, infer(c, b, node.need("value")))
        return
    if node.kind == "let_chain" or (node.kind == "binary_expression" and node.has("&&") and _has_let(node)):
        for part in node.parts():
            condition(c, b, part, fail, kept)
        return
    b.push("stmt")
    result = b.store(value(c, b, node, BOOL), c.span(node))
    b.pop(c.span(node))
    ok = b.block()
    b.end(Branch(result, ok, fail, c.span(node)))
    b.at(ok)


def _has_let(node: Node) -> bool:
    return any(part.kind == "let_condition" for part in node.walk())


def let_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`let` outside of a condition cannot occur in Rust that compiles."""
    return unknown(c, b, node, "`let` in this place")


def match_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`match`: arms in order; the scrutinee's temporaries live to the end."""
    span = c.span(node)
    result = b.temporary(want)
    done = b.block()
    where, of = place(c, b, node.need("value")), infer(c, b, node.need("value"))
    for arm in node.need("body").all("match_arm"):
        for inner in alternatives(c, where, _plain_pattern(arm)):
            following = b.block()
            _match_arm(c, b, arm, inner, where, of, result, following, want)
            b.end(Goto(done))
            b.at(following)
    b.end(Diverge("unreachable", span, where))
    b.at(done)
    return Use(Place(result))


def _plain_pattern(arm: Node) -> Node:
    """The pattern without its guard."""
    pattern = arm.need("pattern")
    if pattern.kind != "match_pattern":
        return pattern
    return next((part for part in pattern.patterns() if part.field != "condition"), pattern)


def _match_arm(
    c: Context, b: Builder, arm: Node, inner: Node, where: Place, of: Ty | None, result: int, following: int,
    want: Ty | None,
) -> None:  # fmt: skip
    pattern = arm.need("pattern")
    guard = pattern.get("condition") if pattern.kind == "match_pattern" else None
    b.push("stmt")
    b.push("block")
    if not (pattern.kind == "match_pattern" and pattern.has("_") and not pattern.parts()):
        test(c, b, where, inner, following)
        bind(c, b, where, inner, of, by_ref=guard is not None)
    if guard is not None:
        condition(c, b, guard, following)
        bind(c, b, where, inner, of)
    b.assign(result, value(c, b, arm.need("value"), want), c.span(arm))
    b.pop(c.span(arm))
    b.pop(c.span(arm))


def try_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`e?`: the error leaves the function with the drops that are due."""
    span = c.span(node)
    inner_want = Ty("core::Result", (want,)) if want is not None else None
    return questioned(b, value(c, b, node.parts()[0], inner_want), span, want, *_converts(c, b))


def _converts(c: Context, b: Builder) -> tuple[Ty | None, str]:
    """The type of errors that the function returns, if others become it by the driver's `From`, and what
    converts them: errors that are no type of the driver's are numbers here, and so they are where the result
    is an initialiser, or a closure's."""
    result = b.types.get(0)
    if result is not None and result.path == "core::Option":
        return None, ""
    numbers = c.crate.externals.prelude.get("Error", "")
    named = result is not None and result.path == "core::Result" and len(result.args) == 2
    error = result.args[1] if named and result is not None else Ty(numbers)
    own = error.path in c.crate.program.types
    in_the_crate_itself = own and error.path == numbers
    converted = "from" in c.crate.program.methods.get(error.path, {}) and not in_the_crate_itself
    return error if converted else None, "questioned" if own else "questioned_number"


def questioned(
    b: Builder, operand: Operand, span: Span, want: Ty | None, error: Ty | None = None, by: str = ""
) -> Operand:
    """What `Ok` and `Some` hold; all else is returned at once, an error made one of the type `error` by a
    function of the rules."""
    if not isinstance(operand, Use) or operand.place.path:
        index = b.temporary()
        b.assign(index, operand, span)
        operand = Use(Place(index))
    where = operand.place
    good, payload = b.block(), b.block()
    bad, result = b.block(), b.temporary(want)
    b.end(Switch(where, (("Ok", good), ("Some", payload)), bad, span))
    b.at(bad)
    if error is None:
        b.emit(Assign(Place(0), Use(where), span))
    else:
        path = Path(f"core::Result::{by}", None, (error,))
        b.emit(Call(Place(0), path, (Use(where),), None, span))
    b.leave(span)
    b.forget(where.local)
    done = b.block()
    for entry, name in ((good, "Ok"), (payload, "Some")):
        b.at(entry)
        b.assign(result, Use(Place(where.local, (*where.path, Variant(name, 0)))), span)
        b.end(Goto(done))
    b.at(done)
    return Use(Place(result))


def return_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`return e`."""
    parts = node.parts()
    operand = value(c, b, parts[0], b.types.get(0)) if parts else UNIT_VALUE
    b.assign(0, operand, c.span(node))
    b.leave(c.span(node))
    return UNIT_VALUE


def generic_function(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`f::<T>` as a value."""
    operand = path_value(c, b, node.need("function"), want)
    return Name(operand.path, path_types(c, node)) if isinstance(operand, Name) else operand
