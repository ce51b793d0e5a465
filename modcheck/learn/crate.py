"""A kernel tree in, its `kernel` crate as one program out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from modcheck.contracts import RuleBook
from modcheck.errors import InputError, UsageError
from modcheck.ir import Program, lower
from modcheck.source import Looked, SourceFile, crate_files
from modcheck.syntax import load_files


@dataclass(slots=True)
class Crate:
    """The program of a crate, its sources, and the files that could not be read."""

    folder: Path
    program: Program
    files: dict[str, SourceFile]
    unread: list[str] = field(default_factory=list)


def read_crate(tree: Path, book: RuleBook) -> Crate:
    """All of `rust/kernel` of a tree."""
    folder = tree / "rust" / "kernel"
    if not folder.is_dir():
        raise UsageError(
            "no rust/kernel in this tree", place=str(tree), advice="name the top of a kernel tree"
        )
    listed = crate_files(folder, Looked())
    trees = load_files(listed, Looked())
    unread = [str(path.relative_to(tree)) for module, path in listed if module not in trees]
    if not trees:
        raise InputError(
            "no Rust file of the kernel crate can be read", place=str(folder), advice="is it a whole tree?"
        )
    program = lower("kernel", trees, book.externals, root="kernel")
    return Crate(folder, program, {tree.file.path: tree.file for tree in trees.values()}, unread)
