"""What the program says of a module, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

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


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step of the story: an event, or something that happened in it."""

    kind: str
    text: str
    place: Span | None
    held: tuple[str, ...] = ()
    device: tuple[tuple[str, int | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Consequence:
    """Another broken promise with the same cause."""

    rule: str
    place: Span | None
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
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


@dataclass(frozen=True, slots=True)
class Obligation:
    """A promise at a point, and what is known of it."""

    rule: str
    subject: str
    at: str
    verdict: Verdict
    states: int = 0
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something that was not seen."""

    id: str
    kind: str
    place: Span | None
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the driver was understood: distinct call places that were run."""

    effect: int
    no_effect: int
    unknown: tuple[tuple[Span, str], ...]
    faults: tuple[tuple[Span, str], ...]
    never_run: tuple[tuple[Span, str], ...] = ()
    """Functions of the driver that no path entered."""

    @property
    def calls(self) -> int:
        """All call places."""
        return self.effect + self.no_effect + len(self.unknown)


@dataclass(frozen=True, slots=True)
class Judgement:
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
    unused_expectations: tuple[tuple[Span, str], ...] = field(default=())
