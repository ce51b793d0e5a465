"""`python -m tests.mutants.others`: what is still proved of each mutant that is found, beside what it breaks.

A mutant takes half a minute, all of them the better part of an hour. A path is followed to its first error,
so what lies behind a panic or a wait for ever is not decided any more. The committed table is `others.txt`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from modcheck.device import catalogue
from modcheck.findings import Verdict
from modcheck.judgement import Judgement
from modcheck.pipeline import Options, analyse
from modcheck.source import find_modules
from tests.mutants.generate import Mutant, mutants
from tests.mutants.plans import PLANS
from tests.mutants.run import copied
from tests.running import RIGHT, ROOT, analysed, book_of

Rows = Counter[tuple[str, str, str]]
"""Rule, kind of the subject, point: a mutant moves lines, so places do not count."""


def proved(judgement: Judgement) -> Rows:
    """What is PROVED, by row."""
    kept = (o for o in judgement.proved if o.verdict is Verdict.PROVED)
    return Counter((o.rule, o.subject.partition("@")[0], o.at) for o in kept)


def compared(folder: Path, mutant: Mutant) -> tuple[str, Rows, int]:
    """The rules that the mutant breaks, the other rows that are proved of the right driver and not of it, and
    how many rows both have."""
    with copied(folder, mutant) as copy:
        (layout,) = find_modules([str(copy)])
        judgement = analyse(layout, book_of(layout), catalogue()[0], Options(full=True)).judgement
    broken = {finding.rule for finding in judgement.findings}
    right, still = proved(analysed(folder, True).judgement), proved(judgement)
    lost = Counter({row: count for row, count in (right - still).items() if row[0] not in broken})
    return " ".join(sorted(broken)), lost, (right & still).total()


def found(driver: str) -> list[Mutant]:
    """The mutants for which the committed table names a rule."""
    text = (ROOT / "tests" / "mutants" / f"{driver}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if " => " in line and "   # " not in line)
    names = {line.partition(" => ")[0] for line in lines}
    return [mutant for mutant in mutants(RIGHT[driver], PLANS[driver]) if mutant.name in names]


def row_of(folder: Path, mutant: Mutant) -> str:
    """A line of the table."""
    broken, lost, kept = compared(folder, mutant)
    told = ", ".join(f"{rule} at {at}" for rule, _, at in sorted(lost))
    return f"{mutant.name} => {broken}; {kept} proved still" + (f"; not decided: {told}" if told else "")


def table(drivers: list[str]) -> Iterator[str]:
    """All lines; two at a time are made."""
    with ProcessPoolExecutor(2) as pool:
        for driver in drivers:
            yield f"# {driver}: {proved(analysed(RIGHT[driver], True).judgement).total()} proved of it"
            yield from pool.map(partial(row_of, RIGHT[driver]), found(driver))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.others", description=__doc__)
    parser.add_argument("drivers", nargs="*", default=list(PLANS), help="of which right drivers")
    for line in table(parser.parse_args().drivers):
        print(line, flush=True)


if __name__ == "__main__":
    main()
