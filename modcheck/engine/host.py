"""The abstract heap as the device's memory: loads by address and width, stores that are checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modcheck.domains import Pointer, Unknown, Word
from modcheck.domains.heap import State, replaced
from modcheck.domains.values import FREED, Agg
from modcheck.engine.c_layout import WORD, CLayout, Spot, merged, scalar
from modcheck.engine.catalog import Catalog


def _mapped(state: State, root: str) -> int:
    """Bytes of an object that are mapped for the device; 0 if that is all or none."""
    extents = [r.extent for r in state.ledger.values() if r.key == root and r.kind.startswith("dma.")]
    return max(extents, default=0) if all(extents) else 0


def written(path: str, index: int) -> str:
    """What is remembered of a field that the device writes."""
    return f"written {path}.{index}"


class EngineMemory(CLayout):
    """Host memory for one reaction of the device."""

    def __init__(self, catalog: Catalog, state: State) -> None:
        super().__init__(catalog)
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
        value = scalar(found)
        if isinstance(value, int):
            value = self._number(found, width)
        return value if isinstance(value, int | Pointer) else Unknown("memory that the device reads")

    def _number(self, found: Spot, width: int) -> Word:
        """So many bytes from a place on, which may be in several numbers one after the other."""
        number = done = 0
        while done < width:
            value = scalar(found)
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

    def ring(self, address: Word, length: int) -> None:
        """So many bytes are descriptors from here on."""
        self._measure(address, length, "its ring has", self._room)

    def store(self, address: Word, width: int, value: Word) -> None:
        """What the device writes."""
        found = self._find(address)
        if not isinstance(address, Pointer) or not isinstance(address.base, str):
            return
        if self.state.heap.get(address.base, FREED) is FREED:
            shown = f"{value:#x}" if isinstance(value, int) and width <= WORD else "data"
            self.overwritten.append(f"{shown} ({width} bytes) at {address.offset:#x} of {address.base}")
            if found is not None:
                new = merged(found, width, value)
                whole = replaced(found.whole, found.path, new) if found.path else new
                self.state.freed = {**self.state.freed, address.base: whole}
        elif found is not None:
            self._put(address.base, found, width, value)
        if width > WORD:
            self._measure(address, width, "it writes a frame of", self._room)

    def _put(self, root: str, found: Spot | None, width: int, value: Word) -> None:
        """So many bytes from a place on, which may be of several numbers one after the other. Of a block the
        first one stands for all."""
        while found is not None:
            self._note(found.whole, found.path)
            self.state.store(root, found.path, merged(found, width, value))
            done = found.size - found.inner
            if not 0 < done < width <= WORD:
                return
            width -= done
            value = value >> 8 * done if isinstance(value, int) else Unknown("memory that the device wrote")
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
        return self.stride(value) * len(value.items)

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
        return isinstance(value, Agg) and value.ty.path == "[]" and self.stride(value) == 0
