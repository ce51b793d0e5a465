"""Diagnoses in, a screen for each out, or one JSON document (version 1 of its shape)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from modcheck.around import Diagnosis
from modcheck.judgement import Finding
from modcheck.report.snippets import BOLD, COLOURS, DIM, Style, note, snippet, where
from modcheck.report.words import counted, printable
from modcheck.source import SourceFile, Span

_HEAD = 10
MAX_RELATED = 3


def diagnosis_to_text(told: Diagnosis, colour: bool = False) -> str:
    """One screen."""
    style = Style(colour)
    screen = _Screen(told, style)
    screen.lines.append(style(BOLD, printable(f"{told.name} ({told.main})")))
    screen.part("is", told.what)
    screen.part("binds", told.binds)
    screen.part("built as", [(told.build.told, None), *told.build.lines])
    screen.part("kernel", told.kernel)
    screen.part("scripts", told.scripts)
    screen.part("in its way", told.build.obstacles)
    if told.undecided:
        screen.part("undecided", told.undecided)
    screen.part("unread", [(problem, None) for problem in told.problems])
    parts = ["\n".join(screen.lines) + "\n"]
    parts += [_finding(finding, told.files, style) for finding in told.findings]
    return "\n".join([*parts, printable(f"  verdict: {_verdict(told)}") + "\n"])


class _Screen:
    """Lines with a word before them."""

    def __init__(self, told: Diagnosis, style: Style) -> None:
        self.files = told.files
        self.folder = told.main.rpartition("/")[0] + "/"
        self.style = style
        self.lines: list[str] = []

    def part(self, head: str, entries: Sequence[tuple[str, Span | None]]) -> None:
        """Entries below each other; each place stands behind its entry."""
        for number, (text, place) in enumerate(entries):
            word = self.style(BOLD, (head if number == 0 else "").ljust(_HEAD))
            at = f"  {self.style(DIM, self._where(place))}" if place is not None else ""
            self.lines.append(f"  {word} {printable(text)}{at}")

    def _where(self, place: Span) -> str:
        """A place; one beside the module is named without its folder, which the first line names."""
        return printable(where(place, self.files).removeprefix(self.folder))


def _finding(finding: Finding, files: Mapping[str, SourceFile], style: Style) -> str:
    head = style(COLOURS[finding.level], f"{finding.level.value}[{finding.rule}]")
    lines = [f"{head}{style(BOLD, ': ' + printable(finding.message))}"]
    lines += snippet(finding.place, finding.label, files, style, "-->")
    for span, text in finding.related[:MAX_RELATED]:
        lines += snippet(span, text, files, style, ":::")
    return "\n".join([*lines, note(style, "help", finding.help)]) + "\n"


def _verdict(told: Diagnosis) -> str:
    findings = f"{counted(len(told.findings), 'finding')}" if told.findings else ""
    if told.build.value == "":
        return ", ".join(filter(None, ["it is not built", findings]))
    if findings:
        return f"{told.build.told}; {findings}"
    if told.build.value is None:
        return "whether it is built is not known; nothing that was found keeps it from working"
    return f"{told.build.told}; nothing that was found keeps it from working"


def diagnoses_to_json(diagnoses: Sequence[Diagnosis], version: str) -> str:
    """All modules as one document."""
    document = {
        "version": 1,
        "tool": {"name": "modcheck", "version": version},
        "modules": [_document(told) for told in diagnoses],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _document(told: Diagnosis) -> dict[str, Any]:
    files = told.files
    return {
        "name": told.name,
        "main": told.main,
        "is": _entries(told.what, files),
        "binds": _entries(told.binds, files),
        "build": {
            "value": told.build.value,
            "told": told.build.told,
            "lines": _entries(told.build.lines, files),
            "obstacles": _entries(told.build.obstacles, files),
        },
        "kernel": _entries(told.kernel, files),
        "scripts": _entries(told.scripts, files),
        "findings": [_finding_document(finding, files) for finding in told.findings],
        "undecided": _entries(told.undecided, files),
        "problems": list(told.problems),
        "works": told.works,
    }


def _entries(lines: Sequence[tuple[str, Span | None]], files: Mapping[str, SourceFile]) -> list[Any]:
    return [{"text": text, **_place(place, files)} for text, place in lines]


def _place(place: Span | None, files: Mapping[str, SourceFile]) -> dict[str, Any]:
    if place is None:
        return {"path": None, "line": None}
    file = files.get(place.path)
    return {"path": place.path, "line": file.line_column(place.start)[0] if file is not None else None}


def _finding_document(finding: Finding, files: Mapping[str, SourceFile]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": finding.message,
        **_place(finding.place, files),
        "help": finding.help,
        "fingerprint": finding.fingerprint,
        "related": [{"text": text, **_place(span, files)} for span, text in finding.related],
    }
