"""`python -m tests.benchmarks.learning_growth [--svg FILE] [[NAME=]TREE…]`: how `learn`'s time grows.

A crate of N copies of a miniature one is learned for N = 1, 2, 4, 8, 16; each kernel tree that is given is
one more point. The slope is that of the logarithms over the last doubling: 1 is linear.
"""

from __future__ import annotations

import gc
import math
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from modcheck.contracts import load_rules, rules_folder
from tests.benchmarks.learning import measured
from tests.learn_crates import PAIRS, learned

COPIES = (1, 2, 4, 8, 16)
ROUNDS = 3
_SIZE = 360
_WIDTH = 640
_SCALE = 80
_MARGIN = 50


class Point(NamedTuple):
    """Functions in the resource slice; seconds to parse the files and to do all the rest."""

    name: str
    functions: int
    parse: float
    rest: float


def copies(folder: Path, count: int) -> Path:
    """A tree whose crate has so many copies of the modules of `pairs_before`, under other names."""
    source, target = PAIRS["pairs_before"] / "rust" / "kernel", folder / f"tree_{count}" / "rust" / "kernel"
    target.mkdir(parents=True)
    modules = sorted(path.stem for path in source.glob("*.rs") if path.stem != "lib")
    inside = re.compile(rf"\bcrate::({'|'.join(modules)})\b")
    for name in modules:
        text = (source / f"{name}.rs").read_text(encoding="utf-8")
        for n in range(count):
            new = inside.sub(rf"crate::\1_{n}", text)
            (target / f"{name}_{n}.rs").write_text(new, encoding="utf-8")
    lines = [f"pub mod {name}_{n};\n" for name in modules for n in range(count)]
    (target / "lib.rs").write_text("".join(lines), encoding="utf-8")
    return folder / f"tree_{count}"


def point(name: str, tree: Path) -> Point:
    """The best of some rounds."""
    of = learned(tree)
    functions = len(of.derived) + len(of.unknown) + len(of.modelled)
    rounds = [measured(tree, rules_folder()) for _ in range(ROUNDS)]
    parse = min(one["parse"] for one in rounds)
    rest = min(sum(one.values()) - one["parse"] for one in rounds)
    return Point(name, functions, parse, rest)


def slope(points: list[Point]) -> float:
    first, last = points[-2:]
    return math.log(last.rest / first.rest) / math.log(last.functions / first.functions)


def svg(points: list[Point]) -> str:
    """Both axes by logarithms; the line is of slope 1 through the last point."""
    low, top = (math.log10(pick(p.functions for p in points)) for pick in (min, max))
    base = math.log10(min(p.rest for p in points))

    def place(functions: float, seconds: float) -> tuple[float, float]:
        x = _MARGIN + (math.log10(functions) - low) * _SCALE * 2
        return x, _SIZE - _MARGIN - (math.log10(seconds) - base) * _SCALE * 2

    last = max(points, key=lambda p: p.functions)
    start = place(10**low, last.rest * 10**low / last.functions)
    end = place(last.functions, last.rest)
    width = max(_WIDTH, round(_MARGIN * 5 + (top - low) * _SCALE * 2))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_SIZE}" font-family="sans-serif"'
        ' font-size="12">',
        f'<rect width="{width}" height="{_SIZE}" fill="white"/>',
        '<line x1="{:.0f}" y1="{:.0f}" x2="{:.0f}" y2="{:.0f}" stroke="#999"/>'.format(*start, *end),
    ]
    for one in points:
        x, y = place(one.functions, one.rest)
        told = f"{one.name}: {one.functions}, {one.rest:.2f} s"
        parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="#1f5fa8"/>')
        parts.append(f'<text x="{x + 8:.0f}" y="{y + 4:.0f}">{told}</text>')
    told = "seconds without the parse by functions in the resource slice (both logarithmic; line: linear)"
    parts.append(f'<text x="10" y="{_SIZE - 12}">{told}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _named(argument: str) -> tuple[str, Path]:
    name, given, path = argument.partition("=")
    return (name, Path(path)) if given else (Path(argument).name, Path(argument))


def main() -> None:
    arguments = sys.argv[1:]
    picture = arguments[arguments.index("--svg") + 1] if "--svg" in arguments else None
    trees = dict(_named(a) for a in arguments if a not in ("--svg", picture))
    load_rules(rules_folder(), "learn")
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        points = [point(f"{n} cop{'y' if n == 1 else 'ies'}", copies(Path(folder), n)) for n in COPIES]
    print(f"slope {slope(points):.2f} from {COPIES[-2]} to {COPIES[-1]} copies")
    points += [point(name, tree) for name, tree in trees.items()]
    for one in points:
        share = one.rest / one.functions * 1000
        print(
            f"{one.name:12} {one.functions:4} functions  parse {one.parse:6.2f} s  rest {one.rest:6.2f} s"
            f"  {share:5.1f} ms a function  all {1 + one.rest / one.parse:4.1f} times the parse"
        )
    if picture is not None:
        Path(picture).write_text(svg(points), encoding="utf-8")


if __name__ == "__main__":
    main()
