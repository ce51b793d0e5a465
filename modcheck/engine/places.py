"""Places in, where they lead and what is there out: field, element and pointer steps over a state."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Pointer, Unknown
from modcheck.domains.asked import Asked
from modcheck.domains.heap import Frame, State
from modcheck.domains.lanes import element_of
from modcheck.domains.values import EMPTY, FREED, LOCALS, Agg, Ptr, PtrKind, Root
from modcheck.engine.catalog import Catalog
from modcheck.environment.memory import PART, spelt_out
from modcheck.environment.port import PathEnd
from modcheck.ir.ops import Const, Deref, Field, Index, Operand, Peek, Place, Projection, Use

Located = tuple[Root, tuple[int, ...], Any, bool]
"""(object, path inside it, value there, was a non-owning pointer followed)."""


_Here = tuple[Root, tuple[int, ...], Any]


class Dangling(PathEnd):
    """A pointer to memory that was given back was followed."""

    def __init__(self, root: Root) -> None:
        super().__init__(f"use of freed memory ({root})")
        self.root = root


class Opaque(Exception):
    """A step into a value of which nothing is known."""


def locate(catalog: Catalog, state: State, frame: Frame, place: Place) -> Located:
    """Walk a place of the running frame."""
    root = (len(state.frames) - 1) * LOCALS + place.local
    return walk(catalog, state, frame, (root, (), frame.locals[place.local]), place.path)


def walk(
    catalog: Catalog, state: State, frame: Frame, here: _Here, parts: tuple[Projection, ...]
) -> Located:
    """From a value on; was a reference followed on the way?"""
    root, path, value = here
    through = False
    for part in parts:
        kind = part.__class__
        if kind is Deref:
            root, path, value, reference = follow(catalog, state, value, root, path)
            through = through or reference
            continue
        while True:
            if value.__class__ is Ptr:
                through = through or value.kind is PtrKind.SHARED or value.kind is PtrKind.RAW
                root, path = value.root, value.path
                value = target(state, value)
                continue
            index = step(catalog, state, frame, value, part)
            if index is not None:
                break
            end = _without_step(catalog, state, frame, (root, path, value), part)
            if end is not None:
                through = through or part.__class__ is Index
                root, path, value = end
                break
            root, path, value, reference = follow(catalog, state, value, root, path)
            through = through or reference
        if index is None:
            continue
        path = (*path, index)
        value = value.items[index]
    return root, path, value, through


def step(catalog: Catalog, state: State, frame: Frame, value: Any, part: Any) -> int | None:
    """The position of a field, element or payload in `value`; `None` if a pointer must be followed."""
    if value.__class__ is not Agg:
        return None
    kind = part.__class__
    if kind is Field:
        return catalog.position(value, part.name)
    if kind is Index:
        return element(catalog, state, frame, value, part.operand)
    position = part.position if part.position >= 0 else len(value.items) + part.position
    return position if position < len(value.items) else None


def element(catalog: Catalog, state: State, frame: Frame, value: Agg, operand: Operand) -> int | None:
    if value.ty.path not in ("[]", "core::Vec"):
        return None
    index = element_of(value, read_plain(catalog, state, frame, operand))
    if not isinstance(index, int):
        raise Opaque("an index that is not known")
    if not _inside(index, len(value.items), operand):
        raise PathEnd(f"index {index} out of bounds of {len(value.items)}")
    return int(index) if index.__class__ is Asked else index


def _inside(index: int, count: int, operand: Operand) -> bool:
    if index.__class__ is not Asked:
        return 0 <= index < count
    for limit in (0, count):
        index.asking.compared(index, "<", limit, (id(operand), limit > 0))
    return 0 <= int(index) < count


def _without_step(catalog: Catalog, state: State, frame: Frame, here: _Here, part: Any) -> _Here | None:
    """Where a projection leads that is no step into a value: a field that stands for the whole, an element of
    what lies elsewhere. None if a pointer must be followed."""
    value = here[2]
    if isinstance(part, Field):
        return here if catalog.is_whole(value, part.name) else None
    if part.__class__ is Index and (value.__class__ is str or (value.__class__ is Agg and value.ty == PART)):
        return _of_part(catalog, state, frame, value, part.operand)
    return None


def _of_part(catalog: Catalog, state: State, frame: Frame, value: Any, operand: Operand) -> _Here:
    """An element of a part of an array, or of a constant text, where it lies."""
    index = read_plain(catalog, state, frame, operand)
    base, start, count = value.items if value.__class__ is Agg else (value, 0, len(value.encode()))
    if index.__class__ not in (int, Asked):
        raise Opaque("an index that is not known")
    if not _inside(index, count, operand):
        raise PathEnd(f"index {index} out of bounds of {count}")
    index = int(index)
    if base.__class__ is str:
        memory = spelt_out(state, base)
        return memory.root, (start + index,), state.load(memory.root, (start + index,))
    if base.__class__ is not Ptr:
        raise Opaque("an element of what is not known")
    return base.root, (*base.path, start + index), target(state, base).items[start + index]


def part_element(catalog: Catalog, state: State, frame: Frame, value: Any, operand: Operand) -> Any:
    """The value of such an element."""
    return _of_part(catalog, state, frame, value, operand)[2]


def read_plain(catalog: Catalog, state: State, frame: Frame, operand: Operand) -> Any:
    """An operand that owns nothing (an index)."""
    if isinstance(operand, Const):
        return operand.value
    if isinstance(operand, Use | Peek):
        if not operand.place.path:
            return frame.locals[operand.place.local]
        return locate(catalog, state, frame, operand.place)[2]
    return catalog.constants.get(operand.path, Unknown(operand.path))


class Placeless(Exception):
    """What the driver's own `deref` leads to depends on where the value lies."""


