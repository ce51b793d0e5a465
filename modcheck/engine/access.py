"""Operands in, closures that read them out: what a place or a name means is decoded once.

Reading needs no path to the value, only the value; `places.locate` is for what is borrowed, moved or stored.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from modcheck.domains import Bits
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import EMPTY, Agg, FunctionValue, Ptr, PtrKind, TypeValue, owns
from modcheck.engine.catalog import Catalog
from modcheck.engine.places import Opaque, Placeless, element, follow, locate, part_element, target
from modcheck.environment.memory import BYTES, PART
from modcheck.ir.fold import integer
from modcheck.ir.ops import Const, Deref, Field, Index, Name, Operand, Place, Projection, Use
from modcheck.ir.types import UNIT, WIDTHS, Ty, substitute

UNIT_VALUE = Agg(UNIT, "", ())
Getter = Callable[[State, Frame], Any]
_Step = Callable[[State, Frame, Any], Any]
"""One projection: the value it is applied to in, the value it leads to out."""


def getter(catalog: Catalog, part: Operand) -> Getter:
    """The value of an operand; `Use` moves what owns something."""
    if isinstance(part, Const):
        return _constant(UNIT_VALUE if part.value is None else part.value)
    if isinstance(part, Name):
        return _named(catalog, part)
    if not isinstance(part, Use):
        return reader(catalog, part.place)
    return _mover(catalog, part.place) if part.place.path else _moved(part.place.local)


def getters(catalog: Catalog, parts: tuple[Operand, ...]) -> tuple[Getter, ...]:
    """The values of several operands."""
    return tuple(getter(catalog, part) for part in parts)


def _constant(value: Any) -> Getter:
    return lambda state, frame: value


def _named(catalog: Catalog, part: Name) -> Getter:
    """A path, which means the same at each run unless a type parameter is in it."""
    path = part.path
    if path.startswith("'") and "::" in path:
        return lambda state, frame: _of_parameter(catalog, frame, path)
    if path.startswith("'"):
        return lambda state, frame: _number(catalog, frame.types.get(path[1:]), path)
    if path.startswith("type::"):
        return lambda state, frame: TypeValue(frame.types.get(path[7:]))
    if path.startswith("self_type::"):
        return lambda state, frame: TypeValue(
            Ty(path[11:], tuple(substitute(arg, frame.types) for arg in part.args))
        )
    with suppress(Opaque):
        return _constant(named(catalog, path))
    return lambda state, frame: named(catalog, path)


def _of_parameter(catalog: Catalog, frame: Frame, path: str) -> Any:
    """A constant of the type that a parameter stands for."""
    parameter, _, name = path[1:].partition("::")
    ty = frame.types.get(parameter)
    if not isinstance(ty, Ty):
        raise Opaque(f"the name {path}")
    return named(catalog, f"{ty.path}::{name}")


def _number(catalog: Catalog, ty: Any, path: str) -> Any:
    """What a `const` parameter stands for."""
    written = ty.path.removeprefix("#") if isinstance(ty, Ty) and ty.path != "?" else path
    number = integer(written)
    return number if number is not None else named(catalog, written)


def named(catalog: Catalog, path: str) -> Any:
    """A constant, the world, a static, a function, a unit struct or a variant without payload."""
    known = catalog.constants.get(path)
    if known is not None:
        return known
    if path == "bindings::world":
        return Ptr(PtrKind.RAW, "world")
    if path in catalog.program.statics:
        return Ptr(PtrKind.SHARED, f"static {path}")
    outer, _, last = path.rpartition("::")
    function = path if path in catalog.functions else catalog.method(outer, last)
    if function is None and outer in WIDTHS:
        function = catalog.method("core::word", last)
    if function in catalog.functions:
        return FunctionValue(function, Ty(outer) if catalog.functions[function].generics else None)
    return _empty(catalog, path, outer, last)


_WRAPPING = ("core::Some", "core::Ok", "core::Err")


def _empty(catalog: Catalog, path: str, outer: str, last: str) -> Any:
    """A unit struct or a variant without payload; of one that holds something the function that makes it."""
    if path == "core::None":
        return Agg(Ty("core::Option"), "None", ())
    if path in _WRAPPING:
        return FunctionValue(path)
    definition = catalog.types.get(outer)
    fields = dict(definition.variants).get(last) if definition is not None else None
    if fields is not None:
        return FunctionValue(path) if fields else Agg(Ty(outer), last, ())
    if path in catalog.types:
        tuple_struct = catalog.types[path].span is not None and catalog.types[path].fields
        return FunctionValue(path) if tuple_struct else Agg(Ty(path), "", (), path in catalog.drops)
    raise Opaque(f"the name {path}")


def _moved(slot: int) -> Getter:
    """A local, moved out if it owns."""

    def moved(state: State, frame: Frame) -> Any:
        value = frame.locals[slot]
        if value.__class__ is not int and owns(value):
            frame.locals[slot] = EMPTY
        return value

    return moved


def _mover(catalog: Catalog, place: Place) -> Getter:
    """What is at a place, moved out if it owns."""
    read = reader(catalog, place)

    def moved(state: State, frame: Frame) -> Any:
        value = read(state, frame)
        if value.__class__ is not int and owns(value):
            root, path, _, _ = locate(catalog, state, frame, place)
            state.store(root, path, EMPTY)
        return value

    return moved


def reader(catalog: Catalog, place: Place) -> Getter:
    """The value at a place, left where it is."""
    slot = place.local
    steps = tuple(_step(catalog, part) for part in place.path)
    if not steps:
        return lambda state, frame: frame.locals[slot]

    def read(state: State, frame: Frame) -> Any:
        value = frame.locals[slot]
        try:
            for step in steps:
                value = step(state, frame, value)
        except Placeless:
            return locate(catalog, state, frame, place)[2]
        return value

    return read if len(steps) > 1 else _reader_of_one(catalog, place, steps[0])


def _reader_of_one(catalog: Catalog, place: Place, step: _Step) -> Getter:
    slot = place.local

    def read(state: State, frame: Frame) -> Any:
        try:
            return step(state, frame, frame.locals[slot])
        except Placeless:
            return locate(catalog, state, frame, place)[2]

    return read


def _step(catalog: Catalog, part: Projection) -> _Step:
    if isinstance(part, Deref):
        return lambda state, frame, value: follow(catalog, state, value, None, ())[2]
    if isinstance(part, Field):
        return _field(catalog, part.name)
    return _part(catalog, part)


def _field(catalog: Catalog, name: str) -> _Step:
    """A field, through as many pointers as there are; most often of the type that was seen last."""
    ty: Any = None
    variant = ""
    index = 0

    def step(state: State, frame: Frame, value: Any) -> Any:
        nonlocal ty, variant, index
        while True:
            if value.__class__ is Ptr:
                value = target(state, value)
                continue
            if value.__class__ is Agg:
                if value.ty is ty and value.variant == variant:
                    return value.items[index]
                found = catalog.position(value, name)
                if found is not None:
                    ty, variant, index = value.ty, value.variant, found
                    return value.items[found]
            if catalog.is_whole(value, name):
                return value
            value = follow(catalog, state, value, None, ())[2]

    return step


def _elsewhere(catalog: Catalog, state: State, frame: Frame, value: Any, part: Projection) -> Any:
    """An element of a text, of a part of an array, or of memory without known elements; none of another."""
    if not isinstance(part, Index):
        return None
    if value.__class__ is str or getattr(value, "ty", None) == PART:
        return part_element(catalog, state, frame, value, part.operand)
    if value.__class__ is not Agg or value.ty.path != BYTES.path:
        return None
    width = WIDTHS.get(value.ty.args[0].path) if value.ty.args else None
    if width is None:
        raise Opaque("an element of memory of which nothing is known")
    return Bits(0, (1 << width) - 1)


def _part(catalog: Catalog, part: Projection) -> _Step:
    """An element or a payload, through pointers."""

    def position(state: State, frame: Frame, value: Agg) -> int | None:
        if isinstance(part, Index):
            return element(catalog, state, frame, value, part.operand)
        return part.position if part.position < len(value.items) else None  # type: ignore[union-attr]

    def step(state: State, frame: Frame, value: Any) -> Any:
        while True:
            if value.__class__ is Agg:
                found = position(state, frame, value)
                if found is not None:
                    return value.items[found]
            elsewhere = _elsewhere(catalog, state, frame, value, part)
            if elsewhere is not None:
                return elsewhere
            value = follow(catalog, state, value, None, ())[2]

    return step
