"""Parts of slices: `&slice[range]`, and whether a range lies in a slice."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Bits
from modcheck.domains.heap import State
from modcheck.domains.values import Agg, Ptr, PtrKind
from modcheck.environment.bytes import ANY_LENGTH, CONSTANT, beyond, run_of, unknown_count
from modcheck.environment.memory import BYTES, PART, deref
from modcheck.environment.port import Host, Primitive
from modcheck.ir.types import Ty


def _part(host: Host, state: State, args: list[Any]) -> Any:
    """`part(slice, range)`: `&slice[range]`; `()` for the range is all. It panics as Rust does."""
    if _lies_somewhere(state, args[0], args[1]):
        return Agg(_of_elements(state, args[0]), "", (ANY_LENGTH,))
    run = run_of(state, args[0])
    many = run.many if run is not None else unknown_count(state, args[0])
    if many is None:
        raise ValueError("a part of what is not known")
    start, end = _bounds(state, args[1], many)
    if start > end == many:
        raise beyond(host, state, f"range start index {start} out of range for slice of length {end}")
    if start > end:
        raise beyond(host, state, f"the slice index starts at {start} but ends at {end}")
    if end > many:
        raise beyond(host, state, f"range end index {end} out of range for slice of length {many}")
    if run is None:
        return Agg(BYTES, "", (end - start,))
    base: Any = run.whole
    if run.root is not None and run.root != CONSTANT:
        base = Ptr(PtrKind.SHARED, run.root, run.path)
    return Agg(PART, "", (base, run.start + start, end - start))


def _within(host: Host, state: State, args: list[Any]) -> Any:
    """`within(slice, range)`: does the range lie in the slice?"""
    if _lies_somewhere(state, args[0], args[1]):
        return Bits(0, 1)
    run = run_of(state, args[0])
    many = run.many if run is not None else unknown_count(state, args[0])
    if many is None:
        raise ValueError("a part of what is not known")
    start, end = _bounds(state, args[1], many)
    return start <= end <= many


def _lies_somewhere(state: State, value: Any, range_: Any) -> bool:
    """Is it a part of bytes that are not known, by numbers that nobody here decides? Then it holds such bytes
    too, and may lie outside. Memory of known bytes is none: a write to a part would not be seen there."""
    numbers = [_plain(state, item) for item in range_.items[:2]] if isinstance(range_, Agg) else []
    found = deref(state, value)
    if isinstance(found, Agg) and found.ty.path == BYTES.path:
        return any(isinstance(number, Bits) for number in (*numbers, found.items[0]))
    if not any(isinstance(number, Bits) for number in numbers):
        return False
    run = run_of(state, value)
    items = run.whole.items if run is not None and isinstance(run.whole, Agg) else ()
    return all(isinstance(item, int | Bits) for item in items) and any(isinstance(i, Bits) for i in items)


def _of_elements(state: State, value: Any) -> Ty:
    """The type of memory of which only that of the elements is known: bytes, where there are none larger."""
    found = deref(state, value)
    if isinstance(found, Agg) and found.ty.path == BYTES.path:
        return Ty(BYTES.path, found.ty.args)
    run = run_of(state, value)
    items = run.whole.items if run is not None and isinstance(run.whole, Agg) else ()
    largest = max((item.value | item.mask if isinstance(item, Bits) else item for item in items), default=256)
    return Ty(BYTES.path, (Ty("u8"),)) if largest < 256 else BYTES


def _bounds(state: State, range_: Any, count: int) -> tuple[int, int]:
    if not isinstance(range_, Agg) or len(range_.items) != 3:
        return 0, count
    low, high, inclusive = (_plain(state, item) for item in range_.items)
    start = low if isinstance(low, int) else 0 if isinstance(low, Agg) else None
    end = high + int(bool(inclusive)) if isinstance(high, int) else count if isinstance(high, Agg) else None
    if start is None or end is None:
        raise ValueError("a range that is not known")
    return start, end


def _plain(state: State, value: Any) -> Any:
    while isinstance(value, Ptr):
        value = state.load(value.root, value.path)
    return value


RANGES: dict[str, Primitive] = {"part": _part, "within": _within}
