"""`modcheck doctor`: a module, a folder or a kernel tree in; what keeps its modules from working out."""

from __future__ import annotations

import argparse
import os

from modcheck import __version__
from modcheck.cli.codes import CLEAN, FINDINGS, UNREADABLE
from modcheck.cli.complaints import complain
from modcheck.cli.output import colours, to_file, to_stream, to_terminal
from modcheck.cli.rules import Commands, books_of
from modcheck.errors import InputError, ModcheckError, UsageError
from modcheck.source import declared

FORMATS = ("text", "json")
ADVICE = "correct that file, or name others with --kernel and --kernel-config; the rest was looked at"


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    doctor = commands.add_parser(
        "doctor",
        help="say what a module is, binds and is built as, and what is in its way",
        description="Reads what stands around a module: Kbuild, Makefile, Kconfig, the configuration of its "
        "kernel, the scripts that load it. PATH is a module's file, its folder, or a whole kernel tree. "
        "Nothing is run, neither make nor a shell: what only running would tell is listed as undecided.",
        epilog="exit codes: 0 nothing in the way, 1 something is, 2 usage, 3 something could not be read",
    )
    doctor.add_argument("path", metavar="PATH")
    doctor.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    doctor.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    doctor.add_argument(
        "--kernel", metavar="DIR",
        help="the kernel tree (default: the one that it lies in, or that its Makefile names)",
    )  # fmt: skip
    doctor.add_argument(
        "--kernel-config", metavar="FILE",
        help="the kernel's configuration (default: .config of the tree, else one beside the module)",
    )  # fmt: skip
    doctor.add_argument("--rules", metavar="DIR", help="another rules folder")
    doctor.set_defaults(run=_doctor)


def _doctor(arguments: argparse.Namespace) -> int:
    from modcheck.around import Asked, Diagnosis, Kconfigs, diagnose, symbols_that_decide
    from modcheck.frontend import read
    from modcheck.report.doctor import diagnoses_to_json, diagnosis_to_text

    _refuse_absent(arguments)
    found = declared([arguments.path])
    failed = [complain(problem, arguments.path) for problem in found.problems]
    asked = Asked(arguments.kernel, arguments.kernel_config, Kconfigs())
    books = books_of(arguments.rules)
    diagnoses: list[Diagnosis] = []
    for layout in found.modules:
        assert asked.kconfigs is not None
        asked.kconfigs.wanted |= symbols_that_decide(layout, asked)
    for layout in found.modules:
        try:
            book = books.of(layout)
            program, files = read(layout, book)
            diagnoses.append(diagnose(layout, program, files, book, asked))
        except ModcheckError as error:
            failed.append(complain(error, layout.shown))
    for problem in dict.fromkeys(problem for told in diagnoses for problem in told.problems):
        failed.append(complain(InputError(problem, advice=ADVICE), arguments.path))
    if arguments.format == "json":
        _write(arguments, diagnoses_to_json(diagnoses, __version__))
    elif diagnoses:
        colour = arguments.output is None and colours()
        _write(arguments, "\n".join(diagnosis_to_text(told, colour) for told in diagnoses))
    if failed:
        return UNREADABLE
    return CLEAN if all(told.works for told in diagnoses) else FINDINGS


def _refuse_absent(arguments: argparse.Namespace) -> None:
    if arguments.kernel is not None and not os.path.isdir(arguments.kernel):
        raise UsageError("no such folder", place=arguments.kernel, advice="name the top of a kernel tree")
    named = arguments.kernel_config
    if named is not None and not os.path.isfile(named):
        raise UsageError("no such file", place=named, advice="name a kernel's .config")


def _write(arguments: argparse.Namespace, text: str) -> None:
    if arguments.output is not None:
        to_file(arguments.output, text)
    elif arguments.format == "text":
        to_terminal(text)
    else:
        to_stream(text)
