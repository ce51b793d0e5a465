"""Values of the IR in, JSON out, and back: a closed set of classes, each as `[number, fields…]`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from modcheck.contracts.rulebook import CheckPage, Fact, RuleBook
from modcheck.ir import ops
from modcheck.ir.names import Externals
from modcheck.ir.program import Program, TypeDef
from modcheck.ir.types import Ty
from modcheck.source import Span

_CLASSES: tuple[type, ...] = (
    RuleBook, Program, Externals, Fact, CheckPage, TypeDef, Ty, Span, ops.Function, ops.Block, ops.Assign,
    ops.Call, ops.Drop, ops.Unknown, ops.CountedLoop, ops.Goto, ops.Branch, ops.Switch, ops.Return,
    ops.Diverge, ops.Place, ops.Field, ops.Deref, ops.Index, ops.Variant, ops.Const, ops.Use, ops.Peek,
    ops.Name, ops.Ref, ops.Bind, ops.Binary, ops.Unary, ops.Cast, ops.Make, ops.Repeat, ops.Closure,
    ops.Format, ops.Path, ops.Method, ops.Value,
)  # fmt: skip
_NUMBERS = {cls: number for number, cls in enumerate(_CLASSES)}
_TUPLE, _LIST, _DICT, _SET = -1, -2, -3, -4


def encode(value: Any) -> Any:
    """A value as JSON data."""
    cls = value.__class__
    if cls in _NUMBERS:
        parts = [getattr(value, field.name) for field in fields(cls)] if is_dataclass(cls) else list(value)
        return [_NUMBERS[cls], *(encode(part) for part in parts)]
    if cls is tuple:
        return [_TUPLE, *(encode(part) for part in value)]
    if cls is list:
        return [_LIST, *(encode(part) for part in value)]
    if cls is dict:
        return [_DICT, *(encode(part) for pair in value.items() for part in pair)]
    if cls is frozenset:
        return [_SET, *(encode(part) for part in sorted(value))]
    return value


def decode(data: Any) -> Any:
    """The value of JSON data; `KeyError`, `TypeError` or `ValueError` if it is not of this shape."""
    if data.__class__ is not list:
        return data
    number = data[0]
    parts = [decode(part) for part in data[1:]]
    if number >= 0:
        return _CLASSES[number](*parts)
    return _BUILDERS[number](parts)


def _pairs(parts: list[Any]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_BUILDERS: dict[int, Callable[[list[Any]], Any]] = {
    _TUPLE: tuple,
    _LIST: list,
    _DICT: _pairs,
    _SET: frozenset,
}
