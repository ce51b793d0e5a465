"""In: a seed; out: what QEMU's e1000 let see after each operation, kept as digests, and who differs from it.

A digest is Python's hash of what was observed: good within one process, and as small as it can be.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from modcheck.device import Access, Ordered
from tests.device.differential import Mismatch, compared, looks, operations
from tests.device.qemu.e1000 import Oracle
from tests.device.simulated import Simulation
from tests.device.steps import Operation

OPERATION_SECONDS = 4.0


class Trace(NamedTuple):
    """QEMU's part of a run: a digest for each operation, None where the operation was left out."""

    seed: int
    digests: tuple[int | None, ...]
    mismatch: Mismatch | None
    touched: frozenset[tuple[int, bool]]
    """Offsets of BAR 0 that were accessed, and whether by a write."""


def recorded(seed: int, count: int) -> Trace:
    """Runs both sides up to a mismatch."""
    digests: list[int | None] = []
    touched: set[tuple[int, bool]] = set()
    with Oracle() as oracle:
        for chunk in compared(islice(operations(seed), count), Simulation(), oracle):
            for number, done in chunk:
                if done is None:
                    digests.append(None)
                    continue
                if done.ours != done.theirs:
                    return Trace(seed, tuple(digests), Mismatch(number, done), frozenset(touched))
                digests.append(hash(done.theirs))
                touched.update(accesses(done.operation))
    return Trace(seed, tuple(digests), None, frozenset(touched))


def accesses(operation: Operation) -> Iterator[tuple[int, bool]]:
    """Which registers the steps of an operation read and write."""
    for step in operation.steps:
        if isinstance(step, Access):
            yield step.offset, step.value is not None


def differs_at(trace: Trace, model: Ordered) -> int | None:
    """The number of the first operation after which a model lets see something else than QEMU did; raising
    an exception, hanging, or foretelling what blocks QEMU's backend is something else too."""
    simulation = Simulation(model)
    for (operation, look), (number, digest) in zip(
        looks(operations(trace.seed)), enumerate(trace.digests, 1), strict=False
    ):
        if digest is None:
            continue
        try:
            with _in_time():
                done = simulation.run(operation, look)
        except Exception:
            return number
        if done is None or hash(done[0]) != digest:
            return number
    return None


@contextmanager
def _in_time() -> Iterator[None]:
    """Ends what hangs."""

    def late(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, OPERATION_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
