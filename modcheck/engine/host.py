"""The abstract heap as the device's memory: loads by address and width, stores that are checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

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


def _mapped(state: State, root: str) -> int:
    """Bytes of an object that are mapped for the device; 0 if that is all or none."""
    extents = [r.extent for r in state.ledger.values() if r.key == root and r.extent]
    return max(extents, default=0)


def written(path: str, index: int) -> str:
    """What is remembered of a field that the device writes."""
    return f"written {path}.{index}"


class Spot(NamedTuple):
    """A scalar inside an object: the object, the way there, which byte was asked for, which one of the scalar
    that is, and how many it has (0: not known)."""

    whole: Any
    path: tuple[int, ...]
    offset: int
    inner: int
    size: int


def _scalar(found: Spot) -> Any:
    value = found.whole
    for index in found.path:
        value = value.items[index]
    return value


def _merged(found: Spot, width: int, value: Word) -> Word:
    """The scalar after some of its bytes were written."""
    old = _scalar(found)
    if found.inner == 0 and width >= found.size:
        return value & (1 << 8 * found.size) - 1 if isinstance(value, int) and found.size else value
    if not isinstance(old, int) or not isinstance(value, int):
        return Unknown("memory that the device wrote in part")
    mask = (1 << 8 * width) - 1 << 8 * found.inner
    return old & ~mask | value << 8 * found.inner & mask


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
        self.beyond: list[tuple[str, str]] = []
        """Objects that a block was too long for, and how that is said."""

    def load(self, address: Word, width: int) -> Word:
        """What the device reads; anything odd is unknown. Memory that is gone is recorded, and holds what it
        held."""
        found = self._find(address)
        if found is None:
            self.blind = self.blind or self._without_layout(address)
            return Unknown("memory that the device reads")
        value = _scalar(found)
        if isinstance(value, int):
            value = self._number(found, width)
        return value if isinstance(value, int | Pointer) else Unknown("memory that the device reads")

    def _number(self, found: Spot, width: int) -> Word:
        """So many bytes from a place on, which may be in several numbers one after the other."""
        number = done = 0
        while done < width:
            value = _scalar(found)
            size = found.size - found.inner if found.size else width - done
            if not isinstance(value, int):
                return Unknown("memory that the device reads")
            number |= (value >> 8 * found.inner & (1 << 8 * size) - 1) << 8 * done
            done += size
            rest = self.spot(found.whole, found.offset + size) if done < width else found
            if rest is None:
                return Unknown("memory that the device reads")
            found = rest
        return number & (1 << 8 * width) - 1

    def block(self, address: Word, length: int) -> bytes | None:
        """Bytes in a row are not known here; that the device reads them is recorded by their first one."""
        self.load(address, 1)
        if isinstance(length, int):
            self._measure(address, length, "it reads", _mapped)
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
                new = _merged(found, width, value)
                whole = replaced(found.whole, found.path, new) if found.path else new
                self.state.freed = {**self.state.freed, address.base: whole}
        elif found is not None:
            self._put(address.base, found, width, value)
        if width > _WORD:
            self._measure(address, width, "it writes a frame of", self._room)

    def _put(self, root: str, found: Spot | None, width: int, value: Word) -> None:
        """So many bytes from a place on, which may be of several numbers one after the other. Of a block the
        first one stands for all."""
        while found is not None:
            self._note(found.whole, found.path)
            self.state.store(root, found.path, _merged(found, width, value))
            done = found.size - found.inner
            if not isinstance(value, int) or not 0 < done < width <= _WORD:
                return
            value, width = value >> 8 * done, width - done
            found = self.spot(self.state.heap[root], found.offset + done)

    def _note(self, value: Any, path: tuple[int, ...]) -> None:
        """The device writes this field of this type; it is remembered."""
        for index in path[:-1]:
            value = value.items[index]
        if path and value.ty.path in self.catalog.types:
            self.state.past |= {written(value.ty.path, path[-1])}

    def _measure(self, address: Word, width: int, what: str, room: Callable[[State, str], int]) -> None:
        """A block is read or written: does it end where the memory ends, or before?"""
        if isinstance(address, Pointer) and isinstance(address.base, str) and isinstance(address.offset, int):
            size = room(self.state, address.base)
            if size and address.offset + width > size:
                room_left = size - address.offset
                self.beyond.append((address.base, f"{what} {width} bytes, and there are {room_left}"))

    def _room(self, state: State, root: str) -> int:
        """Bytes of an object that the device may write."""
        sizes = (self._bytes_of(state.heap.get(root, FREED)), _mapped(state, root))
        return min((size for size in sizes if size), default=0)

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

    def _find(self, address: Word) -> Spot | None:
        """The scalar at an address."""
        if not isinstance(address, Pointer) or not isinstance(address.base, str):
            self.blind = self.blind or not isinstance(address, int)
            return None
        value = self.state.heap.get(address.base, FREED)
        if value is FREED:
            self.touched.append(address.base)
            value = self.state.freed.get(address.base)
        return self.spot(value, address.offset)

    def _without_layout(self, address: Word) -> bool:
        """Does memory with known elements lie there, in which no place could be found?"""
        if not isinstance(address, Pointer) or not isinstance(address.base, str):
            return False
        value = self.state.heap.get(address.base, FREED)
        return isinstance(value, Agg) and value.ty.path == "[]" and self._stride(value) == 0

    def spot(self, whole: Any, offset: int) -> Spot | None:
        """The scalar that holds a byte of a value laid out as C does."""
        path: tuple[int, ...] = ()
        value, inner, size = whole, offset, 0
        while isinstance(value, Agg):
            index, inner, size = self._part(value, inner)
            if index is None:
                return None
            path = (*path, index)
            value = value.items[index]
        known = inner == 0 or (isinstance(value, int) and inner < size)
        return Spot(whole, path, offset, inner, size) if known else None

    def _part(self, value: Agg, offset: int) -> tuple[int | None, int, int]:
        """The part with a byte in it, where that lies in it, and the bytes of the part; 0 if not known."""
        ty: Ty = value.ty
        if ty.path in ("[]", "core::Vec"):
            size = self._stride(value)
            index = offset // size if size else -1
            inside = 0 <= index < len(value.items)
            return (element_of(value, index), offset - index * size, size) if inside else (None, 0, 0)
        position = 0
        definition = self.catalog.types.get(ty.path)
        fields = definition.fields if definition is not None else ()
        if definition is not None and definition.union:
            known = (index for index, item in enumerate(value.items) if not isinstance(item, Unknown))
            member = next(known, None)
            return member, offset, 0 if member is None else self.size_of(fields[member][1])
        for index, (_, declared) in enumerate(fields):
            size = self.size_of(declared)
            position = _up(position, self.alignment(declared))
            if position <= offset < position + size:
                return index, offset - position, size
            position += size
        return None, 0, 0

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
