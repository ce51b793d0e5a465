"""Start reading here: what `modcheck check` does with one module, one line a stage."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from modcheck.around import beside
from modcheck.contracts import RuleBook
from modcheck.device import Device, Profile
from modcheck.engine import Exploration, Limits, Machine, explore, explore_again, machine, prove
from modcheck.findings import judge, of_a_proof, unknown_names
from modcheck.frontend import read, read_crate
from modcheck.judgement import Analysis
from modcheck.source import ModuleLayout

__all__ = ["Analysis", "Options", "analyse"]
STAGES = ("read", "search", "cover", "judge")


@dataclass(frozen=True, slots=True)
class Options:
    """How a module is judged."""

    limits: Limits = field(default_factory=Limits)
    framework: str = "both"
    """`both`, `as-implemented` or `as-intended`."""
    profile: str = "qemu"
    """Whose device: `qemu`, or `hw` as the manual says."""
    full: bool = False
    """Prove for any number of frames and packets; up to the first error of a path, if there are errors."""
    kernel: str | None = None
    """A kernel tree whose crate is read for what no rule knows; else the one that the Makefile names."""
    hazards: bool = False
    """Say too what the kernel crate does wrong around the module."""


def analyse(layout: ModuleLayout, book: RuleBook, device: Device, options: Options) -> Analysis:
    """Source → syntax → IR → (contracts, environment, device) → engine → findings; and around it."""
    clock = [time.perf_counter()]
    program, own = read(layout, book)
    around = beside(layout, program, own, book, options.kernel)
    files = own | around.files
    clock.append(time.perf_counter())
    intended, chosen = options.framework != "as-implemented", Profile(options.profile)
    crate = None

    def engine(meant: bool, profile: Profile = chosen) -> Machine:
        return machine(program, book, device, meant, crate, profile)

    def search() -> tuple[Machine, Exploration]:
        return explore_again(lambda: engine(intended), options.limits)

    explorer, exploration = search()
    unknown = unknown_names(explorer)
    if unknown and (crate := read_crate(layout, book, unknown, options.kernel)) is not None:
        explorer, exploration = search()
    clock.append(time.perf_counter())
    exploration = prove(explorer, exploration, lambda: engine(intended), options.limits, options.full)
    traffic, several = options.limits.traffic, options.full and options.limits.traffic > 1
    bound = None if options.full else traffic
    rests_on = of_a_proof(
        program, bound, several, options.profile, options.framework, exploration.broken_off,
        bool(explorer.device.registers), book.file_trait in {impl.trait for impl in program.impls},
    )  # fmt: skip
    clock.append(time.perf_counter())
    both = options.framework == "both"
    as_written = explore(engine(False), options.limits).found if options.hazards else ()
    judgement = judge(
        program, exploration, engine, explorer, files, layout.shown, both, rests_on, around, as_written
    )
    clock.append(time.perf_counter())
    called = [path for i in program.impls if i.trait.startswith("kernel::") for _, path in i.functions]
    callbacks = sum(path in program.functions for path in called)
    seconds = {n: b - a for n, a, b in zip(STAGES, clock, clock[1:], strict=False)}
    lost = sum(fault.file or fault.items for fault in program.faults)
    return Analysis(judgement, files, seconds, callbacks, lost)
