"""A configured kernel and a PCI id in, the drivers that it has built in for that id out.

Of a tree, the sources that the configuration builds in are read (`others_in_tree`): that is complete, and
takes a second or more. Where there is no tree or no time, a table in `rules/bindings/pci_drivers.py` names
the drivers of common devices; the source that it names is looked at where there is a tree.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from modcheck.around.ctable import Claim, claims, constants_of, included
from modcheck.around.dotconfig import Configuration
from modcheck.around.kbuild import Goal, Kbuild, Setting, read_kbuild
from modcheck.around.sources import Sources
from modcheck.around.tree import Tree
from modcheck.source import SourceFile, Span

Known = Mapping[str, Mapping[str, object]]
"""Symbol, without `CONFIG_` → `driver`, `source` and `ids` (as `8086:100e`)."""
Ids = tuple[tuple[int, int], ...]
MAX_FOLDERS = 4_000
MAX_SOURCES = 20_000
MAX_HEADERS = 32
SECONDS = 25.0
PARTS = ("drivers", "sound", "virt")
"""Where the tree has drivers of PCI devices."""


class Other(NamedTuple):
    """A driver in the kernel that claims the id of a module."""

    driver: str
    symbol: str
    """That builds it, without `CONFIG_`."""
    id: tuple[int, int]
    value: str
    """`y` or `m`."""
    claim: Span | None
    """Where it claims it, if its source is at hand."""
    source: str


def told(id: tuple[int, int]) -> str:
    """As lspci writes it."""
    return f"{id[0]:04x}:{id[1]:04x}"


def known_others(sources: Sources, tree: Tree, ids: Ids, known: Known) -> list[Other]:
    """The drivers of the shipped table that the configuration builds, built in or as modules."""
    configuration = tree.configuration
    found = []
    for symbol, entry in known.items() if configuration is not None else ():
        value = configuration.value(symbol) if configuration is not None else ""
        listed = entry.get("ids")
        claimed = [id for id in ids if isinstance(listed, list) and told(id) in listed]
        if value not in ("y", "m") or not claimed:
            continue
        source = str(entry.get("source", ""))
        for id in claimed:
            claim = _claim_in(sources, tree, source, id)
            if claim.known_not:
                continue
            found.append(Other(str(entry.get("driver", symbol)), symbol, id, value, claim.place, source))
    return found


class _Looked(NamedTuple):
    """What a source says of an id."""

    place: Span | None
    known_not: bool = False
    """The source is at hand, and claims other ids only."""


def _claim_in(sources: Sources, tree: Tree, source: str, id: tuple[int, int]) -> _Looked:
    file = sources.text(tree.top / source) if tree.top is not None and source else None
    if file is None or tree.top is None:
        return _Looked(None)
    entries = _claims(sources, tree.top / source, file, _constants(sources, tree.top))
    entry = _claim_of(entries, id)
    if entry is None:
        return _Looked(None, known_not=bool(entries))
    return _Looked(Span(file.path, entry.start, entry.end))


def _claims(sources: Sources, path: Path, file: SourceFile, constants: Mapping[str, int]) -> list[Claim]:
    """The ids of a driver, with the names that the headers beside it define."""
    headers: dict[str, bytes] = {}
    waiting = included(file.data)
    while waiting and len(headers) < MAX_HEADERS:
        name = waiting.pop()
        header = sources.text(path.parent / name) if name not in headers else None
        if header is not None:
            headers[name] = header.data
            waiting += included(header.data)
    return claims(file.data, constants, list(headers.values()))


def driver_ids(sources: Sources, top: Path, source: str) -> Ids:
    """The ids that a source of a tree claims."""
    file = sources.text(top / source)
    found = _claims(sources, top / source, file, _constants(sources, top)) if file is not None else []
    return tuple(dict.fromkeys((claim.vendor, claim.device) for claim in found))


def _claim_of(found: list[Claim], id: tuple[int, int]) -> Claim | None:
    return next((entry for entry in found if (entry.vendor, entry.device) == id), None)


def _constants(sources: Sources, top: Path) -> dict[str, int]:
    file = sources.text(top / "include" / "linux" / "pci_ids.h")
    return constants_of(file.data) if file is not None else {}


def others_in_tree(sources: Sources, tree: Tree, ids: Ids) -> tuple[list[Other], str]:
    """The built-in drivers of a tree that claim one of the ids; and why not all of it was read."""
    top, configuration = tree.top, tree.configuration
    if top is None or configuration is None or not ids:
        return [], ""
    constants = _constants(sources, top)
    deadline = time.monotonic() + SECONDS
    found: list[Other] = []
    for number, (path, file, goal) in enumerate(built_in_sources(sources, top, configuration)):
        if number > MAX_SOURCES or time.monotonic() > deadline:
            return found, f"not all built-in drivers were looked at: {number} in {SECONDS:.0f} s"
        if b"pci_device_id" not in file.data:
            continue
        entries = _claims(sources, path, file, constants)
        for id in ids:
            entry = _claim_of(entries, id)
            if entry is not None:
                driver = goal.word.removesuffix(".o")
                place = Span(file.path, entry.start, entry.end)
                found.append(Other(driver, goal.symbol, id, "y", place, file.path))
    return found, ""


def built_in_sources(
    sources: Sources, top: Path, configuration: Configuration
) -> Iterator[tuple[Path, SourceFile, Goal]]:
    """The C sources that a configuration builds into the kernel, with the line of the object of each."""
    folders = [(top / part, Goal("", Span("", 0, 0), "y")) for part in PARTS if sources.is_folder(top / part)]
    seen = 0
    while folders and seen < MAX_FOLDERS:
        folder, above = folders.pop()
        seen += 1
        kbuild = read_kbuild(sources, folder, Setting(top, configuration, external=False))
        if not isinstance(kbuild, Kbuild):
            continue
        for goal in kbuild.goals:
            if goal.value != "y":
                continue
            goal = goal if goal.symbol else goal._replace(symbol=above.symbol)
            if goal.word.endswith("/"):
                folders.append((folder / goal.word, goal))
            else:
                yield from _of_object(sources, folder, kbuild, goal)


def _of_object(
    sources: Sources, folder: Path, kbuild: Kbuild, goal: Goal
) -> Iterator[tuple[Path, SourceFile, Goal]]:
    stem = goal.word.removesuffix(".o")
    parts = [part.word for part in kbuild.members.get(stem, ()) if part.value == "y"] or [goal.word]
    for part in dict.fromkeys(parts):
        path = folder / f"{part.removesuffix('.o')}.c"
        file = sources.text(path) if part.endswith(".o") else None
        if file is not None:
            yield path, file, goal
