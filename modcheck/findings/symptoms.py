"""The lines that a page says dmesg tells in, those that fit one finding out.

A line may end with what it holds for: `(for a BAR region)`, `(…, if BAR regions are kept)`. `(the same)`
holds for what the line before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FOR = re.compile(r"\((?:for an? |(?:.*, )?if )([^;)]+?)s?(?: are kept)?\)$")
_SAME = "(the same)"


def fitting(lines: Iterable[str], resource: str, nouns: Iterable[str]) -> Iterator[str]:
    """`resource`: what the finding is about, in words, or nothing; `nouns`: what resources are called. What a
    line holds for and is none of them is a circumstance: it stays."""
    fits = True
    for line in lines:
        named = _FOR.search(line)
        if named and any(named[1] in noun for noun in nouns):
            fits = not resource or named[1] in resource
        elif not line.endswith(_SAME):
            fits = True
        if fits:
            yield line
