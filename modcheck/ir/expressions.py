"""Expressions in, operands and places out; the ops go to the builder."""

from __future__ import annotations

from modcheck.ir.build import UNIT_VALUE, Builder
from modcheck.ir.context import MAX_NESTING, Context
from modcheck.ir.fold import arithmetic, constant, integer, suffix_type, wrap
from modcheck.ir.infer import field_type, infer
from modcheck.ir.names import segments_of
from modcheck.ir.ops import (
    Assign,
    Binary,
    Branch,
    Call,
    Callee,
    Cast,
    Const,
    Deref,
    Drop,
    Field,
    Index,
    Make,
    Method,
    Name,
    Operand,
    Path,
    Peek,
    Place,
    Ref,
    Repeat,
    Unary,
    Unknown,
    Use,
    Value,
)
from modcheck.ir.types import BOOL, UNIT, Ty, width
from modcheck.syntax import Node

PLACES = frozenset(
    {
        "identifier",
        "self",
        "field_expression",
        "index_expression",
        "parenthesized_expression",
        "unary_expression",
    }
)


def value(c: Context, b: Builder, node: Node, want: Ty | None = None) -> Operand:
    """The value of an expression; what it makes is owned by the caller of this function."""
    c.nesting[0] += 1
    try:
        if c.nesting[0] > MAX_NESTING:
            return unknown(c, b, node, "an expression nested too deeply")
        handler = c.crate.lowering.get(node.kind)
        if handler is None:
            return unknown(c, b, node, f"{node.kind}")
        return handler(c, b, node, want)
    finally:
        c.nesting[0] -= 1


def place(c: Context, b: Builder, node: Node, extended: bool = False) -> Place:
    """The place an expression denotes; for an rvalue, a temporary that holds it."""
    handler = _PLACES.get(node.kind)
    found = handler(c, b, node, extended) if handler is not None else None
    if found is not None:
        return found
    result = value(c, b, node)
    if isinstance(result, Use) and not result.place.path and extended:
        b.scopes[-1].owned.append(result.place.local)
    if isinstance(result, Use):
        return result.place
    index = b.temporary(infer(c, b, node), extended)
    b.assign(index, result, c.span(node))
    return Place(index)


def unknown(c: Context, b: Builder, node: Node, text: str) -> Operand:
    """Count what was not understood and go on with an unknown value."""
    c.fault(node, f"not understood: {text}")
    index = b.temporary()
    b.emit(Unknown(Place(index), text, (), c.span(node)))
    return Use(Place(index))


def discard(c: Context, b: Builder, node: Node) -> None:
    """Evaluate for effect; the value is dropped at once."""
    result = value(c, b, node)
    if isinstance(result, Use):
        b.emit(Drop(result.place, c.span(node)))


