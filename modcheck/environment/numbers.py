"""Primitives on numbers that need not be known: any at all, the smaller and the larger of two."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Bits, Pointer, Unknown
from modcheck.domains.heap import State
from modcheck.domains.values import Agg
from modcheck.environment.memory import deref
from modcheck.environment.port import Host, Primitive


def _min(host: Host, state: State, args: list[Any]) -> Any:
    left, right = deref(state, args[0]), deref(state, args[1])
    if isinstance(left, int) and isinstance(right, int):
        return min(left, right)
    return _some(left, right, "a minimum")


def _max(host: Host, state: State, args: list[Any]) -> Any:
    left, right = deref(state, args[0]), deref(state, args[1])
    if isinstance(left, int) and isinstance(right, int):
        return max(left, right)
    return _some(left, right, "a maximum")


def _some(left: Any, right: Any, what: str) -> Any:
    """A number that can be any, if both are numbers known in part."""
    partly = isinstance(left, int | Bits) and isinstance(right, int | Bits)
    return Bits(0, (1 << 64) - 1) if partly else Unknown(what)


def _numeric(host: Host, state: State, args: list[Any]) -> Any:
    """`numeric(value)`: is it a number or an address, as far as it is known?"""
    return isinstance(args[0], int | Bits | Pointer)


def _anything(host: Host, state: State, args: list[Any]) -> Any:
    """`anything(bits)`: a number that nobody here decides, and that can be any."""
    return Bits(0, (1 << args[0]) - 1)


def _is_unit(host: Host, state: State, args: list[Any]) -> Any:
    """`is_unit(value)`: is it the unit, as the end of a range that has none?"""
    value = deref(state, args[0])
    return isinstance(value, Agg) and value.ty.path == "()" and not value.items


NUMBERS: dict[str, Primitive] = {
    "minimum": _min,
    "maximum": _max,
    "anything": _anything,
    "numeric": _numeric,
    "is_unit": _is_unit,
}
