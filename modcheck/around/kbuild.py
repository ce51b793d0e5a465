"""A folder of a tree or of a module in, what its Kbuild lists out: objects and folders, each with the value
(`y`, `m`, nothing, or not known) that decides whether it is built.

Linux Documentation/kbuild/makefiles.rst ("The kbuild files", "Descending down in directories"),
Documentation/kbuild/modules.rst.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from modcheck.around.dotconfig import Configuration
from modcheck.around.make import Listed, Makefile, Reader
from modcheck.around.sources import Note, Sources
from modcheck.around.variables import NotKnown
from modcheck.source import SourceFile, Span

_GOALS = re.compile(r"(?:obj|subdir|core|drivers|libs|net|virt)-(?:y|m|\$\(CONFIG_\w+\))|core-vdso-y")
_MEMBERS = re.compile(r"(.+)-(?:objs|y|m|\$\(CONFIG_\w+\))")
_SYMBOL = re.compile(r".*-\$\(CONFIG_(\w+)\)")


class Goal(NamedTuple):
    """An object, a folder (its word ends in `/`) or a member of a composite object."""

    word: str
    line: Span
    value: str | None
    """`y`, `m`, empty (not built), or None: not known."""
    symbol: str = ""
    """The symbol of the configuration that decides it, without `CONFIG_`."""
    sure: bool = True
    """No condition around its line is undecided."""
    unless: Span | None = None
    """The condition that leaves it out."""


class Kbuild(NamedTuple):
    """What one folder builds."""

    path: str
    """The file, as reports show it."""
    goals: tuple[Goal, ...]
    members: dict[str, tuple[Goal, ...]]
    """Composite object, without `.o` → what it is linked from."""
    notes: tuple[Note, ...]


class Unread(NamedTuple):
    """A Kbuild that cannot be read."""

    path: str
    reason: str


class Setting(NamedTuple):
    """What a Kbuild is read with."""

    top: Path | None
    """The tree that the folder lies in, or what is built with `M=`."""
    configuration: Configuration | None
    external: bool
    """It is built with `M=`."""
    passed: Mapping[str, str] = {}
    """Variables that the caller of make passes on: `make -C TREE M=FOLDER CONFIG_X=m`."""


def read_kbuild(sources: Sources, folder: Path, setting: Setting) -> Kbuild | Unread | None:
    """The Kbuild of a folder, or its Makefile if it has none."""
    top, configuration, external, passed = setting
    file = kbuild_file(sources, folder)
    if file is None or isinstance(file, Unread):
        return file
    known = {"KERNELRELEASE": "kbuild", "src": ".", "obj": ".", "KBUILD_EXTMOD": "." if external else "",
             "M": "." if external else ""}  # fmt: skip
    if top is not None and not external:
        known |= {"srctree": str(top), "SRCARCH": architecture(sources, top, configuration)}
    if configuration is not None:
        known |= {f"CONFIG_{name}": value for name, value in configuration.values.items()}

    known |= passed

    def empty(name: str) -> bool:
        return name.startswith("CONFIG_") and configuration is not None

    makefile = Reader(Makefile(sources, top, known, empty), file, folder).read()
    return _listed(makefile, file.path)


def kbuild_file(sources: Sources, folder: Path) -> SourceFile | Unread | None:
    """The file that kbuild reads in a folder (scripts/Makefile.build): Kbuild, else Makefile."""
    for name in ("Kbuild", "Makefile"):
        found = sources.read(folder / name)
        if isinstance(found, SourceFile):
            return found
        if found is not None:
            return Unread(*found)
    return None


def architecture(sources: Sources, top: Path, configuration: Configuration | None) -> str:
    """The folder below arch/ that a configuration is for; x86 if it does not say."""
    named = configuration.architecture if configuration is not None else ""
    folder = {"x86_64": "x86", "i386": "x86", "sparc64": "sparc", "parisc64": "parisc"}.get(named, named)
    return folder if folder and sources.is_there(top / "arch" / folder) else "x86"


def _listed(makefile: Makefile, path: str) -> Kbuild:
    goals: list[Goal] = []
    members: dict[str, list[Goal]] = {}
    for name, words in makefile.lists(lambda name: _GOALS.fullmatch(name) is not None).items():
        for goal in _goals(makefile, name, words):
            word = f"{goal.word.rstrip('/')}/" if name.startswith("subdir-") else goal.word
            goals.append(goal._replace(word=word))
    composites = {goal.word[:-2] for goal in goals if goal.word.endswith(".o")}
    for name, words in makefile.lists(lambda name: _owner(name) in composites).items():
        members.setdefault(_owner(name), []).extend(_goals(makefile, name, words))
    kept = {name: tuple(parts) for name, parts in members.items()}
    return Kbuild(path, tuple(goals), kept, makefile.notes)


def _owner(name: str) -> str:
    """The composite object that a list of members is for."""
    found = _MEMBERS.fullmatch(name)
    return found[1] if found is not None else ""


def _goals(makefile: Makefile, name: str, words: list[Listed]) -> list[Goal]:
    value, symbol = _value(makefile, name)
    return [
        Goal(w.word, w.line, "" if w.unless is not None else value, symbol, w.sure, w.unless) for w in words
    ]


def _value(makefile: Makefile, name: str) -> tuple[str | None, str]:
    """What the end of a list's name says, and the symbol that it names."""
    found = _SYMBOL.fullmatch(name)
    if found is None:
        return ("m" if name.endswith("-m") else "y"), ""
    try:
        value = makefile.expand(f"$(CONFIG_{found[1]})")
    except NotKnown:
        return None, found[1]
    return (value if value in ("y", "m") else ""), found[1]
