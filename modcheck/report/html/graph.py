"""The lives of resources in, the acquisition graph out as SVG: who acquires, what, who gives it back.

A resource and its edges are one group, so hovering or focusing it lights its whole path without a script; a
callback is lit by the page's script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from modcheck.explain import Life
from modcheck.report.html.elements import element, text

NOBODY = "nobody"
STILL = "still held"
WIDTH, ROW, TOP = 900, 34, 30
LEFT, MIDDLE, RIGHT = 10, 250, 760
BOX, CALLBACK_BOX = 380, 130
MAX_NAME = 46


class _Point(NamedTuple):
    x: float
    y: float


def graph(lives: Sequence[Life], subjects: frozenset[str], title: str) -> str:
    """The graph; empty if nothing was acquired. What the finding is about comes first."""
    if not lives:
        return ""
    ordered = sorted(lives, key=lambda life: life.subject not in subjects)
    takers = _unique(callback for life in ordered for callback in _takers(life))
    givers = _unique(callback for life in ordered for callback in _givers(life))
    rows = max(len(ordered), len(takers), len(givers))
    left = _spread(takers, LEFT, rows)
    right = _spread(givers, RIGHT, rows)
    parts = [element("title", text(title)), *_heads()]
    for number, life in enumerate(ordered):
        parts.append(_path(life, _Point(MIDDLE, TOP + ROW * number), left, right, life.subject in subjects))
    parts += [_callback(name, point) for name, point in left.items()]
    parts += [_callback(name, point) for name, point in right.items()]
    height = TOP + ROW * rows + 6
    box = f"0 0 {WIDTH} {height}"
    svg = element("svg", "\n".join(parts), viewBox=box, class_="graph", role="group", aria_label=title)
    return element("div", svg, class_="scroll", tabindex="0", role="region", aria_label=title)


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _takers(life: Life) -> list[str]:
    return _unique(stay.callback or "kernel" for stay in life.acquired)


def _givers(life: Life) -> list[str]:
    back = _unique(stay.callback or "kernel" for stay in life.released)
    left = [NOBODY] if life.lost else [STILL]
    return [*back, *left] if life.left > 0 else back


def _spread(names: list[str], x: float, rows: int) -> dict[str, _Point]:
    step = ROW * rows / max(1, len(names))
    return {name: _Point(x, TOP + step * (number + 0.5) - ROW / 2) for number, name in enumerate(names)}


def _heads() -> list[str]:
    heads = ((LEFT, "acquires"), (MIDDLE, "resource"), (RIGHT, "gives back"))
    return [element("text", word, x=str(x), y="16", class_="head") for x, word in heads]


def _path(life: Life, at: _Point, left: dict[str, _Point], right: dict[str, _Point], ours: bool) -> str:
    middle = at.y + 13
    edges = [
        _edge(_Point(left[name].x + CALLBACK_BOX, left[name].y + 13), _Point(at.x, middle), "")
        for name in _takers(life)
    ]
    edges += [
        _edge(_Point(at.x + BOX, middle), _Point(right[name].x, right[name].y + 13), _missing(name))
        for name in _givers(life)
    ]
    count = f" ({len(life.acquired)})" if len(life.acquired) > 1 else ""
    name = life.kind.noun if len(life.kind.noun) <= MAX_NAME else f"{life.kind.noun[: MAX_NAME - 1]}…"
    box = f'<rect x="{at.x}" y="{at.y}" width="{BOX}" height="26" rx="4"></rect>'
    label = element("text", text(name + count), x=str(at.x + 8), y=str(at.y + 18))
    told = f"{life.kind.noun}{count}: acquired by {', '.join(_takers(life))}; given back by "
    told += ", ".join(_givers(life)) or NOBODY
    callbacks = " ".join([*_takers(life), *_givers(life)])
    content = element("title", text(told)) + "".join(edges) + box + label
    kind = "life ours" if ours else "life"
    data = {"class_": kind, "aria_label": told, "data_callbacks": callbacks}
    return element("g", content, tabindex="0", role="img", **data)


def _missing(name: str) -> str:
    return "missing" if name == NOBODY else ""


def _edge(start: _Point, end: _Point, kind: str) -> str:
    bend = (end.x - start.x) / 2
    way = f"M{start.x:.0f} {start.y:.1f}C{start.x + bend:.0f} {start.y:.1f} {end.x - bend:.0f} {end.y:.1f}"
    return f'<path class="edge {kind}" d="{way} {end.x:.0f} {end.y:.1f}"></path>'


def _callback(name: str, at: _Point) -> str:
    box = f'<rect x="{at.x:.0f}" y="{at.y:.1f}" width="{CALLBACK_BOX}" height="26" rx="13"></rect>'
    label = element("text", text(name), x=f"{at.x + CALLBACK_BOX / 2:.0f}", y=f"{at.y + 18:.1f}")
    kind = "callback missing" if name == NOBODY else "callback"
    return element("g", box + label, class_=kind, tabindex="0", role="img", aria_label=name, data_name=name)
