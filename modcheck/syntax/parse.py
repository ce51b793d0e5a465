"""Rust, by tree-sitter: parse, repair what the grammar cannot read, convert to `Node`s."""

from __future__ import annotations

import re
import time

import tree_sitter
import tree_sitter_rust

from modcheck.source import SourceFile, Span
from modcheck.syntax.mending import KINDS, mend
from modcheck.syntax.node import Fault, Node, SyntaxTree

_REWRITES: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"::<"), b"  <"),
    (re.compile(rb"~const\b"), b"      "),
    (re.compile(rb"(?<=impl)( +)const\b"), b""),
    (re.compile(rb"(?<=\w): [\w:<>' +]{1,200}?(?= = )"), b""),
)
"""Equal-length rewrites of Rust that compiles but that the grammar cannot read; tried one at a time
on the lines that hold an error and kept where the number of errors falls. An empty replacement
means blanks."""

MAX_NODES = 400_000
MAX_DEPTH = 600
MAX_FAULTS = 200
"""Places listed one by one in a file; the rest is one more fault that says how many."""
MAX_REPAIRS = 64
MAX_REPAIRED_ERRORS = 200
"""A file with more errors than this is no Rust; it is not repaired."""
REPAIR_BYTES = 4 * 1024 * 1024
"""Bytes parsed again for repairs in one file."""
MAX_FRAGMENT = 64 * 1024
"""The body of a macro above this size is not read."""
SECONDS = 8.0
"""For the files of one module together; some inputs take the grammar a time quadratic in their length."""
_CHUNK = 16 * 1024


def parse(file: SourceFile, deadline: float | None = None) -> SyntaxTree:
    """Parse a file; what stays unreadable is a fault with its place. What is not parsed at `deadline`
    (a time of `time.monotonic`) is left out, which is a fault too."""
    deadline = time.monotonic() + SECONDS if deadline is None else deadline
    tree, cut = _parse(file.data, deadline)
    data, tree = (file.data, tree) if cut else _repair(file.data, tree, deadline)
    faults: list[Fault] = []
    root = convert(tree, data, 0, file.path, faults)
    if cut:
        left = Span(file.path, min(tree.root_node.end_byte, len(data)), len(data))
        faults.append(Fault(left, "takes too long to be read: left out", file=True))
    return SyntaxTree(file, root, few(faults))


def parse_fragment(file: SourceFile, start: int, end: int, before: bytes, after: bytes) -> Node | None:
    """Parse the bytes `[start, end)` between `before` and `after`, as the body of a macro.

    Offsets of the result are those of the file. `None` if it cannot be read.
    """
    return parse_fragment_of(file, file.data[start:end], start, before, after)


def parse_fragment_of(file: SourceFile, body: bytes, start: int, before: bytes, after: bytes) -> Node | None:
    """The same of a text of equal length that stands for what begins at `start`."""
    if len(body) > MAX_FRAGMENT:
        return None
    data = before + body + after
    tree = _parser().parse(data)
    if tree.root_node.has_error:
        data, tree = _repair(data, tree, time.monotonic() + SECONDS)
        if tree.root_node.has_error:
            return None
    return convert(tree, data, start - len(before), file.path, [])


def convert_text(data: bytes, path: str) -> Node | None:
    """The tree of a text that stands in no file; each node carries its text. `None` if it cannot be read."""
    tree = _parser().parse(data)
    if tree.root_node.has_error:
        return None
    root = convert(tree, data, 0, path, [])
    for node in root.walk():
        node.text = data[node.start : node.end].decode("utf-8", "replace")
    return root


def few(faults: list[Fault]) -> tuple[Fault, ...]:
    """The first faults, and how many more there are."""
    more = len(faults) - MAX_FAULTS
    if more <= 0:
        return tuple(faults)
    rest = faults[MAX_FAULTS].span._replace(end=max(fault.span.end for fault in faults))
    return (*faults[:MAX_FAULTS], Fault(rest, f"and {more} more places that cannot be read"))


def _parse(data: bytes, deadline: float) -> tuple[tree_sitter.Tree, bool]:
    """The tree, and whether the time was up; small inputs take no time."""
    if len(data) <= 2 * _CHUNK:
        return _parser().parse(data), False
    cut = False

    def read(offset: int, point: object) -> bytes:
        nonlocal cut
        cut = cut or (offset < len(data) and time.monotonic() > deadline)
        return b"" if cut else data[offset : offset + _CHUNK]

    return _parser().parse(read), cut


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


