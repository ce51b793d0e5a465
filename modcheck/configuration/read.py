"""One configuration file in, a `Configuration` out; anything it does not know is refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

from modcheck.configuration.model import LEVELS, Configuration, Levels, Pattern
from modcheck.errors import UsageError
from modcheck.source import read_bytes

MAX_BYTES = 1 << 20
_Check = Callable[[Any], str]
"""What is wrong with a value; nothing if it is empty."""


def read_configuration(file: Path, checks: Collection[str]) -> Configuration:
    """Read a file. `checks` are the ids that levels can be set for."""
    table = _table(file)
    reader = _Reader(str(file), checks)
    reader.known(table, [*_OPTIONS, "exclude", "levels", "paths"], "")
    values = {key: value for key, value in table.items() if key in _OPTIONS}
    for key, value in values.items():
        reader.fits(key, value, _OPTIONS[key])
    everywhere = Levels(Pattern("**"), reader.levels(table.get("levels", {}), "levels"))
    folder = file.absolute().parent
    for key in ("kernel", "rules", "baseline"):
        if key in values:
            values[key] = str(folder / str(values[key]))
    return Configuration(
        str(file),
        str(folder),
        values,
        tuple(map(Pattern, reader.texts(table.get("exclude", []), "exclude"))),
        (everywhere, *reader.paths(table.get("paths", []))),
    )


def _table(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        whole = tomllib.loads(read_bytes(file, MAX_BYTES).decode("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror or error}", place=str(file)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"is no TOML: {error}", place=str(file), advice="correct the file") from error
    if file.name != "pyproject.toml":
        return whole
    tool = whole.get("tool", {})
    section = tool.get("modcheck", {}) if isinstance(tool, dict) else {}
    if not isinstance(section, dict):
        raise UsageError("`tool.modcheck` must be a table", place=str(file))
    return section


def _one_of(*words: str) -> _Check:
    told = ", ".join(f"`{word}`" for word in words[:-1]) + f" or `{words[-1]}`"
    return lambda value: "" if value in words else f"must be {told}"


def _number(low: int, high: int) -> _Check:
    def check(value: Any) -> str:
        fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return "" if fits else f"must be a number from {low} to {high}"

    return check


def _text(value: Any) -> str:
    return "" if isinstance(value, str) and value and "\0" not in value else "must be a text"


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "must be `true` or `false`"


_OPTIONS: dict[str, _Check] = {
    "fail-on": _one_of("error", "warning", "note"),
    "framework": _one_of("both", "as-implemented", "as-intended"),
    "profile": _one_of("qemu", "hw"),
    "depth": _number(1, 3),
    "prove": _flag,
    "hazards": _flag,
    "max-seconds": _number(1, 86_400),
    "jobs": _number(0, 256),
    "kernel": _text,
    "generation": _text,
    "rules": _text,
    "baseline": _text,
    "brief": _flag,
    "cache": _flag,
}


class _Reader:
    """Refuses what is not known, and says what may have been meant."""

    def __init__(self, file: str, checks: Collection[str]) -> None:
        self.file = file
        self.checks = checks

    def refuse(self, problem: str, advice: str | None = None) -> UsageError:
        """The error to raise."""
        return UsageError(problem, place=self.file, advice=advice)

    def known(self, table: dict[str, Any], names: Iterable[str], where: str) -> None:
        """Only keys of these names?"""
        names = list(names)
        for key in table:
            if key not in names:
                told = f"unknown key `{key}`" + (f" in `{where}`" if where else "")
                raise self.refuse(told, _meant(key, names) or f"known are {', '.join(names)}")

    def fits(self, key: str, value: Any, check: _Check) -> None:
        """A value that can be used?"""
        problem = check(value)
        if problem:
            raise self.refuse(f"`{key}` {problem}")

    def texts(self, value: Any, key: str) -> list[str]:
        """A list of texts."""
        if not isinstance(value, list) or any(_text(item) for item in value):
            raise self.refuse(f"`{key}` must be a list of texts")
        return value

    def levels(self, value: Any, key: str) -> dict[str, str]:
        """A table from checks to levels."""
        if not isinstance(value, dict):
            raise self.refuse(f"`{key}` must be a table of checks and levels")
        for rule, level in value.items():
            if rule not in self.checks:
                advice = _meant(rule, self.checks) or "`modcheck rules` lists the checks"
                raise self.refuse(f"unknown check `{rule}` in `{key}`", advice)
            self.fits(f"{key}.{rule}", level, _one_of(*LEVELS))
        return value

    def paths(self, value: Any) -> list[Levels]:
        """The entries of `[[paths]]`."""
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.refuse("`paths` must be a list of tables, each headed `[[paths]]`")
        found = []
        for entry in value:
            self.known(entry, ["match", "levels"], "paths")
            match = entry.get("match", [])
            patterns = [match] if isinstance(match, str) else self.texts(match, "paths.match")
            if not patterns:
                raise self.refuse("an entry of `paths` has no `match`")
            levels = self.levels(entry.get("levels", {}), "paths.levels")
            found += [Levels(Pattern(pattern), levels) for pattern in patterns]
        return found


def _meant(word: str, known: Iterable[str]) -> str | None:
    import difflib

    close = difflib.get_close_matches(word.replace("_", "-"), known, 1)
    close = close or difflib.get_close_matches(word.replace("-", "_"), known, 1)
    return f"did you mean `{close[0]}`?" if close else None
