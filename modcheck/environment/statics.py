"""What statics own when the module goes: nothing drops a static."""

from __future__ import annotations

from typing import Any

from modcheck.domains.heap import State
from modcheck.domains.values import Agg, Ptr, owns
from modcheck.environment.ledger import subject_of
from modcheck.environment.memory import root_of
from modcheck.environment.port import Host


def statics_left(host: Host, state: State) -> None:
    """The module is gone; memory that its statics own is lost with them."""
    for name, value in list(state.heap.items()):
        if not name.startswith("static ") or not (held := _memory(value)):
            continue
        roots = _roots(state, value)
        lost = tuple(sorted(subject_of(r) for r in state.ledger.values() if r.key in roots))
        shown = f"the static {name.rpartition('::')[2]}"
        host.broken(state, "static_mut_resource", shown, held, host.callback_place(name), lost)


def _memory(value: Any) -> str:
    """What the value owns, in words; empty if it is nothing."""
    if isinstance(value, Ptr):
        return {"box": "a `Box`", "arc": "an `Arc`", "aref": "an `ARef`"}.get(value.kind.value, "")
    if not isinstance(value, Agg):
        return ""
    if value.ty.path == "core::Vec" and value.items:
        return "a `Vec`"
    if value.items and value.items[0].__class__ is int and value.ty.path == "[]":
        return ""
    return next((held for item in value.items if (held := _memory(item))), "")


def _roots(state: State, value: Any) -> set[str]:
    """The objects that it owns, itself or through others."""
    found: set[str] = set()
    work = [value]
    while work:
        part = work.pop()
        root = root_of(part) if owns(part) else None
        if root is not None and root not in found:
            found.add(root)
            work.append(state.heap.get(root))
        elif isinstance(part, Agg):
            work += part.items
    return found
