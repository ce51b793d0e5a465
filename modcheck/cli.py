"""Arguments in, reports on standard output and an exit code out; no analysis here.

Exit codes: 0 clean at the level asked for, 1 findings, 2 usage or configuration, 3 something could not
be analysed (the findings of the rest are still printed).
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from modcheck import __version__
from modcheck.contracts import RuleBook, load_rules, rules_folder
from modcheck.device import Device, catalogue
from modcheck.environment import EVENTS
from modcheck.errors import InputError, InternalError, ModcheckError, UsageError
from modcheck.findings import Finding, Level
from modcheck.frontend import read
from modcheck.pipeline import Analysis, Options, analyse
from modcheck.report import printable, render_obligations, render_text, to_json
from modcheck.source import ModuleLayout, discover, find_modules

CLEAN, FINDINGS, USAGE, UNREADABLE = 0, 1, 2, 3
MAX_MEMORY = 2 << 30
"""Bytes of address space while a module is analysed; the story's drivers take less than 50 MB."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    gc.disable()  # a run is short and bounded: collecting its cycles costs a fifth of the time
    parser = _parser()
    arguments = parser.parse_args(argv)
    if not hasattr(arguments, "run"):
        parser.print_help()
        return USAGE
    with suppress(AttributeError):  # half of a surrogate in a file's name is printed as its escape
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _complain(error, str(getattr(arguments, "file", getattr(arguments, "driver", "modcheck"))))


def _complain(error: Exception, about: str) -> int:
    """One clear message on standard error; what is no `ModcheckError` is a defect of ours. The exit code."""
    if not isinstance(error, ModcheckError):
        if os.environ.get("MODCHECK_DEBUG") == "1":
            raise error
        frame = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} {error}"[:200]
        text = f"internal error in {about}: {cause} (at {os.path.basename(frame.filename)}:{frame.lineno})"
        error = InternalError(text, advice="please report it with the output under MODCHECK_DEBUG=1")
    print(f"error: {printable(error.told())}", file=sys.stderr)
    if error.advice:
        print(f"  help: {printable(error.advice)}", file=sys.stderr)
    return error.exit_code


class _Late(BaseException):
    """The time for one module is up; no handler of errors in between holds it."""


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """The last line of defence: every stage has bounds of its own."""

    def late(number: int, frame: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, late)
    memory = resource.getrlimit(resource.RLIMIT_AS)
    smallest = min(limit for limit in (*memory, MAX_MEMORY) if limit != resource.RLIM_INFINITY)
    with suppress(OSError, ValueError):  # a system that does not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (smallest, memory[1]))
    signal.alarm(seconds)
    try:
        yield
    except _Late:
        raise InputError(f"not finished after {seconds} seconds", advice="see --max-seconds") from None
    except MemoryError:
        raise InputError(f"needs more than {smallest >> 20} MiB of memory") from None
    finally:
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_AS, memory)
        signal.signal(signal.SIGALRM, before)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="modcheck",
        description="Runs a Rust kernel driver through its whole life and says what it does not give back.",
        epilog="exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 could not analyse",
    )
    parser.add_argument("--version", action="version", version=f"modcheck {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _check_command(commands)
    _run_command(commands)
    _dump_commands(commands)
    return parser


def _check_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check", help="analyse modules and print what is wrong",
        description="PATH is a module's main file, a file of it, or a folder (with a Kbuild: a module).",
    )  # fmt: skip
    check.add_argument("paths", nargs="+", metavar="PATH")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--fail-on", choices=("error", "warning", "note"), default="error",
                       help="the level from which findings make the exit code 1")  # fmt: skip
    check.add_argument("--framework", choices=("both", "as-implemented", "as-intended"), default="both",
                       help="judge the kernel crate as written, as meant, or both")  # fmt: skip
    check.add_argument("--depth", type=int, default=1, metavar="N",
                       help="failures, frames and packets a path may have (default: 1 of each)")  # fmt: skip
    check.add_argument("--replay", metavar="FINGERPRINT", help="run a witness again; 1 if it breaks")
    check.add_argument("--brief", action="store_true", help="findings without their stories")
    check.add_argument("--obligations", action="store_true", help="print every promise with its verdict")
    check.add_argument("--timings", action="store_true", help="print the seconds of each stage")
    check.add_argument("--profile", choices=("qemu", "hw"), default="qemu",
                       help="whose device: QEMU's, or silicon by its manual (default: qemu)")  # fmt: skip
    check.add_argument("--kernel", metavar="DIR", help="a kernel tree, read for unknown wrappers")
    check.add_argument("--rules", metavar="DIR", help="another rules folder")
    check.add_argument("--max-seconds", type=int, default=300, metavar="N", help="for a module (300)")
    check.set_defaults(run=_check)


