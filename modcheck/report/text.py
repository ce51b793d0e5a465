"""A judgement in, rustc-style diagnostics out."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from modcheck.judgement import Finding, Judgement, Level, TraceStep
from modcheck.report.words import counted, printable, width_of
from modcheck.source import SourceFile, Span

Files = Mapping[str, SourceFile]
_COLOURS = {Level.ERROR: "\033[1;31m", Level.WARNING: "\033[1;33m", Level.NOTE: "\033[1;36m"}
_BOLD, _BLUE, _OFF = "\033[1m", "\033[1;34m", "\033[0m"
CHANGES = {
    "introduced": "introduced by this change",
    "touched": "it was there before; its path passes a changed line",
}
MAX_RELATED = 12
MAX_TRACE = 30


class Style:
    """Colours, or none."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, code: str, text: str) -> str:
        return f"{code}{text}{_OFF}" if self.colour else text


def render_text(judgement: Judgement, files: Files, colour: bool = False, brief: bool = False) -> str:
    """All findings of one module, then what was looked at and what was not."""
    style = Style(colour)
    parts = [_finding(finding, files, style, brief) for finding in judgement.findings]
    parts += [_unused(span, text, files, style) for span, text in judgement.unused_expectations]
    parts.append(_summary(judgement, files))
    return "\n".join(parts)


def _finding(finding: Finding, files: Files, style: Style, brief: bool) -> str:
    head = style(_COLOURS[finding.level], f"{finding.level.value}[{finding.rule}]")
    lines = [f"{head}{style(_BOLD, ': ' + printable(finding.message))}"]
    lines += _snippet(finding.place, finding.label, files, style, "-->")
    for span, text in finding.related[:MAX_RELATED]:
        lines += _snippet(span, text, files, style, ":::")
    if len(finding.related) > MAX_RELATED:
        lines.append(f"   = note: and {len(finding.related) - MAX_RELATED} more places")
    lines.append(_note(style, "events", " → ".join(_events(finding))))
    lines += [_note(style, "dmesg", line) for line in finding.symptom]
    if not brief:
        lines += _trace(finding, files, style)
    lines += [
        _note(style, "follows", f"{c.rule} at {where(c.place, files)}: {c.text}")
        for c in finding.consequences
    ]
    if finding.verdict.value != "VIOLATED":
        lines.append(
            _note(style, "verdict", f"{finding.verdict.value}: the path passes something that was not seen")
        )
    if finding.change:
        lines.append(_note(style, "change", CHANGES[finding.change]))
    lines.append(_note(style, "help", finding.help))
    path = shlex.quote(finding.place.path)
    if brief:
        lines.append(_note(style, "explain", f"modcheck explain {finding.fingerprint} {path}"))
    else:
        lines.append(_note(style, "replay", f"modcheck check {path} --replay {finding.fingerprint}"))
    return "\n".join(lines) + "\n"


def _note(style: Style, kind: str, text: str) -> str:
    return f"   {style(_BLUE, '=')} {style(_BOLD, kind + ':')} {printable(text)}"


def _events(finding: Finding) -> list[str]:
    shown = []
    for event, choices in zip(finding.events, finding.choices, strict=True):
        notes = [_choice(choice) for choice in choices]
        shown.append(f"{event} ({', '.join(notes)})" if notes else event)
    return shown


def _choice(choice: str) -> str:
    name = choice.partition("@")[0]
    return "the interrupt comes in between" if name == "irq" else f"`{name}` fails"


def _snippet(span: Span, label: str, files: Files, style: Style, arrow: str) -> list[str]:
    file = files.get(span.path)
    if file is None:
        return [f"  {style(_BLUE, arrow)} {printable(span.path)}"]
    line, column = file.line_column(span.start)
    end_line, end_column = file.line_column(span.end)
    text = printable(file.line_text(line).replace("\t", "    "))
    before = printable(file.line_text(line)[: column - 1].replace("\t", "    "))
    length = end_column - column if end_line == line else len(file.line_text(line)) - column + 1
    gutter = " " * len(str(line))
    marked = printable(file.line_text(line)[column - 1 : column - 1 + length])
    carets = style(_BOLD, "^" * max(1, width_of(marked)) + " " + printable(label))
    return [
        f" {gutter}{style(_BLUE, arrow)} {printable(span.path)}:{line}:{column}",
        f" {gutter} {style(_BLUE, '|')}",
        f" {style(_BLUE, str(line))} {style(_BLUE, '|')} {text}",
        f" {gutter} {style(_BLUE, '|')} {' ' * width_of(before)}{carets}",
    ]


