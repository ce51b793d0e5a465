"""A judgement in, rustc-style diagnostics out."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from modcheck.explain import choice_told
from modcheck.judgement import Assumption, Blame, Finding, Judgement, Level, TraceStep
from modcheck.report.snippets import BOLD, COLOURS, Files, Style, note, snippet, where
from modcheck.report.words import counted, printable
from modcheck.source import Span

ONLY_ON = {
    "qemu": "breaks on QEMU's only: on silicon, by the manual (`--profile hw`), the same life does not",
    "hw": "breaks on silicon only, by the manual: on QEMU's (`--profile qemu`) the same life does not",
}
"""Profile → how a finding says that the other profile spares the driver."""
CHANGES = {
    "introduced": "introduced by this change",
    "touched": "it was there before; its path passes a changed line",
}
MAX_RELATED = 12
MAX_TRACE = 30


def render_text(judgement: Judgement, files: Files, colour: bool = False, brief: bool = False) -> str:
    """All findings of one module, then what was looked at and what was not."""
    style = Style(colour)
    parts = [_finding(finding, files, style, brief) for finding in judgement.findings]
    parts += [_unused(span, text, files, style) for span, text in judgement.unused_expectations]
    parts.append(_summary(judgement, files))
    return "\n".join(parts)


def _finding(finding: Finding, files: Files, style: Style, brief: bool) -> str:
    head = style(COLOURS[finding.level], f"{finding.level.value}[{finding.rule}]")
    lines = [f"{head}{style(BOLD, ': ' + printable(finding.message))}"]
    lines += snippet(finding.place, finding.label, files, style, "-->")
    for span, text in finding.related[:MAX_RELATED]:
        lines += snippet(span, text, files, style, ":::")
    if len(finding.related) > MAX_RELATED:
        lines.append(f"   = note: and {len(finding.related) - MAX_RELATED} more places")
    if finding.events:
        lines.append(note(style, "events", " → ".join(_events(finding))))
    lines += [note(style, "dmesg", line) for line in finding.symptom]
    if not brief and finding.trace:
        lines += _trace(finding, files, style)
    lines += _rest(finding, files, style)
    path = shlex.quote(finding.place.path)
    switch = " --hazards" if finding.blame is Blame.FRAMEWORK else ""
    if brief or not finding.trace:
        lines.append(note(style, "explain", f"modcheck explain {finding.fingerprint} {path}"))
    else:
        lines.append(note(style, "replay", f"modcheck check {path}{switch} --replay {finding.fingerprint}"))
    return "\n".join(lines) + "\n"


def _rest(finding: Finding, files: Files, style: Style) -> list[str]:
    """What else breaks, how sure it is, and what to do."""
    lines = [
        note(style, "follows", f"{c.rule} at {where(c.place, files)}: {c.text}") for c in finding.consequences
    ]
    if finding.verdict.value != "VIOLATED":
        lines.append(
            note(style, "verdict", f"{finding.verdict.value}: the path passes something that was not seen")
        )
    if finding.only_on:
        lines.append(note(style, "device", ONLY_ON[finding.only_on]))
    if finding.change:
        lines.append(note(style, "change", CHANGES[finding.change]))
    return [*lines, note(style, "help", finding.help)]


def _events(finding: Finding) -> list[str]:
    shown = []
    for event, choices in zip(finding.events, finding.choices, strict=True):
        notes = [choice_told(choice) for choice in choices]
        shown.append(f"{event} ({', '.join(notes)})" if notes else event)
    return shown


def _trace(finding: Finding, files: Files, style: Style) -> list[str]:
    lines = [note(style, "story", "")]
    steps = [step for step in finding.trace if step.kind in ("event", "log", "broken", "choice", "asked")]
    hidden = max(0, len(steps) - MAX_TRACE)
    shown = steps if not hidden else [*steps[: MAX_TRACE // 4], None, *steps[MAX_TRACE // 4 + hidden :]]
    for step in shown:
        told = _step(step, files, style) if step is not None else f"… {hidden} steps (--format json has all)"
        lines.append(f"       {told}")
    last = next((step for step in reversed(finding.trace) if step.kind == "event"), None)
    if last is not None:
        registers = ", ".join(f"{k} = {v:#x}" if isinstance(v, int) else f"{k} = {v}" for k, v in last.device)
        if registers:
            lines.append(note(style, "device", registers))
        lines.append(note(style, "held", ", ".join(last.held) or "nothing"))
    return lines


def _step(step: TraceStep, files: Files, style: Style) -> str:
    if step.kind == "event":
        return style(BOLD, printable(f"# {step.text}"))
    if step.kind == "log":
        return printable(f"[log] {step.text}")
    if step.kind == "asked":
        return printable(f"?? a process asks for {step.text}")
    mark = {"broken": "!!", "choice": "??"}[step.kind]
    return printable(f"{mark} {step.text} ({where(step.place, files)})")


def _unused(span: Span, text: str, files: Files, style: Style) -> str:
    head = style(COLOURS[Level.WARNING], "warning[unused_expectation]")
    return (
        "\n".join(
            [
                f"{head}: {printable(text)}",
                *snippet(span, "this expectation met nothing", files, style, "-->"),
            ]
        )
        + "\n"
    )


_NOT_KNOWN = {"opaque": "not known", "branch": "taken both ways", "rounds": "not both ways"}


def _summary(judgement: Judgement, files: Files) -> str:
    counts = {level: sum(f.level is level for f in judgement.findings) for level in Level}
    told = ", ".join(counted(counts[level], level.value) for level in Level)
    coverage = judgement.coverage
    unproved = len(judgement.unproved)
    broken = sum(finding.blame is Blame.DRIVER for finding in judgement.findings)
    broken += sum(count for count, _ in judgement.hidden)
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
    lines += [
        f"  {told}: {counted(len(functions), 'function')}: {_named(functions)}"
        for told, functions in (("never run", coverage.never_run), ("not used", coverage.unused))
        if functions
    ]
    lines += [f"  unknown call: {text} at {where(span, files)}" for span, text in coverage.unknown]
    lines += [
        f"  {_NOT_KNOWN[kind]}: {assumption.text} at {where(assumption.place, files)}"
        for assumption in judgement.assumptions
        if assumption.place is not None and (kind := assumption.id.partition(":")[0]) in _NOT_KNOWN
    ]
    lines += [f"  unread: {text} at {where(span, files)}" for span, text in coverage.faults]
    lines += [f"  number: {a.text}" for a in judgement.assumptions if a.id.startswith("counter:")]
    lines += [
        f"  ways left out: {_told(a, files)}: beyond them each decision is tried, and not each two together"
        for a in judgement.assumptions
        if a.id.startswith("crowd:")
    ]
    lines += [f"  events left out: {a.text}" for a in judgement.assumptions if a.id.startswith("stopped:")]
    lines += [
        f"  bound hit: {_told(a, files)}: what lies beyond was not looked at"
        for a in judgement.assumptions
        if a.id.startswith("bound:")
    ]
    return "\n".join(map(printable, lines)) + "\n"


def _named(functions: Sequence[tuple[Span, str]]) -> str:
    """The first of them."""
    names = ", ".join(path.rpartition("::")[2] for _, path in functions[:6])
    return names + (f" and {len(functions) - 6} more" if len(functions) > 6 else "")


def _told(bound: Assumption, files: Files) -> str:
    return f"{bound.text} (at {where(bound.place, files)})" if bound.place is not None else bound.text
