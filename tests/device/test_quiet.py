"""In: a device that a driver has opened, and part of a stop; out: what still comes from it: the invariants
of a quiet device, each by itself, in both profiles, on plain bytes.

Q1 to Q10 are those of a driver that stops. Q5 (no handler and no poll runs any more) is a matter of the
kernel; what the device adds to it is that a masked line is low at once.
"""

from __future__ import annotations

import pytest

from modcheck.device import Access, Command, Elapse, Frame, Link, Profile, Reaction
from modcheck.domains import Unknown, Word
from tests.device.bench import OFFSET, RX_RING, TX_RING, Bench, opened
from tests.device.differential import differ
from tests.device.simulated import Simulation
from tests.device.steps import RX_BUFFERS, Operation, Poke, read, write
from tests.device.steps import RX_RING as RING_PAGE

PROFILES = pytest.mark.parametrize("profile", list(Profile))
FRAME = Frame(60)
ALL = 0xFFFFFFFF


class Watched(Bench):
    """A bench that knows what the device has read."""

    def __init__(self, bench: Bench) -> None:
        self.model, self.memory, self.state = bench.model, bench.memory, bench.state
        self.loads: list[Word] = []

    def load(self, address: Word, width: int) -> Word:
        self.loads.append(address)
        return self.memory.load(address, width)

    def block(self, address: Word, length: int) -> bytes | None:
        self.loads.append(address)
        return self.memory.block(address, length)

    def sends(self) -> bool:
        """Whether a packet that is handed over is read from host memory."""
        self.loads = []
        self.queue(self.shown_number("TDT"))
        event = Access(0, OFFSET["TDT"], 4, (self.shown_number("TDT") + 1) % 8)
        (reaction,) = self.model.react(self.state, event, self)
        self.state = reaction.state
        return bool(self.loads)

    def shown_number(self, name: str) -> int:
        number = self.shown()[name]
        return number if isinstance(number, int) else 0

    def receives(self) -> bool:
        """Whether a frame is written to host memory, now or when time has passed."""
        return bool(self.do(FRAME).stores or self.do(Elapse(2000)).stores)

    def interrupts(self) -> bool:
        """Whether a link change, a frame or a packet raises the line."""
        raised = []
        for event in (Link(False), Link(True), Elapse(1000), FRAME):
            self.do(event)
            raised.append(self.model.line(self.state))
        return any(raised)


def running(profile: Profile) -> Watched:
    return Watched(opened(profile))


@PROFILES
def test_a_running_device_does_all_of_it(profile: Profile) -> None:
    device = running(profile)
    assert device.receives() and device.sends() and device.interrupts()


@PROFILES
@pytest.mark.parametrize("how", ["RCTL", "MASTER"])
def test_q1_no_receive_dma_after_either(profile: Profile, how: str) -> None:
    device = running(profile)
    device.write("RCTL", 0) if how == "RCTL" else device.do(Command(0x3))
    assert not device.receives()


@PROFILES
@pytest.mark.parametrize("how", ["TCTL", "MASTER", "RCTL"])
def test_q2_no_transmit_dma_after_either_and_rctl_is_not_enough(profile: Profile, how: str) -> None:
    device = running(profile)
    device.do(Command(0x3)) if how == "MASTER" else device.write(how, 0)
    assert device.sends() is (how == "RCTL")


@PROFILES
def test_q3_a_disabled_engine_is_at_rest_after_a_read_and_ten_milliseconds(profile: Profile) -> None:
    device = running(profile)
    device.write("RCTL", 0)
    late = [r for r in device.model.alternatives(device.state, FRAME, device.memory) if r.stores]
    assert bool(late) is (profile is Profile.HW)
    assert device.model.draining(device.state) == ("RCTL.EN",)
    device.read("STATUS")
    device.do(Elapse(10))
    assert device.model.draining(device.state) == ()
    assert not any(r.stores for r in device.model.alternatives(device.state, FRAME, device.memory))


@PROFILES
def test_q4_with_all_engines_off_an_unmasked_link_change_still_interrupts(profile: Profile) -> None:
    device = running(profile)
    device.write("RCTL", 0)
    device.write("TCTL", 8)
    device.do(Command(0x3))
    device.read("ICR")
    assert device.model.can_interrupt(device.state) and device.interrupts()
    device.write("IMC", ALL)
    assert not device.model.can_interrupt(device.state) and not device.interrupts()


@PROFILES
def test_q5_a_masked_line_is_low_at_once(profile: Profile) -> None:
    device = running(profile)
    device.do(FRAME)
    assert device.model.line(device.state)
    device.write("IMC", ALL)
    assert not device.model.line(device.state)


@PROFILES
def test_q6_a_cause_that_nobody_read_waits_for_the_next_open(profile: Profile) -> None:
    for read_after in (False, True):
        device = running(profile)
        device.do(FRAME)
        device.write("IMC", ALL)
        if read_after:
            device.read("ICR")
        device.write("IMS", 0x9D)
        assert device.model.line(device.state) is not read_after


