"""Expressions of a rule file in, operands and places out; the ops go to the builder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from modcheck.contracts.context import Surroundings
from modcheck.ir.ops import (
    Binary,
    Branch,
    Call,
    Const,
    Diverge,
    Field,
    Format,
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
    Switch,
    Unary,
    Use,
    Value,
    Variant,
)
from modcheck.ir.types import UNIT, Ty
from modcheck.source import Span

_TESTS = {"is_ok": "Ok", "is_err": "Err", "is_some": "Some", "is_none": "None", "is_break": "Break"}
_COMPARE: dict[type, str] = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.GreaterThan: ">",
    cst.LessThanEqual: "<=",
    cst.GreaterThanEqual: ">=",
}
ARITHMETIC: dict[type, str] = {
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


def condition(s: Surroundings, node: cst.BaseExpression, then: int, other: int) -> None:
    """Go on in `then` if the condition holds, else in `other`."""
    span = s.span(node)
    if isinstance(node, cst.BooleanOperation):
        middle = s.b.block()
        both = isinstance(node.operator, cst.And)
        condition(s, node.left, middle if both else then, other if both else middle)
        s.b.at(middle)
        condition(s, node.right, then, other)
    elif isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
        condition(s, node.expression, other, then)
    elif isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _TESTS:
        tested = place(s, node.args[0].value)
        s.b.end(Switch(tested, ((_TESTS[node.func.value], then),), other, span))
    else:
        s.b.end(Branch(value(s, node), then, other, span))


def place(s: Surroundings, node: cst.BaseExpression) -> Place:
    """A place expression; a call's result is put into a local that is dropped at the end."""
    if isinstance(node, cst.Name):
        found = s.b.lookup(node.value)
        if found is not None:
            return found
    if isinstance(node, cst.Attribute):
        base = place(s, node.value)
        return Place(base.local, (*base.path, Field(node.attr.value)))
    if isinstance(node, cst.Subscript):
        base = place(s, node.value)
        element = node.slice[0].slice
        if isinstance(element, cst.Index):
            return Place(base.local, (*base.path, Index(value(s, element.value))))
    index = s.b.local("held")
    s.b.scopes[1].owned.append(index)
    s.b.assign(index, value(s, node), s.span(node))
    return Place(index)


def value(s: Surroundings, node: cst.BaseExpression) -> Operand:
    """An expression."""
    return _VALUES.get(type(node), _refused)(s, node)


def _refused(s: Surroundings, node: cst.BaseExpression) -> Operand:
    s.refuse(node, "this expression is not allowed")


def _literal(s: Surroundings, node: cst.Integer | cst.SimpleString | cst.ConcatenatedString) -> Operand:
    return Const(node.evaluated_value)


def _read(s: Surroundings, node: cst.BaseExpression) -> Operand:
    return Peek(place(s, node))


def _attribute(s: Surroundings, node: cst.Attribute) -> Operand:
    """A part of a value; of a class, the variant of that name, which holds nothing."""
    named = node.value.value if isinstance(node.value, cst.Name) else None
    if named is None or named not in s.home.classes or s.b.lookup(named) is not None:
        return _read(s, node)
    return Name(f"{s.home.classes[named]}::{node.attr.value}")


def _subscript(s: Surroundings, node: cst.Subscript) -> Operand:
    """An element; of a class, the type with these arguments."""
    named = node.value.value if isinstance(node.value, cst.Name) else None
    if named is None or named not in s.home.classes or s.b.lookup(named) is not None:
        return _read(s, node)
    written = [part.slice.value for part in node.slice if isinstance(part.slice, cst.Index)]
    if not all(isinstance(arg, cst.Name) and arg.value in s.generics for arg in written):
        s.refuse(node, "the arguments of a type are type parameters")
    args = tuple(Ty(f"'{arg.value}") for arg in written if isinstance(arg, cst.Name))
    return Name(f"self_type::{s.home.classes[named]}", args)


