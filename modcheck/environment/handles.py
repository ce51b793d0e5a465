"""Primitives on handles in the driver's hands: one that is stored over while nobody else knows it."""

from __future__ import annotations

from typing import Any

from modcheck.domains.heap import State
from modcheck.domains.values import pointers
from modcheck.environment.ledger import subject_of
from modcheck.environment.memory import root_of
from modcheck.environment.points import owned_by
from modcheck.environment.port import Host, Primitive
from modcheck.environment.reach import reachable


def overwritten(host: Host, state: State, old: Any) -> None:
    """A value that owns nothing was stored over: was it the last that led to something on the books?"""
    roots = {root_of(pointer) for pointer in pointers(old)}
    live = [resource for resource in state.ledger.values() if resource.key in roots]
    if not live:
        return
    kept = reachable(host, state)
    for resource in live:
        if resource.key not in kept:
            owned = owned_by(state, resource)
            host.broken(state, "overwritten_live_handle", subject_of(resource), "", resource.site, owned)


def _overwrite(host: Host, state: State, args: list[Any]) -> Any:
    """`overwrite(place, value)`: store a value that owns nothing, and judge what was there."""
    where = args[0]
    old = state.load(where.root, where.path)
    state.store(where.root, where.path, args[1])
    overwritten(host, state, old)
    return None


HANDLES: dict[str, Primitive] = {"overwrite": _overwrite}
