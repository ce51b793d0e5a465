"""In: a seed and a number; out: whether, for so many operations, what the model does with words known in part
covers what it does with numbers.

The concrete side is an exact state over bytes, the abstract side a set of states that are not exact: frames
have lengths and no contents, words that are written may have open bits, host memory shows descriptors and no
buffers. After each event one of the abstract reactions must cover the concrete one: state, value, stores,
frames and line.

`python -m tests.device.covering --operations 1000000 --seed N`; without a seed that of the day.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import NamedTuple

from modcheck.device import E1000, Access, Event, FaultKind, Frame, Ordered, Profile, Reaction, Store
from modcheck.device.e1000 import State
from modcheck.device.e1000.lattice import coarse
from modcheck.device.e1000.registers import CELLS, REGISTERS
from modcheck.device.e1000.state import Rest
from modcheck.domains import Bits, Unknown, Word, covers
from tests.device.differential import operations, seed_of_the_day, shown
from tests.device.guest import GuestMemory
from tests.device.steps import RAM, Operation, Poke

MOST_STATES = 8
GAVE_UP = (FaultKind.UNKNOWN_WORD, FaultKind.SIMPLIFIED)
REGISTER = {offset: register for register in REGISTERS for offset in register.offsets()}


class Descriptors:
    """The memory of the abstract side: words as they are, nothing in a row."""

    def __init__(self, memory: GuestMemory) -> None:
        self.memory = memory

    def load(self, address: Word, width: int) -> Word:
        return self.memory.load(address, width) if isinstance(address, int) else Unknown("memory")

    def block(self, address: Word, length: int) -> bytes | None:
        return None


class Uncovered(NamedTuple):
    """What no abstract reaction covers."""

    number: int
    operation: Operation
    event: Event
    abstract_event: Event
    states: tuple[State, ...]
    concrete: Reaction

    def told(self) -> Iterator[str]:
        """The place, and the parts of the states that differ."""
        yield f"operation {self.number}, {self.operation.name}: {self.event} as {self.abstract_event}"
        yield from shown(self.operation)
        yield f"  concrete: {self.concrete._replace(state=None)}"
        after: State = coarse(self.concrete.state)
        for state in self.states:
            for names, mine, other in (
                (CELLS, state.words, after.words),
                (State._fields, state[:-1], after[:-1]),
                (Rest._fields, state.rest, after.rest),
            ):
                for name, before, later in zip(names, mine, other, strict=False):
                    if before != later and name != "words":
                        yield f"  {name}: abstract before {before}, concrete after {later}"


class Tally(NamedTuple):
    """How a run went."""

    events: int
    given_up: int
    uncovered: Uncovered | None


class Pair:
    """Both sides."""

    def __init__(self, profile: Profile, random: Random, model: Ordered | None = None) -> None:
        self.model: Ordered = model or E1000()
        self.random = random
        self.memory = GuestMemory()
        self.concrete: State = self.model.power_on(profile, exact=True)
        self.abstract: tuple[State, ...] = (self.model.power_on(profile),)
        self.given_up = 0

    def do(self, event: Event) -> tuple[Event, Reaction] | None:
        """One event on both sides; what nothing covers."""
        self.memory.checkpoint()
        reaction = self.random.choice(self.model.alternatives(self.concrete, event, self.memory))
        blurred = self._blurred(event)
        memory = Descriptors(self.memory)
        candidates = [r for s in self.abstract for r in self.model.alternatives(s, blurred, memory)]
        self.concrete = reaction.state
        for store in reaction.stores:
            self._stored(store)
        if any(fault.kind in GAVE_UP for candidate in candidates for fault in candidate.faults):
            self.given_up += 1
            self.abstract = (coarse(self.concrete),)
            return None
        covering = [r.state for r in candidates if self._covers(r, reaction)]
        if not covering:
            return blurred, reaction
        self.abstract = tuple(dict.fromkeys(covering))[:MOST_STATES]
        return None

    def _stored(self, store: Store) -> None:
        """What silicon writes and the model does not know (a checksum) is some number."""
        known = isinstance(store.value, int)
        value = store.value if known else self.random.getrandbits(8 * store.width)
        self.memory.store(store.address, store.width, value)

    def _blurred(self, event: Event) -> Event:
        """The event with less known of it."""
        if isinstance(event, Frame):
            return Frame(event.length)
        if isinstance(event, Access) and isinstance(event.value, int):
            return event._replace(value=self._blurred_word(event.offset, event.value))
        return event

    def _blurred_word(self, offset: int, value: int) -> Word:
        """Sometimes a few open bits; where none decides something, sometimes all."""
        draw = self.random.random()
        register = REGISTER.get(offset)
        if draw < 0.6 or register is None:
            return value
        if not register.decides and draw > 0.9 and not register.name.endswith("BAL"):
            return Unknown("a word")
        mask = 0
        for _ in range(self.random.randint(1, 3)):
            mask |= 1 << self.random.randrange(32)
        if register.name.endswith(("BAL", "BAH")):
            return value
        return Bits(value & ~mask, mask)

    def _covers(self, abstract: Reaction, concrete: Reaction) -> bool:
        return (
            self.model.covers(abstract.state, concrete.state)
            and _value_covered(abstract.value, concrete.value)
            and self.model.line(abstract.state) >= self.model.line(concrete.state)
            and self.model.pending(abstract.state) >= self.model.pending(concrete.state)
            and [sent.length for sent in abstract.sent] == [sent.length for sent in concrete.sent]
            and self._stores_covered(abstract.stores)
        )

    def _stores_covered(self, stores: tuple[Store, ...]) -> bool:
        """Host memory is as the concrete side has left it: each byte that the abstract side wrote must be
        able to be what it is, and each that only the concrete side wrote must have been so before. A store
        to an unknown place may have written anything; one to no memory has written nothing."""
        if not all(isinstance(store.address, int) for store in stores):
            return True
        written = _bytes_of(stores)
        if any(known is not None and known != self.memory.load(at, 1) for at, known in written.items()):
            return False
        before: dict[int, int] = {}
        for address, data in self.memory.undo():
            for at, old in enumerate(data, address):
                before.setdefault(at, old)
        return all(at in written or old == self.memory.load(at, 1) for at, old in before.items())


def _bytes_of(stores: tuple[Store, ...]) -> dict[int, int | None]:
    """What the stores leave at each address, None where it is not known."""
    found: dict[int, int | None] = {}
    for address, width, value in stores:
        assert isinstance(address, int)
        for place in range(width):
            if address + place < RAM:
                found[address + place] = value >> 8 * place & 0xFF if isinstance(value, int) else None
    return found


def _value_covered(abstract: Word | None, concrete: Word | None) -> bool:
    if abstract is None or concrete is None:
        return abstract is concrete
    return covers(abstract, concrete)


def run(seed: int, count: int, profile: Profile, model: Ordered | None = None) -> Tally:
    """So many operations, or up to the first that is not covered."""
    pair = Pair(profile, Random(seed), model)
    events = 0
    for number, operation in enumerate(islice(operations(seed), count), 1):
        for step in operation.steps:
            if isinstance(step, Poke):
                pair.memory.write(step.address, step.data)
                continue
            events += 1
            states = pair.abstract
            failed = pair.do(step)
            if failed is not None:
                blurred, reaction = failed
                found = Uncovered(number, operation, step, blurred, states, reaction)
                return Tally(events, pair.given_up, found)
    return Tally(events, pair.given_up, None)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.device.covering")
    parser.add_argument("--operations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=seed_of_the_day())
    profiles = [profile.value for profile in Profile]
    parser.add_argument("--profile", choices=profiles, nargs="*", default=profiles)
    arguments = parser.parse_args()
    for profile in map(Profile, arguments.profile):
        started = time.perf_counter()
        tally = run(arguments.seed, arguments.operations, profile)
        seconds = time.perf_counter() - started
        counts = f"{tally.events} events, {tally.given_up} given up"
        print(f"{profile.value}: {counts}, {seconds:.0f} s", flush=True)
        if tally.uncovered is not None:
            print("\n".join(tally.uncovered.told()))
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
