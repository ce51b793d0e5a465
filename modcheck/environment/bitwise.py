"""The primitive `integer_method`: what methods of integers give, by their width (documentation of `core`)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from modcheck.domains import Bits, Unknown
from modcheck.domains.heap import State
from modcheck.domains.values import TypeValue
from modcheck.environment.memory import deref
from modcheck.environment.port import Host, Primitive
from modcheck.ir.types import WIDTHS

_LARGEST_POWER = 256
"""Of larger exponents only 0, 1 and -1 have powers that an integer type has."""


def _integer_method(host: Host, state: State, args: list[Any]) -> Any:
    """`integer_method(name, type, value, …)`: a number; any if a part of it is not known, unknown if the
    type is not."""
    name, value, *rest = str(args[0]), *(deref(state, arg) for arg in args[2:])
    ty = args[1].ty if isinstance(args[1], TypeValue) else None
    bits = WIDTHS.get(ty.path) if ty is not None else None
    known = all(part.__class__ in (int, bool) for part in (value, *rest))
    if bits is None or not known:
        partly = all(isinstance(part, int | Bits) for part in (value, *rest))
        return Bits(0, (1 << (bits or 64)) - 1) if partly else Unknown(f"what {name} gives")
    signed = ty is not None and ty.path[0] == "i"
    return _FUNCTIONS[name](int(value), bits, signed, *map(int, rest))


def _unsigned(value: int, bits: int) -> int:
    return value & ((1 << bits) - 1)


def _fitted(value: int, bits: int, signed: bool) -> int:
    value = _unsigned(value, bits)
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def _rotated(value: int, bits: int, signed: bool, by: int) -> int:
    low, by = _unsigned(value, bits), by % bits
    return _fitted(low << by | low >> (bits - by), bits, signed)


def _swapped(value: int, bits: int, signed: bool) -> int:
    raw = _unsigned(value, bits).to_bytes(bits // 8, "little")
    return _fitted(int.from_bytes(raw, "big"), bits, signed)


def _reversed(value: int, bits: int, signed: bool) -> int:
    return _fitted(int(format(_unsigned(value, bits), f"0{bits}b")[::-1], 2), bits, signed)


def _power(value: int, bits: int, signed: bool, exponent: int) -> int:
    """Not reduced to the width. The parity of a large exponent stays."""
    most = _LARGEST_POWER + (exponent & 1)
    return int(value ** min(max(exponent, 0), most))


def _wrapped_power(value: int, bits: int, signed: bool, exponent: int) -> int:
    return _fitted(pow(value, max(exponent, 0), 1 << bits), bits, signed)


def _trailing(value: int, bits: int) -> int:
    low = _unsigned(value, bits)
    return (low & -low).bit_length() - 1 if low else bits


def _byte(value: int, bits: int, signed: bool, index: int) -> int:
    return _unsigned(value, bits) >> (8 * index) & 0xFF


_FUNCTIONS: dict[str, Callable[..., int]] = {
    "count_ones": lambda v, bits, s: _unsigned(v, bits).bit_count(),
    "leading_zeros": lambda v, bits, s: bits - _unsigned(v, bits).bit_length(),
    "trailing_zeros": lambda v, bits, s: _trailing(v, bits),
    "bits": lambda v, bits, s: bits,
    "rotate_left": _rotated,
    "swap_bytes": _swapped,
    "reverse_bits": _reversed,
    "pow": _power,
    "wrapping_pow": _wrapped_power,
    "ilog2": lambda v, bits, s: v.bit_length() - 1,
    "isqrt": lambda v, bits, s: math.isqrt(max(v, 0)),
    "next_power_of_two": lambda v, bits, s: 1 << max(v - 1, 0).bit_length(),
    "byte": _byte,
}
BITWISE: dict[str, Primitive] = {"integer_method": _integer_method}
