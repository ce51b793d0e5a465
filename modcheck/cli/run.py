"""`modcheck run`: a driver and a list of events in, the log of that one schedule out."""

from __future__ import annotations

import argparse
import time

from modcheck.cli.codes import CLEAN, USAGE
from modcheck.cli.rules import Commands, books_of
from modcheck.errors import UsageError
from modcheck.report.words import printable


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    run = commands.add_parser(
        "run", help="run one schedule of events and print the driver's log",
        description="Events: insmod, up, xmit, down, rmmod, irq, frame, link; xmit-short, xmit-full, "
        "xmit-burst, frame-full; cat, echo, ioctl, read-short, read-back, pread, pwrite, lseek-read, "
        "lseek-write, ioctl-any, poll, mmap, unbind; thread. What a process chooses can be given: "
        '"pread 41 1" (offset, length), "lseek-read 1 -5 2" (whence, distance, length). Every word is '
        "known and nothing fails. "
        "Exit code 2: an event was not possible when it was to come.",
    )  # fmt: skip
    run.add_argument("driver", metavar="DRIVER", help="a module, as for check")
    run.add_argument("events", nargs="+", metavar="EVENT", help="in the order in which they happen")
    run.add_argument("--trace", action="store_true", help="also register accesses and resources")
    run.add_argument("--rules", metavar="DIR", help="another rules folder")
    run.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from modcheck.device import catalogue
    from modcheck.engine import machine, run_schedule
    from modcheck.environment import EVENTS
    from modcheck.frontend import read
    from modcheck.source import find_module

    events, plans = zip(*map(_event, arguments.events), strict=True)
    unknown = [event for event in events if event not in EVENTS]
    if unknown:
        raise UsageError(f"unknown event `{unknown[0]}`", advice=f"events: {', '.join(EVENTS)}")
    layout = find_module(arguments.driver)
    book = books_of(arguments.rules).of(layout)
    program, _ = read(layout, book)
    started = time.perf_counter()
    impossible = False
    for happened in run_schedule(machine(program, book, catalogue()[0], False), events, plans):
        print(f"# {happened.event}")
        impossible = impossible or not happened.possible
        for step in happened.steps:
            if step.kind == "log":
                print(printable(step.text))
            elif step.kind == "broken" and not step.text.endswith("retained"):
                print(printable(f"  !! {step.text}"))
            elif arguments.trace:
                print(printable(f"  ({step.kind} {step.text})"))
        if happened.stopped:
            print(f"  -- the machine stops here: {happened.stopped}")
    print(f"# {1000 * (time.perf_counter() - started):.1f} ms")
    return USAGE if impossible else CLEAN


def _event(words: str) -> tuple[str, frozenset[str]]:
    """An event, and what a process chooses in it."""
    from modcheck.environment import ASKED, CHOSEN

    name, *numbers = words.split() or [words]
    if not numbers:
        return name, frozenset()
    names = CHOSEN.get(name, ())
    if len(numbers) != len(names) or not all(n.removeprefix("-").isdecimal() for n in numbers):
        takes = f"takes {', '.join(names)}" if names else "takes no numbers"
        raise UsageError(f"`{words}`: `{name}` {takes}", advice='e.g. "pread 41 1"')
    return name, frozenset({", ".join(map(" ".join, zip(names, numbers, strict=True))) + ASKED})
