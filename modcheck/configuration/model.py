"""What a configuration file can say, as data."""

from __future__ import annotations

import re
from typing import NamedTuple

OFF = "off"
LEVELS = ("error", "warning", "note", OFF)


class Pattern(NamedTuple):
    """A path with wildcards: `*` and `?` stay in one folder, `**` goes through any number of them."""

    text: str

    def matches(self, path: str) -> bool:
        """Does the whole path, relative to the configuration's folder, fit?"""
        return re.fullmatch(self._expression(), path, re.DOTALL) is not None

    def _expression(self) -> str:
        text = self.text.removeprefix("./")
        text = text + "**" if text.endswith("/") else text
        parts = re.split(r"(\*\*/|\*\*|\*|\?)", text)
        wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
        return "".join(wild.get(part, re.escape(part)) for part in parts)


class Levels(NamedTuple):
    """The levels of checks, of the paths that match."""

    match: Pattern
    levels: dict[str, str]


class Configuration(NamedTuple):
    """The settings of one file; None where it says nothing."""

    file: str | None = None
    folder: str = "."
    """Absolute; paths and patterns in the file are relative to it."""
    values: dict[str, str | int | bool] = {}
    """Options of `modcheck check`, by their names without dashes in front."""
    exclude: tuple[Pattern, ...] = ()
    levels: tuple[Levels, ...] = ()
    """The last one that names a check counts."""

    def level_of(self, rule: str, path: str) -> str | None:
        """The level that is set for a check at a path; None if none is."""
        for item in reversed(self.levels):
            if rule in item.levels and item.match.matches(path):
                return item.levels[rule]
        return None

    def excludes(self, path: str) -> bool:
        """Is a module's main file one that is not looked at?"""
        return any(pattern.matches(path) for pattern in self.exclude)
