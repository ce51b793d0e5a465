"""`modcheck explain`: a check, a line or a fingerprint in; its page, or the biography of a resource, out."""

from __future__ import annotations

import argparse
import os
import re

from modcheck.cli.codes import CLEAN
from modcheck.cli.options import add_judging
from modcheck.cli.rules import Commands, book_of, folder_of
from modcheck.errors import UsageError
from modcheck.source import check_ids

_FINGERPRINT = re.compile(r"[0-9a-f]{6,16}")
_LINE = re.compile(r"(.+):([0-9]{1,7})")


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    explain = commands.add_parser(
        "explain",
        help="print the page of a check, or the biography of a resource",
        description="WHAT is a check, a line of a driver (PATH:LINE), or the fingerprint of a finding. "
        "Without it the findings of the last check in this folder are listed.",
    )
    explain.add_argument("what", nargs="?", metavar="WHAT", help="a check, PATH:LINE or a fingerprint")
    explain.add_argument(
        "paths", nargs="*", metavar="PATH",
        help="the modules to look in for a fingerprint (default: those of the last check in this folder)",
    )  # fmt: skip
    formats = ("text", "html", "markdown")
    explain.add_argument("--format", choices=formats, default="text", help="default: text")
    explain.add_argument(
        "--commit-message", action="store_true",
        help="the draft of a commit message, with what the kernel asks of patches made with a tool",
    )  # fmt: skip
    explain.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    add_judging(explain)
    explain.set_defaults(run=_explain, only_modules=False, staged=False)


def _explain(arguments: argparse.Namespace) -> int:
    from modcheck.cli import stories

    what = arguments.what if arguments.what is not None else stories.pick(arguments)
    if what is None:
        return CLEAN
    if what in check_ids(folder_of(arguments.rules)):
        return _page(arguments, what)
    line = _LINE.fullmatch(what)
    if line is not None and os.path.exists(line[1]):
        return stories.show(arguments, stories.at_line(arguments, line[1], int(line[2])))
    if _FINGERPRINT.fullmatch(what):
        return stories.show(arguments, stories.with_fingerprint(arguments, what))
    raise _unknown(arguments, what)


def _unknown(arguments: argparse.Namespace, what: str) -> UsageError:
    import difflib

    if _LINE.fullmatch(what):
        return UsageError("no such file", place=what.rpartition(":")[0], advice="check the path")
    close = difflib.get_close_matches(what, check_ids(folder_of(arguments.rules)), 1)
    advice = f"did you mean `{close[0]}`?" if close else "`modcheck rules` lists the checks"
    return UsageError(f"there is no check `{what}`", advice=advice)


def _page(arguments: argparse.Namespace, rule: str) -> int:
    from modcheck.cli.stories import write
    from modcheck.judgement import Check
    from modcheck.report.markdown import check_page

    if arguments.commit_message:
        raise UsageError("--commit-message needs a finding", advice="name a line or a fingerprint")
    page = book_of(arguments.rules).checks[rule]
    check = Check(page.id, page.title, page.tier, page.text, page.references)
    if arguments.format == "html":
        from modcheck.report.html import check_to_html

        write(arguments, check_to_html(check))
    else:
        write(arguments, check_page(check))
    return CLEAN
