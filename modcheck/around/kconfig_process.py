"""The Kconfig files of a tree and a question in, an answer out: run as a process of its own.

The only user of kconfiglib, which by itself would run `$(shell,…)` with a shell, import a module
`kconfigfunctions`, expand the environment, and read whatever a `source` names. None of that happens here:
the functions are replaced before a line is read, the environment is the one that the caller made, and
`source` leads to regular files of the tree only. What a `$(shell,…)` would have said counts as `n`, and is
counted.

Run with `python -E -P kconfig_process.py`, a JSON document on standard input: `{"top", "symbols", "values"}`.
The answer is one JSON document on standard output. It imports nothing of modcheck, so that it starts with
nothing but the interpreter and kconfiglib.
"""

from __future__ import annotations

import json
import os
import resource
import stat
import sys
from typing import Any

import kconfiglib

MAX_FILE = 512 * 1024
MAX_FILES = 8_000
MAX_DEPTH = 40
MAX_SECONDS = 40
MAX_MEMORY = 1 << 30
MAX_PARTS = 12
"""Conditions of one symbol that are told."""


_SINCE = {"modules": "option modules\n", "transitional": "\n"}
"""Attributes that came after kconfiglib's last release → what it takes instead (Linux
Documentation/kbuild/kconfig-language.rst)."""


_NOT_FORESEEN = (
    OSError, ValueError, RecursionError, MemoryError, LookupError, AttributeError, TypeError, AssertionError,
)  # fmt: skip
"""What kconfiglib stumbles over in text that is no Kconfig; its own words are the best there are."""


class _Functions(dict[str, Any]):
    """The functions of the preprocessor; those that a stranger's module would add are not taken."""

    def update(self, *others: Any, **more: Any) -> None:
        """Take nothing."""


class Tree(kconfiglib.Kconfig):  # type: ignore[misc]
    """The Kconfig files of a tree, read without running or leaving anything."""

    def __init__(self, top: str) -> None:
        self.top = os.path.realpath(top)
        self.entered = 0
        self.not_evaluated: list[str] = []
        self.notes: list[tuple[str, int, str]] = []
        super().__init__("Kconfig", warn=False)

    @property
    def _functions(self) -> _Functions:
        return self._safe

    @_functions.setter
    def _functions(self, given: dict[str, Any]) -> None:
        safe = {name: given[name] for name in ("filename", "lineno")}
        silent = {name: (_nothing, 1, 1) for name in ("info",)}
        never = {name: (_nothing, 2, 2) for name in ("error-if", "warning-if")}
        self._safe = _Functions({**safe, **silent, **never, "shell": (_not_run, 1, None)})

    def _tokenize(self, s: str) -> Any:
        tokens = super()._tokenize(_SINCE.get(s.strip(), s))
        if tokens and tokens[0] is kconfiglib._T_SOURCE and len(tokens) > 1 and isinstance(tokens[1], str):
            problem = self._refusal(tokens[1])
            if problem:
                self.notes.append((self.filename or "", self.linenr, problem))
                return [kconfiglib._T_OSOURCE, "\0", None]
        return tokens

    def _refusal(self, name: str) -> str:
        """Why an included file is not read; empty if it is."""
        if any(char in name for char in "*?["):
            return f"`{name}` is no name of a file"
        path = os.path.join(self.top, name)
        self.entered += 1
        if self.entered > MAX_FILES or len(self._filestack) > MAX_DEPTH:
            return f"{name} is included here, but that is too much to be read"
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            return f"{name} is included here, but is not there"
        if os.path.commonpath([os.path.realpath(path), self.top]) != self.top:
            return f"{name} is included here, but lies outside of the tree and is not read"
        if not stat.S_ISREG(status.st_mode):
            return f"{name} is included here, but is not a regular file"
        if status.st_size > MAX_FILE:
            return f"{name} is included here, but is larger than {MAX_FILE // 1024} KiB"
        return ""


def _nothing(kconf: Any, *arguments: str) -> str:
    return ""


def _not_run(kconf: Tree, *arguments: str) -> str:
    kconf.not_evaluated.append(f"{kconf.filename}:{kconf.linenr}")
    return "n"


