"""States in, fewer states that cover them out: numbers that decide nothing are joined where all else is
equal.

Joined are the words inside the elements of a ring (what a descriptor says that is done with), and numbers
that keep growing. Whether they decide nothing is not assumed: a branch on a joined word is a branch on an
unknown value, and then nothing is proved."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from modcheck.domains import Bits, Pointer, Unknown, join
from modcheck.domains.heap import State
from modcheck.domains.values import Agg
from modcheck.engine.counters import Counters
from modcheck.engine.turning import Cell, Path, Ring, inside, value_at

WORDS = (int, Pointer, Bits, Unknown)
FIRST_LOOK = 150
"""After so many states, and each time they have doubled, numbers that keep growing are looked for."""


class Joined:
    """The states so far, by what must be equal to join."""

    def __init__(self, rings: tuple[Ring, ...]) -> None:
        self.states: dict[Hashable, State] = {}
        self.arrays = {cell for ring in rings for cell in ring.arrays}
        self.indices = {cell for ring in rings for cell in ring.cells}
        self.growing: set[Cell] = set()
        self.untouched: dict[Cell, Agg] = {}
        """By array of a ring: its first element as it was first seen."""
        self.loose: dict[tuple[Cell, Path], Any] = {}
        """By array and place inside its elements: what was joined there, so far."""
        self.next_look = FIRST_LOOK

    def add(self, state: State) -> State | None:
        """The state to explore: the new one, or what covers it and those before; `None` if one does
        already."""
        self._warm(state)
        key = self.key(state)
        known = self.states.get(key)
        new = state if known is None else self._join(known, state)
        if new is not None:
            self.states[key] = new
        return new

    def look(self) -> list[State]:
        """Look for numbers that keep growing, now and then; the states that became one by joining them."""
        if len(self.states) < self.next_look:
            return []
        self.next_look = 2 * len(self.states)
        counters = Counters()
        counters.look(frozenset(state.heap.items()) for state in self.states.values())
        growing = {(root, path) for root, paths in counters.cells.items() for path in paths} - self.indices
        if growing <= self.growing:
            return []
        self.growing |= growing
        before, self.states = self.states, {}
        added = [(state, self.add(state)) for state in before.values()]
        return [new for state, new in added if new is not None and new is not state]

    def stands(self, state: State) -> bool:
        """Is this state still one of those that cover all?"""
        return self.states.get(self.key(state)) is state

    def _warm(self, state: State) -> None:
        """Elements that were not used yet may as well have been used and done with: where that makes a
        difference it would turn up one element at a time."""
        for cell in self.arrays:
            array = value_at(state, *cell)
            if array.__class__ is not Agg or not array.items:
                continue
            first = self.untouched.setdefault(cell, array.items[0])
            loose = [(path, word) for (of, path), word in self.loose.items() if of == cell]
            if loose:
                items = tuple(
                    _loosened(item, loose) if _alike(item, first, loose) else item for item in array.items
                )
                state.store(*cell, Agg(array.ty, array.variant, items, array.owns))

    def key(self, state: State) -> Hashable:
        """What must be equal to join."""
        heap = frozenset((name, self._erased(value, name, (), False)) for name, value in state.heap.items())
        return heap, frozenset(state.ledger.items()), state.device

    def _erased(self, value: Any, root: str, path: Path, inside: bool) -> Any:
        if value.__class__ is not Agg:
            lossy = (inside or (root, path) in self.growing) and value.__class__ in WORDS
            return None if lossy else value
        if not inside and not self._concerned(root):
            return value
        inside = inside or (root, path) in self.arrays
        items = tuple(self._erased(item, root, (*path, i), inside) for i, item in enumerate(value.items))
        return Agg(value.ty, value.variant, items, value.owns)

    def _concerned(self, root: str) -> bool:
        return any(cell[0] == root for cells in (self.arrays, self.growing) for cell in cells)

    def _join(self, known: State, state: State) -> State | None:
        """What covers both; `None` if the first one does."""
        heap = {name: self._joined(value, state.heap[name], name, ()) for name, value in known.heap.items()}
        if all(heap[name] is value for name, value in known.heap.items()):
            return None
        new = state.fork()
        new.heap = heap
        return new

    def _joined(self, known: Any, value: Any, root: str, path: Path) -> Any:
        """Of two values that differ in words only; the first if it covers the other."""
        if known is value or known == value:
            return known
        if known.__class__ is Agg:
            pairs = enumerate(zip(known.items, value.items, strict=True))
            items = tuple(self._joined(a, b, root, (*path, i)) for i, (a, b) in pairs)
            same = all(new is old for new, old in zip(items, known.items, strict=True))
            return known if same else Agg(known.ty, known.variant, items, known.owns)
        both = join(known, value)
        for cell in self.arrays:
            depth = len(cell[1])
            if cell[0] == root and path[:depth] == cell[1]:
                place = (cell, path[depth + 1 :])
                self.loose[place] = join(self.loose.get(place, both), both)
        return known if both == known else both


def _alike(item: Any, first: Any, loose: list[tuple[Path, Any]]) -> bool:
    return all(inside(item, path) == inside(first, path) for path, _ in loose)


def _loosened(item: Any, loose: list[tuple[Path, Any]]) -> Any:
    for path, word in loose:
        item = _put(item, path, join(inside(item, path), word))
    return item


def _put(item: Any, path: Path, word: Any) -> Any:
    if not path:
        return word
    return item.with_item(path[0], _put(item.items[path[0]], path[1:], word))
