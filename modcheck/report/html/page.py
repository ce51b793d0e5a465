"""What a page shows in, the page out: head, filter, list of findings, articles."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from modcheck.explain import Biography, biography
from modcheck.judgement import Analysis, Check, Finding
from modcheck.report.github import hidden_lines
from modcheck.report.html.elements import code, element, prose, text
from modcheck.report.html.prose import to_prose
from modcheck.report.html.story import article
from modcheck.report.run import Run
from modcheck.report.snippets import short
from modcheck.report.words import counted

_HERE = Path(__file__).parent


class Told(Protocol):
    """A biography with the analysis it is of."""

    @property
    def analysis(self) -> Analysis: ...
    @property
    def biography(self) -> Biography: ...


def to_html(run: Run, version: str) -> str:
    """All findings of a run on one page."""
    pairs = [(a, biography(a, finding)) for a, finding in run.findings]
    notes = [*hidden_lines(run), *(f"could not be analysed: {problem}" for problem in run.problems)]
    names = ", ".join(analysis.judgement.name for analysis in run.analyses)
    head = [_summary(analysis) for analysis in run.analyses]
    head += [element("p", text(note), class_="note") for note in notes]
    return _page(f"modcheck: {names}", "\n".join(head), pairs, version)


def biographies_to_html(told: Sequence[Told], version: str) -> str:
    """Some findings, or resources without one, on one page."""
    pairs = [(item.analysis, item.biography) for item in told]
    names = ", ".join(dict.fromkeys(analysis.judgement.name for analysis, _ in pairs))
    return _page(f"modcheck: {names}", "", pairs, version)


def check_to_html(check: Check) -> str:
    """The page of a check."""
    title = f"{check.id} ({check.tier}): {check.title}"
    references = "".join(element("li", prose(reference)) for reference in check.references)
    body = element("h1", prose(title)) + to_prose(check.text)
    body += element("h2", "References") + element("ul", references)
    return _document(f"modcheck: {check.id}", element("main", body, class_="prose"))


def _summary(analysis: Analysis) -> str:
    judgement = analysis.judgement
    levels = [finding.level.value for finding in judgement.findings]
    counts = ", ".join(counted(levels.count(level), level) for level in ("error", "warning", "note"))
    coverage = judgement.coverage
    told = (
        f"{counts}; {len(judgement.proved)} promises proved. {coverage.calls} calls: {coverage.effect} with "
        f"effect, {coverage.no_effect} without, {len(coverage.unknown)} unknown; {len(coverage.faults)} "
        f"unread places."
    )
    return element("p", f"{element('b', text(judgement.name))}: {text(told)}", class_="summary")


def _page(title: str, head: str, pairs: Sequence[tuple[Analysis, Biography]], version: str) -> str:
    names = [_name(number, told) for number, (_, told) in enumerate(pairs)]
    articles = [
        article(told, analysis.files, name) for (analysis, told), name in zip(pairs, names, strict=True)
    ]
    findings = [(analysis, told.finding, name) for (analysis, told), name in zip(pairs, names, strict=True)
                if told.finding is not None]  # fmt: skip
    contents = _contents([(a, f, n) for a, f, n in findings if f is not None]) if len(pairs) > 1 else ""
    nothing = "" if pairs else element("p", "No findings.")
    body = [
        element("a", "to the findings", href="#findings", class_="skip"),
        element("header", element("h1", text(title)) + head),
        contents,
        element("main", nothing + "\n".join(articles), id="findings", tabindex="-1"),
        element("footer", element("p", f"Made by modcheck {text(version)}.")),
    ]
    return _document(title, "\n".join(filter(None, body)))


def _name(number: int, told: Biography) -> str:
    return f"f{number + 1}-{told.finding.fingerprint}" if told.finding is not None else f"r{number + 1}"


def _contents(findings: list[tuple[Analysis, Finding, str]]) -> str:
    rows = []
    for analysis, finding, name in findings:
        badge = element("span", text(finding.level.value), class_=f"level {finding.level.value}")
        link = element("a", code(finding.rule), href=f"#{name}")
        cells = [
            badge,
            link,
            text(short(finding.place, analysis.files)),
            text(finding.callback),
            prose(finding.message),
        ]
        rows.append(element("tr", "".join(element("td", cell) for cell in cells), data_for=name))
    head = "".join(
        element("th", word, scope="col") for word in ("level", "check", "place", "callback", "what")
    )
    table = element("table", element("thead", element("tr", head)) + element("tbody", "\n".join(rows)))
    scroll = element(
        "div", table, class_="scroll", tabindex="0", role="region", aria_label="list of findings"
    )
    return element("nav", _filter([finding for _, finding, _ in findings]) + scroll, aria_label="findings")


def _filter(findings: list[Finding]) -> str:
    """The form is hidden without a script, for nothing would happen then."""
    values = {
        "level": dict.fromkeys(finding.level.value for finding in findings),
        "callback": dict.fromkeys(sorted(finding.callback for finding in findings)),
        "resource": dict.fromkeys(sorted(finding.resource for finding in findings if finding.resource)),
    }
    parts = []
    for name, options in values.items():
        choices = element("option", "all", value="")
        choices += "".join(
            element("option", text(option.replace("`", "")), value=option) for option in options
        )
        select = element("select", choices, id=f"by-{name}", name=name)
        parts.append(element("label", f"{name} {select}"))
    count = element("output", f"{len(findings)} of {len(findings)} shown", id="shown", role="status")
    return f'<form id="filter" hidden>{"".join(parts)}{count}</form>'


def _document(title: str, body: str) -> str:
    """With a policy that lets nothing run but the page's own script, should a text ever get out of its
    quotes."""
    style = (_HERE / "style.css").read_text("utf-8")
    script = (_HERE / "script.js").read_text("utf-8")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy += "; base-uri 'none'; form-action 'none'"
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        element("title", text(title)),
        f"<style>{style}</style>",
    ]
    whole = f"<head>{chr(10).join(head)}</head>\n<body>\n{body}\n<script>{script}</script>\n</body>"
    return f'<!DOCTYPE html>\n<html lang="en">{whole}</html>\n'


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
