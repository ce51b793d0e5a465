"""The exploration that proves: rings are learned and turned, states are joined, and nothing is lost by it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

import pytest

from modcheck.domains import Bits, Pointer, Unknown, covers
from modcheck.domains.heap import State
from modcheck.domains.lanes import Turns
from modcheck.domains.values import Agg
from modcheck.engine import Limits, Machine
from modcheck.engine.cover import Cover, covering
from modcheck.engine.schedule import boot, perform
from modcheck.engine.search import Search, Witness
from modcheck.engine.turning import mark, turned, unmark
from modcheck.environment import EVENTS, enabled
from modcheck.findings import Verdict
from modcheck.simulation.kernel import Nth
from tests.running import INTERFACES, LONG, ROOT, D, analyse_anew, analysed, machine_of

TRIED = tuple(INTERFACES) if LONG else ("d_right",)
"""The other one's proof is made by `test_proofs.py`; a second time it would take a minute."""


@cache
def cover_of(path: Path) -> Cover:
    """The finished exploration of a driver."""
    return covering(lambda: machine_of(path, intended=True), Limits())


def after(machine: Machine, events: str) -> State:
    """A state that one schedule leads to."""
    machine.plan = frozenset()
    state = boot(machine)
    for event in events.split():
        assert event in enabled(machine, state, budget=False)
        state = perform(machine, state, event)[0]
    return state


def settled(cover: Cover, state: State) -> object:
    """What a state is explored as, words in ring elements aside."""
    copy = state.fork()
    copy.history, copy.broken = None, ()
    cover.settle(copy)
    return cover.joined.key(copy)


def test_the_rings_of_the_right_driver_are_learned() -> None:
    rings = {ring.name: ring for ring in cover_of(D).rings}
    assert {name: ring.length for name, ring in rings.items()} == {"receive": 8, "transmit": 8}
    assert [len(rings[name].cells) for name in ("receive", "transmit")] == [1, 2]  # `oldest`, and `next`
    sizes = {count for ring in rings.values() for count in ring.inner.values()}
    assert sizes == {(2048, True)}  # the addresses of the buffers


@pytest.mark.parametrize("name", TRIED)
def test_it_ends_and_cuts_nothing_off(name: str) -> None:
    cover = cover_of(INTERFACES[name])
    assert not cover.bounds and not cover.machine.cuts and not cover.assumed and not cover.broken_off
    assert cover.stored() <= 400


TRAFFIC = "insmod up frame xmit irq frame xmit"


@pytest.mark.parametrize("name", TRIED)
def test_turns_add_up(name: str) -> None:
    """Turning is what the integers modulo the ring's length do."""
    cover = cover_of(INTERFACES[name])
    device = cover.machine.device
    state = after(machine_of(INTERFACES[name], intended=True), TRAFFIC)
    cover.rename(state)
    for ring in cover.rings:
        once, twice, around = state.fork(), state.fork(), state.fork()
        turned(device, once, ring, 5)
        turned(device, twice, ring, 2)
        turned(device, twice, ring, 3)
        turned(device, around, ring, ring.length)
        assert once.key() == twice.key() != state.key() == around.key()


@pytest.mark.parametrize("name", TRIED)
def test_marks_come_off(name: str) -> None:
    cover = cover_of(INTERFACES[name])
    device = cover.machine.device
    state = after(machine_of(INTERFACES[name], intended=True), TRAFFIC)
    cover.rename(state)
    before = state.key()
    marks = [(ring, Turns(ring.name, ring.length, tuple(range(ring.length)))) for ring in cover.rings]
    for ring, turns in marks:
        mark(device, state, ring, turns)
    for ring, turns in marks:
        unmark(device, state, ring, turns)
    assert state.key() == before


@pytest.mark.parametrize("name", TRIED)
def test_each_turn_alone_comes_to_what_all_come_to_together(name: str) -> None:
    """The claim that everything rests on, tried on every event and every turn of one state."""
    cover = cover_of(INTERFACES[name])
    machine = machine_of(INTERFACES[name], intended=True)
    state = after(machine, TRAFFIC)
    cover.rename(state)
    machine.plan = None
    for event in enabled(machine, state, budget=False):
        expected = _ends(cover, machine, state, event)
        for ring in cover.rings:
            for turn in range(1, ring.length):
                other = state.fork()
                turned(machine.device, other, ring, turn)
                assert _ends(cover, machine, other, event) == expected


def _ends(cover: Cover, machine: Machine, state: State, event: str) -> set[object]:
    ends: Iterable[State] = perform(machine, state.fork(), event)
    return {settled(cover, end) for end in ends if not end.stopped}


@pytest.mark.parametrize("name", TRIED)
def test_every_state_of_a_search_is_covered(name: str) -> None:
    """Of one with two failures, frames and packets, up to a bound."""
    cover = cover_of(INTERFACES[name])
    limits = Limits(failures=2, traffic=2, states=600)
    search = _Kept(machine_of(INTERFACES[name], intended=True), limits)
    search.run()
    assert len(search.kept) >= 600
    missing = [state for state in search.kept if not _is_covered(cover, state)]
    assert missing == []


STEPS = 60_000
"""Of the engine, for each driver."""


