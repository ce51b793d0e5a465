"""In: accesses to single registers, and random ones; out: whether they hold what was measured."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modcheck.device import (
    Access,
    Command,
    Elapse,
    Event,
    FaultKind,
    Frame,
    Link,
    Profile,
)
from modcheck.device.declarations import Kind
from modcheck.device.e1000.registers import EEPROM, REGISTERS
from modcheck.domains import Bits, Unknown, is_set
from tests.device.bench import OFFSET, Bench, opened

# On QEMU 7.2.22: at power-on, after writing ffffffff twice (two ways to read), 0 and a5a5a5a5.
MEASURED: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("measured.json").read_text(encoding="utf-8")
)


def test_a_multicast_table_is_one_cell() -> None:
    bench = Bench()
    before = bench.state
    for index in range(128):
        assert not bench.do(Access(0, OFFSET["MTA"] + 4 * index, 4, 0)).faults
    assert bench.state == before and bench.read("MTA") == 0
    bench.write("MTA", 5)
    assert bench.read("MTA") == Bits(0, 5)


def test_interrupts_are_masked_by_ims_and_by_pci() -> None:
    bench = opened()
    bench.write("ICS", 0x4)
    assert bench.model.line(bench.state) and bench.read("ICS") == 6
    bench.do(Command(0x407))
    assert not bench.model.line(bench.state) and not bench.model.can_interrupt(bench.state)
    bench.do(Command(0x7))
    assert bench.write("ICR", 0x4).acknowledged == 0x4 and not bench.model.line(bench.state)


def test_the_port_window_works_on_silicon_only() -> None:
    for profile, mask in ((Profile.QEMU, 0x9D), (Profile.HW, 0)):
        bench = opened(profile)
        bench.do(Access(1, 0, 4, OFFSET["IMC"]))
        bench.do(Access(1, 4, 4, 0xFFFFFFFF))
        assert bench.shown()["IMS"] == mask


def test_eeprom_and_phy_are_read_at_once() -> None:
    bench = Bench()
    assert len(EEPROM) == 64 and sum(EEPROM) & 0xFFFF == 0xBABA
    bench.write("EERD", 0x0001)
    assert bench.read("EERD") == 0x54520010
    bench.write("MDIC", 0x08210000)
    assert bench.read("MDIC") == 0x1821794D
    bench.write("MDIC", 0x28210000)
    assert bench.read("ICR") == 0x200
    bench.write("MDIC", 0x083F0000)
    assert is_set(bench.read("MDIC") or 0, 1 << 30)


def test_a_link_change_moves_status_at_once_and_after_autonegotiation() -> None:
    bench = opened()
    assert bench.do(Link(up=False)).raised == 4 and bench.read("STATUS") == 0x80080781
    assert bench.do(Link(up=False)).raised == 0
    bench.read("ICR")
    assert bench.do(Link(up=True)).raised == 0 and bench.read("STATUS") == 0x80080781
    assert bench.do(Elapse(500)).raised == 4 and bench.read("STATUS") == 0x80080783


def test_a_control_register_wants_a_known_word() -> None:
    bench = Bench()
    faults = bench.write("RCTL", Bits(2, 0x8000)).faults
    assert [(fault.kind, fault.register) for fault in faults] == [(FaultKind.UNKNOWN_WORD, "RCTL")]
    assert bench.read("RCTL") == 2
    assert bench.write("IMS", Unknown("argument")).faults and bench.read("IMS") == 0
    assert bench.write("TDBAL", Unknown("argument")).faults
    assert not bench.write("RAL0", Unknown("address")).faults and bench.read("RAL0") == Unknown("address")


def test_accesses_that_nothing_answers() -> None:
    bench = Bench()
    for access, kind, value in (
        (Access(0, 0x5B5C, 4), FaultKind.RESERVED_REGISTER, 0),
        (Access(0, 0x0008, 1), FaultKind.RESERVED_REGISTER, 0),
        (Access(0, 0x20000, 4), FaultKind.OUTSIDE_BAR, 0xFFFFFFFF),
        (Access(1, 0x3E, 4), FaultKind.OUTSIDE_BAR, 0xFFFFFFFF),
        (Access(2, 0, 4), FaultKind.OUTSIDE_BAR, 0xFFFFFFFF),
    ):
        reaction = bench.do(access)
        assert [fault.kind for fault in reaction.faults] == [kind] and reaction.value == value
    assert bench.do(Access(0, OFFSET["TIPG"], 4, 1)) == (bench.state, None, (), 0, 0, (), ())
    bench.do(Command(0))
    assert bench.read("STATUS") == 0


def place_of(name: str) -> int:
    """The offset of a measured name; a number at its end counts elements, RAL and RAH are pairs."""
    if name in OFFSET:
        return OFFSET[name]
    stem = name.rstrip("0123456789")
    index = int(name[len(stem) :])
    if stem in ("RAL", "RAH"):
        return OFFSET["RAL0"] + 8 * index + 4 * (stem == "RAH")
    return OFFSET[stem] + 4 * index


def probe(bench: Bench, name: str) -> list[str]:
    """A register at power-on and after four writes, as the measurement was made."""
    access = Access(0, place_of(name), 4)
    seen = [bench.do(access).value]
    for value in (0xFFFFFFFF, 0xFFFFFFFF, 0, 0xA5A5A5A5):
        bench.do(access._replace(value=value))
        seen.append(bench.do(access).value)
    return [hex(word) for word in seen if isinstance(word, int)]


@pytest.mark.parametrize("name", MEASURED)
def test_a_register_holds_what_was_measured(name: str) -> None:
    assert probe(Bench(exact=True), name) == MEASURED[name]


def test_most_registers_were_measured() -> None:
    places = {place_of(name) for name in MEASURED}
    assert len(places) == len(MEASURED)
    assert [r.name for r in REGISTERS if places.isdisjoint(r.offsets())] == []


ACCESSES = st.builds(
    Access,
    st.sampled_from((0, 0, 0, 0, 1, 2)),
    st.sampled_from([register.offset for register in REGISTERS]) | st.integers(-8, 0x20008),
    st.sampled_from((4, 4, 4, 4, 1, 2, 8)),
    st.none() | st.sampled_from((0, 1, 2, 7, 0x80, 0x4008002, 0x4010A, 0xFFFFFFFF)) | st.integers(-4, 2**33),
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    ACCESSES,
    ACCESSES,
    st.builds(Frame, st.integers(0, 2000)),
    st.builds(Command, st.integers(0, 0xFFFF)),
    st.builds(Elapse, st.sampled_from((0, 1, 10, 1000))),
    st.builds(Link, st.booleans()),
)


@settings(deadline=None)
@given(st.sampled_from(Profile), st.booleans(), st.lists(EVENTS, max_size=30))
def test_ints_in_ints_out_and_nothing_raises(profile: Profile, running: bool, events: list[Event]) -> None:
    bench = opened(profile) if running else Bench(profile)
    for event in events:
        reaction = bench.do(event)
        hash(reaction.state)
        reads = isinstance(event, Access) and event.value is None
        assert (reaction.value is not None) == reads
        assert reads <= (isinstance(reaction.value, int) or not_kept(event, bench.state.rest.window))


def not_kept(event: Event, window: int) -> bool:
    """What a state that is not exact does not know: elements of arrays, statistics, and registers that QEMU
    lacks, of which the reset on silicon is not known."""
    if not isinstance(event, Access):
        return False
    offset = window if event.bar else event.offset
    found = [register for register in REGISTERS if offset in register.offsets()]
    return any(r.elements > 1 or r.kind is Kind.ABSENT or 0x4000 <= r.offset < 0x4100 for r in found)
