"""`python -m tests.benchmarks.trees TREE …`: what is said of all that is written in Rust in kernel trees.

A line a module: calls that were run, and how many of them are modelled; places that were not read; errors,
warnings and notes; what was proved; and the time, as a multiple of what tree-sitter alone takes for the same
files in the same run. Below: all modules together with the crate of the tree, learned in the same run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tree_sitter
import tree_sitter_rust

from modcheck.contracts import rules_folder
from modcheck.device import catalogue
from modcheck.findings import Level
from modcheck.pipeline import Options, analyse
from modcheck.source import ModuleLayout, find_modules
from modcheck.source.modules import MODULE_MACRO
from tests.benchmarks.learning import measured
from tests.running import book_of

FOLDERS = ("samples/rust", "drivers")


class Line(NamedTuple):
    """What is said of one module."""

    path: str
    generation: str
    calls: int
    modelled: int
    unread: int
    levels: tuple[int, int, int]
    """Errors, warnings, notes."""
    rules: tuple[str, ...]
    proved: int
    seconds: float
    ratio: float

    @property
    def share(self) -> float:
        """Modelled calls of all that were run, in percent."""
        return 100 * self.modelled / self.calls if self.calls else 100.0


def mains(tree: Path) -> Iterator[Path]:
    """The files in which a module is declared."""
    for folder in FOLDERS:
        for path in sorted((tree / folder).rglob("*.rs")):
            if MODULE_MACRO.search(path.read_bytes()):
                yield path


def line_of(tree: Path, path: Path) -> Line:
    """Judge one module."""
    (layout,) = find_modules([str(path)])
    book = book_of(layout)
    started = time.perf_counter()
    analysis = analyse(layout, book, catalogue()[0], Options())
    seconds = time.perf_counter() - started
    judgement, coverage = analysis.judgement, analysis.judgement.coverage
    own = [finding for finding in judgement.findings if finding.rule not in AROUND]
    levels = [sum(finding.level is level for finding in own) for level in Level]
    known = coverage.effect + coverage.no_effect
    inside = [span for span, _ in coverage.faults if span.path.endswith(".rs")]
    return Line(
        path.relative_to(tree).as_posix(), generation_of(layout), known + len(coverage.unknown), known,
        len(inside), (levels[0], levels[1], levels[2]), tuple(sorted(f.rule for f in own)),
        len(judgement.proved), seconds, seconds / parsed(analysis.files.keys()),
    )  # fmt: skip


AROUND = ("module_not_built", "driver_shadowed", "device_node_mismatch", "module_name_mismatch")


def generation_of(layout: ModuleLayout) -> str:
    """The generation of the crate that a module is written for."""
    from tests.running import books

    return books().generation(layout)


def parsed(paths: object) -> float:
    """Seconds that tree-sitter takes for the Rust files, the least of three."""
    sources = [Path(str(path)).read_bytes() for path in paths if str(path).endswith(".rs")]  # type: ignore[attr-defined]
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for data in sources:
            parser.parse(data)
        best = min(best, time.perf_counter() - started)
    return max(best, 1e-6)


def total(tree: Path, lines: list[Line]) -> str:
    """All of it, as a multiple of the parse of the same files."""
    learned = measured(tree, rules_folder())
    checked, parse = sum(line.seconds for line in lines), sum(line.seconds / line.ratio for line in lines)
    seconds, parse = sum(learned.values()) + checked, learned["parse"] + parse
    told = f"{len(lines)} modules checked in {checked:.1f} s, the crate learned in {seconds - checked:.1f} s"
    return f"{told}: {seconds / parse:.0f} times the parse of the same files ({parse:.2f} s)"


def main() -> None:
    """Print the table of each tree named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("tree", nargs="+", type=Path)
    for tree in arguments.parse_args().tree:
        heads = f"{'calls':>6} {'known':>6} {'unread':>7} {'E/W/N':>8} {'proved':>7} {'s':>6} {'parses':>7}"
        print(f"{tree.name}\n{'module':48} {'for':6} {heads}")
        lines = []
        for path in mains(tree):
            found = line_of(tree, path)
            lines.append(found)
            counts = f"{found.calls:6} {found.share:5.0f}% {found.unread:7}"
            levels = "/".join(map(str, found.levels))
            tail = f"{levels:>8} {found.proved:7} {found.seconds:6.2f} {found.ratio:6.0f}x"
            rules = " ".join(found.rules)
            print(f"{found.path:48} {found.generation:6} {counts} {tail}  {rules}", flush=True)
        print(total(tree, lines))


if __name__ == "__main__":
    main()