def path_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A name: a local, a constant, or something that the engine looks up."""
    found = _local_place(c, b, node)
    if found is not None:
        return Use(found)
    segments = segments_of(node)
    path = c.path(segments)
    known = constant(c, path)
    if known is not None:
        return Const(known)
    if path in c.crate.constants:
        return call(c, b, node, Path(path, None, ()), (), want)
    return Name(path, path_types(c, node))


def _local_place(c: Context, b: Builder, node: Node) -> Place | None:
    if node.kind in ("identifier", "self"):
        found = b.lookup(c.text(node))
        if found is not None:
            return found
    path = c.path(segments_of(node))
    if path in c.crate.program.statics:
        holder = b.store(Name(path), c.span(node))
        assert isinstance(holder, Use)
        return Place(holder.place.local, (Deref(),))
    return None


def path_types(c: Context, node: Node) -> tuple[Ty, ...]:
    """The type arguments that a path or generic function writes."""
    arguments = node.get("type_arguments")
    if arguments is None:
        return ()
    return tuple(c.ty(part) for part in arguments.parts() if part.kind != "lifetime")


def _place_name(c: Context, b: Builder, node: Node, extended: bool) -> Place | None:
    return _local_place(c, b, node)


def _place_field(c: Context, b: Builder, node: Node, extended: bool) -> Place:
    base = place(c, b, node.need("value"), extended)
    return Place(base.local, (*base.path, Field(c.text(node.need("field")))))


def _place_index(c: Context, b: Builder, node: Node, extended: bool) -> Place | None:
    parts = node.parts()
    if parts[1].kind == "range_expression":
        return None
    base = place(c, b, parts[0], extended)
    index = value(c, b, parts[1], Ty("usize"))
    if isinstance(index, Use) and index.place.path:
        index = b.store(index, c.span(node))
    return Place(base.local, (*base.path, Index(index)))


def _place_inner(c: Context, b: Builder, node: Node, extended: bool) -> Place:
    return place(c, b, node.parts()[0], extended)


def _place_unary(c: Context, b: Builder, node: Node, extended: bool) -> Place | None:
    if not node.has("*"):
        return None
    base = place(c, b, node.parts()[0], extended)
    return Place(base.local, (*base.path, Deref()))


_PLACES = {
    "identifier": _place_name,
    "self": _place_name,
    "scoped_identifier": _place_name,
    "field_expression": _place_field,
    "index_expression": _place_index,
    "parenthesized_expression": _place_inner,
    "unary_expression": _place_unary,
}


def place_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """Read a field, element or dereference."""
    if node.kind == "parenthesized_expression":
        return value(c, b, node.parts()[0], want)
    if node.kind == "index_expression" and node.parts()[1].kind == "range_expression":
        return _slice(c, b, node)
    return Use(place(c, b, node))


def _slice(c: Context, b: Builder, node: Node) -> Operand:
    base = place(c, b, node.parts()[0])
    borrowed = b.store(Ref(base, "&"), c.span(node))
    bounds = value(c, b, node.parts()[1])
    return call(c, b, node, Path("core::slice::range", None, ()), (borrowed, bounds), None)


def integer_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """An integer literal."""
    text = c.text(node)
    number = integer(text)
    if number is None:
        return unknown(c, b, node, f"the literal {text}")
    return Const(wrap(number, suffix_type(text) or want))


def boolean_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`true` or `false`."""
    return Const(c.text(node) == "true")


def string_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A string, byte string or character."""
    text = c.text(node)
    if node.kind == "char_literal":
        return Const(ord(unescape(text.strip("b")[1:-1])[:1] or "\0"))
    body = text.lstrip("br#").rstrip("#")
    return Const(body[1:-1] if text.startswith(("r", "br")) else unescape(body[1:-1]))


def unescape(text: str) -> str:
    """Resolve the common escapes of a Rust string."""
    for code, char in (
        ("\\n", "\n"),
        ("\\t", "\t"),
        ("\\0", "\0"),
        ('\\"', '"'),
        ("\\'", "'"),
        ("\\\\", "\\"),
    ):
        text = text.replace(code, char)
    return text


def unit_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`()`."""
    return UNIT_VALUE


