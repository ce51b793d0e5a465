"""One function of a rule file in, its CFG out."""

from __future__ import annotations

import libcst as cst

from modcheck.contracts.context import Home, Surroundings
from modcheck.contracts.expressions import ARITHMETIC, condition, place, value
from modcheck.contracts.rulebook import Fact
from modcheck.ir.build import Builder, Scope
from modcheck.ir.coalesce import coalesce
from modcheck.ir.drops import elide_drops
from modcheck.ir.ops import (
    Assign,
    Binary,
    Branch,
    Call,
    Const,
    Drop,
    Function,
    Goto,
    Operand,
    Path,
    Peek,
    Place,
    Return,
    Use,
)
from modcheck.ir.types import Ty
from modcheck.source import Span


def read_function(
    home: Home, node: cst.FunctionDef, path: str, generics: tuple[str, ...], ty: Ty | None, fact: Fact | None
) -> Function:
    """The function, lowered."""
    s = Surroundings(home, generics, ty, fact, Builder(path, Span(f"rules/{home.shown}", 0, 0)))
    s.b.scopes.append(Scope("stmt"))
    s.b.scopes.append(Scope("block"))
    names = [param.name.value for param in node.params.params]
    for name in names:
        s.b.declare(name)
    _enter(s, node)
    _block(s, node.body)
    _leave(s, Const(None), node)
    method, by_value = names[:1] == ["self"], _by_value(node)
    borrowed = frozenset({1}) if method and not by_value else frozenset()
    lowered = s.b.finish(len(names))
    function = coalesce(elide_drops(lowered, borrowed | _read_only(lowered)))
    function.receiver = ("value" if by_value else "&") if method else ""
    function.contract = True
    if node.returns is not None:
        function.result = _result(node.returns.annotation)
    return function


def _read_only(function: Function) -> frozenset[int]:
    """Locals that only ever get what was read from a place: that stays the owner, and drops it."""
    read, written = set[int](), set(range(function.params + 1))
    for op in (op for block in function.blocks for op in block.ops):
        if isinstance(op, Assign) and not op.dest.path:
            (read if isinstance(op.rvalue, Peek) else written).add(op.dest.local)
        elif isinstance(op, Call):
            written.add(op.dest.local)
    return frozenset(read - written)


def _result(node: cst.BaseExpression) -> Ty | None:
    """`-> T` and `-> Result[T]`: what a call is expected to give says what the parameter stands for."""
    if isinstance(node, cst.Name):
        return Ty(f"'{node.value}")
    if isinstance(node, cst.Subscript) and isinstance(node.value, cst.Name):
        index = node.slice[0].slice
        if isinstance(index, cst.Index) and isinstance(index.value, cst.Name):
            return Ty(f"core::{node.value.value}", (Ty(f"'{index.value.value}"),))
    return None


def _by_value(node: cst.FunctionDef) -> bool:
    return any(isinstance(d.decorator, cst.Name) and d.decorator.value == "by_value" for d in node.decorators)


def _enter(s: Surroundings, node: cst.FunctionDef) -> None:
    """What the decorators say of the call: where it is forbidden, how it fails."""
    fact = s.fact
    if fact is None:
        return
    span = s.span(node)
    for word in fact.context:
        _primitive(s, "context", (Const(fact.name), Const(word)), span)
    if fact.fails is None:
        return
    convention, number = fact.fails
    failed = _primitive(s, "inject", (Const(fact.name),), span)
    bad, good = s.b.block(), s.b.block()
    s.b.end(Branch(failed, bad, good, span))
    s.b.at(bad)
    s.b.assign(0, Const(0 if convention == "null" else -number), span)
    s.b.leave(span)
    s.b.at(good)


def _primitive(s: Surroundings, name: str, args: tuple[Operand, ...], span: Span) -> Operand:
    index = s.b.local("")
    s.b.emit(Call(Place(index), Path(f"bindings::{name}", None, ()), args, None, span))
    return Use(Place(index))