@pytest.mark.parametrize("name", TRIED)
def test_every_state_of_random_runs_is_covered(name: str) -> None:
    """Long schedules of events as they are possible, in which calls fail now and then; but the link does not
    change while every cause is masked."""
    cover, random = cover_of(INTERFACES[name]), Random(20261128)
    machine = machine_of(INTERFACES[name], intended=True)
    machine.limit = 0
    while machine.executed < STEPS:
        state = boot(machine, (0, 0, 0, 0))
        for _ in range(60):
            events = [e for e in enabled(machine, state, budget=False) if not EVENTS[e].once]
            if not machine.device.can_interrupt(state.device[1]):
                events = [event for event in events if event != "link"]
            machine.plan = Nth(random.randint(1, 12)) if random.random() < 0.1 else frozenset()
            state = perform(machine, state, random.choice(events))[0]
            assert not state.stopped and not state.broken
            assert _is_covered(cover, state)
            state.history = None


class _Kept(Search):
    """A search that keeps the states it queues."""

    def __init__(self, machine: Machine, limits: Limits) -> None:
        super().__init__(machine, limits)
        self.kept: list[State] = []

    def add(self, state: State, witness: Witness) -> None:
        self.kept.append(state.fork())
        super().add(state, witness)


def _is_covered(cover: Cover, state: State) -> bool:
    copy = state.fork()
    copy.history, copy.broken = None, ()
    cover.settle(copy)
    known = cover.joined.states.get(cover.joined.key(copy))
    return known is not None and all(
        _value_is_covered(known.heap[name], value) for name, value in copy.heap.items()
    )


def _value_is_covered(known: object, value: object) -> bool:
    if known == value:
        return True
    if isinstance(known, Agg) and isinstance(value, Agg):
        return all(_value_is_covered(a, b) for a, b in zip(known.items, value.items, strict=True))
    words = int | Pointer | Bits | Unknown
    return isinstance(known, words) and isinstance(value, words) and covers(known, value)


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """The right driver with one place changed."""
    copy = folder / "driver"
    shutil.copytree(D, copy)
    text = (copy / file).read_text()
    assert text.count(old) == 1
    (copy / file).write_text(text.replace(old, new))
    return copy


RECEIVED = "        let skb = self.copied(netdev, at, desc.length as u32);\n"
NEXT = "        self.next = (at + 1) % RING_LEN;\n"


def test_what_happens_at_one_place_of_a_ring_only_is_found_and_can_be_run(tmp_path: Path) -> None:
    bad = "        if at == 5 {\n            panic!();\n        }\n"
    driver = changed(tmp_path, "ring.rs", RECEIVED, RECEIVED + bad)
    assert analyse_anew(driver).judgement.findings == ()
    (finding,) = analyse_anew(driver, full=True).judgement.findings
    assert finding.rule == "panic_while_holding" and finding.verdict is Verdict.VIOLATED
    assert finding.events.count("frame") == 6


def test_a_ring_that_begins_anew_by_comparison_is_proved_too(tmp_path: Path) -> None:
    """The turns part where it is asked whether the end is reached, and come together again."""
    wrap = "        self.next = if at + 1 == RING_LEN { 0 } else { at + 1 };\n"
    judgement = analyse_anew(changed(tmp_path, "ring.rs", NEXT, wrap), full=True).judgement
    assert not judgement.findings and not judgement.obstacles
    assert len(judgement.proved) == len(analysed(D, True).judgement.proved)


COUNTED = ROOT / "fixtures" / "unregister_after_disable" / "passes_taken_first.rs"


def counting(folder: Path, line: str) -> Path:
    """A driver that does something with a count of its packets."""
    sent = "        skb.napi_consume(0);\n"
    static = "use core::sync::atomic::{AtomicUsize, Ordering};\n"
    static += "static COUNT: AtomicUsize = AtomicUsize::new(0);\nunsafe fn lost() {}\n"
    text = COUNTED.read_text().replace(sent, f"        {line}\n{sent}")
    (folder / "count.rs").write_text(text.replace("module! {", static + "module! {", 1))
    return folder / "count.rs"


def test_a_number_that_keeps_growing_is_joined(tmp_path: Path) -> None:
    """A counter of packets: of the search without joined states it is an obstacle."""
    driver = counting(tmp_path, "COUNT.fetch_add(1, Ordering::Relaxed);")
    judgement = analyse_anew(driver, full=True).judgement
    assert not judgement.findings and not judgement.obstacles and judgement.proved


def test_what_a_joined_number_decides_goes_both_ways(tmp_path: Path) -> None:
    """What happens with the hundredth packet: nobody knows what a joined counter is."""
    line = "if COUNT.fetch_add(1, Ordering::Relaxed) == 100 { unsafe { lost() }; }"
    assert analyse_anew(counting(tmp_path, line), full=True).judgement.proved
    line = 'if COUNT.fetch_add(1, Ordering::Relaxed) == 100 { panic!("lost") }'
    judgement = analyse_anew(counting(tmp_path, line), full=True).judgement
    assert "panic_while_holding" in {o.rule for o in judgement.unproved if o.verdict is Verdict.UNKNOWN}
    assert "panic_while_holding" not in {o.rule for o in judgement.proved}


if not LONG:
    del test_a_ring_that_begins_anew_by_comparison_is_proved_too  # a minute and a half
