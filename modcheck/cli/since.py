"""Judged modules and the name of a base in, the findings that concern the change since then out."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from modcheck.cache import Results
from modcheck.changes import ALL, FileChange, Since, Snapshot, changed_lines, since
from modcheck.cli.complaints import tell
from modcheck.cli.copies import laid_out
from modcheck.cli.modules import Modules, judged_tasks
from modcheck.cli.options import Chosen
from modcheck.judgement import Analysis
from modcheck.selection import of_change

if TYPE_CHECKING:
    from modcheck.judging import Judged, Task
    from modcheck.source import ModuleLayout


def concerning(
    modules: Modules, base: str, staged: bool, chosen: Chosen, results: Results | None
) -> list[Analysis]:
    """Judge the base of each module too, and compare."""
    known: dict[Path, Since] = {}
    olds = [_Old(layout, base, staged, known) for layout in modules.layouts]
    for note in dict.fromkeys(item.note for item in known.values() if item.note):
        tell(f"notice: {note}")
    with ExitStack() as copies:
        tasks = [old.task(chosen.settings.kernel, copies) for old in olds]
        outcomes = iter(judged_tasks([task for task in tasks if task is not None], chosen, results))
        bases = [_usable(next(outcomes), old) if task is not None else None
                 for task, old in zip(tasks, olds, strict=True)]  # fmt: skip
    return [
        of_change(analysis, then, old.changes(analysis), f"`{base}`")
        for analysis, then, old in zip(modules.analyses, bases, olds, strict=True)
    ]


def _usable(outcome: Judged, old: _Old) -> Analysis | None:
    """A base that cannot be analysed has no findings to compare with."""
    if isinstance(outcome, Analysis):
        return outcome
    tell(f"notice: the base of {old.layout.shown} cannot be analysed, all findings count as new: {outcome}")
    return None


class _Old:
    """A module, and what the base had in its place."""

    def __init__(self, layout: ModuleLayout, base: str, staged: bool, known: dict[Path, Since]) -> None:
        self.layout = layout
        folder = layout.main.absolute().parent
        if folder not in known:
            known[folder] = since(folder, base, staged)
        self.since = known[folder]
        self.main = self.since.repository.name_of(layout.main.absolute())
        self.snapshot: Snapshot
        self.snapshot, self.name = self.since.snapshot(self.main)

    def task(self, kernel: str | None, copies: ExitStack) -> Task | None:
        """What the base had, to be judged; None if the module is new."""
        if self.name not in self.snapshot.blobs:
            return None
        return laid_out(self.snapshot, self.name, self.layout, kernel, copies)

    def changes(self, analysis: Analysis) -> dict[str, FileChange]:
        """What changed in each file of the module. What lies outside of its folder is as it is today."""
        folder = self.since.old_name(self.main).rpartition("/")[0]
        before = self.snapshot.read()
        found = {}
        for shown, file in analysis.files.items():
            name = self.since.old_name(self._name(shown))
            if folder and not name.startswith(f"{folder}/"):
                continue
            old = before.get(_below(folder, name))
            if old is None:
                found[shown] = ALL
            elif old != file.data:
                found[shown] = changed_lines(old, file.data)
        return found

    def _name(self, shown: str) -> str:
        """What git calls a file that reports call `shown`."""
        beside = os.path.relpath(shown, os.path.dirname(self.layout.shown) or ".")
        return os.path.normpath(Path(self.main).parent / beside)


def _below(folder: str, name: str) -> str:
    return name.removeprefix(f"{folder}/") if folder else name
