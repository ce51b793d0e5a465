"""A finding and its analysis in, its biography out: the events, what happened in each, the resources, the
registers, who should have given it back, and what the page of the check says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from modcheck.explain.lives import Life, lives
from modcheck.explain.pages import Block, block_of
from modcheck.judgement import Analysis, Callback, Check, Finding, TraceStep

_LOOPED = ("acquire", "release", "read", "write")
"""What a loop does again and again; the rest is told each time."""
Registers = tuple[tuple[str, int | str], ...]


class Moment(NamedTuple):
    """A step, with how often it came in a row."""

    step: TraceStep
    times: int
    concerned: bool
    """Is it about what the finding is about?"""


class Event(NamedTuple):
    """One thing that a user, the device or the network does, and what followed."""

    text: str
    fails: tuple[str, ...]
    """The calls that fail in it, and interrupts that come in between."""
    moments: tuple[Moment, ...]
    held: tuple[str, ...]
    registers: Registers
    changed: frozenset[str]
    """The registers that have other values than after the event before."""


class Biography(NamedTuple):
    """Everything that is to be told of one finding, or of a resource without one."""

    finding: Finding | None
    title: str
    events: tuple[Event, ...]
    lives: tuple[Life, ...]
    subjects: frozenset[str]
    """The resources that it is about."""
    owner: Callback | None
    """The callback that should have given it back."""
    check: Check | None
    fix: Block
    """From the page of the check."""

    @property
    def concerned(self) -> list[Life]:
        """The lives of what it is about."""
        return [life for life in self.lives if life.subject in self.subjects]


def biography(analysis: Analysis, finding: Finding) -> Biography:
    """The biography of a finding."""
    judgement = analysis.judgement
    check = next((check for check in judgement.checks if check.id == finding.rule), None)
    found = lives(finding.trace, judgement.kinds)
    subjects = frozenset(finding.subjects)
    names = [finding.callback, *(life.ends_in for life in found if life.subject in subjects)]
    return Biography(
        finding,
        finding.message,
        _events(finding.trace, finding.choices, subjects),
        tuple(found),
        subjects,
        _callback(judgement.callbacks, names[::-1]),
        check,
        block_of(check.text, "Instead") if check is not None else Block(),
    )


def of_line(analysis: Analysis, path: str, line: int) -> list[Biography]:
    """The biographies of what is acquired on a line, in a life in which nothing fails."""
    judgement = analysis.judgement
    file = analysis.files.get(path)
    found = []
    for life in lives(judgement.life, judgement.kinds):
        places = [stay.place for stay in life.acquired if stay.place is not None and stay.place.path == path]
        lines = [(file.line_column(p.start)[0], file.line_column(p.end)[0]) for p in places if file]
        if not any(first <= line <= last for first, last in lines):
            continue
        subjects = frozenset({life.subject})
        owner = _callback(judgement.callbacks, [life.ends_in])
        events = _events(judgement.life, (), subjects)
        every = tuple(lives(judgement.life, judgement.kinds))
        found.append(Biography(None, life.kind.noun, events, every, subjects, owner, None, Block()))
    return found


def _callback(callbacks: Sequence[Callback], names: Iterable[str]) -> Callback | None:
    """The first of the names that is a callback of the driver."""
    return next((c for name in names for c in callbacks if c.name == name), None)


def _events(
    steps: Sequence[TraceStep], choices: Sequence[tuple[str, ...]], subjects: frozenset[str]
) -> tuple[Event, ...]:
    groups: list[list[TraceStep]] = []
    for step in steps:
        if step.kind == "event":
            groups.append([step])
        elif groups:
            groups[-1].append(step)
    found: list[Event] = []
    before: Registers = ()
    for number, (head, *rest) in enumerate(groups):
        fails = tuple(map(choice_told, choices[number])) if number < len(choices) else ()
        changed = frozenset(name for name, value in head.device if (name, value) not in before)
        moments = tuple(_moments(rest, subjects))
        found.append(Event(head.text, fails, moments, head.held, head.device, changed))
        before = head.device
    return tuple(found)


_BY_ITSELF = {"irq": "the interrupt comes in between", "poll": "a poll runs in between"}


def choice_told(choice: str) -> str:
    """What goes wrong, in words."""
    name = choice.partition("@")[0]
    if " " in name:
        return name
    return _BY_ITSELF.get(name, f"`{name}` fails")


def _moments(steps: Iterable[TraceStep], subjects: frozenset[str]) -> Iterable[Moment]:
    """Steps that are the same in a row are one moment; so are the rounds of a short loop."""
    moments: list[Moment] = []
    for step in steps:
        concerned = step.subject in subjects or step.kind in ("broken", "choice", "asked", "end")
        for back in (1, 2, 3):
            if step.kind in _LOOPED and len(moments) >= back and moments[-back].step == step:
                moments[-back] = moments[-back]._replace(times=moments[-back].times + 1)
                break
        else:
            moments.append(Moment(step, 1, concerned))
    return moments
