"""Findings in, a baseline file out; and a baseline file in, the findings that are not in it out."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from modcheck.errors import UsageError
from modcheck.judgement import Analysis, Finding
from modcheck.source import read_bytes

VERSION = 1
MAX_BYTES = 32 << 20
_KEYS = ("module", "rule", "callback", "resource", "fingerprint")


class Entry(NamedTuple):
    """One accepted finding. The fingerprint is made from rule, callback, resource kinds and the text of the
    line, so it does not change with the line's number."""

    module: str
    rule: str
    callback: str
    resource: str
    fingerprint: str


class Baseline(NamedTuple):
    """The entries of a file; `folder` is what their modules are relative to."""

    file: str
    folder: str
    entries: tuple[Entry, ...]

    def without_known(self, analysis: Analysis) -> Analysis:
        """Leave out the findings that have an entry; one entry covers one finding."""
        module = _module(analysis, self.folder)
        left = Counter(entry.fingerprint for entry in self.entries if entry.module == module)
        kept = []
        for finding in analysis.judgement.findings:
            if left[finding.fingerprint]:
                left[finding.fingerprint] -= 1
            else:
                kept.append(finding)
        known = len(analysis.judgement.findings) - len(kept)
        hidden = ((known, "in the baseline"),) if known else ()
        judgement = analysis.judgement
        shown = judgement._replace(findings=tuple(kept), hidden=(*judgement.hidden, *hidden))
        return analysis._replace(judgement=shown)

    def gone(self, analyses: Sequence[Analysis]) -> list[Entry]:
        """Entries that no longer occur: of modules that were analysed, or that are not there any more."""
        found = Counter(
            (_module(analysis, self.folder), finding.fingerprint)
            for analysis in analyses
            for finding in _all(analysis)
        )
        looked_at = {_module(analysis, self.folder) for analysis in analyses}
        gone = []
        for entry in self.entries:
            if found[entry.module, entry.fingerprint]:
                found[entry.module, entry.fingerprint] -= 1
            elif entry.module in looked_at or not os.path.exists(os.path.join(self.folder, entry.module)):
                gone.append(entry)
        return gone


def _all(analysis: Analysis) -> tuple[Finding, ...]:
    return (*analysis.judgement.findings, *analysis.judgement.suppressed)


def baseline_text(analyses: Sequence[Analysis], folder: str) -> str:
    """All findings as a baseline file that lies in `folder`."""
    entries = sorted(
        tuple([_module(analysis, folder), f.rule, f.callback, f.resource, f.fingerprint])
        for analysis in analyses
        for f in analysis.judgement.findings
    )
    findings = [dict(zip(_KEYS, entry, strict=True)) for entry in entries]
    document = {"tool": "modcheck", "version": VERSION, "findings": findings}
    return json.dumps(document, indent=1) + "\n"


def read_baseline(path: str) -> Baseline:
    """Read a file; `UsageError` if it is none, or one of another version."""
    advice = "write it anew: modcheck baseline write"
    try:
        document = json.loads(read_bytes(Path(path), MAX_BYTES))
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror or error}", place=path, advice=advice) from error
    except (ValueError, RecursionError) as error:
        raise UsageError("is no baseline: it is not JSON", place=path, advice=advice) from error
    if not isinstance(document, dict) or document.get("tool") != "modcheck":
        raise UsageError("is no baseline of modcheck", place=path, advice=advice)
    version = document.get("version")
    if version != VERSION:
        told = f"is a baseline of version {version!r:.20}, and this modcheck reads version {VERSION}"
        raise UsageError(told, place=path, advice=advice)
    return Baseline(path, os.path.dirname(os.path.abspath(path)), _entries(document.get("findings"), path))


def _entries(findings: Any, path: str) -> tuple[Entry, ...]:
    if not isinstance(findings, list):
        raise UsageError("has no list of findings", place=path)
    entries = []
    for number, finding in enumerate(findings, 1):
        if not isinstance(finding, dict) or not all(isinstance(finding.get(key), str) for key in _KEYS):
            raise UsageError(f"finding {number} lacks one of {', '.join(_KEYS)}", place=path)
        entries.append(Entry(*(finding[key] for key in _KEYS)))
    return tuple(entries)


def _module(analysis: Analysis, folder: str) -> str:
    """The main file, relative to the baseline, with slashes."""
    root = os.path.realpath(analysis.judgement.root)
    return Path(os.path.relpath(root, os.path.realpath(folder))).as_posix()
