"""What calls have in common: constructors, constants, what an unknown call does to what it was given."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from modcheck.domains import Unknown
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import Agg, Ptr, PtrKind, owns, pointers
from modcheck.engine.access import Getter
from modcheck.engine.catalog import Catalog
from modcheck.engine.decode import Step
from modcheck.engine.places import Opaque, locate
from modcheck.environment.bytes import forget_bytes
from modcheck.environment.port import PathEnd
from modcheck.ir.ops import Call, Peek, Use
from modcheck.ir.types import Ty

WRAPPED = {"core::Some": Ty("core::Option"), "core::Ok": Ty("core::Result"), "core::Err": Ty("core::Result")}


def constructed(catalog: Catalog, path: str, args: list[Any]) -> Agg:
    """A struct, or a variant, by the function of its name."""
    if path in WRAPPED:
        return Agg(WRAPPED[path], path[6:], tuple(args))
    outer, _, last = path.rpartition("::")
    ty, variant = (Ty(path), "") if path in catalog.types else (Ty(outer), last)
    return Agg(ty, variant, tuple(args), ty.path in catalog.drops)


def escaped(state: State, value: Any) -> None:
    """A value goes where nobody looks: what it owns is in somebody else's hands, and no leak."""
    if not owns(value):
        return
    roots: set[Any] = set()
    work = [value]
    while work:
        for pointer in pointers(work.pop()):
            root: Any = pointer.root if pointer.__class__ is Ptr else pointer.base
            if root not in roots:
                roots.add(root)
                work.append(state.heap.get(root))
    for entry in [entry for entry, resource in state.ledger.items() if resource.key in roots]:
        del state.ledger[entry]


def forget(catalog: Catalog, state: State, frame: Frame, op: Call) -> None:
    """Nobody knows what is called: it may have written into the numbers that it was given."""
    for position, part in enumerate(op.args):
        if not isinstance(part, Peek | Use):
            continue
        with suppress(Opaque, PathEnd, LookupError):
            root, path, value, _ = locate(catalog, state, frame, part.place)
            forget_bytes(state, value if value.__class__ is Ptr else Ptr(PtrKind.SHARED, root, path))
            lent = position in op.lent and value.__class__ is Ptr
            if lent and not owns(state.load(value.root, value.path)):
                state.store(value.root, value.path, Unknown("what an unknown call may have written"))


def given(values: list[Any]) -> tuple[Getter, ...]:
    """Values that were read already, as what reads them."""
    return tuple([lambda state, frame, value=value: value for value in values])


def store(value: Any, slot: int) -> Step:
    """A constant of the type that a parameter stands for, which is a number or a value without parts."""

    def stored(state: State, frame: Frame) -> None:
        frame.locals[slot] = value

    return stored


def wrap(ty: Ty, variant: str, args: tuple[Getter, ...], slot: int) -> Step:
    """`Ok(…)`, `Err(…)` and `Some(…)`."""

    def step(state: State, frame: Frame) -> None:
        frame.locals[slot] = Agg(ty, variant, tuple([get(state, frame) for get in args]))

    return step
