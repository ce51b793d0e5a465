"""Values as C lays them out: which scalar holds a byte, how many bytes a type has."""

from __future__ import annotations

from typing import Any, NamedTuple

from modcheck.domains import Unknown, Word
from modcheck.domains.lanes import element_of
from modcheck.domains.values import Agg
from modcheck.engine.catalog import Catalog
from modcheck.ir.fold import integer
from modcheck.ir.types import WIDTHS, Ty

_POINTERS = ("&", "*", "core::Box", "core::Arc", "core::NonNull")
WORD = 8
"""Bytes of a pointer."""


class Spot(NamedTuple):
    """A scalar inside an object: the object, the way there, which byte was asked for, which one of the scalar
    that is, and how many it has (0: not known)."""

    whole: Any
    path: tuple[int, ...]
    offset: int
    inner: int
    size: int


def scalar(found: Spot) -> Any:
    value = found.whole
    for index in found.path:
        value = value.items[index]
    return value


def merged(found: Spot, width: int, value: Word) -> Word:
    """The scalar after some of its bytes were written."""
    old = scalar(found)
    if found.inner == 0 and width >= found.size:
        return value & (1 << 8 * found.size) - 1 if isinstance(value, int) and found.size else value
    if not isinstance(old, int) or not isinstance(value, int):
        return Unknown("memory that the device wrote in part")
    mask = (1 << 8 * width) - 1 << 8 * found.inner
    return old & ~mask | value << 8 * found.inner & mask


class CLayout:
    """Of the types of a program."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

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
            size = self.stride(value)
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

    def stride(self, array: Agg) -> int:
        """Bytes from one element to the next; if no type is known, by what was put into the first."""
        size = self.size_of(array.ty.args[0]) if array.ty.args else 0
        first = array.items[0] if array.items else None
        return size or (self.size_of(first.ty) if isinstance(first, Agg) else 0)

    def size_of(self, ty: Ty) -> int:
        """Bytes of a type laid out as C does; 0 if not known."""
        if ty.path in WIDTHS:
            return max(1, WIDTHS[ty.path] // 8)
        if ty.path in _POINTERS:
            return WORD
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
            return WORD
        if ty.path == "[]" and ty.args:
            return self.alignment(ty.args[0])
        definition = self.catalog.types.get(ty.path)
        fields = definition.fields if definition is not None else ()
        return max([1, *(self.alignment(declared) for _, declared in fields)])


def _up(position: int, alignment: int) -> int:
    return -(-position // alignment) * alignment
