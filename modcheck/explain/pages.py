"""The Markdown of a check's page in, its sections out."""

from __future__ import annotations

import re
from typing import NamedTuple

_RUST = re.compile(r"```rust\n(.*?)```", re.DOTALL)


class Section(NamedTuple):
    """A heading of the second level and what stands below it."""

    title: str
    text: str


def sections(page: str) -> list[Section]:
    """The sections of a page, in order."""
    parts = re.split(r"^## (.*)$", page, flags=re.MULTILINE)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return [Section(title.strip(), text.strip()) for title, text in pairs]


def rust_of(page: str, title: str) -> str:
    """The first Rust example of a section; empty if there is none."""
    text = next((section.text for section in sections(page) if section.title == title), "")
    found = _RUST.search(text)
    return found[1].rstrip() if found else ""
