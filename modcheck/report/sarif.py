"""A run in, a SARIF 2.1.0 log out, as GitHub code scanning reads it (docs.github.com, "SARIF support for code
scanning"): one location a result, one thread flow, hashes of lines, within its limits."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from modcheck.judgement import Analysis, Check, Finding, Level, TraceStep
from modcheck.report.linehash import line_hashes
from modcheck.report.places import Files, region, relative
from modcheck.report.run import Run
from modcheck.report.words import printable
from modcheck.source import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS = 25_000
MAX_STEPS = 1_000
_SHOWN = ("event", "log", "broken", "choice", "asked", "acquire", "release", "end")


def to_sarif(run: Run, root: str, version: str) -> str:
    """One log with one run."""
    return json.dumps(_Log(run, root, version).document(), indent=1, ensure_ascii=False) + "\n"


class _Log:
    """The parts of the log, and what they share: the rules' numbers, the hashes of lines."""

    def __init__(self, run: Run, root: str, version: str) -> None:
        self.run = run
        self.root = root
        self.version = version
        self.rules = {check.id: check for analysis in run.analyses for check in analysis.judgement.checks}
        for analysis in run.analyses:  # a check has a page where it found something
            self.rules |= {check.id: check for check in analysis.judgement.checks if check.text}
        self.numbers = {id: number for number, id in enumerate(self.rules)}
        self.hashes: dict[bytes, list[str]] = {}

    def document(self) -> dict[str, Any]:
        """The log."""
        found = [(a, f, False) for a in self.run.analyses for f in a.judgement.findings]
        found += [(a, f, True) for a in self.run.analyses for f in a.judgement.suppressed]
        found.sort(key=lambda entry: list(Level).index(entry[1].level))
        problems = list(self.run.problems)
        if len(found) > MAX_RESULTS:
            problems.append(f"{len(found) - MAX_RESULTS} results left out: GitHub takes {MAX_RESULTS}")
        invocation = {
            "executionSuccessful": not self.run.problems,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": _plain(problem)}} for problem in problems
            ],
        }
        run = {
            "tool": {"driver": self._driver()},
            "invocations": [invocation],
            "automationDetails": {"id": "modcheck/"},
            "columnKind": "unicodeCodePoints",
            "results": [self._result(*entry) for entry in found[:MAX_RESULTS]],
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _driver(self) -> dict[str, Any]:
        return {
            "name": "modcheck",
            "version": self.version,
            "semanticVersion": self.version,
            "rules": [_rule(check) for check in self.rules.values()],
        }

    def _result(self, analysis: Analysis, finding: Finding, suppressed: bool) -> dict[str, Any]:
        files = analysis.files
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self.numbers[finding.rule],
            "level": finding.level.value,
            "message": {"text": _message(finding)},
            "locations": [self._location(finding.place, files)],
            "relatedLocations": [
                {"id": number, **self._location(span, files, text)}
                for number, (span, text) in enumerate(finding.related)
            ],
            "partialFingerprints": self._fingerprints(finding, files),
        }
        flow = self._flow(analysis, finding)
        if flow:
            result["codeFlows"] = [{"threadFlows": [{"locations": flow}]}]
        if suppressed:
            why = {"justification": printable(finding.accepted)} if finding.accepted else {}
            result["suppressions"] = [{"kind": "inSource", "status": "accepted", **why}]
        return result

    def _fingerprints(self, finding: Finding, files: Files) -> dict[str, str]:
        found = {"modcheck/v1": finding.fingerprint}
        file = files.get(finding.place.path)
        if file is not None:
            if file.data not in self.hashes:
                self.hashes[file.data] = line_hashes(file.data)
            line = file.line_column(finding.place.start)[0]
            found["primaryLocationLineHash"] = self.hashes[file.data][line - 1]
        return found

    def _location(self, span: Span, files: Files, text: str = "") -> dict[str, Any]:
        place = region(span, files)
        physical: dict[str, Any] = {"artifactLocation": self._artifact(span.path)}
        if place is not None:
            physical["region"] = {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            }
        location: dict[str, Any] = {"physicalLocation": physical}
        return {**location, "message": {"text": _plain(text)}} if text else location

    def _artifact(self, path: str) -> dict[str, str]:
        name = relative(path, self.root)
        if name.startswith("/"):
            return {"uri": "file://" + quote(name, errors="surrogateescape")}
        return {"uri": quote(name, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}

    def _flow(self, analysis: Analysis, finding: Finding) -> list[dict[str, Any]]:
        """The steps, each with a place: an event has that of the first thing that happens in it."""
        steps = [step for step in finding.trace if step.kind in _SHOWN]
        if len(steps) > MAX_STEPS:
            half = MAX_STEPS // 2
            steps = [*steps[:half], *steps[-half:]]
        places: list[Span] = []
        after = finding.place
        for step in reversed(steps):
            after = step.place if step.place is not None and step.place.path in analysis.files else after
            places.append(after)
        return [
            {
                "location": self._location(place, analysis.files, _told(step)),
                "importance": "essential" if _matters(step, finding) else "important",
                "nestingLevel": 0 if step.kind == "event" else 1,
                "executionOrder": number,
            }
            for number, (step, place) in enumerate(zip(steps, reversed(places), strict=True), 1)
        ]


def _matters(step: TraceStep, finding: Finding) -> bool:
    return step.kind in ("event", "broken", "choice", "asked", "end") or step.subject in finding.subjects


def _told(step: TraceStep) -> str:
    verbs = {"acquire": "acquires", "release": "gives back", "log": "log:", "broken": "broken:"}
    inside = f"{step.callback}: " if step.callback else ""
    verb = f"{verbs[step.kind]} " if step.kind in verbs else ""
    return f"{inside}{verb}{step.text}"


def _rule(check: Check) -> dict[str, Any]:
    references = "".join(f"\n- {printable(reference)}" for reference in check.references)
    page = f"{check.text.strip()}\n\n## References\n{references}\n" if check.text else f"{check.title}.\n"
    return {
        "id": check.id,
        "name": "".join(part.capitalize() for part in check.id.split("_")),
        "shortDescription": {"text": _sentence(check.title)},
        "fullDescription": {"text": _sentence(check.title)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": check.tier},
        "properties": {"tags": ["kernel", "rust", "lifecycle"], "precision": "high",
                       "problem.severity": {"note": "recommendation"}.get(check.tier, check.tier)},
    }  # fmt: skip


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _message(finding: Finding) -> str:
    """The message, with links to the related locations by their numbers."""
    text = _plain(finding.message)
    links = [f"[{_plain(label)}]({number})" for number, (_, label) in enumerate(finding.related[:12])]
    told = f"{text}. {' '.join(links)}".rstrip()
    return f"{told}\nhelp: {_plain(finding.help)}"


def _plain(text: str) -> str:
    """Text of a message: a bracket begins a link there, unless a backslash stands before it."""
    return printable(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
