"""In: accesses as drivers make them; out: whether rings, interrupts and engines do what was measured."""

import pytest

from modcheck.device import (
    E1000,
    Access,
    Command,
    Elapse,
    FaultKind,
    Frame,
    Profile,
    RingView,
    Transmitted,
    find,
)
from modcheck.domains import Pointer, Unknown, is_set
from tests.device.bench import BUFFERS, OFFSET, RX_RING, TX_RING, Bench, opened

PROFILES = pytest.mark.parametrize("profile", list(Profile))


@PROFILES
def test_a_transmitted_packet_gives_3_and_then_0(profile: Profile) -> None:
    bench = opened(profile)
    assert bench.read("ICR") == 2
    bench.queue(0)
    reaction = bench.write("TDT", 1)
    assert (reaction.sent, reaction.raised) == ((Transmitted(60),), 3)
    assert bench.memory.content[TX_RING + 12] == 1
    assert bench.shown()["TDH"] == 1
    assert bench.model.line(bench.state)
    answer = bench.do(Access(0, OFFSET["ICR"], 4))
    assert (answer.value, answer.acknowledged) == (3, 3)
    assert bench.read("ICR") == 0 and not bench.model.line(bench.state)


def test_the_pings_of_the_story() -> None:
    """Measured on QEMU 7.2: (tdt, tdh, rdt, rdh) at xmit, and what the handler reads."""
    bench, seen = opened(), []
    for round_ in range(13):
        shown = bench.shown()
        tail = round_ % 8
        bench.queue(tail, 98)
        bench.write("TDT", (tail + 1) % 8)
        bench.do(Frame(98))
        seen.append((shown["TDT"], shown["TDH"], shown["RDT"], shown["RDH"], bench.read("ICR")))
        assert bench.receive_descriptor(tail)[8:] == bytes((98, 0, 0, 0, 7, 0, 0, 0))
        bench.write("RDT", tail)
    assert seen[:3] == [(0, 0, 7, 0, 131), (1, 1, 0, 1, 131), (2, 2, 1, 2, 131)]
    assert seen[8] == (0, 0, 7, 0, 131) and seen[12] == (4, 4, 3, 4, 131)


def test_a_packet_without_rs_or_in_two_parts() -> None:
    bench = opened()
    bench.read("ICR")
    bench.queue(0, 44, command=0x03)
    assert bench.write("TDT", 1).raised == 2
    bench.queue(1, 40, command=0x08)
    assert bench.write("TDT", 2).sent == ()
    bench.queue(2, 20)
    assert bench.write("TDT", 3).sent == (Transmitted(60),)


def test_descriptors_wait_while_the_transmitter_is_off() -> None:
    bench = opened()
    bench.write("TCTL", 0x00040108)
    bench.read("ICR")
    bench.queue(0)
    assert bench.write("TDT", 1).sent == () and bench.shown()["TDH"] == 0
    assert bench.write("TCTL", 0x0004010A).sent == (Transmitted(60),) and bench.read("ICR") == 3


def test_without_mastering_descriptors_are_lost_on_qemu_and_wait_on_silicon() -> None:
    for profile, head, causes in ((Profile.QEMU, 1, 2), (Profile.HW, 0, 0)):
        bench = opened(profile)
        bench.read("ICR")
        bench.do(Command(0x3))
        bench.queue(0)
        reaction = bench.write("TDT", 1)
        assert (reaction.sent, reaction.stores, reaction.raised) == ((), (), causes)
        assert bench.shown()["TDH"] == head


def test_a_tail_outside_the_ring_sends_the_ring_once() -> None:
    bench = opened()
    for index in range(8):
        bench.queue(index)
    assert len(bench.write("TDT", 9).sent) == 8


def test_a_frame_waits_for_mastering() -> None:
    bench = opened()
    bench.do(Command(0x3))
    assert bench.do(Frame(98)).stores == () and bench.state.waiting == (Frame(98),)
    assert bench.do(Command(0x7)).raised == 0x80
    assert bench.receive_descriptor(0)[12] == 7


def test_a_frame_waits_for_descriptors_on_qemu_and_is_lost_on_silicon() -> None:
    for profile, later in ((Profile.QEMU, 0x80), (Profile.HW, 0)):
        bench = opened(profile)
        bench.write("RDT", 0)
        first = bench.do(Frame(98))
        assert first.stores == () and first.raised == (0x40 if profile is Profile.HW else 0)
        assert bench.write("RDT", 7).raised & 0x80 == later


def test_a_receiver_is_deaf_for_a_second_on_qemu() -> None:
    bench = opened()
    bench.write("RCTL", 0x04008002)
    assert bench.do(Frame(98)).stores == ()
    assert bench.do(Elapse(10)).stores == ()
    assert bench.do(Elapse(1000)).raised == 0x80


def test_a_disabled_receiver_drops_what_is_offered() -> None:
    bench = opened()
    bench.write("RCTL", 0)
    bench.do(Frame(98))
    assert bench.state.waiting == (Frame(98),)
    bench.write("RDT", 6)
    assert bench.state.waiting == ()


def test_few_free_descriptors_raise_rxdmt0() -> None:
    bench = opened()
    assert [bench.do(Frame(98)).raised for _ in range(3)] == [0x80, 0, 0x10]


