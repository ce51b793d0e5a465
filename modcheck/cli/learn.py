"""`modcheck learn`: a kernel tree in, rule files of its crate out, or what differs from rules at hand."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from modcheck import __version__
from modcheck.cli.codes import CLEAN, FINDINGS, UNREADABLE
from modcheck.cli.output import to_file, to_stream, to_terminal
from modcheck.cli.rules import Commands, folder_of
from modcheck.errors import UsageError

if TYPE_CHECKING:
    from modcheck.contracts import RuleBook
    from modcheck.learn import Crate, Learned
    from modcheck.report.learned import Told

GENERATION = "learn"
"""The folder under rules/kernel with the models that derivation rests on."""


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    learn = commands.add_parser(
        "learn",
        help="derive what the wrappers of a kernel crate do, as rule files",
        description="The Rust API of the `kernel` crate changes with each release; the C functions below it "
        "do not. So what a wrapper does is derived from the crate's own source: each function that acquires "
        "or releases something through C, and each Drop, is followed along all its paths. What is not "
        "understood is listed with place and reason, and never guessed. Nothing is built or run.",
        epilog="First look: modcheck learn --kernel ~/linux. Keep it: --out rules/kernel/mine; files that "
        "are there are merged, and a function that you edited stays yours. In CI: --check rules/kernel/camp "
        "says whether a pack of rules still matches a tree: the rules written by hand do what the crate "
        "does, or say in `replaces` what they do otherwise; those below learned/ are what --pack writes. "
        "exit codes: 0 done, 1 --check found differences, 2 usage, 3 something could not be read",
    )
    learn.add_argument("--kernel", metavar="DIR", required=True, help="the top of a kernel tree")
    learn.add_argument("--out", metavar="DIR", help="write rule files there (default: only a summary)")
    learn.add_argument("--check", metavar="DIR", help="compare with a pack of rules like rules/kernel/camp")
    learn.add_argument("--pack", metavar="DIR", help="the same; write what it does not model to DIR/learned")
    learn.add_argument("--show", metavar="NAME", help="print what functions come to whose path holds NAME")
    learn.add_argument("--json", action="store_true", help="one JSON document for machines")
    learn.add_argument("--output", metavar="FILE", help="write the report there")
    learn.add_argument("--rules", metavar="DIR", help="another rules folder")
    learn.set_defaults(run=_learn)


def _learn(arguments: argparse.Namespace) -> int:
    from modcheck.contracts import load_rules
    from modcheck.learn import against_models, files_of, hazards_of, read_crate
    from modcheck.report.learned import Told

    book = load_rules(folder_of(arguments.rules), GENERATION)
    learned = _derived(read_crate(Path(arguments.kernel), book), book)
    if arguments.show:
        return _show(learned, arguments.show)
    told = Told(learned, hazards_of(learned, book), files_of(learned))
    if arguments.out:
        from modcheck.learn.files import write_files

        told.written = write_files(Path(arguments.out), told.texts.files)
    told.differences = against_models(learned, book) or None
    if arguments.check or arguments.pack:
        _held(told, Path(arguments.check or arguments.pack), bool(arguments.pack))
    _report(arguments, told)
    if learned.crate.unread:
        return UNREADABLE
    return FINDINGS if told.differences else CLEAN


def _derived(crate: Crate, book: RuleBook) -> Learned:
    from modcheck.learn import learn
    from modcheck.report.progress import Progress

    with Progress(sys.stderr, "functions") as bar:
        return learn(crate, book, lambda done, total, path: bar(done, total))


def _held(told: Told, pack: Path, writes: bool) -> None:
    """Hold a pack against the tree: its own rules, and beside them what was learned, which may be written."""
    from modcheck.contracts import LEARNED, load_rules
    from modcheck.learn import Difference, compare, files_of
    from modcheck.learn.files import forget_files, stale_files, write_files

    if pack.parent.name != "kernel" or not pack.is_dir():
        advice = "name a folder like rules/kernel/camp"
        raise UsageError("no rules of a generation of the crate", place=str(pack), advice=advice)
    own = load_rules(pack.parent.parent, pack.name, False)
    told.comparison = compare(told.learned, own, pack.name)
    told.differences = [*(told.differences or []), *told.comparison.differences]
    told.texts = files_of(told.learned, own)
    folder = pack / LEARNED
    if writes:
        told.written = write_files(folder, told.texts.files)
        told.written.removed += forget_files(folder, told.texts.files)
    elif folder.exists():
        text = "is not what the tree gives; `--pack` writes it anew"
        told.differences += [
            Difference(f"{LEARNED}/{name}", text) for name in stale_files(folder, told.texts.files)
        ]


def _show(learned: Learned, sought: str) -> int:
    from modcheck.learn import files_of
    from modcheck.report.words import printable

    for file in files_of(learned).files:
        texts = {f"{file.module}::{name}": text for name, text in file.functions.items()}
        for made in file.classes.values():
            texts.update({f"{file.module}::{made.name}::{name}": t for name, t in made.functions.items()})
        for path, text in texts.items():
            if sought in path:
                sys.stdout.write(printable(f"# {path}\n{text}\n", keep="\n"))
    for unknown in learned.unknown:
        if sought in unknown.path:
            sys.stdout.write(printable(f"# {unknown.path}\n# unknown: {unknown.reason}\n\n", keep="\n"))
    return CLEAN


def _report(arguments: argparse.Namespace, told: Told) -> None:
    from modcheck.report.learned import learned_to_json, learned_to_text

    if arguments.json:
        text = learned_to_json(told, arguments.kernel, __version__)
    else:
        text = learned_to_text(told, arguments.kernel)
    if arguments.output:
        to_file(arguments.output, text)
    elif arguments.json:
        to_stream(text)
    else:
        to_terminal(text)
