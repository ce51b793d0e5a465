"""A finding's group and story in, the places out at which it may be shown, the primary one first; and the
functions that the kernel calls."""

from __future__ import annotations

from collections.abc import Iterable

from modcheck.engine.catalog import place_of_callback
from modcheck.engine.machine import Machine
from modcheck.findings.causes import Group
from modcheck.findings.replay import Replayed
from modcheck.ir import Program
from modcheck.ir.ops import Function
from modcheck.judgement import Callback, Place, Role
from modcheck.source import Span

_ENDS = {"probe": "remove", "init": "exit"}
"""The callback that has to give back what another acquired; `stop`, if it is not the interface that it
serves."""


def subjects_of(item: Group) -> tuple[str, ...]:
    """What is broken, that of the story first; only what has a site."""
    found = [f.broken.subject for f in (item.first, *item.same)]
    return tuple(dict.fromkeys(subject for subject in found if "@" in subject))


def places_of(
    machine: Machine, item: Group, replayed: Replayed, place: Span, callback: str
) -> tuple[Place, ...]:
    """Where the finding could be shown, so that one can be chosen that lies in a change."""
    subjects = set(subjects_of(item))
    members = (item.first, *item.same)
    ends = [
        _ENDS.get(s.callback, "stop") for s in replayed.trace if s.kind == "acquire" and s.subject in subjects
    ]
    names = dict.fromkeys([callback, *ends])
    found = [Place(Role.HERE, place)]
    found += [
        Place(Role.RELEASE, step.place)
        for step in replayed.trace
        if step.kind == "release" and step.subject in subjects and step.place is not None
    ]
    callbacks = [place_of_callback(machine.catalog, name) for name in names]
    found += [Place(Role.CALLBACK, span) for span in callbacks if span is not None]
    found += [Place(Role.EXIT, span) for span in sorted({s for f in members for s in f.exits})]
    sites = {f.broken.site for f in members if isinstance(f.broken.site, Span)}
    found += [Place(Role.ACQUISITION, span) for span in sorted(sites)]
    return tuple({p.span: p for p in reversed(found)}.values())[::-1]


def callbacks_of(program: Program) -> tuple[Callback, ...]:
    """What the kernel calls, in the order of the source."""
    found = [
        Callback(name, program.functions[path].span, _body(program.functions[path]))
        for impl in program.impls
        if impl.trait.startswith("kernel::")
        for name, path in impl.functions
        if path in program.functions
    ]
    return tuple(sorted(found, key=lambda callback: callback.span))


def _body(function: Function) -> Span:
    path, start, end = function.span
    inside = [span for span in _spans(function) if span.path == path and span.start >= start]
    return Span(path, start, max((span.end for span in inside), default=end))


def _spans(function: Function) -> Iterable[Span]:
    for block in function.blocks:
        for part in (*block.ops, block.end):
            span = getattr(part, "span", None)
            if isinstance(span, Span):
                yield span
