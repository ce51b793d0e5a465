"""The text of a C driver in, the PCI ids that it claims out, each with its place.

Linux include/linux/pci.h: PCI_DEVICE, PCI_VDEVICE, PCI_DEVICE_DATA; macros of the file that stand for one of
these; and entries written out. Entries for one subsystem or class only are passed over: they claim less than
the device.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_TABLE = re.compile(rb"\bstruct\s+pci_device_id\s+\w+\s*\[[^\]]{0,80}\](?:\s+__\w+){0,4}\s*=\s*\{")
_DEFINE = re.compile(rb"^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+(0[xX][0-9a-fA-F]+|\d+)\b", re.MULTILINE)
_MACRO = re.compile(
    rb"^[ \t]*#[ \t]*define[ \t]+(\w+)\(([\w, \t]*)\)((?:[^\n\\]|\\\r?\n|\\.)*)", re.MULTILINE
)
_CALL = re.compile(rb"\b(\w+)\s*\(([^()]*)\)")
_WRITTEN_OUT = re.compile(rb"\{\s*(\w+)\s*,\s*(\w+)\s*,")
_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]+"([\w.-]+\.h)"', re.MULTILINE)
_COMMENT = re.compile(rb"/\*.*?(?:\*/|\Z)|//[^\n]*", re.DOTALL)
MAX_TABLES = 64
MAX_MACRO = 400
"""Of the text that a macro stands for."""


class Claim(NamedTuple):
    """An entry of a table."""

    vendor: int
    device: int
    start: int
    end: int


def constants_of(data: bytes) -> dict[str, int]:
    """The numbers that a header or a source gives names to."""
    return {name.decode("ascii"): int(value, 0) for name, value in _decimal(_DEFINE.findall(data))}


def _decimal(pairs: list[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
    for name, value in pairs:
        yield name, (value if value[:2].lower() == b"0x" else value.lstrip(b"0") or b"0")


def included(data: bytes) -> list[str]:
    """The headers beside a source that it includes."""
    return [name.decode("utf-8", "replace") for name in _INCLUDE.findall(data)]


def claims(data: bytes, constants: Mapping[str, int], headers: Sequence[bytes] = ()) -> list[Claim]:
    """The ids in the tables of a driver; `constants` are those of include/linux/pci_ids.h, `headers` the
    texts of the driver's own."""
    bare = _COMMENT.sub(lambda found: re.sub(rb"[^\n]", b" ", found[0]), data)
    known = dict(constants)
    macros: dict[str, tuple[list[str], str]] = {}
    for text in (*headers, bare):
        known |= constants_of(text)
        macros |= dict(_macros(text))
    reader = _Reader(known, macros)
    found: list[Claim] = []
    for table in list(_TABLE.finditer(bare))[:MAX_TABLES]:
        end = bare.find(b"};", table.end())
        found += reader.entries(bare, table.end(), end if end >= 0 else len(bare))
    return found


def _macros(data: bytes) -> Iterator[tuple[str, tuple[list[str], str]]]:
    for name, parameters, body in _MACRO.findall(data):
        names = [part.strip() for part in parameters.decode("ascii").split(",")]
        yield name.decode("ascii"), (names, body[:MAX_MACRO].decode("utf-8", "replace"))


class _Reader:
    """Reads entries with the names that are known."""

    def __init__(self, constants: Mapping[str, int], macros: Mapping[str, tuple[list[str], str]]) -> None:
        self.constants = constants
        self.macros = macros

    def entries(self, data: bytes, start: int, end: int) -> Iterator[Claim]:
        """The ids between two offsets."""
        for call in _CALL.finditer(data, start, end):
            arguments = [part.strip() for part in call[2].decode("utf-8", "replace").split(",")]
            pair = self._called(call[1].decode("utf-8", "replace"), arguments)
            if pair is not None:
                yield Claim(*pair, call.start(), call.end())
        for entry in _WRITTEN_OUT.finditer(data, start, end):
            pair = self._pair(entry[1].decode("utf-8", "replace"), entry[2].decode("utf-8", "replace"))
            if pair is not None:
                yield Claim(*pair, entry.start() + 1, entry.end())

    def _called(self, name: str, arguments: list[str]) -> tuple[int, int] | None:
        if name in self.macros:
            return self._macro(*self.macros[name], arguments)
        if len(arguments) < 2:
            return None
        if name == "PCI_DEVICE":
            return self._pair(arguments[0], arguments[1])
        if name == "PCI_VDEVICE":
            return self._pair(f"PCI_VENDOR_ID_{arguments[0]}", arguments[1])
        if name == "PCI_DEVICE_DATA":
            vendor, device = arguments[:2]
            return self._pair(f"PCI_VENDOR_ID_{vendor}", f"PCI_DEVICE_ID_{vendor}_{device}")
        return None

    def _macro(self, parameters: list[str], body: str, arguments: list[str]) -> tuple[int, int] | None:
        """A macro of the driver that stands for an entry."""
        if len(parameters) > len(arguments):
            return None
        given = dict(zip(parameters, arguments, strict=False))
        inner = re.search(r"\b(PCI_\w+)\s*\(([^()]*)\)", body)
        pair = re.match(r"[\s\\]*\{\s*(\w+)\s*,\s*(\w+)\s*,", body)
        if inner is None and pair is not None:
            return self._pair(given.get(pair[1], pair[1]), given.get(pair[2], pair[2]))
        if inner is None or inner[1] in self.macros:
            return None
        return self._called(inner[1], [given.get(p.strip(), p.strip()) for p in inner[2].split(",")])

    def _pair(self, vendor: str, device: str) -> tuple[int, int] | None:
        numbers = (self._number(vendor), self._number(device))
        return (numbers[0], numbers[1]) if numbers[0] is not None and numbers[1] is not None else None

    def _number(self, text: str) -> int | None:
        if text in self.constants:
            return self.constants[text]
        return int(text, 0) if re.fullmatch(r"0[xX][0-9a-fA-F]{1,8}|[1-9]\d{0,9}", text) else None
