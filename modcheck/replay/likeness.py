"""Two lines of a log in, how alike they are out; texts of a program in, the lines that it can print out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from modcheck.contracts import RuleBook
from modcheck.ir import Program, ops

_NUMBER = re.compile(r"0x[0-9a-f]+|-?\b\d+\b")
_LONG = 5
"""Digits of a number that is an address: it differs from machine to machine."""
_HOLE = re.compile(r"\{[^{}]*\}")
_PRINTS = frozenset({"bindings::printk", "bindings::bug", "bindings::module_log"})


class Words(NamedTuple):
    """A line without its numbers, and its numbers."""

    shape: str
    numbers: tuple[str, ...]


def words_of(line: str) -> Words:
    """What is compared: neither case nor blanks, and `_` is one (readers of pictures mix them up)."""
    text = re.sub(r"[\s_]+", " ", line.lower()).strip()
    numbers = tuple(number for number in _NUMBER.findall(text) if len(number.removeprefix("0x")) < _LONG)
    return Words(_NUMBER.sub("#", text), numbers)


DIFFERENT = 9.0
MERGED, OTHER_NUMBER, ALL_NUMBERS = 0.4, 0.3, 1.2


def distance(expected: Words, seen: Words) -> float:
    """0: the same. `MERGED` if something stands behind it, and more for each of its numbers that is another.
    `DIFFERENT` if the words are not the same."""
    merged = seen.shape.startswith(expected.shape + " ")
    if not merged and expected.shape != seen.shape:
        return DIFFERENT
    return (MERGED if merged else 0) + other_numbers(expected, seen)


def other_numbers(expected: Words, seen: Words) -> float:
    """What it costs that a line has other numbers: reading errors change one of many, another course all."""
    pairs = list(zip(expected.numbers, seen.numbers, strict=False))
    other = sum(a != b for a, b in pairs)
    return OTHER_NUMBER + ALL_NUMBERS * other / len(pairs) if other else 0


class Printable:
    """The lines that a driver, and the kernel for it, can print."""

    def __init__(self, program: Program, book: RuleBook) -> None:
        self.name = words_of(program.module_name or program.name).shape
        texts = {text for function in program.functions.values() for text in _texts(function)}
        texts |= {
            text
            for function in book.program.functions.values()
            if any(_called(op) in _PRINTS for block in function.blocks for op in block.ops)
            for text in _texts(function)
            if " " in text
        }
        self.patterns = [_pattern(text) for text in texts if len(_HOLE.sub("", text).strip()) > 3]

    def knows(self, line: str) -> bool:
        """Can it be one of these lines?"""
        shape = words_of(line).shape
        return any(pattern.search(shape) for pattern in self.patterns)

    def names(self, line: str) -> bool:
        """Does the module's name stand before it?"""
        return words_of(line).shape.startswith(self.name)


def _called(op: ops.Op) -> str:
    return op.callee.path if isinstance(op, ops.Call) and isinstance(op.callee, ops.Path) else ""


def _texts(function: ops.Function) -> Iterable[str]:
    """The format strings of a function, and the texts that it passes to others."""
    for block in function.blocks:
        for op in block.ops:
            if isinstance(op, ops.Assign) and isinstance(op.rvalue, ops.Format):
                yield op.rvalue.template
            values = op.args if isinstance(op, ops.Call) else [getattr(op, "rvalue", None)]
            yield from (v.value for v in values if isinstance(v, ops.Const) and isinstance(v.value, str))


def _pattern(template: str) -> re.Pattern[str]:
    parts = [re.escape(words_of(part).shape) for part in _HOLE.split(template)]
    return re.compile(r".*?".join(part.replace(r"\ ", " ") for part in parts))
