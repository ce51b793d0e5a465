"""The Markdown of a check's page in, its sections out."""

from __future__ import annotations

import re
from typing import NamedTuple

_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


class Section(NamedTuple):
    """A heading of the second level and what stands below it."""

    title: str
    text: str


def sections(page: str) -> list[Section]:
    """The sections of a page, in order."""
    parts = re.split(r"^## (.*)$", page, flags=re.MULTILINE)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return [Section(title.strip(), text.strip()) for title, text in pairs]


class Block(NamedTuple):
    """A block of code, Rust if nothing else is said."""

    text: str = ""
    language: str = "rust"


def block_of(page: str, title: str) -> Block:
    """The first example of a section; an empty one if there is none."""
    text = next((section.text for section in sections(page) if section.title == title), "")
    found = _BLOCK.search(text)
    return Block(found[2].rstrip(), found[1]) if found else Block()