def _symbol(symbol: Any, values: dict[str, str]) -> dict[str, Any]:
    """Where a symbol is defined, and which of its dependencies the values do not meet."""
    node = symbol.nodes[0]
    unmet = [part for part in _conjuncts(symbol.direct_dep) if not _holds(part, values)]
    return {
        "places": [[each.filename, each.linenr] for each in symbol.nodes],
        "type": kconfiglib.TYPE_TO_STR[symbol.orig_type],
        "prompt": node.prompt[0] if node.prompt else "",
        "unmet": [_told(part, values) for part in unmet[:MAX_PARTS]],
        "needs": sorted({name for part in unmet for name in _plain(part) if name not in values})[:MAX_PARTS],
    }


def _conjuncts(expression: Any) -> list[Any]:
    found, stack = [], [expression]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple) and part[0] is kconfiglib.AND:
            stack += [part[2], part[1]]
        else:
            found.append(part)
    return found


def _plain(part: Any) -> list[str]:
    """The symbol that a condition is, if it is one."""
    return [part.name] if not isinstance(part, tuple) and not part.is_constant else []


def _holds(part: Any, values: dict[str, str]) -> bool:
    if not isinstance(part, tuple):
        return _value(part, values) in ("y", "m")
    if part[0] is kconfiglib.NOT:
        return not _holds(part[1], values) or _value(part[1], values) == "m"
    if part[0] in (kconfiglib.AND, kconfiglib.OR):
        both = (_holds(part[1], values), _holds(part[2], values))
        return all(both) if part[0] is kconfiglib.AND else any(both)
    return _compares(part[0], _value(part[1], values), _value(part[2], values))


def _value(part: Any, values: dict[str, str]) -> str:
    if isinstance(part, tuple):
        return "y" if _holds(part, values) else "n"
    if part.is_constant or (not part.nodes and part.name[:1].isdigit()):
        return str(part.name)
    empty = "n" if part.orig_type in (kconfiglib.BOOL, kconfiglib.TRISTATE, kconfiglib.UNKNOWN) else ""
    return values.get(part.name, empty)


def _compares(relation: int, left: str, right: str) -> bool:
    if relation in (kconfiglib.EQUAL, kconfiglib.UNEQUAL):
        return (left == right) is (relation is kconfiglib.EQUAL)
    order = {"n": 0, "m": 1, "y": 2}
    try:
        a, b = (order[text] if text in order else int(text, 0) for text in (left, right))
    except ValueError:
        return False
    return {
        kconfiglib.LESS: a < b, kconfiglib.LESS_EQUAL: a <= b,
        kconfiglib.GREATER: a > b, kconfiglib.GREATER_EQUAL: a >= b,
    }[relation]  # fmt: skip


def _told(part: Any, values: dict[str, str]) -> str:
    """A condition that is not met, with what its symbols are."""
    text = kconfiglib.expr_str(part)
    names = sorted({s.name for s in kconfiglib.expr_items(part) if s.__class__ is kconfiglib.Symbol
                    and not s.is_constant and not s.name[:1].isdigit()})  # fmt: skip
    said = [f"{name}={values[name]}" if name in values else f"{name} is not set" for name in names[:4]]
    plain = said == [f"{text} is not set"]
    return f"`{text}`, which is not set" if plain else f"`{text}` ({', '.join(said)})"


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Read the tree and answer."""
    tree = Tree(question["top"])
    values = {name: str(value) for name, value in question["values"].items()}
    known = {name: tree.syms[name] for name in question["symbols"] if name in tree.syms}
    return {
        "symbols": {name: _symbol(symbol, values) for name, symbol in known.items() if symbol.nodes},
        "notes": [list(note) for note in tree.notes[:100]],
        "not_evaluated": len(set(tree.not_evaluated)),
        "files": sorted(set(tree.kconfig_filenames)),
    }


def main() -> None:
    """Answer the question on standard input, within bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))  # nothing that is read can start a process
    question = json.load(sys.stdin)
    try:
        found = answer(question)
    except kconfiglib.KconfigError as error:
        found = {"error": " ".join(str(error).split())[:300]}
    except _NOT_FORESEEN as error:
        found = {"error": f"{type(error).__name__} {error}"[:300]}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
