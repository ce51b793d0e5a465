"""`modcheck simulate`: a driver and a scenario in, the log that it would print out."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from modcheck.cli.codes import CLEAN, FINDINGS, USAGE
from modcheck.cli.options import add_judging, chosen
from modcheck.cli.rules import Commands, books_of
from modcheck.errors import UsageError
from modcheck.report.words import counted, printable

if TYPE_CHECKING:
    from modcheck.simulation import Line, Scenario, Simulation

_PLAIN = frozenset({"typed", "said", "impossible", "log", "end"})


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    simulate = commands.add_parser(
        "simulate",
        help="run a scenario and print the log with times",
        description="Runs the driver's own source against the device and the kernel around it, every word "
        "known, and prints what dmesg and the console would show. A scenario is TOML: `steps`, a list of "
        'lines as they are typed ("insmod", "ip link set eth0 up", "ping 12", "frame 20", "rmmod") or tables '
        '({do = "insmod", fail = 2}: the second call that can fail does; {do = "ping 3", reply = "late"}: '
        "answers come after the interrupt was handled).",
    )
    simulate.add_argument("driver", nargs="?", metavar="DRIVER", help="a module, as for check")
    simulate.add_argument(
        "--scenario", metavar="NAME", help="one of --list, or a file (default: one that fits)"
    )
    simulate.add_argument("--list", action="store_true", help="list the scenarios that come with modcheck")
    simulate.add_argument(
        "--finding", metavar="FINGERPRINT", help="the way to a finding; 1 if it breaks its promise again"
    )
    simulate.add_argument("--trace", action="store_true", help="also register accesses and resources")
    simulate.add_argument("--pcap", metavar="FILE", help="write the frames on the wire, for tcpdump")
    add_judging(simulate)
    simulate.set_defaults(run=_simulate, only_modules=False, staged=False)


def _simulate(arguments: argparse.Namespace) -> int:
    from modcheck.simulation import read_scenario

    if arguments.list:
        return _list()
    if arguments.driver is None:
        raise UsageError("no driver is named", advice="modcheck simulate DRIVER --scenario NAME")
    if arguments.finding is not None:
        return _finding(arguments)
    _show(arguments, read_scenario(arguments.scenario) if arguments.scenario else None)
    return CLEAN


def _list() -> int:
    from modcheck.simulation import built_in, read_scenario

    for name in built_in():
        print(f"{name:24} {read_scenario(name).about}")
    return CLEAN


def _finding(arguments: argparse.Namespace) -> int:
    from modcheck.cli.stories import with_fingerprint
    from modcheck.simulation import from_finding

    if arguments.scenario is not None:
        raise UsageError("--finding has a scenario of its own", advice="leave out --scenario")
    arguments.paths = [arguments.driver]
    told = with_fingerprint(arguments, arguments.finding)[0]
    finding = told.biography.finding
    assert finding is not None
    choices = [*finding.choices, *[()] * (len(finding.events) - len(finding.choices))]
    simulation = _show(arguments, from_finding(finding.events, choices, finding.fingerprint))
    kinds = [line.kind for line in simulation.lines]
    last = len(kinds) - kinds[::-1].index("typed") if "typed" in kinds else 0
    again = "broken" in kinds[last:]
    print(f"# {finding.rule}: {'broken' if again else 'not broken'} in this run")
    return FINDINGS if again else USAGE if "impossible" in kinds else CLEAN


def _show(arguments: argparse.Namespace, scenario: Scenario | None) -> Simulation:
    """Run a scenario, or that which fits the driver; print it, and write what went over the wire."""
    from modcheck.device import Profile, catalogue
    from modcheck.engine import machine
    from modcheck.findings import assumption_of
    from modcheck.frontend import read
    from modcheck.report.snippets import short
    from modcheck.simulation import fitting, read_scenario, simulate, to_pcap
    from modcheck.source import find_module

    selected = chosen(arguments, [arguments.driver])
    layout = find_module(arguments.driver)
    book = books_of(selected.values["rules"], selected.settings.generation).of(layout)
    program, files = read(layout, book)
    scenario = scenario or read_scenario(fitting(program, book.file_trait))
    profile = Profile(selected.values["profile"])
    started = time.perf_counter()
    simulation = simulate(machine(program, book, catalogue()[0], False, profile=profile), scenario)
    seconds = time.perf_counter() - started
    for line in simulation.lines if arguments.trace else _without_trace(simulation.lines):
        print(_shown(line))
    for assumption in map(assumption_of, simulation.assumed):
        place = short(assumption.place, files) if assumption.place is not None else ""
        print(printable(f"# not seen: {assumption.text} at {place}"))
    frames = counted(len(simulation.frames), "frame")
    print(f"# {counted(simulation.steps, 'step')}, {frames} on the wire", flush=True)
    print(f"# {1000 * seconds:.1f} ms")
    if arguments.pcap is not None:
        _write(arguments.pcap, to_pcap(simulation.frames))
    return simulation


def _without_trace(lines: Iterable[Line]) -> Iterator[Line]:
    """The console, and each broken promise where it first breaks."""
    known: set[str] = set()
    for line in lines:
        if line.kind in _PLAIN or (line.kind == "broken" and line.text not in known):
            yield line
        known.add(line.text)


def _shown(line: Line) -> str:
    """A line as the console would show it; what it would not stands behind `!!` or in parentheses."""
    if line.kind == "typed":
        return printable(f"~ # {line.text}" if not line.text.startswith("(") else line.text)
    if line.kind in ("said", "impossible"):
        return printable(line.text)
    stamp = f"[{line.milliseconds / 1000:12.6f}]"
    if line.kind == "log":
        return printable(f"{stamp} {line.text}")
    if line.kind == "broken":
        return printable(f"{stamp}   !! {line.text}")
    if line.kind == "end":
        return printable(f"{stamp}   -- the machine stops here: {line.text}")
    return printable(f"{stamp}   ({line.kind} {line.text})")


def _write(file: str, content: bytes) -> None:
    try:
        with open(file, "wb") as out:
            out.write(content)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", place=file) from error
