"""Calls in the driver whose callee acquires something, found without running anything."""

from __future__ import annotations

from typing import NamedTuple

from modcheck.contracts import RuleBook
from modcheck.ir import Program
from modcheck.ir.ops import Call, Const, Function, Method, Path
from modcheck.source import Span


class Site(NamedTuple):
    """One place that acquires a resource kind (or releases it)."""

    kind: str
    function: str
    span: Span

    @property
    def subject(self) -> str:
        """The name under which a run knows what is acquired here."""
        return f"{self.kind}@{self.span.path.rpartition('/')[2]}:{self.span.start}"


def acquisition_sites(program: Program, book: RuleBook, releases: bool = False) -> list[Site]:
    """All sites in source order. A method is matched by name where the receiver's type is not written:
    the static universe is an over-approximation, the engine decides."""
    effects = effects_of(book, releases)
    by_name: dict[str, set[str]] = {}
    for path, kinds in effects.items():
        by_name.setdefault(path.rpartition("::")[2], set()).update(kinds)
    own = {name for methods in program.methods.values() for name in methods}
    sites: dict[Site, None] = {}
    for function in program.functions.values():
        for block in function.blocks:
            for op in block.ops:
                if isinstance(op, Call):
                    for kind in sorted(_kinds(op, effects, by_name, own)):
                        sites.setdefault(Site(kind, function.path, op.span))
    return sorted(sites, key=lambda s: (s.span, s.kind))


def _kinds(op: Call, effects: dict[str, set[str]], by_name: dict[str, set[str]], own: set[str]) -> set[str]:
    if isinstance(op.callee, Path):
        return effects.get(op.callee.path, set())
    if isinstance(op.callee, Method) and op.callee.name not in own:
        return by_name.get(op.callee.name, set())
    return set()


def effects_of(book: RuleBook, releases: bool) -> dict[str, set[str]]:
    """Contract function → resource kinds that it acquires itself or through others."""
    effects: dict[str, set[str]] = {}
    for name, fact in book.facts.items():
        pair = fact.releases if releases else fact.acquires
        if pair is not None:
            effects[f"bindings::{name}"] = {pair[0]}
    for path, function in book.program.functions.items():
        for kind in _direct(function, "bindings::release" if releases else "bindings::acquire"):
            effects.setdefault(path, set()).add(kind)
    while _spread(book, effects):
        pass
    return {path: kinds for path, kinds in effects.items() if kinds}


def _spread(book: RuleBook, effects: dict[str, set[str]]) -> bool:
    """Give each contract function what its callees acquire; was there anything new?"""
    changed = False
    for path, function in book.program.functions.items():
        kinds = effects.setdefault(path, set())
        for callee in _callees(function):
            new = effects.get(callee, set()) - kinds
            if new and not _runs_driver(callee):
                kinds |= new
                changed = True
    return changed


def _direct(function: Function, primitive: str) -> list[str]:
    return [
        str(op.args[0].value)
        for block in function.blocks
        for op in block.ops
        if isinstance(op, Call) and isinstance(op.callee, Path) and op.callee.path == primitive
        if op.args and isinstance(op.args[0], Const)
    ]


def _callees(function: Function) -> set[str]:
    return {
        op.callee.path
        for block in function.blocks
        for op in block.ops
        if isinstance(op, Call) and isinstance(op.callee, Path)
    }


def _runs_driver(callee: str) -> bool:
    """Functions that call the driver back: what the driver acquires then is the driver's own site."""
    return callee in (
        "bindings::__pci_register_driver",
        "bindings::register_netdev",
        "bindings::netdev_stats",
    )