def test_a_frame_is_stored_into_its_buffer_and_padded() -> None:
    bench = opened()
    stores = bench.do(Frame(42)).stores
    assert stores[0] == (BUFFERS, 60, Unknown("frame data"))
    assert bench.receive_descriptor(0)[8:] == bytes((60, 0, 0, 0, 7, 0, 0, 0))
    bench.write("RCTL", 0x00008002)
    bench.do(Elapse(1000))
    assert bench.do(Frame(98)).stores[0].width == 98
    assert bench.receive_descriptor(1)[8:] == bytes((102, 0, 0, 0, 7, 0, 0, 0))


def test_a_long_frame_takes_several_descriptors_or_overruns() -> None:
    bench = opened()
    bench.write("RCTL", 0x04038002)
    bench.do(Elapse(1000))
    assert bench.do(Frame(600)).raised == 0x90 and bench.shown()["RDH"] == 3
    assert [bench.receive_descriptor(index)[12] for index in range(4)] == [1, 1, 7, 0]
    bench.write("RDT", 4)
    assert bench.do(Frame(600)).raised & 0x40


def test_a_null_buffer_is_skipped() -> None:
    bench = opened()
    bench.memory.store(RX_RING, 8, 0)
    bench.do(Frame(98))
    assert [bench.receive_descriptor(index)[12] for index in range(2)] == [1, 7]


def test_a_running_ring_must_not_be_reprogrammed() -> None:
    bench = opened()
    for name in ("RDBAL", "RDBAH", "RDLEN", "RDH", "TDBAL", "TDBAH", "TDLEN", "TDH"):
        faults = bench.write(name, 0).faults
        assert [(fault.kind, fault.register) for fault in faults] == [(FaultKind.RING_REPROGRAMMED, name)]
    assert not bench.write("RDT", 0).faults and not bench.write("TDT", 0).faults
    bench.write("RCTL", 0)
    assert not bench.write("RDBAL", 0).faults and bench.write("TDBAL", 0).faults


def test_quiet() -> None:
    bench = opened()
    model = bench.model
    assert bench.shown() == {
        **{"IMS": 0x9D, "ICR": 2, "RCTL": 0x4008002, "TCTL": 0x4010A, "RDH": 0, "RDT": 7},
        **{"TDH": 0, "TDT": 0, "MASTER": 1},
    }
    assert model.engines(bench.state) == ("RCTL.EN", "TCTL.EN")
    assert model.can_interrupt(bench.state) and model.can_master(bench.state)
    bench.write("IMC", 0xFFFFFFFF)
    assert not model.can_interrupt(bench.state)
    bench.write("RCTL", 0)
    assert model.engines(bench.state) == ("TCTL.EN",) and model.can_master(bench.state)
    bench.write("TCTL", 8)
    assert model.engines(bench.state) == () and not model.can_master(bench.state)


def test_a_disabled_engine_comes_to_rest_after_a_flush_and_ten_milliseconds() -> None:
    bench = opened()
    bench.write("RCTL", 0)
    bench.write("TCTL", 8)
    bench.do(Elapse(10))
    assert bench.model.draining(bench.state) == ("RCTL.EN", "TCTL.EN")
    bench.read("STATUS")
    assert bench.model.draining(bench.state) == ("RCTL.EN", "TCTL.EN")
    bench.do(Elapse(5))
    assert bench.model.draining(bench.state) == ("RCTL.EN", "TCTL.EN")
    bench.do(Elapse(5))
    assert bench.model.draining(bench.state) == ()


def test_a_reset_does_nothing_on_qemu_and_everything_on_silicon() -> None:
    qemu, silicon = opened(), opened(Profile.HW)
    for bench in (qemu, silicon):
        bench.write("CTRL", 0x04140240)
        assert bench.read("CTRL") == 0x140240
    assert qemu.shown()["IMS"] == 0x9D and silicon.shown()["IMS"] == 0
    assert silicon.model.engines(silicon.state) == () and silicon.shown()["MASTER"] == 1


def test_rings_are_shown_and_turned() -> None:
    bench = opened()
    receive, transmit = bench.model.rings(bench.state)
    assert receive == RingView("receive", 8, (0, 7), RX_RING)
    assert transmit == RingView("transmit", 8, (0, 0), TX_RING)
    turned = bench.model.with_indices(bench.state, "receive", (3, 2))
    assert bench.model.rings(turned) == (receive._replace(indices=(3, 2)), transmit)
    assert bench.model.with_indices(turned, "receive", (0, 7)) == bench.state


def test_a_ring_may_lie_in_a_named_object() -> None:
    bench = Bench()
    ring = Pointer("ring", 0)
    bench.do(Command(0x7))
    assert not bench.write("RDBAL", ring).faults and not bench.write("RDBAH", Unknown("ring >> 32")).faults
    assert bench.model.roots(bench.state) == ("ring",)
    assert bench.read("RDBAL") == ring
    for name, value in (("RDLEN", 128), ("RDT", 7), ("RCTL", 0x04008002)):
        bench.write(name, value)
    bench.do(Elapse(1000))
    stores = bench.do(Frame(98)).stores
    assert stores[0].address == Unknown("not mapped") and stores[-1][:2] == (Pointer("ring", 12), 1)
    assert is_set(stores[-1].value, 1) is True


def test_the_catalogue_knows_the_device() -> None:
    assert isinstance(find(0x8086, 0x100E), E1000) and find(0x8086, 0x100F) is None
