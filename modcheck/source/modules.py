"""Paths of the command line in, one `ModuleLayout` per kernel module out.

A folder with a Kbuild is one module per `obj-m` object that has a Rust source; a folder without one
is searched for files with `module!`; a file that is a member (`mod x;`) leads to its main file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from modcheck.errors import InputError

_MODULE_MACRO = re.compile(rb"^\s*(?:kernel::)?(?:module|module_\w+)!\s*[{(<]", re.MULTILINE)
_MOD_ITEM = re.compile(rb"^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;", re.MULTILINE)
_KBUILD_OBJECT = re.compile(r"^\s*obj-(?:m|y|\$\([A-Z0-9_]+\))\s*[:+]?=\s*(.*)$", re.MULTILINE)
MAX_FILES = 5_000
"""More Rust files than this under one argument is taken for a mistake."""


@dataclass(frozen=True, slots=True)
class ModuleLayout:
    """One kernel module: its name, and the main file, as an absolute path and as shown to people."""

    name: str
    main: Path
    shown: str


def find_modules(arguments: Iterable[str]) -> list[ModuleLayout]:
    """All modules that the arguments name, each once, in a stable order."""
    found: dict[Path, ModuleLayout] = {}
    for argument in arguments:
        path = Path(argument)
        if not path.exists():
            raise InputError("no such file or directory", place=argument, advice="check the path")
        mains = _of_folder(path) if path.is_dir() else [_main_of(path)]
        if not mains:
            raise InputError(
                "no Rust source of a kernel module here",
                place=argument,
                advice="name the folder that holds the Kbuild or the file with `module!`",
            )
        for main in mains:
            found.setdefault(main.resolve(), ModuleLayout(main.stem, main, str(main)))
    return list(found.values())


def _of_folder(folder: Path) -> list[Path]:
    mains: list[Path] = []
    for directory, names in _walk(folder):
        mains += _of_kbuild(directory, names) or _by_macro(directory, names)
    if mains:
        return mains
    return [folder / name for name in sorted(os.listdir(folder)) if name.endswith(".rs")]


def _walk(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    count = 0
    for directory, subdirectories, names in os.walk(folder, followlinks=False):
        subdirectories[:] = sorted(d for d in subdirectories if not d.startswith("."))
        rust = sorted(name for name in names if name.endswith(".rs"))
        count += len(rust)
        if count > MAX_FILES:
            raise InputError(
                f"more than {MAX_FILES} Rust files", place=str(folder), advice="name the modules to check"
            )
        if rust:
            yield Path(directory), names


def _of_kbuild(directory: Path, names: list[str]) -> list[Path]:
    text = ""
    for name in ("Kbuild", "Makefile"):
        if name in names:
            text += _read(directory / name).decode("utf-8", "replace") + "\n"
    objects = [word for line in _KBUILD_OBJECT.findall(text) for word in line.split()]
    mains = []
    for stem in dict.fromkeys(word[:-2] for word in objects if word.endswith(".o")):
        source = directory / f"{stem}.rs"
        if source.exists():
            mains.append(source)
    return mains


def _by_macro(directory: Path, names: list[str]) -> list[Path]:
    rust = [directory / name for name in sorted(names) if name.endswith(".rs")]
    return [path for path in rust if _MODULE_MACRO.search(_read(path))]


def _main_of(path: Path) -> Path:
    """The main file of the module that `path` belongs to; `path` itself if nothing includes it."""
    if _MODULE_MACRO.search(_read(path)):
        return path
    for other in sorted(path.parent.glob("*.rs")) + sorted(path.parent.parent.glob("*.rs")):
        if other != path and _includes(other, path):
            return _main_of(other) if not _MODULE_MACRO.search(_read(other)) and other.stem != "mod" else other
    return path


def _includes(other: Path, path: Path) -> bool:
    stem = path.parent.name if path.stem == "mod" else path.stem
    return stem.encode() in _MOD_ITEM.findall(_read(other))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(2 * 1024 * 1024)
    except OSError:
        return b""
