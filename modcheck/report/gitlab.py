"""A run in, a code quality report of GitLab out (docs.gitlab.com, "Code Quality": report format)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from modcheck.judgement import Analysis, Finding, Level
from modcheck.report.places import region, relative
from modcheck.report.run import Run
from modcheck.report.words import printable

_SEVERITY = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTE: "info"}


def to_gitlab(run: Run, root: str) -> str:
    """A list of issues. GitLab drops one of two with the same fingerprint, so these differ in all modules."""
    seen: dict[str, int] = {}
    issues = []
    for analysis, finding in run.findings:
        path = relative(finding.place.path, root)
        number = seen[f"{path} {finding.fingerprint}"] = seen.get(f"{path} {finding.fingerprint}", 0) + 1
        issues.append(_issue(analysis, finding, path, number))
    return json.dumps(issues, indent=1, ensure_ascii=False) + "\n"


def _issue(analysis: Analysis, finding: Finding, path: str, number: int) -> dict[str, Any]:
    place = region(finding.place, analysis.files)
    raw = f"{path}\0{finding.fingerprint}\0{number}".encode("utf-8", "surrogateescape")
    return {
        "description": printable(finding.message),
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(raw).hexdigest()[:32],
        "severity": _SEVERITY[finding.level],
        "location": {
            "path": printable(path),
            "lines": {"begin": place.line if place else 1, "end": place.end_line if place else 1},
        },
    }
