"""One function of a rule file in, its CFG out."""

from __future__ import annotations

from typing import Any, NoReturn

import libcst as cst

from modcheck.contracts.data import refuse
from modcheck.contracts.rulebook import Fact
from modcheck.ir.build import Builder, Scope
from modcheck.ir.drops import elide_drops
from modcheck.ir.ops import (
    Assign,
    Binary,
    Branch,
    Call,
    Const,
    Diverge,
    Drop,
    Field,
    Format,
    Function,
    Goto,
    Index,
    Make,
    Method,
    Name,
    Operand,
    Path,
    Peek,
    Place,
    Ref,
    Return,
    Switch,
    Unary,
    Use,
    Value,
    Variant,
)
from modcheck.ir.types import UNIT, Ty
from modcheck.source import Span

_VARIANTS = {"Some": "core::Some", "Ok": "core::Ok", "Err": "core::Err"}
_TESTS = {"is_ok": "Ok", "is_err": "Err", "is_some": "Some", "is_none": "None"}
_COMPARE: dict[type, str] = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.GreaterThan: ">",
    cst.LessThanEqual: "<=",
    cst.GreaterThanEqual: ">=",
}
_ARITHMETIC: dict[type, str] = {
    cst.Add: "+",
    cst.Subtract: "-",
    cst.Multiply: "*",
    cst.BitAnd: "&",
    cst.BitOr: "|",
    cst.BitXor: "^",
    cst.LeftShift: "<<",
    cst.RightShift: ">>",
    cst.Modulo: "%",
    cst.FloorDivide: "/",
    cst.AddAssign: "+",
    cst.SubtractAssign: "-",
    cst.BitAndAssign: "&",
    cst.BitOrAssign: "|",
}


class Home:
    """The rule file around a function: what its names mean."""

    def __init__(self, prefix: str, shown: str, positions: Any) -> None:
        self.prefix = prefix
        self.shown = shown
        self.positions = positions
        self.classes: dict[str, str] = {}
        self.functions: set[str] = set()


