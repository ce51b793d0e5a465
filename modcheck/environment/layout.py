"""Primitives on types: their size, their value of zeros, and what arithmetic of their width gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modcheck.domains import UNDECIDED, Bits, Pointer, Unknown, address_in
from modcheck.domains.heap import State
from modcheck.domains.values import Agg, TypeValue
from modcheck.environment.memory import BYTES, deref
from modcheck.environment.port import Host, Primitive
from modcheck.ir.fold import integer
from modcheck.ir.types import WIDTHS, Ty

SMALL = 128
"""What is less has every integer type."""
_ADDRESSES = (1 << 63) - 1
"""An address of memory, also with a number added that a driver has, is less: no machine has so much."""
BUS_BITS = 32
"""A number of so many bits keeps whose address it is."""
MAX_ELEMENTS = 512
"""Longer arrays are memory without known elements."""


def _zeroed(host: Host, state: State, args: list[Any]) -> Any:
    """`zeroed(type, count)`: memory for so many elements, all bits 0."""
    return _zeros(host, state, _type(args[0]) or Ty("?"), args[1])


def _zero(host: Host, state: State, args: list[Any]) -> Any:
    """`zero(type)`: the value of a type with all bits 0."""
    ty = _type(args[0])
    return zero(host, state, ty) if ty is not None else Unknown("a value of zeros")


def _any_of(host: Host, state: State, args: list[Any]) -> Any:
    """`any_of(type)`: a value of a type of whose numbers nothing is known."""
    ty = _type(args[0])
    return zero(host, state, ty, _any_number) if ty is not None else Unknown("a value")


def _no_bits(ty: Ty) -> Any:
    return False if ty.path == "bool" else 0


def _any_number(ty: Ty) -> Any:
    return Bits(0, (1 << WIDTHS.get(ty.path, 64)) - 1)


def _is_structure(host: Host, state: State, args: list[Any]) -> Any:
    """`is_structure(type)`: has it fields of its own, and is no number?"""
    ty = _type(args[0])
    definition = host.type_of(ty) if ty is not None and ty.path not in WIDTHS else None
    return definition is not None and bool(definition.fields)


def _default(host: Host, state: State, args: list[Any]) -> Any:
    """`default(type)`: what `Default` gives if each part has the default of zeros."""
    ty = _type(args[0])
    if ty is None or host.implementation(ty, "default"):
        return Unknown("a default value")
    return _derived_default(host, state, ty)


def _derived_default(host: Host, state: State, ty: Ty) -> Any:
    """By the marked variant of an enum, by the fields of the driver's structs."""
    if ty.path in ("core::Vec", "str", "&"):
        return Agg(ty, "", ()) if ty.path == "core::Vec" else ""
    definition = host.type_of(ty)
    if definition is not None and definition.default:
        return Agg(ty, definition.default, ())
    if definition is None or definition.variants or definition.span is None:
        return zero(host, state, ty)
    if any(host.implementation(part, "default") for _, part in definition.fields):
        return Unknown("a default value")
    return Agg(ty, "", tuple(_derived_default(host, state, part) for _, part in definition.fields))


def _default_like(host: Host, state: State, args: list[Any]) -> Any:
    """`default_like(place)`: what `Default` gives for the type of the value that is there."""
    return _default_of(host, state, deref(state, args[0]))


def _default_of(host: Host, state: State, value: Any) -> Any:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | Bits):
        return 0
    if isinstance(value, str):
        return ""
    if not isinstance(value, Agg):
        return Unknown("a default value")
    if value.ty.path == "core::Option":
        return Agg(value.ty, "None", ())
    if value.ty.path in ("()", "[]"):
        return Agg(value.ty, "", tuple(_default_of(host, state, item) for item in value.items))
    return _default(host, state, [TypeValue(value.ty)])


def zero(host: Host, state: State, ty: Ty, number: Callable[[Ty], Any] = _no_bits) -> Any:
    """A value of a type with all bits 0, or with other numbers; not known where that depends on more than the
    type's fields."""
    if ty.path in WIDTHS or ty.path == "*":
        return number(ty)
    if ty.path == "[]":
        return _zeros(host, state, ty.args[0], host.memory(state).length_of(ty), number)
    if ty.path == "core::Option":
        return Agg(ty, "None", ())
    if ty.path == "()":
        return Agg(ty, "", tuple(zero(host, state, part, number) for part in ty.args))
    definition = host.type_of(ty)
    if definition is None or definition.variants:
        return Unknown(f"zeros as a `{ty.path}`")
    fields = definition.fields
    if definition.span is None and all(declared.path == "?" for _, declared in fields):
        return Agg(ty, "", (number(Ty("u64")),) * len(fields))
    return Agg(ty, "", tuple(zero(host, state, declared, number) for _, declared in fields))


def _zeros(
    host: Host, state: State, element: Ty, count: Any, number: Callable[[Ty], Any] = _no_bits
) -> Any:
    if not isinstance(count, int) or count > MAX_ELEMENTS:
        return Agg(Ty(BYTES.path, (element,)), "", (count,))
    return Agg(Ty("[]", (element,)), "", (zero(host, state, element, number),) * count)