def follow(catalog: Catalog, state: State, value: Any, root: Root | None, path: tuple[int, ...]) -> Located:
    """What a pointer or guard leads to; `root` is only not known where nobody asks for the place."""
    if value.__class__ is Ptr:
        reference = value.kind is PtrKind.SHARED or value.kind is PtrKind.RAW
        return value.root, value.path, target(state, value), reference
    if value.__class__ is Pointer and isinstance(value.base, str) and value.offset == 0:
        pointer = Ptr(PtrKind.RAW, value.base)
        return pointer.root, (), target(state, pointer), True
    if value.__class__ is Agg:
        deref = catalog.deref(value)
        if deref:
            return _guarded(catalog, state, value, root or 0, path, deref)
        led = _own_deref(catalog, state, value, root, path)
        if led is not None:
            return follow(catalog, state, led, root, path)
    if value == 0 and not isinstance(value, Agg):
        raise PathEnd("null pointer dereference")
    if value is EMPTY:
        raise PathEnd("use of a moved value")
    raise Opaque("a value of which nothing is known")


def _own_deref(
    catalog: Catalog, state: State, value: Agg, root: Root | None, path: tuple[int, ...]
) -> Any | None:
    """What the driver's own `deref` returns, if it has one that is run."""
    function = catalog.own_deref(value)
    if function is None or catalog.run_deref is None:
        return None
    if root is None:
        raise Placeless
    return catalog.run_deref(state, function, Ptr(PtrKind.SHARED, root, path))


def _guarded(
    catalog: Catalog, state: State, value: Any, root: Root, path: tuple[int, ...], deref: tuple[str, ...]
) -> Located:
    for name in deref:
        index = catalog.position(value, name) if value.__class__ is Agg else None
        while index is None:
            root, path, value, _ = follow(catalog, state, value, root, path)
            index = catalog.position(value, name)
        path = (*path, index)
        value = value.items[index]
    return root, path, value, True


def target(state: State, pointer: Ptr) -> Any:
    """The value behind a pointer."""
    root = pointer.root
    if root.__class__ is int:
        depth, slot = divmod(root, LOCALS)
        if depth >= len(state.frames):
            raise Dangling(root)
        value = state.frames[depth].locals[slot]
    else:
        value = state.heap.get(root, FREED)  # type: ignore[arg-type]
        if value is FREED:
            raise Dangling(root)
    for index in pointer.path:
        if value.__class__ is not Agg or index >= len(value.items):
            raise Opaque("memory seen as another type")
        value = value.items[index]
    return value