def _tuple(s: Surroundings, node: cst.Tuple) -> Operand:
    return _elements(s, node, UNIT)


def _list(s: Surroundings, node: cst.List) -> Operand:
    return _elements(s, node, Ty("core::Vec"))


def _elements(s: Surroundings, node: cst.Tuple | cst.List, ty: Ty) -> Operand:
    operands = tuple(value(s, element.value) for element in node.elements)
    return s.b.store(Make(ty, "", (), operands), s.span(node))


def _truth(s: Surroundings, node: cst.BaseExpression) -> Operand:
    """A condition as a value."""
    span = s.span(node)
    result = s.b.local("")
    yes, no, done = s.b.block(), s.b.block(), s.b.block()
    condition(s, node, yes, no)
    for block, truth in ((yes, True), (no, False)):
        s.b.at(block)
        s.b.assign(result, Const(truth), span)
        s.b.end(Goto(done))
    s.b.at(done)
    return Use(Place(result))


def _comparison(s: Surroundings, node: cst.Comparison) -> Operand:
    target = node.comparisons[0]
    operator = _COMPARE.get(type(target.operator))
    if operator is None or len(node.comparisons) != 1:
        return _refused(s, node)
    left, right = _peek(value(s, node.left)), _peek(value(s, target.comparator))
    return s.b.store(Binary(operator, left, right, None), s.span(node))


def _arithmetic(s: Surroundings, node: cst.BinaryOperation) -> Operand:
    operator = ARITHMETIC.get(type(node.operator))
    if operator is None:
        return _refused(s, node)
    left, right = value(s, node.left), value(s, node.right)
    return s.b.store(Binary(operator, left, right, None), s.span(node))


def _unary(s: Surroundings, node: cst.UnaryOperation) -> Operand:
    if isinstance(node.operator, cst.Not):
        return _truth(s, node)
    if isinstance(node.operator, cst.Minus) and isinstance(node.expression, cst.Integer):
        return Const(-node.expression.evaluated_value)
    if not isinstance(node.operator, cst.BitInvert | cst.Minus):
        return _refused(s, node)
    operator = "!" if isinstance(node.operator, cst.BitInvert) else "-"
    return s.b.store(Unary(operator, value(s, node.expression), Ty("u32")), s.span(node))


def _peek(operand: Operand) -> Operand:
    return Peek(operand.place) if isinstance(operand, Use) else operand


_WORDS: dict[str, Operand] = {
    "True": Const(True),
    "False": Const(False),
    "None": Const(None),
    "NONE": Name("core::None"),
}


def _name(s: Surroundings, node: cst.Name) -> Operand:
    name = node.value
    found = s.b.lookup(name)
    if found is not None:
        return Use(found)
    if name in s.generics:
        return Name(f"type::'{name}")
    if name == "Self" and s.ty is not None:
        return Name(f"self_type::{s.ty.path}", s.ty.args)
    if name in _WORDS:
        return _WORDS[name]
    if name in s.home.classes:
        return Name(s.home.classes[name])
    return Name(f"bindings::{name}")


def _format(s: Surroundings, node: cst.FormattedString) -> Operand:
    template = ""
    operands: list[Operand] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            template += part.value
        elif isinstance(part, cst.FormattedStringExpression):
            template += "{}"
            operands.append(_peek(value(s, part.expression)))
    return s.b.store(Format(template, (), tuple(operands)), s.span(node))


def _call(s: Surroundings, node: cst.Call) -> Operand:
    span = s.span(node)
    func = node.func
    index = s.b.local("")
    if isinstance(func, cst.Name):
        held = s.b.lookup(func.value)
        if held is not None:
            s.b.emit(Call(Place(index), Value(Peek(held)), _arguments(s, node), None, span))
            return Use(Place(index))
        special = _special(s, func.value, node)
        if special is not None:
            return special
    if isinstance(func, cst.Attribute):
        _attribute_call(s, index, func, node, span)
    elif isinstance(func, cst.Name):
        args = _arguments(s, node)
        s.b.emit(Call(Place(index), Path(s.callee(func.value), None, ()), args, None, span))
    else:
        s.refuse(node, "only named functions and methods can be called")
    return Use(Place(index))


