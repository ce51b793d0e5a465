"""Texts of strangers in, texts that no terminal obeys out."""

from __future__ import annotations

import unicodedata

_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(text: str, keep: str = "") -> str:
    """`text` without what a terminal obeys: control characters, marks of direction, halves of surrogates."""
    if text.isascii() and text.isprintable():
        return text
    obeyed = (char for char in set(text) - set(keep) if unicodedata.category(char) in _OBEYED)
    return text.translate({ord(char): _visible(char) for char in obeyed})


def _visible(char: str) -> str:
    return chr(0x2400 + ord(char)) if char < " " else "\u2421" if char == "\x7f" else "\ufffd"


def width_of(text: str) -> int:
    """The columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def counted(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {noun}{'s' if count != 1 else ''}"
