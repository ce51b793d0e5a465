"""A module in, the rule book of the generation of the kernel crate that it is written for out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from modcheck.contracts.cache import load_rules
from modcheck.contracts.generations import generations
from modcheck.contracts.rulebook import RuleBook
from modcheck.errors import RuleError, UsageError
from modcheck.source import ModuleLayout

MAX_LOOKED_AT = 256 * 1024
"""Bytes of a source file that are looked through for signs."""
MAX_FILES = 64
DEFAULT = "camp"


class Books:
    """The rule books of a folder, one a generation; each is read when the first module asks for it."""

    def __init__(self, folder: Path, named: str = "") -> None:
        """`named`: the generation of all modules; empty: what each one's sources say."""
        self.folder = folder
        self.named = named
        self._tables: dict[str, dict[str, Any]] | None = None
        self._read: dict[str, RuleBook] = {}

    def of(self, layout: ModuleLayout) -> RuleBook:
        """The rule book for a module."""
        generation = self.generation(layout)
        if generation not in self._read:
            self._read[generation] = load_rules(self.folder, generation)
        return self._read[generation]

    def generation(self, layout: ModuleLayout) -> str:
        """What its kernel crate is called here."""
        tables = self.tables()
        if self.named:
            return known(self.named, tables)
        return _by_signs(tables, _sources(layout)) if len(tables) > 1 else next(iter(tables), DEFAULT)

    def tables(self) -> dict[str, dict[str, Any]]:
        """Each generation, with what is said of it."""
        if self._tables is None:
            self._tables = generations(self.folder / "kernel" / "generations.toml")
        return self._tables


def known(named: str, tables: dict[str, dict[str, Any]]) -> str:
    """The name, if there is such a generation."""
    if named not in tables:
        advice = f"there are facts on {', '.join(tables)}"
        raise UsageError("no such generation of the kernel crate", place=named, advice=advice)
    return named


def _by_signs(tables: dict[str, dict[str, Any]], sources: list[str]) -> str:
    counted = {name: _count(table["signs"], sources) for name, table in tables.items()}
    return max(counted, key=lambda name: counted[name])


def _count(signs: list[str], sources: list[str]) -> int:
    try:
        return sum(any(re.search(sign, text) for text in sources) for sign in signs)
    except re.error as error:
        raise RuleError(f"a sign of a generation is no regular expression: {error}") from error


def _sources(layout: ModuleLayout) -> list[str]:
    """The main file, and those that lie beside it or below if it names any."""
    texts = [_text(layout, layout.main)]
    if re.search(r"^[ \t]*(?:pub(?:\([^)]*\))?\s+)?mod\s+\w+\s*;", texts[0], re.MULTILINE):
        beside = layout.looked.sources_below(layout.main.parent, MAX_FILES)
        texts += [_text(layout, path) for path in beside if path != layout.main]
    return texts


def _text(layout: ModuleLayout, path: Path) -> str:
    try:
        return layout.looked.read(path, MAX_LOOKED_AT).decode("utf-8", "replace")
    except OSError:
        return ""
