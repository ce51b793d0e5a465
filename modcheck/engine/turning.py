"""States with rings in, the same states turned, marked for a run of all turns at once, and unmarked after it
out.

A ring is what turns together: the device's indices, numbers of the driver that are indices, arrays with an
element a descriptor, and numbers inside those elements that count elements (the address of a buffer). Which
these are is learned (`learning.py`) and need not be right: what is marked wrongly only makes the lanes
diverge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from modcheck.device import Device
from modcheck.domains import Pointer
from modcheck.domains.affine import Counter
from modcheck.domains.heap import State
from modcheck.domains.lanes import Lanes, Turns
from modcheck.domains.values import Agg, Ptr
from modcheck.ir.types import Ty

Path = tuple[int, ...]
Cell = tuple[str, Path]
"""An object of the heap and a place inside it."""


Inside = tuple[Cell, Path]
"""An array, and a place inside each of its elements."""


class Count(NamedTuple):
    """What a number counts: elements of so many bytes; is it the offset of an address?"""

    size: int
    address: bool


@dataclass(frozen=True)
class Ring:
    """What turns together. Objects are named as in a state between two events."""

    name: str
    """The device's name for it."""
    length: int
    cells: frozenset[Cell] = frozenset()
    arrays: frozenset[Cell] = frozenset()
    inner: dict[Inside, Count] = field(default_factory=dict)
    """Numbers inside the elements of an array that count elements of another one."""

    def is_live(self, device: Device, state: State) -> bool:
        """Does the device have this ring, with its indices inside it?"""
        for view in device.rings(state.device[1]):
            if view.name == self.name:
                inside = [isinstance(word, int) and 0 <= word < self.length for word in view.indices]
                return view.length == self.length and all(inside)
        return False


class TurnedTy(Ty):
    """The type of an array that is turned by lanes."""

    ring: Turns
    place: Any


class Unlearned(Exception):
    """Something turns that was not known to."""

    def __init__(self, ring: Ring) -> None:
        super().__init__(ring.name)
        self.ring = ring


def turned_type(ty: Ty, ring: Turns, place: Any) -> TurnedTy:
    """A type that equals `ty`."""
    new = TurnedTy(ty.path, ty.args)
    new.ring = ring
    new.place = place
    return new


def mark(device: Device, state: State, ring: Ring, turns: Turns) -> None:
    """Let a state stand for all its turns; `turns` says which."""
    for root, path in sorted(ring.arrays):
        array = value_at(state, root, path)
        if _is_ring(array, ring):
            ty = turned_type(array.ty, turns, None)
            items = [_marked_inside(item, (root, path), (), ring, turns) for item in array.items]
            state.store(root, path, Agg(ty, array.variant, tuple(items), array.owns))
    for root, path in sorted(ring.cells):
        value = value_at(state, root, path)
        if is_number(value) and 0 <= value < ring.length:
            state.store(root, path, turns.index(int(value)))
    state.device = (state.device[0], _with_indices(device, state.device[1], ring, turns.index))


def _marked_inside(value: Any, array: Cell, path: Path, ring: Ring, turns: Turns) -> Any:
    count = ring.inner.get((array, path))
    if count is not None:
        return _counted(value, count, turns)
    if value.__class__ is not Agg:
        return value
    items = [_marked_inside(item, array, (*path, i), ring, turns) for i, item in enumerate(value.items)]
    return _with_items(value, items)


def turned(device: Device, state: State, ring: Ring, turn: int) -> None:
    """Turn a ring by so many positions."""
    turns = Turns(ring.name, ring.length, (turn,))
    mark(device, state, ring, turns)
    arrays = [cell for cell in ring.arrays if _is_ring(value_at(state, *cell), ring)]
    for root, path in arrays:
        array = value_at(state, root, path)
        items = tuple(array.items[(i - turn) % ring.length] for i in range(ring.length))
        state.store(root, path, Agg(Ty(*array.ty), array.variant, items, array.owns))
    if arrays:
        for name, value in state.heap.items():
            state.heap[name] = _repointed(value, arrays, ring.length, turn)


def _repointed(value: Any, arrays: list[Cell], length: int, turn: int) -> Any:
    """Pointers to elements lead to where these have gone."""
    if value.__class__ is Ptr:
        for root, path in arrays:
            depth = len(path)
            if value.root == root and len(value.path) > depth and value.path[:depth] == path:
                index = (value.path[depth] + turn) % length
                return value._replace(path=(*path, index, *value.path[depth + 1 :]))
        return value
    if value.__class__ is Agg and value.items:
        return _with_items(value, [_repointed(item, arrays, length, turn) for item in value.items])
    return value


@dataclass
class _Found:
    """The marks that a state bears after a run."""

    ring: Ring
    turns: Turns
    cells: set[Cell] = field(default_factory=set)
    arrays: set[Cell] = field(default_factory=set)
    inner: dict[Inside, Count] = field(default_factory=dict)


