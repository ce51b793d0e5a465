"""Two values in, whether they are equal or which comes first out, part by part; None where that is not known.

Boxes and parts of arrays are what they hold; of raw pointers the address counts. Structs and enums are
compared as `derive` does it.
"""

from __future__ import annotations

from typing import Any

from modcheck import domains
from modcheck.domains import Bits, Pointer, Unknown
from modcheck.domains.heap import State
from modcheck.domains.values import Agg, FunctionValue, Ptr, PtrKind
from modcheck.engine.catalog import Catalog
from modcheck.engine.places import target
from modcheck.environment.bytes import run_of
from modcheck.environment.memory import PART

_HOLDING = (PtrKind.SHARED, PtrKind.BOX, PtrKind.ARC)
_ARRAYS = ("[]", "core::Vec")
_MAX_DEPTH = 24


def equal(catalog: Catalog, state: State, left: Any, right: Any, depth: int = 0) -> bool | None:
    """`left == right`."""
    left, right = _behind(state, left), _behind(state, right)
    if isinstance(left, Ptr) or isinstance(right, Ptr):
        return _same_address(left, right)
    if isinstance(left, Unknown) or isinstance(right, Unknown) or depth > _MAX_DEPTH:
        return None
    if isinstance(left, Agg | str) and isinstance(right, Agg | str):
        return _equal_parts(catalog, state, left, right, depth)
    if isinstance(left, int | Pointer | Bits) and isinstance(right, int | Pointer | Bits):
        return domains.equal(left, right)
    if isinstance(left, FunctionValue) is not isinstance(right, FunctionValue):
        return None
    return bool(left == right)


def order(catalog: Catalog, state: State, left: Any, right: Any, depth: int = 0) -> int | None:
    """-1 if left is less, 1 if it is greater, 0 if they are equal."""
    left, right = _behind(state, left), _behind(state, right)
    if isinstance(left, int) and isinstance(right, int):
        return (left > right) - (left < right)
    if not isinstance(left, Agg | str) or not isinstance(right, Agg | str) or depth > _MAX_DEPTH:
        return None
    ranks = _rank(catalog, left), _rank(catalog, right)
    if ranks[0] != ranks[1]:
        return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])
    mine, its = _items(state, left), _items(state, right)
    if mine is None or its is None:
        return None
    for one, other in zip(mine, its, strict=False):
        found = order(catalog, state, one, other, depth + 1)
        if found != 0:
            return found
    return (len(mine) > len(its)) - (len(mine) < len(its))


def _behind(state: State, value: Any) -> Any:
    for _ in range(_MAX_DEPTH):
        if not isinstance(value, Ptr) or value.kind not in _HOLDING:
            break
        value = target(state, value)
    return value


def _same_address(left: Any, right: Any) -> bool | None:
    if isinstance(left, Ptr) and isinstance(right, Ptr):
        return (left.root, left.path) == (right.root, right.path)
    pointer, other = (left, right) if isinstance(left, Ptr) else (right, left)
    if other == 0 and not isinstance(other, Agg):
        return False
    known = isinstance(other, int | Pointer | Unknown | Bits)
    return domains.equal(Pointer(pointer.root, 0), other) if known else False


def _equal_parts(catalog: Catalog, state: State, left: Any, right: Any, depth: int) -> bool | None:
    if isinstance(left, Agg) and "eq" in catalog.program.methods.get(left.ty.path, {}):
        return None
    if isinstance(left, Agg) and isinstance(right, Agg) and left.variant != right.variant:
        return False
    mine, its = _items(state, left), _items(state, right)
    if mine is None or its is None:
        return None
    if len(mine) != len(its):
        return False
    found = [equal(catalog, state, one, other, depth + 1) for one, other in zip(mine, its, strict=True)]
    return False if False in found else None if None in found else True


def _items(state: State, value: Any) -> tuple[Any, ...] | None:
    """The parts of a whole; None if they are not known one by one."""
    if isinstance(value, str) or isinstance(value, Agg) and (value.ty == PART or value.ty.path in _ARRAYS):
        run = run_of(state, value)
        return run.values(run.many) if run is not None else None
    if isinstance(value, Agg) and value.ty.path != "core::Bytes":
        return value.items
    return None


def _rank(catalog: Catalog, value: Any) -> int:
    """The place of a variant among those of its enum; `None` is less than `Some`, `Ok` less than `Err`."""
    if not isinstance(value, Agg) or not value.variant:
        return 0
    definition = catalog.types.get(value.ty.path)
    names = [name for name, _ in definition.variants] if definition is not None else []
    if value.ty.path == "core::Option":
        names = ["None", "Some"]
    return names.index(value.variant) if value.variant in names else 0


__all__ = ["equal", "order"]
