"""A biography in, the text for a terminal out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from modcheck.explain import Biography, Event, Life, Moment, Stay
from modcheck.judgement import Finding
from modcheck.report.snippets import BLUE, BOLD, COLOURS, DIM, Files, Style, short, snippet, source_line
from modcheck.report.text import ONLY_ON
from modcheck.report.words import counted, printable

SIGNS = {
    "acquire": "+", "release": "-", "lost": "lost", "broken": "!!", "choice": "??", "asked": "asks",
    "write": "write", "read": "read", "end": "stops",
}  # fmt: skip
_LANE, _WHERE = 11, 24


def to_text(told: Biography, files: Files, colour: bool = False) -> str:
    """The whole biography."""
    style = Style(colour)
    parts = [
        _head(told, files, style),
        _resources(told, files, style),
        _story(told, files, style),
        _owner(told, files, style),
        _symptom(told, style),
        _sources(told, style),
        _fix(told, style),
    ]
    return "\n".join("\n".join(part) + "\n" for part in parts if part)


def _heading(style: Style, text: str) -> str:
    return style(BLUE, text)


def _head(told: Biography, files: Files, style: Style) -> list[str]:
    finding = told.finding
    if finding is None:
        lines = [
            style(BOLD, f"{printable(told.title)}: no finding is about it; a life in which nothing fails")
        ]
        places = [
            stay.place for life in told.concerned for stay in life.acquired[:1] if stay.place is not None
        ]
        return lines + [
            line for place in places for line in snippet(place, "acquired here", files, style, "-->")
        ]
    head = style(COLOURS[finding.level], f"{finding.level.value}[{finding.rule}]")
    lines = [f"{head}{style(BOLD, ': ' + printable(finding.message))}"]
    lines += snippet(finding.place, finding.label, files, style, "-->")
    for span, text in finding.related[:4]:
        lines += snippet(span, text, files, style, ":::")
    if finding.only_on:
        lines.append(f"  the device: {ONLY_ON[finding.only_on]}")
    return lines


class Row(NamedTuple):
    """A resource in the table."""

    noun: str
    acquired: str
    back: str
    concerned: bool


def resource_rows(told: Biography, files: Files) -> list[Row]:
    """What was acquired, where, and what became of it; what the biography is about comes first."""
    order = sorted(told.lives, key=lambda life: life.subject not in told.subjects)
    return [_row(life, told, files) for life in order]


def _row(life: Life, told: Biography, files: Files) -> Row:
    first = life.acquired[0]
    times = f" ({len(life.acquired)} times)" if len(life.acquired) > 1 else ""
    acquired = f"{_in(first.callback)} at {short(first.place, files) or 'the kernel'}{times}"
    places = list(dict.fromkeys(_at(stay, files) for stay in life.released))
    back = ", ".join(places)
    if life.left and life.lost:
        back += f"{'; ' if back else 'never: '}lost at the end of event {life.lost[0] + 1}"
    elif life.left:
        still = f"{life.left} still held at the end" if life.released else "still held at the end"
        back += f"{'; ' if back else ''}{still}"
    return Row(life.kind.noun, acquired, back, life.subject in told.subjects)


def _at(stay: Stay, files: Files) -> str:
    where = short(stay.place, files)
    return f"{_in(stay.callback)} at {where}" if where else _in(stay.callback)


def _in(callback: str) -> str:
    return f"`{callback}`" if callback else "between callbacks,"


def _resources(told: Biography, files: Files, style: Style) -> list[str]:
    rows = resource_rows(told, files)
    if not rows:
        return []
    first = max(len(row.noun) for row in rows)
    second = max(len(row.acquired) for row in rows)
    lines = [_heading(style, "resources")]
    for row in rows:
        text = f"{row.noun.ljust(first)}  acquired in {row.acquired.ljust(second)}  given back: {row.back}"
        mark = "> " if row.concerned else "  "
        lines.append(style(BOLD if row.concerned else "", printable(f"  {mark}{text}".rstrip())))
    return lines


def _story(told: Biography, files: Files, style: Style) -> list[str]:
    lines = [_heading(style, "story")] if told.events else []
    for number, event in enumerate(told.events, 1):
        fails = f" ({', '.join(event.fails)})" if event.fails else ""
        lines.append(style(BOLD, printable(f"  {number}. {event.text}{fails}")))
        lines += [_moment(moment, files, style) for moment in shown_moments(event)]
        registers = registers_told(event)
        if registers:
            lines.append(f"       {style(DIM, 'registers:')} {registers}")
    return lines


def shown_moments(event: Event) -> Iterator[Moment]:
    """The moments that a short story tells: what it is about, the log, and accesses to registers that the
    report shows."""
    known = {name for name, _ in event.registers}
    for moment in event.moments:
        step = moment.step
        access = step.kind in ("read", "write") and step.device[0][0] in known
        if moment.concerned or step.kind == "log" or access:
            yield moment


def registers_told(event: Event) -> str:
    """The registers at the end of an event that it changed."""
    return ", ".join(
        f"{name} = {value_told(value)}" for name, value in event.registers if name in event.changed
    )


def value_told(value: int | str) -> str:
    """A register's value."""
    return f"{value:#x}" if isinstance(value, int) else value