def _leave(s: Surroundings, operand: Operand, node: cst.CSTNode) -> None:
    """Return; what the decorators say is acquired or released is booked before."""
    span = s.span(node)
    s.b.assign(0, operand, span)
    fact = s.fact
    if fact is not None and fact.releases is not None:
        args = (Const(fact.releases[0]), _key(s, fact.releases[1]))
        _primitive(s, "release_held" if fact.held else "release", args, span)
    if fact is not None and fact.acquires is not None:
        kind, key = fact.acquires
        result = (Peek(Place(0)), Const(fact.fails[0] if fact.fails else ""))
        _primitive(s, "acquire", (Const(kind), _key(s, key), *result), span)
    s.b.unwind(0, span)
    s.b.end(Return(span))


def _key(s: Surroundings, name: str) -> Operand:
    if name == "return":
        return Peek(Place(0))
    found = s.b.lookup(name)
    return Peek(found) if found is not None else Const(name)


def _block(s: Surroundings, body: cst.BaseSuite) -> None:
    for statement in body.body:
        if isinstance(statement, cst.SimpleStatementLine):
            for small in statement.body:
                _small(s, small)
        elif isinstance(statement, cst.If):
            _if(s, statement)
        elif isinstance(statement, cst.While):
            _while(s, statement)
        else:
            s.refuse(statement, "only `if`, `while`, `return`, assignments and calls are allowed")


def _small(s: Surroundings, small: cst.BaseSmallStatement) -> None:
    if isinstance(small, cst.Return):
        _leave(s, value(s, small.value) if small.value is not None else Const(None), small)
    elif isinstance(small, cst.Assign) and len(small.targets) == 1:
        _assign(s, small.targets[0].target, value(s, small.value), small)
    elif isinstance(small, cst.AugAssign):
        target = place(s, small.target)
        operand = value(s, small.value)
        operator = ARITHMETIC[type(small.operator)]
        s.b.emit(Assign(target, Binary(operator, Peek(target), operand, None), s.span(small)))
    elif isinstance(small, cst.Expr):
        _for_effect(s, small)
    elif not isinstance(small, cst.Pass):
        s.refuse(small, "this statement is not allowed")


def _for_effect(s: Surroundings, statement: cst.Expr) -> None:
    """An expression that stands alone: its value is dropped. A string documents."""
    if isinstance(statement.value, cst.SimpleString | cst.ConcatenatedString):
        return
    operand = value(s, statement.value)
    if isinstance(operand, Use) and not _plain_call(s, statement.value):
        s.b.emit(Drop(operand.place, s.span(statement)))


def _plain_call(s: Surroundings, node: cst.BaseExpression) -> bool:
    """A call of a C function: what it returns owns nothing in Rust's sense."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Name):
        return False
    return s.callee(node.func.value).startswith("bindings::") and s.b.lookup(node.func.value) is None


def _assign(s: Surroundings, target: cst.BaseExpression, operand: Operand, node: cst.CSTNode) -> None:
    if isinstance(target, cst.Name) and s.b.lookup(target.value) is None:
        s.b.assign(s.b.declare(target.value), operand, s.span(node))
        return
    where = place(s, target)
    s.b.emit(Drop(where, s.span(node)))
    s.b.emit(Assign(where, operand, s.span(node)))


def _if(s: Surroundings, node: cst.If) -> None:
    then, other, done = s.b.block(), s.b.block(), s.b.block()
    condition(s, node.test, then, other)
    s.b.at(then)
    _block(s, node.body)
    s.b.end(Goto(done))
    s.b.at(other)
    if isinstance(node.orelse, cst.If):
        _if(s, node.orelse)
    elif node.orelse is not None:
        _block(s, node.orelse.body)
    s.b.goto(done)


def _while(s: Surroundings, node: cst.While) -> None:
    head, body, done = s.b.block(), s.b.block(), s.b.block()
    s.b.goto(head)
    condition(s, node.test, body, done)
    s.b.at(body)
    _block(s, node.body)
    s.b.end(Goto(head))
    s.b.at(done)
