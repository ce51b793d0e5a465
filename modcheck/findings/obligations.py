"""The table of promises: each acquiring place × each end of its scope, and what the device and the interface
owe at the ends of `open` and `stop`.

The first search proves nothing. Where it found no error a second one runs, without a budget for failures
(`pipeline.py`): what is nowhere broken in it, and was reached, is PROVED, if nothing was left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from modcheck.contracts import RuleBook
from modcheck.engine.machine import Machine
from modcheck.engine.search import Exploration, Found
from modcheck.environment import DATAPATH
from modcheck.graph import acquisition_sites
from modcheck.ir import Program
from modcheck.judgement import Obligation, Verdict

_BY_SCOPE = {
    "probe": (("leak_on_probe_error", "probe"), ("leak_on_remove", "remove")),
    "open": (("leak_on_open_error", "open"), ("leak_on_stop", "stop")),
    "init": (("leak_on_exit", "exit"),),
    **{scope: (("leak_in_datapath", scope), ("leak_on_stop", "stop")) for scope in DATAPATH},
}
"""By the callback that acquires: where it must be back."""
_OF_THE_BINDING = {
    **_BY_SCOPE,
    "open": (("leak_on_open_error", "open"), ("leak_on_remove", "remove")),
    **{scope: (("leak_on_remove", "remove"),) for scope in DATAPATH},
}
"""The same of what may be kept until `remove`."""
_BY_LIFE = {"function": "probe", "open": "open", "memory": "open"}
"""The callback that most likely acquires, of a place that was never run."""
_BY_KIND = {
    "dma.coherent": (
        ("dma_outlives_buffer", "release"),
        ("posted_write_unflushed", "release"),
        ("coherent_free_irqs_off", "release"),
    ),
    "irq.line": (("code_outlives_module", "exit"),),
    "task.thread": (("code_outlives_module", "exit"),),
    "napi.listed": (("napi_listed_in_freed_memory", "probe"), ("napi_listed_in_freed_memory", "remove")),
    "rust.raw": (("raw_never_reclaimed", "exit"), ("reclaimed_twice", "release")),
}
_OF_INTERFACE = (
    ("stop_leaves_irq_unmasked", "interrupt causes", "stop"),
    ("stop_leaves_dma_running", "DMA engines", "stop"),
    ("stale_cause_at_open", "an interrupt cause", "open"),
    ("bql_imbalance", "bytes in flight", "stop"),
    ("error_leaves_device_live", "the device", "open"),
    ("reopen_fails", "`open` once more", "stop"),
)
_OF_FUNCTION = (("reprobe_fails", "`probe` once more", "remove"),)
"""What the driver of a PCI function owes. A state from which a callback runs again is one that was explored,
so each way that ends there counts."""
_WITHOUT_INTERFACE = (
    ("stop_leaves_irq_unmasked", "interrupt causes", "remove"),
    ("stop_leaves_dma_running", "DMA engines", "remove"),
)
"""What it owes at its end if there is no interface, which has a `stop` for it."""
_OF_READ = (
    ("read_never_ends", "the file", "read"),
    ("read_ignores_offset", "the file", "read"),
    ("read_returns_uncopied", "the bytes", "read"),
)
_OF_WRITE = (("write_returns_zero", "the rest", "write"), ("write_ignores_offset", "the file", "write"))
_OF_COPIES = (("copy_out_of_bounds", "memory"), ("copy_exceeds_request", "the copy"))
"""What file operations owe to the processes that call them."""
_OF_MODULE = (("leak_on_exit", "all that `init` acquires", "exit"),)
"""What a module owes that acquires nothing by itself."""
_OF_FILE = frozenset(rule for rule, *_ in (*_OF_READ, *_OF_WRITE, *_OF_COPIES))
_OF_ANY_SUBJECT = _OF_FILE | {"reopen_fails", "reprobe_fails"}


class Promise(NamedTuple):
    """A rule about a subject (any, if empty) at a point, or wherever one of some functions is called."""

    rule: str
    subject: str
    at: str
    by: tuple[str, ...] = ()

    def is_broken(self, broken: set[tuple[str, str]]) -> bool:
        """Is it, with these rules broken of these subjects?"""
        subjects = {subject for rule, subject in broken if rule == self.rule}
        return bool(subjects) if self.by else not subjects.isdisjoint({"", self.subject})


def promises(program: Program, explored: Machine) -> list[Promise]:
    """What the program owes: places are found without running it, the callback that acquires by running."""
    book = explored.catalog.book
    found: dict[Promise, None] = {}
    for site in acquisition_sites(program, book):
        life = str(book.resources.get(site.kind, {}).get("life", "memory"))
        scopes = explored.tally.scopes.get(site.subject, {_BY_LIFE.get(life, "")})
        by_scope = _OF_THE_BINDING if life == "function" else _BY_SCOPE
        owed = [end for s in sorted(scopes) for end in by_scope.get(s, ())]
        owed = [] if life in ("raw", "listed") else owed
        ends = (*owed, *_BY_KIND.get(site.kind, ()))
        found.update(dict.fromkeys(Promise(rule, site.subject, at) for rule, at in ends))
    traits = {impl.trait for impl in program.impls}
    if "kernel::net::DeviceOperations" in traits:
        found.update(dict.fromkeys(Promise(*promise) for promise in _OF_INTERFACE))
    if "kernel::pci::Driver" in traits:
        found.update(dict.fromkeys(Promise(*promise) for promise in _OF_FUNCTION))
        if "kernel::net::DeviceOperations" not in traits:
            found.update(dict.fromkeys(Promise(*promise) for promise in _WITHOUT_INTERFACE))
    found.update(dict.fromkeys(_of_files(program, book)))
    if not found:
        found.update(dict.fromkeys(Promise(*promise) for promise in _OF_MODULE))
    return [*found, *_of_the_whole(explored)]


def _of_the_whole(explored: Machine) -> list[Promise]:
    """What is judged not for each resource but wherever a function is called that could break it."""
    pages = explored.catalog.book.checks.values()
    return [Promise(page.id, "", at, by) for page in pages for at, by in page.judged]


def _of_files(program: Program, book: RuleBook) -> list[Promise]:
    """What the file operations owe that the program has."""
    impls = [impl for impl in program.impls if impl.trait == book.file_trait]
    own = {name for impl in impls for name, _ in impl.functions}
    names = {name for name in ("read", "write") if own & {name, *book.callbacks.get(name, ())}}
    owed = [Promise(*p) for p in (*_OF_READ, *_OF_WRITE) if p[2] in names]
    return owed + [Promise(*copy, at) for at in ("read", "write") if at in names for copy in _OF_COPIES]


def obligations(
    program: Program,
    explored: Machine,
    exploration: Exploration,
    kept: Iterable[Found],
    assumed: tuple[str, ...],
) -> list[Obligation]:
    """Every promise that is not broken, with its verdict. `kept` is what is broken in both readings of the
    framework; what is in one only is not decided. `assumed` are the ids of what a proof rests on. A place
    that was run and never put such a thing on the books only looked as if it would."""
    broken, ever = _broken(kept), _broken(exploration.found)
    ways = {(point, subject): count for point, subject, count in exploration.points}
    table = []
    run = {f"{span.path.rpartition('/')[2]}:{span.start}" for span in explored.coverage}
    seen = {subject for _, subject, _ in exploration.points}
    for promise in promises(program, explored):
        reached = _reached(promise, ways)
        if promise.is_broken(broken) or (promise.by and not reached):
            continue
        if promise.subject.partition("@")[2] in run and promise.subject not in seen:
            continue
        decided = not exploration.obstacles and not promise.is_broken(ever)
        if not decided or not _judged(promise, explored):
            never = promise.rule == "reclaimed_twice" and exploration.whole
            verdict = Verdict.UNREACHABLE if never else Verdict.UNKNOWN
            table.append(Obligation(*promise[:3], verdict, 0 if never else reached))
        else:
            missed = Verdict.UNKNOWN if exploration.broken_off else Verdict.UNREACHABLE
            verdict = Verdict.PROVED if reached else missed
            rests_on = assumed if verdict is not Verdict.UNKNOWN else ()
            table.append(Obligation(*promise[:3], verdict, reached, rests_on))
    return table


def undecided(found: Iterable[Found], table: Iterable[Obligation]) -> list[Obligation]:
    """What breaks in states that stand for others, and in no run that could be made of it."""
    known = {(o.rule, o.subject) for o in table}
    rows = [
        Obligation(f.broken.rule, f.broken.subject, f.broken.callback, Verdict.UNKNOWN)
        for f in found
        if (f.broken.rule, f.broken.subject) not in known
    ]
    return list(dict.fromkeys(rows))


def _broken(found: Iterable[Found]) -> set[tuple[str, str]]:
    """Rules with subjects, with none where the subject does not matter."""
    subjects = [(item.broken.rule, item.broken.subject) for item in found]
    return {(rule, "" if rule in _OF_ANY_SUBJECT else subject) for rule, subject in subjects}


def _judged(promise: Promise, explored: Machine) -> bool:
    """Is the subject acquired only where its rules look? What `stop`, `remove` or the module's exit acquire
    is judged nowhere, nor what belongs to the function and is acquired by `open`."""
    if promise.rule in explored.tally.refused:
        return False
    kind = promise.subject.partition("@")[0]
    resource = explored.catalog.book.resources.get(kind, {})
    scopes = explored.tally.scopes.get(promise.subject, set())
    return scopes <= ({"probe", "init"} if resource.get("life") == "function" else _BY_SCOPE.keys())


def _reached(promise: Promise, ways: dict[tuple[str, str], int]) -> int:
    """How many ways came to the point with the subject in hand."""
    if promise.by:
        return sum(ways.get((name, ""), 0) for name in promise.by)
    owed = _OF_FILE | {rule for rule, _, _ in (*_OF_INTERFACE, *_OF_FUNCTION)}
    special = promise.rule in owed or promise[:3] in _OF_MODULE
    return ways.get((promise.at, "" if special else promise.subject), 0)
