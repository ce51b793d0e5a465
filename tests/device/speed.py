"""`python -m tests.device.speed`: operations per second of the model and of QEMU over qtest, in one run.

Both do the same operations. After each one all registers, both rings, the interrupt and, where data may have
moved, the buffers are compared. `model, states`: with the state that an earlier run left, as a value, and
with the bytes of memory. `model, as qtest`: with each register that may have changed read through the model,
and spelled as an answer of qtest. `QEMU`: with those answers.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from modcheck.device.e1000 import State
from tests.device.differential import CHUNK, looks, operations
from tests.device.guest import GuestMemory
from tests.device.observed import BUFFERS as BUFFER_WINDOWS
from tests.device.observed import RINGS, Look, Observed
from tests.device.qemu.accelerator import version
from tests.device.qemu.e1000 import Oracle
from tests.device.simulated import Hint, Simulation
from tests.device.steps import Operation

OPERATIONS, SEED, ROUNDS = 5_000, 1, 3


class Recorded(NamedTuple):
    """What one operation left."""

    operation: Operation
    look: Look
    hint: Hint
    observed: Observed
    state: State
    memory: tuple[bytes, ...]


def record(count: int) -> list[Recorded]:
    """So many operations on the model; those that were left out are not among them."""
    simulation = Simulation()
    found = []
    for operation, look in looks(islice(operations(SEED), count)):
        look = Look(look.buffers)
        done = simulation.run(operation, look)
        if done is not None:
            memory = _looked_at(simulation.memory, look)
            found.append(Recorded(operation, look, done[1], done[0], simulation.state, memory))
    return found


def _looked_at(memory: GuestMemory, look: Look) -> tuple[bytes, ...]:
    windows = (*RINGS, *BUFFER_WINDOWS) if look.buffers else RINGS
    return tuple(memory.block(window.start, window.length) for window in windows)


def states_compared(done: list[Recorded]) -> None:
    """The model; its states and memory are compared."""
    simulation = Simulation()
    for one in done:
        for step in one.operation.steps:
            simulation.do(step)
        assert simulation.state == one.state and _looked_at(simulation.memory, one.look) == one.memory


def answers_compared(done: list[Recorded]) -> None:
    """The model; what it lets see is compared."""
    simulation = Simulation()
    for one in done:
        again = simulation.run(one.operation, one.look)
        assert again is not None and again[0] == one.observed


def qemu_compared(done: list[Recorded]) -> None:
    """QEMU; what it lets see is compared."""
    with Oracle() as oracle:
        for start in range(0, len(done), CHUNK):
            chunk = done[start : start + CHUNK]
            theirs = oracle.run([(one.operation, one.look, one.hint) for one in chunk])
            assert all(one.observed == other for one, other in zip(chunk, theirs, strict=True))


SIDES: dict[str, Callable[[list[Recorded]], None]] = {
    "model, states": states_compared,
    "model, as qtest": answers_compared,
    "QEMU": qemu_compared,
}


def rates(count: int, rounds: int = ROUNDS) -> dict[str, float]:
    """Operations per second of each side: the best of some rounds, which take turns."""
    done = record(count)
    best = dict.fromkeys(SIDES, 0.0)
    for _ in range(rounds):
        for name, side in SIDES.items():
            started = time.perf_counter()
            side(done)
            best[name] = max(best[name], len(done) / (time.perf_counter() - started))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.device.speed")
    parser.add_argument("--operations", type=int, default=OPERATIONS)
    print(version())
    found = rates(parser.parse_args().operations)
    for name, rate in found.items():
        print(f"{name:16} {rate:7.0f} operations/s   {rate / found['QEMU']:5.1f} of QEMU's")


if __name__ == "__main__":
    main()
