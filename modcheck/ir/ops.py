"""The closed set of operations of the intermediate representation.

A function is a control-flow graph of `Block`s; a block is a list of `Op`s and one `Terminator`.
Every op carries the span it came from. Reading a local by `Use` moves what owns something and
copies what does not; `Ref` borrows a place; `Drop` runs the drop glue of what is still there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from modcheck.ir.types import Ty
from modcheck.source import Span


class Field(NamedTuple):
    """A named (or numbered, as text) field; goes through pointers by itself."""

    name: str


class Deref(NamedTuple):
    """What a pointer, box or guard points to."""


class Index(NamedTuple):
    """An element; the index is an operand."""

    operand: Operand


class Variant(NamedTuple):
    """The payload at `position` of an enum value known to be `name`; goes through pointers."""

    name: str
    position: int


Projection = Field | Deref | Index | Variant


class Place(NamedTuple):
    """A local slot and a path into it."""

    local: int
    path: tuple[Projection, ...] = ()


class Const(NamedTuple):
    """A literal: an `int`, `bool`, `str` or the unit."""

    value: object


class Use(NamedTuple):
    """Read a place: moves what owns, copies the rest."""

    place: Place


class Peek(NamedTuple):
    """Read a place without moving."""

    place: Place


class Name(NamedTuple):
    """A path used as a value: a constant, a static, a function, a unit struct or variant."""

    path: str
    args: tuple[Ty, ...] = ()


Operand = Const | Use | Peek | Name


class Ref(NamedTuple):
    """Borrow (`kind` is `&`) or take the raw address (`*`) of a place."""

    place: Place
    kind: str


class Bind(NamedTuple):
    """What a pattern variable gets: a reference if the pattern leads through one, else the value. The first
    `base` projections are not the pattern's, but those of what is matched."""

    place: Place
    base: int


class Binary(NamedTuple):
    """Width-exact arithmetic, comparison or logic; `ty` is the operand type if it is known."""

    operator: str
    left: Operand
    right: Operand
    ty: Ty | None


class Unary(NamedTuple):
    """`!` or `-`."""

    operator: str
    operand: Operand
    ty: Ty | None


class Cast(NamedTuple):
    """`as`."""

    operand: Operand
    ty: Ty


class Make(NamedTuple):
    """A struct, tuple, array or enum value; `names` may be empty for positional fields."""

    ty: Ty
    variant: str
    names: tuple[str, ...]
    operands: tuple[Operand, ...]
    base: Operand | None = None


class Repeat(NamedTuple):
    """`[value; times]`; `element` is the type of the value, if it is an integer's."""

    operand: Operand
    times: Operand
    element: Ty | None = None


class Closure(NamedTuple):
    """A closure: its body and what it captures, in order of its first parameters."""

    function: str
    captures: tuple[Rvalue, ...]


class Format(NamedTuple):
    """A format string with its operands."""

    template: str
    names: tuple[str, ...]
    operands: tuple[Operand, ...]


Rvalue = Const | Use | Peek | Name | Ref | Bind | Binary | Unary | Cast | Make | Repeat | Closure | Format


class Path(NamedTuple):
    """A callee named by path; `owner` is the type before the last segment, if it has arguments."""

    path: str
    owner: Ty | None
    args: tuple[Ty, ...]


class Method(NamedTuple):
    """A callee found by the receiver's abstract type; the receiver is the first argument's place."""

    name: str
    args: tuple[Ty, ...]
    on: Ty | None = None
    """The receiver's type if it is an integer: at run time a number does not know its width."""
    given: Ty | None = None
    """The same of the first argument, or of what that is a reference to."""


class Value(NamedTuple):
    """A callee held in a place: a closure or a function value."""

    operand: Operand


Callee = Path | Method | Value


@dataclass(frozen=True, slots=True)
class Assign:
    """`dest = rvalue`; what was there is gone already (see `Drop`)."""

    dest: Place
    rvalue: Rvalue
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`dest = callee(args)`; for `Method` the first argument is `Use` of the receiver's place."""

    dest: Place
    callee: Callee
    args: tuple[Operand, ...]
    want: Ty | None
    span: Span
    lent: tuple[int, ...] = ()
    """The arguments that are written as `&mut`: what is not known may write there."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Run the drop glue of what the place still owns."""

    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that was not understood: `dest` becomes unknown, the operands may have escaped."""

    dest: Place
    text: str
    operands: tuple[Operand, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CountedLoop:
    """The head of a loop over a written range: the locals that count and bound, and the one that the
    body sees (-1 if it names none)."""

    counter: int
    limit: int
    variable: int
    span: Span


Op = Assign | Call | Drop | Unknown | CountedLoop


@dataclass(frozen=True, slots=True)
class Goto:
    """Continue at a block."""

    target: int


@dataclass(frozen=True, slots=True)
class Branch:
    """Two ways on a boolean."""

    condition: Operand
    then: int
    other: int
    span: Span


@dataclass(frozen=True, slots=True)
class Switch:
    """By the variant name of an enum value (through pointers)."""

    place: Place
    cases: tuple[tuple[str, int], ...]
    otherwise: int
    span: Span


@dataclass(frozen=True, slots=True)
class Return:
    """Leave the function with what is in local 0."""

    span: Span


@dataclass(frozen=True, slots=True)
class Diverge:
    """The path ends here: a panic (`reason` says which) or code that cannot be reached."""

    reason: str
    span: Span
    matched: Place | None = None
    """The value that no arm of a match fits, as the last of its alternatives."""


Terminator = Goto | Branch | Switch | Return | Diverge


@dataclass(slots=True)
class Block:
    """Straight-line ops and one terminator."""

    ops: list[Op]
    end: Terminator


@dataclass(slots=True)
class Function:
    """One function, method, closure or constant as a CFG; local 0 is the result, then the parameters."""

    path: str
    params: int
    names: list[str]
    blocks: list[Block]
    span: Span
    receiver: str = ""
    """How `self` is taken: '' (no self), '&' or 'value'."""
    param_types: tuple[Ty | None, ...] = ()
    result: Ty | None = None
    generics: tuple[str, ...] = ()
    owner: Ty | None = None
    """The type of the impl it stands in, parameters included."""
    contract: bool = False
    """Comes from rules/, not from the driver."""
