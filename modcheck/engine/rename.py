"""A state in, the same state with other object names out: equal states get equal names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from modcheck.domains import Pointer, Unknown, address_in, shifted_out
from modcheck.domains.heap import State
from modcheck.domains.values import FREED, Agg, Ptr, pointers


def rename(state: State) -> None:
    """Renumber the objects of each site without gaps, oldest first (only where there are gaps)."""
    _apply(state, _gaps(state))


def rename_by_place(state: State, device_roots: Iterable[object]) -> None:
    """Renumber the objects of each site in the order in which they are met on the way from the kernel's
    world: what was allocated first makes no difference, nor which one a pointer to freed memory once
    meant."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    statics = sorted((name for name in state.heap if name.startswith("static ")), reverse=True)
    work = [*(root for root in device_roots if isinstance(root, str)), *statics, "world"]
    while work:
        name = work.pop()
        if name in found or name not in state.heap:
            continue
        site, mark, _ = name.rpartition("#")
        if state.heap[name] is FREED:
            found[name] = f"{site}#freed"
            continue
        if mark:
            counts[site] = counts.get(site, -1) + 1
            found[name] = f"{site}#{counts[site]}"
        else:
            found[name] = name
        inner = [p.root if p.__class__ is Ptr else p.base for p in pointers(state.heap[name])]
        work += [root for root in reversed(inner) if isinstance(root, str)]
    _apply(state, {old: new for old, new in found.items() if old != new})


def _apply(state: State, new_names: dict[str, str]) -> None:
    if not new_names:
        return
    renamed = _Renamer(new_names)
    state.heap = {new_names.get(name, name): renamed.value(value) for name, value in state.heap.items()}
    state.ledger = {
        (kind, renamed.value(key), number): resource._replace(key=renamed.value(key))
        for (kind, key, number), resource in state.ledger.items()
    }
    state.device = renamed.value(state.device)


def _gaps(state: State) -> dict[str, str]:
    numbers: dict[str, list[int]] = {}
    for name in state.heap:
        site, mark, digits = name.rpartition("#")
        if mark:
            numbers.setdefault(site, []).append(int(digits))
    found: dict[str, str] = {}
    for site, used in numbers.items():
        used.sort()
        for position, number in enumerate(used):
            if position != number:
                found[f"{site}#{number}"] = f"{site}#{position}"
    return found


class _Renamer:
    """Replaces names inside values; parts without names stay the same objects."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def value(self, value: Any) -> Any:
        """The value with new names."""
        kind = value.__class__
        if kind is int or kind is bool:
            return value
        if kind is str:
            return self.names.get(value, value)
        if kind is Ptr:
            return value._replace(root=self.names[value.root]) if value.root in self.names else value
        if kind is Pointer:
            return value._replace(base=self.names[value.base]) if value.base in self.names else value
        if kind is Agg:
            return self._aggregate(value)
        if kind is Unknown:
            return self._address(value)
        if isinstance(value, tuple):
            items = [self.value(item) for item in value]
            return value._make(items) if hasattr(value, "_make") else tuple(items)
        return value

    def _address(self, value: Unknown) -> Any:
        """An address without its low bits says whose it is."""
        found = address_in(value)
        if found is None or found[0].base not in self.names:
            return value
        return shifted_out(self.value(found[0]), found[1])

    def _aggregate(self, value: Agg) -> Agg:
        items = tuple(self.value(item) for item in value.items)
        if all(new is old for new, old in zip(items, value.items, strict=True)):
            return value
        return Agg(value.ty, value.variant, items, value.owns)
