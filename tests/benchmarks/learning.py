"""A kernel tree in, the time of `learn` against that of parsing the same files out: `python -m
tests.benchmarks.learning TREE`."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from modcheck.contracts import load_rules, rules_folder
from modcheck.ir import lower
from modcheck.learn import Crate, files_of, hazards_of, learn
from modcheck.source import Looked, crate_files
from modcheck.syntax import load_files

ROUNDS = 3


def measured(tree: Path, rules: Path) -> dict[str, float]:
    """Seconds for each stage."""
    book = load_rules(rules, "learn")
    times = {}
    started = time.perf_counter()
    trees = load_files(crate_files(tree / "rust" / "kernel", Looked()), Looked())
    times["parse"] = time.perf_counter() - started
    program = lower("kernel", trees, book.externals, root="kernel")
    times["lower"] = time.perf_counter() - started - times["parse"]
    files = {tree.file.path: tree.file for tree in trees.values()}
    now = time.perf_counter()
    learned = learn(Crate(tree, program, files), book)
    times["derive"] = time.perf_counter() - now
    now = time.perf_counter()
    hazards_of(learned, book)
    files_of(learned)
    times["tell"] = time.perf_counter() - now
    return times


def main() -> None:
    """The best of some rounds."""
    gc.disable()
    tree = Path(sys.argv[1])
    rules = Path(sys.argv[2]) if len(sys.argv) > 2 else rules_folder()
    rounds = [measured(tree, rules) for _ in range(ROUNDS)]
    best = {stage: min(one[stage] for one in rounds) for stage in rounds[0]}
    shown = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in best.items())
    print(f"{tree}: {shown}; all of it is {sum(best.values()) / best['parse']:.1f} times the parse")


if __name__ == "__main__":
    main()
