"""A module's layout in, its `Program` and sources out; and, on demand, bodies from the kernel crate."""

from __future__ import annotations

from modcheck.contracts import RuleBook
from modcheck.errors import InputError
from modcheck.ir import Program, lower
from modcheck.source import ModuleLayout, SourceFile, Unreadable, files_defining, kernel_crate
from modcheck.syntax import load_files, load_trees


def read(layout: ModuleLayout, book: RuleBook) -> tuple[Program, dict[str, SourceFile]]:
    """Sources and syntax and IR of one module."""
    trees = load_trees(layout)
    if isinstance(trees, Unreadable):
        raise InputError(trees.reason, place=trees.path, advice="modcheck reads UTF-8 Rust sources")
    program = lower(layout.name, trees, book.externals)
    return program, {tree.file.path: tree.file for tree in trees.values()}


def read_crate(layout: ModuleLayout, book: RuleBook, names: set[str], named: str | None) -> Program | None:
    """The kernel crate's own bodies of functions that no rule knows, if its tree is at hand."""
    folder = kernel_crate(layout, named)
    files = files_defining(folder, names, layout.looked) if folder is not None else []
    if not files:
        return None
    crate = lower("kernel", load_files(files, layout.looked), book.externals, root="kernel")
    for function in crate.functions.values():
        function.contract = True
    return crate
