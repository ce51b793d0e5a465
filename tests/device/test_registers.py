"""In: accesses to single registers, and random ones; out: whether they hold what was measured."""

import json
from pathlib import Path

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
from modcheck.device.e1000.registers import EEPROM, REGISTERS, Kind
from modcheck.domains import Bits, Unknown, is_set
from tests.device.bench import OFFSET, Bench, opened

ARRAYS = [register for register in REGISTERS if register.kind is Kind.DATA and register.elements > 1]
# On QEMU 7.2.22: at power-on, after writing ffffffff twice (two ways to read), 0 and a5a5a5a5.
MEASURED = Path(__file__).with_name("measured.json")


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


def test_the_link_moves_status_and_raises_lsc() -> None:
    bench = opened()
    assert bench.do(Link(up=False)).raised == 4 and bench.read("STATUS") == 0x80080781
    assert bench.do(Link(up=False)).raised == 0
    bench.read("ICR")
    assert bench.do(Link(up=True)).raised == 4 and bench.read("STATUS") == 0x80080783


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


def probe(bench: Bench, name: str) -> list[str]:
    """A register at power-on and after four writes, as the measurement was made."""
    seen = [bench.read(name)]
    for value in (0xFFFFFFFF, 0xFFFFFFFF, 0, 0xA5A5A5A5):
        bench.write(name, value)
        seen.append(bench.read(name))
    return [hex(word) for word in seen if isinstance(word, int)]


def test_registers_hold_what_was_measured() -> None:
    """Except the elements of arrays and the statistics, which the model sums up in one cell."""
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    names = {register.name for register in REGISTERS} & measured.keys()
    assert len(names) >= 60
    for name in sorted(names):
        assert probe(Bench(), name) == measured[name], name


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
        assert reads <= (isinstance(reaction.value, int) or in_an_array(event, bench.state.window))


def in_an_array(event: Event, window: int) -> bool:
    """An array is one cell: what different elements were written with is known in part only."""
    if not isinstance(event, Access):
        return False
    offset = window if event.bar else event.offset
    return any(0 <= offset - register.offset < 4 * register.elements for register in ARRAYS)
