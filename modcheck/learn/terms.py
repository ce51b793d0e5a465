"""What a function computes with while it is executed by symbols: immutable terms, events of a path."""

from __future__ import annotations

from dataclasses import dataclass, field

from modcheck.ir.types import UNKNOWN, Ty
from modcheck.source import Span


@dataclass(frozen=True, slots=True)
class Lit:
    """A number, a truth value, a text or the unit."""

    value: object


@dataclass(frozen=True, slots=True)
class Param:
    """What the caller gave."""

    name: str
    ty: Ty


@dataclass(frozen=True, slots=True)
class Result:
    """What the call with this number gave."""

    number: int
    ty: Ty = UNKNOWN


@dataclass(frozen=True, slots=True)
class Stored:
    """What the call with this number left where its argument at `position` points."""

    number: int
    position: int


@dataclass(frozen=True, slots=True)
class Part:
    """A field of something that is only known by name."""

    base: Term
    name: str


@dataclass(frozen=True, slots=True)
class Payload:
    """What a variant of something holds."""

    base: Term
    variant: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Element:
    """An element of something that is only known by name."""

    base: Term
    index: Term


@dataclass(frozen=True, slots=True)
class Whole:
    """A struct, tuple, array or enum value that the function built."""

    ty: Ty
    variant: str
    names: tuple[str, ...]
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A local of a running function, or a piece of memory that the function allocated."""

    frame: int
    local: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """The address of a place in a cell: field names, or (variant, position), lead to it."""

    cell: Cell
    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a place that is only known by name; the name alone is the value that was there."""

    term: Term


@dataclass(frozen=True, slots=True)
class Owner:
    """A box or a counted pointer to memory that the function allocated; `kind` is the primitive."""

    kind: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic, comparison or logic."""

    operator: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Named:
    """A constant, a static or a function by its path."""

    path: str
    args: tuple[Ty, ...] = ()


@dataclass(frozen=True, slots=True)
class Captured:
    """A closure with what it captured."""

    function: str
    captures: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Pure:
    """A function of values that is not looked into."""

    name: str
    args: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """The place was moved out of."""


Step = str | tuple[str, int]
Term = (
    Lit
    | Param
    | Result
    | Stored
    | Part
    | Payload
    | Element
    | Whole
    | Pointer
    | Address
    | Owner
    | Binary
    | Named
    | Captured
    | Pure
    | Gone
)
OWNING = ("as_box", "as_arc", "as_counted", "arc_clone", "own")
"""Primitives whose result gives something back when it is dropped."""
GONE = Gone()
NOTHING = Lit(None)


@dataclass(frozen=True, slots=True)
class CallC:
    """A call of a C function, or of a primitive of the rule files."""

    number: int
    name: str
    args: tuple[Term, ...]
    inside: str = field(default="", compare=False)
    """The function in whose body it stands."""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A call that a type decides that is not known here: of a type parameter, or of a receiver."""

    number: int
    on: Term
    name: str
    args: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Write:
    """A store into something that outlives the function."""

    target: Term
    value: Term


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that the caller gave ends here."""

    term: Term


@dataclass(frozen=True, slots=True)
class Decided:
    """The path goes on where the term has this truth value, or is this variant."""

    term: Term
    outcome: bool | str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a place holds gets a name before something else is stored there."""

    name: str
    term: Term


Event = CallC | Dispatch | Write | Dropped | Decided | Kept


@dataclass(frozen=True, slots=True)
class Path:
    """One way through a function: what happens in order, and what it gives; or why it ends."""

    events: tuple[Event, ...]
    result: Term
    diverges: str = ""


def parts_of(term: Term) -> tuple[Term, ...]:
    """The terms that a term is made of."""
    if isinstance(term, Part | Payload):
        return (term.base,)
    if isinstance(term, Address):
        return (term.term,)
    if isinstance(term, Element):
        return (term.base, term.index)
    if isinstance(term, Whole):
        return term.values
    if isinstance(term, Binary):
        return (term.left, term.right)
    if isinstance(term, Captured):
        return term.captures
    return term.args if isinstance(term, Pure) else ()


def mentions(term: Term, sought: Term) -> bool:
    """Is it a part of the term?"""
    return term == sought or any(mentions(part, sought) for part in parts_of(term))


def ok(value: Term) -> Whole:
    """`Ok(value)`."""
    return Whole(Ty("core::Result"), "Ok", ("0",), (value,))


def results_in(term: Term) -> set[int]:
    """The numbers of the calls of whose results a term is made."""
    if isinstance(term, Result):
        return {term.number}
    return {number for part in parts_of(term) for number in results_in(part)}
