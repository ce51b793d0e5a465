"""Names of files around a module in, their texts out: each is read once, within bounds, and remembered under
the name that reports give it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from modcheck.source import ModuleLayout, SourceFile, Span, Unreadable
from modcheck.source.files import MAX_BYTES

MAX_NAMES = 4_000
"""Names that are looked at in one folder."""


class Note(NamedTuple):
    """Something that was not decided, because it was not read or is not evaluated."""

    span: Span
    text: str


class Sources:
    """The files around one module. Paths are where the module lies, also if a copy of it is judged."""

    def __init__(self, layout: ModuleLayout) -> None:
        self.layout = layout
        self.folder = Path(os.path.abspath(layout.home))
        """Of the module."""
        self.files: dict[str, SourceFile] = {}
        """By the names that reports show."""
        self._read: dict[str, SourceFile | Unreadable | None] = {}

    def read(self, path: Path, limit: int = MAX_BYTES) -> SourceFile | Unreadable | None:
        """The text of a file; None if there is none. What is too large, binary or not UTF-8 is refused."""
        shown = self.layout.name_of(path)
        if shown not in self._read:
            self._read[shown] = self._fresh(shown, limit)
        return self._read[shown]

    def _fresh(self, shown: str, limit: int) -> SourceFile | Unreadable | None:
        real = self.layout.path_of(shown)
        if not self.layout.looked.is_there(real):
            return None
        try:
            data = self.layout.looked.read(real, MAX_BYTES + 1)  # as the cache asks again
        except OSError as error:
            return Unreadable(shown, error.strerror or str(error))
        reason = _refusal(data, limit)
        if reason:
            return Unreadable(shown, reason)
        self.files[shown] = SourceFile(shown, data)
        return self.files[shown]

    def text(self, path: Path) -> SourceFile | None:
        """The file, if there is one that can be read."""
        found = self.read(path)
        return found if isinstance(found, SourceFile) else None

    def names(self, folder: Path) -> list[str]:
        """The names of Rust files, of scripts, and without an ending in a folder, sorted."""
        return self.layout.looked.names(self._real(folder), MAX_NAMES)

    def is_folder(self, folder: Path) -> bool:
        """Is this a folder?"""
        return self.layout.looked.is_folder(self._real(folder))

    def is_there(self, path: Path) -> bool:
        """Is there something of this name?"""
        return self.layout.looked.is_there(self._real(path))

    def _real(self, path: Path) -> Path:
        return self.layout.path_of(self.layout.name_of(path))

    def line_of(self, span: Span) -> str:
        """`name:line` of a place in a file that was read."""
        file = self.files.get(span.path)
        return f"{span.path}:{file.line_column(span.start)[0]}" if file is not None else span.path


def _refusal(data: bytes, limit: int) -> str:
    if len(data) > limit:
        return f"larger than {limit // 1024} KiB"
    if b"\0" in data:
        return "binary content (a NUL byte)"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start}"
    return ""
