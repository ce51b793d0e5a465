"""A scenario file in, its steps out; anything it does not know is refused, with what it may have meant.

A scenario is TOML: `about`, a sentence, and `steps`, a list. A step is a line as it is typed (`insmod`,
`ip link set eth0 up`, `ping 12`), or a table: `{do = "ping 3", reply = "late"}`, `{do = "insmod", fail = 2}`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from modcheck.errors import UsageError
from modcheck.simulation.network import PARTNER
from modcheck.source import read_bytes

MAX_BYTES = 1 << 16
MAX_STEPS, MAX_TIMES = 1_000, 1_000
FOLDER = Path(__file__).parent / "scenarios"

TAKES_NUMBER = {"ping": "echo requests, a second apart", "send": "packets that nobody answers",
                "frame": "frames that nobody asked for", "wait": "seconds"}  # fmt: skip
WORDS = ("insmod", "up", "down", "rmmod", "stats", "link", "cat", "echo", *TAKES_NUMBER)
"""What a step can do. `stats` is what `ifconfig` asks, `link` a cable that is pulled out and put in again;
`cat` reads the module's device file to its end, `echo` writes a line to it."""
REPLIES = ("early", "late")
"""The answer is there before the interrupt is handled, or after."""


class Step(NamedTuple):
    """One thing that a person, or the network, does."""

    do: str
    times: int = 1
    late: bool = False
    """Answers come after the handler has run."""
    fail: int = 0
    """The call that can fail and does, counted from 1 in this step; 0: none."""
    choices: tuple[str, ...] | None = None
    """The places of the calls that fail, and of interrupts that come inside; what comes by itself does not
    come then."""


class Scenario(NamedTuple):
    """What is done, in order."""

    name: str
    about: str
    steps: tuple[Step, ...]


def built_in() -> dict[str, Path]:
    """Name to file of the scenarios that come with the program."""
    return {file.stem: file for file in sorted(FOLDER.glob("*.toml"))}


def read_scenario(name: str) -> Scenario:
    """A scenario by its name, or from a file."""
    known = built_in()
    path = known.get(name, Path(name))
    if name not in known and not path.exists() and not path.name.endswith(".toml"):
        raise UsageError(f"there is no scenario `{name}`", advice=_meant(name, known, "scenarios"))
    table = _table(path)
    shown = path.stem if name in known else name
    for key in table:
        if key not in ("about", "steps"):
            raise UsageError(f"unknown key `{key}`", place=shown, advice="a scenario has `about` and `steps`")
    steps = table.get("steps")
    if not isinstance(steps, list) or not 0 < len(steps) <= MAX_STEPS:
        raise UsageError(f"`steps` must be a list of 1 to {MAX_STEPS} steps", place=shown)
    read = tuple(_step(step, f"{shown}: step {number}") for number, step in enumerate(steps, 1))
    return Scenario(path.stem, str(table.get("about", "")), read)


def from_finding(events: Iterable[str], choices: Iterable[tuple[str, ...]], name: str) -> Scenario:
    """The way to a finding: its events, and what fails or comes inside of each."""
    steps = (Step(event, choices=made) for event, made in zip(events, choices, strict=True))
    return Scenario(name, "the shortest way to a finding", tuple(steps))


def _table(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(read_bytes(path, MAX_BYTES).decode("utf-8"))
    except OSError as error:
        advice = "`modcheck simulate --list` names those that come with modcheck"
        problem = f"cannot be read: {error.strerror or error}"
        raise UsageError(problem, place=str(path), advice=advice) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"is no TOML: {error}", place=str(path)) from error


def _step(value: Any, place: str) -> Step:
    if isinstance(value, str):
        value = {"do": value}
    if not isinstance(value, dict) or not isinstance(value.get("do"), str):
        raise UsageError("a step is a line, or a table with `do`", place=place)
    for key in value:
        if key not in ("do", "reply", "fail"):
            raise UsageError(f"unknown key `{key}`", place=place, advice="a step has `do`, `reply`, `fail`")
    step = parse(value["do"], place)
    reply, fail = value.get("reply", "early"), value.get("fail", 0)
    if reply not in REPLIES:
        raise UsageError("`reply` is `early` or `late`", place=place)
    if not isinstance(fail, int) or isinstance(fail, bool) or (fail < 1 and "fail" in value):
        raise UsageError("`fail` is the number of a call, from 1", place=place)
    return step._replace(late=reply == "late", fail=fail)


def parse(line: str, place: str) -> Step:
    """A line as it is typed, or the short word for it."""
    words = line.split()
    if words[:3] == ["ip", "link", "set"] and words[-1] in ("up", "down"):
        return Step(words[-1])
    first = "stats" if words[:1] == ["ifconfig"] else words[0] if words else ""
    if first not in WORDS:
        raise UsageError(f"unknown step `{line}`", place=place, advice=_meant(first, WORDS, "steps"))
    if first not in TAKES_NUMBER:
        return Step(first)
    given = [word for word in words[1:] if word not in ("-c", PARTNER)]
    number = given[0] if given else "1"
    if len(given) > 1 or not number.isdecimal() or len(number) > 4 or not 0 < int(number) <= MAX_TIMES:
        raise UsageError(f"`{first}` takes a number from 1 to {MAX_TIMES}", place=place)
    return Step(first, int(number))


def _meant(word: str, known: Iterable[str], what: str) -> str:
    near = difflib.get_close_matches(word, list(known), 1)
    told = f"{what}: {', '.join(known)}"
    return f"did you mean `{near[0]}`? {told}" if near else told
