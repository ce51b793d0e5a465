"""Primitives on runs of elements: parts of arrays, and what user space gets from them and puts into them.

A part is a value of `core::Part`: where the array is, the first of its elements, how many.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from modcheck.domains import Bits, Unknown
from modcheck.domains.asked import Elements, length_of
from modcheck.domains.heap import State
from modcheck.domains.values import FREED, LOCALS, Agg, FunctionValue, Ptr, PtrKind, TypeValue
from modcheck.environment.ledger import REQUESTED
from modcheck.environment.memory import BYTES, PART, deref
from modcheck.environment.port import Host, PathEnd, Primitive
from modcheck.ir.types import Ty

_ARRAYS = ("[]", "core::Vec")
OUT_OF_BOUNDS = "copy_out_of_bounds"
TEXT = "Hello\n"
"""What user space writes, again and again."""
CONSTANT = "text"
_LARGEST = 65_536
"""A list is not made longer than this."""


ANY_LENGTH = Bits(0, (1 << 63) - 1)


class Run(NamedTuple):
    """Elements one after the other: the array (a text, if it is constant), where it lies, the first element,
    how many from there on."""

    whole: Any
    root: Any
    path: tuple[int, ...]
    start: int
    many: int

    def size(self) -> int:
        """Of the whole array."""
        return elements_in(self.whole)

    def values(self, count: int) -> tuple[Any, ...]:
        """The first elements."""
        if isinstance(self.whole, str):
            return tuple(self.whole.encode()[self.start : self.start + count])
        return tuple(self.whole.items[self.start : self.start + count])


def elements_in(whole: Any) -> int:
    """How many elements an array has, or bytes a text."""
    return len(whole.encode()) if isinstance(whole, str) else len(whole.items)


def run_of(state: State, value: Any) -> Run | None:
    """The elements that a slice, part, array, text or pointer means; None if that is not known."""
    where: Ptr | None = None
    if isinstance(value, Ptr) and value.root.__class__ is int and value.root // LOCALS >= len(state.frames):
        return None
    for _ in range(16):
        if isinstance(value, Agg) and value.ty == PART:
            whole = run_of(state, value.items[0])
            return whole._replace(start=value.items[1], many=value.items[2]) if whole else None
        if isinstance(value, str):
            return Run(value, CONSTANT, (), 0, elements_in(value))
        if isinstance(value, Agg) and value.ty.path in _ARRAYS:
            root, path = (where.root, where.path) if where is not None else (None, ())
            return Run(value, root, path, 0, length_of(value.items))
        if isinstance(value, Agg) and value.ty.path == BYTES.path:
            return None
        if not isinstance(value, Ptr):
            break
        where, value = value, _behind(state, value)
    return _from_element(state, where) if where is not None else None


def _behind(state: State, pointer: Ptr) -> Any:
    try:
        found = state.load(pointer.root, pointer.path)
    except (LookupError, AttributeError):
        return None
    if found is FREED:
        raise PathEnd(f"use of freed memory ({pointer.root})")
    return found


def _from_element(state: State, pointer: Ptr) -> Run | None:
    """A raw pointer to an element, or past the last one, leads to all that follow."""
    array = _behind(state, pointer._replace(path=pointer.path[:-1])) if pointer.path else None
    if not isinstance(array, Agg) or array.ty.path not in _ARRAYS:
        return None
    start = pointer.path[-1]
    return Run(array, pointer.root, pointer.path[:-1], start, len(array.items) - start)


def outside(host: Host, state: State, reason: str) -> None:
    """An index or a run past the end; what user space asks for says when."""
    asked = str(state.load("world", (host.field(state.heap["world"], "asked"),)) or "")
    told = f"{reason}; {asked}" if asked else reason
    host.broken(state, OUT_OF_BOUNDS, host.site(state), told)


def asked_for(state: State) -> bool:
    """Does a callback run that user space calls with an offset and a length?"""
    return state.scope[-1:] != () and state.scope[-1] in REQUESTED


def beyond(host: Host, state: State, reason: str) -> PathEnd:
    """A slice that does not fit: it panics."""
    if not asked_for(state):
        return PathEnd(f"index {reason}")
    outside(host, state, reason)
    return PathEnd(f"out of bounds: {reason}")


def unknown_count(state: State, value: Any) -> int | None:
    """The length of memory without known elements; none if it is not that."""
    found = deref(state, value)
    known = isinstance(found, Agg) and found.ty.path == BYTES.path and isinstance(found.items[0], int)
    return found.items[0] if known else None


def _fits_in(host: Host, state: State, args: list[Any]) -> Any:
    """`fits_in(pointer, count)`: are there so many elements? If it is known that not, what is copied leaves
    the memory: `copy_out_of_bounds`, and the path ends."""
    run, count = run_of(state, args[0]), args[1]
    if run is None or not isinstance(count, int):
        return False
    if count > run.many:
        at = f" from byte {run.start}" if run.start else ""
        outside(host, state, f"{count} bytes{at} of memory of {run.size()}")
        raise PathEnd("memory is copied past its end")
    return True


def text_at(position: int, count: int) -> tuple[int, ...]:
    """Bytes of what user space writes."""
    text = TEXT.encode()
    return tuple(text[(position + i) % len(text)] for i in range(count))


def _user_text(host: Host, state: State, args: list[Any]) -> Any:
    """`user_text(position, count)`: what user space writes, as a list of bytes."""
    if int(args[1]) > _LARGEST:
        raise ValueError("a list that grows without end")
    return Agg(Ty("core::Vec", (Ty("u8"),)), "", Elements(text_at(args[0], args[1]), args[1]))


def _user_number(host: Host, state: State, args: list[Any]) -> Any:
    """`user_number(position, count)`: the same bytes as a little-endian number."""
    return int.from_bytes(bytes(text_at(args[0], args[1])), "little")


def _put(host: Host, state: State, args: list[Any]) -> Any:
    """`put_text(pointer, position, count)`: bytes of what user space writes are stored."""
    run, position, count = run_of(state, args[0]), args[1], args[2]
    if run is not None and run.root not in (None, CONSTANT):
        _store(state, run, text_at(position, count))
    return None


def _store(state: State, run: Run, values: tuple[Any, ...]) -> None:
    items = run.whole.items
    new = (*items[: run.start], *values, *items[run.start + len(values) :])
    state.store(run.root, run.path, Agg(run.whole.ty, run.whole.variant, new))


def forget_bytes(state: State, value: Any) -> None:
    """Somebody may have written numbers there, where there are only numbers."""
    run = run_of(state, value) if isinstance(value, Ptr | Agg) else None
    if run is None or run.root in (None, CONSTANT) or run.many < 1:
        return
    values = run.values(run.many)
    if all(isinstance(item, int | Unknown) for item in values):
        _store(state, run, (Unknown("what may have been written"),) * len(values))


def _unknown_bytes(host: Host, state: State, args: list[Any]) -> Any:
    """`unknown_bytes(slice)`: it is filled with bytes that nobody knows."""
    forget_bytes(state, args[0])
    return None


def _copy_run(host: Host, state: State, args: list[Any]) -> Any:
    """`copy_run(target, source)`: `copy_from_slice`, which panics if the lengths differ."""
    target, source = run_of(state, args[0]), run_of(state, args[1])
    room = target.many if target is not None else unknown_count(state, args[0])
    many = source.many if source is not None else unknown_count(state, args[1])
    if room is None or many is None or target is not None and target.root in (None, CONSTANT):
        return None
    if room != many:
        raise beyond(host, state, f"{many} bytes are copied into a slice of {room}")
    if target is not None and source is not None:
        _store(state, target, source.values(source.many))
    elif target is not None:
        forget_bytes(state, args[0])
    return None


def _copy_elements(host: Host, state: State, args: list[Any]) -> Any:
    """`copy_elements(target, source, count)`: `copy_nonoverlapping`; what is not known of it is forgotten."""
    target, source, count = run_of(state, args[0]), run_of(state, args[1]), args[2]
    known = target is not None and source is not None and isinstance(count, int)
    if known and target is not None and source is not None and count <= min(target.many, source.many):
        _store(state, target, source.values(count))
    else:
        forget_bytes(state, args[0])
    return None


def _append(host: Host, state: State, args: list[Any]) -> Any:
    """`append(list, slice)`: `extend_from_slice`."""
    target, source = run_of(state, args[0]), run_of(state, args[1])
    if source is None and _is_bytes(state, args[1]) and _of_numbers(state, target, args[0]):
        root, path = _last_place(state, args[0])
        state.store(root, path, Agg(BYTES, "", (ANY_LENGTH,)))
        return None
    if target is None or source is None:
        raise _forgotten(state, target, "a list that is not known")
    _grown(state, target, (*target.whole.items, *source.values(source.many)))
    return None


def _is_bytes(state: State, value: Any) -> bool:
    """Is it memory without known elements?"""
    found = deref(state, value)
    return isinstance(found, Agg) and found.ty.path == BYTES.path


def _of_numbers(state: State, target: Run | None, value: Any) -> bool:
    """Can it take such memory and become such memory? A list of anything else would lose what it owns."""
    if target is None:
        return _is_bytes(state, value)
    return isinstance(target.whole, Agg) and all(isinstance(item, int | Bits) for item in target.whole.items)


def _last_place(state: State, value: Any) -> tuple[Any, tuple[int, ...]]:
    """Where the list lies that references lead to."""
    while True:
        found = state.load(value.root, value.path)
        if not isinstance(found, Ptr):
            return value.root, value.path
        value = found


def _resize(host: Host, state: State, args: list[Any]) -> Any:
    """`resize(list, count, value)`: shorter, or longer by copies of the value."""
    target, count, value = run_of(state, args[0]), args[1], args[2]
    if target is None or not isinstance(count, int):
        raise _forgotten(state, target, "a length that is not known")
    items = target.whole.items[:count]
    _grown(state, target, (*items, *(value,) * min(count - len(items), _LARGEST + 1)))
    return None


def _forgotten(state: State, target: Run | None, why: str) -> ValueError:
    """How long the list is from here on, nobody knows."""
    if target is not None and isinstance(target.root, str | int) and target.root != CONSTANT:
        state.store(target.root, target.path, Unknown("a list of which the length is not known"))
    return ValueError(why)


def _grown(state: State, target: Run, items: tuple[Any, ...]) -> None:
    if len(items) > _LARGEST:
        raise ValueError("a list that grows without end")
    state.store(target.root, target.path, Agg(target.whole.ty, target.whole.variant, items))


def _given(host: Host, state: State, args: list[Any]) -> Any:
    """`given(pointer, count)`: where bytes come from that user space is given: the memory and the first of
    them, if it is kept when the callback ends; the bytes themselves if it is not; 0 if they are not known."""
    run, count = run_of(state, args[0]), args[1]
    if run is None:
        return 0
    if isinstance(run.root, str):
        whole = run.whole if run.root == CONSTANT else ""
        return f"{run.root} {run.path} {whole} {run.start}"
    values = run.values(count)
    return f"{run.start} {values}" if all(isinstance(value, int) for value in values) else 0


def _commands(host: Host, state: State, args: list[Any]) -> Any:
    """`commands(computed)`: the constants of the driver, and those computed, that may be commands of an
    `ioctl`: the second byte is a character (include/uapi/asm-generic/ioctl.h)."""
    run = run_of(state, args[0])
    numbers = [*host.numbers.values(), *(run.values(run.many) if run is not None else ())]
    found = {n for n in numbers if isinstance(n, int) and 0xFF < n < 1 << 32 and 32 < (n >> 8 & 0xFF) < 127}
    return Agg(Ty("core::Vec"), "", tuple(sorted(found)[:16]))


def _computed(host: Host, state: State, args: list[Any]) -> Any:
    """`computed()`: the functions that compute constants of the driver."""
    return Agg(Ty("core::Vec"), "", tuple(FunctionValue(path) for path in host.computed[:64]))


def _broken_by(host: Host, state: State, args: list[Any]) -> Any:
    """`broken_by(type, "trait::method", rule, subject, detail)`: what a callback returned breaks a rule."""
    ty = args[0].ty if isinstance(args[0], TypeValue) else None
    path = host.implementation(ty, str(args[1])) if ty is not None else None
    place = host.callback_place(f"static {path}") if path is not None else None
    subject = f"{args[3]} of {ty.path.rpartition('::')[2]}" if ty is not None else str(args[3])
    host.broken(state, str(args[2]), subject, str(args[4]), place)
    return None


def _count_of(host: Host, state: State, args: list[Any]) -> Any:
    """`count_of(result)`: the number in an `Ok`; -1 for an `Err` and for what is not known."""
    result = args[0]
    if isinstance(result, Agg) and result.variant == "Ok" and result.items[:1]:
        return result.items[0] if isinstance(result.items[0], int) else -1
    return -1


def _size_of_value(host: Host, state: State, args: list[Any]) -> Any:
    """`size_of_value(reference)`: bytes of the value behind it, by the type that its field or the array that
    it is an element of was declared with."""
    where = args[0]
    if isinstance(where, Ptr) and isinstance(found := _behind(state, where), Ptr):
        where = found
    value = _behind(state, where) if isinstance(where, Ptr) else where
    ty = value.ty if isinstance(value, Agg) and value.ty.path not in _ARRAYS else None
    if ty is None and isinstance(where, Ptr) and where.path:
        ty = _declared(host, state, where.root, where.path)
    size = host.memory(state).size_of(ty) if ty is not None else 0
    return size or Unknown("the size of a value")


def _declared(host: Host, state: State, root: Any, path: tuple[int, ...]) -> Ty | None:
    """The type that the field at a place was declared with, or that of the elements of such an array."""
    whole = _behind(state, Ptr(PtrKind.RAW, root, path[:-1]))
    if not isinstance(whole, Agg):
        return None
    if whole.ty.path in _ARRAYS:
        of = whole.ty if whole.ty.args else _declared(host, state, root, path[:-1]) if path[:-1] else None
        return of.args[0] if of is not None and of.args else None
    definition = host.type_of(whole.ty)
    fields = definition.fields if definition is not None and not whole.variant else ()
    ty = fields[path[-1]][1] if path[-1] < len(fields) else None
    return ty if isinstance(ty, Ty) and ty.path != "?" else None


def _byte_sizes(host: Host, state: State, args: list[Any]) -> Any:
    """`byte_sizes()`: the lengths of the lists and arrays of numbers that are kept, the three largest."""
    found: set[int] = set()
    for name, value in state.heap.items():
        if name != "world" and value is not FREED:
            _sizes(value, found)
    return Agg(Ty("core::Vec"), "", tuple(sorted(found)[-3:]))


def _sizes(value: Any, found: set[int]) -> None:
    if not isinstance(value, Agg):
        return
    if value.ty.path in _ARRAYS and len(value.items) > 1 and value.items[0].__class__ is int:
        found.add(len(value.items))
        return
    for item in value.items:
        _sizes(item, found)


BYTES_OF: dict[str, Primitive] = {
    "fits_in": _fits_in,
    "user_text": _user_text,
    "user_number": _user_number,
    "put_text": _put,
    "copy_run": _copy_run,
    "copy_elements": _copy_elements,
    "unknown_bytes": _unknown_bytes,
    "append": _append,
    "resize": _resize,
    "given": _given,
    "byte_sizes": _byte_sizes,
    "broken_by": _broken_by,
    "commands": _commands,
    "computed": _computed,
    "count_of": _count_of,
    "size_of_value": _size_of_value,
}
