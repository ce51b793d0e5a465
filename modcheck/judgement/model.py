"""What the program says of a module, as data: findings with their stories, promises, what was not seen.

Named tuples, for each dataclass would cost a commit hook a millisecond at every start.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from modcheck.source import Span


class Level(Enum):
    """How serious; in this order."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(Enum):
    """VIOLATED replays with known words; POSSIBLE passes something unread or unknown. The rest is of
    obligations that no run broke: PROVED, if all runs within the bounds were looked at and some came to
    the point; UNREACHABLE, if none did; else UNKNOWN."""

    VIOLATED = "VIOLATED"
    POSSIBLE = "POSSIBLE"
    PROVED = "PROVED"
    UNKNOWN = "UNKNOWN"
    UNREACHABLE = "UNREACHABLE"


class Blame(Enum):
    """Whose mistake."""

    DRIVER = "driver"
    FRAMEWORK = "framework"


class Role(Enum):
    """What a place has to do with a finding; in the order in which one is chosen that lies in a change."""

    HERE = "here"
    RELEASE = "release"
    CALLBACK = "callback"
    EXIT = "exit"
    ACQUISITION = "acquisition"


class Place(NamedTuple):
    """A place at which a finding may be shown."""

    role: Role
    span: Span


class TraceStep(NamedTuple):
    """One step of the story: an event, or something that happened in it."""

    kind: str
    """`event`, `log`, `broken`, `choice`, `enter`, `acquire`, `release`, `end`; in a biography also `leave`,
    `read`, `write` and `lost` (at the end of an event nobody can give it back any more)."""
    text: str
    place: Span | None
    held: tuple[str, ...] = ()
    """Of an event: what is on the books at its end."""
    device: tuple[tuple[str, int | str], ...] = ()
    """Of an event: the registers at its end. Of an access: the register's name and the value."""
    subject: str = ""
    """Of an acquisition, a release or a loss: kind and site, as `irq.line@main.rs:120` (a byte offset)."""
    callback: str = ""
    """The callback that is running; empty between callbacks."""


BIOGRAPHY = frozenset({"leave", "read", "write", "lost"})
"""Kinds of steps that only a biography tells."""


class Consequence(NamedTuple):
    """Another broken promise with the same cause."""

    rule: str
    place: Span | None
    text: str


class Finding(NamedTuple):
    """One root cause."""

    rule: str
    level: Level
    verdict: Verdict
    blame: Blame
    message: str
    place: Span
    label: str
    callback: str
    resource: str
    symptom: tuple[str, ...]
    help: str
    fingerprint: str
    events: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    profile: str
    trace: tuple[TraceStep, ...]
    related: tuple[tuple[Span, str], ...] = ()
    consequences: tuple[Consequence, ...] = ()
    assumptions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    """What it is about, as in the steps of the trace; the first is that of the trace."""
    places: tuple[Place, ...] = ()
    """Where it may be shown, the primary place first."""
    accepted: str = ""
    """The reason that the source gives for expecting it."""
    only_on: str = ""
    """The profile of the device, if the same life breaks nothing on the other one."""
    change: str = ""
    """Of a run that looks at a change: `introduced` by it, or only `touched`; else empty."""

    @property
    def story(self) -> tuple[TraceStep, ...]:
        """The trace without what only a biography tells."""
        return tuple(step for step in self.trace if step.kind not in BIOGRAPHY)


class Kind(NamedTuple):
    """What the rules say of a kind of resource."""

    id: str
    noun: str
    release: str
    """What gives it back, as Rust in the API at hand."""
    life: str


class Callback(NamedTuple):
    """A function that the kernel calls: its name, and the lines of its item."""

    name: str
    span: Span
    """The function's name in the source."""
    body: Span
    """From there to the last thing it does."""


class Check(NamedTuple):
    """A check, as far as reports speak of it."""

    id: str
    title: str
    tier: str
    text: str = ""
    """The page, Markdown; only of checks that found something."""
    references: tuple[str, ...] = ()


class Obligation(NamedTuple):
    """A promise at a point, and what is known of it."""

    rule: str
    subject: str
    at: str
    verdict: Verdict
    states: int = 0
    assumptions: tuple[str, ...] = ()


class Assumption(NamedTuple):
    """Something that was not seen."""

    id: str
    kind: str
    place: Span | None
    text: str


class Coverage(NamedTuple):
    """How much of the driver was understood: distinct call places that were run."""

    effect: int
    no_effect: int
    unknown: tuple[tuple[Span, str], ...]
    faults: tuple[tuple[Span, str], ...]
    never_run: tuple[tuple[Span, str], ...] = ()
    """Functions of the driver that no path entered."""
    unused: tuple[tuple[Span, str], ...] = ()
    """And those that nothing in the driver mentions."""

    @property
    def calls(self) -> int:
        """All call places."""
        return self.effect + self.no_effect + len(self.unknown)


class Judgement(NamedTuple):
    """Everything about one module."""

    name: str
    root: str
    entry_points: tuple[str, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    proved: tuple[Obligation, ...]
    unproved: tuple[Obligation, ...]
    assumptions: tuple[Assumption, ...]
    coverage: Coverage
    bounds: tuple[str, ...]
    states: int
    ops: int
    covered: tuple[int, int] = (0, 0)
    """States and operations of the second exploration, the one that proves; of none, if there was none."""
    obstacles: tuple[str, ...] = ()
    """Why nothing is proved; empty if something was."""
    unused_expectations: tuple[tuple[Span, str], ...] = ()
    checks: tuple[Check, ...] = ()
    """All checks that looked."""
    kinds: tuple[Kind, ...] = ()
    """The resources that occur in a trace."""
    callbacks: tuple[Callback, ...] = ()
    hidden: tuple[tuple[int, str], ...] = ()
    """How many findings a report leaves out, and why."""
    life: tuple[TraceStep, ...] = ()
    """One plain life of the module, in which nothing fails: who acquires and releases what."""
