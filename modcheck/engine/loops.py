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

    __slots__ = ("before", "block", "locals", "resume", "watch")

    def __init__(self, block: int) -> None:
        self.block = block
        self.before: Any = None
        self.locals: list[Any] = []
        self.watch = Watch()
        self.resume: int | None = None


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
    summary.locals = frame.locals[:]
    summary.watch = Watch()
    frame.locals[op.counter] = Counter(counter, summary.watch)


def _unchanged(state: State, summary: Summary) -> bool:
    heap, ledger, device, budget, broken = summary.before
    return (
        summary.watch.linear
        and len(summary.watch.cells) <= 1
        and state.device == device
        and state.heap == heap
        and state.ledger == ledger
        and state.budget == budget
        and state.broken == broken
        and _silent(state)
    )


def _silent(state: State) -> bool:
    """Nothing was printed in the round (register accesses are summarised)."""
    step = state.history
    return step is None or step.kind in ("read", "write")


def _after_second(
    state: State, frame: Frame, op: CountedLoop, summary: Summary, counter: int, limit: int
) -> None:
    frame.locals[op.counter] = counter
    if not _unchanged(state, summary) or counter + 1 >= limit:
        summary.before = "no"
        return
    cells = summary.watch.cells
    summary.resume = counter
    _mark(state, frame, op, summary, limit - 1)
    summary.watch.cells |= cells


def _after_last(state: State, frame: Frame, op: CountedLoop, summary: Summary) -> None:
    if _unchanged(state, summary):
        frame.locals[op.counter] = int(frame.locals[op.counter])
        frame.loop = None
        return
    state.heap, state.ledger, state.device, state.budget, state.broken = summary.before
    frame.locals[:] = summary.locals
    frame.locals[op.counter] = summary.resume
    summary.before = "no"
