"""A run in, a `DiagnosticResult` of reviewdog out (reviewdog, proto/rdf: the Reviewdog Diagnostic Format)."""

from __future__ import annotations

import json
from typing import Any

from modcheck.judgement import Analysis, Finding, Level
from modcheck.report.places import Files, relative
from modcheck.report.run import Run
from modcheck.report.words import printable
from modcheck.source import Span

_SEVERITY = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}


def to_rdjson(run: Run, root: str) -> str:
    """One document with all findings."""
    found = [_diagnostic(analysis, finding, root) for analysis, finding in run.findings]
    return (
        json.dumps({"source": {"name": "modcheck"}, "diagnostics": found}, indent=1, ensure_ascii=False)
        + "\n"
    )


def _diagnostic(analysis: Analysis, finding: Finding, root: str) -> dict[str, Any]:
    text = f"{finding.message}\n\nhelp: {finding.help}\nmodcheck explain {finding.fingerprint}"
    related = [
        {"message": printable(text), "location": _location(span, analysis.files, root)}
        for span, text in finding.related
    ]
    return {
        "message": printable(text, keep="\n"),
        "location": _location(finding.place, analysis.files, root),
        "severity": _SEVERITY[finding.level],
        "code": {"value": finding.rule},
        **({"relatedLocations": related} if related else {}),
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
