"""A driver's folder in, copies with one statement of its teardown, unwinding or ordering changed out.

A statement is removed, run twice, or swapped with its neighbour in the same block. Statements are found
on the syntax tree, in the functions that a driver's plan names; nothing else of the text is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from modcheck.source import SourceFile
from modcheck.syntax import Node, parse

LEAVES = ("expression_statement", "let_declaration", "call_expression", "macro_invocation")
NOISE = ("pr_info!", "pr_err!")


class Mutant(NamedTuple):
    """`name` is file, function, change and the statement's first line; `text` is the whole changed file."""

    name: str
    file: str
    text: str


def mutants(folder: Path, plan: dict[str, dict[str, str]]) -> Iterator[Mutant]:
    """All mutants of the functions of a plan: file → function → which changes (letters of `rds`)."""
    for file, functions in plan.items():
        text = (folder / file).read_text(encoding="utf-8")
        root = parse(SourceFile(file, text.encode())).root
        for function in _functions(root):
            name = _name(function, text)
            if name in functions:
                yield from _of_function(file, name, function, text, functions[name])


def _functions(node: Node) -> Iterator[Node]:
    if node.kind == "function_item":
        yield node
    for child in node.children:
        yield from _functions(child)


def _name(function: Node, text: str) -> str:
    found = next(child for child in function.children if child.kind == "identifier")
    return _slice(text, found.start, found.end)


def _of_function(file: str, name: str, function: Node, text: str, changes: str) -> Iterator[Mutant]:
    seen: dict[str, int] = {}
    for block in _blocks(function):
        statements = _statements(block, text)
        for index, (start, end) in enumerate(statements):
            shown = _slice(text, start, end).strip().split("\n")[0].strip()[:60]
            edits = {
                "r": ("remove", start, end, ""),
                "d": ("repeat", end, end, _slice(text, start, end)),
            }
            if index + 1 < len(statements):
                after = statements[index + 1]
                swapped = _slice(text, after[0], after[1]) + _slice(text, start, end)
                edits["s"] = ("swap", start, after[1], swapped)
            for letter in changes:
                if letter in edits and _compiles(letter, statements, index, text):
                    kind, at, until, new = edits[letter]
                    label = f"{file} {name} {kind} {shown}"
                    seen[label] = seen.get(label, 0) + 1
                    label += f" ({seen[label]})" if seen[label] > 1 else ""
                    yield Mutant(label, file, _replaced(text, at, until, new))


def _compiles(change: str, statements: list[tuple[int, int]], index: int, text: str) -> bool:
    """What rustc would refuse is no mutant: a name used before it is bound, or after it is moved."""
    pieces = [_slice(text, start, end) for start, end in statements]
    bound = _bound(pieces[index])
    if change == "r":
        return not any(bound & _names(piece) for piece in pieces[index + 1 :])
    if change == "d":
        return not bound and not re.match(r"drop\(|if let Some\((mut )?\w+\) = \w+ ", pieces[index])
    after = pieces[index + 1]
    moved = set(re.findall(r"(?:= Some|^drop)\((\w+)\)", after))
    return not (bound & _names(after) or (_bound(after) | moved) & _names(pieces[index]))


def _bound(piece: str) -> set[str]:
    """The names that a `let` binds."""
    pattern = re.match(r"let (.*?)(: .*?)? = ", piece)
    return set(re.findall(r"\b[a-z_]\w*", pattern[1])) - {"mut"} if pattern else set()


def _names(piece: str) -> set[str]:
    return set(re.findall(r"[a-z_]\w*", piece))


def _blocks(node: Node) -> Iterator[Node]:
    if node.kind == "block":
        yield node
    for child in node.children:
        if child.kind not in ("closure_expression", "unsafe_block"):
            yield from _blocks(child)


def _statements(block: Node, text: str) -> list[tuple[int, int]]:
    """Where the statements of a block begin and end (the tail expression is not one), without log lines."""
    found = []
    for child in block.children:
        if child.kind not in LEAVES:
            continue
        piece = _slice(text, child.start, child.end)
        whole = piece.endswith((";", "}")) or _slice(text, child.end, child.end + 1) == ";"
        if not whole or piece.startswith((*NOISE, "return")):
            continue
        end = child.end + (not piece.endswith((";", "}")))
        found.append((child.start, end))
    return found


def _slice(text: str, start: int, end: int) -> str:
    return text.encode()[start:end].decode()


def _replaced(text: str, start: int, end: int, new: str) -> str:
    data = text.encode()
    return (data[:start] + new.encode() + data[end:]).decode()
