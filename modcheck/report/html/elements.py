"""Texts of strangers in, HTML out in which they are only text."""

from __future__ import annotations

import html

from modcheck.report.words import printable


def text(value: str) -> str:
    """Escaped text of one line, also for an attribute in double quotes."""
    return html.escape(printable(value), quote=True)


def block(value: str) -> str:
    """Escaped text of several lines."""
    return html.escape(printable(value, keep="\n"), quote=True)


def element(tag: str, content: str, **attributes: str) -> str:
    """An element. `content` is HTML, attributes are texts; `class_` and `data_x` name `class` and
    `data-x`."""
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(value)}"' for name, value in attributes.items()
    )
    return f"<{tag}{told}>{content}</{tag}>"


def code(value: str) -> str:
    """A short piece of code."""
    return element("code", text(value))


def prose(value: str) -> str:
    """One line of text in which back quotes mark code."""
    parts = value.split("`")
    if len(parts) % 2 == 0:
        return text(value)
    return "".join(code(part) if number % 2 else text(part) for number, part in enumerate(parts))