def _repair(data: bytes, tree: tree_sitter.Tree, deadline: float) -> tuple[bytes, tree_sitter.Tree]:
    errors = _errors(tree)
    if len(errors) > MAX_REPAIRED_ERRORS:
        return data, tree
    left = min(MAX_REPAIRS, REPAIR_BYTES // max(1, len(data)))
    for start, end in _error_lines(data, errors):
        for pattern, blank in _REWRITES:
            for match in pattern.finditer(data, start, end):
                if left <= 0 or not errors or time.monotonic() > deadline:
                    return data, tree
                left -= 1
                filler = blank or b" " * (match.end() - match.start())
                candidate = data[: match.start()] + filler + data[match.end() :]
                new, cut = _parse(candidate, deadline)
                new_errors = _errors(new)
                if not cut and _weight(new_errors) < _weight(errors):
                    data, tree, errors = candidate, new, new_errors
    return data, tree


def _weight(errors: list[tree_sitter.Node]) -> tuple[int, int]:
    return len(errors), sum(node.end_byte - node.start_byte for node in errors)


def _error_lines(data: bytes, errors: list[tree_sitter.Node]) -> list[tuple[int, int]]:
    lines: set[tuple[int, int]] = set()
    for node in errors:
        position = data.rfind(b"\n", 0, node.start_byte) + 1
        while position <= node.end_byte and len(lines) < MAX_REPAIRS:
            end = data.find(b"\n", position)
            end = len(data) if end < 0 else end
            lines.add((position, end))
            position = end + 1
    return sorted(lines)


def convert(tree: tree_sitter.Tree, data: bytes, shift: int, path: str, faults: list[Fault]) -> Node:
    """The parser's tree as `Node`s; its errors become faults."""
    cursor = tree.walk()
    root = _node(cursor, shift)
    stack = [root]
    mended: list[Node] = []
    for _ in range(MAX_NODES):
        current = stack[-1]
        raw = cursor.node
        assert raw is not None
        if raw.is_error or raw.is_missing:
            faults.append(_fault(raw, data, shift, path))
        if len(stack) < MAX_DEPTH and cursor.goto_first_child():
            child = _node(cursor, shift)
            current.children.append(child)
            stack.append(child)
            if current.kind in KINDS:
                mended.append(current)
            continue
        if raw.child_count:
            faults.append(Fault(Span(path, current.start, current.end), "nested too deeply to be read"))
        else:
            current.text = data[raw.start_byte : raw.end_byte].decode("utf-8", "replace")
        if not _advance(cursor, stack, shift):
            mend(mended)
            return root
    left = Span(path, stack[-1].start, root.end)
    faults.append(Fault(left, "too much syntax in one file: the rest is not read", file=True))
    mend(mended)
    return root


def _advance(cursor: tree_sitter.TreeCursor, stack: list[Node], shift: int) -> bool:
    """Go on to the node that follows the top of the stack and what is below it; `False` at the end."""
    while not cursor.goto_next_sibling():
        stack.pop()
        if not cursor.goto_parent() or not stack:
            return False
    stack.pop()
    sibling = _node(cursor, shift)
    stack[-1].children.append(sibling)
    stack.append(sibling)
    return True


def _node(cursor: tree_sitter.TreeCursor, shift: int) -> Node:
    raw = cursor.node
    assert raw is not None
    return Node(raw.type, raw.start_byte + shift, raw.end_byte + shift, cursor.field_name, raw.is_named)


_HOLD_ITEMS = ("source_file", "declaration_list")


def _fault(raw: tree_sitter.Node, data: bytes, shift: int, path: str) -> Fault:
    snippet = data[raw.start_byte : min(raw.end_byte, raw.start_byte + 60)].decode("utf-8", "replace")
    text = f"cannot read `{snippet.strip()}`" if raw.is_error else f"`{raw.type}` is missing here"
    items = raw.parent is None or raw.parent.type in _HOLD_ITEMS
    return Fault(Span(path, raw.start_byte + shift, raw.end_byte + shift), text, items=items)
