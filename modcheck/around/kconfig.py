"""A kernel tree and names of symbols in, what its Kconfig files say of them out.

Linux Documentation/kbuild/kconfig-language.rst, kconfig-macro-language.rst. The files are read by kconfiglib
in a process of its own (`kconfig_process.py`), which runs nothing that it reads.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from modcheck.around.dotconfig import Configuration
from modcheck.around.kbuild import architecture
from modcheck.around.sources import Sources
from modcheck.source import SourceFile, Span

MAX_SECONDS = 45
MAX_LEVELS = 12
_PROCESS = Path(__file__).with_name("kconfig_process.py")
_MAIN = re.compile(rb"^mainmenu\b", re.MULTILINE)


class Symbol(NamedTuple):
    """A symbol that a Kconfig file defines."""

    places: tuple[str, ...]
    """File and line of each definition."""
    type: str
    prompt: str
    unmet: tuple[str, ...]
    """Its dependencies that the configuration does not meet."""
    needs: tuple[str, ...]
    """The symbols among them that would have to be set."""


class Symbols(NamedTuple):
    """What the Kconfig files of a tree say."""

    found: dict[str, Symbol]
    notes: tuple[str, ...]
    """What was not read or is not evaluated."""
    problem: str = ""
    """Why nothing is known; empty if something is."""


def top_of(sources: Sources, folder: Path) -> Path | None:
    """The top of the tree that a folder lies in: the nearest folder upward whose Kconfig has a `mainmenu`."""
    for candidate in [folder, *folder.parents][:MAX_LEVELS]:
        file = sources.text(candidate / "Kconfig")
        if file is not None and _MAIN.search(file.data):
            return candidate
    return None


def defined_beside(sources: Sources, folder: Path, top: Path, symbol: str) -> bool:
    """Does a Kconfig in the folder, or above it in the tree, define the symbol? Found so, no tree is read."""
    name = re.escape(symbol.encode("ascii", "replace"))
    pattern = re.compile(rb"^[ \t]*(?:menu)?config[ \t]+" + name + rb"[ \t]*$", re.MULTILINE)
    while folder.is_relative_to(top):
        file = sources.text(folder / "Kconfig")
        if file is not None and pattern.search(file.data):
            return True
        folder = folder.parent
    return False


class Kconfigs:
    """The answers of trees, so that one tree is read once for several modules."""

    def __init__(self) -> None:
        self.wanted: set[str] = set()
        """Symbols that somebody will ask for."""
        self._answers: dict[Path, tuple[frozenset[str], Symbols]] = {}

    def ask(
        self, sources: Sources, top: Path, names: Iterable[str], configuration: Configuration | None
    ) -> Symbols:
        """What the tree says of these symbols."""
        self.wanted |= set(names)
        asked, known = self._answers.get(top, (frozenset(), Symbols({}, ())))
        if not set(names) <= asked:
            asked = frozenset(self.wanted)
            known = read_symbols(sources, top, asked, configuration)
            self._answers[top] = (asked, known)
        return known


def read_symbols(
    sources: Sources, top: Path, names: Iterable[str], configuration: Configuration | None
) -> Symbols:
    """Ask the tree for symbols. A tree that cannot be read is a problem, in one line."""
    import subprocess

    values = dict(configuration.values) if configuration is not None else {}
    question = {"top": str(top), "symbols": sorted(set(names)), "values": values}
    arch = architecture(sources, top, configuration)
    environment = {"srctree": str(top), "ARCH": arch, "SRCARCH": arch, "LC_ALL": "C.UTF-8"}
    try:
        run = subprocess.run(
            [sys.executable, "-E", "-P", str(_PROCESS)], input=json.dumps(question), env=environment, cwd="/",
            capture_output=True, text=True, timeout=MAX_SECONDS, check=False,
        )  # fmt: skip
        found = json.loads(run.stdout)
    except subprocess.TimeoutExpired:
        return Symbols({}, (), f"the Kconfig files take longer than {MAX_SECONDS} seconds to be read")
    except ValueError:
        last = " ".join(run.stderr.split("\n")[-2:])[:200].strip() or "it ended without an answer"
        return Symbols({}, (), f"the Kconfig files cannot be read: {last}")
    except OSError as error:
        return Symbols({}, (), f"the Kconfig files cannot be read: {error.strerror or error}")
    if "error" in found:
        return Symbols({}, (), str(found["error"]))
    return _answered(sources, top, found)


def _answered(sources: Sources, top: Path, found: dict[str, object]) -> Symbols:
    files, notes, symbols = found.get("files"), found.get("notes"), found.get("symbols")
    if not (isinstance(files, list) and isinstance(notes, list) and isinstance(symbols, dict)):
        return Symbols({}, (), "the Kconfig files cannot be read: the answer has another shape")
    for name in files:  # the answer is as good as new while these files are the same
        sources.read(top / str(name))
    told = [f"{file}:{line}: {text}" for file, line, text in notes]
    if found["not_evaluated"]:
        count = found["not_evaluated"]
        told.append(f"`$(shell,…)` of Kconfig is not run; its answer is taken as `n` (times: {count})")
    return Symbols({name: _symbol(entry) for name, entry in symbols.items()}, tuple(told))


def _symbol(entry: dict[str, list[object]]) -> Symbol:
    places = tuple(f"{place[0]}:{place[1]}" for place in entry["places"] if isinstance(place, list))
    texts = (tuple(map(str, entry[name])) for name in ("unmet", "needs"))
    return Symbol(places, str(entry["type"]), str(entry["prompt"]), *texts)


def place_of(sources: Sources, top: Path, symbol: Symbol) -> Span | None:
    """The line that defines a symbol."""
    name, _, line = symbol.places[0].rpartition(":") if symbol.places else ("", "", "0")
    file = sources.text(top / name) if name else None
    if not isinstance(file, SourceFile):
        return None
    start = 0
    for _ in range(int(line) - 1):
        start = file.data.find(b"\n", start) + 1
    end = file.data.find(b"\n", start)
    return Span(file.path, start, end if end >= 0 else len(file.data))
