"""The table of promises that were looked at: each acquiring place × each end of its scope.

The search alone proves nothing: what no path broke is UNKNOWN, and UNREACHABLE means that an exhausted
search never came there."""

from __future__ import annotations

from modcheck.contracts import RuleBook
from modcheck.engine.search import Exploration
from modcheck.findings.model import Finding, Obligation, Verdict
from modcheck.graph import acquisition_sites
from modcheck.ir import Program

_ENDS = {
    "function": (("leak_on_remove", "remove"), ("leak_on_probe_error", "probe")),
    "memory": (("leak_on_remove", "remove"), ("leak_on_stop", "stop"), ("leak_on_open_error", "open")),
    "open": (("leak_on_stop", "stop"), ("leak_on_open_error", "open"), ("code_outlives_module", "exit")),
    "raw": (("raw_never_reclaimed", "exit"), ("reclaimed_twice", "any")),
    "listed": (("napi_listed_in_freed_memory", "probe"),),
}


def obligations(
    program: Program, book: RuleBook, exploration: Exploration, findings: tuple[Finding, ...]
) -> list[Obligation]:
    """Every obligation with its verdict; VIOLATED ones are findings and not listed again."""
    broken = {(found.broken.rule, found.broken.subject) for found in exploration.found}
    table: list[Obligation] = []
    for site in acquisition_sites(program, book):
        for rule, at in _ENDS.get(str(book.resources.get(site.kind, {}).get("life", "memory")), ()):
            subject = site.subject
            if (rule, subject) in broken:
                continue
            unreachable = rule == "reclaimed_twice" and not exploration.bounds
            verdict = Verdict.UNREACHABLE if unreachable else Verdict.UNKNOWN
            table.append(Obligation(rule, subject, at, verdict))
    return table
