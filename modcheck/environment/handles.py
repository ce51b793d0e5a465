"""Primitives on handles in the driver's hands: one that is stored over while nobody else knows it, an owner
that is told not to drop."""

from __future__ import annotations

from typing import Any

from modcheck.domains.heap import State
from modcheck.domains.values import Agg, owns, pointers
from modcheck.environment.ledger import subject_of
from modcheck.environment.memory import root_of
from modcheck.environment.points import owned_by
from modcheck.environment.port import Host, Primitive
from modcheck.environment.reach import reachable


def overwritten(host: Host, state: State, old: Any, new: Any) -> None:
    """A handle was stored over one that owns nothing: was that the last that led to something on the books?"""
    roots = {root_of(pointer) for pointer in pointers(old)} if pointers(new) else set()
    live = [resource for resource in state.ledger.values() if resource.key in roots]
    if not live:
        return
    kept = reachable(host, state)
    lost = {r.key: r for r in sorted(live, key=lambda r: r.kind == "rust.raw") if r.key not in kept}
    for resource in lost.values():
        owned = owned_by(state, resource)
        host.broken(state, "overwritten_live_handle", subject_of(resource), "", resource.site, owned)


def _overwrite(host: Host, state: State, args: list[Any]) -> Any:
    """`overwrite(place, value)`: store a value that owns nothing, and judge what was there."""
    where = args[0]
    old = state.load(where.root, where.path)
    state.store(where.root, where.path, args[1])
    overwritten(host, state, old, args[1])
    return None


def _owned_roots(host: Host, state: State, value: Any) -> set[str]:
    """The objects that go when the value is dropped: what its owning pointers lead to, and what a type with a
    `Drop` of its own has a plain pointer to."""
    found: set[str] = set()
    work = [value]
    while work:
        part = work.pop()
        root = root_of(part)
        if root is not None and owns(part) and root not in found:
            found.add(root)
            work.append(state.heap.get(root))
        elif isinstance(part, Agg) and owns(part):
            work += part.items
            if host.drops(part.ty):
                found |= {plain for plain in map(root_of, part.items) if plain is not None}
    return found


def _forgotten(host: Host, state: State, args: list[Any]) -> Any:
    """`forgotten(value)`: its drop will not run; whoever takes it back says `remembered(value)`."""
    _mark(state, _owned_roots(host, state, args[0]), host.where(state))
    return None


def _remembered(host: Host, state: State, args: list[Any]) -> Any:
    """`remembered(value)`: somebody owns it again."""
    _mark(state, _owned_roots(host, state, args[0]), None)
    return None


def _mark(state: State, roots: set[str], place: Any) -> None:
    for entry, resource in state.ledger.items():
        if resource.key in roots:
            state.ledger[entry] = resource._replace(forgotten=place)


HANDLES: dict[str, Primitive] = {
    "overwrite": _overwrite,
    "forgotten": _forgotten,
    "remembered": _remembered,
}
