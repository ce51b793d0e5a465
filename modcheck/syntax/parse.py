"""The only user of tree-sitter: parse, repair what the grammar cannot read, convert to `Node`s."""

from __future__ import annotations

import re

import tree_sitter
import tree_sitter_rust

from modcheck.source import SourceFile, Span
from modcheck.syntax.node import Fault, Node, SyntaxTree

_REWRITES: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"::<"), b"  <"),
    (re.compile(rb"~const\b"), b"      "),
    (re.compile(rb"(?<=impl)( +)const\b"), b""),
    (re.compile(rb"(?<=\w): [\w:<>' +]+?(?= = )"), b""),
)
"""Equal-length rewrites of Rust that compiles but that the grammar cannot read; tried one at a time
on the lines that hold an error and kept where the number of errors falls. An empty replacement
means blanks."""

MAX_NODES = 2_000_000
MAX_DEPTH = 600
MAX_REPAIRS = 64


def parse(file: SourceFile) -> SyntaxTree:
    """Parse a file; what stays unreadable is a fault with its place."""
    data, tree = _repair(file.data, _parser().parse(file.data))
    faults: list[Fault] = []
    root = _convert(tree, data, 0, file.path, faults)
    return SyntaxTree(file, root, tuple(faults))


def parse_fragment(file: SourceFile, start: int, end: int, before: bytes, after: bytes) -> Node | None:
    """Parse the bytes `[start, end)` between `before` and `after`, as the body of a macro.

    Offsets of the result are those of the file. `None` if it cannot be read.
    """
    data = before + file.data[start:end] + after
    tree = _parser().parse(data)
    if tree.root_node.has_error:
        data, tree = _repair(data, tree)
        if tree.root_node.has_error:
            return None
    return _convert(tree, data, start - len(before), file.path, [])


def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))


def _errors(tree: tree_sitter.Tree) -> list[tree_sitter.Node]:
    if not tree.root_node.has_error:
        return []
    found = []
    stack = [tree.root_node]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            found.append(node)
        if node.has_error:
            stack.extend(node.children)
    return found


def _repair(data: bytes, tree: tree_sitter.Tree) -> tuple[bytes, tree_sitter.Tree]:
    parser = _parser()
    errors = _errors(tree)
    tried = 0
    for start, end in _error_lines(data, errors):
        for pattern, blank in _REWRITES:
            for match in pattern.finditer(data, start, end):
                if tried >= MAX_REPAIRS or not errors:
                    return data, tree
                tried += 1
                filler = blank or b" " * (match.end() - match.start())
                candidate = data[: match.start()] + filler + data[match.end() :]
                new = parser.parse(candidate)
                new_errors = _errors(new)
                if _weight(new_errors) < _weight(errors):
                    data, tree, errors = candidate, new, new_errors
    return data, tree


def _weight(errors: list[tree_sitter.Node]) -> tuple[int, int]:
    return len(errors), sum(node.end_byte - node.start_byte for node in errors)


def _error_lines(data: bytes, errors: list[tree_sitter.Node]) -> list[tuple[int, int]]:
    lines = set()
    for node in errors:
        position = data.rfind(b"\n", 0, node.start_byte) + 1
        while position <= node.end_byte and len(lines) < MAX_REPAIRS:
            end = data.find(b"\n", position)
            end = len(data) if end < 0 else end
            lines.add((position, end))
            position = end + 1
    return sorted(lines)


def _convert(
    tree: tree_sitter.Tree, data: bytes, shift: int, path: str, faults: list[Fault]
) -> Node:
    cursor = tree.walk()
    root = _node(cursor, shift)
    stack = [root]
    count = 0
    while True:
        current = stack[-1]
        raw = cursor.node
        assert raw is not None
        count += 1
        if raw.is_error or raw.is_missing:
            faults.append(_fault(raw, data, shift, path))
        if count < MAX_NODES and len(stack) < MAX_DEPTH and cursor.goto_first_child():
            child = _node(cursor, shift)
            current.children.append(child)
            stack.append(child)
            continue
        if raw.child_count and not current.children:
            faults.append(Fault(Span(path, current.start, current.end), "nested too deeply to be read"))
        current.text = data[raw.start_byte : raw.end_byte].decode("utf-8", "replace") if not raw.child_count else ""
        while not cursor.goto_next_sibling():
            stack.pop()
            if not cursor.goto_parent() or not stack:
                return root
        stack.pop()
        sibling = _node(cursor, shift)
        stack[-1].children.append(sibling)
        stack.append(sibling)


def _node(cursor: tree_sitter.TreeCursor, shift: int) -> Node:
    raw = cursor.node
    assert raw is not None
    return Node(raw.type, raw.start_byte + shift, raw.end_byte + shift, cursor.field_name, raw.is_named)


def _fault(raw: tree_sitter.Node, data: bytes, shift: int, path: str) -> Fault:
    snippet = data[raw.start_byte : min(raw.end_byte, raw.start_byte + 60)].decode("utf-8", "replace")
    text = f"cannot read `{snippet.strip()}`" if raw.is_error else f"`{raw.type}` is missing here"
    return Fault(Span(path, raw.start_byte + shift, raw.end_byte + shift), text)
