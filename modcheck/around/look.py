"""A module in, everything that is known of what stands around it out: for `check` what is wrong, for `doctor`
the rest as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from modcheck.around.build import build_of
from modcheck.around.builtin import Known, Other, known_others, others_in_tree
from modcheck.around.facts import Facts
from modcheck.around.kbuild import Kbuild, read_kbuild
from modcheck.around.kconfig import Kconfigs, Symbols, defined_beside
from modcheck.around.registered import Registered, registered_devices
from modcheck.around.scripts import Script, scripts_beside
from modcheck.around.sources import Note, Sources
from modcheck.around.tree import Tree, tree_of
from modcheck.around.trouble import (
    Around,
    Trouble,
    module_name,
    not_built,
    shadowed,
    unknown_symbol,
    unlisted,
    wrong_names,
    wrong_nodes,
)
from modcheck.source import ModuleLayout, SourceFile, Span


class Asked(NamedTuple):
    """What a user names, and how much is to be read."""

    kernel: str | None = None
    configuration: str | None = None
    kconfigs: Kconfigs | None = None
    """Given, the whole tree is read: every built-in driver, and the Kconfig files for reasons."""


class Seen(NamedTuple):
    """What was seen around a module."""

    around: Around
    scripts: tuple[Script, ...]
    registered: tuple[Registered, ...]
    others: tuple[Other, ...]
    symbols: Symbols | None
    troubles: tuple[Trouble, ...]
    notes: tuple[Note, ...]
    """What was not decided, with its place."""
    problems: tuple[str, ...]
    """What was not read at all."""


def look_around(layout: ModuleLayout, facts: Facts, known: Known, asked: Asked) -> Seen:
    """Read what stands around a module and say what is wrong with it. Nothing that is read is run."""
    sources = Sources(layout)
    sources.files.update(facts.files)
    tree = tree_of(sources, asked.kernel, asked.configuration)
    build = build_of(sources, sources.folder / layout.main.name, tree)
    around = Around(sources, facts, tree, build, _objects(sources, tree))
    scripts = scripts_beside(sources)
    devices = any(script.nodes or script.lookups for script in scripts)
    registered = registered_devices(facts.files, facts.name) if devices or asked.kconfigs else []
    others, incomplete = _others(sources, tree, facts, known, asked.kconfigs is not None)
    symbols, missing = _symbols(around, asked.kconfigs)
    troubles = [
        *not_built(around), *missing, *(unlisted(around) if asked.kconfigs is None else ()),
        *shadowed(around, others),
        *(t for script in scripts for t in wrong_nodes(around, script, registered)),
        *wrong_names(around, scripts),
    ]  # fmt: skip
    problems = [f"{tree.problem.path}: {tree.problem.reason}"] if tree.problem is not None else []
    problems += [text for text in (incomplete, symbols.problem if symbols is not None else "") if text]
    notes = [*tree.notes, *build.notes, *(note for script in scripts for note in script.notes)]
    return Seen(
        around, tuple(scripts), tuple(registered), tuple(others), symbols, tuple(_each_once(troubles)),
        tuple(dict.fromkeys(notes)), tuple(problems),
    )  # fmt: skip


def _each_once(troubles: list[Trouble]) -> list[Trouble]:
    found: dict[tuple[str, Span, str], Trouble] = {}
    for trouble in troubles:
        found.setdefault((trouble.rule, trouble.place, trouble.detail), trouble)
    return list(found.values())


def _objects(sources: Sources, tree: Tree) -> frozenset[str]:
    kbuild = read_kbuild(sources, sources.folder, tree.setting)
    goals = kbuild.goals if isinstance(kbuild, Kbuild) else ()
    return frozenset(module_name(goal.word[:-2]) for goal in goals if goal.word.endswith(".o"))


def _others(
    sources: Sources, tree: Tree, facts: Facts, known: Known, whole_tree: bool
) -> tuple[list[Other], str]:
    """Other drivers for the module's devices: from the tree if it is to be read, and from the table."""
    found = {(other.symbol, other.id): other for other in known_others(sources, tree, facts.ids, known)}
    incomplete = ""
    if whole_tree:
        more, incomplete = others_in_tree(sources, tree, facts.ids)
        found |= {(other.symbol, other.id): other for other in more}
    return list(found.values()), incomplete


def _symbols(around: Around, kconfigs: Kconfigs | None) -> tuple[Symbols | None, list[Trouble]]:
    """What Kconfig says of the symbols that decide the build; a trouble for each that it does not know."""
    tree, top = around.tree, around.tree.top
    lines = {goal.symbol: goal.line for goal in around.build.lines if goal.symbol}
    reasons = [reason.symbol for reason in around.build.reasons if reason.symbol]
    if top is None or not tree.inside or not isinstance(around.sources.read(top / "Kconfig"), SourceFile):
        return None, []
    folder = around.sources.folder
    missing = [name for name in lines if not defined_beside(around.sources, folder, top, name)]
    if not missing and kconfigs is None:
        return None, []
    kconfigs = kconfigs if kconfigs is not None else Kconfigs()
    symbols = kconfigs.ask(around.sources, top, [*lines, *reasons, "RUST"], tree.configuration)
    if symbols.problem:
        return symbols, []
    unknown = [name for name in missing if name not in symbols.found]
    return symbols, [unknown_symbol(around, name, lines[name]) for name in unknown]


def symbols_that_decide(layout: ModuleLayout, asked: Asked) -> set[str]:
    """The symbols that Kconfig will be asked for, of one module."""
    sources = Sources(layout)
    tree = tree_of(sources, asked.kernel, asked.configuration)
    build = build_of(sources, sources.folder / layout.main.name, tree)
    symbols = {goal.symbol for goal in build.lines} | {reason.symbol for reason in build.reasons}
    return {symbol for symbol in symbols if symbol}


def files_of(seen: Seen, used: Mapping[str, SourceFile]) -> dict[str, SourceFile]:
    """The files that findings and notes point into, beside those that are there already."""
    spans = [note.span for note in seen.notes]
    for trouble in seen.troubles:
        spans += [trouble.place, *(span for span, _ in trouble.related)]
    wanted = {span.path for span in spans} - set(used)
    return {path: file for path, file in seen.around.sources.files.items() if path in wanted}
