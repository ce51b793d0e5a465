"""Function items and closures in, `Function`s out."""

from __future__ import annotations

from collections.abc import Callable, Collection

from modcheck.ir.build import Builder, Scope
from modcheck.ir.coalesce import coalesce
from modcheck.ir.context import Context
from modcheck.ir.control import block_value
from modcheck.ir.drops import elide_drops, plain_locals
from modcheck.ir.expressions import call, value
from modcheck.ir.ops import Closure, Deref, Function, Make, Operand, Path, Place, Ref, Return, Rvalue, Use
from modcheck.ir.patterns import bind
from modcheck.ir.types import UNIT, Ty
from modcheck.source import Span
from modcheck.syntax import Node

FUTURE = "core::Future"
"""What an `async fn` gives: its variant is the function that is its body, its parts the arguments."""
BODY = "::{async}"
"""How the path of such a body ends."""


def lower_function(c: Context, node: Node, path: str) -> Function:
    """One `fn` item with a body."""
    b = Builder(path, c.span(node.need("name")))
    result_node = node.get("return_type")
    result = c.ty(result_node) if result_node is not None else UNIT
    b.types[0] = result
    params = [p for p in node.need("parameters").parts() if p.kind in ("parameter", "self_parameter")]
    receiver, types = _parameters(c, b, params)
    body = node.need("body")
    _body(c, b, body, result)
    function = coalesce(elide_drops(b.finish(len(params)), plain_locals(b.types)))
    function.receiver = receiver
    function.param_types = tuple(types)
    function.result = result
    function.generics = c.generics
    function.owner = c.self_ty
    return function


def lower_future(c: Context, node: Node, path: str, body: str) -> Function:
    """An `async fn`: calling it makes a future, of its arguments and the function that is its body."""
    b = Builder(path, c.span(node.need("name")))
    params = [p for p in node.need("parameters").parts() if p.kind in ("parameter", "self_parameter")]
    held = tuple(Use(Place(b.local(""))) for _ in params)
    b.push("stmt")
    b.push("block")
    b.assign(0, Make(Ty(FUTURE), body, (), held), c.span(node))
    b.leave(c.span(node))
    function = b.finish(len(params))
    function.receiver, function.generics, function.owner = "", c.generics, c.self_ty
    return function


def await_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """`future.await`."""
    future = value(c, b, node.parts()[0])
    return call(c, b, node, Path(f"{FUTURE}::awaited", None, ()), (future,), want)


def lower_constant(c: Context, node: Node, path: str) -> Function:
    """A constant or static whose value is no plain integer: a function without parameters."""
    function = lower_value(c, node.need("value"), path, c.ty(node.get("type")))
    function.generics, function.owner = c.generics, c.self_ty
    return function


def lower_value(c: Context, node: Node, path: str, ty: Ty | None) -> Function:
    """An expression as a function without parameters."""
    b = Builder(path, c.span(node))
    b.constant = True
    b.push("stmt")
    b.push("block")
    b.assign(0, value(c, b, node, ty), c.span(node))
    b.leave(c.span(node))
    function = coalesce(elide_drops(b.finish(0), plain_locals(b.types)))
    function.result = ty
    return function


def closure_value(c: Context, b: Builder, node: Node, want: Ty | None) -> Operand:
    """A closure expression."""
    closure = lower_closure(c, b, node)
    index = b.temporary()
    b.assign(index, closure, c.span(node))
    return Use(Place(index))


def lower_closure(c: Context, b: Builder, node: Node) -> Closure:
    """The closure's function is added to the program; what it captures is returned with its path."""
    params = node.need("parameters").patterns()
    body = node.need("body")
    return closure_of(c, b, node, params, node.has("move"), lambda inner: value(c, inner, body))


def closure_of(
    c: Context, b: Builder, of: Node, params: list[Node], moves: bool, lowered: Callable[[Builder], Operand]
) -> Closure:
    """A closure in the place of `of`: it captures what the body there names, and its value is what
    `lowered` emits."""
    captures = captured(c, b, of.get("body") or of, {name for part in params for name in _names(part)})
    inner = inner_builder(c, b, of, captures)
    holders = [inner.local("", _closure_type(c, part)) for part in params]
    inner.push("stmt")
    inner.push("block")
    for part, holder in zip(params, holders, strict=True):
        pattern = part.need("pattern") if part.kind == "parameter" else part
        if pattern.kind != "identifier":
            inner.scopes[-1].owned.append(holder)
        bind(c, inner, Place(holder), pattern, inner.types.get(holder))
    inner.assign(0, lowered(inner), c.span(of))
    inner.leave(c.span(of))
    return closed(c, inner, captures, len(params), moves)


