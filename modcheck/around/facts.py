"""What is known of a module from its own sources, as the checks around it need it; and places in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from modcheck.source import MODULE_MACRO, SourceFile, Span

_NAME = re.compile(rb'\bname\s*:\s*(b?"[^"\n]*")')
_TABLE = re.compile(rb"\b(?:define_pci_id_table|pci_device_table)!")


class Facts(NamedTuple):
    """A module, as its sources have it."""

    name: str
    """That of its `module!`; empty if it has none."""
    main: str
    """The main file, as reports show it."""
    ids: tuple[tuple[int, int], ...]
    """Vendor and device of its table of PCI ids."""
    files: Mapping[str, SourceFile]


def module_place(file: SourceFile) -> Span:
    """`module!` of a main file; its start if it has none."""
    found = MODULE_MACRO.search(file.data)
    if found is None:
        return Span(file.path, 0, 0)
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    return Span(file.path, start, found.start() + found[0].index(b"!") + 1)


def name_place(file: SourceFile) -> Span:
    """The name in `module!`."""
    module = module_place(file)
    found = _NAME.search(file.data, module.end)
    return Span(file.path, found.start(1), found.end(1)) if found is not None else module


def id_place(facts: Facts, device: int) -> Span:
    """The number of a device in the table of ids, else the table, else `module!`."""
    number = re.compile(rb"\b0[xX]0*" + b"%x" % device + rb"\b|\b" + b"%d" % device + rb"\b", re.IGNORECASE)
    for file in facts.files.values():
        table = _TABLE.search(file.data)
        if table is not None:
            found = number.search(file.data, table.end())
            where = found if found is not None else table
            return Span(file.path, where.start(), where.end())
    return module_place(facts.files[facts.main])
