"""A line of a makefile in, its parts out: the name, the operator and the text of an assignment; the sides of
a condition. GNU make manual, "Setting Variables", "Conditional Syntax"."""

from __future__ import annotations

import re
from typing import NamedTuple

from modcheck.around.variables import NotKnown, closing, split_commas

_OPERATOR = re.compile(r":::=|::=|:=|\+=|\?=|!=|=")
_PREFIX = re.compile(r"(?:(?:export|override|private)\s+)+")


class Assignment(NamedTuple):
    """`name how text`."""

    name: str
    how: str
    text: str


def assignment_of(bare: str) -> Assignment | None:
    """A line that sets a variable; what stands in references before the operator belongs to the name. A rule,
    also one that sets a variable for its target, is none."""
    position = 0
    while position < len(bare):
        if bare[position] == "$" and bare[position + 1 : position + 2] in ("(", "{"):
            end = closing(bare, position + 1)
            position = (end if end > 0 else len(bare)) + 1
            continue
        found = _OPERATOR.match(bare, position)
        if found is not None:
            name = _PREFIX.sub("", bare[:position], count=1).strip()
            plain = bool(name) and not any(char.isspace() for char in _without_references(name))
            return Assignment(name, found[0], bare[found.end() :].strip()) if plain else None
        if bare[position] == ":":
            return None
        position += 1
    return None


def _without_references(name: str) -> str:
    parts, position = [], 0
    while position < len(name):
        opens = name[position] == "$" and name[position + 1 : position + 2] in ("(", "{")
        end = closing(name, position + 1) if opens else -1
        if end > 0:
            position = end + 1
        else:
            parts.append(name[position])
            position += 1
    return "".join(parts)


def sides_of(rest: str) -> tuple[str, str]:
    """The two sides of `ifeq (a,b)`, `ifeq 'a' 'b'`."""
    if rest.startswith("("):
        end = closing(rest, 0)
        parts = split_commas(rest[1:end]) if end > 0 else []
        if len(parts) >= 2:
            return parts[0].strip(), ",".join(parts[1:]).strip()
    found = re.fullmatch(r"""(["'])(.*?)\1\s+(["'])(.*?)\3""", rest)
    if found is None:
        raise NotKnown(f"`{rest[:60]}`")
    return found[2], found[4]
