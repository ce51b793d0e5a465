"""A place in, the lines of source around it out, with carets below it."""

from __future__ import annotations

from modcheck.report.html.elements import element, text
from modcheck.report.snippets import Files, where
from modcheck.report.words import printable, width_of
from modcheck.source import Span

AROUND = 3
MAX_LINES = 12
"""Of one place; longer ones are cut."""


def snippet(span: Span, label: str, files: Files) -> str:
    """A figure: the place in words, the lines with their numbers, carets and the label."""
    file = files.get(span.path)
    caption = element("figcaption", element("span", text(where(span, files)), class_="path"))
    if file is None:
        return element("figure", caption, class_="source")
    first, column = file.line_column(span.start)
    last, end = file.line_column(span.end)
    count = file.line_column(len(file.data))[0]
    rows = []
    stop = min(last, first + MAX_LINES)
    for number in range(max(1, first - AROUND), min(count, stop + AROUND) + 1):
        line = file.line_text(number)
        inside = first <= number <= stop
        rows.append(_row(number, line, inside))
        if number == first:
            rows.append(_carets(line, column, end if number == last else len(line) + 1, label))
    pre = element("pre", "\n".join(rows), tabindex="0")
    return element("figure", caption + pre, class_="source")


def _row(number: int, line: str, inside: bool) -> str:
    gutter = element("span", f"{number:5} ", class_="number")
    shown = _shown(line)
    blanks = " " * (len(shown) - len(shown.lstrip(" ")))
    body = text(shown.lstrip(" "))
    return gutter + blanks + (element("mark", body) if inside and body else body)


def _carets(line: str, start: int, end: int, label: str) -> str:
    before, marked = _shown(line[: start - 1]), _shown(line[start - 1 : max(start, end - 1)])
    return " " * (6 + width_of(before)) + element(
        "span", "^" * max(1, width_of(marked)) + f" {text(label)}", class_="carets"
    )


def _shown(line: str) -> str:
    return printable(line.replace("\t", "    "))
