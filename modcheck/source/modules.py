"""Paths of the command line in, one `ModuleLayout` per kernel module out.

A folder with a Kbuild is one module per `obj-m` object that has a Rust source; a folder without one
is searched for files with `module!`; a file that is a member (`mod x;`) or included (`include!("x.rs")`)
leads to its main file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from modcheck.errors import InputError, UsageError
from modcheck.source.files import MAX_BYTES, read_bytes
from modcheck.source.kbuild import Objects, listed_objects
from modcheck.source.looked import Looked

MODULE_MACRO = re.compile(rb"^[ \t]*(?:kernel::)?(?:module|module_(?!path\b)\w+)!\s*[{(<]", re.MULTILINE)
_MOD_ITEM = re.compile(rb"^[ \t]*(?:pub(?:\([^)\n]{0,80}\))?\s+)?mod\s+(\w+)\s*;", re.MULTILINE)
_INCLUDE = re.compile(rb'^[ \t]*include!\s{0,9}[({\[]\s{0,9}"([^"\n]{1,400})"', re.MULTILINE)
MAX_FILES = 5_000
"""More Rust files than this under one argument is taken for a mistake."""
MAX_SIBLINGS = 200
MAX_LEVELS = 16
"""Files looked through for the `mod` item of a member, and members of members."""


class ModuleLayout:
    """One kernel module: its name, and the main file, as an absolute path and as shown to people."""

    __slots__ = ("home", "kernel", "looked", "main", "name", "shown")

    def __init__(
        self, name: str, main: Path, shown: str, kernel: str | None = None, home: Path | None = None
    ) -> None:
        self.name = name
        self.main = main
        self.shown = shown
        self.kernel = kernel
        """The kernel tree beside the module, where its makefile is not there to name it; empty: there is
        none."""
        self.home = home if home is not None else main.parent
        """The folder that the module lies in; `main` may be in a copy of it."""
        self.looked = Looked()
        """What was seen of the disk while this module was read."""

    def path_of(self, shown: str) -> Path:
        """Where a file lies that reports call `shown`: beside the main file, or outside of its folder."""
        beside = os.path.relpath(shown, os.path.dirname(self.shown) or ".")
        return (self.home if beside.split(os.sep)[0] == os.pardir else self.main.parent) / beside

    def name_of(self, path: Path) -> str:
        """What reports call a file that is named relative to `home`, or absolutely."""
        folder = os.path.dirname(self.shown)
        if path.is_absolute() and not os.path.isabs(self.shown):
            path = Path(os.path.relpath(path, self.home.absolute()))
        return os.path.normpath(os.path.join(folder, path))


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


def find_module(argument: str) -> ModuleLayout:
    """The one module that an argument names."""
    found = find_modules([argument])
    if len(found) != 1:
        names = ", ".join(layout.name for layout in found[:8])
        advice = f"name one of them: {names}{', …' if len(found) > 8 else ''}"
        raise UsageError(f"holds {len(found)} modules, and one is meant", place=argument, advice=advice)
    return found[0]


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
        mains = _of_folder(path, problems) if path.is_dir() else _of_file(path, problems)
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


def _of_file(path: Path, problems: list[InputError]) -> list[Path]:
    """The module that a file belongs to; of what stands around modules, those that it stands beside."""
    if path.suffix == ".rs":
        return [_main_of(path)]
    names = sorted(entry.name for entry in path.parent.iterdir() if not entry.is_dir())
    return _of_kbuild(path.parent, names, problems) or _by_macro(path.parent, names)


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
    """The Rust sources that the Kbuild lists. A Makefile beside a Kbuild is not read, as in the build
    (scripts/Makefile.build of Linux)."""
    kbuild = next((name for name in ("Kbuild", "Makefile") if name in names), None)
    data = _read(directory / kbuild) if kbuild is not None else None
    if kbuild is None or data is None:
        return []
    place = str(directory / kbuild)
    if len(data) > MAX_BYTES:
        advice = "a Kbuild lists objects; move the rest out of it"
        problems.append(InputError(f"larger than {MAX_BYTES // 1024} KiB", place=place, advice=advice))
        return []
    text = data.decode("utf-8", "replace")
    listed = listed_objects(text)
    mains: list[Path] = []
    for stem, offset in listed.goals.items():
        sources = _sources_of(stem, directory, names, listed)
        mains += sources
        if not sources and not _made_otherwise(stem, listed, names):
            problem = f"names {stem}.o, but there is no {stem}.rs"
            advice = "correct the name after `obj-m`, or add the file"
            line = text.count("\n", 0, offset) + 1
            problems.append(InputError(problem, place=f"{place}:{line}", advice=advice))
    return list(dict.fromkeys(mains))


def _sources_of(stem: str, directory: Path, names: list[str], listed: Objects) -> list[Path]:
    """The main file of an object: its source, or that one of the sources of a composite that has
    `module!`."""
    if f"{stem}.rs" in names and stem not in listed.members:
        return [directory / f"{stem}.rs"]
    parts = [directory / f"{part}.rs" for part in listed.members.get(stem, []) if f"{part}.rs" in names]
    return [path for path in parts if MODULE_MACRO.search(_read(path) or b"")]


def _made_otherwise(stem: str, listed: Objects, names: list[str]) -> bool:
    """Of a source in another language, of several objects, or in another folder."""
    return stem in listed.members or "/" in stem or any(name.startswith(f"{stem}.") for name in names)


def _by_macro(directory: Path, names: list[str]) -> list[Path]:
    """The files with `module!`; one that cannot be read is named too, so that reading it says why."""
    found = []
    for path in (directory / name for name in names if name.endswith(".rs")):
        data = _read(path)
        if data is None or len(data) > MAX_BYTES or MODULE_MACRO.search(data):
            found.append(path)
    return found


def declared(arguments: Iterable[str]) -> Found:
    """All modules below the arguments that have a `module!`, whether a Kbuild lists them or not."""
    found = Found()
    seen: set[str] = set()
    for argument in arguments:
        path = Path(argument)
        mains = _declared_in(path, found.problems) if path.is_dir() else _mains(argument, found.problems)
        if path.is_dir() and not mains and not found.problems:
            advice = "name the folder of a module, a kernel tree, or the file with `module!`"
            problem = "no Rust source of a kernel module here"
            found.problems.append(InputError(problem, place=argument, advice=advice))
        for main in mains:
            if os.path.realpath(main) not in seen:
                seen.add(os.path.realpath(main))
                found.modules.append(ModuleLayout(main.stem, main, str(main)))
    return found


def _declared_in(folder: Path, problems: list[InputError]) -> list[Path]:
    mains: list[Path] = []
    count = 0
    for directory, names in _walk(folder, problems):
        count += sum(name.endswith(".rs") for name in names)
        if count > MAX_FILES:
            advice = "name the modules to look at"
            problems.append(InputError(f"more than {MAX_FILES} Rust files", place=str(folder), advice=advice))
            return []
        mains += _by_macro(directory, names)
    return mains


def _main_of(path: Path) -> Path:
    """The main file of the module that `path` belongs to; `path` itself if nothing includes it."""
    seen: set[Path] = set()
    while path not in seen and len(seen) < MAX_LEVELS and not MODULE_MACRO.search(_read(path) or b""):
        seen.add(path)
        others = [*_siblings(path.parent), *_siblings(path.parent.parent)]
        path = next((other for other in others if other not in seen and _includes(other, path)), path)
    return path


def has_module_macro(layout: ModuleLayout) -> bool:
    """Does the main file say that it is a kernel module? Rust of other programs does not."""
    return MODULE_MACRO.search(_read(layout.main) or b"") is not None


def _siblings(folder: Path) -> list[Path]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".rs"))
    except OSError:
        return []
    return [folder / name for name in names[:MAX_SIBLINGS]]


def _includes(other: Path, path: Path) -> bool:
    stem = path.parent.name if path.stem == "mod" else path.stem
    data = _read(other) or b""
    if stem.encode("utf-8", "surrogateescape") in _MOD_ITEM.findall(data):
        return True
    included = (named.decode("utf-8", "surrogateescape") for named in _INCLUDE.findall(data))
    return any(other.parent / name == path for name in included)


def _read(path: Path) -> bytes | None:
    try:
        return read_bytes(path, MAX_BYTES + 1)
    except OSError:
        return None
