"""A run in, a JUnit file out: a suite for each module, a case for each check, so that what passed is seen."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from modcheck.judgement import Analysis, Check, Finding, Level
from modcheck.report.places import region, relative
from modcheck.report.run import Run
from modcheck.report.words import printable

FAILS = (Level.ERROR, Level.WARNING)
"""A note is written beside its case, and the case passes."""


def to_junit(run: Run, root: str) -> str:
    """The whole document."""
    suites = [_suite(analysis, root) for analysis in run.analyses]
    suites += [_not_analysed(run.problems)] if run.problems else []
    body = "\n".join(line for suite in suites for line in suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="modcheck">\n{body}\n</testsuites>\n'


def _suite(analysis: Analysis, root: str) -> list[str]:
    judgement = analysis.judgement
    cases = [_case(check, analysis, root) for check in judgement.checks]
    failed = len({f.rule for f in judgement.findings if f.level in FAILS})
    skipped = len({f.rule for f in judgement.suppressed} - {f.rule for f in judgement.findings})
    attributes = {
        "name": judgement.name,
        "tests": str(len(cases)),
        "failures": str(failed),
        "errors": "0",
        "skipped": str(skipped),
        "time": "0",
    }
    return [f"<testsuite {_attributes(attributes)}>", *cases, "</testsuite>"]


def _case(check: Check, analysis: Analysis, root: str) -> str:
    judgement = analysis.judgement
    found = [finding for finding in judgement.findings if finding.rule == check.id]
    failures = [finding for finding in found if finding.level in FAILS]
    names = {"classname": judgement.name, "name": check.id, "time": "0"}
    parts = []
    if failures:
        text = "\n\n".join(_told(finding, analysis, root) for finding in failures)
        head = {"message": failures[0].message, "type": failures[0].level.value}
        parts.append(f"<failure {_attributes(head)}>{_text(text)}</failure>")
    elif not found and any(finding.rule == check.id for finding in judgement.suppressed):
        parts.append(f"<skipped {_attributes({'message': 'expected in the source'})}/>")
    notes = [_told(finding, analysis, root) for finding in found if finding.level not in FAILS]
    if notes:
        parts.append(f"<system-out>{_text(chr(10).join(notes))}</system-out>")
    return f"<testcase {_attributes(names)}>{''.join(parts)}</testcase>"


def _not_analysed(problems: tuple[str, ...]) -> list[str]:
    count = str(len(problems))
    head = {"name": "modcheck", "tests": count, "failures": "0", "errors": count, "skipped": "0", "time": "0"}
    cases = [
        f"<testcase {_attributes({'classname': 'modcheck', 'name': f'analysis {number}', 'time': '0'})}>"
        f"<error {_attributes({'message': problem, 'type': 'not analysed'})}/></testcase>"
        for number, problem in enumerate(problems, 1)
    ]
    return [f"<testsuite {_attributes(head)}>", *cases, "</testsuite>"]


def _told(finding: Finding, analysis: Analysis, root: str) -> str:
    place = region(finding.place, analysis.files)
    where = f"{relative(finding.place.path, root)}:{place.line if place else 1}"
    events = [f"events: {' -> '.join(finding.events)}"] if finding.events else []
    lines = [f"{where}: {finding.message}", *events, f"help: {finding.help}"]
    return "\n".join(map(printable, [*lines, f"modcheck explain {finding.fingerprint}"]))


def _attributes(values: dict[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(printable(value))}" for name, value in values.items())


def _text(text: str) -> str:
    """XML text; `>` is escaped too, so that `]]>` cannot stand in it."""
    return escape(printable(text, keep="\n\t"))
