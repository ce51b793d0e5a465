"""One path of a symbolic execution: its frames, its memory, what it did so far, what it has decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from modcheck.ir.ops import Function, Place
from modcheck.ir.types import UNKNOWN, Ty
from modcheck.learn.terms import (
    GONE,
    Address,
    Cell,
    Decided,
    Event,
    Lit,
    Owner,
    Param,
    Payload,
    Pointer,
    Term,
    Whole,
)
from modcheck.learn.types import Types
from modcheck.learn.values import changed, inside
from modcheck.source import Span

Wrap = Callable[[Term], Term]
Location = tuple[Cell | Term, tuple[object, ...]]
ALLOCATED = {"box": -1, "arc": -2, "": -3}
"""The frame numbers of memory that is no local, by what owns it first."""


class NotUnderstood(Exception):
    """Something that derivation does not know; the function is listed with this reason."""

    def __init__(self, reason: str, span: Span | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span


class Undecided(Exception):
    """The path forks here: the same operation runs again under each of the outcomes."""

    def __init__(self, term: Term, outcomes: tuple[bool | str, ...]) -> None:
        super().__init__(str(term))
        self.term = term
        self.outcomes = outcomes


@dataclass(slots=True)
class Frame:
    """A function while it runs."""

    function: Function
    number: int
    block: int = 0
    at: int = 0
    dest: Place | None = None
    """Where the caller wants the result; none for drops."""
    want: Ty | None = None
    """The type that the caller needs the result to have."""
    wrap: Wrap | None = None
    bindings: dict[str, Ty] = field(default_factory=dict)
    captured: int = 0
    """How many of the parameters a closure captured: what they still own ends with the call."""
    tasks: list[Pointer | Term] = field(default_factory=list)
    """What is still to be dropped before the next operation, last first."""
    visits: dict[int, int] = field(default_factory=dict)

    def copy(self) -> Frame:
        """The same, to go on apart."""
        return Frame(
            self.function, self.number, self.block, self.at, self.dest, self.want,
            self.wrap, self.bindings, self.captured, list(self.tasks), dict(self.visits),
        )  # fmt: skip


@dataclass(slots=True)
class State:
    """A path so far."""

    types: Types
    frames: list[Frame] = field(default_factory=list)
    cells: dict[Cell, Term] = field(default_factory=dict)
    written: dict[Term, Term] = field(default_factory=dict)
    """What was stored into things that are only known by name, and what was moved out of them."""
    events: list[Event] = field(default_factory=list)
    decided: dict[Term, bool | str] = field(default_factory=dict)
    known: dict[Term, Ty] = field(default_factory=dict)
    """Types that casts and signatures told of terms."""
    made: int = 0
    calls: int = 0
    steps: int = 0
    opens: bool = False
    """Is what the caller gave dropped field by field, instead of as a whole that is not looked into?"""

    def copy(self) -> State:
        """The same, to go on apart."""
        return State(
            self.types, [frame.copy() for frame in self.frames], dict(self.cells), dict(self.written),
            list(self.events), dict(self.decided), dict(self.known), self.made, self.calls, self.steps,
            self.opens,
        )  # fmt: skip

    @property
    def frame(self) -> Frame:
        """The function that runs."""
        return self.frames[-1]

    def number(self) -> int:
        """A new number for a frame or a cell."""
        self.made += 1
        return self.made

    def allocate(self, value: Term, kind: str = "") -> Cell:
        """Memory that is no local."""
        cell = Cell(ALLOCATED[kind], self.number())
        self.cells[cell] = value
        return cell

    def choose(self, term: Term, outcomes: tuple[bool | str, ...]) -> bool | str:
        """Which outcome the path is on; raises `Undecided` if it is not decided yet."""
        if term in self.decided:
            return self.decided[term]
        raise Undecided(term, outcomes)

    def decide(self, term: Term, outcome: bool | str) -> None:
        """From here on the term has this outcome."""
        self.decided[term] = outcome
        self.events.append(Decided(term, outcome))

    def current(self, term: Term) -> Term:
        """What is in a place that is known by name: what was stored there, else what was there before."""
        return self.settled(self.written.get(term, term))

    def settled(self, term: Term) -> Term:
        """A value whose variant is decided, as that variant."""
        outcome = self.decided.get(term)
        if isinstance(outcome, str) and not isinstance(term, Whole):
            ty = self.type_of(term)
            return Whole(ty, outcome, *_payload(self, term, ty, outcome))
        return term

    def type_of(self, term: Term) -> Ty:
        """The type of a term; `UNKNOWN` if nothing says it."""
        if term in self.known:
            return self.known[term]
        if isinstance(term, Pointer):
            return Ty("&", (self.type_of(self.at(term)),))
        if isinstance(term, Address):
            return Ty("&", (self.type_of(term.term),))
        if isinstance(term, Owner):
            outer = "core::Box" if term.kind == "box" else "core::Arc"
            return Ty(outer, (self.type_of(self.cells.get(term.cell, GONE)),))
        return self.types.of(term, self.known)

    def at(self, pointer: Pointer) -> Term:
        """What a pointer leads to."""
        value = self.cells.get(pointer.cell, GONE)
        for step in pointer.path:
            value = self.inside(value, step)
        return value

    def inside(self, value: Term, step: object) -> Term:
        """A field, or the payload of a variant, of a value."""
        return self.settled(inside(self.types, self.settled(value), step))

    def store(self, pointer: Pointer, value: Term) -> None:
        """Put a value where a pointer leads."""
        whole = self.cells.get(pointer.cell, GONE)
        self.cells[pointer.cell] = changed(self, whole, pointer.path, value)


def _payload(state: State, term: Term, ty: Ty, outcome: str) -> tuple[tuple[str, ...], tuple[Term, ...]]:
    count = state.types.payloads(ty, outcome)
    names = tuple(str(position) for position in range(count))
    return names, tuple(Payload(term, outcome, position) for position in range(count))


def unknown_param(name: str) -> Param:
    """A parameter of which not even the type is known."""
    return Param(name, UNKNOWN)


def number_of(term: Term) -> int | None:
    """The number that a term is, if it is one."""
    if isinstance(term, Lit) and isinstance(term.value, int):
        return int(term.value)
    return None