def _moment(moment: Moment, files: Files, style: Style) -> str:
    step = moment.step
    where = short(step.place, files) or "-"
    times = f" ({moment.times} times)" if moment.times > 1 else ""
    told = (
        f"[log] {step.text}"
        if step.kind == "log"
        else f"{SIGNS.get(step.kind, step.kind)} {moment_told(moment)}"
    )
    line = f"       {step.callback.ljust(_LANE)} {where.ljust(_WHERE)} {printable(told)}{times}"
    text = source_line(step.place, files) if step.kind in ("acquire", "release", "choice", "write") else ""
    line += f"   {style(DIM, text[:60])}" if text else ""
    return style(BOLD, line) if moment.concerned and not text else line


def moment_told(moment: Moment) -> str:
    """What happened, without its sign."""
    step = moment.step
    if step.kind in ("read", "write"):
        name, value = step.device[0]
        return f"{name} = {value_told(value)}"
    return step.text


def _owner(told: Biography, files: Files, style: Style) -> list[str]:
    lines = owner_told(told, files)
    return (
        [_heading(style, "who should give it back"), *(f"  {printable(line)}" for line in lines)]
        if lines
        else []
    )


def owner_told(told: Biography, files: Files) -> list[str]:
    """For each resource: how it is given back, and in which callback."""
    lines = []
    for life in told.concerned:
        owner = (
            f"`{told.owner.name}` ({short(told.owner.span, files)})"
            if told.owner is not None
            else life.ends_in
        )
        if life.kind.release and owner:
            lines.append(f"{owner}: {life.kind.noun} goes by {life.kind.release}")
    if not lines and told.finding is not None and told.owner is not None:
        lines.append(f"`{told.owner.name}` ({short(told.owner.span, files)})")
    return list(dict.fromkeys(lines))


def _symptom(told: Biography, style: Style) -> list[str]:
    lines = symptom_told(told.finding)
    return [_heading(style, "what dmesg says"), *(f"  {printable(line)}" for line in lines)] if lines else []


def symptom_told(finding: Finding | None) -> list[str]:
    """The lines of the kernel's log; or that it says nothing. What is around a module has no run to show."""
    if finding is None or not (finding.events or finding.symptom):
        return []
    return list(finding.symptom) or ["nothing that is known of"]


def _sources(told: Biography, style: Style) -> list[str]:
    if told.check is None or not told.check.references:
        return []
    return [_heading(style, "what says so"), *(f"  {printable(text)}" for text in told.check.references)]


def _fix(told: Biography, style: Style) -> list[str]:
    if told.finding is None:
        return []
    lines = [_heading(style, "what to write"), f"  {printable(told.finding.help)}"]
    if told.fix.text:
        lines += ["", *(f"      {printable(line)}".rstrip() for line in told.fix.text.split("\n"))]
    more = [f"{c.rule}: {c.text}" for c in told.finding.consequences]
    if more:
        lines += ["", _heading(style, f"{counted(len(more), 'other promise')} broken by the same cause")]
        lines += [f"  {printable(text)}" for text in more]
    return lines
