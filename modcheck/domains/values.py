"""Abstract values of the driver's world: aggregates, pointers, closures, and the empty slot.

Values are immutable and hashable; a change makes a new value. A machine word is a `Word`
(`int`, `Pointer`, `Bits`, `Unknown`); `Pointer` is an address as a number, `Ptr` is a typed pointer.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from modcheck.domains.words import Pointer

Root = str | int
"""A heap object's name, or for a local of a running function: depth * LOCALS + slot."""

LOCALS = 4096
"""More locals than any function has."""


class PtrKind(Enum):
    """What a pointer owns: `BOX` its object, `ARC` and `REF_COUNTED` one count, the rest nothing."""

    SHARED = "&"
    RAW = "*"
    BOX = "box"
    ARC = "arc"
    REF_COUNTED = "aref"

    __hash__ = object.__hash__
    """One object a kind: faster than by name, and looked up all the time."""


OWNING = frozenset({PtrKind.BOX, PtrKind.ARC, PtrKind.REF_COUNTED})


class Ptr(NamedTuple):
    """A pointer to a place: an object and the positions of fields inside it."""

    kind: PtrKind
    root: Root
    path: tuple[int, ...] = ()


class _Empty:
    """A slot that was moved out of or never filled."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "EMPTY"


EMPTY = _Empty()


class _Freed:
    """What is left of an object whose memory was given back."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "FREED"


FREED = _Freed()


class FunctionValue(NamedTuple):
    """A function used as a value; one of a trait or of all integers says of which type it is."""

    path: str
    owner: Any = None


class TypeValue(NamedTuple):
    """A type handed to the kernel (`Registration<T>` knows its `T`)."""

    ty: Any


NEVER_DROPPED = "core::ManuallyDrop"
"""The path of the type that has what it holds, and does not drop it."""


class Agg:
    """A struct, tuple, array, vector or enum value.

    `owns` says whether dropping it can do anything: it is computed once, from the parts and from
    whether its type has a `Drop`.
    """

    __slots__ = ("_hash", "_pointers", "items", "owns", "ty", "variant")

    def __init__(self, ty: Any, variant: str, items: tuple[Any, ...], has_drop: bool = False) -> None:
        self.ty = ty
        self.variant = variant
        self.items = items
        self.owns = (has_drop or any(owns(item) for item in items)) and ty.path != NEVER_DROPPED
        self._hash = 0
        self._pointers: tuple[Any, ...] | None = None

    def with_item(self, index: int, value: Any) -> Agg:
        """The same with one part replaced."""
        items = self.items
        new = Agg.__new__(Agg)
        new.ty = self.ty
        new.variant = self.variant
        new.items = (*items[:index], value, *items[index + 1 :])
        new.owns = self.owns or (owns(value) and self.ty.path != NEVER_DROPPED)
        new._hash = 0
        new._pointers = None
        return new

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Agg)
            and hash(self) == hash(other)
            and self.variant == other.variant
            and self.ty == other.ty
            and self.items == other.items
        )

    def __hash__(self) -> int:
        if not self._hash:
            self._hash = hash((self.variant, self.ty, self.items)) or 1
        return self._hash

    def __repr__(self) -> str:
        return f"{self.ty}{'::' + self.variant if self.variant else ''}{self.items!r}"


def owns(value: Any) -> bool:
    """Can dropping this value have an effect?"""
    kind = value.__class__
    if kind is int or kind is str:
        return False
    if kind is Ptr:
        return value.kind in OWNING
    if kind is Agg:
        return bool(value.owns)
    return False


def pointers(value: Any) -> tuple[Any, ...]:
    """All `Ptr`s and word `Pointer`s inside a value, from left to right."""
    if value.__class__ is Agg:
        if value._pointers is None:
            value._pointers = _inside(value)
        return value._pointers
    return (value,) if value.__class__ is Ptr or value.__class__ is Pointer else ()


def _inside(value: Agg) -> tuple[Any, ...]:
    found: list[Any] = []
    stack: list[Any] = [*reversed(value.items)]
    while stack:
        part = stack.pop()
        kind = part.__class__
        if kind is Agg:
            stack.extend(reversed(part.items if part._pointers is None else part._pointers))
        elif kind is Ptr or kind is Pointer:
            found.append(part)
    return tuple(found)
