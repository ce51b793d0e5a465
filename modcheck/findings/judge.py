"""One module's exploration in, its `Judgement` out: replayed, blamed, grouped, worded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from modcheck.around import Beside
from modcheck.device import Profile
from modcheck.engine.cover import ERRORS
from modcheck.engine.machine import Machine
from modcheck.engine.search import Exploration, Found
from modcheck.findings.assumptions import assumptions_of, coverage_of
from modcheck.findings.causes import Group
from modcheck.findings.crate import Readings, of_the_crate
from modcheck.findings.fields import by_field_order
from modcheck.findings.group import group
from modcheck.findings.idle import idle_callbacks
from modcheck.findings.obligations import obligations, undecided
from modcheck.findings.places import callbacks_of
from modcheck.findings.replay import Replayed, Replayer, breaks, realised, shorten
from modcheck.findings.story import plain_life
from modcheck.findings.suppress import apply_expectations
from modcheck.findings.words import word
from modcheck.ir import Program
from modcheck.judgement import Assumption, Check, Coverage, Finding, Judgement, Kind, Level, Verdict
from modcheck.source import SourceFile

NOTHING_BESIDE = Beside((), {}, ())
MachineOf = Callable[[bool, Profile], Machine]
"""Makes a fresh machine; True: judge the framework as it is intended."""


def judge(
    program: Program,
    exploration: Exploration,
    machine_of: MachineOf,
    explored: Machine,
    files: dict[str, SourceFile],
    root: str,
    both: bool = True,
    rests_on: tuple[Assumption, ...] = (),
    around: Beside = NOTHING_BESIDE,
    as_written: tuple[Found, ...] = (),
) -> Judgement:
    """Turn breaks into findings. With `both`, what breaks in only one of the two readings of the
    framework (as implemented, as intended) is not the driver's and is left out. A path that rests on
    something not seen cannot be run again alone, so it is kept: as possible. `rests_on`: what a proof
    rests on, without obstacles; `around`: what is wrong around; `as_written`: what breaks with the crate as
    it is written."""
    intended, profile = explored.intended, explored.profile
    other = Replayer(machine_of(not intended, profile))
    same = Replayer(machine_of(intended, profile))
    elsewhere = Replayer(machine_of(intended, next(p for p in Profile if p is not profile)))
    real = [_real(item, same) for item in exploration.found]
    every = [item for item in real if item is not None]
    kept = [i for i in every if not both or i.assumed or breaks(other.replay(i.witness), i.broken)]
    pages = explored.catalog.book.checks
    merged = frozenset(name for name, page in pages.items() if page.one_per == "callback")
    grouped = partial(group, idle=idle_callbacks(program), merged=merged)
    groups = by_field_order(grouped(tuple(kept)), program, same, lambda: machine_of(intended, profile))
    findings = [*(_finding(program, item, same, elsewhere, files) for item in groups), *around.findings]
    if as_written:
        readings = Readings(lambda meant: machine_of(meant, profile))
        worded = partial(_finding, program, same=readings.written, elsewhere=None, files=files)
        findings += of_the_crate(as_written, readings, grouped, worded)
    findings.sort(key=lambda f: (list(Level).index(f.level), f.place.path, f.place.start, f.rule))
    shown, suppressed, unused = apply_expectations(tuple(findings), files)
    table = obligations(program, explored, exploration, kept, tuple(a.id for a in rests_on))
    table += undecided([f for f, run in zip(exploration.found, real, strict=True) if run is None], table)
    judgement = Judgement(
        name=program.module_name or program.name,
        root=root,
        entry_points=_entry_points(program),
        findings=shown,
        suppressed=suppressed,
        proved=tuple(o for o in table if o.verdict is Verdict.PROVED),
        unproved=tuple(o for o in table if o.verdict is not Verdict.PROVED),
        assumptions=assumptions_of(exploration, program) + (() if exploration.obstacles else rests_on),
        coverage=_with_unread(coverage_of(explored, program), around),
        bounds=tuple(bound.text for bound in exploration.bounds),
        states=exploration.states,
        ops=exploration.ops,
        covered=exploration.covered,
        obstacles=exploration.obstacles,
        unused_expectations=unused,
        checks=_checks(explored, (*shown, *suppressed)),
        kinds=_kinds(explored),
        callbacks=callbacks_of(program),
        life=plain_life(machine_of(intended, profile)),
    )
    return _with_blind_ends(judgement, [item for item in every if item not in kept], same)


def _entry_points(program: Program) -> tuple[str, ...]:
    """What the kernel calls, by its path."""
    kernels = [impl for impl in program.impls if impl.trait.startswith("kernel::")]
    return tuple(sorted(name for impl in kernels for _, name in impl.functions))


def _with_unread(coverage: Coverage, around: Beside) -> Coverage:
    return coverage._replace(faults=(*coverage.faults, *around.unread))


def _checks(machine: Machine, findings: tuple[Finding, ...]) -> tuple[Check, ...]:
    """All checks, with the pages of those that reports will quote."""
    quoted = {rule for f in findings for rule in (f.rule, *(c.rule for c in f.consequences))}
    return tuple(
        Check(page.id, page.title, page.tier, *((page.text, page.references) if page.id in quoted else ()))
        for page in machine.catalog.book.checks.values()
    )


def _kinds(machine: Machine) -> tuple[Kind, ...]:
    words = machine.catalog.book.resources
    return tuple(
        Kind(id, *(str(entry.get(key, "")) for key in ("noun", "release", "life")))
        for id, entry in sorted(words.items())
    )


def _with_blind_ends(judgement: Judgement, left_out: list[Found], same: Replayer) -> Judgement:
    """Breaks that are left out may end their path: in the other reading of the framework it goes on, and
    no one has looked at what comes then. Told where parts of the driver were never run and nothing else is
    found, which is mended first."""
    if judgement.findings or not judgement.coverage.never_run:
        return judgement
    ends = {}
    for item in left_out:
        state = same.state(item.witness)
        if state is None or state.stopped:
            text = f"{item.broken.rule} ends a path, {_ONE_READING}"
            ends[text] = Assumption(f"bound:{text}", "bound", item.broken.place, text)
    if not ends:
        return judgement
    return judgement._replace(
        assumptions=(*judgement.assumptions, *ends.values()), bounds=(*judgement.bounds, *ends),
        obstacles=tuple(_ONE_ENDS if o == ERRORS else o for o in judgement.obstacles),
    )  # fmt: skip


_ONE_READING = "but not with the crate as it is (--framework as-implemented goes on there)"
_ONE_ENDS = "a path ends with the crate as it is meant"


def _real(item: Found, same: Replayer) -> Found | None:
    """What a run of its own breaks; what is found among joined states only is not known to happen."""
    if not item.joined:
        return item
    witness = realised(same, item.witness, item.broken)
    return item._replace(witness=witness, assumed=frozenset(), joined=False) if witness else None


def _finding(
    program: Program, item: Group, same: Replayer, elsewhere: Replayer | None, files: dict[str, SourceFile]
) -> Finding:
    witness = shorten(same, item.first.witness, item.first.broken)
    item.first = item.first._replace(witness=witness)
    replayed = same.replay(witness)
    certain = not item.first.assumed and replayed.complete and breaks(replayed, item.first.broken)
    certain = certain and not any(fault.items for fault in program.faults)
    verdict = Verdict.VIOLATED if certain else Verdict.POSSIBLE
    finding = word(program, same.machine, item, verdict, replayed, files)
    differs = certain and elsewhere is not None and _spared(elsewhere.replay(witness), item)
    return finding._replace(only_on=same.machine.profile.value) if differs else finding


def _spared(replayed: Replayed, item: Group) -> bool:
    """Does the same life, possible on the other device too, break nothing of this there?"""
    members = (item.first, *item.same)
    return replayed.complete and not any(breaks(replayed, found.broken) for found in members)
