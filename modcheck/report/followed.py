"""A log that was followed and the analysis of its driver in, what is said of it out."""

from __future__ import annotations

from collections.abc import Iterator

from modcheck.environment import EVENTS
from modcheck.findings import assumption_of
from modcheck.judgement import Analysis, Finding, Level
from modcheck.replay import Followed, Occurred
from modcheck.report.snippets import short
from modcheck.report.words import counted, printable

_LOUD = ("WARNING", "BUG", "kernel BUG")


def render_followed(followed: Followed, analysis: Analysis, every_line: bool) -> tuple[str, bool]:
    """The text; and whether all of the log is explained without an error of the driver."""
    shown = _shown(followed, analysis)
    name = analysis.judgement.name
    lines = [*_head(followed, analysis), *_life(followed, name, every_line), *_rest(followed)]
    lines += [*_not_seen(followed, analysis), ""]
    lines += _defects(shown, analysis) or ["no error of this driver shows in this life"]
    return "".join(f"{printable(line)}\n" for line in lines), not (shown or _apart(followed))


def _head(followed: Followed, analysis: Analysis) -> Iterator[str]:
    explained = sum(piece is not None for one in followed.occurred for _, piece, _ in one.lines)
    yield (
        f"{analysis.judgement.name}: of {counted(followed.known, 'line')} that the driver can print, or the "
        f"kernel for it, {explained} are explained by {counted(len(followed.occurred), 'event')}"
    )
    if followed.before:
        yield f"the log begins in the middle; it fits if this was before: {', '.join(followed.before)}"


def _apart(followed: Followed) -> int:
    """How many lines log and model do not share."""
    lines = [line for one in followed.occurred for line in one.lines]
    return len(followed.unexplained) + sum(piece is None or other for _, piece, other in lines)


def _life(followed: Followed, module: str, every_line: bool) -> Iterator[str]:
    for one in followed.occurred:
        yield from _event(one, module, every_line)


def _event(one: Occurred, module: str, every_line: bool) -> Iterator[str]:
    """An event, and where its lines and those of the log part."""
    first = next((piece.line for _, piece, _ in one.lines if piece is not None), "")
    event = EVENTS.get(one.event)
    text = event.text.format(module=module, netdev="eth0") if event else "the counters are asked for"
    yield f"{first:>6}  {text}"
    for line, piece, other in one.lines:
        if piece is None:
            yield f"          expected, and not in the log: {line}"
        elif other:
            yield f"{piece.line:6}    expected:     {line}"
            yield f"          the log says: {piece.text}"
        elif every_line:
            yield f"{piece.line:6}    {piece.text}"
    if one.stopped:
        yield f"          the machine stops here: {one.stopped}"


def _rest(followed: Followed) -> Iterator[str]:
    for piece in followed.unexplained:
        yield f"{piece.line:6}  not explained: {piece.text}"
    for piece in followed.foreign:
        yield f"{piece.line:6}  not in this source: {piece.text}"
    yield f"other lines: {followed.others}"


def _not_seen(followed: Followed, analysis: Analysis) -> Iterator[str]:
    for assumption in map(assumption_of, followed.assumed):
        yield f"not seen on the way: {assumption.text} at {short(assumption.place, analysis.files)}"


def _shown(followed: Followed, analysis: Analysis) -> list[tuple[int, bool, Finding]]:
    """The errors that break in this life; the line of the log where each first does, and whether the kernel
    itself speaks there, or an interrupt is handled."""
    found: dict[str, tuple[int, bool, Finding]] = {}
    line = 0
    for one in followed.occurred:
        line = next((piece.line for _, piece, _ in one.lines if piece is not None), line)
        speaks = one.event == "irq" or bool(one.stopped) or any(_of_kernel(text) for text, _, _ in one.lines)
        broken = {(b.rule, b.subject) for b in one.broken if b.detail != "retained"}
        for finding in analysis.judgement.findings:
            subjects = {(finding.rule, subject) for subject in (*finding.subjects, finding.resource)}
            if finding.level is Level.ERROR and subjects & broken:
                found.setdefault(finding.fingerprint, (line, speaks, finding))
    return list(found.values())


def _of_kernel(text: str) -> bool:
    return text.startswith(_LOUD) or "can't reserve" in text


def _defects(shown: list[tuple[int, bool, Finding]], analysis: Analysis) -> list[str]:
    """What breaks: first where the log itself shows it."""
    lines: list[str] = []
    for loud, head in ((True, "what the log shows:"), (False, "what also breaks in this life:")):
        these = [(line, finding) for line, speaks, finding in shown if speaks is loud]
        lines += [head] if these else []
        for line, finding in these:
            lines.append(f"{line:6}  error[{finding.rule}]: {finding.message}")
            place = short(finding.place, analysis.files)
            lines.append(f"          at {place}; modcheck explain {finding.fingerprint}")
    return lines
