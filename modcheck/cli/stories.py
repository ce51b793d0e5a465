"""A line or a fingerprint in, the biographies that are meant out; and the list of findings to pick one
from."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from modcheck import __version__
from modcheck.cli.codes import CLEAN
from modcheck.cli.modules import Modules, find, judge, kept_results
from modcheck.cli.options import chosen
from modcheck.cli.output import colours, to_file, to_stream, to_terminal
from modcheck.errors import UsageError
from modcheck.explain import Biography, biography, of_line
from modcheck.judgement import Analysis, Finding
from modcheck.report.snippets import short
from modcheck.report.words import printable


class Told(NamedTuple):
    """A biography and the analysis that it is of."""

    analysis: Analysis
    biography: Biography


def at_line(arguments: argparse.Namespace, path: str, line: int) -> list[Told]:
    """Of the findings that are shown at a line; else of what is acquired there."""
    found: list[Told] = []
    near: set[int] = set()
    for analysis in _analyses(arguments, [path]):
        shown = next(
            (name for name in analysis.files if os.path.realpath(name) == os.path.realpath(path)), path
        )
        findings = (*analysis.judgement.findings, *analysis.judgement.suppressed)
        about = [(finding, _lines(analysis, finding, shown)) for finding in findings]
        hits = [finding for finding, lines in about if lines[:1] == [line]]
        hits = hits or [finding for finding, lines in about if line in lines]
        found += [Told(analysis, biography(analysis, finding)) for finding in hits]
        if not hits:
            found += [Told(analysis, told) for told in of_line(analysis, shown, line)]
        near.update(number for _, lines in about for number in lines)
    if not found:
        lines = ", ".join(map(str, sorted(near)[:12]))
        advice = f"findings are about the lines {lines}" if lines else "modcheck found nothing in this file"
        problem = "nothing is acquired here, and no finding is about this line"
        raise UsageError(problem, place=f"{path}:{line}", advice=advice)
    return found


def _lines(analysis: Analysis, finding: Finding, path: str) -> list[int]:
    """The lines of a file at which a finding may be shown, the one at which it is shown first."""
    file = analysis.files.get(path)
    spans = [finding.place, *(place.span for place in finding.places), *(span for span, _ in finding.related)]
    return [file.line_column(span.start)[0] for span in spans if file is not None and span.path == path]


def with_fingerprint(arguments: argparse.Namespace, fingerprint: str) -> list[Told]:
    """Of the finding with a fingerprint, in the modules named or in those of the last check."""
    again = arguments if arguments.paths else _last(arguments)
    found = [
        Told(analysis, biography(analysis, finding))
        for analysis in _analyses(again, again.paths)
        for finding in (*analysis.judgement.findings, *analysis.judgement.suppressed)
        if finding.fingerprint.startswith(fingerprint)
    ]
    if not found:
        problem = f"no finding has the fingerprint {fingerprint}"
        advice = "it may be mended, or its line was changed; `modcheck check` lists what there is"
        raise UsageError(problem, place=", ".join(again.paths), advice=advice)
    return found


def pick(arguments: argparse.Namespace) -> str | None:
    """List the findings of the last check; on a terminal ask for one."""
    again = _last(arguments)
    arguments.paths = again.paths
    findings = [
        (analysis, finding)
        for analysis in _analyses(again, again.paths)
        for finding in analysis.judgement.findings
    ]
    if not findings:
        print("the last check in this folder found nothing")
        return None
    for number, (analysis, finding) in enumerate(findings, 1):
        place = short(finding.place, analysis.files)
        head = f"{finding.level.value}[{finding.rule}]"
        print(printable(f"{number:3}  {finding.fingerprint}  {place:24} {head}"))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("`modcheck explain FINGERPRINT` tells the story of one")
        return None
    print("which one? ", end="", flush=True)
    answer = sys.stdin.readline().strip()
    if answer.isdigit() and 1 <= int(answer) <= len(findings):
        return findings[int(answer) - 1][1].fingerprint
    return answer or None


def _last(arguments: argparse.Namespace) -> argparse.Namespace:
    """The arguments of the last check in this folder; options that are given now count more."""
    with kept_results(chosen(arguments, [])) as results:
        text = results.store.recall(os.getcwd()) if results is not None else None
    if text is None:
        advice = "name the module: modcheck explain WHAT PATH"
        raise UsageError("no check was run in this folder", advice=advice)
    kept = json.loads(text)
    given = {name: value for name, value in vars(arguments).items() if value not in (None, [], False)}
    return argparse.Namespace(**{**vars(arguments), **kept, **given})


def _analyses(arguments: argparse.Namespace, paths: Sequence[str]) -> list[Analysis]:
    selected = chosen(arguments, list(paths))
    modules = Modules()
    with kept_results(selected) as results:
        layouts = find(paths, selected, modules, arguments.only_modules)
        judge(layouts, selected, results, modules, arguments.staged)
    return modules.analyses


def show(arguments: argparse.Namespace, told: Sequence[Told]) -> int:
    """Write biographies in the form that is asked for."""
    if arguments.commit_message:
        write(arguments, "\n".join(map(_commit_message, told)))
    elif arguments.format == "html":
        from modcheck.report.html import biographies_to_html

        write(arguments, biographies_to_html(told, __version__))
    elif arguments.format == "markdown":
        from modcheck.report.markdown import to_page

        write(arguments, "\n".join(to_page(item.biography, item.analysis.files) for item in told))
    else:
        from modcheck.report.biography import to_text

        colour = arguments.output is None and colours()
        write(arguments, "\n".join(to_text(item.biography, item.analysis.files, colour) for item in told))
    return CLEAN


def _commit_message(told: Told) -> str:
    from modcheck.report.commit_message import to_commit_message

    if told.biography.finding is None:
        raise UsageError("--commit-message needs a finding", advice="no finding is about this line")
    name = told.analysis.judgement.name
    return to_commit_message(told.biography, told.analysis.files, name, __version__)


def write(arguments: argparse.Namespace, text: str) -> None:
    """To the file named, or to standard output."""
    if arguments.output is not None:
        to_file(arguments.output, text)
    elif arguments.format == "text" or arguments.commit_message:
        to_terminal(text)
    else:
        to_stream(text)
