"""Counted loops whose rounds all do the same: after two rounds that change nothing but a register array,
and a last one that does so too, the rounds between are taken as done.

Sound because the counter is only used linearly (`domains.affine` sees every other use), so each
comparison that came out equal at both ends comes out equal between them, and because the device says
that all accesses go to one cell.
"""

from __future__ import annotations

from typing import Any

from modcheck.domains.affine import Counter, Watch
from modcheck.domains.heap import Frame, State
from modcheck.ir.ops import CountedLoop

MIN_ROUNDS = 8
"""Shorter loops are simply run."""


class Summary:
    """Where a loop stands: what was before the round, and what the round did with the counter."""

    __slots__ = ("before", "block", "history", "locals", "outcomes", "outer", "resume", "watch")

    def __init__(self, block: int) -> None:
        self.block = block
        self.before: Any = None
        self.locals: list[Any] = []
        self.watch = Watch()
        self.resume: int | None = None
        self.history: Any = None
        self.outer: list[list[Any]] = []
        self.outcomes: list[bool] = []


def head(state: State, frame: Frame, op: CountedLoop) -> None:
    """At the head of a counted loop, before the test."""
    counter, limit = frame.locals[op.counter], frame.locals[op.limit]
    summary = frame.loop
    if summary is None or summary.block != frame.block:
        if limit.__class__ is int and counter.__class__ is int and limit - counter >= MIN_ROUNDS:
            frame.loop = Summary(frame.block)
        return
    if summary.before == "no":
        if counter >= limit:
            frame.loop = None
        return
    if summary.before is None:
        _mark(state, frame, op, summary, int(counter))
    elif summary.resume is None:
        _after_second(state, frame, op, summary, int(counter), int(limit))
    else:
        _after_last(state, frame, op, summary)


def _mark(state: State, frame: Frame, op: CountedLoop, summary: Summary, counter: int) -> None:
    """Run the next round with a counter that is watched."""
    summary.before = (state.heap.copy(), state.ledger.copy(), state.device, state.budget, state.broken)
    summary.history = state.history
    summary.locals = frame.locals[:]
    summary.outer = [other.locals[:] for other in state.frames[:-1]]
    summary.watch = Watch()
    frame.locals[op.counter] = Counter(counter, summary.watch)


def _unchanged(state: State, frame: Frame, op: CountedLoop, summary: Summary) -> bool:
    """Has the round done nothing but read and write one register cell?"""
    heap, ledger, device, budget, broken = summary.before
    return (
        summary.watch.linear
        and len(summary.watch.cells) <= 1
        and state.device == device
        and state.heap == heap
        and state.ledger == ledger
        and state.budget == budget
        and state.broken == broken
        and _silent(state, summary)
        and [other.locals for other in state.frames[:-1]] == summary.outer
        and _same_locals(frame, op, summary)
    )


def _same_locals(frame: Frame, op: CountedLoop, summary: Summary) -> bool:
    """The named locals are as before; temporaries do not live from one round to the next."""
    return all(
        not name or index in (op.counter, op.variable) or frame.locals[index] == summary.locals[index]
        for index, name in enumerate(frame.function.names)
    )


def _silent(state: State, summary: Summary) -> bool:
    """Nothing happened in the round but register accesses."""
    step = state.history
    while step is not None and step is not summary.history:
        if step.kind not in ("read", "write"):
            return False
        step = step.before
    return True


def _after_second(
    state: State, frame: Frame, op: CountedLoop, summary: Summary, counter: int, limit: int
) -> None:
    frame.locals[op.counter] = counter
    if not _unchanged(state, frame, op, summary) or counter + 1 >= limit:
        summary.before = "no"
        return
    cells, outcomes = summary.watch.cells, summary.watch.outcomes
    summary.resume = counter
    _mark(state, frame, op, summary, limit - 1)
    summary.watch.cells |= cells
    summary.outcomes = outcomes


def _after_last(state: State, frame: Frame, op: CountedLoop, summary: Summary) -> None:
    """The outcomes of the test at the head are not part of a round: the last one differs by nature."""
    alike = summary.watch.outcomes == summary.outcomes
    if alike and _unchanged(state, frame, op, summary):
        frame.locals[op.counter] = int(frame.locals[op.counter])
        frame.loop = None
        return
    state.heap, state.ledger, state.device, state.budget, state.broken = summary.before
    state.history = summary.history
    frame.locals[:] = summary.locals
    for other, values in zip(state.frames[:-1], summary.outer, strict=True):
        other.locals[:] = values
    frame.locals[op.counter] = summary.resume
    summary.before = "no"
