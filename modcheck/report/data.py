"""Judgements in, the JSON document out (version 1 of its shape)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from modcheck.judgement import Assumption, Finding, Judgement, Level, Obligation, TraceStep
from modcheck.source import SourceFile, Span

Files = Mapping[str, SourceFile]


def to_json(judgements: Sequence[tuple[Judgement, Files]], version: str, seconds: float) -> str:
    """The whole run as one document."""
    findings = [finding for judgement, _ in judgements for finding in judgement.findings]
    summary = {
        "errors": sum(f.level is Level.ERROR for f in findings),
        "warnings": sum(f.level is Level.WARNING for f in findings),
        "notes": sum(f.level is Level.NOTE for f in findings),
        "proved": sum(len(judgement.proved) for judgement, _ in judgements),
        "seconds": round(seconds, 3),
    }
    document = {
        "version": 1,
        "tool": {"name": "modcheck", "version": version},
        "modules": [_module(judgement, files) for judgement, files in judgements],
        "summary": summary,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _module(judgement: Judgement, files: Files) -> dict[str, Any]:
    coverage = judgement.coverage
    return {
        "name": judgement.name,
        "root": judgement.root,
        "entry_points": list(judgement.entry_points),
        "coverage": {
            "calls": coverage.calls,
            "effect": coverage.effect,
            "no_effect": coverage.no_effect,
            "unknown": [{**_line(span, files), "call": text} for span, text in coverage.unknown],
            "never_run": [{**_line(span, files), "function": path} for span, path in coverage.never_run],
            "unused": [{**_line(span, files), "function": path} for span, path in coverage.unused],
            "faults": [{**_line(span, files), "text": text} for span, text in coverage.faults],
        },
        "proved": [_obligation(o) for o in judgement.proved],
        "unproved": [_obligation(o) for o in judgement.unproved],
        "obstacles": list(judgement.obstacles),
        "assumptions": [_assumption(a, files) for a in judgement.assumptions],
        "findings": [_finding(f, files) for f in judgement.findings],
        "suppressed": [_finding(f, files) for f in judgement.suppressed],
        "hidden": [{"count": count, "why": why} for count, why in judgement.hidden],
    }


def _line(span: Span | None, files: Files) -> dict[str, Any]:
    if span is None or span.path not in files:
        return {
            "path": span.path if span is not None else None,
            "line": span.start if span is not None else None,
        }
    return {"path": span.path, "line": files[span.path].line_column(span.start)[0]}


def _obligation(obligation: Obligation) -> dict[str, Any]:
    return {
        "rule": obligation.rule,
        "subject": obligation.subject,
        "at": obligation.at,
        "verdict": obligation.verdict.value,
        "assumptions": list(obligation.assumptions),
        "states": obligation.states,
    }


def _assumption(assumption: Assumption, files: Files) -> dict[str, Any]:
    return {
        "id": assumption.id,
        "kind": assumption.kind,
        **_line(assumption.place, files),
        "text": assumption.text,
    }


def _finding(finding: Finding, files: Files) -> dict[str, Any]:
    file = files.get(finding.place.path)
    line, column = file.line_column(finding.place.start) if file is not None else (0, 0)
    end_line, end_column = file.line_column(finding.place.end) if file is not None else (0, 0)
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "verdict": finding.verdict.value,
        "blame": finding.blame.value,
        "message": finding.message,
        "path": finding.place.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "callback": finding.callback,
        "resource": finding.resource,
        "symptom": list(finding.symptom),
        "help": finding.help,
        "fingerprint": finding.fingerprint,
        "change": finding.change or None,
        "accepted": finding.accepted or None,
        "places": [{"role": place.role.value, **_line(place.span, files)} for place in finding.places],
        "related": [{**_line(span, files), "text": text} for span, text in finding.related],
        "consequences": [{"rule": c.rule, **_line(c.place, files)} for c in finding.consequences],
        "assumptions": list(finding.assumptions),
        "scenario": {
            "events": list(finding.events),
            "choices": [list(choices) for choices in finding.choices],
            "profile": finding.profile,
            "only_on": finding.only_on or None,
        },
        "trace": [_step(step, files) for step in finding.story],
    }


def _step(step: TraceStep, files: Files) -> dict[str, Any]:
    kind = "event" if step.kind == "event" else "step"
    return {
        kind: step.kind,
        **_line(step.place, files),
        "text": step.text,
        "held": list(step.held),
        "device": dict(step.device),
    }
