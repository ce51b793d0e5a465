"""One module's main file in, the trees of all its files out: `mod x;` is followed, cycles and absent files
become faults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from modcheck.source import ModuleLayout, SourceFile, Span, Unreadable, read_source
from modcheck.syntax.node import Fault, Node, SyntaxTree
from modcheck.syntax.parse import parse

MAX_MODULE_FILES = 400


def load_trees(layout: ModuleLayout) -> dict[str, SyntaxTree] | Unreadable:
    """Module path (`crate`, `crate::ring`) → tree; `Unreadable` if the main file is."""
    main = read_source(layout.main, layout.shown)
    if isinstance(main, Unreadable):
        return main
    loader = _Loader()
    loader.add("crate", main, layout.main, layout.main.parent)
    return loader.trees


class _Loader:
    """The files found so far."""

    def __init__(self) -> None:
        self.trees: dict[str, SyntaxTree] = {}
        self.seen: set[Path] = set()

    def add(self, path: str, file: SourceFile, real: Path, folder: Path) -> None:
        """Parse one file, then the files of its `mod` items."""
        self.seen.add(real.resolve())
        tree = parse(file)
        self.trees[path] = tree
        for item in tree.root.all("mod_item"):
            if item.get("body") is None:
                self._member(path, item, folder)

    def _member(self, path: str, item: Node, folder: Path) -> None:
        name = item.need("name").text
        for candidate in (folder / f"{name}.rs", folder / name / "mod.rs"):
            if candidate.exists():
                self._follow(path, item, name, candidate, folder)
                return
        self._fault(path, item, f"the file of `mod {name}` is missing")

    def _follow(self, path: str, item: Node, name: str, candidate: Path, folder: Path) -> None:
        if candidate.resolve() in self.seen or len(self.seen) >= MAX_MODULE_FILES:
            self._fault(path, item, f"`mod {name}` leads to a file that was read already")
            return
        shown = str(Path(self.trees["crate"].file.path).parent / candidate.relative_to(folder))
        file = read_source(candidate, shown)
        if isinstance(file, Unreadable):
            self._fault(path, item, f"`mod {name}` cannot be read: {file.reason}")
            return
        inner = candidate.parent if candidate.name == "mod.rs" else folder / name
        self.add(f"{path}::{name}", file, candidate, inner if inner.is_dir() else folder)

    def _fault(self, path: str, item: Node, text: str) -> None:
        tree = self.trees[path]
        fault = Fault(Span(tree.file.path, item.start, item.end), text)
        self.trees[path] = replace(tree, faults=(*tree.faults, fault))
