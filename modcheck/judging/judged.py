"""The modules of a run in, for each its analysis or what stood in the way out, in the order given."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from modcheck.cache import Results
from modcheck.errors import InputError, InternalError, ModcheckError, RuleError, UsageError, internal
from modcheck.judgement import Analysis, Judgement, decode, encode
from modcheck.judging.limits import at_most
from modcheck.judging.workers import in_parallel
from modcheck.source import ModuleLayout, SourceFile

if TYPE_CHECKING:
    from modcheck.contracts import Books, RuleBook

Judged = Analysis | Exception
Progress = Callable[[int, int], None]
"""Told how many modules are done, and of how many."""


class Settings(NamedTuple):
    """What decides a judgement beside the sources, and how it is come by."""

    depth: int = 1
    framework: str = "both"
    profile: str = "qemu"
    full: bool = False
    """Prove for any number of frames and packets."""
    kernel: str | None = None
    max_seconds: int = 300
    jobs: int = 0
    """Processes; 0: as many as there are processors."""
    generation: str = ""
    """Of the kernel crate; empty: what the sources say."""
    hazards: bool = False
    """Say too what the kernel crate does wrong."""

    def deciding(self) -> tuple[str, ...]:
        """What a kept result must have been made with."""
        kernel = os.path.abspath(self.kernel) if self.kernel else ""
        full = "full" if self.full else ""
        hazards = "hazards" if self.hazards else ""
        return (str(self.depth), self.framework, self.profile, full, kernel, self.generation, hazards)


class Task(NamedTuple):
    """A module, and a name of its content if it does not lie on the disk to stay."""

    layout: ModuleLayout
    content: str = ""


def judged(
    tasks: Sequence[Task],
    rules: Path,
    settings: Settings,
    results: Results | None,
    progress: Progress = lambda done, total: None,
) -> list[Judged]:
    """Analyse modules, each once; what is wrong with one does not keep the others from being analysed."""
    found: dict[int, Judged] = {}
    for index, task in enumerate(tasks):
        kept = results.load(task.layout, settings.deciding(), task.content) if results is not None else None
        if kept is not None:
            found[index] = kept
    missing = [index for index in range(len(tasks)) if index not in found]
    if missing:
        if results is not None:
            results.store.close()
        made = _made([tasks[index].layout for index in missing], rules, settings, progress)
        for index, outcome in zip(missing, made, strict=True):
            if isinstance(outcome, RuleError):
                raise outcome  # no module's mistake: nothing can be judged with these rules
            found[index] = outcome
            if results is not None and isinstance(outcome, Analysis):
                results.keep(tasks[index].layout, settings.deciding(), outcome, tasks[index].content)
    return [found[index] for index in range(len(tasks))]


def _made(layouts: list[ModuleLayout], rules: Path, settings: Settings, progress: Progress) -> list[Judged]:
    from modcheck.contracts import Books

    books = Books(rules, settings.generation)
    jobs = min(settings.jobs or len(os.sched_getaffinity(0)), len(layouts))
    if jobs == 1:
        made = []
        for number, layout in enumerate(layouts, 1):
            made.append(_analysed(layout, books, settings))
            progress(number, len(layouts))
        return made
    _analyser()  # imported once, before the processes are forked
    texts = in_parallel(
        layouts, lambda layout: _sent(_analysed(layout, books, settings), layout), jobs,
        lambda done: progress(done, len(layouts)),
    )  # fmt: skip
    return [_received(text, layout) for text, layout in zip(texts, layouts, strict=True)]


def _analyser() -> Callable[[ModuleLayout, RuleBook, Settings], Analysis]:
    from modcheck.device import catalogue
    from modcheck.engine import Limits
    from modcheck.pipeline import Options, analyse

    def run(layout: ModuleLayout, book: RuleBook, settings: Settings) -> Analysis:
        limits = Limits(failures=settings.depth, traffic=settings.depth)
        options = Options(
            limits, settings.framework, settings.profile, settings.full, settings.kernel, settings.hazards
        )
        return analyse(layout, book, catalogue()[0], options)

    return run


def _analysed(layout: ModuleLayout, books: Books, settings: Settings) -> Judged:
    try:
        run = _analyser()
        with at_most(settings.max_seconds):
            return run(layout, books.of(layout), settings)
    except Exception as error:
        trouble = error
    if isinstance(trouble, ModcheckError):
        trouble.place = layout.shown if trouble.place is None else trouble.place
        trouble.__context__ = None  # its frames hold all that was built, which the next module needs room for
        gc.collect()
    return trouble


_ERRORS: dict[str, type[ModcheckError]] = {
    error.__name__: error for error in (InputError, InternalError, RuleError, UsageError)
}


def _sent(outcome: Judged, layout: ModuleLayout) -> str:
    """An outcome as one text, for the process that asked."""
    if isinstance(outcome, Analysis):
        document: dict[str, Any] = {
            "judgement": encode(outcome.judgement),
            "files": [[file.path, file.data.decode("utf-8")] for file in outcome.files.values()],
            "seconds": outcome.seconds,
            "counts": [outcome.callbacks, outcome.lost],
            "answers": layout.looked.answers,
        }
    elif isinstance(outcome, ModcheckError):
        kind = type(outcome).__name__
        document = {"error": kind, "told": [outcome.message, outcome.place, outcome.advice]}
    else:
        told = internal(outcome, layout.shown)
        document = {"error": "InternalError", "told": [told.message, told.place, told.advice]}
    return json.dumps(document, separators=(",", ":"))


def _received(text: str | None, layout: ModuleLayout) -> Judged:
    if text is None:
        return InternalError("the process that analysed it died", place=layout.shown)
    document = json.loads(text)
    if "error" in document:
        message, place, advice = document["told"]
        return _ERRORS[document["error"]](message, place=place, advice=advice)
    layout.looked.answers.update(document["answers"])
    files = {path: SourceFile(path, data.encode("utf-8")) for path, data in document["files"]}
    callbacks, lost = document["counts"]
    judgement: Judgement = decode(Judgement, document["judgement"])
    return Analysis(judgement, files, document["seconds"], callbacks, lost)
