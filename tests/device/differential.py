"""In: a seed and a number; out: whether the model and QEMU's e1000 did the same in so many operations.

`python -m tests.device.differential --operations 2000000 --seed N`; without a seed that of the day.
"""

from __future__ import annotations

import argparse
import datetime
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from random import Random
from typing import NamedTuple

from modcheck.device import Access, Ordered
from tests.device.observed import Look, Observed, differences
from tests.device.operations import Generator
from tests.device.qemu.accelerator import version
from tests.device.qemu.e1000 import Oracle
from tests.device.shrinking import shrunk
from tests.device.simulated import Hint, Simulation
from tests.device.steps import OFFSET, Operation, Poke, Step

CHUNK = 50
"""Operations that are sent in one go."""
STRETCH = 250
"""Operations after which everything is looked at."""
SETTING_OFF = {OFFSET[name] for name in ("RDT", "TDT", "TCTL")}


Todo = tuple[Operation, Look, Hint]


class Done(NamedTuple):
    """One operation on both sides."""

    operation: Operation
    look: Look
    ours: Observed
    theirs: Observed


class Mismatch(NamedTuple):
    """The first operation after which the two sides differ; operations are counted from 1."""

    number: int
    done: Done

    def told(self) -> Iterator[str]:
        """What differed."""
        done = self.done
        yield f"operation {self.number}: {done.operation.name}"
        yield from shown(done.operation)
        steps = len(done.operation.steps)
        yield from (f"  {line}" for line in differences(done.ours, done.theirs, done.look, steps))


def operations(seed: int) -> Iterator[Operation]:
    """The operations of a seed."""
    return Generator(Random(seed)).operations()


def seed_of_the_day() -> int:
    """As 20240131."""
    return int(datetime.date.today().strftime("%Y%m%d"))


def looks(wanted: Iterable[Operation]) -> Iterator[tuple[Operation, Look]]:
    """How far to look after each operation: at buffers where the device could have written them, and now and
    then at everything."""
    for number, operation in enumerate(wanted, 1):
        yield operation, Look(any(map(_may_move_data, operation.steps)), number % STRETCH == 0)


def _may_move_data(step: Step) -> bool:
    if isinstance(step, Access):
        return step.value is not None and step.offset in SETTING_OFF
    return not isinstance(step, Poke)


def compared(
    wanted: Iterable[Operation], simulation: Simulation, oracle: Oracle, size: int = CHUNK
) -> Iterator[list[tuple[int, Done | None]]]:
    """Both sides, one chunk of operations after the other, with the number of each; None was left out. QEMU
    is busy with one chunk while the model runs the next."""
    rest = enumerate(looks(wanted), 1)
    with ThreadPoolExecutor(1) as other_side:
        ours = _simulated(list(islice(rest, size)), simulation)
        while ours:
            asked = other_side.submit(oracle.run, [todo for _, todo, _ in ours if todo is not None])
            next_ours = _simulated(list(islice(rest, size)), simulation)
            theirs = iter(asked.result())
            yield [
                (number, Done(todo[0], todo[1], mine, next(theirs)) if todo and mine else None)
                for number, todo, mine in ours
            ]
            ours = next_ours


def _simulated(
    chunk: list[tuple[int, tuple[Operation, Look]]], simulation: Simulation
) -> list[tuple[int, Todo | None, Observed | None]]:
    """What QEMU is to do, and what the model lets see."""
    found: list[tuple[int, Todo | None, Observed | None]] = []
    for number, (operation, look) in chunk:
        done = simulation.run(operation, look)
        found.append((number, (operation, look, done[1]), done[0]) if done else (number, None, None))
    return found


def first_mismatch(
    wanted: Iterable[Operation], simulation: Simulation, oracle: Oracle, size: int = CHUNK
) -> Mismatch | None:
    """Runs until the two sides differ."""
    for chunk in compared(wanted, simulation, oracle, size):
        for number, done in chunk:
            if done is not None and done.ours != done.theirs:
                return Mismatch(number, done)
    return None


def differ(wanted: Iterable[Operation], model: Ordered | None = None) -> Mismatch | None:
    """The first mismatch, from power-on."""
    with Oracle() as oracle:
        return first_mismatch(wanted, Simulation(model), oracle, 1)


def report(seed: int, mismatch: Mismatch, model: Ordered | None = None) -> Iterator[str]:
    """Seed, operation, what differs on both sides, and the fewest steps that still make them differ."""
    yield f"seed {seed}"
    yield from mismatch.told()
    found = list(islice(operations(seed), mismatch.number))
    fewest = shrunk(found, lambda wanted: differ(wanted, model) is not None)
    again = differ(fewest, model)
    yield f"shrunk to {len(fewest)} steps:"
    for operation in fewest:
        yield from shown(operation)
    if again is not None:
        yield from again.told()


def shown(operation: Operation) -> Iterator[str]:
    """The steps of an operation, a line each."""
    for step in operation.steps:
        if isinstance(step, Poke):
            yield f"    Poke({step.address:#x}, bytes.fromhex({step.data.hex()!r}))"
        else:
            yield f"    {step}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.device.differential")
    parser.add_argument("--operations", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=seed_of_the_day())
    arguments = parser.parse_args()
    print(f"{version()}; seed {arguments.seed}, {arguments.operations} operations", flush=True)
    started = time.perf_counter()
    with Oracle() as oracle:
        wanted = islice(operations(arguments.seed), arguments.operations)
        mismatch = first_mismatch(wanted, Simulation(), oracle)
    seconds = time.perf_counter() - started
    if mismatch is not None:
        print("\n".join(report(arguments.seed, mismatch)))
        return 1
    print(f"no mismatch; {seconds:.0f} s, {arguments.operations / seconds:.0f} operations/s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
