"""`modcheck check`: paths in, the findings of their modules out."""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections.abc import Sequence
from typing import NamedTuple

from modcheck.cache import Results
from modcheck.cli.codes import CLEAN, FINDINGS, UNREADABLE
from modcheck.cli.complaints import tell
from modcheck.cli.modules import Modules, find, judge, kept_results
from modcheck.cli.options import Chosen, add_judging, chosen
from modcheck.cli.output import FORMATS, Asked, write
from modcheck.cli.rules import Commands
from modcheck.errors import UsageError
from modcheck.judgement import Analysis, Level
from modcheck.report.run import Run
from modcheck.report.words import printable
from modcheck.selection import read_baseline, with_levels

_FINGERPRINT = re.compile(r"[0-9a-f]{4,16}")


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    check = commands.add_parser(
        "check",
        help="analyse modules and print what is wrong",
        description="PATH is a module's main file, a file of it, or a folder (with a Kbuild: a module).",
    )
    check.add_argument("paths", nargs="+", metavar="PATH")
    shown = check.add_argument_group("what is shown")
    shown.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    shown.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    shown.add_argument(
        "--fail-on",
        choices=("error", "warning", "note"),
        help="the level from which findings make the exit code 1 (default: error)",
    )
    shown.add_argument("--brief", action="store_true", default=None, help="findings without their stories")
    shown.add_argument("--obligations", action="store_true", help="print every promise with its verdict")
    shown.add_argument(
        "--replay",
        metavar="FINGERPRINT",
        help="run a witness again: 1 if it breaks, 0 if it does no more, 2 if nobody knows it",
    )
    shown.add_argument("--timings", action="store_true", help="print the seconds of each stage")
    which = check.add_argument_group("which findings")
    which.add_argument(
        "--diff",
        metavar="BASE",
        help="only what the change since this commit introduced, or whose path it touches",
    )
    which.add_argument(
        "--staged", action="store_true", help="judge what is staged, not what lies in the work tree"
    )
    which.add_argument(
        "--baseline", metavar="FILE", help="leave out the findings of `modcheck baseline write`"
    )
    which.add_argument(
        "--only-modules", action="store_true", help="pass over Rust files that belong to no kernel module"
    )
    add_judging(check)
    check.set_defaults(run=_check)


class Checked(NamedTuple):
    """What a check has come to."""

    modules: Modules
    analyses: list[Analysis]
    """With the findings that are to be seen."""
    seconds: float

    @property
    def failed(self) -> bool:
        """Could something not be analysed?"""
        return bool(self.modules.problems)


def _check(arguments: argparse.Namespace) -> int:
    selected = chosen(arguments, arguments.paths)
    if arguments.replay is not None and not _FINGERPRINT.fullmatch(arguments.replay):
        advice = "the 16 hex digits below a finding, or the first of them"
        raise UsageError(f"`{arguments.replay}` is no fingerprint", advice=advice)
    with kept_results(selected) as results:
        checked = checked_modules(arguments, selected, results)
        if results is not None:
            results.store.remember(os.getcwd(), _again(arguments))
        if arguments.replay is not None:
            return _replay(arguments.replay, checked, results)
    return finish(arguments, selected, checked)


def finish(arguments: argparse.Namespace, selected: Chosen, checked: Checked) -> int:
    """Write the report; the exit code."""
    asked = Asked(
        arguments.format,
        arguments.output,
        selected.values["brief"],
        arguments.obligations,
        arguments.timings,
    )
    write(asked, Run(tuple(checked.analyses), checked.seconds, tuple(checked.modules.problems)))
    return UNREADABLE if checked.failed else _verdict(selected.values["fail-on"], checked.analyses)


def checked_modules(arguments: argparse.Namespace, selected: Chosen, results: Results | None) -> Checked:
    """Judge, and keep the findings that are to be seen."""
    started = time.perf_counter()
    baseline = read_baseline(selected.values["baseline"]) if selected.values["baseline"] else None
    modules = Modules()
    layouts = find(arguments.paths, selected, modules, arguments.only_modules)
    judge(layouts, selected, results, modules, arguments.staged)
    modules.analyses = [with_levels(analysis, selected.configuration) for analysis in modules.analyses]
    analyses = modules.analyses
    if arguments.diff:
        from modcheck.cli.since import concerning

        analyses = concerning(modules, arguments.diff, arguments.staged, selected, results)
    if baseline is not None:
        gone = baseline.gone(modules.analyses)
        if gone:
            tell(f"notice: of {baseline.file} no longer found, so it can be written anew: {len(gone)}")
        for entry in gone:
            tell(f"  {entry.rule} in {entry.module} ({entry.fingerprint})")
        analyses = [baseline.without_known(analysis) for analysis in analyses]
    return Checked(modules, list(analyses), time.perf_counter() - started)


def _again(arguments: argparse.Namespace) -> str:
    """What `modcheck explain` needs to find the findings of this run."""
    judging = ("framework", "depth", "prove", "hazards", "profile", "kernel")
    names = (*judging, "rules", "config", "staged", "only_modules")
    return json.dumps({"paths": arguments.paths, **{name: getattr(arguments, name) for name in names}})


def _verdict(fail_on: str, analyses: Sequence[Analysis]) -> int:
    levels = list(Level)
    worst = levels.index(Level(fail_on))
    found = any(levels.index(f.level) <= worst for a in analyses for f in a.judgement.findings)
    return FINDINGS if found else CLEAN


def _replay(fingerprint: str, checked: Checked, results: Results | None) -> int:
    """Each finding was replayed when it was judged: say what that run showed. One that is not there any more
    is mended if an earlier check had it, else its fingerprint is wrong."""
    judgements = [analysis.judgement for analysis in checked.analyses]
    findings = [finding for j in judgements for finding in (*j.findings, *j.suppressed)]
    matches = [finding for finding in findings if finding.fingerprint.startswith(fingerprint)]
    if not matches:
        if checked.failed:
            return UNREADABLE
        if results is None or not results.store.mentions(f'"{fingerprint}'):
            problem = f"no finding has the fingerprint {fingerprint}, and none of an earlier check had it"
            raise UsageError(problem, advice="`modcheck check` prints the fingerprint of each finding")
        print(f"no finding has the fingerprint {fingerprint}: it does not break any more")
        return CLEAN
    for finding in matches:
        print(printable(f"{finding.rule}: {finding.message}"))
        for step in finding.story:
            print(printable(f"  {step.kind:8} {step.text}"))
    return FINDINGS
