"""Rvalues in, closures that compute them out: borrows, arithmetic, aggregates, closures, texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modcheck.domains import Unknown
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import EMPTY, Agg, Ptr, PtrKind, owns
from modcheck.engine.access import Getter, getter, getters
from modcheck.engine.arithmetic import binary, cast, plain, unary
from modcheck.engine.catalog import Catalog
from modcheck.engine.places import Opaque, locate, target, walk
from modcheck.ir import ops
from modcheck.ir.formats import render_format
from modcheck.ir.types import Ty, substitute

CLOSURE, MOVING_CLOSURE = Ty("{closure}"), Ty("{move closure}")
"""A closure is an aggregate: its variant is its function, its items are what it captured."""


def value_of(catalog: Catalog, part: ops.Rvalue) -> Getter:
    """The value of an rvalue."""
    if isinstance(part, ops.Const | ops.Use | ops.Peek | ops.Name):
        return getter(catalog, part)
    return _RVALUES[part.__class__](catalog, part)


def _ref(catalog: Catalog, part: ops.Ref) -> Getter:
    kind = PtrKind.SHARED if part.kind == "&" else PtrKind.RAW

    def ref(state: State, frame: Frame) -> Any:
        root, path, _, _ = locate(catalog, state, frame, part.place)
        return Ptr(kind, root, path)

    return ref


def _bind(catalog: Catalog, part: ops.Bind) -> Getter:
    matched = ops.Place(part.place.local, part.place.path[: part.base])
    inside = part.place.path[part.base :]

    def bind(state: State, frame: Frame) -> Any:
        *here, _ = locate(catalog, state, frame, matched)
        root, path, value, through = walk(catalog, state, frame, (here[0], here[1], here[2]), inside)
        if through:
            return Ptr(PtrKind.SHARED, root, path)
        if value.__class__ is not int and owns(value):
            state.store(root, path, EMPTY)
        return value

    return bind


def _binary(catalog: Catalog, part: ops.Binary) -> Getter:
    left, right = getter(catalog, part.left), getter(catalog, part.right)
    return lambda state, frame: binary(catalog, state, part, left(state, frame), right(state, frame))


def _unary(catalog: Catalog, part: ops.Unary) -> Getter:
    value = getter(catalog, part.operand)
    return lambda state, frame: unary(part, plain(state, value(state, frame)))


def _cast(catalog: Catalog, part: ops.Cast) -> Getter:
    value, ty = getter(catalog, part.operand), part.ty
    return lambda state, frame: cast(catalog, ty, value(state, frame))


def _make(catalog: Catalog, part: ops.Make) -> Getter:
    """A struct, tuple, array or enum value; how it is laid out is decided once."""
    if part.names and part.ty.path not in catalog.types and part.ty.path != "core::Range":
        return lambda state, frame: Unknown(f"a value of {part.ty.path}")
    gets = getters(catalog, part.operands)
    open_type = bool(part.ty.args)
    has_drop = part.ty.path in catalog.drops
    fields = _layout(catalog, part)

    def positional(state: State, frame: Frame) -> Any:
        ty = substitute(part.ty, frame.types) if open_type else part.ty
        return Agg(ty, part.variant, tuple([get(state, frame) for get in gets]), has_drop)

    if fields is None:
        return positional
    order = tuple((part.names.index(name) if name in part.names else -1, ty) for name, ty in fields)
    missing: Any = EMPTY if catalog.types[part.ty.path].span is not None else 0

    def by_name(state: State, frame: Frame) -> Any:
        values = [get(state, frame) for get in gets]
        ty = substitute(part.ty, frame.types) if open_type else part.ty
        items = []
        for index, (source, declared) in enumerate(order):
            if source >= 0:
                items.append(ascribe(values[source], declared))
            elif isinstance(part.base, ops.Peek):
                items.append(_from_base(catalog, state, frame, part.base.place, index))
            else:
                items.append(missing)
        return Agg(ty, part.variant, tuple(items), has_drop)

    return by_name


def _layout(catalog: Catalog, part: ops.Make) -> tuple[tuple[str, Ty], ...] | None:
    """The fields of what is made, in order; `None` where they are given by position."""
    if not part.names or part.ty.path == "core::Range":
        return None
    definition = catalog.types[part.ty.path]
    return dict(definition.variants).get(part.variant, ()) if part.variant else definition.fields


def _from_base(catalog: Catalog, state: State, frame: Frame, place: ops.Place, index: int) -> Any:
    """Move one field out of `..base`; what is not taken is dropped with it."""
    root, path, value, _ = locate(catalog, state, frame, place)
    if not isinstance(value, Agg):
        return Unknown("a field of the base")
    if owns(value.items[index]):
        state.store(root, (*path, index), EMPTY)
    return value.items[index]


def ascribe(value: Any, declared: Ty) -> Any:
    """A value whose type arguments were left open takes those of the place it is put in."""
    if value.__class__ is Agg and not value.ty.args and declared.args and declared.path == value.ty.path:
        return Agg(declared, value.variant, value.items, value.owns)
    return value


def _repeat(catalog: Catalog, part: ops.Repeat) -> Getter:
    value_in, count_in = getter(catalog, part.operand), getter(catalog, part.times)
    ty = Ty("[]", (part.element,)) if part.element is not None else Ty("[]")

    def repeat(state: State, frame: Frame) -> Any:
        value, count = value_in(state, frame), count_in(state, frame)
        size, part_of = count, value
        while isinstance(size, int) and part_of.__class__ is Agg and part_of.items:
            size, part_of = size * len(part_of.items), part_of.items[0]
        if not isinstance(count, int) or size > 65_536:
            raise Opaque("an array whose length is not known, or too large")
        return Agg(ty, "", (value,) * count)

    return repeat


def _closure(catalog: Catalog, part: ops.Closure) -> Getter:
    captures = [value_of(catalog, capture) for capture in part.captures]
    ty = MOVING_CLOSURE if any(isinstance(c, ops.Use) for c in part.captures) else CLOSURE

    def made(state: State, frame: Frame) -> Agg:
        whole = ty if not frame.types else Ty(ty.path, _parameters(frame.types))
        return Agg(whole, part.function, tuple([get(state, frame) for get in captures]))

    return made


def _parameters(types: dict[str, Any]) -> tuple[Ty, ...]:
    """What type parameters stand for where a closure is made, as the arguments of its type."""
    return tuple(Ty(name, (ty,)) for name, ty in types.items() if isinstance(ty, Ty))


def is_closure(value: Any) -> bool:
    return value.__class__ is Agg and value.ty.path in (CLOSURE.path, MOVING_CLOSURE.path)


def _format(catalog: Catalog, part: ops.Format) -> Getter:
    gets = getters(catalog, part.operands)

    def told(state: State, frame: Frame) -> str:
        values = [_told(catalog, state, frame, get) for get in gets]
        return render_format(part.template, part.names, values)[:4096]

    return told


def _told(catalog: Catalog, state: State, frame: Frame, get: Getter) -> str:
    try:
        return shown(catalog, state, get(state, frame))
    except Opaque:
        return "?"


def _behind(state: State, value: Any) -> Any:
    """What references and boxes lead to prints itself; an `Arc` too."""
    while value.__class__ is Ptr and value.kind is not PtrKind.RAW:
        value = target(state, value)
    return value


def shown(catalog: Catalog, state: State, value: Any) -> str:
    """A value as `{}` prints it."""
    value = _behind(state, value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | str):
        return str(value)
    if isinstance(value, Agg) and value.variant:
        inner = ", ".join(shown(catalog, state, item) for item in value.items)
        return f"{value.variant}({inner})" if inner else value.variant
    return "?"


_RVALUES: dict[type, Callable[[Catalog, Any], Getter]] = {
    ops.Ref: _ref,
    ops.Bind: _bind,
    ops.Binary: _binary,
    ops.Unary: _unary,
    ops.Cast: _cast,
    ops.Make: _make,
    ops.Repeat: _repeat,
    ops.Closure: _closure,
    ops.Format: _format,
}
