"""In: loads and stores of a device; out: what the memory of a machine with 64 MiB answers; plain bytes."""

from __future__ import annotations

from collections.abc import Iterator

from modcheck.domains import Word
from tests.device.steps import END, RAM, TX_RING

PAGE = 4096
LAST = (1 << 64) - 1


class GuestMemory:
    """RAM from 0 to 64 MiB; elsewhere reads give zeros and writes vanish. `writes` counts the stores."""

    def __init__(self) -> None:
        self.content = bytearray(END - TX_RING)
        self.pages: dict[int, bytearray] = {}
        self.writes = 0
        self._undo: list[tuple[int, bytes]] = []

    def load(self, address: Word, width: int) -> int:
        return int.from_bytes(self.block(address, width), "little")

    def block(self, address: Word, length: int) -> bytes:
        assert isinstance(address, int)
        address &= LAST
        if address >= TX_RING and address + length <= END:
            return bytes(self.content[address - TX_RING : address - TX_RING + length])
        return b"".join(self._piece(at, size) for at, size in _pieces(address, length))

    def store(self, address: Word, width: int, value: Word) -> None:
        assert isinstance(address, int) and isinstance(value, int)
        self.write(address & LAST, value.to_bytes(width, "little"))

    def checkpoint(self) -> None:
        """From here on writes can be taken back."""
        self._undo = []

    def undo(self) -> list[tuple[int, bytes]]:
        """What stood where something was written since the checkpoint, the first write first."""
        return self._undo

    def roll_back(self) -> None:
        """Takes back the writes since the checkpoint."""
        for address, data in self._undo[::-1]:
            self.write(address, data)
        self._undo = []

    def write(self, address: int, data: bytes) -> None:
        self.writes += 1
        self._undo.append((address, self.block(address, len(data))))
        if address >= TX_RING and address + len(data) <= END:
            self.content[address - TX_RING : address - TX_RING + len(data)] = data
            return
        for at, size in _pieces(address, len(data)):
            piece = data[at - address : at - address + size]
            if TX_RING <= at < END:
                self.content[at - TX_RING : at - TX_RING + size] = piece
            elif at < RAM:
                page = self.pages.setdefault(at // PAGE, bytearray(PAGE))
                page[at % PAGE : at % PAGE + size] = piece

    def _piece(self, address: int, length: int) -> bytes:
        if TX_RING <= address < END:
            return bytes(self.content[address - TX_RING : address - TX_RING + length])
        page = self.pages.get(address // PAGE)
        return bytes(page[address % PAGE : address % PAGE + length]) if page is not None else bytes(length)


def _pieces(address: int, length: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that lie in one page each."""
    while length > 0:
        size = min(length, PAGE - address % PAGE)
        yield address, size
        address, length = address + size, length - size
