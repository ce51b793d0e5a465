"""In: a change of one line of the model; out: the model with it; the right one stays as it is."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

import modcheck.device
from modcheck.device import Ordered


class Bug(NamedTuple):
    """`old` stands once in the module of that name below `package`, and is replaced."""

    area: str
    module: str
    old: str
    new: str
    package: str


def read_bugs(path: Path) -> list[Bug]:
    """The bugs of a file, for the device that the file is named after."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [_bug(block.splitlines(), f"modcheck.device.{path.stem}") for block in blocks if "\n- " in block]


def _bug(lines: list[str], package: str) -> Bug:
    area, _, module = lines[0].partition(": ")
    old, new = ("\n".join(line[2:] for line in lines[1:] if line[0] == sign) for sign in "-+")
    return Bug(area, module, old, new, package)


def source_of(bug: Bug) -> Path:
    """The file that is changed."""
    return Path(modcheck.device.__file__).parent / bug.package.rpartition(".")[2] / f"{bug.module}.py"


class _Changed(SourceFileLoader):
    """Loads a module with its change; nothing is written to disk."""

    def __init__(self, name: str, bug: Bug) -> None:
        super().__init__(name, str(source_of(bug)))
        self.bug = bug

    def get_code(self, fullname: str) -> CodeType:
        text = source_of(self.bug).read_text(encoding="utf-8")
        if text.count(self.bug.old) != 1:
            raise ValueError(f"{self.bug.old!r} stands {text.count(self.bug.old)} times in {self.path}")
        return compile(text.replace(self.bug.old, self.bug.new), self.path, "exec")


class _Finder(MetaPathFinder):
    def __init__(self, bug: Bug) -> None:
        self.bug = bug

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != f"{self.bug.package}.{self.bug.module}":
            return None
        return importlib.util.spec_from_loader(fullname, _Changed(fullname, self.bug))


def planted(bug: Bug, model: str = "E1000") -> Ordered:
    """A model made of fresh modules, one of them changed."""
    package, parent = bug.package, bug.package.rpartition(".")
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if f"{name}.".startswith(f"{package}.")}
    finder = _Finder(bug)
    sys.meta_path.insert(0, finder)
    try:
        device: Ordered = getattr(importlib.import_module(package), model)()
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]:
            del sys.modules[name]
        sys.modules.update(kept)
        setattr(sys.modules[parent[0]], parent[2], kept[package])
    return device
