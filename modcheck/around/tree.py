"""A module's folder in, the kernel tree that it is built in or against out, and the configuration of it.

Linux Documentation/kbuild/modules.rst: an external module is built with `make -C TREE M=FOLDER`; so its
Makefile names the tree.
"""

from __future__ import annotations

import re
from os.path import abspath
from pathlib import Path
from typing import NamedTuple

from modcheck.around.dotconfig import Configuration, read_configuration
from modcheck.around.kconfig import top_of
from modcheck.around.make import Makefile, Reader
from modcheck.around.sources import Note, Sources
from modcheck.around.variables import NotKnown, closing
from modcheck.source import SourceFile, Span, Unreadable

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
    problem: Unreadable | None = None
    """A configuration that is there and is none."""

    @property
    def external(self) -> bool:
        """Is the module built with `M=`?"""
        return not self.inside


def tree_of(sources: Sources, given: str | None, given_configuration: str | None = None) -> Tree:
    """The tree that is given, or that the module lies in, or that its Makefile names. The configuration is
    the one given, else `.config` of the tree, else one beside the module."""
    own = top_of(sources, sources.folder)
    top, named = own, None
    notes: tuple[Note, ...] = ()
    if given is not None:
        top = Path(abspath(given))
    elif own is None:
        top, named, notes = _named_by_makefile(sources)
    inside = own is not None and (given is None or own == top)
    places = [Path(abspath(given_configuration))] if given_configuration is not None else []
    if not places:
        places = [place / ".config" for place in (top, sources.folder) if place is not None]
    for place in places:
        found = read_configuration(sources, place)
        if isinstance(found, Configuration):
            return Tree(top, inside, named, found, notes)
        if found is not None:
            return Tree(top, inside, named, None, notes, found)
    problem = Unreadable(given_configuration, "no such file") if given_configuration is not None else None
    return Tree(top, inside, named, None, notes, problem)


def _named_by_makefile(sources: Sources) -> tuple[Path | None, Span | None, tuple[Note, ...]]:
    """The folder after `-C` in a recipe of the Makefile, as a user's `make` reads it."""
    file = sources.text(sources.folder / "Makefile")
    if file is None:
        return None, None, ()
    here = str(sources.folder)
    known = {"KERNELRELEASE": "", "PWD": here, "CURDIR": here, "MAKE": "make"}
    makefile = Reader(Makefile(sources, None, known, lambda name: False), file, sources.folder).read()
    notes: list[Note] = []
    for text, span in makefile.recipes:
        found = _MAKE_C.search(text)
        if found is None:
            continue
        try:
            name = makefile.expand(_word(text, found.end())).strip()
        except NotKnown as reason:
            entry = Note(span, f"{reason} is not evaluated: the kernel tree is not known")
            notes += [entry] if entry.text not in [note.text for note in notes] else []
            continue
        if name:
            return Path(abspath(sources.folder / name)), _assigned(makefile, text, found.end()) or span, ()
    return None, None, tuple(notes[:1])


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