def _arguments(s: Surroundings, node: cst.Call) -> tuple[Operand, ...]:
    for arg in node.args:
        if arg.star:
            s.refuse(arg, "arguments are written out one by one")
    return tuple(value(s, arg.value) for arg in node.args)


def _attribute_call(s: Surroundings, index: int, func: cst.Attribute, node: cst.Call, span: Span) -> None:
    args = _arguments(s, node)
    name = func.attr.value
    if isinstance(func.value, cst.Name) and s.b.lookup(func.value.value) is None:
        owner = func.value.value
        known = f"'{owner}" if owner in s.generics else s.home.classes.get(owner, owner)
        s.b.emit(Call(Place(index), Path(f"{known}::{name}", None, ()), args, None, span))
        return
    receiver = place(s, func.value)
    s.b.emit(Call(Place(index), Method(name, ()), (Use(receiver), *args), None, span))


def _special(s: Surroundings, name: str, node: cst.Call) -> Operand | None:
    """`take`, `ref`, `payload` and their like; constructors."""
    special = _SPECIAL.get(name)
    if special is not None:
        return special(s, node)
    keywords = [arg.keyword.value for arg in node.args if arg.keyword is not None]
    if name in s.home.classes and (keywords or not node.args):
        path = s.home.classes[name]
        ty = s.ty if s.ty is not None and s.ty.path == path else Ty(path)
        return s.b.store(Make(ty, "", tuple(keywords), _arguments(s, node)), s.span(node))
    return None


def _take(s: Surroundings, node: cst.Call) -> Operand:
    return Use(place(s, node.args[0].value))


def _just_peek(s: Surroundings, node: cst.Call) -> Operand:
    return Peek(place(s, node.args[0].value))


def _ref(s: Surroundings, node: cst.Call) -> Operand:
    return s.b.store(Ref(place(s, node.args[0].value), "&"), s.span(node))


def _raw(s: Surroundings, node: cst.Call) -> Operand:
    return s.b.store(Ref(place(s, node.args[0].value), "*"), s.span(node))


def _inside(s: Surroundings, node: cst.Call) -> Place:
    whole = place(s, node.args[0].value)
    return Place(whole.local, (*whole.path, Variant("", 0)))


def _payload(s: Surroundings, node: cst.Call) -> Operand:
    return Use(_inside(s, node))


def _payload_ref(s: Surroundings, node: cst.Call) -> Operand:
    return s.b.store(Ref(_inside(s, node), "&"), s.span(node))


def _panic(s: Surroundings, node: cst.Call) -> Operand:
    reason = getattr(value(s, node.args[0].value), "value", "panic")
    s.b.end(Diverge(str(reason), s.span(node)))
    return Const(None)


_SPECIAL: dict[str, Callable[[Surroundings, cst.Call], Operand]] = {
    "take": _take,
    "peek": _just_peek,
    "ref": _ref,
    "raw": _raw,
    "payload": _payload,
    "payload_ref": _payload_ref,
    "panic": _panic,
}
_VALUES: dict[type, Callable[[Surroundings, Any], Operand]] = {
    cst.Name: _name,
    cst.BooleanOperation: _truth,
    cst.UnaryOperation: _unary,
    cst.Integer: _literal,
    cst.SimpleString: _literal,
    cst.ConcatenatedString: _literal,
    cst.Attribute: _attribute,
    cst.Subscript: _subscript,
    cst.Call: _call,
    cst.FormattedString: _format,
    cst.Tuple: _tuple,
    cst.List: _list,
    cst.Comparison: _comparison,
    cst.BinaryOperation: _arithmetic,
}
