"""A shell script in, its tree out: by tree-sitter's grammar for bash, which reads what sh, dash and busybox
run as well. Imported only where there is a script."""

from __future__ import annotations

import time

import tree_sitter
import tree_sitter_bash

from modcheck.source import SourceFile
from modcheck.syntax.node import Fault, SyntaxTree
from modcheck.syntax.parse import convert, few

MAX_BYTES = 64 * 1024
"""A script above this size loads no module by hand."""
SECONDS = 4.0
_CHUNK = 8 * 1024


def parse_shell(file: SourceFile) -> SyntaxTree:
    """Parse a script; what cannot be read is a fault with its place."""
    data = file.data[:MAX_BYTES]
    deadline = time.monotonic() + SECONDS

    def read(offset: int, point: object) -> bytes:
        return b"" if time.monotonic() > deadline else data[offset : offset + _CHUNK]

    tree = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language())).parse(read)
    faults: list[Fault] = []
    root = convert(tree, data, 0, file.path, faults)
    return SyntaxTree(file, root, few(faults))
