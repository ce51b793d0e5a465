"""What a check of one of the story's drivers costs: counted work, wall time, memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from modcheck.findings import Judgement
from tests.running import ROOT

ADDITIONS = 1_000_000
ROUNDS = 3


class ColdRun(NamedTuple):
    """A `modcheck check` in a process of its own, its rules compiled before."""

    seconds: float
    megabytes: float


def cold_run(path: Path, rounds: int = ROUNDS) -> ColdRun:
    """The median of the runs in time, the largest in memory."""
    runs = [_once(path) for _ in range(rounds)]
    return ColdRun(statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs))


def _once(path: Path) -> ColdRun:
    # Linux counts the memory of the process that starts another as the other's, so a small one starts it.
    check = [sys.executable, "-m", "modcheck", "check", "--no-cache", str(path)]
    command = [sys.executable, "-c", _MEASURED, *check]
    printed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    code, seconds, kilobytes = printed.split()
    assert code in ("0", "1"), f"modcheck check {path} ended with {code}"
    return ColdRun(float(seconds), int(kilobytes) / 1024)


_MEASURED = """
import resource, subprocess, sys, time
started = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - started
print(code, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def unit_seconds() -> float:
    """A fixed amount of the interpreter's work on this machine, at this moment: the median of three."""
    return statistics.median(_additions() for _ in range(ROUNDS))


def _additions() -> float:
    started = time.perf_counter()
    total = 0
    for number in range(ADDITIONS):
        total += number
    assert total
    return time.perf_counter() - started


def counted(judgement: Judgement) -> tuple[int, int]:
    """States and operations: the same on every machine."""
    return judgement.states, judgement.ops
