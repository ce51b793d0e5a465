"""Words of a shell script in, their texts out where those are known without running anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from modcheck.source import SourceFile

if TYPE_CHECKING:
    from modcheck.syntax import Node

MAX_TEXT = 4_096
_PLAIN_EXPANSION = re.compile(r"\$\{(\w+)\}|\$(\w+)")


class Words:
    """The variables of one script. One that is set to two texts is not known."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.variables: dict[str, str | None] = {}

    def assign(self, name: str, value: Node | None) -> None:
        """A variable is set."""
        text = "" if value is None else self.text(value)
        known = name not in self.variables or self.variables[name] == text
        self.variables[name] = text if known else None

    def text(self, node: Node) -> str | None:
        """The text of a word; None if it is not known."""
        if node.kind in ("concatenation", "command_name"):
            parts = [self.text(part) for part in node.children]
            whole = "".join(part for part in parts if part is not None)
            return whole if None not in parts and len(whole) <= MAX_TEXT else None
        raw = self.file.text(node.start, node.end)
        if node.kind in ("word", "number", "variable_name"):
            return re.sub(r"\\(.)", r"\1", raw)
        if node.kind == "raw_string":
            return raw[1:-1]
        if node.kind in ("simple_expansion", "expansion"):
            return self._variable(raw)
        return self._string(node, raw) if node.kind == "string" else None

    def loosely(self, node: Node) -> str | None:
        """The text of a program in double quotes, however often its quotes and dollars are escaped, as they
        are in back quotes; None if a variable in it is not known."""
        raw = re.sub(r"\\+(?=[\"$`])", "", self.file.text(node.start, node.end).strip("\"'"))
        names = [found[1] or found[2] for found in _PLAIN_EXPANSION.finditer(raw)]
        if any(self.variables.get(name) is None for name in names if not name.isdigit()):
            return None

        def value(found: re.Match[str]) -> str:
            return self.variables.get(found[1] or found[2]) or found[0]

        return _PLAIN_EXPANSION.sub(value, raw)

    def _variable(self, raw: str) -> str | None:
        found = _PLAIN_EXPANSION.fullmatch(raw)
        return self.variables.get(found[1] or found[2]) if found is not None else None

    def _string(self, node: Node, raw: str) -> str | None:
        """What stands between double quotes. The grammar leaves blanks between its parts out, so the text is
        cut where the expansions are."""
        parts: list[str] = []
        position = node.start + 1
        for child in node.children:
            if child.kind in ('"', "string_content"):
                continue
            value = self.text(child)
            if value is None:
                return None
            parts += [_unescaped(self.file.text(position, child.start)), value]
            position = child.end
        parts.append(_unescaped(self.file.text(position, node.end - 1)))
        whole = "".join(parts)
        return whole if len(whole) <= MAX_TEXT else None


def _unescaped(text: str) -> str:
    return re.sub(r'\\([$`"\\\n])', r"\1", text)