def unary(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`*x`, `!x`, `-x`."""
    if node.has("*"):
        return Use(place(c, b, node))
    inner = node.parts()[0]
    ty = infer(c, b, inner) or (want if want != BOOL else None)
    operand = value(c, b, inner, ty)
    operator = "!" if node.has("!") else "-"
    if isinstance(operand, Const) and isinstance(operand.value, int) and operator == "-":
        return Const(wrap(-operand.value, ty))
    return b.store(Unary(operator, operand, ty), c.span(node))


def reference(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`&x`, `&mut x`: a temporary that is borrowed here lives to the end of the block."""
    return borrow(c, b, node, extended=False)


def borrow(c: Context, b: Builder, node: Node, extended: bool) -> Operand:
    """Borrow; `extended` as in `let x = &temp();`."""
    target = place(c, b, node.need("value"), extended)
    return b.store(Ref(target, "&"), c.span(node))


def binary(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """Arithmetic, comparison, and the short-circuit operators."""
    operator = node.need("operator").kind
    if operator in ("&&", "||"):
        return _short_circuit(c, b, node, operator)
    left_node, right_node = node.need("left"), node.need("right")
    compares = operator in ("==", "!=", "<", ">", "<=", ">=")
    ty = infer(c, b, left_node) or (infer(c, b, right_node) if operator not in ("<<", ">>") else None)
    ty = ty or (None if compares else want)
    left = _stable(c, b, value(c, b, left_node, ty), node)
    right = value(c, b, right_node, None if operator in ("<<", ">>") else ty)
    if compares:
        left, right = _peek(left), _peek(right)
    elif isinstance(left, Const) and isinstance(right, Const):
        folded = arithmetic(operator, left.value, right.value)
        if folded is not None:
            return Const(wrap(folded, ty))
    return b.store(Binary(operator, left, right, ty), c.span(node), BOOL if compares else ty)


def _stable(c: Context, b: Builder, operand: Operand, node: Node) -> Operand:
    """The left operand is read before the right one is evaluated."""
    if isinstance(operand, Use) and operand.place.path:
        return b.store(Peek(operand.place), c.span(node))
    return operand


def _peek(operand: Operand) -> Operand:
    return Peek(operand.place) if isinstance(operand, Use) else operand


def _short_circuit(c: Context, b: Builder, node: Node, operator: str) -> Operand:
    span = c.span(node)
    result = b.local("", BOOL)
    b.assign(result, value(c, b, node.need("left"), BOOL), span)
    more, done = b.block(), b.block()
    then, other = (more, done) if operator == "&&" else (done, more)
    b.end(Branch(Use(Place(result)), then, other, span))
    b.at(more)
    b.assign(result, value(c, b, node.need("right"), BOOL), span)
    b.goto(done)
    return Use(Place(result))


def cast(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`x as T`; `_` keeps the expected type."""
    ty = c.ty(node.get("type"))
    inner = node.need("value")
    operand = value(c, b, inner, infer(c, b, inner))
    if isinstance(operand, Const) and isinstance(operand.value, int):
        return Const(wrap(int(operand.value), ty))
    return b.store(Cast(operand, ty), c.span(node), ty)


def tuple_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`(a, b)`."""
    wants = want.args if want is not None and want.path == "()" else ()
    operands = [
        value(c, b, part, wants[i] if i < len(wants) else None) for i, part in enumerate(node.parts())
    ]
    return made(c, b, node, Make(UNIT, "", (), tuple(operands)))


def array_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`[a, b]` and `[x; n]`."""
    element = want.args[0] if want is not None and want.path == "[]" and want.args else None
    parts = node.parts()
    if node.has(";"):
        operand = value(c, b, parts[0], element)
        return made(c, b, node, Repeat(operand, value(c, b, parts[1], Ty("usize"))))
    operands = tuple(value(c, b, part, element) for part in parts)
    return made(c, b, node, Make(Ty("[]"), "", (), operands))


def made(c: Context, b: Builder, node: Node, rvalue: Make | Repeat) -> Operand:
    """Hold a new aggregate in a temporary that is dropped if nobody takes it."""
    index = b.temporary(rvalue.ty if isinstance(rvalue, Make) else None)
    b.assign(index, rvalue, c.span(node))
    return Use(Place(index))


def struct(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A struct literal; fields are evaluated in the order written, each with its declared type."""
    ty = c.ty(node.need("name"))
    variant = ""
    if ty.path not in c.crate.program.types and "::" in ty.path:
        outer, _, last = ty.path.rpartition("::")
        if outer in c.crate.program.types:
            ty, variant = Ty(outer, ty.args), last
    names: list[str] = []
    operands: list[Operand] = []
    base: Operand | None = None
    for part in node.need("body").parts():
        if part.kind == "base_field_initializer":
            base = value(c, b, part.parts()[0])
            continue
        name, inner = _initializer(part)
        text = c.text(name)
        operand = value(c, b, inner, field_type(c, ty, text))
        operands.append(operand)
        names.append(text)
    return made(c, b, node, Make(ty, variant, tuple(names), tuple(operands), base))


def _initializer(part: Node) -> tuple[Node, Node]:
    if part.kind == "shorthand_field_initializer":
        return part.parts()[0], part.parts()[0]
    return part.need("field"), part.need("value")


def call_expression(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A call of a path, a method or a value."""
    function = node.need("function")
    types: tuple[Ty, ...] = ()
    if function.kind == "generic_function":
        types = path_types(c, function)
        function = function.need("function")
    arguments = [part for part in node.need("arguments").parts()]
    if function.kind == "field_expression":
        return _method(c, b, node, function, types, arguments, want)
    callee = _callee(c, b, function, types)
    inner = want.args[0] if want is not None and want.args else None
    if not (isinstance(callee, Path) and callee.path in ("core::Some", "core::Ok")):
        inner = None
    args = tuple(value(c, b, part, inner) for part in arguments)
    return call(c, b, node, callee, args, want)


def _callee(c: Context, b: Builder, function: Node, types: tuple[Ty, ...]) -> Callee:
    if function.kind in ("identifier", "scoped_identifier"):
        if function.kind == "identifier" and b.lookup(c.text(function)) is not None:
            return Value(Peek(place(c, b, function)))
        segments = segments_of(function)
        owner_node = function.get("path")
        owner = None
        if owner_node is not None and owner_node.kind in (
            "generic_type",
            "generic_type_with_turbofish",
            "bracketed_type",
        ):
            owner = _owner(c, owner_node)
        elif segments[0] == "Self" and len(segments) == 2:
            owner = c.self_ty
        elif len(segments) > 1:
            named = c.path(segments[:-1])
            alias = c.crate.program.aliases.get(named)
            owner = alias[1] if alias is not None else None
        path = f"{owner.path}::{segments[-1]}" if owner is not None else c.path(segments)
        return Path(path, owner, types)
    return Value(value(c, b, function))


def _owner(c: Context, node: Node) -> Ty:
    if node.kind == "bracketed_type":
        inner = node.parts()[0]
        if inner.kind == "qualified_type":
            return c.ty(inner.need("type"))
        return c.ty(inner)
    return c.ty(node)


def _method(
    c: Context,
    b: Builder,
    node: Node,
    function: Node,
    types: tuple[Ty, ...],
    arguments: list[Node],
    want: Ty | None,
) -> Operand:
    receiver = place(c, b, function.need("value"))
    args = [value(c, b, part) for part in arguments]
    name = c.text(function.need("field"))
    return call(c, b, node, Method(name, types), (Use(receiver), *args), want)


def call(
    c: Context, b: Builder, node: Node, callee: Callee, args: tuple[Operand, ...], want: Ty | None
) -> Operand:
    """Emit a call; the result is a temporary."""
    index = b.temporary(want or infer(c, b, node))
    b.emit(Call(Place(index), callee, args, want, c.span(node)))
    return Use(Place(index))


def assignment(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`left = right`: the right side first, then the old value is dropped, then the store."""
    left_node, span = node.need("left"), c.span(node)
    operand = value(c, b, node.need("right"), infer(c, b, left_node))
    if left_node.kind == "identifier" and c.text(left_node) == "_":
        if isinstance(operand, Use):
            b.emit(Drop(operand.place, span))
        return UNIT_VALUE
    target = place(c, b, left_node)
    if not width(infer(c, b, left_node)):
        b.emit(Drop(target, span))
    b.emit(Assign(target, operand, span))
    return UNIT_VALUE


def compound(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`left op= right`."""
    ty = infer(c, b, node.need("left"))
    operator = node.need("operator").kind.rstrip("=")
    operand = value(c, b, node.need("right"), ty if operator not in ("<<", ">>") else None)
    target = place(c, b, node.need("left"))
    result = b.store(Binary(operator, Peek(target), operand, ty), c.span(node))
    b.emit(Assign(target, result, c.span(node)))
    return UNIT_VALUE


def range_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`a..b`, `a..=b` and their open forms."""
    token = next(child for child in node.children if child.kind in ("..", "..=", "..."))
    low: Operand = Const(None)
    high = low
    for part in node.parts():
        operand = value(c, b, part, Ty("usize"))
        if part.start < token.start:
            low = operand
        else:
            high = operand
    inclusive = Const(token.kind == "..=")
    return made(
        c, b, node, Make(Ty("core::Range"), "", ("start", "end", "inclusive"), (low, high, inclusive))
    )
