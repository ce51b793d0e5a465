"""A kernel's configuration in, the values of its symbols out, each with its line.

The format is that of `.config` (Linux Documentation/kbuild/kconfig.rst): `CONFIG_X=value` and
`# CONFIG_X is not set`. kconfiglib reads it too, but only together with all Kconfig files of the tree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from modcheck.around.sources import Sources
from modcheck.source import SourceFile, Span, Unreadable

_LINE = re.compile(rb"^(?:CONFIG_(\w+)=(.*)|# CONFIG_(\w+) is not set)[ \t\r]*$", re.MULTILINE)
_HEAD = re.compile(rb"^# Linux/(\S+) (\S+) Kernel Configuration", re.MULTILINE)


class Configuration(NamedTuple):
    """The symbols of a configuration, without `CONFIG_`."""

    path: str
    """As reports show it."""
    values: Mapping[str, str]
    """As written, without quotes; what is not set is not there."""
    lines: Mapping[str, Span]
    """Of symbols that have a line, set or not."""
    architecture: str
    """As its head says; empty if it does not."""

    def value(self, symbol: str) -> str:
        """`y`, `m`, a text, or nothing."""
        return self.values.get(symbol, "")


def read_configuration(sources: Sources, path: Path) -> Configuration | Unreadable | None:
    """Read one; None if there is no such file, `Unreadable` if it is none."""
    file = sources.read(path)
    return parsed(file) if isinstance(file, SourceFile) else file


def parsed(file: SourceFile) -> Configuration | Unreadable:
    """The symbols in the text of a configuration. As in kconfig, the last line of a symbol holds."""
    values: dict[str, str] = {}
    lines: dict[str, Span] = {}
    for found in _LINE.finditer(file.data):
        name = (found[1] or found[3]).decode("ascii", "replace")
        lines[name] = Span(file.path, found.start(), found.end())
        values.pop(name, None)
        if found[1] is not None:
            text = found[2].decode("utf-8", "replace").strip()
            if text != "n":
                values[name] = text[1:-1] if text[:1] == text[-1:] == '"' and len(text) > 1 else text
    if not lines:
        return Unreadable(file.path, "no kernel configuration: no line sets a CONFIG_ symbol")
    head = _HEAD.search(file.data, 0, 4096)
    return Configuration(file.path, values, lines, head[1].decode("ascii", "replace") if head else "")