class FunctionReader:
    """Lowers one function body."""

    def __init__(
        self, home: Home, path: str, generics: tuple[str, ...], ty: Ty | None, fact: Fact | None
    ) -> None:
        self.home = home
        self.generics = generics
        self.ty = ty
        self.fact = fact
        self.b = Builder(path, Span(f"rules/{home.shown}", 0, 0))

    def read(self, node: cst.FunctionDef) -> Function:
        """The function."""
        self.b.scopes.append(Scope("stmt"))
        self.b.scopes.append(Scope("block"))
        names = [param.name.value for param in node.params.params]
        for name in names:
            self.b.declare(name)
        self._enter(node)
        self._block(node.body)
        self._leave(Const(None), node)
        borrowed = frozenset({1}) if names[:1] == ["self"] and not _by_value(node) else frozenset()
        function = elide_drops(self.b.finish(len(names)), borrowed)
        function.receiver = ("value" if _by_value(node) else "&") if names[:1] == ["self"] else ""
        function.contract = True
        return function

    def refuse(self, node: cst.CSTNode, reason: str) -> NoReturn:
        """This is outside the subset."""
        refuse(node, self.home.shown, self.home.positions, reason)
        raise AssertionError

    def span(self, node: cst.CSTNode) -> Span:
        """The line in the rule file, as start and end of a span."""
        position = self.home.positions.get(node)
        line = position.start.line if position is not None else 0
        return Span(f"rules/{self.home.shown}", line, line)

    def _enter(self, node: cst.FunctionDef) -> None:
        fact = self.fact
        if fact is None:
            return
        span = self.span(node)
        for word in fact.context:
            self._primitive("context", (Const(fact.name), Const(word)), span)
        if fact.fails is None:
            return
        convention, number = fact.fails
        failed = self._primitive("inject", (Const(fact.name),), span)
        bad, good = self.b.block(), self.b.block()
        self.b.end(Branch(failed, bad, good, span))
        self.b.at(bad)
        self.b.assign(0, Const(0 if convention == "null" else -number), span)
        self.b.leave(span)
        self.b.at(good)

    def _primitive(self, name: str, args: tuple[Operand, ...], span: Span) -> Operand:
        index = self.b.local("")
        self.b.emit(Call(Place(index), Path(f"bindings::{name}", None, ()), args, None, span))
        return Use(Place(index))

    def _leave(self, operand: Operand, node: cst.CSTNode) -> None:
        span = self.span(node)
        self.b.assign(0, operand, span)
        fact = self.fact
        if fact is not None and fact.releases is not None:
            self._primitive("release", (Const(fact.releases[0]), self._key(fact.releases[1])), span)
        if fact is not None and fact.acquires is not None:
            kind, key = fact.acquires
            args = (Const(kind), self._key(key), Peek(Place(0)), Const(fact.fails[0] if fact.fails else ""))
            self._primitive("acquire", args, span)
        self.b.unwind(0, span)
        self.b.end(Return(span))

    def _key(self, name: str) -> Operand:
        if name == "return":
            return Peek(Place(0))
        place = self.b.lookup(name)
        return Peek(place) if place is not None else Const(name)

    def _block(self, body: cst.BaseSuite) -> None:
        for statement in body.body:
            if isinstance(statement, cst.SimpleStatementLine):
                for small in statement.body:
                    self._small(small)
            elif isinstance(statement, cst.If):
                self._if(statement)
            elif isinstance(statement, cst.While):
                self._while(statement)
            else:
                self.refuse(statement, "only `if`, `while`, `return`, assignments and calls are allowed")

    def _small(self, small: cst.BaseSmallStatement) -> None:
        if isinstance(small, cst.Return):
            self._leave(self.value(small.value) if small.value is not None else Const(None), small)
        elif isinstance(small, cst.Assign) and len(small.targets) == 1:
            self._assign(small.targets[0].target, self.value(small.value), small)
        elif isinstance(small, cst.AugAssign):
            target = self.place(small.target)
            operand = self.value(small.value)
            operator = _ARITHMETIC[type(small.operator)]
            self.b.emit(Assign(target, Binary(operator, Peek(target), operand, None), self.span(small)))
        elif isinstance(small, cst.Expr):
            if not isinstance(small.value, cst.SimpleString | cst.ConcatenatedString):
                operand = self.value(small.value)
                if isinstance(operand, Use) and not self._plain_call(small.value):
                    self.b.emit(Drop(operand.place, self.span(small)))
        elif not isinstance(small, cst.Pass):
            self.refuse(small, "this statement is not allowed")

    def _plain_call(self, node: cst.BaseExpression) -> bool:
        """A call of a C function: what it returns owns nothing in Rust's sense."""
        if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Name):
            return False
        return (
            self._function(node.func.value).startswith("bindings::")
            and self.b.lookup(node.func.value) is None
        )

    def _assign(self, target: cst.BaseExpression, operand: Operand, node: cst.CSTNode) -> None:
        if isinstance(target, cst.Name) and self.b.lookup(target.value) is None:
            self.b.assign(self.b.declare(target.value), operand, self.span(node))
            return
        place = self.place(target)
        self.b.emit(Drop(place, self.span(node)))
        self.b.emit(Assign(place, operand, self.span(node)))

    def _if(self, node: cst.If) -> None:
        then, other, done = self.b.block(), self.b.block(), self.b.block()
        self._condition(node.test, then, other)
        self.b.at(then)
        self._block(node.body)
        self.b.end(Goto(done))
        self.b.at(other)
        if isinstance(node.orelse, cst.If):
            self._if(node.orelse)
        elif node.orelse is not None:
            self._block(node.orelse.body)
        self.b.goto(done)

    def _while(self, node: cst.While) -> None:
        head, body, done = self.b.block(), self.b.block(), self.b.block()
        self.b.goto(head)
        self._condition(node.test, body, done)
        self.b.at(body)
        self._block(node.body)
        self.b.end(Goto(head))
        self.b.at(done)

    def _condition(self, node: cst.BaseExpression, then: int, other: int) -> None:
        span = self.span(node)
        if isinstance(node, cst.BooleanOperation):
            middle = self.b.block()
            both = isinstance(node.operator, cst.And)
            self._condition(node.left, middle if both else then, other if both else middle)
            self.b.at(middle)
            self._condition(node.right, then, other)
        elif isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            self._condition(node.expression, other, then)
        elif isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _TESTS:
            place = self.place(node.args[0].value)
            self.b.end(Switch(place, ((_TESTS[node.func.value], then),), other, span))
        else:
            self.b.end(Branch(self.value(node), then, other, span))

    def place(self, node: cst.BaseExpression) -> Place:
        """A place expression; a call's result is put into a local that is dropped at the end."""
        if isinstance(node, cst.Name):
            found = self.b.lookup(node.value)
            if found is not None:
                return found
        if isinstance(node, cst.Attribute):
            base = self.place(node.value)
            return Place(base.local, (*base.path, Field(node.attr.value)))
        if isinstance(node, cst.Subscript):
            base = self.place(node.value)
            element = node.slice[0].slice
            if isinstance(element, cst.Index):
                return Place(base.local, (*base.path, Index(self.value(element.value))))
        index = self.b.local("held")
        self.b.scopes[1].owned.append(index)
        self.b.assign(index, self.value(node), self.span(node))
        return Place(index)

    def value(self, node: cst.BaseExpression) -> Operand:
        """An expression."""
        if isinstance(node, cst.Name):
            return self._name(node)
        if isinstance(node, cst.BooleanOperation) or (
            isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not)
        ):
            return self._truth(node)
        if isinstance(node, cst.Integer | cst.SimpleString | cst.ConcatenatedString):
            return Const(node.evaluated_value)
        if isinstance(node, cst.Attribute | cst.Subscript):
            return Peek(self.place(node))
        if isinstance(node, cst.Call):
            return self._call(node)
        if isinstance(node, cst.FormattedString):
            return self._format(node)
        if isinstance(node, cst.Tuple):
            return self._make(Make(UNIT, "", (), tuple(self.value(e.value) for e in node.elements)), node)
        if isinstance(node, cst.List):
            return self._make(
                Make(Ty("core::Vec"), "", (), tuple(self.value(e.value) for e in node.elements)), node
            )
        return self._operator(node)

    def _truth(self, node: cst.BaseExpression) -> Operand:
        """A condition as a value."""
        span = self.span(node)
        result = self.b.local("")
        yes, no, done = self.b.block(), self.b.block(), self.b.block()
        self._condition(node, yes, no)
        for block, value in ((yes, True), (no, False)):
            self.b.at(block)
            self.b.assign(result, Const(value), span)
            self.b.end(Goto(done))
        self.b.at(done)
        return Use(Place(result))

    def _make(self, rvalue: Make, node: cst.CSTNode) -> Operand:
        return self.b.store(rvalue, self.span(node))

    def _operator(self, node: cst.BaseExpression) -> Operand:
        span = self.span(node)
        if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
            target = node.comparisons[0]
            operator = _COMPARE.get(type(target.operator))
            if operator is not None:
                left, right = self._peek(self.value(node.left)), self._peek(self.value(target.comparator))
                return self.b.store(Binary(operator, left, right, None), span)
        if isinstance(node, cst.BinaryOperation) and type(node.operator) in _ARITHMETIC:
            left, right = self.value(node.left), self.value(node.right)
            return self.b.store(Binary(_ARITHMETIC[type(node.operator)], left, right, None), span)
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
            if isinstance(node.expression, cst.Integer):
                return Const(-node.expression.evaluated_value)
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.BitInvert | cst.Minus):
            operator = "!" if isinstance(node.operator, cst.BitInvert) else "-"
            return self.b.store(Unary(operator, self.value(node.expression), Ty("u32")), span)
        self.refuse(node, "this expression is not allowed")

    def _peek(self, operand: Operand) -> Operand:
        return Peek(operand.place) if isinstance(operand, Use) else operand

    def _name(self, node: cst.Name) -> Operand:
        name = node.value
        found = self.b.lookup(name)
        if found is not None:
            return Use(found)
        if name in self.generics:
            return Name(f"type::'{name}")
        if name == "NONE":
            return Name("core::None")
        if name == "Self" and self.ty is not None:
            return Name(f"self_type::{self.ty.path}", self.ty.args)
        if name in ("True", "False"):
            return Const(name == "True")
        if name == "None":
            return Const(None)
        if name in self.home.classes:
            return Name(self.home.classes[name])
        return Name(f"bindings::{name}")

    def _format(self, node: cst.FormattedString) -> Operand:
        template = ""
        operands: list[Operand] = []
        for part in node.parts:
            if isinstance(part, cst.FormattedStringText):
                template += part.value
            elif isinstance(part, cst.FormattedStringExpression):
                template += "{}"
                operands.append(self._peek(self.value(part.expression)))
        return self.b.store(Format(template, (), tuple(operands)), self.span(node))

    def _call(self, node: cst.Call) -> Operand:
        span = self.span(node)
        func = node.func
        index = self.b.local("")
        if isinstance(func, cst.Name):
            held = self.b.lookup(func.value)
            if held is not None:
                args = tuple(self.value(arg.value) for arg in node.args)
                self.b.emit(Call(Place(index), Value(Peek(held)), args, None, span))
                return Use(Place(index))
            special = self._special(func.value, node)
            if special is not None:
                return special
        if isinstance(func, cst.Attribute):
            self._attribute_call(index, func, node, span)
        elif isinstance(func, cst.Name):
            args = tuple(self.value(arg.value) for arg in node.args)
            self.b.emit(Call(Place(index), Path(self._function(func.value), None, ()), args, None, span))
        else:
            self.refuse(node, "only named functions and methods can be called")
        return Use(Place(index))

    def _attribute_call(self, index: int, func: cst.Attribute, node: cst.Call, span: Span) -> None:
        args = tuple(self.value(arg.value) for arg in node.args)
        name = func.attr.value
        if isinstance(func.value, cst.Name) and self.b.lookup(func.value.value) is None:
            owner = func.value.value
            path = (
                f"'{owner}::{name}"
                if owner in self.generics
                else f"{self.home.classes.get(owner, owner)}::{name}"
            )
            self.b.emit(Call(Place(index), Path(path, None, ()), args, None, span))
            return
        receiver = self.place(func.value)
        self.b.emit(Call(Place(index), Method(name, ()), (Use(receiver), *args), None, span))

    def _function(self, name: str) -> str:
        if name in _VARIANTS:
            return _VARIANTS[name]
        if name in self.home.functions:
            return f"{self.home.prefix}::{name}"
        return self.home.classes.get(name, f"bindings::{name}")

    def _special(self, name: str, node: cst.Call) -> Operand | None:
        """`take`, `ref`, `payload`, constructors."""
        if name == "take":
            return Use(self.place(node.args[0].value))
        if name in ("ref", "raw"):
            return self.b.store(
                Ref(self.place(node.args[0].value), "&" if name == "ref" else "*"), self.span(node)
            )
        if name in ("payload", "payload_ref"):
            place = self.place(node.args[0].value)
            inner = Place(place.local, (*place.path, Variant("", 0)))
            return Use(inner) if name == "payload" else self.b.store(Ref(inner, "&"), self.span(node))
        if name == "peek":
            return Peek(self.place(node.args[0].value))
        if name == "panic":
            self.b.end(
                Diverge(str(getattr(self.value(node.args[0].value), "value", "panic")), self.span(node))
            )
            return Const(None)
        keywords = [arg.keyword.value for arg in node.args if arg.keyword is not None]
        if name in self.home.classes and (keywords or not node.args):
            path = self.home.classes[name]
            own = self.ty is not None and self.ty.path == path
            ty = self.ty if own and self.ty is not None else Ty(path)
            operands = tuple(self.value(arg.value) for arg in node.args)
            return self._make(Make(ty, "", tuple(keywords), operands), node)
        return None


def _by_value(node: cst.FunctionDef) -> bool:
    return any(isinstance(d.decorator, cst.Name) and d.decorator.value == "by_value" for d in node.decorators)
