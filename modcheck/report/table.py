"""A judgement in, the table of its promises out."""

from __future__ import annotations

from modcheck.judgement import Blame, Judgement, Obligation
from modcheck.report.snippets import Files, where
from modcheck.report.words import printable


def render_obligations(judgement: Judgement, files: Files) -> str:
    """What the driver breaks, then the promises that no run broke, with how many ways came to the point; then
    what a proof rests on."""
    rows = [
        ("BROKEN", found.rule, found.resource or "-", found.callback, where(found.place, files))
        for found in judgement.findings
        if found.blame is Blame.DRIVER
    ]
    rows += [_row(obligation, files) for obligation in (*judgement.proved, *judgement.unproved)]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    lines = [
        "  ".join(part.ljust(width) for part, width in zip(row, (*widths, 0), strict=True)) for row in rows
    ]
    if judgement.proved:
        limits = [a for a in judgement.assumptions if a.id.startswith(("limit:", "profile:"))]
        lines += [f"assuming: {limit.text}" for limit in limits]
    return "".join(f"  {printable(line.rstrip())}\n" for line in lines)


def _row(obligation: Obligation, files: Files) -> tuple[str, str, str, str, str]:
    ways = f"{obligation.states} way{'s' if obligation.states != 1 else ''}" if obligation.states else ""
    subject = _subject(obligation.subject, files)
    return obligation.verdict.value, obligation.rule, subject, obligation.at, ways


def _subject(subject: str, files: Files) -> str:
    """`kind@file:offset` with a line; what has no place stays as it is."""
    kind, mark, place = subject.partition("@")
    name, _, offset = place.rpartition(":")
    file = next((file for path, file in files.items() if path.rpartition("/")[2] == name), None)
    if not mark or file is None:
        return subject or "-"
    return f"{kind} from {name}:{file.line_column(int(offset))[0]}"
