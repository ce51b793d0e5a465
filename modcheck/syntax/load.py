"""One module's main file in, the trees of all its files out: `mod x;` and `include!("x.rs")` are followed,
cycles and absent files become faults. What is included belongs to the module around it: it stands under that
module's path and `INCLUDED`."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from modcheck.source import Looked, ModuleLayout, SourceFile, Unreadable, read_source
from modcheck.syntax.node import Fault, Node, SyntaxTree
from modcheck.syntax.parse import SECONDS, parse

INCLUDED = "::include!"
_STRING = re.compile(r'\s*"([^"\\\0]+\.rs)"\s*')

MAX_MODULE_FILES = 400
MAX_MODULE_BYTES = 2 * 1024 * 1024
"""Of all files of one module together."""


def load_trees(layout: ModuleLayout) -> dict[str, SyntaxTree] | Unreadable:
    """Module path (`crate`, `crate::ring`) → tree; `Unreadable` if the main file is."""
    main = read_source(layout.main, layout.shown, layout.looked.read)
    if isinstance(main, Unreadable):
        return main
    loader = _Loader(layout)
    loader.add("crate", main, layout.main, layout.main.parent)
    while loader.waiting:
        loader.follow(loader.waiting.pop())
    return loader.trees


class _Member(NamedTuple):
    """A `mod x;` that was met: in which file, as which module, and where its file is looked for."""

    within: str
    path: str
    item: Node
    folder: Path


def load_files(files: list[tuple[str, Path]], looked: Looked) -> dict[str, SyntaxTree]:
    """Module path → tree of single files (of a kernel crate); unreadable ones are left out."""
    trees: dict[str, SyntaxTree] = {}
    for path, file in files:
        source = read_source(file, str(file), looked.read)
        if not isinstance(source, Unreadable):
            trees[path] = parse(source)
    return trees


class _Loader:
    """The files found so far."""

    def __init__(self, layout: ModuleLayout) -> None:
        self.layout = layout
        self.deadline = time.monotonic() + SECONDS
        self.bytes = 0
        self.trees: dict[str, SyntaxTree] = {}
        self.seen: set[Path] = set()
        self.waiting: list[_Member] = []

    def add(self, path: str, file: SourceFile, real: Path, folder: Path) -> None:
        """Parse one file; its `mod` items wait, the first one on top."""
        self.seen.add(_real(real))
        self.bytes += len(file.data)
        tree = parse(file, self.deadline)
        self.trees[path] = tree
        self.waiting += reversed(_members(path, tree, folder))
        self.waiting += reversed(_included(path, tree, real.parent))

    def follow(self, member: _Member) -> None:
        """Read the file of one `mod` item."""
        name = member.path.rpartition("::")[2]
        if INCLUDED in member.path:
            top = self.layout.main.parent
            if _below(top, member.folder) and self.layout.looked.is_there(member.folder):
                self._read(member, member.folder.name, member.folder)
            return
        for candidate in (member.folder / f"{name}.rs", member.folder / name / "mod.rs"):
            if self.layout.looked.is_there(candidate):
                self._read(member, name, candidate)
                return
        self._fault(member, f"the file of `mod {name}` is missing")

    def _read(self, member: _Member, name: str, candidate: Path) -> None:
        what = f'`include!("{name}")`' if INCLUDED in member.path else f"`mod {name}`"
        if _real(candidate) in self.seen or member.path in self.trees:
            self._fault(member, f"{what} leads to a file that was read already")
            return
        if len(self.seen) >= MAX_MODULE_FILES or self.bytes >= MAX_MODULE_BYTES:
            self._fault(member, f"{what} is not read: too many files, or too large together")
            return
        shown = Path(self.layout.shown).parent / candidate.relative_to(self.layout.main.parent)
        file = read_source(candidate, str(shown), self.layout.looked.read)
        if isinstance(file, Unreadable):
            self._fault(member, f"{what} cannot be read: {file.reason}")
            return
        inner = candidate.parent if candidate.name == "mod.rs" else member.folder / name
        self.add(member.path, file, candidate, inner if self.layout.looked.is_there(inner) else member.folder)

    def _fault(self, member: _Member, text: str) -> None:
        tree = self.trees[member.within]
        fault = Fault(tree.span(member.item), text, file=True)
        self.trees[member.within] = replace(tree, faults=(*tree.faults, fault))


def _members(path: str, tree: SyntaxTree, folder: Path) -> list[_Member]:
    """The `mod x;` of a file, those in modules written inline too."""
    found: list[_Member] = []
    stack = [(path.partition(INCLUDED)[0], tree.root, folder)]
    while stack:
        outer, node, place = stack.pop()
        for item in node.all("mod_item"):
            name, body = item.get("name"), item.get("body")
            if name is None or not name.text:
                continue
            if body is None:
                found.append(_Member(path, f"{outer}::{name.text}", item, place))
            else:
                stack.append((f"{outer}::{name.text}", body, place / name.text))
    return found


def _included(path: str, tree: SyntaxTree, folder: Path) -> list[_Member]:
    """The `include!` of a file whose argument is a string; the member's folder is the file itself."""
    found: list[_Member] = []
    if b"include!" not in tree.file.data:
        return found
    for node in tree.root.parts():
        item = node.parts()[0] if node.kind == "expression_statement" and node.parts() else node
        tokens = item.first("token_tree") if item.kind == "macro_invocation" else None
        if tokens is None or tree.text(item.need("macro")) != "include":
            continue
        named = _STRING.fullmatch(tree.text(tokens)[1:-1])
        if named is not None:
            found.append(_Member(path, f"{path}{INCLUDED}{item.start}", item, folder / named[1]))
    return found


def _below(folder: Path, file: Path) -> bool:
    """What lies elsewhere is not read."""
    plain = ".." not in file.parts and file.is_relative_to(folder)
    return plain and _real(file).is_relative_to(_real(folder))


def _real(path: Path) -> Path:
    """The path without links; a loop of links stays what it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path
