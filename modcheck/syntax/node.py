"""The syntax tree as plain values, so that no later stage knows which parser made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from modcheck.source import SourceFile, Span


class Fault(NamedTuple):
    """Something in the input that could not be read; counted and listed with every run."""

    span: Span
    text: str
    file: bool = False
    """A file, or the rest of one, was not read: the module was not analysed as a whole."""
    items: bool = False
    """It is no Rust, and stands where items do: those around it may have been lost, or taken for others."""


class Node:
    """One node: `kind` and field names as in the tree-sitter Rust grammar, offsets in bytes."""

    __slots__ = ("children", "end", "field", "kind", "named", "start", "text")

    def __init__(self, kind: str, start: int, end: int, field: str | None, named: bool) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.field = field
        self.named = named
        self.children: list[Node] = []
        self.text = ""

    def get(self, field: str) -> Node | None:
        """The first child with that field name."""
        for child in self.children:
            if child.field == field:
                return child
        return None

    def need(self, field: str) -> Node:
        """The child with that field name; a `LookupError` if the grammar left it out."""
        child = self.get(field)
        if child is None:
            raise LookupError(f"{self.kind} without {field}")
        return child

    def all(self, *kinds: str) -> list[Node]:
        """The direct children of these kinds."""
        return [child for child in self.children if child.kind in kinds]

    def first(self, *kinds: str) -> Node | None:
        """The first direct child of these kinds."""
        for child in self.children:
            if child.kind in kinds:
                return child
        return None

    def parts(self) -> list[Node]:
        """The named children that are not comments or attributes."""
        return [c for c in self.children if c.named and c.kind not in _SKIPPED]

    def patterns(self) -> list[Node]:
        """The parts of a pattern or of a closure's parameters; `_` is an anonymous token."""
        named = {id(part) for part in self.parts() if part.field != "type"}
        return [part for part in self.children if id(part) in named or part.kind == "_"]

    def has(self, token: str) -> bool:
        """Is there a direct child of this kind (an anonymous token counts)?"""
        return any(child.kind == token for child in self.children)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in source order, without recursion."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


_SKIPPED = frozenset({"line_comment", "block_comment", "attribute_item", "inner_attribute_item"})


@dataclass(frozen=True, slots=True)
class SyntaxTree:
    """A file, its tree, and the places that could not be read."""

    file: SourceFile
    root: Node
    faults: tuple[Fault, ...]

    def text(self, node: Node) -> str:
        """The source text of a node."""
        return node.text or self.file.text(node.start, node.end)

    def span(self, node: Node) -> Span:
        """The place of a node."""
        return Span(self.file.path, node.start, node.end)
