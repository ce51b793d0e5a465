"""`python -m tests.benchmarks.growth`: how states and operations grow with the size of a driver.

A small right driver is generated with N of one thing and measured for N, 2N, 4N and 8N. The slope is that
of the logarithms: 1 is linear, 2 is quadratic.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.running import ROOT, analyse_anew

PLAIN = ROOT / "fixtures" / "leak_on_probe_error" / "passes_nested_steps.rs"
EDU = ROOT / "fixtures" / "drivers" / "edu" / "right" / "edu.rs"
HANDLER = """\
struct Bell#;

impl irq::Handler for Bell# {
    type Data = Box<u32>;

    fn handle_irq(_number: &u32) -> irq::Return {
        irq::Return::None
    }
}

"""
LINE = "        let line = irq::Registration::"
REQUEST = """\
        let number = Box::try_new(#u32)?;
        let bell# = irq::Registration::<Bell#>::try_new(dev.irq(), number, irq::flags::SHARED, fmt!("bell"))?;
"""
PROBE = "        dev.enable_device()?;\n"
ITEMS = "struct RelayModule {"
SIZES = (4, 8, 16, 32)


class Cost(NamedTuple):
    """Of search and cover together."""

    states: int
    ops: int
    proved: int


def helper_calls(count: int) -> str:
    """Probe calls so many functions, one in the other."""
    functions = [f"fn step_{n}(x: u32) -> u32 {{ step_{n + 1}(x + 1) }}\n" for n in range(count)]
    items = "".join(functions) + f"fn step_{count}(x: u32) -> u32 {{ x }}\n\n"
    return _driver(items, "        let _sum = step_0(0);\n")


def fallible_calls(count: int) -> str:
    """Probe allocates so many things before it enables the device."""
    return _driver("", "".join(f"        let _part_{n} = Box::try_new({n}u32)?;\n" for n in range(count)))


def callbacks(count: int) -> str:
    """So many handlers more on the line of a device that interrupts."""

    def each(part: str) -> str:
        return "".join(part.replace("#", str(n)) for n in range(count))

    text = EDU.read_text(encoding="utf-8")
    for place, new in {
        "struct Line(irq::Registration<Isr>": each(HANDLER) + "struct Line(irq::Registration<Isr>",
        "Line(irq::Registration<Isr>": "Line(irq::Registration<Isr>" + each(", irq::Registration<Bell#>"),
        "        let line = irq::Registration::": each(REQUEST)
        + "        let line = irq::Registration::<Isr>::",
        "Some(Line(line": "Some(Line(line" + each(", bell#"),
    }.items():
        assert text.count(place) == 1
        text = text.replace(place, new)
    return text


def branches(count: int) -> str:
    """So many allocations whose failure is passed over: each doubles the ways through probe."""
    steps = [f"        let _spare_{n} = Box::try_new({n}u32).ok();\n" for n in range(count)]
    return _driver("", "".join(steps))


KINDS: dict[str, tuple[Callable[[int], str], tuple[int, ...]]] = {
    "helper calls": (helper_calls, SIZES),
    "fallible calls": (fallible_calls, SIZES),
    "callbacks": (callbacks, (1, 2, 4, 8)),
    "failures passed over": (branches, (1, 2, 4, 8)),
}


def _driver(items: str, steps: str) -> str:
    text = PLAIN.read_text(encoding="utf-8")
    assert text.count(PROBE) == 1 and text.count(ITEMS) == 1
    return text.replace(PROBE, steps + PROBE).replace(ITEMS, items + ITEMS)


def cost_of(text: str) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grown.rs"
        path.write_text(text, encoding="utf-8")
        judgement = analyse_anew(path).judgement
    assert not judgement.findings and not judgement.coverage.unknown
    states, ops = judgement.covered
    return Cost(judgement.states + states, judgement.ops + ops, len(judgement.proved))


def slope(sizes: tuple[int, ...], values: list[int]) -> float:
    """Of the last doubling, where constant parts weigh least."""
    return math.log(values[-1] / values[-2]) / math.log(sizes[-1] / sizes[-2])


def main() -> None:
    for kind, (make, sizes) in KINDS.items():
        costs = [cost_of(make(size)) for size in sizes]
        for size, cost in zip(sizes, costs, strict=True):
            print(f"{kind:22} {size:4}  {cost.states:5} states  {cost.ops:8} ops  {cost.proved:3} proved")
        print(f"{kind:22} slope {slope(sizes, [c.ops for c in costs]):.2f} of ops\n")


if __name__ == "__main__":
    main()
