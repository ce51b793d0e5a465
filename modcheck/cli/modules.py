"""Paths and options in, judged modules out: with the cache, of the work tree or of what is staged."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from modcheck.cache import Results, Store, cache_folder, open_store, program_stamp
from modcheck.cli.complaints import complain, tell
from modcheck.cli.copies import staged_task
from modcheck.cli.options import Chosen
from modcheck.errors import InputError, ModcheckError, UsageError
from modcheck.judgement import Analysis
from modcheck.judging import Judged, Task, judged
from modcheck.source import ModuleLayout, discover, has_module_macro


class Modules:
    """What a run looked at."""

    def __init__(self) -> None:
        self.analyses: list[Analysis] = []
        self.layouts: list[ModuleLayout] = []
        """Of each analysis, where it was read from."""
        self.problems: list[str] = []
        """What could not be analysed, and why."""


@contextmanager
def kept_results(chosen: Chosen) -> Iterator[Results | None]:
    """The cache, if it is to be used."""
    if not chosen.values["cache"]:
        yield None
        return
    store: Store = open_store(cache_folder(), tell)
    try:
        yield Results(store, program_stamp(chosen.rules))
    finally:
        store.close()


def find(paths: Sequence[str], chosen: Chosen, modules: Modules, only_modules: bool) -> list[ModuleLayout]:
    """The modules that paths name, without those that are excluded; each problem is told at once."""
    if "" in paths:
        raise UsageError("a path is empty", advice="is a variable unset? name a file or a folder")
    found = discover(paths)
    for problem in found.problems:
        if not (only_modules and problem.message.startswith("no Rust source")):
            _tell_problem(problem, modules)
    configuration = chosen.configuration
    layouts = [layout for layout in found.modules if not configuration.excludes(_relative(layout, chosen))]
    if found.modules and not layouts:
        tell(f"notice: no module was judged: the configuration excludes all {len(found.modules)}")
    if only_modules:
        layouts = [layout for layout in layouts if has_module_macro(layout)]
    return layouts


def _relative(layout: ModuleLayout, chosen: Chosen) -> str:
    return os.path.relpath(layout.main.absolute(), chosen.configuration.folder)


def judge(
    layouts: Sequence[ModuleLayout], chosen: Chosen, results: Results | None, modules: Modules, staged: bool
) -> None:
    """Judge modules into `modules`."""
    with ExitStack() as copies:
        tasks = [
            staged_task(layout, chosen.settings.kernel, copies) if staged else Task(layout)
            for layout in layouts
        ]
        pairs = [(layout, task) for layout, task in zip(layouts, tasks, strict=True) if task is not None]
        outcomes = judged_tasks([task for _, task in pairs], chosen, results)
        for (layout, _), outcome in zip(pairs, outcomes, strict=True):
            if isinstance(outcome, Analysis):
                modules.analyses.append(outcome)
                modules.layouts.append(layout)
                _tell_blind(outcome, modules)
            else:
                _tell_problem(outcome, modules, layout.shown)


def judged_tasks(tasks: Sequence[Task], chosen: Chosen, results: Results | None) -> list[Judged]:
    """With a progress bar on a terminal."""
    from modcheck.report.progress import Progress

    with Progress(sys.stderr) as bar:
        return judged(tasks, chosen.rules, chosen.settings, results, bar)


def _tell_problem(problem: Exception, modules: Modules, about: str = "") -> None:
    complain(problem, about)
    modules.problems.append(problem.told() if isinstance(problem, ModcheckError) else str(problem))


def _counts(path: str) -> bool:
    """Operators and conversions may be left unused; a `Drop` that never ran gives nothing back."""
    return " as core::" not in path or " as core::Drop>" in path


_SEE_BOUNDS = (
    "`bound hit`, `ways left out` or `events left out` in the summary says which one, and in which callback"
)


def _tell_blind(analysis: Analysis, modules: Modules) -> None:
    """No callback was read, a whole file was not, or a bound kept callbacks from being run at all: that is
    not clean, whatever was found."""
    judgement = analysis.judgement
    if analysis.callbacks == 0:
        text = "no callback of a kernel module could be read: nothing was analysed"
        _tell_problem(InputError(text, place=judgement.root), modules)
    never_run = [path for _, path in judgement.coverage.never_run if _counts(path)]
    thinned = any(a.id.startswith(("crowd:", "stopped:")) for a in judgement.assumptions)
    if (judgement.bounds and not judgement.findings) or ((judgement.bounds or thinned) and never_run):
        text = "a bound was hit: the search did not get far enough to call this analysed"
        _tell_problem(InputError(text, place=judgement.root, advice=_SEE_BOUNDS), modules)
    if analysis.lost:
        places = f"{analysis.lost} place{'s' if analysis.lost != 1 else ''}"
        text = f"not analysed as a whole: {places} where a file, or items, could not be read"
        _tell_problem(InputError(text, place=judgement.root, advice="see `unread` in the summary"), modules)
