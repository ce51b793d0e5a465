"""The Rust sources of a module in, the character and misc devices that it registers out, by name.

The names are those of `kernel::chrdev` and `kernel::miscdev` of the camp's crate (a character device gets a
dynamic major number: `chrdev.rs`, `alloc_chrdev_region`). In C: Linux fs/char_dev.c, drivers/char/misc.c.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from modcheck.source import SourceFile, Span

if TYPE_CHECKING:
    from modcheck.syntax import Node

_CALL = re.compile(r"(?:\w+::)*(chrdev|miscdev)::Registration(?:::?<.*>)?::new(?:_pinned)?", re.DOTALL)
_TEXT = re.compile(r'(?:(?:kernel::)?(?:c_str|fmt)!\s*\(\s*"([^"{}\\]*)"\s*\)|c"([^"\\]*)")', re.DOTALL)
_WORTH = re.compile(rb"\b(?:chrdev|miscdev)::Registration\b")
MISC_MAJOR = "10"


class Registered(NamedTuple):
    """A registration."""

    kind: str
    """`chrdev` or `miscdev`."""
    name: str | None
    """In /proc/devices, or in /proc/misc; None if it is not written out."""
    span: Span


def registered_devices(files: Mapping[str, SourceFile], module: str) -> list[Registered]:
    """The registrations in all files of a module that calls itself `module`."""
    from modcheck.syntax import parse

    found = []
    for file in files.values():
        if file.path.endswith(".rs") and _WORTH.search(file.data):
            found += _in_file(file, parse(file).root, module)
    return found


def _in_file(file: SourceFile, root: Node, module: str) -> list[Registered]:
    found = []
    for function in root.walk():
        if function.kind != "function_item":
            continue
        given = _name_parameter(file, function)
        for node in function.walk():
            call = _registration(file, node)
            if call is not None:
                kind, argument = call
                text = file.text(argument.start, argument.end).strip()
                name = module if text and text == given else _literal(text)
                found.append(Registered(kind, name, Span(file.path, node.start, node.end)))
    return list(dict.fromkeys(found))


def _registration(file: SourceFile, node: Node) -> tuple[str, Node] | None:
    if node.kind != "call_expression":
        return None
    function, arguments = node.get("function"), node.get("arguments")
    if function is None or arguments is None or not arguments.parts():
        return None
    called = _CALL.fullmatch("".join(file.text(function.start, function.end).split()))
    return (called[1], arguments.parts()[0]) if called is not None else None


def _name_parameter(file: SourceFile, function: Node) -> str:
    """The parameter of `kernel::Module::init` that holds the module's name."""
    name, parameters = function.get("name"), function.get("parameters")
    if name is None or parameters is None or name.text != "init":
        return ""
    first = next(iter(parameters.all("parameter")), None)
    pattern = first.get("pattern") if first is not None else None
    return file.text(pattern.start, pattern.end).strip() if pattern is not None else ""


def _literal(text: str) -> str | None:
    found = _TEXT.fullmatch(text)
    return (found[1] or found[2]) if found is not None else None
