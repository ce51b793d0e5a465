"""In: the accesses that the public Rust driver makes for packets; out: the tuples of its log, from the model
and from QEMU.

The log has (tdt, tdh, rdt, rdh) at start_xmit and what the handler reads from ICR. In the runs that it is
from, QEMU's network answers before the handler runs; if it runs first, there are two interrupts a packet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from modcheck.device import Command, Elapse, Frame
from tests.device.differential import compared
from tests.device.observed import Look
from tests.device.qemu.e1000 import Oracle
from tests.device.simulated import Simulation
from tests.device.steps import (
    BUFFER,
    DESCRIPTOR,
    RX_BUFFERS,
    RX_RING,
    TX_BUFFERS,
    TX_RING,
    Operation,
    Poke,
    Step,
    read,
    write,
)

OPEN: tuple[tuple[str, int], ...] = (
    *(("CTRL", 0x04140240), ("IMC", 0xFFFFFFFF), ("RDH", 0), ("RDT", 7), ("RDLEN", 128), ("RDBAL", RX_RING)),
    *(("RDBAH", 0), ("RCTL", 0x04008002), ("RDTR", 0), ("RADV", 8), ("TDH", 0), ("TDT", 0), ("TDLEN", 128)),
    *(("TDBAL", TX_RING), ("TDBAH", 0), ("TCTL", 0x0004010A), ("TIPG", 0x602008), ("IMS", 0x9D)),
)
AT_XMIT = ("TDT", "TDH", "RDT", "RDH")
REPLY = bytes.fromhex("525400123456 52550a000202 0800") + bytes(range(84))
UNANSWERED, ANSWERED = 3, 13
"""Three IPv6 frames when the interface comes up; then ARP and 12 pings."""


def opening() -> Operation:
    ring = b"".join((RX_BUFFERS + BUFFER * index).to_bytes(16, "little") for index in range(8))
    settings = [write(name, value) for name, value in OPEN]
    return Operation("open", (Command(7), Poke(RX_RING, ring), *settings, Elapse(1001), read("ICR")))


def sending(number: int) -> tuple[Step, ...]:
    """start_xmit: the log's reads, the descriptor, TDT."""
    tail = number % 8
    descriptor = TX_BUFFERS.to_bytes(8, "little") + bytes((98, 0, 0, 0x0B, 0, 0, 0, 0))
    reads = [read(name) for name in AT_XMIT]
    return (*reads, Poke(TX_RING + DESCRIPTOR * tail, descriptor), write("TDT", (tail + 1) % 8))


def round_of(number: int, handler_first: bool) -> Operation:
    """A packet; if it is answered, the reply before or after the handler; what poll gives back."""
    handler, reply = (read("ICR"), read("ICR"), Elapse(1)), (Frame(98, REPLY),)
    if number < UNANSWERED:
        return Operation("unanswered", (*sending(number), *handler))
    back = (write("RDT", (number - UNANSWERED) % 8),)
    order = (*handler, *reply, *handler) if handler_first else (*reply, *handler)
    return Operation("answered", (*sending(number), *order, *back))


def rounds(handler_first: bool) -> list[Operation]:
    return [round_of(number, handler_first) for number in range(UNANSWERED + ANSWERED)]


def told(operation: Operation, answers: Iterable[bytes]) -> tuple[int, ...]:
    """The numbers that the log shows: the four registers, then each ICR that is not 0."""
    values = [
        int(answer[3:], 16)
        for step, answer in zip(operation.steps, answers, strict=False)
        if getattr(step, "value", 0) is None
    ]
    return (*values[:4], *(causes for causes in values[4:] if causes))


def expected(handler_first: bool) -> Iterator[tuple[int, ...]]:
    """As measured: before anything was received RDT is 7, later the last descriptor that poll gave back."""
    for number in range(UNANSWERED + ANSWERED):
        received = max(0, number - UNANSWERED)
        place = (number % 8, number % 8, (received - 1) % 8, received % 8)
        answered = (3, 128) if handler_first else (131,)
        yield (*place, *((3,) if number < UNANSWERED else answered))


ORDERS = pytest.mark.parametrize("handler_first", [False, True], ids=["131 at once", "3 then 128"])


@ORDERS
def test_the_model_gives_the_tuples_of_the_log(handler_first: bool) -> None:
    simulation, seen = Simulation(), []
    for operation in (opening(), *rounds(handler_first)):
        done = simulation.run(operation, Look())
        assert done is not None
        seen.append(told(operation, done[0].answers))
    assert seen[1:] == list(expected(handler_first))
    assert seen[1] == (0, 0, 7, 0, 3) and seen[4][:4] == (3, 3, 7, 0) and seen[5][:4] == (4, 4, 0, 1)


@ORDERS
def test_so_does_qemu(qemu: None, handler_first: bool) -> None:
    with Oracle() as oracle:
        done = [
            found
            for chunk in compared((opening(), *rounds(handler_first)), Simulation(), oracle)
            for _, found in chunk
            if found is not None
        ]
    assert all(found.ours == found.theirs for found in done)
    theirs = [told(found.operation, found.theirs.answers) for found in done]
    assert theirs[1:] == list(expected(handler_first))
