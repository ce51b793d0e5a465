"""One path in, one `SourceFile` out (or `Unreadable` with the reason); never raises on content."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

MAX_BYTES = 512 * 1024
"""Files above this size are refused: the largest Rust file in the kernel tree is below 200 KiB."""


class Span(NamedTuple):
    """A half-open byte range `[start, end)` of the file `path`."""

    path: str
    start: int
    end: int


class Unreadable(NamedTuple):
    """A file that cannot be analysed, and why."""

    path: str
    reason: str


class SourceFile:
    """The text of one file; offsets are bytes, because comments may be in any script."""

    __slots__ = ("_starts", "data", "path")

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self._starts: list[int] = []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceFile) and (self.path, self.data) == (other.path, other.data)

    def __hash__(self) -> int:
        return hash((self.path, self.data))

    def text(self, start: int, end: int) -> str:
        """Decode the bytes `[start, end)`."""
        return self.data[start:end].decode("utf-8", "replace")

    def line_column(self, offset: int) -> tuple[int, int]:
        """One-based line and column (in characters) of a byte offset."""
        from bisect import bisect_right

        if not self._starts:
            self._starts.extend(_line_starts(self.data))
        line = bisect_right(self._starts, offset) - 1
        return line + 1, len(self.text(self._starts[line], offset)) + 1

    def line_text(self, line: int) -> str:
        """The text of a one-based line without its line end."""
        self.line_column(0)
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.data)
        return self.text(start, end).rstrip("\r\n")


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """At most `limit` bytes of a regular file; an `OSError` for everything that is none or cannot be opened.

    Opened without waiting, in case a pipe has taken the file's place since it was looked at.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("not a regular file")
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
        return stream.read(limit)


def read_source(path: Path, shown: str, read: Callable[[Path, int], bytes]) -> SourceFile | Unreadable:
    """Read `path` with `read`; `shown` is the name used in every message."""
    try:
        data = read(path, MAX_BYTES + 1)
    except OSError as error:
        return Unreadable(shown, error.strerror or str(error))
    reason = _refusal(data)
    return Unreadable(shown, reason) if reason else SourceFile(shown, data)


def _refusal(data: bytes) -> str:
    """Why this is no Rust source; empty if it may be one."""
    if len(data) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1024} KiB"
    if b"\0" in data:
        return "binary content (a NUL byte)"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start}"
    return "" if data.strip() else "empty file"


def _line_starts(data: bytes) -> list[int]:
    starts = [0]
    position = data.find(b"\n")
    while position >= 0:
        starts.append(position + 1)
        position = data.find(b"\n", position + 1)
    return starts