def where(span: Span | None, files: Files) -> str:
    if span is None:
        return "the end of the callback"
    file = files.get(span.path)
    return f"{span.path}:{file.line_column(span.start)[0]}" if file is not None else span.path


def _trace(finding: Finding, files: Files, style: Style) -> list[str]:
    lines = [_note(style, "story", "")]
    steps = [step for step in finding.trace if step.kind in ("event", "log", "broken", "choice")]
    hidden = max(0, len(steps) - MAX_TRACE)
    shown = steps if not hidden else [*steps[: MAX_TRACE // 4], None, *steps[MAX_TRACE // 4 + hidden :]]
    for step in shown:
        told = _step(step, files, style) if step is not None else f"… {hidden} steps (--format json has all)"
        lines.append(f"       {told}")
    last = next((step for step in reversed(finding.trace) if step.kind == "event"), None)
    if last is not None:
        registers = ", ".join(f"{k} = {v:#x}" if isinstance(v, int) else f"{k} = {v}" for k, v in last.device)
        lines.append(_note(style, "device", registers))
        lines.append(_note(style, "held", ", ".join(last.held) or "nothing"))
    return lines


def _step(step: TraceStep, files: Files, style: Style) -> str:
    if step.kind == "event":
        return style(_BOLD, printable(f"# {step.text}"))
    if step.kind == "log":
        return printable(f"[log] {step.text}")
    mark = {"broken": "!!", "choice": "??"}[step.kind]
    return printable(f"{mark} {step.text} ({where(step.place, files)})")


def _unused(span: Span, text: str, files: Files, style: Style) -> str:
    head = style(_COLOURS[Level.WARNING], "warning[unused_expectation]")
    return (
        "\n".join(
            [
                f"{head}: {printable(text)}",
                *_snippet(span, "this expectation met nothing", files, style, "-->"),
            ]
        )
        + "\n"
    )


_NOT_KNOWN = {"opaque": "not known", "branch": "taken both ways"}


def _summary(judgement: Judgement, files: Files) -> str:
    counts = {level: sum(f.level is level for f in judgement.findings) for level in Level}
    told = ", ".join(counted(counts[level], level.value) for level in Level)
    coverage = judgement.coverage
    unproved = len(judgement.unproved)
    broken = len(judgement.findings) + sum(count for count, _ in judgement.hidden)
    unreachable = sum(o.verdict.value == "UNREACHABLE" for o in judgement.unproved)
    lines = [
        f"{judgement.name}: {told}"
        + (f", {len(judgement.suppressed)} expected" if judgement.suppressed else ""),
        f"  obligations: {broken} broken, {len(judgement.proved)} proved, "
        f"{unproved - unreachable} not decided by this search, {unreachable} unreachable",
        f"  coverage: {coverage.calls} calls: {coverage.effect} with effect, {coverage.no_effect} without, "
        f"{len(coverage.unknown)} unknown; {len(coverage.faults)} unread places; "
        f"{judgement.states} states, {judgement.ops} steps"
        + (", and {} states, {} steps to prove".format(*judgement.covered) if judgement.covered[0] else ""),
    ]
    if judgement.hidden:
        told = ", ".join(f"{counted(count, 'finding')} {why}" for count, why in judgement.hidden)
        lines.append(f"  hidden: {told}")
    if judgement.obstacles:
        lines.append(f"  nothing proved: {'; '.join(judgement.obstacles)}")
    if coverage.never_run:
        names = ", ".join(path.rpartition("::")[2] for _, path in coverage.never_run[:6])
        more = f" and {len(coverage.never_run) - 6} more" if len(coverage.never_run) > 6 else ""
        plural = "s" if len(coverage.never_run) != 1 else ""
        lines.append(f"  never run: {len(coverage.never_run)} function{plural}: {names}{more}")
    lines += [f"  unknown call: {text} at {where(span, files)}" for span, text in coverage.unknown]
    lines += [
        f"  {_NOT_KNOWN[kind]}: {assumption.text} at {where(assumption.place, files)}"
        for assumption in judgement.assumptions
        if assumption.place is not None and (kind := assumption.id.partition(":")[0]) in _NOT_KNOWN
    ]
    lines += [f"  unread: {text} at {where(span, files)}" for span, text in coverage.faults]
    lines += [f"  number: {a.text}" for a in judgement.assumptions if a.id.startswith("counter:")]
    lines += [f"  bound hit: {bound}: what lies beyond was not looked at" for bound in judgement.bounds]
    return "\n".join(map(printable, lines)) + "\n"
