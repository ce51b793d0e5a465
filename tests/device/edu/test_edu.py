"""In: accesses to QEMU's teaching device; out: whether the model does what QEMU's does."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modcheck.device import (
    Access,
    Command,
    Edu,
    Elapse,
    Event,
    FaultKind,
    Profile,
    Progress,
    Reaction,
    catalogue,
    find,
)
from modcheck.device.edu import State
from modcheck.device.edu.registers import BUFFER, REGISTERS
from modcheck.device.edu.state import coarse, key
from modcheck.domains import Bits, Pointer, Unknown, Word
from tests.device.edu.differential import OFFSET, Generator, first_mismatch, told, write
from tests.device.guest import GuestMemory
from tests.device.planted import bugs
from tests.device.planted.bugs import Bug, planted, read_bugs
from tests.device.steps import Poke

BUGS = read_bugs(Path(bugs.__file__).with_name("edu.txt"))
OPERATIONS, UNTIL_SEEN = 10_000, 5_000
MODEL = Edu()


def test_the_model_does_what_qemu_does(qemu: None) -> None:
    found = first_mismatch(1, OPERATIONS)
    assert found is None, "\n".join(told(found))


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.area)
def test_a_planted_bug_is_seen(qemu: None, bug: Bug) -> None:
    assert first_mismatch(1, UNTIL_SEEN, planted(bug, "Edu")) is not None


def test_the_run_reads_and_writes_every_declared_register() -> None:
    generator = Generator(Random(1)).operations()
    steps = [step for _ in range(OPERATIONS) for step in next(generator) if isinstance(step, Access)]
    for written in (False, True):
        touched = {step.offset for step in steps if (step.value is not None) is written}
        wanted = {register.offset for register in REGISTERS if written or register.name != "DMA_COMMAND"}
        assert wanted <= touched


class Objects:
    """Host memory of named objects: nothing is known of it."""

    def __init__(self) -> None:
        self.loads: list[Word] = []

    def load(self, address: Word, width: int) -> Word:
        self.loads.append(address)
        return Unknown("memory")

    def block(self, address: Word, length: int) -> bytes | None:
        self.loads.append(address)
        return None


class Bench:
    """A device that is decoded and masters the bus, in a search."""

    def __init__(self, profile: Profile = Profile.QEMU) -> None:
        self.memory = Objects()
        self.state: State = MODEL.power_on(profile)
        self.do(Command(6))

    def do(self, event: Event) -> Reaction:
        (reaction,) = MODEL.react(self.state, event, self.memory)
        self.state = reaction.state
        return reaction

    def read(self, name: str) -> Word | None:
        return self.do(Access(0, OFFSET[name], 4)).value


def test_a_transfer_reaches_a_named_object_after_100_milliseconds() -> None:
    bench = Bench()
    for name, value in (("DMA_SOURCE", BUFFER), ("DMA_COUNT", 4)):
        bench.do(write(name, value))
    bench.do(Access(0, OFFSET["DMA_DESTINATION"], 8, Pointer("ring", 16)))
    assert MODEL.roots(bench.state) == ("ring",) and not MODEL.can_master(bench.state)
    bench.do(write("DMA_COMMAND", 7))
    assert MODEL.can_master(bench.state) and MODEL.engines(bench.state) == ("DMA_COMMAND.RUN",)
    assert MODEL.can_interrupt(bench.state) and not MODEL.line(bench.state)
    early = MODEL.alternatives(bench.state, Elapse(50), bench.memory)
    assert [len(reaction.stores) for reaction in early] == [0, 1]
    reaction = bench.do(Elapse(100))
    assert reaction.stores[0][:2] == (Pointer("ring", 16), 4) and reaction.raised == 0x100
    assert MODEL.line(bench.state) and not MODEL.can_master(bench.state)
    assert bench.do(write("IRQ_ACK", 0x100)).acknowledged == 0x100 and not MODEL.can_interrupt(bench.state)


def test_a_computation_may_be_over_or_not() -> None:
    bench = Bench()
    bench.do(write("STATUS", 0x80))
    bench.do(write("FACTORIAL", 5))
    busy = MODEL.alternatives(bench.state, Access(0, OFFSET["STATUS"], 4), bench.memory)
    assert [reaction.value for reaction in busy] == [0x80, 0x81]
    assert bench.do(Progress()).raised == 1 and bench.read("FACTORIAL") == 120


def test_accesses_that_nothing_answers_are_faults() -> None:
    bench = Bench()
    for access, kind in (
        (Access(0, 0x0, 1), FaultKind.RESERVED_REGISTER),
        (Access(0, 0x4, 8), FaultKind.RESERVED_REGISTER),
        (Access(0, 0x82, 4), FaultKind.RESERVED_REGISTER),
        (Access(0, 0x84, 8, 1), FaultKind.RESERVED_REGISTER),
        (Access(0, 0x100000, 4), FaultKind.OUTSIDE_BAR),
        (Access(1, 0, 4), FaultKind.OUTSIDE_BAR),
        (Access(0, -4, 4, 1), FaultKind.OUTSIDE_BAR),
    ):
        before = bench.state
        reaction = bench.do(access)
        assert [fault.kind for fault in reaction.faults] == [kind] and reaction.state == before
    bench.do(write("DMA_COUNT", 0x1000))
    bench.do(write("DMA_DESTINATION", BUFFER))
    bench.do(write("DMA_COMMAND", 1))
    assert [fault.kind for fault in bench.do(Elapse(100)).faults] == [FaultKind.OUTSIDE_BUFFER]


def test_what_is_not_known_is_tried_out_or_a_fault() -> None:
    bench = Bench()
    event = write("IRQ_RAISE", 0)._replace(value=Bits(0x100, 3))
    found = MODEL.alternatives(bench.state, event, bench.memory)
    assert [reaction.state.causes for reaction in found] == [0x100, 0x102, 0x101, 0x103]
    assert not any(reaction.faults for reaction in found)
    assert bench.do(event).faults[0].kind is FaultKind.UNKNOWN_WORD


def reached(seed: int, count: int) -> State:
    """An exact state after some operations."""
    memory, generator = GuestMemory(), Generator(Random(seed)).operations()
    state: State = MODEL.power_on(Profile.QEMU, exact=True)
    for _ in range(count):
        for step in next(generator):
            if isinstance(step, Poke):
                memory.write(step.address, step.data)
                continue
            (reaction,) = MODEL.react(state, step, memory)
            state = reaction.state
            for store in reaction.stores:
                memory.store(store.address, store.width, store.value)
    return state


STATES = st.builds(reached, st.integers(0, 40), st.integers(1, 25))


@settings(max_examples=60, deadline=None)
@given(STATES, STATES)
def test_states_are_ordered_and_joined(a: State, b: State) -> None:
    b = a._replace(words=b.words._replace(length=a.words.length))
    assert MODEL.covers(a, a) and MODEL.covers(coarse(a), a)
    joined = MODEL.join(a, b)
    assert joined is not None and joined == MODEL.join(b, a) == MODEL.join(joined, a)
    assert MODEL.covers(joined, a) and MODEL.covers(joined, b) and key(joined) == key(a)
    assert MODEL.join(a, a) == a and hash(joined) is not None


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 60))
def test_the_abstract_model_covers_the_concrete_one(seed: int, count: int) -> None:
    memory, hidden = GuestMemory(), Objects()
    concrete: State = MODEL.power_on(Profile.QEMU, exact=True)
    abstract = {MODEL.power_on(Profile.QEMU)}
    generator = Generator(Random(seed)).operations()
    for _ in range(count):
        for step in next(generator):
            if isinstance(step, Poke):
                continue
            reaction = Random(seed).choice(MODEL.alternatives(concrete, step, memory))
            concrete = reaction.state
            found = [one for state in abstract for one in MODEL.alternatives(state, step, hidden)]
            abstract = {one.state for one in found if MODEL.covers(one.state, concrete)}
            assert abstract


def test_the_catalogue_knows_the_device() -> None:
    assert [model.name for model in catalogue()] == ["e1000", "edu"]
    assert isinstance(find(0x1234, 0x11E8), Edu)
