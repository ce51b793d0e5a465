"""A report in, the same report for a narrow or an old terminal out."""

from __future__ import annotations

import re

from modcheck.report.words import width_of

LEAST = 40
"""Columns. What is narrower is not worth fitting to."""
_ESCAPE = re.compile(r"\033\[[0-9;]*m")
_SOURCE = re.compile(r" *\d* \| ?")
_HEAD = re.compile(r" *= \w+: | +(?:\[log\]|!!|\?\?|#) | *(?:-->|:::) | *")
_SIGNS = {"→": "->", "…": "...", "—": "-", "─": "-", "│": "|", "●": "*", "○": "o"}


def fit(text: str, columns: int) -> str:
    """Break long lines at blanks and indent what follows; source lines are cut, for carets stand below."""
    if columns < LEAST:
        return text
    return "\n".join(part for line in text.split("\n") for part in _fitted(line, columns))


def _fitted(line: str, columns: int) -> list[str]:
    bare = _ESCAPE.sub("", line)
    if width_of(bare) <= columns:
        return [line]
    if _SOURCE.match(bare):
        return [_cut(line, columns)]
    head = _HEAD.match(bare)
    indent = min(len(head[0]) if head else 0, columns // 2)
    parts, column, started = [""], 0, False
    for word in re.findall(r" +|(?:\033\[[0-9;]*m|[^ ])+", line):
        width = width_of(_ESCAPE.sub("", word))
        if started and word.strip() and column + width > columns and column > indent:
            parts[-1] = parts[-1].rstrip(" ")
            parts.append(" " * indent)
            column = indent
        parts[-1] += word
        column += width
        started = started or column > indent
    return parts


def _cut(line: str, columns: int) -> str:
    """The first columns; codes of colours take none and stay."""
    kept, column = "", 0
    for part in re.findall(r"\033\[[0-9;]*m|.", line):
        if not part.startswith("\033"):
            column += width_of(part)
            if column > columns:
                continue
        kept += part
    return kept


def without_signs(text: str, encoding: str) -> str:
    """Arrows and dots as letters, if the terminal's encoding has none."""
    try:
        text.encode(encoding)
        return text
    except (UnicodeEncodeError, LookupError):
        pass
    for sign, plain in _SIGNS.items():
        try:
            sign.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            text = text.replace(sign, plain)
    return text
