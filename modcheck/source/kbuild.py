"""The text of a makefile in, its logical lines out; and the objects that a Kbuild lists in any configuration.

What is listed is read line by line, as make does (GNU make manual, "How make Parses a Makefile"; Linux
Documentation/kbuild/makefiles.rst, "The kbuild files"), and every branch of every condition counts: which
objects a given configuration builds is decided in `modcheck.around`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_GOAL = re.compile(r"(?:obj-(?:m|y|\$[({]\w+[)}]))\s*[:+?]?=(.*)", re.DOTALL)
_MEMBERS = re.compile(r"([\w$(){}./-]+?)-(?:objs|y|m|\$[({]\w+[)}])\s*[:+?]?=(.*)", re.DOTALL)


class LogicalLine(NamedTuple):
    """A line with what follows a backslash, without its comment."""

    start: int
    """Offset of its first character in the text; line ends inside it have become blanks."""
    text: str


class Objects(NamedTuple):
    """What a Kbuild lists, whatever the configuration."""

    goals: dict[str, int]
    """Each object of `obj-m`, `obj-y` and `obj-$(CONFIG_…)`, without `.o` → the offset of its name."""
    members: dict[str, list[str]]
    """Each composite object → the objects that it is linked from, without `.o`."""


def logical_lines(text: str) -> list[LogicalLine]:
    """The lines of a makefile, joined where a backslash ends one. Offsets stay those of the text."""
    found, start, parts = [], 0, ""
    position = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        ending = " " * (len(line) - len(bare))
        position += len(line)
        if bare.endswith("\\") and (len(bare) - len(bare.rstrip("\\"))) % 2:
            parts += bare[:-1] + " " + ending
            continue
        found.append(LogicalLine(start, _without_comment(parts + bare)))
        start, parts = position, ""
    if parts:
        found.append(LogicalLine(start, _without_comment(parts)))
    return found


def _without_comment(line: str) -> str:
    """A `#` begins a comment unless a backslash stands before it. In a recipe it is the shell's."""
    if "#" not in line or line.startswith("\t"):
        return line
    found = re.search(r"(?<!\\)#", line)
    return line[: found.start()] if found else line


def listed_objects(text: str) -> Objects:
    """The objects that any branch of a Kbuild lists."""
    goals: dict[str, int] = {}
    members: dict[str, list[str]] = {}
    for line in logical_lines(text):
        bare = line.text.strip()
        goal = _GOAL.fullmatch(bare)
        if goal is not None:
            for stem in _stems(goal[1]):
                goals.setdefault(stem, line.start + max(0, line.text.find(f"{stem}.o")))
            continue
        member = _MEMBERS.fullmatch(bare)
        if member is not None:
            members.setdefault(member[1], []).extend(_stems(member[2]))
    return Objects(goals, members)


def _stems(words: str) -> list[str]:
    return [word[:-2] for word in words.split() if word.endswith(".o") and "$" not in word]
