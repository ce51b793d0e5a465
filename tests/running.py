"""What tests of whole modules share: the rule book, the story's three drivers, runs of schedules."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from modcheck.contracts import Books, RuleBook, load_rules, rules_folder
from modcheck.device import catalogue
from modcheck.engine import Happened, Machine, machine, run_schedule
from modcheck.frontend import read
from modcheck.ir import Program
from modcheck.pipeline import Analysis, Options, analyse
from modcheck.source import ModuleLayout, find_modules

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "fixtures" / "drivers" / "e1000_story"
A, B, C = STORY / "a_given", STORY / "b_first_attempt", STORY / "c_fixed"
LONG = os.environ.get("MODCHECK_LONG") == "1"
"""Is all that takes long tried, too?"""
VERSIONS = (A, B, C)
"""The ones that have errors."""
D = STORY / "d_right"
RIGHT = {
    "d_right": D,
    "e1000_guards": STORY.parent / "e1000_guards" / "right",
    "edu_modern": STORY.parent / "edu_modern" / "right",
    "timer": STORY.parent / "timer" / "right",
}
"""The drivers in which everything is in order."""
INTERFACES = {name: RIGHT[name] for name in ("d_right", "e1000_guards")}
"""Those of network interfaces."""


def name_of(path: Path) -> str:
    return path.name


@cache
def rule_book() -> RuleBook:
    return load_rules(rules_folder())


@cache
def books() -> Books:
    return Books(rules_folder())


def book_of(layout: ModuleLayout) -> RuleBook:
    """The rules of the generation that a module is written for."""
    return books().of(layout)


@cache
def generations() -> tuple[RuleBook, ...]:
    """The rules of every generation."""
    return tuple(load_rules(rules_folder(), name) for name in books().tables())


@cache
def analysed(path: Path, full: bool = False) -> Analysis:
    """The analysis of one module, made once for all tests."""
    return analyse_anew(path, full)


def analyse_anew(path: Path, full: bool = False) -> Analysis:
    """With `full` it is proved for any number of frames and packets."""
    (layout,) = find_modules([str(path)])
    return analyse(layout, book_of(layout), catalogue()[0], Options(full=full))


@cache
def program_of(path: Path) -> Program:
    (layout,) = find_modules([str(path)])
    return read(layout, book_of(layout))[0]


def machine_of(path: Path, intended: bool = False) -> Machine:
    """A fresh machine over a module; as the kernel crate is implemented unless said otherwise."""
    (layout,) = find_modules([str(path)])
    return machine(program_of(path), book_of(layout), catalogue()[0], intended)


def happened(path: Path, events: str) -> list[Happened]:
    """What each event of a schedule did, the kernel crate taken as it is implemented."""
    return run_schedule(machine_of(path), events.split())


def log_of(event: Happened) -> list[str]:
    return [step.text for step in event.steps if step.kind == "log"]


def logged(path: Path, events: str) -> list[tuple[str, list[str]]]:
    """Each event of a schedule with the lines it printed."""
    return [(event.event, log_of(event)) for event in happened(path, events)]


def analyse_shown(path: Path) -> Analysis:
    """The analysis as it is made from the top of the repository, with names of files relative to it."""
    (layout,) = find_modules([str(path.relative_to(ROOT))])
    return analyse(layout, book_of(layout), catalogue()[0], Options())


@cache
def judged_on(path: Path, profile: str) -> Analysis:
    """The analysis on one of the two devices."""
    (layout,) = find_modules([str(path)])
    return analyse(layout, book_of(layout), catalogue()[0], Options(profile=profile))


def modcheck(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "modcheck", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
