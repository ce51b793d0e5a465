"""A mutant in, what modcheck says of it out: the rules of its findings, or that a bound was hit."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from modcheck.device import catalogue
from modcheck.pipeline import Options, analyse
from modcheck.source import find_modules
from tests.mutants.generate import Mutant, mutants
from tests.mutants.plans import Plan
from tests.running import book_of

NOTHING, BOUND = "-", "a bound was hit"


@contextmanager
def copied(folder: Path, mutant: Mutant) -> Iterator[Path]:
    """The right driver's folder with the mutant in it."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / folder.name
        shutil.copytree(folder, copy)
        (copy / mutant.file).write_text(mutant.text, encoding="utf-8")
        yield copy


def verdict_of(folder: Path, mutant: Mutant, framework: str = "both") -> str:
    """The rules of all errors and warnings, sorted; or `NOTHING`, or `BOUND`."""
    with copied(folder, mutant) as copy:
        (layout,) = find_modules([str(copy)])
        judgement = analyse(layout, book_of(layout), catalogue()[0], Options(framework=framework)).judgement
    rules = sorted({finding.rule for finding in judgement.findings})
    return " ".join(rules) or (BOUND if judgement.bounds else NOTHING)


def as_it_is_written(folder: Path) -> str:
    """What the crate itself does wrong with the right driver, as it is implemented."""
    (layout,) = find_modules([str(folder)])
    options = Options(framework="as-implemented")
    judgement = analyse(layout, book_of(layout), catalogue()[0], options).judgement
    return " ".join(sorted({finding.rule for finding in judgement.findings})) or NOTHING


def _rules(verdict: str) -> set[str]:
    return set() if verdict in (NOTHING, BOUND) else set(verdict.split())


def table_of(folder: Path, plan: Plan, only: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Each mutant's name and verdict; `only` of some, if any are named. What is found only with the crate as
    it is implemented says so."""
    made = [mutant for mutant in mutants(folder, plan) if not only or mutant.name in only]
    with ProcessPoolExecutor(2) as pool:
        plain = list(pool.map(partial(verdict_of, folder), made, chunksize=4))
        silent = [mutant for mutant, verdict in zip(made, plain, strict=True) if verdict == NOTHING]
        as_it_is = pool.map(partial(verdict_of, folder, framework="as-implemented"), silent, chunksize=4)
        anyway = _rules(as_it_is_written(folder))
        found = [" ".join(sorted(_rules(verdict) - anyway)) or NOTHING for verdict in as_it_is]
        implemented = {mutant.name: verdict for mutant, verdict in zip(silent, found, strict=True)}
    for mutant, verdict in zip(made, plain, strict=True):
        other = implemented.get(mutant.name, NOTHING)
        yield mutant.name, f"as-implemented {other}" if other != NOTHING else verdict
