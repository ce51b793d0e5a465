"""How rules written by hand name something in, how the crate does out: through re-exports and aliases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from modcheck.ir.names import Externals, Names
from modcheck.ir.program import Program


class Paths:
    """The names of one pack of rules, seen from the crate."""

    def __init__(self, crate: Program, aliases: dict[str, str]) -> None:
        self._names = crate.names or Names(Externals())
        self._types = frozenset(crate.types)
        self._modules = frozenset(self._names.modules)
        self._back: dict[str, list[str]] = {}
        for written, path in aliases.items():
            if written.startswith("kernel::") and written != path:
                self._back.setdefault(path, []).append(written)
        self.of_crate = lru_cache(maxsize=None)(self._of_crate)

    def _of_crate(self, path: str) -> str:
        """The crate's own path of what rules call `path`; a function is looked up in its type or module."""
        for written in self._spellings(path):
            found = self._found(written)
            if found is not None:
                return found
        return path

    def _found(self, written: str) -> str | None:
        whole = self._names.meaning(written)
        if whole in self._types:
            return whole
        owner, _, name = written.rpartition("::")
        meant = self._names.meaning(owner)
        return f"{meant}::{name}" if meant in self._types or meant in self._modules else None

    def _spellings(self, path: str) -> Iterator[str]:
        """The path itself, and what an alias leads to it from."""
        head = path
        while "::" in head:
            rest = path[len(head) :]
            yield from (written + rest for written in self._back.get(head, ()))
            head = head.rpartition("::")[0]
        yield path


class Public:
    """The names that drivers have for what a crate defines: the shortest that it is exported under."""

    def __init__(self, names: Names) -> None:
        self._found: dict[str, str] = {}
        for module in names.modules.values():
            if module.path.endswith("::prelude"):
                continue
            for name, path in names.exported(module).items():
                self._consider(path, f"{module.path}::{name}")

    def _consider(self, path: str, exported: str) -> None:
        shortest = self._found.get(path, path)
        if exported.count("::") < shortest.count("::"):
            self._found[path] = exported

    def of(self, path: str) -> str:
        """The public path of a type or a function, which may lie in a type or module that is exported."""
        head, rest = path, ""
        while "::" in head:
            if head in self._found:
                return self._found[head] + rest
            head, _, last = head.rpartition("::")
            rest = f"::{last}{rest}"
        return path