def unmark(device: Device, state: State, ring: Ring, turns: Turns) -> None:
    """Take the marks of one ring off a state at the end of a run, so that it stands for its turns again.

    `Diverged` if it does not; `Unlearned` with the ring that would, if something turns that was not known
    to."""
    found = _Found(ring, turns)
    for name, value in state.heap.items():
        state.heap[name] = _clean(found, value, name, (), None)
    indices = _clean_device(device, state, found)
    if not found.cells and not found.arrays and not indices:
        return
    extra = found.cells - ring.cells or found.arrays - ring.arrays or found.inner.keys() - ring.inner.keys()
    if extra:
        cells, arrays = ring.cells | found.cells, ring.arrays | found.arrays
        raise Unlearned(Ring(ring.name, ring.length, cells, arrays, {**found.inner, **ring.inner}))
    if not indices or any(_is_missing(state, found, cell) for cell in (*ring.cells, *ring.arrays)):
        turns.apart()


def _is_missing(state: State, found: _Found, cell: Cell) -> bool:
    """Is something there that should turn and does not?"""
    value = value_at(state, *cell)
    if cell in found.ring.arrays:
        return cell not in found.arrays and _is_ring(value, found.ring)
    return cell not in found.cells and is_number(value) and 0 <= value < found.ring.length


def _clean(found: _Found, value: Any, root: str, path: Path, array: Cell | None) -> Any:
    """A value without marks; `array` is the marked array that it stands in, if it does."""
    if value.__class__ is Lanes and value.ring is found.turns:
        return _unturned(found, value, False, root, path, array)
    if value.__class__ is Pointer and value.offset.__class__ is Lanes:
        if value.offset.ring is not found.turns:
            return value
        return value._replace(offset=_unturned(found, value.offset, True, root, path, array))
    if value.__class__ is not Agg or not value.items:
        return value
    ty = value.ty
    if ty.__class__ is TurnedTy and ty.ring is found.turns:
        array, ty = (root, path), Ty(*ty)
        found.arrays.add(array)
    items = tuple(_clean(found, item, root, (*path, i), array) for i, item in enumerate(value.items))
    same = ty is value.ty and all(new is old for new, old in zip(items, value.items, strict=True))
    return value if same else Agg(ty, value.variant, items, value.owns)


def _unturned(found: _Found, value: Lanes, address: bool, root: str, path: Path, array: Cell | None) -> int:
    """The number without a turn; where it stands is noted."""
    scale = 1 if array is None else _scale(value)
    number = found.turns.unturned(value.values, scale)
    if number is None:
        found.turns.apart()
    if array is None:
        found.cells.add((root, path))
    else:
        key, count = (array, path[len(array[1]) + 1 :]), Count(scale, address)
        if found.inner.setdefault(key, count) != count or found.ring.inner.get(key, count) != count:
            found.turns.apart()
    return number if number is not None else 0


def _scale(value: Lanes) -> int:
    """How far neighbours are apart, of a number that counts elements."""
    values = sorted(value.values)
    steps = [after - before for before, after in zip(values, values[1:], strict=False)]
    return max(1, min(steps))


def _clean_device(device: Device, state: State, found: _Found) -> bool:
    """Take the marks off the device's indices; does it bear any?"""
    command, before = state.device
    marks = sum(value.ring is found.turns for value in _numbers(before))
    if not marks:
        return False
    view = next(view for view in device.rings(before) if view.name == found.ring.name)
    indices: list[Any] = []
    words: tuple[Any, ...] = view.indices
    for word in words:
        mine = word.__class__ is Lanes and word.ring is found.turns
        number = found.turns.unturned(word.values) if mine else None
        marks -= mine
        indices.append(number if number is not None else word)
        if number is None:
            found.turns.apart()
    if marks:
        found.turns.apart()
    state.device = (command, device.with_indices(before, found.ring.name, tuple(indices)))
    return True


def _numbers(value: Any) -> Iterator[Lanes]:
    if value.__class__ is Lanes:
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _numbers(item)


def _with_indices(device: Device, state: Any, ring: Ring, change: Any) -> Any:
    view = next(view for view in device.rings(state) if view.name == ring.name)
    return device.with_indices(state, ring.name, tuple(change(word) for word in view.indices))


def _counted(value: Any, count: Count, turns: Turns) -> Any:
    """A number, or the offset of an address, by lanes if it counts elements."""
    if count.address != isinstance(value, Pointer):
        return value
    number: Any = value.offset if isinstance(value, Pointer) else value
    if not is_number(number) or not 0 <= number < count.size * turns.length:
        return value
    changed = turns.index(int(number), count.size)
    return Pointer(value.base, changed) if isinstance(value, Pointer) else changed


def _is_ring(value: Any, ring: Ring) -> bool:
    return value.__class__ is Agg and len(value.items) == ring.length


def is_number(value: Any) -> bool:
    """A number that is known, and the same in all lanes; no truth."""
    return value.__class__ is int or value.__class__ is Counter


def value_at(state: State, root: str, path: Path) -> Any:
    """What is at a place; `None` if there is nothing."""
    return inside(state.heap.get(root), path)


def inside(value: Any, path: Path) -> Any:
    """A part of a value; `None` if there is none."""
    for index in path:
        if value.__class__ is not Agg or index >= len(value.items):
            return None
        value = value.items[index]
    return value


def _with_items(value: Agg, items: list[Any]) -> Agg:
    if all(new is old for new, old in zip(items, value.items, strict=True)):
        return value
    return Agg(value.ty, value.variant, tuple(items), value.owns)
