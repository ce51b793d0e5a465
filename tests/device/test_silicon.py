"""In: accesses in the profile of the manual; out: what silicon does otherwise than QEMU."""

from __future__ import annotations

from modcheck.device import Access, Command, Elapse, FaultKind, Frame, Profile, Progress
from modcheck.domains import Unknown
from tests.device.bench import OFFSET, RX_RING, TX_RING, Bench, opened

HW = Profile.HW


def alternatives(bench: Bench, event: Frame | Elapse) -> int:
    return len(bench.model.alternatives(bench.state, event, bench.memory))


def test_a_packet_is_sent_within_the_write_or_later() -> None:
    bench = opened(HW)
    bench.queue(0)
    event = Access(0, OFFSET["TDT"], 4, 1)
    at_once, later = bench.model.alternatives(bench.state, event, bench.memory)
    assert len(at_once.sent) == 1 and later.sent == ()
    assert dict(bench.model.describe(later.state))["TDH"] == 0
    bench.state = later.state
    assert [sent.length for sent in bench.do(Progress()).sent] == [60] and bench.shown()["TDH"] == 1


def test_a_transmitter_that_is_switched_off_may_finish_the_packet_in_progress() -> None:
    bench = opened(HW)
    bench.queue(0)
    bench.queue(1)
    bench.state = bench.model.alternatives(bench.state, Access(0, OFFSET["TDT"], 4, 2), bench.memory)[1].state
    found = bench.model.alternatives(bench.state, Access(0, OFFSET["TCTL"], 4, 8), bench.memory)
    assert sorted(len(reaction.sent) for reaction in found) == [0, 1]


def test_a_frame_in_flight_may_be_stored_after_the_receiver_was_switched_off() -> None:
    bench = opened(HW)
    bench.write("RCTL", 0)
    assert alternatives(bench, Frame(60)) > 1
    bench.read("STATUS")
    bench.do(Elapse(10))
    assert alternatives(bench, Frame(60)) == 1


def test_a_frame_without_descriptor_is_lost_and_counted() -> None:
    bench = opened(HW, exact=True)
    bench.write("RDT", 0)
    assert bench.do(Frame(60)).raised == 0x40
    assert bench.read("MPC") == 1 and bench.read("MPC") == 0
    bench.write("RCTL", 0)
    bench.read("STATUS")
    bench.do(Elapse(10))
    assert bench.do(Frame(60)).raised == 0 and bench.read("MPC") == 0


def test_registers_that_qemu_lacks_hold_what_is_written() -> None:
    bench = opened(HW)
    assert isinstance(bench.read("RXCSUM"), Unknown)
    bench.write("RXCSUM", 0x300)
    assert bench.read("RXCSUM") == 0x300 and bench.read("TIPG") == 0x602008
    bench.write("CTRL_DUP", 0x140241)
    assert bench.read("CTRL") == bench.read("CTRL_DUP") == 0x140241
    bench.write("MANC", 0x200)
    assert bench.read("MANC") == 0x200


def test_the_low_bits_of_a_base_read_zero() -> None:
    for profile, low in ((Profile.QEMU, 0xF), (HW, 0)):
        bench = Bench(profile)
        bench.write("RDBAL", RX_RING | 0xF)
        assert bench.read("RDBAL") == RX_RING | low


def test_without_mastering_nothing_is_fetched() -> None:
    bench = opened(HW)
    bench.do(Command(0x3))
    bench.queue(0)
    assert bench.write("TDT", 1).sent == () and bench.memory.content[TX_RING + 12] == 0
    bench.do(Command(0x7))
    assert bench.write("TDT", 1).sent != ()


def test_a_ring_register_is_not_written_while_its_engine_runs() -> None:
    bench = opened(HW)
    assert [fault.kind for fault in bench.write("TDH", 3).faults] == [FaultKind.RING_REPROGRAMMED]