def inner_builder(c: Context, b: Builder, node: Node, captures: dict[str, Place]) -> Builder:
    """The builder of a closure that stands in another function; what it captures are its first parameters."""
    b.closures += 1
    inner = Builder(f"{b.path}::{{closure#{b.closures}}}", c.span(node))
    inner.scopes.append(Scope("block"))
    for name in captures:
        index = inner.local(name, _captured_type(b, captures[name]))
        inner.scopes[0].names[name] = Place(index, (Deref(),))
    return inner


def _captured_type(b: Builder, place: Place) -> Ty | None:
    """A closure has a reference to what it captures."""
    ty = b.types.get(place.local)
    if ty is None or place.path not in ((), (Deref(),)):
        return None
    return ty if place.path else Ty("&", (ty,))


def closed(c: Context, inner: Builder, captures: dict[str, Place], params: int, moves: bool) -> Closure:
    """The closure's function is added to the program; how it captures is returned with its path."""
    function = inner.finish(len(captures) + params)
    c.crate.program.functions[inner.path] = coalesce(elide_drops(function, plain_locals(inner.types)))
    taken: tuple[Rvalue, ...] = tuple(Use(p) if moves else Ref(p, "&") for p in captures.values())
    return Closure(inner.path, taken)


def _closure_type(c: Context, part: Node) -> Ty | None:
    return c.ty(part.get("type")) if part.kind == "parameter" else None


def captured(c: Context, b: Builder, body: Node, own: Collection[str] = frozenset()) -> dict[str, Place]:
    """The locals of the function around that a body names. `own` are names of its parameters; a name that it
    declares is its own from there on."""
    found: dict[str, Place] = {}
    patterns: set[int] = set()
    since: dict[str, int] = {}
    for let in body.walk():
        if let.kind == "let_declaration":
            for part in let.need("pattern").walk():
                patterns.add(id(part))
                since[part.text] = min(let.end, since.get(part.text, let.end))
    for part in body.walk():
        name = part.text
        mine = name in own or id(part) in patterns or part.start >= since.get(name, part.end)
        if part.kind not in _NAMES or mine:
            continue
        place = b.lookup(name)
        if place is not None:
            found.setdefault(name, place)
    return found


_NAMES = ("identifier", "self", "shorthand_field_identifier")


def _names(pattern: Node) -> list[str]:
    inside = pattern.need("pattern") if pattern.kind == "parameter" else pattern
    return [part.text for part in inside.walk() if part.kind in _NAMES]


def _parameters(c: Context, b: Builder, params: list[Node]) -> tuple[str, list[Ty | None]]:
    receiver = ""
    types: list[Ty | None] = []
    b.push("stmt")
    b.push("block")
    holders: list[tuple[int, Node, Ty | None]] = []
    for part in params:
        if part.kind == "self_parameter":
            receiver = "&" if part.has("&") else "value"
            ty = Ty("&", (c.self_ty,)) if receiver == "&" and c.self_ty else c.self_ty
            index = b.declare("self", ty)
            types.append(ty)
            continue
        ty = c.ty(part.get("type"))
        pattern = part.need("pattern")
        if c.text(pattern) == "self":
            receiver = _self_kind(part)
        simple = pattern.kind in ("identifier", "self")
        index = b.declare(c.text(pattern), ty) if simple else b.local("", ty)
        if not simple:
            holders.append((index, pattern, ty))
        types.append(ty)
    for index, pattern, ty in holders:
        b.scopes[-1].owned.append(index)
        bind(c, b, Place(index), pattern, ty)
    return receiver, types


def _self_kind(part: Node) -> str:
    """`self: Pin<&mut Self>` borrows, `self: Box<Self>` takes."""
    return "&" if any(child.kind == "reference_type" for child in part.walk()) else "value"


def _body(c: Context, b: Builder, body: Node, result: Ty) -> None:
    operand = block_value(c, b, body, result)
    b.assign(0, operand, c.span(body))
    end = _closing(c, body)
    b.unwind(0, end)
    b.end(Return(end))


def _closing(c: Context, body: Node) -> Span:
    """The closing brace: where locals die at the end of a function."""
    span = c.span(body)
    return span._replace(start=max(span.start, span.end - 1))


def generic_names(parameters: Node | None) -> tuple[str, ...]:
    """The names of type and const parameters."""
    if parameters is None:
        return ()
    names = []
    for part in parameters.parts():
        name = part.get("name") or part.get("left") or (part if part.kind == "type_identifier" else None)
        if name is not None and part.kind != "lifetime_parameter":
            names.append(name.text)
    return tuple(names)
