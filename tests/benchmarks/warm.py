"""`python -m tests.benchmarks.warm`: what a check costs that has nothing new to look at, beside a bare start.

The commit hook runs like this when a commit touches a module that was checked before.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.running import ROOT, C

ROUNDS = 15


def seconds_of(command: list[str], environment: dict[str, str]) -> float:
    """The median wall time of a command."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        check = [sys.executable, "-m", "modcheck", "check", str(C.relative_to(ROOT))]
        subprocess.run(check, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
        bare = seconds_of([sys.executable, "-c", "pass"], environment)
        warm = seconds_of(check, environment)
        print(f"bare start of the interpreter  {bare:.3f} s")
        print(f"check, nothing changed         {warm:.3f} s  ({warm / bare:.1f} bare starts)")
        staged = seconds_of([*check, "--staged", "--brief"], environment)
        print(f"the same, of what is staged    {staged:.3f} s  ({staged / bare:.1f} bare starts)")


if __name__ == "__main__":
    main()
