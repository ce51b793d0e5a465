"""`python -m tests.device.planted`: how many operations it takes until each planted bug shows, as a table.

`--write` keeps the table, which a test compares with; `--operations` and `--seed` choose another run.
"""

from __future__ import annotations

import argparse
from itertools import zip_longest
from pathlib import Path

from tests.device.planted.bugs import Bug, planted, read_bugs
from tests.device.trace import Trace, differs_at, recorded

BUGS = read_bugs(Path(__file__).with_name("e1000.txt"))
OPERATIONS, SEED = 100_000, 1
TABLE = Path(__file__).with_name("table.txt")


def row(bug: Bug, number: int | None) -> str:
    """A line of the table."""
    lines = zip_longest(bug.old.splitlines(), bug.new.splitlines(), fillvalue="")
    changed = next(f"{old.strip()}  ->  {new.strip()}" for old, new in lines if old != new)
    return f"{number or 'never':>6}  {bug.area:14} {bug.module:11} {changed}"


def table(trace: Trace) -> str:
    """All bugs, in the order in which they are declared."""
    return "".join(f"{row(bug, differs_at(trace, planted(bug)))}\n" for bug in BUGS)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.device.planted")
    parser.add_argument("--operations", type=int, default=OPERATIONS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    trace = recorded(arguments.seed, arguments.operations)
    if trace.mismatch is not None:
        print("\n".join(trace.mismatch.told()))
        return 1
    text = table(trace)
    print(text, end="")
    if arguments.write:
        TABLE.write_text(text, encoding="utf-8")
    return 1 if "never" in text else 0


if __name__ == "__main__":
    raise SystemExit(main())