def _run_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser(
        "run", help="run one schedule of events and print the driver's log",
        description=f"Events: {', '.join(EVENTS)}. Every word is known and nothing fails.",
    )  # fmt: skip
    run.add_argument("driver", metavar="DRIVER")
    run.add_argument("events", nargs="+", metavar="EVENT")
    run.add_argument("--trace", action="store_true", help="also register accesses and resources")
    run.add_argument("--rules", metavar="DIR")
    run.set_defaults(run=_run)


def _dump_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    dump = commands.add_parser("dump", help="show what a stage made of a module")
    dump.add_argument("stage", choices=("syntax", "ir", "graph", "states"))
    dump.add_argument("file", metavar="PATH")
    dump.add_argument("--rules", metavar="DIR")
    dump.set_defaults(run=_dump)
    graph = commands.add_parser("graph", help="who acquires and releases what, from which callback")
    graph.add_argument("file", metavar="PATH")
    graph.add_argument("--format", choices=("dot", "json", "mermaid"), default="dot")
    graph.add_argument("--rules", metavar="DIR")
    graph.set_defaults(run=_graph)
    rules = commands.add_parser("rules", help="list the checks")
    rules.add_argument("--rules", metavar="DIR")
    rules.set_defaults(run=_rules)
    explain = commands.add_parser("explain", help="print the page of a check")
    explain.add_argument("rule", metavar="RULE")
    explain.add_argument("--rules", metavar="DIR")
    explain.set_defaults(run=_explain)
    device = commands.add_parser("device", help="list the models of devices, or the registers of one")
    device.add_argument("name", nargs="?", metavar="DEVICE")
    device.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    device.set_defaults(run=_registers)


def _book(arguments: argparse.Namespace) -> RuleBook:
    from pathlib import Path

    folder = Path(arguments.rules) if arguments.rules else rules_folder()
    if not os.path.isdir(folder / "checks"):
        advice = "the folder must hold checks/, bindings/, …"
        raise UsageError("no rules here", place=str(folder), advice=advice)
    return load_rules(folder)


def _device() -> Device:
    return catalogue()[0]


def _check(arguments: argparse.Namespace) -> int:
    from modcheck.engine import Limits

    started = time.perf_counter()
    if not 1 <= arguments.depth <= 3:
        raise UsageError("--depth must be 1, 2 or 3", advice="each step multiplies the search")
    if arguments.max_seconds < 1:
        raise UsageError("--max-seconds must be 1 or more")
    if arguments.kernel and not os.path.isdir(os.path.join(arguments.kernel, "rust", "kernel")):
        advice = "name the top of a kernel tree"
        raise UsageError("no rust/kernel in this tree", place=arguments.kernel, advice=advice)
    book = _book(arguments)
    depth = arguments.depth
    limits = Limits(failures=depth, traffic=depth)
    options = Options(limits, arguments.framework, arguments.profile, arguments.kernel)
    found = discover(arguments.paths)
    for problem in found.problems:
        _complain(problem, "")
    tried = [_analysed(layout, book, options, arguments.max_seconds) for layout in found.modules]
    analyses = [analysis for analysis in tried if analysis is not None]
    failed = bool(found.problems) or len(analyses) < len(tried) or any([_blind(a) for a in analyses])
    if arguments.replay:
        return _replay(arguments.replay, analyses) or (UNREADABLE if failed else CLEAN)
    _print(arguments, analyses, time.perf_counter() - started)
    return UNREADABLE if failed else _verdict(arguments, analyses)


def _analysed(layout: ModuleLayout, book: RuleBook, options: Options, seconds: int) -> Analysis | None:
    """One module; what is wrong with it must not keep the others from being analysed."""
    try:
        with _at_most(seconds):
            return analyse(layout, book, _device(), options)
    except Exception as error:
        trouble = error
    if isinstance(trouble, ModcheckError):
        trouble.place = layout.shown if trouble.place is None else trouble.place
        trouble.__context__ = None  # its frames hold all that was built, which the next module needs room for
        gc.collect()
    _complain(trouble, layout.shown)
    return None


