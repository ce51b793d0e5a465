"""A run in, a `DiagnosticResult` of reviewdog out (reviewdog, proto/rdf: the Reviewdog Diagnostic Format)."""

from __future__ import annotations

import json
from typing import Any

from modcheck.judgement import Analysis, Finding, Level
from modcheck.report.places import Files, relative
from modcheck.report.run import Run
from modcheck.report.words import printable
from modcheck.source import Span

MAX_RELATED = 12
_SEVERITY = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}


def to_rdjson(run: Run, root: str) -> str:
    """One document with all findings."""
    found = [_diagnostic(analysis, finding, root) for analysis, finding in run.findings]
    return (
        json.dumps({"source": {"name": "modcheck"}, "diagnostics": found}, indent=1, ensure_ascii=False)
        + "\n"
    )


def _diagnostic(analysis: Analysis, finding: Finding, root: str) -> dict[str, Any]:
    """Related places stand in the message: the published schema has no field for them."""
    lines = [finding.message, ""]
    for span, label in finding.related[:MAX_RELATED]:
        line = analysis.files[span.path].line_column(span.start)[0] if span.path in analysis.files else 1
        lines.append(f"{label}: {relative(span.path, root)}:{line}")
    lines += [f"help: {finding.help}", f"modcheck explain {finding.fingerprint}"]
    return {
        "message": printable("\n".join(lines), keep="\n"),
        "location": _location(finding.place, analysis.files, root),
        "severity": _SEVERITY[finding.level],
        "code": {"value": finding.rule},
    }


def _location(span: Span, files: Files, root: str) -> dict[str, Any]:
    path = printable(relative(span.path, root))
    if span.path not in files:
        return {"path": path}
    start, end = _position(span.start, span, files), _position(span.end, span, files)
    return {"path": path, "range": {"start": start, "end": end}}


def _position(offset: int, span: Span, files: Files) -> dict[str, int]:
    """Line and column from 1; the format counts columns in bytes of UTF-8."""
    data = files[span.path].data
    return {
        "line": data.count(b"\n", 0, offset) + 1,
        "column": offset - (data.rfind(b"\n", 0, offset) + 1) + 1,
    }
