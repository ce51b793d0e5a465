"""Findings and sources in; findings not expected, findings expected, and expectations that met nothing out.

An expectation is a comment on the line of a finding or the line above:
`// modcheck: expect(rule, reason = "…")`, with `#` in makefiles and scripts. The reason is required.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from modcheck.judgement import Finding
from modcheck.source import SourceFile, Span

_EXPECT = re.compile(rb"(?://|#)\s*modcheck:\s*expect\(\s*(\w+)\s*+(?:,\s*reason\s*=\s*\"([^\"]+)\")?\s*\)")


def apply_expectations(
    findings: tuple[Finding, ...], files: dict[str, SourceFile]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[tuple[Span, str], ...]]:
    """Split findings; an expectation without a reason suppresses nothing and is reported."""
    expected = {path: list(_expectations(file)) for path, file in files.items()}
    shown: list[Finding] = []
    suppressed: list[Finding] = []
    used: set[Span] = set()
    for finding in findings:
        file = files.get(finding.place.path)
        line = file.line_column(finding.place.start)[0] if file is not None else 0
        match, why = next(
            (
                (span, reason)
                for at, rule, reason, span in expected.get(finding.place.path, [])
                if _meets(at, line, rule, reason, finding)
            ),
            (None, ""),
        )
        if match is None:
            shown.append(finding)
        else:
            used.add(match)
            suppressed.append(finding._replace(accepted=why))
    unused = [
        (span, f"`{rule}` has no reason" if not reason else f"`{rule}` is not found here")
        for entries in expected.values()
        for _, rule, reason, span in entries
        if span not in used
    ]
    return tuple(shown), tuple(suppressed), tuple(sorted(unused))


def _meets(at: int, line: int, rule: str, reason: str, finding: Finding) -> bool:
    return bool(reason) and rule == finding.rule and at in (line, line - 1)


def _expectations(file: SourceFile) -> Iterable[tuple[int, str, str, Span]]:
    for match in _EXPECT.finditer(file.data):
        line = file.line_column(match.start())[0]
        reason = (match.group(2) or b"").decode("utf-8", "replace")
        yield line, match.group(1).decode(), reason, Span(file.path, match.start(), match.end())
