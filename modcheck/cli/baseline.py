"""`modcheck baseline`: accept the findings there are, and later see only new ones."""

from __future__ import annotations

import argparse
import os

from modcheck.cli.check import checked_modules, finish
from modcheck.cli.codes import CLEAN, UNREADABLE
from modcheck.cli.modules import kept_results
from modcheck.cli.options import Chosen, add_judging, chosen
from modcheck.cli.output import FORMATS, to_file
from modcheck.cli.rules import Commands
from modcheck.report.words import counted

FILE = "modcheck-baseline.json"


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    baseline = commands.add_parser(
        "baseline",
        help="accept the findings there are, to see only new ones",
        description="A baseline is a file with the fingerprints of findings. They are made from the check, "
        "the callback, the kinds of resources and the text of the line, so other lines may change.",
    )
    acts = baseline.add_subparsers(title="what to do", metavar="ACT", required=True)
    write = acts.add_parser("write", help="write the findings of these modules to a file")
    _arguments(write)
    write.set_defaults(run=_write)
    check = acts.add_parser("check", help="check, and show only findings that are not in the file")
    _arguments(check)
    check.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    check.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    levels = ("error", "warning", "note")
    fail_on = "the level from which findings make the exit code 1 (default: error)"
    check.add_argument("--fail-on", choices=levels, help=fail_on)
    check.set_defaults(run=_check)


def _arguments(act: argparse.ArgumentParser) -> None:
    act.add_argument("paths", nargs="+", metavar="PATH", help="modules, as for check")
    act.add_argument("--baseline", metavar="FILE", help=f"the file (default: as configured, else {FILE})")
    add_judging(act)
    act.set_defaults(diff=None, staged=False, only_modules=False, brief=None, replay=None)
    act.set_defaults(obligations=False, timings=False)


def _file(selected: Chosen) -> str:
    return str(selected.values["baseline"] or FILE)


def _write(arguments: argparse.Namespace) -> int:
    from modcheck.selection import baseline_text

    selected = chosen(arguments, arguments.paths)
    file = _file(selected)
    selected.values["baseline"] = None
    with kept_results(selected) as results:
        checked = checked_modules(arguments, selected, results)
    if checked.failed:
        return UNREADABLE  # a baseline without these modules would make all their findings new
    to_file(file, baseline_text(checked.analyses, os.path.dirname(os.path.abspath(file))))
    total = sum(len(analysis.judgement.findings) for analysis in checked.analyses)
    modules = counted(len(checked.analyses), "module")
    print(f"{counted(total, 'finding')} of {modules} written to {file}")
    return CLEAN


def _check(arguments: argparse.Namespace) -> int:
    selected = chosen(arguments, arguments.paths)
    selected.values["baseline"] = _file(selected)
    with kept_results(selected) as results:
        checked = checked_modules(arguments, selected, results)
    return finish(arguments, selected, checked)
