"""Primitives on memory and values: allocation, ownership, conversions."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Pointer, Unknown
from modcheck.domains.heap import State
from modcheck.domains.values import FREED, NEVER_DROPPED, Agg, Ptr, PtrKind, TypeValue, owns, pointers
from modcheck.environment.port import Host, Primitive
from modcheck.ir.types import Ty

_PLAIN = ("core::Option", "()", "[]")
"""Types that are copied if what they hold is."""
COUNTED = Ty("core::ArcInner")
PART = Ty("core::Part")
"""Elements of an array that follow each other: where the array is, the first, how many."""
BYTES = Ty("core::Bytes")
"""Memory without known elements: how many there are. Its argument is their type, `u8` if there is none."""


def _allocate(host: Host, state: State, args: list[Any]) -> Any:
    """`allocate(value)`: a kernel object; nothing in Rust owns it."""
    return Ptr(PtrKind.RAW, state.allocate(_site(host, state, args[0]), args[0]))


def _site(host: Host, state: State, value: Any) -> str:
    name = str(value.ty.path).rpartition("::")[2] if isinstance(value, Agg) else "value"
    return f"{host.site(state)}.{name}"


def _promote(host: Host, state: State, args: list[Any]) -> Any:
    """`promote(place, value)`: a reference to what a constant expression is worth; it lives for ever."""
    root, value = f"constant {args[0]}", args[1]
    while state.heap.get(root, value) != value:
        root += "'"
    state.heap[root] = value
    return Ptr(PtrKind.SHARED, root)


def _box(host: Host, state: State, args: list[Any]) -> Any:
    return Ptr(PtrKind.BOX, state.allocate(_site(host, state, args[0]), args[0]))


def _arc(host: Host, state: State, args: list[Any]) -> Any:
    inner = Agg(COUNTED, "", (1, args[0]))
    return Ptr(PtrKind.ARC, state.allocate(_site(host, state, args[0]), inner), (1,))


def _free(host: Host, state: State, args: list[Any]) -> Any:
    """`free(pointer)`: the memory is given back; a second time is an error."""
    root = root_of(args[0])
    if root is None or root not in state.heap:
        return None
    if state.heap[root] is FREED:
        host.broken(state, "released_twice", root.partition("#")[0])
        return None
    if host.device.can_master(state.device[1]):
        state.freed = {**state.freed, root: state.heap[root]}
    state.heap[root] = FREED
    state.note("free", root, host.where(state))
    return None


def _consume(host: Host, state: State, args: list[Any]) -> Any:
    """`consume(pointer)`: a call that failed takes its argument all the same, and what that points to; the
    call is remembered."""
    root = root_of(args[0])
    for gone in (root, *map(root_of, pointers(state.heap.get(root, FREED) if root else FREED))):
        state.note("consumed", str(gone), host.where(state))
    return None


def consumed(state: State, root: object) -> Any:
    """The place of the failing call that took an object; None if none did."""
    return next((s.place for s in state.steps() if s.kind == "consumed" and s.text == root), None)


def freed_at(state: State, root: object) -> Any:
    """Where an object was given back; None if that is not known."""
    return next((s.place for s in state.steps() if s.kind == "free" and s.text == root), None)


def root_of(value: Any) -> str | None:
    """The heap object that a pointer or address names."""
    if isinstance(value, Ptr) and isinstance(value.root, str):
        return value.root
    if isinstance(value, Pointer) and isinstance(value.base, str):
        return value.base
    return None


def deref(state: State, value: Any) -> Any:
    """Follow references to the value they lead to."""
    while isinstance(value, Ptr) and value.kind is PtrKind.SHARED:
        value = state.load(value.root, value.path)
    return value


def _arc_clone(host: Host, state: State, args: list[Any]) -> Any:
    pointer = deref(state, args[0])
    if not isinstance(pointer, Ptr):
        return Unknown("a clone")
    count = state.load(pointer.root, (0,))
    state.store(pointer.root, (0,), count + 1)
    return Ptr(PtrKind.ARC, pointer.root, (1,))


def _as_kind(kind: PtrKind) -> Primitive:
    def convert(host: Host, state: State, args: list[Any]) -> Any:
        value = args[0]
        if isinstance(value, Pointer) and isinstance(value.base, str) and not value.offset:
            return Ptr(kind, value.base)
        return value._replace(kind=kind) if isinstance(value, Ptr) else value

    return convert


def _replace(host: Host, state: State, args: list[Any]) -> Any:
    """`replace(place, value)`: put a value, give the old one."""
    where = args[0]
    old = state.load(where.root, where.path)
    state.store(where.root, where.path, args[1])
    return old


def _exchange(host: Host, state: State, args: list[Any]) -> Any:
    """`exchange(place, place)`: swap two values."""
    left, right = args
    one, other = state.load(left.root, left.path), state.load(right.root, right.path)
    state.store(left.root, left.path, other)
    state.store(right.root, right.path, one)
    return None


def spelt_out(state: State, text: str) -> Ptr:
    """A constant text as memory that has elements."""
    name, spelt = f"text {text[:40]}", Agg(Ty("[]"), "", tuple(text.encode()))
    while state.heap.get(name, spelt) != spelt:
        name += "'"
    state.heap[name] = spelt
    return Ptr(PtrKind.SHARED, name)


def _type_of(host: Host, state: State, args: list[Any]) -> Any:
    """`type_of(pointer)`: the type of the value that it leads to."""
    value = state.load(args[0].root, args[0].path)
    return TypeValue(value.ty if isinstance(value, Agg) else None)


def _whole_of(host: Host, state: State, args: list[Any]) -> Any:
    """`whole_of(pointer)`: from a field to the value that it is one of; what is no field is the whole."""
    pointer = args[0]
    return Ptr(PtrKind.RAW, pointer.root, pointer.path[:-1]) if isinstance(pointer, Ptr) else pointer


def _alive(host: Host, state: State, args: list[Any]) -> Any:
    """`alive(pointer)`: has the memory not been given back?"""
    root = root_of(args[0])
    return root is not None and state.heap.get(root, FREED) is not FREED


def _freed(host: Host, state: State, args: list[Any]) -> Any:
    """`freed(pointer)`: is it known that the memory was given back?"""
    root = root_of(args[0])
    return root is not None and state.heap.get(root, FREED) is FREED


def _of_arc(host: Host, state: State, args: list[Any]) -> Any:
    """`of_arc(pointer)`: does it point to a value that is counted by `Arc`s?"""
    inner = state.heap.get(root_of(args[0]) or "")
    return isinstance(inner, Agg) and inner.ty == COUNTED and args[0].path == (1,)


def _is_a(host: Host, state: State, args: list[Any]) -> Any:
    """`is_a(pointer, path)`: does it lead to a value of that type?"""
    try:
        value = state.load(args[0].root, args[0].path)
    except (AttributeError, LookupError):
        return False
    return isinstance(value, Agg) and value.ty.path == args[1]


def _is_number(host: Host, state: State, args: list[Any]) -> Any:
    """`is_number(value)`: is it a known number, and no pointer?"""
    return isinstance(args[0], int)


def _bytes(host: Host, state: State, args: list[Any]) -> Any:
    return Agg(BYTES, "", (args[0],))


def _address(host: Host, state: State, args: list[Any]) -> Any:
    """`address(pointer)`: the bus address of memory."""
    root = root_of(args[0])
    return Pointer(root, 0) if root is not None else Unknown("an address")


def _atomic(host: Host, state: State, args: list[Any]) -> Any:
    return deref(state, args[0])


def _is_null(host: Host, state: State, args: list[Any]) -> Any:
    value = deref(state, args[0])
    return value == 0 if isinstance(value, int) else not isinstance(value, Ptr | Pointer)


def _dropped(host: Host, state: State, args: list[Any]) -> Any:
    """`dropped(value)`: `drop` of something that owns nothing releases nothing."""
    value = args[0]
    if isinstance(value, int):
        host.broken(state, "drop_of_reference", host.site(state), "an integer is only copied")
    if isinstance(value, Agg) and value.ty.path in _PLAIN and not owns(value):
        value = next(iter(pointers(value)), None)
    if isinstance(value, Ptr) and not owns(value):
        host.broken(state, "drop_of_reference", host.site(state), related=_named(state, value))
    return None


def _named(state: State, value: Ptr) -> tuple[str, ...]:
    """The objects that the referenced value points to."""
    found = pointers(state.load(value.root, value.path))
    return tuple(root for root in map(root_of, found) if root is not None)


def _convert(host: Host, state: State, args: list[Any]) -> Any:
    """`.into()`: a counted reference from a shared one, else the value itself."""
    value = args[0]
    if isinstance(value, Ptr) and value.kind is PtrKind.SHARED and isinstance(value.root, str):
        if value.path == (1,):
            return _arc_clone(host, state, [value._replace(kind=PtrKind.ARC)])
        target = state.load(value.root, value.path)
        if isinstance(target, Agg) and host.implementation(target.ty, "inc_ref"):
            users = state.load(value.root, (0,))
            state.store(value.root, (0,), users + 1)
            return value._replace(kind=PtrKind.REF_COUNTED)
    return value


def _copy(host: Host, state: State, args: list[Any]) -> Any:
    """`copy(place)`: as a derived `Clone` does it, part by part."""
    return _cloned(host, state, deref(state, args[0]))


def _cloned(host: Host, state: State, value: Any) -> Any:
    if not owns(value):
        return value
    if isinstance(value, Ptr) and value.kind is PtrKind.BOX:
        return _box(host, state, [_cloned(host, state, state.load(value.root, value.path))])
    if isinstance(value, Ptr) and value.kind is PtrKind.ARC:
        return _arc_clone(host, state, [value])
    if isinstance(value, Agg) and (value.ty.path in _PLAIN or not host.implementation(value.ty, "clone")):
        items = tuple(_cloned(host, state, item) for item in value.items)
        return Agg(value.ty, value.variant, items, value.owns)
    return Unknown("a clone of what owns something")


def _unknown(host: Host, state: State, args: list[Any]) -> Any:
    return Unknown(str(args[0]))


def _never_dropped(host: Host, state: State, args: list[Any]) -> Any:
    """`never_dropped(value)`: a `ManuallyDrop`, which owns without dropping."""
    return Agg(Ty(NEVER_DROPPED), "", (args[0],))


def _forget(host: Host, state: State, args: list[Any]) -> Any:
    return None


def _data_kind(host: Host, state: State, args: list[Any]) -> Any:
    """`has_method(type, name)`: does the driver implement this callback?"""
    ty = args[0].ty if isinstance(args[0], TypeValue) else None
    return ty is not None and host.implementation(ty, str(args[1])) is not None


MEMORY: dict[str, Primitive] = {
    "allocate": _allocate,
    "promote": _promote,
    "box": _box,
    "arc": _arc,
    "free": _free,
    "consume": _consume,
    "arc_clone": _arc_clone,
    "as_raw": _as_kind(PtrKind.RAW),
    "as_box": _as_kind(PtrKind.BOX),
    "as_arc": _as_kind(PtrKind.ARC),
    "as_counted": _as_kind(PtrKind.REF_COUNTED),
    "borrow": _as_kind(PtrKind.SHARED),
    "replace": _replace,
    "exchange": _exchange,
    "type_of": _type_of,
    "whole_of": _whole_of,
    "alive": _alive,
    "freed": _freed,
    "of_arc": _of_arc,
    "is_a": _is_a,
    "is_number": _is_number,
    "bytes": _bytes,
    "address": _address,
    "read_through": _atomic,
    "is_null": _is_null,
    "dropped": _dropped,
    "convert": _convert,
    "copy": _copy,
    "unknown": _unknown,
    "forget": _forget,
    "never_dropped": _never_dropped,
    "has_method": _data_kind,
}
