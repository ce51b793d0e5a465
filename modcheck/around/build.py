"""A module's main file and its tree in, whether and as what it is built out, and why.

Linux Documentation/kbuild/makefiles.rst: an object is built if its folder is entered from the top of the tree
by `obj-y` or `obj-m` lines, and an `obj-` line of its folder lists it, or a composite object that it is part
of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from modcheck.around.dotconfig import Configuration
from modcheck.around.kbuild import Goal, Kbuild, Unread, read_kbuild
from modcheck.around.sources import Note, Sources
from modcheck.around.tree import Tree
from modcheck.source import Span

_ORDER = {"": 0, "m": 1, "y": 2}


class Reason(NamedTuple):
    """What keeps a module from being built."""

    text: str
    place: Span | None
    symbol: str = ""
    """The symbol that is not set, without `CONFIG_`."""
    certain: bool = True
    """Whatever the configuration: somebody forgot a line."""


class Build(NamedTuple):
    """What is known of how a module is built."""

    value: str | None
    """`m`: a module, `y`: into the kernel, empty: not at all, None: not known."""
    object: str
    """The name of the object, without `.o`; empty if none lists the source."""
    lines: tuple[Goal, ...]
    """The lines that decide it, from the top of the tree down."""
    kbuild: str
    """The file that would list it; empty if there is none."""
    listed: bool
    """Some line lists it, in this or another configuration."""
    reasons: tuple[Reason, ...]
    notes: tuple[Note, ...]

    @property
    def line(self) -> Goal | None:
        """The `obj-` line of the object."""
        return self.lines[-1] if self.lines and self.object else None


class _Reader:
    """Reads the Kbuild files of one tree under one configuration."""

    def __init__(self, sources: Sources, tree: Tree) -> None:
        self.sources = sources
        self.tree = tree
        self.notes: list[Note] = []

    def kbuild(self, folder: Path) -> Kbuild | Unread | None:
        """The Kbuild of a folder."""
        return read_kbuild(self.sources, folder, self.tree.setting)


def build_of(sources: Sources, main: Path, tree: Tree) -> Build:
    """How the module with this main file (where it lies) is built."""
    reader = _Reader(sources, tree)
    kbuild = reader.kbuild(main.parent)
    if not isinstance(kbuild, Kbuild):
        told = f"{kbuild.path} cannot be read: {kbuild.reason}" if kbuild is not None else ""
        unread = (Reason(told, None, certain=False),) if told else ()
        return Build(None, "", (), "", False, unread, tuple(reader.notes))
    reader.notes += kbuild.notes
    name, goal = _goal_of(kbuild, main.stem)
    if goal is None:
        certain = not kbuild.notes
        missing = (Reason(f"no line of {kbuild.path} lists {main.stem}.o", None, certain=certain),)
        return Build("" if certain else None, "", (), kbuild.path, False, missing, tuple(reader.notes))
    start = tree.top if tree.inside else tree.root
    entered = _entered(reader, start, main.parent) if start is not None else _Entered([], [])
    lines = (*entered.lines, goal)
    reasons = [*entered.reasons, *_reasons(sources, lines, tree), *_rust(tree.configuration)]
    values = [line.value if line.sure else None for line in lines]
    value = "" if reasons else _least(values)
    return Build(value, name, lines, kbuild.path, True, tuple(reasons), tuple(reader.notes))


def _least(values: Iterable[str | None]) -> str | None:
    known = list(values)
    if "" in known:
        return ""
    return None if None in known else min((v for v in known if v is not None), key=_ORDER.__getitem__)


def _goal_of(kbuild: Kbuild, stem: str) -> tuple[str, Goal | None]:
    """The object that a source goes into, and its line; of several the one that builds most."""
    owners = [name for name, parts in kbuild.members.items() if any(p.word == f"{stem}.o" for p in parts)]
    found: list[tuple[str, Goal]] = []
    for name in dict.fromkeys([*owners, stem]):
        if name == stem and stem in kbuild.members and stem not in owners:
            continue  # a composite of that name is linked from other objects
        found += [(name, goal) for goal in kbuild.goals if goal.word == f"{name}.o"]
    best = max(found, key=lambda pair: _rank(pair[1]), default=None)
    return (best[0], _with_member(kbuild, best[0], stem, best[1])) if best is not None else ("", None)


def _rank(goal: Goal) -> tuple[int, int]:
    return (-1 if goal.value is None else _ORDER[goal.value], goal.unless is None)


def _with_member(kbuild: Kbuild, name: str, stem: str, goal: Goal) -> Goal:
    """A composite object leaves a member out whose own line is for another configuration."""
    parts = [part for part in kbuild.members.get(name, ()) if part.word == f"{stem}.o"]
    best = max(parts, key=_rank, default=None)
    if best is None or best.value in ("y", "m"):
        return goal
    return goal._replace(value=best.value, symbol=best.symbol, line=best.line, unless=best.unless)


class _Entered(NamedTuple):
    """How a folder is reached from the top of the tree."""

    lines: list[Goal]
    reasons: list[Reason]


def _entered(reader: _Reader, top: Path, folder: Path) -> _Entered:
    lines: list[Goal] = []
    here, rest = top, folder.relative_to(top).parts
    while rest:
        kbuild = reader.kbuild(here)
        if not isinstance(kbuild, Kbuild):
            name = f"{reader.sources.layout.name_of(here)}/Makefile"
            reason = f"{name} is not there" if kbuild is None else f"{kbuild.path}: {kbuild.reason}"
            return _Entered(lines, [Reason(f"{reason}, so nothing enters {rest[0]}/", None)])
        step = _step(kbuild.goals, rest)
        if step is None or not step[0].sure:
            reader.notes += kbuild.notes
        if step is None:
            certain = not kbuild.notes
            text = f"no line of {kbuild.path} enters {rest[0]}/"
            return _Entered(lines, [Reason(text, None, certain=certain)])
        lines.append(step[0])
        here, rest = here.joinpath(*rest[: step[1]]), rest[step[1] :]
    return _Entered(lines, [])


def _step(goals: Sequence[Goal], rest: Sequence[str]) -> tuple[Goal, int] | None:
    """The line that leads into a folder, and how many folders down it leads."""
    found = []
    for goal in goals:
        if goal.word.endswith("/"):
            parts = [part for part in goal.word.split("/") if part not in ("", ".")]
            if parts and list(rest[: len(parts)]) == parts:
                found.append((goal, len(parts)))
    return max(found, key=lambda pair: _rank(pair[0]), default=None)


def _reasons(sources: Sources, lines: Sequence[Goal], tree: Tree) -> list[Reason]:
    found = []
    configuration = tree.configuration
    for goal in lines:
        if goal.unless is not None:
            text = _text_of(sources, goal.unless)
            certain = "CONFIG_" not in text
            told = f"`{text}` leaves {goal.word} out"
            found.append(Reason(told, goal.unless, _symbol_in(text), certain))
        elif goal.value == "" and configuration is not None:
            place = configuration.lines.get(goal.symbol, goal.line)
            found.append(Reason(f"CONFIG_{goal.symbol} is not set", place, goal.symbol, False))
        elif goal.value == "y" and tree.external and not goal.word.endswith("/") and not goal.symbol:
            found.append(Reason("`obj-y` makes no .ko of an external module: write `obj-m`", goal.line))
    return found


def _text_of(sources: Sources, span: Span) -> str:
    file = sources.files.get(span.path)
    return " ".join(file.text(span.start, span.end).split())[:80] if file is not None else ""


def _symbol_in(text: str) -> str:
    import re

    found = re.fullmatch(r"ifdef CONFIG_(\w+)|ifeq \(\$\(CONFIG_(\w+)\),\s*[ym]\)", text)
    return (found[1] or found[2]) if found is not None else ""


def _rust(configuration: Configuration | None) -> list[Reason]:
    """Rust must be enabled in the kernel, for a module of its own tree and for one from outside (Linux
    Documentation/rust/quick-start.rst)."""
    if configuration is None or configuration.value("RUST") == "y":
        return []
    return [Reason("CONFIG_RUST is not set", configuration.lines.get("RUST"), "RUST", False)]
