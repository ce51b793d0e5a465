"""`modcheck replay`: a log of a running kernel and a driver in, the life that explains it out."""

from __future__ import annotations

import argparse

from modcheck.cli.codes import CLEAN, FINDINGS, UNREADABLE
from modcheck.cli.options import add_judging, chosen
from modcheck.cli.output import to_terminal
from modcheck.cli.rules import Commands, books_of


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    replay = commands.add_parser(
        "replay",
        help="explain a dmesg or a console transcript by the driver's source",
        description="Runs the driver's source beside the log: finds the events that print its lines, says "
        "where log and model part, and which errors break in that life. The log may be cut off, mixed with "
        "other lines and with what was typed. Exit code 1: a defect shows, or something is not explained.",
    )
    replay.add_argument("log", metavar="LOG", help="the output of dmesg, or of a console; - for stdin")
    replay.add_argument("driver", metavar="DRIVER", help="a module, as for check")
    replay.add_argument("--lines", action="store_true", help="print each line below what explains it")
    add_judging(replay)
    replay.set_defaults(run=_replay, only_modules=False, staged=False)


def _replay(arguments: argparse.Namespace) -> int:
    from modcheck.cli.modules import Modules, find, judge, kept_results
    from modcheck.device import Profile, catalogue
    from modcheck.engine import machine
    from modcheck.frontend import read
    from modcheck.replay import Printable, follow, read_transcript
    from modcheck.report.followed import render_followed
    from modcheck.source import find_module

    transcript = read_transcript(arguments.log)
    selected = chosen(arguments, [arguments.driver])
    modules = Modules()
    with kept_results(selected) as results:
        layouts = find([arguments.driver], selected, modules, False)
        if len(layouts) > 1:
            find_module(arguments.driver)  # refuses it
        judge(layouts, selected, results, modules, False)
    if not modules.analyses:
        return UNREADABLE  # it was said why
    book = books_of(selected.values["rules"], selected.settings.generation).of(layouts[0])
    program, _ = read(layouts[0], book)
    profile = Profile(selected.values["profile"])
    model = machine(program, book, catalogue()[0], False, profile=profile)
    followed = follow(model, transcript, Printable(program, book))
    text, clean = render_followed(followed, modules.analyses[0], arguments.lines)
    to_terminal(text)
    return CLEAN if clean else FINDINGS
