"""Variables of make: text with references in, text and what could not be evaluated out.

GNU make manual, "How to Use Variables" and "Functions for Transforming Text". Functions that only rearrange
text are computed. Those that ask the system (`shell`, `wildcard`, `call`, `eval`, `file`, …) never are: the
text that they would give is not known.
"""

from __future__ import annotations

import fnmatch
import os.path
from collections.abc import Callable, Mapping

MAX_TEXT = 65_536
MAX_DEPTH = 24
MAX_WORK = 100_000
"""Expansions in one file and what it includes: a chain of variables that double each other ends here."""


class NotKnown(Exception):
    """A text that is not known; the argument says of which reference."""


Lookup = Callable[[str], str]
"""The unexpanded value of a variable; `NotKnown` if it has none that is known."""


class Expander:
    """Expands references with the values that a lookup gives."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.work = 0

    def expand(self, text: str, depth: int = 0) -> str:
        """All references replaced; `NotKnown` for the first that cannot be."""
        if "$" not in text:
            return text
        self.work += 1
        if depth > MAX_DEPTH or self.work > MAX_WORK:
            raise NotKnown("a chain of variables that is too long")
        parts: list[str] = []
        length, position = 0, 0
        while position < len(text):
            dollar = text.find("$", position)
            end = dollar if dollar >= 0 else len(text)
            parts.append(text[position:end])
            position = end
            if dollar >= 0:
                value, position = self._reference(text, dollar, depth)
                parts.append(value)
                length += len(value)
            if length > MAX_TEXT:
                raise NotKnown("a variable that grows without end")
        return "".join(parts)

    def _reference(self, text: str, dollar: int, depth: int) -> tuple[str, int]:
        opening = text[dollar + 1 : dollar + 2]
        if opening == "$" or not opening:
            return "$", dollar + 2
        if opening not in "({":
            return self._variable(opening, depth), dollar + 2
        end = closing(text, dollar + 1)
        if end < 0:
            raise NotKnown("a reference without its end")
        return self._inner(text[dollar + 2 : end], text[dollar : end + 1], depth), end + 1

    def _inner(self, inner: str, whole: str, depth: int) -> str:
        name, blank, rest = inner.partition(" ")
        if blank and name in _FUNCTIONS:
            arguments = [self.expand(part.strip(" \t"), depth + 1) for part in split_commas(rest)]
            return _FUNCTIONS[name](arguments)
        if blank and name == "if":
            return self._if(split_commas(rest), depth)
        if blank and name.isalpha():
            raise NotKnown(f"`{_short(whole)}`")
        inner = self.expand(inner, depth + 1)
        variable, colon, change = inner.partition(":")
        value = self._variable(variable, depth)
        if not colon:
            return value
        before, equals, after = change.partition("=")
        if not equals:
            raise NotKnown(f"`{_short(whole)}`")
        if "%" not in before:
            before, after = f"%{before}", f"%{after}"
        return _patsubst([before, after, value])

    def _if(self, parts: list[str], depth: int) -> str:
        chosen = parts[1] if self.expand(parts[0].strip(), depth + 1) else ",".join(parts[2:])
        return self.expand(chosen, depth + 1)

    def _variable(self, name: str, depth: int) -> str:
        return self.expand(self.lookup(name), depth + 1)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def closing(text: str, opening: int) -> int:
    """Where the bracket that opens at `opening` is closed; -1 if it is not."""
    pair = {"(": ")", "{": "}"}[text[opening]]
    depth = 0
    for position in range(opening, len(text)):
        if text[position] == text[opening]:
            depth += 1
        elif text[position] == pair:
            depth -= 1
            if depth == 0:
                return position
    return -1


def split_commas(text: str) -> list[str]:
    """Arguments, which commas outside of brackets part."""
    parts, depth, start = [], 0, 0
    for position, char in enumerate(text):
        if char in "({":
            depth += 1
        elif char in ")}":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    return [*parts, text[start:]]


def _bounded(count: int, size: int) -> None:
    """A text that would grow beyond what is kept is not made."""
    if count * size > 4 * MAX_TEXT:
        raise NotKnown("a text that grows too long")


def _patsubst(arguments: list[str]) -> str:
    before, after, words = _three(arguments)
    _bounded(len(words.split()), len(after))
    head, percent, tail = before.partition("%")
    return " ".join(_substituted(word, head, percent, tail, after) for word in words.split())


def _substituted(word: str, head: str, percent: str, tail: str, after: str) -> str:
    if not percent:
        return after if word == head else word
    if len(word) < len(head) + len(tail) or not (word.startswith(head) and word.endswith(tail)):
        return word
    return after.replace("%", word[len(head) : len(word) - len(tail)], 1)


def _three(arguments: list[str]) -> tuple[str, str, str]:
    if len(arguments) < 3:
        raise NotKnown("a function with too few arguments")
    return arguments[0], arguments[1], ",".join(arguments[2:])


def _subst(arguments: list[str]) -> str:
    before, after, text = _three(arguments)
    _bounded(text.count(before), len(after))
    return text.replace(before, after) if before else text + after


def _filter(keep: bool) -> Callable[[list[str]], str]:
    def filtered(arguments: list[str]) -> str:
        patterns = [fnmatch.translate(_escaped(p).replace("%", "*", 1)) for p in arguments[0].split()]
        words = ",".join(arguments[1:]).split()
        _bounded(len(words), len(patterns))
        return " ".join(w for w in words if any(_matches(p, w) for p in patterns) is keep)

    return filtered


def _escaped(pattern: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in pattern)


def _matches(pattern: str, word: str) -> bool:
    import re

    return re.match(pattern, word) is not None


def _each(change: Callable[[str], str]) -> Callable[[list[str]], str]:
    return lambda arguments: " ".join(change(word) for word in ",".join(arguments).split())


def _affix(before: bool) -> Callable[[list[str]], str]:
    def added(arguments: list[str]) -> str:
        affix, words = arguments[0], ",".join(arguments[1:]).split()
        _bounded(len(words), len(affix))
        return " ".join(affix + word if before else word + affix for word in words)

    return added


_FUNCTIONS: Mapping[str, Callable[[list[str]], str]] = {
    "addprefix": _affix(True),
    "addsuffix": _affix(False),
    "basename": _each(lambda word: os.path.splitext(word)[0]),
    "filter": _filter(True),
    "filter-out": _filter(False),
    "firstword": lambda arguments: next(iter(",".join(arguments).split()), ""),
    "lastword": lambda arguments: next(reversed(",".join(arguments).split()), ""),
    "notdir": _each(os.path.basename),
    "patsubst": _patsubst,
    "sort": lambda arguments: " ".join(sorted(set(",".join(arguments).split()))),
    "strip": lambda arguments: " ".join(",".join(arguments).split()),
    "subst": _subst,
}
