"""The arguments of the program in, its exit code out: finds the command, runs it, tells its errors."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from modcheck import __version__
from modcheck.cli import (
    baseline,
    check,
    device,
    doctor,
    dump,
    explain,
    init,
    learn,
    replay,
    rules,
    run,
    simulate,
)
from modcheck.cli.codes import USAGE
from modcheck.cli.complaints import complain

COMMANDS = (check, explain, doctor, baseline, init, run, simulate, replay, device, rules, learn, dump)


READER_LEFT = 128 + 13
"""As a program that SIGPIPE ended: who read the output has left, and what was found is not told."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    collects = gc.isenabled() and argv is not None
    gc.disable()  # a run is short and bounded: collecting its cycles costs a fifth of the time
    try:
        return _run(argv)
    finally:
        if collects:  # a caller who gave the arguments goes on after this; the program itself ends
            gc.enable()


def _run(argv: Sequence[str] | None) -> int:
    whole = parser()
    arguments = whole.parse_args(argv)
    if not hasattr(arguments, "run"):
        whole.print_help()
        return USAGE
    with suppress(AttributeError):  # what the terminal cannot show is printed as its escape
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        command: Callable[[argparse.Namespace], int] = arguments.run
        code = command(arguments)
        sys.stdout.flush()  # while a reader who left can still be told from a failure
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return complain(error, str(getattr(arguments, "file", getattr(arguments, "driver", "modcheck"))))


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    whole = argparse.ArgumentParser(
        prog="modcheck",
        description="Runs a Rust kernel driver through its whole life and says what it does not give back.",
        epilog="exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 could not analyse",
    )
    whole.add_argument("--version", action="version", version=f"modcheck {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    return whole
