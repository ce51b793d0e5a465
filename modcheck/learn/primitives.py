"""The primitives that rule files use to say what `core` does, on terms. Others stay calls in the result."""

from __future__ import annotations

from collections.abc import Callable

from modcheck.domains.values import NEVER_DROPPED
from modcheck.ir.types import UNKNOWN, WIDTHS, Ty
from modcheck.learn.arithmetic import combined
from modcheck.learn.places import behind, store, through, value_at
from modcheck.learn.state import NotUnderstood, State
from modcheck.learn.terms import (
    GONE,
    NOTHING,
    Address,
    Binary,
    Captured,
    Lit,
    Owner,
    Param,
    Part,
    Payload,
    Pointer,
    Pure,
    Result,
    Stored,
    Term,
    Whole,
    ok,
)

Args = tuple[Term, ...]
Primitive = Callable[[State, Args], Term]


def _replace(state: State, args: Args) -> Term:
    place = args[0]
    here = through(place) if isinstance(place, Pointer | Address | Owner) else place
    old = value_at(state, here)
    store(state, here, args[1])
    return old


def _exchange(state: State, args: Args) -> Term:
    left, right = (through(a) if isinstance(a, Pointer | Address | Owner) else a for a in args[:2])
    first, second = value_at(state, left), value_at(state, right)
    store(state, left, second)
    store(state, right, first)
    return NOTHING


def _moved(state: State, args: Args) -> Term:
    """What is behind a pointer, out of there; nothing is told of an empty place."""
    place = args[0]
    here = through(place) if isinstance(place, Pointer | Address | Owner) else place
    value = value_at(state, here)
    if isinstance(here, Pointer):
        state.store(here, GONE)
    else:
        state.written[here] = GONE
    return value


def _fill(state: State, args: Args) -> Term:
    """A store that drops nothing: what was there was no value."""
    place = args[0]
    store(state, through(place) if isinstance(place, Pointer | Address | Owner) else place, args[1])
    return NOTHING


def _never_dropped(state: State, args: Args) -> Term:
    return Whole(Ty(NEVER_DROPPED), "", ("value",), args)


def _runs(state: State, args: Args) -> Term:
    """Is this an initialiser that is still to be run?"""
    value = _behind(state, args)
    return Lit(isinstance(value, Captured | Param))


def _initialised(state: State, args: Args) -> Term:
    """What an initialiser that was run gave; any value is one of itself."""
    value = args[0]
    is_result = isinstance(value, Whole) and value.ty.path == "core::Result"
    return value if is_result or state.type_of(value).path == "core::Result" else ok(value)


def _allocates(kind: str) -> Primitive:
    def make(state: State, args: Args) -> Term:
        return Owner(kind, state.allocate(args[0], kind))

    return make


def _owned(kind: str, name: str) -> Primitive:
    """A raw pointer that owns from here on."""

    def take(state: State, args: Args) -> Term:
        pointer = args[0]
        if isinstance(pointer, Pointer) and not pointer.path:
            return Owner(kind, pointer.cell)
        return Pure(name, args)

    return take


def _raw(state: State, args: Args) -> Term:
    return through(args[0]) if isinstance(args[0], Owner) else args[0]


def _same(state: State, args: Args) -> Term:
    return args[0]


def _always(value: bool) -> Primitive:
    """A question of whether the caller made a mistake, which he did not."""

    def answer(state: State, args: Args) -> Term:
        return Lit(value)

    return answer


def _second(state: State, args: Args) -> Term:
    return args[1]


def _nothing(state: State, args: Args) -> Term:
    return NOTHING


def _behind(state: State, args: Args) -> Term:
    return behind(state, args[0])


def _null(state: State, args: Args) -> Term:
    return combined("==", args[0], Lit(0))


def _convert(state: State, args: Args) -> Term:
    """`.into()`: a number stays what it is; what it makes of anything else is not looked into."""
    value, want = args[0], state.frame.want
    if isinstance(value, Lit | Binary) or _is_number(want):
        return value
    made = Pure("convert", (_name_of(state, value),))
    if want is not None and want != UNKNOWN:
        state.known[made] = want
        return made
    return value if _is_number(state.type_of(value)) else made


def _is_number(ty: Ty | None) -> bool:
    return ty is not None and (ty.path in WIDTHS or ty.path.startswith(("bindings::", "ffi::")))


def _pure(name: str) -> Primitive:
    def make(state: State, args: Args) -> Term:
        return Pure(name, tuple(_name_of(state, arg) for arg in args))

    return make


def _name_of(state: State, value: Term) -> Term:
    """A reference to a local that holds what has a name leads to that name."""
    inner = state.at(value) if isinstance(value, Pointer) else value
    return inner if isinstance(inner, Param | Result | Part | Payload | Stored | Address) else value


def _panics(state: State, args: Args) -> Term:
    raise NotUnderstood("it reports a mistake of its caller")


QUESTIONS = ("is_error", "is_null")
"""A fact that asks no more than this is an expression, and no event."""
PRIMITIVES: dict[str, Primitive] = {
    "replace": _replace, "exchange": _exchange, "overwrite": _replace, "box": _allocates("box"),
    "arc": _allocates("arc"), "as_raw": _raw, "borrow": _raw, "raw_of": _same,
    "as_box": _owned("box", "as_box"), "as_arc": _owned("arc", "as_arc"), "forget": _nothing,
    "forgotten": _nothing, "remembered": _nothing, "dropped": _nothing,
    "is_null": _null, "moved": _moved,
    "runs": _runs, "promote": _second, "initialised": _initialised, "fill": _fill, "wrapped": _second,
    "saturated": _second,
    "copy": _behind, "read_through": _behind, "convert": _convert, "known": _same, "broken": _panics,
    "broken_resource": _panics, "bug": _panics, "never_dropped": _never_dropped,
    "freed": _always(False), "numeric": _always(False), "alive": _always(True),
}  # fmt: skip
_VALUES = (
    "as_counted", "arc_clone", "own", "is_error", "fits", "minimum", "maximum", "zero", "size_of", "align_of",
    "default_of", "length", "advance", "unknown", "element", "place_of_self",
)  # fmt: skip
"""Primitives that only give a value, which is not looked into."""
PRIMITIVES |= {name: _pure(name) for name in _VALUES}
