"""The abstract heap as the device's memory: loads by address and width, stores that are checked."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Pointer, Unknown, Word
from modcheck.domains.heap import State, replaced
from modcheck.domains.lanes import element_of
from modcheck.domains.values import FREED, Agg
from modcheck.engine.catalog import Catalog
from modcheck.ir.fold import integer
from modcheck.ir.types import WIDTHS, Ty

_POINTERS = ("&", "*", "core::Box", "core::Arc", "core::NonNull")
_WORD = 8
"""Bytes of a pointer."""


def written(path: str, index: int) -> str:
    """What is remembered of a field that the device writes."""
    return f"written {path}.{index}"


class EngineMemory:
    """Host memory for one reaction of the device."""

    def __init__(self, catalog: Catalog, state: State) -> None:
        self.catalog = catalog
        self.state = state
        self.touched: list[str] = []
        """Objects that are gone."""
        self.overwritten: list[str] = []
        """What is written to them."""
        self.blind = False
        """Was an address not known?"""
        self.beyond: list[tuple[str, int, int]] = []
        """Objects that a block was too long for: its bytes, and those that the object has from there on."""

    def load(self, address: Word, width: int) -> Word:
        """What the device reads; anything odd is unknown. Memory that is gone is recorded, and holds what it
        held."""
        found = self._find(address)
        if found is None:
            self.blind = self.blind or self._without_layout(address)
            return Unknown("memory that the device reads")
        value, path = found
        for index in path:
            value = value.items[index]
        return value if isinstance(value, int | Pointer) else Unknown("memory that the device reads")

    def block(self, address: Word, length: int) -> bytes | None:
        """Bytes in a row are not known here; that the device reads them is recorded by their first one."""
        self.load(address, 1)
        return None

    def store(self, address: Word, width: int, value: Word) -> None:
        """What the device writes."""
        found = self._find(address)
        if not isinstance(address, Pointer) or not isinstance(address.base, str):
            return
        if self.state.heap.get(address.base, FREED) is FREED:
            shown = f"{value:#x}" if isinstance(value, int) and width <= _WORD else "data"
            self.overwritten.append(f"{shown} ({width} bytes) at {address.offset:#x} of {address.base}")
            if found is not None:
                whole = replaced(*found, value) if found[1] else value
                self.state.freed = {**self.state.freed, address.base: whole}
        elif found is not None:
            self._note(*found)
            self.state.store(address.base, found[1], value)
        if width > _WORD:
            self._measure(address, width)

    def _note(self, value: Any, path: tuple[int, ...]) -> None:
        """The device writes this field of this type; it is remembered."""
        for index in path[:-1]:
            value = value.items[index]
        if path and value.ty.path in self.catalog.types:
            self.state.past |= {written(value.ty.path, path[-1])}

    def _measure(self, address: Word, width: int) -> None:
        """A block is written: is the object long enough?"""
        if isinstance(address, Pointer) and isinstance(address.base, str) and isinstance(address.offset, int):
            size = self._bytes_of(self.state.heap.get(address.base, FREED))
            if size and address.offset + width > size:
                self.beyond.append((address.base, width, size - address.offset))

    def _bytes_of(self, value: Any) -> int:
        """The length of a buffer or an array; 0 for what is neither, or not known."""
        if not isinstance(value, Agg):
            return 0
        if value.ty.path == "core::Bytes":
            size = self.size_of(value.ty.args[0]) if value.ty.args else 1
            return value.items[0] * size if isinstance(value.items[0], int) else 0
        if value.ty.path not in ("[]", "core::Vec"):
            return 0
        return self._stride(value) * len(value.items)

    def _find(self, address: Word) -> tuple[Any, tuple[int, ...]] | None:
        """An object and the way to the scalar in it at an address."""
        if not isinstance(address, Pointer) or not isinstance(address.base, str):
            self.blind = self.blind or not isinstance(address, int)
            return None
        value = self.state.heap.get(address.base, FREED)
        if value is FREED:
            self.touched.append(address.base)
            value = self.state.freed.get(address.base)
        path = self.path_at(value, address.offset)
        return (value, path) if path is not None else None

    def _without_layout(self, address: Word) -> bool:
        """Does memory with known elements lie there, in which no place could be found?"""
        if not isinstance(address, Pointer) or not isinstance(address.base, str):
            return False
        value = self.state.heap.get(address.base, FREED)
        return isinstance(value, Agg) and value.ty.path == "[]" and self._stride(value) == 0

    def path_at(self, value: Any, offset: int) -> tuple[int, ...] | None:
        """The scalar that starts at a byte offset of a value laid out as C does."""
        path: tuple[int, ...] = ()
        while isinstance(value, Agg):
            index, offset = self._part(value, offset)
            if index is None:
                return None
            path = (*path, index)
            value = value.items[index]
        return path if offset == 0 else None

    def _part(self, value: Agg, offset: int) -> tuple[int | None, int]:
        ty: Ty = value.ty
        if ty.path in ("[]", "core::Vec"):
            size = self._stride(value)
            index = offset // size if size else -1
            inside = 0 <= index < len(value.items)
            return (element_of(value, index), offset - index * size) if inside else (None, 0)
        position = 0
        definition = self.catalog.types.get(ty.path)
        if definition is not None and definition.union:
            known = (index for index, item in enumerate(value.items) if not isinstance(item, Unknown))
            return next(known, None), offset
        for index, (_, declared) in enumerate(definition.fields if definition is not None else ()):
            size = self.size_of(declared)
            position = _up(position, self.alignment(declared))
            if position <= offset < position + size:
                return index, offset - position
            position += size
        return None, 0

    def _stride(self, array: Agg) -> int:
        """Bytes from one element to the next; if no type is known, by what was put into the first."""
        size = self.size_of(array.ty.args[0]) if array.ty.args else 0
        first = array.items[0] if array.items else None
        return size or (self.size_of(first.ty) if isinstance(first, Agg) else 0)

    def size_of(self, ty: Ty) -> int:
        """Bytes of a type laid out as C does; 0 if not known."""
        if ty.path in WIDTHS:
            return max(1, WIDTHS[ty.path] // 8)
        if ty.path in _POINTERS:
            return _WORD
        if ty.path == "[]":
            return self.size_of(ty.args[0]) * (self.length_of(ty) or 0) if ty.args else 0
        definition = self.catalog.types.get(ty.path)
        if definition is None:
            return 0
        end, sizes = 0, [self.size_of(declared) for _, declared in definition.fields]
        for (_, declared), size in zip(definition.fields, sizes, strict=True):
            end = size + (0 if definition.union else _up(end, self.alignment(declared)))
        end = max([end, *sizes])
        return _up(end, self.alignment(ty)) if all(sizes) else 0

    def length_of(self, ty: Ty) -> int | None:
        """The length of an array type, if it is written as a number or a constant that is known."""
        if len(ty.args) < 2:
            return None
        length = ty.args[1].path[1:]
        number = integer(length)
        return number if number is not None else self.catalog.constants.get(length)

    def alignment(self, ty: Ty) -> int:
        """The address of a value of the type is a multiple of this."""
        if ty.path in WIDTHS:
            return max(1, WIDTHS[ty.path] // 8)
        if ty.path in _POINTERS:
            return _WORD
        if ty.path == "[]" and ty.args:
            return self.alignment(ty.args[0])
        definition = self.catalog.types.get(ty.path)
        fields = definition.fields if definition is not None else ()
        return max([1, *(self.alignment(declared) for _, declared in fields)])


def _up(position: int, alignment: int) -> int:
    return -(-position // alignment) * alignment
