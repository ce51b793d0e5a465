"""Places in sources in, the lines of text that show them out: the source with carets, and notes."""

from __future__ import annotations

from collections.abc import Mapping

from modcheck.judgement import Level
from modcheck.report.words import printable, width_of
from modcheck.source import SourceFile, Span

Files = Mapping[str, SourceFile]
COLOURS = {Level.ERROR: "\033[1;31m", Level.WARNING: "\033[1;33m", Level.NOTE: "\033[1;36m"}
BOLD, BLUE, DIM, OFF = "\033[1m", "\033[1;34m", "\033[2m", "\033[0m"


class Style:
    """Colours, or none."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, code: str, text: str) -> str:
        """`text` in a colour."""
        return f"{code}{text}{OFF}" if self.colour else text


def note(style: Style, kind: str, text: str) -> str:
    """A line below a snippet."""
    return f"   {style(BLUE, '=')} {style(BOLD, kind + ':')} {printable(text)}"


def snippet(span: Span, label: str, files: Files, style: Style, arrow: str) -> list[str]:
    """The line of a place, with carets and a label."""
    file = files.get(span.path)
    if file is None:
        return [f"  {style(BLUE, arrow)} {printable(span.path)}"]
    line, column = file.line_column(span.start)
    end_line, end_column = file.line_column(span.end)
    text = printable(file.line_text(line).replace("\t", "    "))
    before = printable(file.line_text(line)[: column - 1].replace("\t", "    "))
    length = end_column - column if end_line == line else len(file.line_text(line)) - column + 1
    gutter = " " * len(str(line))
    marked = printable(file.line_text(line)[column - 1 : column - 1 + length])
    carets = style(BOLD, "^" * max(1, width_of(marked)) + " " + printable(label))
    return [
        f" {gutter}{style(BLUE, arrow)} {printable(span.path)}:{line}:{column}",
        f" {gutter} {style(BLUE, '|')}",
        f" {style(BLUE, str(line))} {style(BLUE, '|')} {text}",
        f" {gutter} {style(BLUE, '|')} {' ' * width_of(before)}{carets}",
    ]


def where(span: Span | None, files: Files) -> str:
    """A place in one word."""
    if span is None:
        return "the end of the callback"
    file = files.get(span.path)
    return f"{span.path}:{file.line_column(span.start)[0]}" if file is not None else span.path


def source_line(span: Span | None, files: Files) -> str:
    """The first line of a place, without its indent; empty if it is not at hand."""
    file = files.get(span.path) if span is not None else None
    if span is None or file is None:
        return ""
    return printable(file.line_text(file.line_column(span.start)[0]).strip())


def short(span: Span | None, files: Files) -> str:
    """File name and line."""
    return printable(where(span, files).rpartition("/")[2]) if span is not None else ""
