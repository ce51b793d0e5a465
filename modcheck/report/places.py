"""Spans and paths in, lines, columns and names relative to the repository out: what machines want to know."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from modcheck.source import SourceFile, Span

Files = Mapping[str, SourceFile]


class Region(NamedTuple):
    """Lines and columns from 1; the end column is that behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


def region(span: Span | None, files: Files) -> Region | None:
    """Where a span is; None if its file is not at hand."""
    file = files.get(span.path) if span is not None else None
    if span is None or file is None:
        return None
    return Region(*file.line_column(span.start), *file.line_column(span.end))


def repository_root() -> str:
    """The nearest folder upward that holds `.git`, else the current one. Reports name files from there."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return str(folder)
    return str(here)


def relative(path: str, root: str) -> str:
    """A path relative to the repository, with slashes; one outside stays absolute."""
    whole = os.path.abspath(path)
    real, top = os.path.realpath(whole), os.path.realpath(root)
    inside = os.path.relpath(real, top)
    return inside.replace(os.sep, "/") if not inside.startswith("..") else whole
