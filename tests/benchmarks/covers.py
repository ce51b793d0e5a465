"""`python -m tests.benchmarks.covers [N]`: how large the cover of each right driver is, without any budget.

The N largest are listed (all, if N is left out). States and operations are the same on every machine; it
takes some minutes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from modcheck.engine import Limits
from modcheck.engine.cover import covering
from modcheck.engine.search import explored
from tests.running import RIGHT, ROOT, machine_of

FIXTURES = ROOT / "fixtures"
ALONE = tuple(FIXTURES / "drivers" / name for name in ("edu/right", "chrdev", "completion"))
PASSES = tuple(sorted(FIXTURES.glob("*/passes_*.rs")))
CLOSING = (*PASSES, *RIGHT.values(), *ALONE)
"""Every driver among the fixtures in which nothing is wrong."""


class Size(NamedTuple):
    """Of a cover, and of what it needed; `left` says why it is not closed, if it is not."""

    states: int
    ops: int
    left: tuple[str, ...]


def cover_of(path: Path) -> Size:
    """Explore without any budget. A rule that is broken ends a path, as in a proof."""
    cover = covering(lambda: machine_of(path, intended=True), Limits())
    found = explored(cover)
    return Size(found.states, found.ops, tuple(bound.text for bound in found.bounds))


def shown(path: Path) -> str:
    return str(path.relative_to(FIXTURES))


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else len(CLOSING)
    sizes = {path: cover_of(path) for path in CLOSING}
    print(f"{'states':>6} {'ops':>10}  driver")
    for path in sorted(sizes, key=lambda path: (-sizes[path].ops, path))[:most]:
        size = sizes[path]
        print(f"{size.states:6} {size.ops:10}  {shown(path)}  {'; '.join(size.left)}".rstrip())
    closed = [size for size in sizes.values() if not size.left]
    total = sum(size.ops for size in closed)
    print(f"{len(closed)} of {len(sizes)} close, with {sum(s.states for s in closed)} states and {total} ops")


if __name__ == "__main__":
    main()