@PROFILES
def test_q7_a_base_of_zero_while_the_engine_runs_sends_dma_to_address_zero(profile: Profile) -> None:
    device = running(profile)
    assert device.write("RDBAL", 0).faults
    device.memory.store(0, 8, RX_RING)  # whatever stands there is a descriptor
    addresses = [store.address for store in device.do(FRAME).stores]
    assert any(isinstance(address, int) and address < 128 for address in addresses)


@pytest.mark.parametrize(("profile", "quiet"), [(Profile.QEMU, False), (Profile.HW, True)])
def test_q8_a_reset_is_enough_on_silicon_only(profile: Profile, quiet: bool) -> None:
    device = running(profile)
    device.write("CTRL", 0x04140240)
    assert (not device.interrupts()) is quiet
    assert (not device.receives()) is quiet and (not device.sends()) is quiet


@PROFILES
def test_q9_registers_answer_no_more_when_decoding_is_off(profile: Profile) -> None:
    device = running(profile)
    device.do(Command(0))
    before = device.state
    assert device.read("STATUS") == (0 if profile is Profile.QEMU else ALL)
    device.write("IMC", ALL)
    assert device.state == before


@PROFILES
def test_q10_an_empty_ring_stops_neither_transmit_dma_nor_interrupts(profile: Profile) -> None:
    device = running(profile)
    device.write("RDH", 0)
    device.write("RDT", 0)
    assert not device.receives()
    assert device.sends() and device.interrupts()


@PROFILES
def test_the_sufficient_set_is_quiet_in_both_profiles(profile: Profile) -> None:
    device = running(profile)
    device.write("RCTL", 0)
    device.write("TCTL", 8)
    device.read("STATUS")
    device.do(Elapse(10))
    device.write("IMC", ALL)
    device.read("ICR")
    assert not (device.receives() or device.sends() or device.interrupts())
    model, state = device.model, device.state
    assert not model.can_interrupt(state) and not model.can_master(state) and not model.draining(state)


@PROFILES
def test_left_enabled_a_frame_is_written_to_where_the_ring_was(profile: Profile) -> None:
    """The driver's stop only logs; the ring and the buffers are freed, and poisoned."""
    device = running(profile)
    device.read("ICR")
    reaction: Reaction = device.do(FRAME)
    assert reaction.stores[0].value == Unknown("frame data")
    assert device.receive_descriptor(0)[12] & 1
    device.do(Elapse(10_000))
    assert device.model.line(device.state)
    assert device.sends()
    assert any(isinstance(at, int) and TX_RING <= at < TX_RING + 128 for at in device.loads)


POISON = bytes([0x6B]) * 2048
TEXT = b"this page has a new owner; what it holds is taken for descriptors " * 2


def left_enabled(page: bytes) -> list[Operation]:
    """A driver that opened and whose stop only logs: a frame into the freed buffer; the page of the ring gets
    a new owner; another frame."""
    ring = b"".join((RX_BUFFERS + 2048 * index).to_bytes(16, "little") for index in range(8))
    settings = (("RDBAL", RING_PAGE), ("RDLEN", 128), ("RDT", 7), ("RCTL", 0x04008002), ("IMS", 0x9D))
    frame = Frame(60, b"\xff" * 6 + bytes(range(54)))
    writes = tuple(write(name, value) for name, value in settings)
    return [
        Operation("open", (Command(7), Poke(RING_PAGE, ring), *writes, Elapse(1001))),
        Operation("stop only logs", (Poke(RX_BUFFERS, POISON),)),
        Operation("a frame", (frame, Elapse(10_000), read("ICS"))),
        Operation("the page is given away", (Poke(RING_PAGE, page),)),
        Operation("another frame", (frame,)),
    ]


@pytest.mark.parametrize(
    ("page", "overwritten"),
    [(bytes(128), [12 + 16 * index for index in range(8)]), (TEXT[:128], [24, 25, 28, 30, 31])],
    ids=["zeros", "text"],
)
def test_left_enabled_the_new_owner_finds_its_page_changed(page: bytes, overwritten: list[int]) -> None:
    """As measured on QEMU."""
    device = Simulation()
    for operation in left_enabled(page):
        before = device.memory.block(RING_PAGE, 128)
        for step in operation.steps:
            device.do(step)
        if operation.name == "a frame":
            assert device.memory.block(RX_BUFFERS, 60) == b"\xff" * 6 + bytes(range(54))
            assert device.memory.block(RX_BUFFERS + 60, 8) == POISON[:8]
            assert device.memory.block(RING_PAGE + 12, 1) == b"\x07"
            assert device.model.line(device.state)
    after = device.memory.block(RING_PAGE, 128)
    assert [place for place in range(128) if before[place] != after[place]] == overwritten


@pytest.mark.parametrize("page", [bytes(128), TEXT[:128]], ids=["zeros", "text"])
def test_left_enabled_on_qemu(qemu: None, page: bytes) -> None:
    mismatch = differ(left_enabled(page))
    assert mismatch is None, "\n".join(mismatch.told())
