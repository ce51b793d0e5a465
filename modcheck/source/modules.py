"""Paths of the command line in, one `ModuleLayout` per kernel module out.

A folder with a Kbuild is one module per `obj-m` object that has a Rust source; a folder without one
is searched for files with `module!`; a file that is a member (`mod x;`) leads to its main file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from modcheck.errors import InputError
from modcheck.source.files import MAX_BYTES, read_bytes
from modcheck.source.looked import Looked

_MODULE_MACRO = re.compile(rb"^[ \t]*(?:kernel::)?(?:module|module_\w+)!\s*[{(<]", re.MULTILINE)
_MOD_ITEM = re.compile(rb"^[ \t]*(?:pub(?:\([^)\n]{0,80}\))?\s+)?mod\s+(\w+)\s*;", re.MULTILINE)
_KBUILD_OBJECT = re.compile(r"^[ \t]*obj-(?:m|y|\$\([A-Z0-9_]+\))[ \t]*[:+]?=[ \t]*([^#\n]*)", re.MULTILINE)
MAX_FILES = 5_000
"""More Rust files than this under one argument is taken for a mistake."""
MAX_SIBLINGS = 200
MAX_LEVELS = 16
"""Files looked through for the `mod` item of a member, and members of members."""


class ModuleLayout:
    """One kernel module: its name, and the main file, as an absolute path and as shown to people."""

    __slots__ = ("kernel", "looked", "main", "name", "shown")

    def __init__(self, name: str, main: Path, shown: str, kernel: str | None = None) -> None:
        self.name = name
        self.main = main
        self.shown = shown
        self.kernel = kernel
        """The kernel tree beside the module, where its makefile is not there to name it; empty: there is
        none."""
        self.looked = Looked()
        """What was seen of the disk while this module was read."""


class Found:
    """The modules that arguments name, and what stands in the way of others."""

    __slots__ = ("modules", "problems")

    def __init__(self) -> None:
        self.modules: list[ModuleLayout] = []
        self.problems: list[InputError] = []


def find_modules(arguments: Iterable[str]) -> list[ModuleLayout]:
    """All modules that the arguments name; the first problem is raised."""
    found = discover(arguments)
    if found.problems:
        raise found.problems[0]
    return found.modules


def discover(arguments: Iterable[str]) -> Found:
    """All modules that the arguments name, each once, in a stable order."""
    found = Found()
    seen: set[str] = set()
    for argument in arguments:
        for main in _mains(argument, found.problems):
            real = os.path.realpath(main)
            if real not in seen:
                seen.add(real)
                found.modules.append(ModuleLayout(main.stem, main, str(main)))
    return found


def _mains(argument: str, problems: list[InputError]) -> list[Path]:
    path = Path(argument)
    known = len(problems)
    try:
        path.stat()
        mains = _of_folder(path, problems) if path.is_dir() else [_main_of(path)]
    except FileNotFoundError:
        problems.append(InputError("no such file or directory", place=argument, advice="check the path"))
        return []
    except OSError as error:
        problems.append(InputError(error.strerror or str(error), place=argument, advice="check the path"))
        return []
    if not mains and len(problems) == known:
        advice = "name the folder that holds the Kbuild or the file with `module!`"
        problems.append(InputError("no Rust source of a kernel module here", place=argument, advice=advice))
    return mains


def _of_folder(folder: Path, problems: list[InputError]) -> list[Path]:
    mains: list[Path] = []
    files: list[Path] = []
    for directory, names in _walk(folder, problems):
        files += [directory / name for name in names if name.endswith(".rs")]
        if len(files) > MAX_FILES:
            advice = "name the modules to check"
            problems.append(InputError(f"more than {MAX_FILES} Rust files", place=str(folder), advice=advice))
            return []
        mains += _of_kbuild(directory, names, problems) or _by_macro(directory, names)
    return mains or [path for path in files if path.parent == folder]


def _walk(folder: Path, problems: list[InputError]) -> Iterator[tuple[Path, list[str]]]:
    """Each folder with the names of its files, in order; links to folders are not followed."""
    stack = [folder]
    while stack:
        directory = stack.pop()
        try:
            with os.scandir(directory) as listing:
                entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing)
        except OSError as error:
            problems.append(InputError(error.strerror or str(error), place=str(directory)))
            continue
        stack += [directory / name for name, inner in reversed(entries) if inner and not name.startswith(".")]
        yield directory, [name for name, inner in entries if not inner]


def _of_kbuild(directory: Path, names: list[str], problems: list[InputError]) -> list[Path]:
    mains: list[Path] = []
    for kbuild in ("Kbuild", "Makefile"):
        if kbuild not in names:
            continue
        text = (_read(directory / kbuild) or b"").decode("utf-8", "replace").replace("\\\n", " ")
        for stem in _objects(text):
            if f"{stem}.rs" in names:
                mains.append(directory / f"{stem}.rs")
            elif not _made_otherwise(stem, text, names):
                place, advice = str(directory / kbuild), "correct the name after `obj-m`, or add the file"
                problem = f"names {stem}.o, but there is no {stem}.rs"
                problems.append(InputError(problem, place=f"{place}:{_line_of(stem, text)}", advice=advice))
    return list(dict.fromkeys(mains))


def _objects(text: str) -> list[str]:
    words = [word for line in _KBUILD_OBJECT.findall(text) for word in line.split()]
    return list(dict.fromkeys(word[:-2] for word in words if word.endswith(".o") and "$" not in word))


def _made_otherwise(stem: str, text: str, names: list[str]) -> bool:
    """Of a source in another language, of several objects, or in another folder."""
    return f"{stem}-" in text or "/" in stem or any(name.startswith(f"{stem}.") for name in names)


def _line_of(stem: str, text: str) -> int:
    return text.count("\n", 0, text.find(f"{stem}.o")) + 1


def _by_macro(directory: Path, names: list[str]) -> list[Path]:
    """The files with `module!`; one that cannot be read is named too, so that reading it says why."""
    found = []
    for path in (directory / name for name in names if name.endswith(".rs")):
        data = _read(path)
        if data is None or len(data) > MAX_BYTES or _MODULE_MACRO.search(data):
            found.append(path)
    return found


def _main_of(path: Path) -> Path:
    """The main file of the module that `path` belongs to; `path` itself if nothing includes it."""
    seen: set[Path] = set()
    while path not in seen and len(seen) < MAX_LEVELS and not _MODULE_MACRO.search(_read(path) or b""):
        seen.add(path)
        others = [*_siblings(path.parent), *_siblings(path.parent.parent)]
        path = next((other for other in others if other not in seen and _includes(other, path)), path)
    return path


def has_module_macro(layout: ModuleLayout) -> bool:
    """Does the main file say that it is a kernel module? Rust of other programs does not."""
    return _MODULE_MACRO.search(_read(layout.main) or b"") is not None


def _siblings(folder: Path) -> list[Path]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".rs"))
    except OSError:
        return []
    return [folder / name for name in names[:MAX_SIBLINGS]]


def _includes(other: Path, path: Path) -> bool:
    stem = path.parent.name if path.stem == "mod" else path.stem
    return stem.encode("utf-8", "surrogateescape") in _MOD_ITEM.findall(_read(other) or b"")


def _read(path: Path) -> bytes | None:
    try:
        return read_bytes(path, MAX_BYTES + 1)
    except OSError:
        return None
