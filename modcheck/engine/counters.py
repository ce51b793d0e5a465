"""States in, the numbers in them that keep growing out; and keys of states in which those do not count.

A packet counter makes a new state with each packet. Nothing is decided by it, but that is not known. So a
number in the driver's own data that has taken many values is followed no further: states that differ
in nothing else are explored once. States stay exact, so what is found is not touched by this; what only
happens at a later value is missed. Where nothing may be missed such a number is any number (widening).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from modcheck.domains import Bits
from modcheck.domains.heap import State
from modcheck.domains.values import Agg
from modcheck.engine.catalog import Catalog
from modcheck.ir.types import WIDTHS

VALUES = 8
"""So many values of one number are told apart."""

FEW = 3
"""Where a search that took all its steps begins anew."""

LONG = 64
"""An array of more elements holds data."""

Heap = frozenset[tuple[str, Any]]
Path = tuple[int, ...]
Cells = dict[str, set[Path]]


class Counters:
    """The numbers found so far: object and place inside it."""

    def __init__(self, known: Counters | None = None) -> None:
        """`known`: those of another search."""
        self.cells: Cells = {name: set(paths) for name, paths in known.cells.items()} if known else {}
        self.samples: dict[str, Any] = dict(known.samples) if known else {}

    def key(self, state: State) -> Hashable:
        """The key of a state, without the counters."""
        key = state.key()
        return self.shortened(key) if self.cells else key

    def shortened(self, key: Any) -> Hashable:
        """A key that was made before the last counters were found."""
        return (self._without(key[0]), *key[1:])

    def names(self, catalog: Catalog) -> tuple[str, ...]:
        """The counters as people call them: type and field, or static."""
        return tuple(
            sorted(
                {
                    _name(catalog, name, path, self.samples[name])
                    for name in self.cells
                    for path in self.cells[name]
                }
            )
        )

    def look(self, heaps: Iterable[Heap], many: int = VALUES) -> bool:
        """Look for more, which have taken more than so many values; true if there are."""
        values: dict[str, set[Any]] = {}
        for heap in heaps:
            for name, value in heap:
                if name != "world":
                    values.setdefault(name, set()).add(value)
        before = sum(map(len, self.cells.values()))
        for name, several in values.items():
            if len(several) > many:
                for path in _growing(several, many):
                    self.cells.setdefault(name, set()).add(path)
                    self.samples[name] = next(value for value in several if _leads(value, path))
        return sum(map(len, self.cells.values())) > before

    def widen(self, state: State, catalog: Catalog) -> None:
        """Each of them is any number of its type."""
        for name, paths in self.cells.items():
            value = state.heap.get(name)
            for path in paths:
                if value is not None and _leads(value, path, (int, Bits)):
                    value = _with(value, path, Bits(0, (1 << _width(catalog, value, path)) - 1))
            if value is not None:
                state.heap[name] = value

    def _without(self, heap: Heap) -> Heap:
        return frozenset(
            (name, _erased(value, self.cells[name]) if name in self.cells else value) for name, value in heap
        )


def _leads(value: Any, path: Path, to: tuple[type, ...] = (int,)) -> bool:
    """Is there a number at the end of the path? Of one object there are several: it may be freed in some."""
    for index in path:
        if value.__class__ is not Agg or index >= len(value.items):
            return False
        value = value.items[index]
    return value.__class__ in to


def _name(catalog: Catalog, name: str, path: Path, value: Any) -> str:
    shown = name.removeprefix("static crate::") if name.startswith("static ") else ""
    for index in path:
        definition = catalog.types.get(value.ty.path)
        fields = definition.fields if definition is not None else ()
        if index < len(fields) and definition is not None and definition.span is not None:
            shown = f"{value.ty.path.rpartition('::')[2]}.{fields[index][0]}"
        value = value.items[index]
    return shown or "a number"


def _growing(values: Iterable[Any], many: int) -> Iterator[Path]:
    seen: dict[Path, set[int]] = {}
    for value in values:
        for path, number in _numbers(value, ()):
            seen.setdefault(path, set()).add(number)
    return (path for path, numbers in seen.items() if len(numbers) > many)


def _numbers(value: Any, path: Path) -> Iterator[tuple[Path, int]]:
    """The numbers in a value, those in long arrays aside."""
    if value.__class__ is int:
        yield path, value
    elif value.__class__ is Agg and len(value.items) <= LONG:
        for index, item in enumerate(value.items):
            yield from _numbers(item, (*path, index))


def _erased(value: Any, paths: set[Path]) -> Any:
    for path in paths:
        value = _set(value, path)
    return value


def _set(value: Any, path: Path) -> Any:
    """The value with 0 at a place, if it has a number there."""
    return _with(value, path, 0) if _leads(value, path) else value


def _with(value: Any, path: Path, number: Any) -> Any:
    if not path:
        return number
    return value.with_item(path[0], _with(value.items[path[0]], path[1:], number))


def _width(catalog: Catalog, value: Any, path: Path) -> int:
    """Of the number, in bits: by the field that it is, or by the type that holds one number."""
    ty = ""
    for index in path:
        definition = catalog.types.get(value.ty.path)
        fields = definition.fields if definition is not None else ()
        word = catalog.book.externals.words.get(value.ty.path, "")
        ty = word or (fields[index][1].path if index < len(fields) else "")
        value = value.items[index]
    return WIDTHS.get(ty, 64)
