"""A module's folder in, the kernel tree that it is built in or against out, and the configuration of it.

Linux Documentation/kbuild/modules.rst: an external module is built with `make -C TREE M=FOLDER`; so its
Makefile names the tree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os.path import abspath
from pathlib import Path
from typing import NamedTuple

from modcheck.around.dotconfig import Configuration, read_configuration
from modcheck.around.kbuild import Setting
from modcheck.around.kconfig import top_of
from modcheck.around.make import Makefile, Reader
from modcheck.around.sources import Note, Sources
from modcheck.around.variables import NotKnown, closing
from modcheck.source import SourceFile, Span, Unreadable

_PASSED = re.compile(r"\b(CONFIG_\w+)=(\w+)")
_ROOT = re.compile(r"\b(?:M|SUBDIRS)=(?=\S)")
MAX_LEVELS = 5
"""Folders upward in which a Makefile is looked for."""
MAX_RECIPE = 1_000
"""Characters of a command that are looked at."""
_MAKE_C = re.compile(r"(?:\$[({]MAKE[)}]|\bmake\b)[^|;&]*?\s(?:-C|--directory)[ \t=]*(?=\S)")


class Tree(NamedTuple):
    """Where the kernel is that a module belongs to, and how it is configured."""

    top: Path | None
    inside: bool
    """The module lies in the tree."""
    named: Span | None
    """The line of a makefile that names it."""
    configuration: Configuration | None
    notes: tuple[Note, ...]
    passed: Mapping[str, str] = {}
    """Symbols that the Makefile passes on: `$(MAKE) -C TREE M=FOLDER CONFIG_X=m`."""
    root: Path | None = None
    """The folder that is built with `M=`, where a makefile says so: the module lies in it or below."""
    problem: Unreadable | None = None
    """A configuration that is there and is none."""

    @property
    def external(self) -> bool:
        """Is the module built with `M=`?"""
        return not self.inside

    @property
    def setting(self) -> Setting:
        """What the Kbuild files of the module are read with."""
        top = self.top if self.inside else self.root
        return Setting(top, self.configuration, self.external, self.passed)


class _Named(NamedTuple):
    """What a Makefile says of the tree."""

    top: Path | None = None
    line: Span | None = None
    notes: tuple[Note, ...] = ()
    passed: Mapping[str, str] = {}
    root: Path | None = None


def tree_of(sources: Sources, given: str | None, given_configuration: str | None = None) -> Tree:
    """The tree that is given, or that the module lies in, or that its Makefile names. The configuration is
    the one given, else `.config` of the tree, else one beside the module."""
    own = top_of(sources, sources.folder)
    named = _named_by_makefile(sources) if own is None else _Named(own)
    if given is not None:
        named = named._replace(top=Path(abspath(given)), line=None, notes=())
    inside = own is not None and own == named.top
    tree = Tree(named.top, inside, named.line, None, named.notes, named.passed, named.root)
    places = [Path(abspath(given_configuration))] if given_configuration is not None else []
    if not places:
        places = [place / ".config" for place in (tree.top, sources.folder) if place is not None]
    for place in places:
        found = read_configuration(sources, place)
        if isinstance(found, Configuration):
            return tree._replace(configuration=found)
        if found is not None:
            return tree._replace(problem=found)
    if given_configuration is not None:
        return tree._replace(problem=Unreadable(given_configuration, "no such file"))
    return tree


def _named_by_makefile(sources: Sources) -> _Named:
    """What the nearest Makefile upward says that builds the folder of the module, or one above it."""
    undecided: tuple[Note, ...] = ()
    for folder in [sources.folder, *sources.folder.parents][:MAX_LEVELS]:
        file = sources.text(folder / "Makefile")
        named = _named_in(sources, folder, file) if file is not None else _Named()
        if named.top is not None and sources.folder.is_relative_to(named.root or folder):
            return named
        undecided = undecided or named.notes
    return _Named(notes=undecided)


def _named_in(sources: Sources, folder: Path, file: SourceFile) -> _Named:
    """The folders after `-C` and `M=` in a recipe of a Makefile, as a user's `make` reads it."""
    here = str(folder)
    known = {"KERNELRELEASE": "", "PWD": here, "CURDIR": here, "MAKE": "make"}
    makefile = Reader(Makefile(sources, None, known, lambda name: False), file, folder).read()
    undecided: list[Note] = []
    for whole, span in makefile.recipes:
        text = whole[:MAX_RECIPE]
        found = _MAKE_C.search(text)
        if found is None or (folder != sources.folder and not _ROOT.search(text)):
            continue
        place = _assigned(makefile, text, found.end()) or span
        try:
            name = makefile.expand(_word(text, found.end())).strip()
            if "`" in name:
                raise NotKnown(f"`{name.replace('`', chr(39))}`")
        except NotKnown as reason:
            undecided.append(Note(place, f"{reason} is not evaluated: the kernel tree is not known"))
            continue
        if name:
            root = _root(makefile, text, folder)
            return _Named(Path(abspath(folder / name)), place, (), dict(_PASSED.findall(text)), root)
    return _Named(notes=tuple(undecided[:1]))


def _root(makefile: Makefile, text: str, folder: Path) -> Path | None:
    """The folder after `M=`; None if that is not known."""
    found = _ROOT.search(text)
    if found is None:
        return folder
    word = _word(text, found.end())
    for here in ("$$PWD", "$${PWD}", "$$(pwd)", "`pwd`", "$(shell pwd)"):
        word = word.replace(here, str(folder))
    try:
        name = makefile.expand(word)
    except NotKnown:
        return None
    return None if "`" in name or "$" in name else Path(abspath(folder / name))


def _assigned(makefile: Makefile, text: str, start: int) -> Span | None:
    """The line that sets the variable after `-C`."""
    name = re.match(r"\$[({](\w+)[)}]", text[start:])
    chunks = makefile.variables.get(name[1], []) if name is not None else []
    return chunks[-1].line if chunks else None


def _word(text: str, start: int) -> str:
    """The word that begins at `start`; blanks in brackets belong to it."""
    position = start
    while position < len(text) and not text[position].isspace():
        if text[position : position + 2] in ("$(", "${"):
            end = closing(text, position + 1)
            position = end if end > 0 else len(text)
        position += 1
    return text[start:position].strip("\"'")


def is_kernel_tree(sources: Sources, tree: Tree) -> bool:
    """Is there a tree with Kconfig files?"""
    return tree.top is not None and isinstance(sources.read(tree.top / "Kconfig"), SourceFile)
