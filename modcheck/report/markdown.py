"""Runs, biographies and pages in, Markdown out: to be pasted into a mail, an issue or a review."""

from __future__ import annotations

import re

from modcheck.explain import Biography, Event, biography
from modcheck.judgement import Check
from modcheck.report.biography import (
    SIGNS,
    moment_told,
    owner_told,
    registers_told,
    resource_rows,
    shown_moments,
    symptom_told,
)
from modcheck.report.github import cell, hidden_lines
from modcheck.report.run import Run
from modcheck.report.snippets import Files, short, source_line, where
from modcheck.report.words import printable


def to_markdown(run: Run) -> str:
    """All findings of a run, one below the other."""
    parts = []
    for analysis in run.analyses:
        parts.append(f"# {cell(analysis.judgement.name)}\n")
        parts += [to_page(biography(analysis, f), analysis.files) for f in analysis.judgement.findings]
        if not analysis.judgement.findings:
            parts.append("No findings.\n")
    parts += [f"{line}.\n" for line in hidden_lines(run)]
    parts += [f"Could not be analysed: {cell(problem)}\n" for problem in run.problems]
    return "\n".join(parts)


def to_page(told: Biography, files: Files) -> str:
    """One biography."""
    parts = [_head(told, files), _resources(told, files), _story(told, files), _rest(told, files)]
    return "\n".join(line for part in parts for line in part) + "\n"


def check_page(check: Check) -> str:
    """The page of a check."""
    references = "\n".join(f"- {reference}" for reference in check.references)
    head = f"# {check.id} ({check.tier}): {check.title}"
    return f"{head}\n\n{check.text.strip()}\n\n## References\n\n{references}\n"


def _head(told: Biography, files: Files) -> list[str]:
    finding = told.finding
    if finding is None:
        return [
            f"## {cell(told.title)}",
            "",
            "No finding is about it. This is a life in which nothing fails.",
            "",
        ]
    lines = [f"## {finding.level.value}: `{finding.rule}`", "", f"{cell(finding.message)}.", ""]
    for span, label in ((finding.place, finding.label), *finding.related[:12]):
        lines.append(f"- `{_code(where(span, files))}` ({cell(label)}): `{_code(source_line(span, files))}`")
    return [*lines, ""]


def _code(text: str) -> str:
    """What stands between back quotes cannot hold one."""
    return printable(text).replace("`", "'") or " "


def _resources(told: Biography, files: Files) -> list[str]:
    rows = resource_rows(told, files)
    if not rows:
        return []
    head = ["| resource | acquired | given back |", "|---|---|---|"]
    lines = [
        f"| {mark}{cell(row.noun)}{mark} | {cell(row.acquired)} | {cell(row.back)} |"
        for row in rows
        for mark in ["**" if row.concerned else ""]
    ]
    return [*head, *lines, ""]


def _story(told: Biography, files: Files) -> list[str]:
    lines = [block for number, event in enumerate(told.events, 1) for block in _event(number, event, files)]
    if not lines:
        return []
    return fenced("\n".join(lines), "text")


def _event(number: int, event: Event, files: Files) -> list[str]:
    fails = f" ({', '.join(event.fails)})" if event.fails else ""
    lines = [printable(f"{number}. {event.text}{fails}")]
    for moment in shown_moments(event):
        step = moment.step
        sign = "[log]" if step.kind == "log" else SIGNS.get(step.kind, step.kind)
        times = f" ({moment.times} times)" if moment.times > 1 else ""
        place = short(step.place, files)
        lines.append(
            printable(
                f"   {step.callback:11} {sign} {moment_told(moment)}{times}{'  ' if place else ''}{place}"
            )
        )
    registers = registers_told(event)
    return [*lines, f"   registers: {registers}"] if registers else lines


def fenced(text: str, language: str) -> list[str]:
    """A block of code, with a fence longer than any in it."""
    longest = max((len(found) for found in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return [f"{fence}{language}", text, fence, ""]


def _rest(told: Biography, files: Files) -> list[str]:
    lines = []
    for line in owner_told(told, files):
        lines.append(f"- to give it back: {cell(line)}")
    for line in symptom_told(told.finding):
        lines.append(f"- dmesg: `{_code(line)}`")
    if told.check is not None:
        lines += [f"- {cell(reference)}" for reference in told.check.references]
    lines.append("")
    if told.finding is not None:
        lines += [f"**What to write:** {cell(told.finding.help)}.", ""]
        lines += fenced(*told.fix) if told.fix.text else []
        lines.append(f"Fingerprint `{told.finding.fingerprint}`.")
    return lines