def _size_of(host: Host, state: State, args: list[Any]) -> Any:
    """`size_of(type)`: bytes, laid out as C does."""
    ty = _type(args[0])
    size = host.memory(state).size_of(ty) if ty is not None else 0
    return size or Unknown("a size")


def _elements_of(host: Host, state: State, args: list[Any]) -> Any:
    """`elements_of(type, count)`: so many elements of a slice type with all bits 0; of one that is not known,
    or without a known count, bytes of which nothing is known."""
    ty, count = _type(args[0]), args[1]
    if ty is None or ty.path != "[]" or not ty.args or not isinstance(count, int) or count > MAX_ELEMENTS:
        return Agg(Ty("core::Bytes"), "", (count,))
    return Agg(Ty("[]", ty.args[:1]), "", tuple(zero(host, state, ty.args[0]) for _ in range(count)))


def _number_of(host: Host, state: State, args: list[Any]) -> Any:
    """`number_of(parameter)`: what a `const` parameter stands for, a number or a constant of the driver; 0 if
    that is not written."""
    ty = _type(args[0])
    if ty is None:
        return 0
    number = integer(ty.path.removeprefix("#"))
    return host.numbers.get(ty.path, 0) if number is None else number


def _value_memory(host: Host, state: State, args: list[Any]) -> Any:
    """`value_memory(type)`: memory for one value, all bits 0; if that is not known it is bytes."""
    ty = _type(args[0])
    made = zero(host, state, ty) if ty is not None else None
    if isinstance(made, Agg | int):
        return made
    size = host.memory(state).size_of(ty) if ty is not None else 0
    return Agg(BYTES, "", (size or Unknown("the size of a value"),))


def _value_count(host: Host, state: State, args: list[Any]) -> Any:
    """`value_count(type)`: the length of an array type; 0 for another."""
    ty = _type(args[0])
    return (host.memory(state).length_of(ty) or 0) if ty is not None and ty.path == "[]" else 0


def _align_of(host: Host, state: State, args: list[Any]) -> Any:
    ty = _type(args[0])
    known = ty is not None and host.memory(state).size_of(ty)
    return host.memory(state).alignment(ty) if known else Unknown("an alignment")


def _wrapped(host: Host, state: State, args: list[Any]) -> Any:
    """`wrapped(type, value)`: the low bits of a value, as many as the integer type has."""
    ty, value = _type(args[0]), args[1]
    bits = WIDTHS.get(ty.path) if ty is not None else None
    if ty is None or bits is None or not isinstance(value, int):
        if bits is not None and isinstance(value, Bits):
            return Bits(0, (1 << bits) - 1)
        kept = bits is None or (bits >= BUS_BITS and address_in(value))
        return value if kept else Unknown("a wrapped value")
    low = value & ((1 << bits) - 1)
    return low - (1 << bits) if ty.path[0] == "i" and low >> (bits - 1) else low


def _saturated(host: Host, state: State, args: list[Any]) -> Any:
    """`saturated(type, value)`: the nearest value that the integer type has."""
    limits, value = _limits(args[0]), args[1]
    if limits is None and isinstance(value, int) and 0 <= value < SMALL:
        return value
    if limits is None or not isinstance(value, int):
        return value if isinstance(value, Bits) else Unknown("a saturated value")
    return min(max(value, limits[0]), limits[1])


def _fits(host: Host, state: State, args: list[Any]) -> Any:
    """`fits(type, value)`: has the integer type this value?"""
    limits, value = _limits(args[0]), args[1]
    if limits is None and isinstance(value, int) and 0 <= value < SMALL:
        return True
    if isinstance(value, Pointer) and limits is not None and limits[1] >= _ADDRESSES:
        return True
    if limits is None or not isinstance(value, int):
        part = isinstance(value, Bits) or isinstance(value, Unknown) and address_in(value) is not None
        return UNDECIDED if part else Unknown("whether a value fits")
    return limits[0] <= value <= limits[1]


def _limits(value: Any) -> tuple[int, int] | None:
    ty = _type(value)
    bits = WIDTHS.get(ty.path) if ty is not None else None
    if ty is None or bits is None:
        return None
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if ty.path[0] == "i" else (0, (1 << bits) - 1)


def _type(value: Any) -> Ty | None:
    """The type that a rule names; none if it is a parameter for which nothing stands."""
    ty = value.ty if isinstance(value, TypeValue) else None
    return ty if isinstance(ty, Ty) and not ty.path.startswith("'") else None


LAYOUT: dict[str, Primitive] = {
    "zeroed": _zeroed,
    "zero": _zero,
    "is_structure": _is_structure,
    "default_of": _default,
    "default_like": _default_like,
    "number_of": _number_of,
    "any_of": _any_of,
    "size_of": _size_of,
    "align_of": _align_of,
    "elements_of": _elements_of,
    "value_memory": _value_memory,
    "value_count": _value_count,
    "wrapped": _wrapped,
    "saturated": _saturated,
    "fits": _fits,
}
