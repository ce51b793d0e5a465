"""The body of a `pin_init!`-like macro in, the struct expression that it stands for out.

`<-` and `_: {…}` are no Rust; they are rewritten to something of equal length, and where they stood is kept.
Source: the documentation of the crate `pin-init`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from modcheck.source import SourceFile
from modcheck.syntax.node import Node
from modcheck.syntax.parse import parse_fragment_of

_SKIP = re.compile(
    rb'//[^\n]*|/\*.*?\*/|b?"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)\'|<-|_\s*:(?!:)|[(){}\[\]]', re.DOTALL
)
_THIS = re.compile(rb"\s*&\s*(\w+)\s+in\b")
_ERROR = re.compile(rb"\}\s*(\?[^{}]*)$")


class PinInit(NamedTuple):
    """A struct expression whose fields are initialised in order."""

    struct: Node
    initialisers: frozenset[int]
    """Where the values begin that are initialisers (`field <- value`), as offsets just behind the arrow."""
    blocks: frozenset[int]
    """Where the fields begin that are code to be run (`_: { … }`)."""
    this: str
    """The name of the pointer to the place, if there is one (`&this in`)."""


def parse_pin_init(file: SourceFile, start: int, end: int) -> PinInit | None:
    """Read the bytes `[start, end)` of a file; None if they are no such body."""
    body = file.data[start:end]
    this, name = _THIS.match(body), ""
    if this is not None:
        name = this.group(1).decode("utf-8", "replace")
        body = b" " * this.end() + body[this.end() :]
    error = _ERROR.search(body)
    if error is not None:
        body = body[: error.start(1)] + b" " * (len(body) - error.start(1))
    arrows: list[int] = []
    blocks: list[int] = []
    body = _rewritten(body, arrows, blocks)
    root = parse_fragment_of(file, body, start, b"fn m(){f(", b")}")
    arguments = next((node for node in root.walk() if node.kind == "arguments"), None) if root else None
    parts = arguments.parts() if arguments is not None else []
    if len(parts) != 1 or parts[0].kind != "struct_expression":
        return None
    shifted = frozenset(start + at for at in arrows), frozenset(start + at for at in blocks)
    return PinInit(parts[0], *shifted, name)


def _rewritten(body: bytes, arrows: list[int], blocks: list[int]) -> bytes:
    """The body with `: ` for each `<-` and a name for each `_` that stands for a field."""
    out = bytearray(body)
    depth = 0
    for match in _SKIP.finditer(body):
        token = match.group()
        if token in (b"{", b"(", b"["):
            depth += 1
        elif token in (b"}", b")", b"]"):
            depth -= 1
        elif depth == 1 and token == b"<-":
            out[match.start() : match.end()] = b": "
            arrows.append(match.end())
        elif depth == 1 and token[:1] == b"_" and not body[match.start() - 1 : match.start()].isalnum():
            out[match.start() : match.start() + 1] = b"z"
            blocks.append(match.start())
    return bytes(out)
