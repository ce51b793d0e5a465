"""What one module's sources (or a set of rule files) define: functions, types, constants, impls."""

from __future__ import annotations

from dataclasses import dataclass, field

from modcheck.ir.names import Names
from modcheck.ir.ops import Function
from modcheck.ir.types import Ty, substitute
from modcheck.source import Span
from modcheck.syntax import Fault


@dataclass(frozen=True, slots=True)
class TypeDef:
    """A struct, union or enum: fields in declaration order; for an enum, per variant."""

    path: str
    generics: tuple[str, ...]
    fields: tuple[tuple[str, Ty], ...]
    variants: tuple[tuple[str, tuple[tuple[str, Ty], ...]], ...] = ()
    discriminants: tuple[tuple[str, int], ...] = ()
    deref: str = ""
    """The field that `*value` leads to, as a dotted path (guards and smart pointers in rules/)."""
    span: Span | None = None
    traits: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    """Fields of the real type that stand for the whole here (a newtype's `0`, an embedded `dev`)."""
    union: bool = False
    """Its fields lie on top of each other."""
    places: tuple[Span, ...] = ()
    """Where the driver declares each field of a struct."""
    default: str = ""
    """The variant of an enum that is marked `#[default]`."""


@dataclass(frozen=True, slots=True)
class Impl:
    """`impl Trait for Type`: what the driver offers to a framework."""

    trait: str
    ty: Ty
    functions: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, Ty], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TypeAlias:
    """`type Name<T, E = Error> = …`."""

    ty: Ty
    generics: dict[str, Ty]
    """Its parameters in order → what they are where they are not written; unknown, if nothing says so."""

    def given(self, args: tuple[Ty, ...]) -> Ty:
        """The type that the name stands for with these arguments."""
        return substitute(self.ty, {**self.generics, **dict(zip(self.generics, args, strict=False))})


@dataclass(slots=True)
class Program:
    """Everything defined, by canonical path. Filled once by a front end, then only read."""

    name: str = ""
    functions: dict[str, Function] = field(default_factory=dict)
    types: dict[str, TypeDef] = field(default_factory=dict)
    methods: dict[str, dict[str, str]] = field(default_factory=dict)
    """Type path → method name → function path."""
    aliases: dict[str, TypeAlias] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    computed: list[str] = field(default_factory=list)
    """Constants of an integer type that a function computes: these functions."""
    impls: list[Impl] = field(default_factory=list)
    defaults: dict[str, dict[str, str]] = field(default_factory=dict)
    """Trait path → default method name → function path."""
    overloads: dict[str, list[tuple[Ty, str]]] = field(default_factory=dict)
    """A function of a trait that its type has several times → all of them, with the trait's argument."""
    drops: dict[str, str] = field(default_factory=dict)
    """Type path → function path of its `Drop::drop`."""
    statics: dict[str, str] = field(default_factory=dict)
    """Static path → function path of its initialiser."""
    module_type: Ty | None = None
    module_name: str = ""
    made: frozenset[str] = frozenset()
    """Functions that stand in no source file: macros stand for them."""
    id_infos: list[str] = field(default_factory=list)
    """Functions that give what the tables of ids hold beside an id, each once."""
    device_ids: list[tuple[int, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    names: Names | None = None
    """What paths mean in the sources it was made of; none of rule files."""
