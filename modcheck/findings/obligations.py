"""The table of promises: each acquiring place × each end of its scope, and what the device and the interface
owe at the ends of `open`, `stop` and of a whole cycle.

The first search proves nothing. Where it found no error a second one runs, without a budget for failures
(`pipeline.py`): what is nowhere broken in it, and was reached, is PROVED, if nothing was left out.
"""

from __future__ import annotations

from typing import NamedTuple

from modcheck.contracts import RuleBook
from modcheck.engine.machine import Machine
from modcheck.engine.search import Exploration
from modcheck.findings.model import Obligation, Verdict
from modcheck.graph import acquisition_sites
from modcheck.ir import Program

_ENDS = {
    "function": (("leak_on_remove", "remove"), ("leak_on_probe_error", "probe")),
    "memory": (
        ("leak_on_remove", "remove"),
        ("leak_on_stop", "stop"),
        ("leak_on_open_error", "open"),
        ("leak_on_probe_error", "probe"),
    ),
    "open": (("leak_on_stop", "stop"), ("leak_on_open_error", "open"), ("code_outlives_module", "exit")),
    "raw": (("raw_never_reclaimed", "exit"), ("reclaimed_twice", "release")),
    "listed": (("napi_listed_in_freed_memory", "remove"), ("napi_listed_in_freed_memory", "probe")),
}
_OF_COHERENT = (("dma_outlives_buffer", "release"), ("posted_write_unflushed", "release"))
_OF_INTERFACE = (
    ("stop_leaves_irq_unmasked", "interrupt causes", "stop"),
    ("stop_leaves_dma_running", "DMA engines", "stop"),
    ("bql_imbalance", "bytes in flight", "stop"),
    ("error_leaves_device_live", "the device", "open"),
)
_AGAIN = (("reprobe_fails", "insmod", "rmmod"), ("reopen_fails", "up", "down"))
"""A rule, and the events after each other that show whether it holds: the state after the second is one in
which the first is run."""


class Promise(NamedTuple):
    """A rule about a subject (any, if empty) at a point."""

    rule: str
    subject: str
    at: str


def promises(program: Program, book: RuleBook) -> list[Promise]:
    """What the program owes, found without running it."""
    found: dict[Promise, None] = {}
    for site in acquisition_sites(program, book):
        life = str(book.resources.get(site.kind, {}).get("life", "memory"))
        ends = _ENDS.get(life, ()) + (_OF_COHERENT if site.kind == "dma.coherent" else ())
        found.update(dict.fromkeys(Promise(rule, site.subject, at) for rule, at in ends))
    traits = {impl.trait for impl in program.impls}
    if "kernel::net::DeviceOperations" in traits:
        found.update(dict.fromkeys(Promise(*promise) for promise in _OF_INTERFACE))
    for rule, event, _ in _AGAIN:
        if event == "insmod" or "kernel::net::DeviceOperations" in traits:
            found[Promise(rule, "", f"{event} again")] = None
    return list(found)


def obligations(
    program: Program, explored: Machine, exploration: Exploration, assumed: tuple[str, ...]
) -> list[Obligation]:
    """Every promise that is not broken, with its verdict. `assumed` are the ids of what a proof rests on;
    without any, the exploration had a budget for failures and proves nothing. A place that was run and
    never put such a thing on the books only looked as if it would. What no failing probe ever holds, because
    `open` acquires it, owes it nothing."""
    broken = {
        (found.broken.rule, subject) for found in exploration.found for subject in (found.broken.subject, "")
    }
    ways = {(point, subject): count for point, subject, count in exploration.points}
    table = []
    run = {f"{span.path.rpartition('/')[2]}:{span.start}" for span in explored.coverage}
    seen = {subject for _, subject, _ in exploration.points}
    for promise in promises(program, explored.catalog.book):
        if (promise.rule, promise.subject) in broken:
            continue
        if promise.subject.partition("@")[2] in run and promise.subject not in seen:
            continue
        reached = _reached(promise, exploration, ways)
        if not (assumed and exploration.complete):
            never = promise.rule == "reclaimed_twice" and not exploration.bounds
            verdict = Verdict.UNREACHABLE if never else Verdict.UNKNOWN
            table.append(Obligation(*promise, verdict, 0 if never else reached))
        elif reached or promise.at != "probe":
            verdict = Verdict.PROVED if reached else Verdict.UNREACHABLE
            table.append(Obligation(*promise, verdict, reached, assumed))
    return table


def _reached(promise: Promise, exploration: Exploration, ways: dict[tuple[str, str], int]) -> int:
    """How many ways came to the point with the subject in hand."""
    for rule, event, before in _AGAIN:
        if promise.rule == rule:
            return int({event, before} <= exploration.reached)
    special = promise.rule in {rule for rule, _, _ in _OF_INTERFACE}
    return ways.get((promise.at, "" if special else promise.subject), 0)
