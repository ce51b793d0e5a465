"""What a check of one of the story's drivers costs: counted work, wall time, memory."""

from __future__ import annotations

import os
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
    command = [sys.executable, "-m", "modcheck", "check", str(path)]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1, f"modcheck check {path} ended with {process.returncode}"
    return ColdRun(seconds, usage.ru_maxrss / 1024)


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
