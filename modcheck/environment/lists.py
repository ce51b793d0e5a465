"""Primitives on lists, arrays and texts: their length, their elements, one more and one less."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Bits, Unknown
from modcheck.domains.asked import length_of
from modcheck.domains.heap import State
from modcheck.domains.lanes import element_of, index_of, whole
from modcheck.domains.values import Agg, Ptr, PtrKind
from modcheck.environment.memory import BYTES, PART, deref, spelt_out
from modcheck.environment.port import Host, PathEnd, Primitive
from modcheck.ir.types import WIDTHS


def _length(host: Host, state: State, args: list[Any]) -> Any:
    value = deref(state, args[0])
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, Agg):
        if value.ty == PART:
            return value.items[2]
        return value.items[0] if value.ty.path == BYTES.path else length_of(value.items)
    return Unknown("a length")


def _element(host: Host, state: State, args: list[Any]) -> Any:
    """`element(slice, index)`: a reference to an element."""
    where, index = args[0], args[1]
    inner = where
    while isinstance(inner, Ptr):
        where, inner = inner, state.load(inner.root, inner.path)
    if isinstance(inner, str):
        where = spelt_out(state, inner)
        inner = state.load(where.root, where.path)
    if not isinstance(index, int):
        raise ValueError("an index that is not known")
    if isinstance(inner, Agg) and inner.ty == PART and index < inner.items[2]:
        base, start, _ = inner.items
        return _element(host, state, [_placed(state, base), start + index])
    if isinstance(inner, Agg) and inner.ty.path == BYTES.path:
        return _any_of(host, state, inner, index)
    if not isinstance(inner, Agg) or not 0 <= index < len(inner.items):
        raise PathEnd(f"index {index} out of bounds")
    return Ptr(PtrKind.SHARED, where.root, (*where.path, element_of(inner, index)))


def _placed(state: State, base: Any) -> Any:
    """An array that is a value of its own, as memory."""
    return base if isinstance(base, Ptr | str) else Ptr(PtrKind.SHARED, state.allocate("array", base))


def _any_of(host: Host, state: State, inner: Agg, index: int) -> Ptr:
    """An element of memory of which only the length is known, if that."""
    many = inner.items[0]
    if isinstance(many, int) and not 0 <= index < many:
        raise PathEnd(f"index {index} out of bounds")
    width = WIDTHS.get(inner.ty.args[0].path if inner.ty.args else "u8")
    value = Bits(0, (1 << width) - 1) if width is not None else Unknown("an element")
    return Ptr(PtrKind.SHARED, state.allocate("element", value))


def _advance(host: Host, state: State, args: list[Any]) -> Any:
    """`advance(pointer, count)`: a raw pointer to a later element of the array it points into."""
    where, count = args[0], args[1]
    if count.__class__ is int and count == 0 and not _leads_to_array(state, where):
        return where
    if not isinstance(where, Ptr) or not isinstance(count, int):
        return Unknown("a computed address")
    path, index = where.path, count
    array = state.load(where.root, path)
    if not _is_array(array) and path:
        array = state.load(where.root, path[:-1])
        path, index = path[:-1], index_of(array, path[-1]) + count
    if not _is_array(array) or index < 0:
        return Unknown("a computed address")
    if index >= len(array.items):
        return Ptr(PtrKind.RAW, where.root, (*path, index))
    return Ptr(PtrKind.RAW, where.root, (*path, element_of(array, index)))


def _leads_to_array(state: State, where: Any) -> bool:
    """Then the first element is meant, as in C."""
    raw = isinstance(where, Ptr) and where.kind is PtrKind.RAW
    return raw and _is_array(state.load(where.root, where.path))


def _is_array(value: Any) -> bool:
    return isinstance(value, Agg) and value.ty.path in ("[]", "core::Vec")


def _push(host: Host, state: State, args: list[Any]) -> Any:
    where = args[0]
    value = state.load(where.root, where.path)
    whole(value)
    if len(value.items) > 2048:
        raise ValueError("a list that grows without end")
    state.store(where.root, where.path, Agg(value.ty, value.variant, (*value.items, args[1])))
    return None


def _remove(host: Host, state: State, args: list[Any]) -> Any:
    """`remove(list, element)`: take out what is equal; True if it was there."""
    where, element = args[0], args[1]
    value = state.load(where.root, where.path)
    whole(value)
    kept = tuple(item for item in value.items if not _same(item, element))
    state.store(where.root, where.path, Agg(value.ty, value.variant, kept))
    return len(kept) != len(value.items)


def _contains(host: Host, state: State, args: list[Any]) -> Any:
    value = deref(state, args[0])
    return any(_same(item, args[1]) for item in value.items)


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, Ptr) and isinstance(right, Ptr):
        return (left.root, left.path) == (right.root, right.path)
    return bool(left == right)


def _pop(host: Host, state: State, args: list[Any]) -> Any:
    """`pop(list)`: take out the last element."""
    where = args[0]
    value = state.load(where.root, where.path)
    whole(value)
    state.store(where.root, where.path, Agg(value.ty, value.variant, value.items[:-1]))
    return value.items[-1]


def _shift(host: Host, state: State, args: list[Any]) -> Any:
    """`shift(list)`: the first element, which was taken out of it, goes."""
    where = args[0]
    value = state.load(where.root, where.path)
    state.store(where.root, where.path, Agg(value.ty, value.variant, value.items[1:]))
    return None


LISTS: dict[str, Primitive] = {
    "pop": _pop,
    "shift": _shift,
    "length": _length,
    "element": _element,
    "advance": _advance,
    "push": _push,
    "remove": _remove,
    "contains": _contains,
}
