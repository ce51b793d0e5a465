"""Sample states in, the rings that turn in them out: which numbers and arrays go together is seen by running.

Every small number and every array as long as a ring is turned at once, and a few events are run. Whatever is
compared, subtracted, stored or used as an index with another one of these belongs together with it. A ring is
what belongs together with the device's indices.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, cast

from modcheck.device import Device
from modcheck.domains import Pointer
from modcheck.domains.heap import State
from modcheck.domains.lanes import Lanes, Origin, Turns
from modcheck.domains.values import Agg
from modcheck.engine.turning import Cell, Count, Inside, Path, Ring, inside, is_number, turned_type, value_at

LONGEST = 32
"""Descriptors of a ring that is turned; lanes of longer ones cost too much."""

Run = Callable[[State], Iterable[State]]
"""Runs what can happen next to a state; all its ends."""


class _Observer(Turns):
    """Never diverges: goes on as without a turn, and notes what is used together."""

    def __init__(self, length: int) -> None:
        super().__init__("learning", length, tuple(range(length)))
        self.parent: dict[Hashable, Hashable] = {}

    def decide(self, outcomes: tuple[Any, ...], origin: Origin) -> Any:
        return outcomes[0]

    def apart(self) -> None:
        return

    def meet(self, *origins: Origin) -> None:
        places = [place for origin in origins for place in origin if place is not None]
        for place in places[1:]:
            self.parent[self.find(place)] = self.find(places[0])

    def find(self, place: Hashable) -> Hashable:
        while (up := self.parent.setdefault(place, place)) != place:
            place = up
        return place


def learn(device: Device, samples: Iterable[State], run: Run) -> tuple[Ring, ...]:
    """The rings of the device that the driver uses, as far as the samples show."""
    by_length: dict[int, list[State]] = {}
    for state in samples:
        for length in {view.length for view in device.rings(state.device[1])}:
            if 1 < length <= LONGEST:
                by_length.setdefault(length, []).append(state)
    found: list[Ring] = []
    for length, states in sorted(by_length.items()):
        observer = _Observer(length)
        for state in states:
            marked = state.fork()
            _mark_all(device, marked, observer)
            for end in run(marked):
                _flows(device, end, observer)
        found += _rings(device, states, observer)
    return tuple(found)


def _mark_all(device: Device, state: State, observer: _Observer) -> None:
    for name, value in state.heap.items():
        if name != "world":
            state.heap[name] = _marked(value, name, (), observer)
    command, before = state.device
    for view in device.rings(before):
        if view.length == observer.length:
            words = tuple(
                _index(word, observer, ("device", view.name)) for i, word in enumerate(view.indices)
            )
            before = device.with_indices(before, view.name, words)
    state.device = (command, before)


def _marked(value: Any, root: str, path: Path, observer: _Observer) -> Any:
    """Small numbers by lanes, arrays of the length turned; what is inside of those is left alone."""
    if is_number(value):
        return _index(value, observer, (root, path))
    if value.__class__ is not Agg or not value.items:
        return value
    if len(value.items) == observer.length and value.ty.path in ("[]", "core::Vec"):
        return Agg(turned_type(value.ty, observer, (root, path)), value.variant, value.items, value.owns)
    items = tuple(_marked(item, root, (*path, i), observer) for i, item in enumerate(value.items))
    return Agg(value.ty, value.variant, items, value.owns)


def _index(word: Any, observer: _Observer, place: Hashable) -> Any:
    if is_number(word) and 0 <= word < observer.length:
        return observer.index(int(word), 1, frozenset({place}))
    return word


def _flows(device: Device, state: State, observer: _Observer) -> None:
    """Where the numbers have gone by the end of a run."""
    for view in device.rings(state.device[1]):
        for word in view.indices:
            if word.__class__ is Lanes:
                observer.meet(frozenset({("device", view.name)}), word.origin)
        base = view.base.base if isinstance(view.base, Pointer) else None
        observer.meet(frozenset({("device", view.name)}), frozenset({(base, ())}))
    for name, value in state.heap.items():
        _flows_into(value, name, (), observer)


def _flows_into(value: Any, root: str, path: Path, observer: _Observer) -> None:
    if value.__class__ is Lanes:
        observer.meet(frozenset({(root, path)}), value.origin)
    elif value.__class__ is Agg and getattr(value.ty, "ring", None) is None:
        for index, item in enumerate(value.items):
            _flows_into(item, root, (*path, index), observer)


def _rings(device: Device, states: list[State], observer: _Observer) -> list[Ring]:
    """What belongs together with each ring's indices, as far as it is there between events."""
    names = {v.name for state in states for v in device.rings(state.device[1]) if v.length == observer.length}
    rings = []
    for name in sorted(names):
        top = observer.find(("device", name))
        cells: set[Cell] = set()
        arrays: set[Cell] = set()
        for place in [place for place in observer.parent if observer.find(place) == top]:
            root, path = cast(Cell, place)
            values = [value_at(state, root, path) for state in states] if root != "device" else []
            if any(map(is_number, values)):
                cells.add((root, path))
            elif any(value.__class__ is Agg for value in values):
                arrays.add((root, path))
        if arrays:
            inner = {place: count for cell in arrays for place, count in _counts(states, cell)}
            rings.append(Ring(name, observer.length, frozenset(cells), frozenset(arrays), inner))
    return rings


def _counts(states: list[State], cell: Cell) -> Iterator[tuple[Inside, Count]]:
    """Places in the elements of an array whose words grow from element to element: each has one of something
    else. What holds in one state is taken to be meant."""
    for state in states:
        array = value_at(state, *cell)
        if array.__class__ is Agg and len(array.items) > 2:
            for path in _leaves(array.items[0]):
                words = [inside(item, path) for item in array.items]
                address = all(isinstance(word, Pointer) for word in words)
                numbers = [word.offset for word in words] if address else words
                size = _step(numbers)
                if size:
                    yield (cell, path), Count(size, address)


def _step(numbers: list[Any]) -> int:
    """By how much numbers grow, if each grows by the same from 0 on."""
    if not all(map(is_number, numbers)):
        return 0
    return numbers[1] if numbers == [i * numbers[1] for i in range(len(numbers))] else 0


def _leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    if value.__class__ is not Agg:
        yield path
    else:
        for index, item in enumerate(value.items):
            yield from _leaves(item, (*path, index))
