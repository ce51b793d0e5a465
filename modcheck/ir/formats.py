"""A format string and the texts of its arguments in, what it prints out (the documentation of `std::fmt`)."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([A-Za-z_]\w*|\d*)?(?::([^{}]*))?\}")
_SPEC = re.compile(r"(?:(.)?([<^>]))?(\+)?(#)?(0)?(\d+)?(?:\.\d+)?(x\?|X\?|[?xXbo]|#\?)?$")
_BASES = {"x": ("x", "0x"), "X": ("X", "0x"), "b": ("b", "0b"), "o": ("o", "0o")}
_WIDEST = 200


def render_format(template: str, names: tuple[str, ...], values: list[str]) -> str:
    """What a format string prints for values already shown as text."""
    plain = values[: len(values) - len(names)]
    by_name = dict(zip(names, values[len(plain) :], strict=True))
    following = iter(plain)

    def replace(match: re.Match[str]) -> str:
        text, name = match.group(0), match.group(1) or ""
        if text in ("{{", "}}"):
            return text[0]
        if name.isdigit():
            found = plain[int(name)] if int(name) < len(plain) else "?"
        else:
            found = by_name[name] if name in by_name else next(following, "?")
        return _laid_out(found, match.group(2) or "")

    return PLACEHOLDER.sub(replace, template)


def _laid_out(text: str, written: str) -> str:
    spec = _SPEC.match(written)
    if spec is None:
        return text
    fill, align, plus, prefix, zeros, size, kind = spec.groups()
    number = text.lstrip("-").isdecimal()
    sign, head, digits = "", "", text
    if number:
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("+" if plus else "", text)
        if kind in _BASES and not text.startswith("-"):
            code, mark = _BASES[kind]
            head, digits = mark if prefix else "", format(int(text), code)
    room = min(int(size or 0), _WIDEST)
    if zeros and number:
        return sign + head + digits.rjust(room - len(sign + head), "0")
    shown = sign + head + digits
    side = align or (">" if number else "<")
    return format(shown, f"{fill or ' '}{side}{room}") if room else shown


__all__ = ["PLACEHOLDER", "render_format"]