def _blind(analysis: Analysis) -> bool:
    """No callback was read, a whole file was not, or a bound kept callbacks from being run at all: that is
    not clean, whatever was found."""
    if analysis.callbacks == 0:
        text = "no callback of a kernel module could be read: nothing was analysed"
        _complain(InputError(text, place=analysis.judgement.root), "")
    judgement = analysis.judgement
    starved = bool(judgement.bounds) and bool(judgement.coverage.never_run or not judgement.findings)
    if starved:
        text = "a bound was hit: the search did not get far enough to call this analysed"
        _complain(InputError(text, place=judgement.root), "")
    return analysis.callbacks == 0 or analysis.lost > 0 or starved


def _verdict(arguments: argparse.Namespace, analyses: list[Analysis]) -> int:
    levels = list(Level)
    worst = levels.index(Level(arguments.fail_on))
    found = any(levels.index(f.level) <= worst for a in analyses for f in a.judgement.findings)
    return FINDINGS if found else CLEAN


def _print(arguments: argparse.Namespace, analyses: list[Analysis], seconds: float) -> None:
    if arguments.format == "json":
        sys.stdout.write(to_json([(a.judgement, a.files) for a in analyses], __version__, seconds))
        return
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for analysis in analyses:
        sys.stdout.write(render_text(analysis.judgement, analysis.files, colour, arguments.brief))
        if arguments.obligations:
            sys.stdout.write(render_obligations(analysis.judgement, analysis.files))
        if arguments.timings:
            stages = ", ".join(f"{name} {value:.3f} s" for name, value in analysis.seconds.items())
            print(f"  timings: {stages}")
    print(f"  time: {seconds:.2f} s")


def _replay(fingerprint: str, analyses: list[Analysis]) -> int:
    """Each finding was replayed when it was judged: say what that run showed."""
    findings: list[Finding] = [finding for a in analyses for finding in a.judgement.findings]
    matches = [finding for finding in findings if finding.fingerprint.startswith(fingerprint)]
    if not matches:
        print(f"no finding has the fingerprint {fingerprint}: it does not break any more")
        return CLEAN
    for finding in matches:
        print(printable(f"{finding.rule}: {finding.message}"))
        for step in finding.trace:
            print(printable(f"  {step.kind:8} {step.text}"))
    return FINDINGS


def _run(arguments: argparse.Namespace) -> int:
    from modcheck.engine import machine, run_schedule

    unknown = [event for event in arguments.events if event not in EVENTS]
    if unknown:
        raise UsageError(f"unknown event `{unknown[0]}`", advice=f"events: {', '.join(EVENTS)}")
    book = _book(arguments)
    layout = find_modules([arguments.driver])[0]
    program, _ = read(layout, book)
    started = time.perf_counter()
    for happened in run_schedule(machine(program, book, _device(), False), arguments.events):
        print(f"# {happened.event}")
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
    return CLEAN


def _dump(arguments: argparse.Namespace) -> int:
    from modcheck.dump import dump

    layout = find_modules([arguments.file])[0]
    sys.stdout.write(printable(dump(arguments.stage, layout, _book(arguments), _device()), keep="\n\t"))
    return CLEAN


def _graph(arguments: argparse.Namespace) -> int:
    from modcheck.graph import build

    book = _book(arguments)
    program, _ = read(find_modules([arguments.file])[0], book)
    graph = build(program, book)
    renderers = {"dot": graph.to_dot, "json": graph.to_json, "mermaid": graph.to_mermaid}
    print(printable(renderers[arguments.format](), keep="\n\t"))
    return CLEAN


def _rules(arguments: argparse.Namespace) -> int:
    for page in _book(arguments).checks.values():
        print(f"{page.id:32} {page.tier:8} {page.title}")
    return CLEAN


def _explain(arguments: argparse.Namespace) -> int:
    import difflib

    book = _book(arguments)
    page = book.checks.get(arguments.rule)
    if page is None:
        close = difflib.get_close_matches(arguments.rule, book.checks, 1)
        advice = f"did you mean `{close[0]}`?" if close else "`modcheck rules` lists the checks"
        raise UsageError(f"there is no check `{arguments.rule}`", advice=advice)
    print(f"# {page.id} ({page.tier}): {page.title}\n\n{page.text.strip()}\n\n## References\n")
    for reference in page.references:
        print(f"- {reference}")
    return CLEAN


def _registers(arguments: argparse.Namespace) -> int:
    from modcheck.device.listing import listed

    models = {model.name: model for model in catalogue()}
    if arguments.name is not None and arguments.name not in models:
        raise UsageError(f"there is no model `{arguments.name}`", advice=f"there are {', '.join(models)}")
    chosen = [models[arguments.name]] if arguments.name else []
    sys.stdout.write(listed(chosen or list(models.values()), arguments.format, not chosen))
    return CLEAN
