"""In: a seeded random source; out: operations for both sides of the differential test, without end.

The list depends on the seed alone, not on what a device does. A small shadow of what was written (the rings'
tails, the rings' places) keeps most operations meaningful; some are meant not to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from modcheck.device import Command, Elapse, Frame, Reset
from tests.device import packets
from tests.device.register_operations import CONTROLS, DRAWN, value_of
from tests.device.sending import Sender
from tests.device.steps import (
    BUFFER,
    DESCRIPTOR,
    RING,
    RX_BUFFERS,
    RX_RING,
    TX_RING,
    Operation,
    Poke,
    Step,
    read,
    write,
)

COMMANDS = (0x7, 0x7, 0x7, 0x3, 0x407, 0x5, 0x6, 0x507, 0)


class Generator:
    """Draws operations; what it remembers is what it wrote."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.rx_tail = RING - 1
        self.sender = Sender(random)
        of_rings: tuple[tuple[int, Callable[[], Operation]], ...] = (
            (14, self.sender.operation),
            (14, self._receive),
            (8, self._give_back),
            (2, self._ring),
            (1, self._odd_ring),
            (2, self._edges),
            (1, self._deaf_for_a_while),
            (1, self._hashed),
            (1, self._looped),
            (2, self._command),
            (1, self._reset),
        )
        of_registers = ((weight, partial(make, random)) for weight, make in DRAWN)
        drawn: list[tuple[int, Callable[[], Operation]]] = [*of_rings, *of_registers]
        self._weights = [weight for weight, _ in drawn]
        self._makers = [make for _, make in drawn]

    def operations(self) -> Iterator[Operation]:
        """First a device that is set up, then whatever is drawn."""
        yield Operation("set up", (Reset(), Command(7), *self._opened(), write("IMS", 0x9D)))
        while True:
            (maker,) = self.random.choices(self._makers, self._weights)
            yield maker()

    def _receive(self) -> Operation:
        count = 1 if self.random.random() < 0.85 else self.random.randint(2, 3)
        frames = [packets.frame(self.random) for _ in range(count)]
        return Operation("receive", tuple(Frame(len(frame), frame) for frame in frames))

    def _give_back(self) -> Operation:
        """Some receive descriptors are filled again and handed over."""
        steps: list[Step] = []
        count = self.random.randint(1, RING - 1)
        for _ in range(count):
            self.rx_tail = (self.rx_tail + 1) % RING
            steps.append(self._receive_descriptor(self.rx_tail))
        tail = self.random.choice((RING, RING + 3, 0xFFFF)) if self.random.random() < 0.02 else self.rx_tail
        tail |= 0x10000 if self.random.random() < 0.02 else 0
        return Operation("give back", (*steps, write("RDT", tail)))

    def _receive_descriptor(self, index: int) -> Poke:
        """Mostly a buffer of its own and zeros; sometimes a null buffer, or a status that nobody cleared."""
        draw = self.random.random()
        buffer = RX_BUFFERS + BUFFER * index
        if draw < 0.03 or 0.8 < draw < 0.83:
            buffer = 0
        elif draw < 0.06:
            buffer = self.random.choice((0, 0x7000000, 1 << 40 | buffer, RX_RING + 24, buffer + 1))
        rest = self.random.randbytes(8) if draw > 0.8 else bytes(8)
        return Poke(RX_RING + DESCRIPTOR * index, buffer.to_bytes(8, "little") + rest)

    def _ring(self) -> Operation:
        """The rings in other places, of other lengths, with other heads: mostly put right soon."""
        draw = self.random.random()
        if draw < 0.35:
            return Operation("set up", tuple(self._opened()))
        name = self.random.choice(("RDLEN", "TDLEN", "RDH", "TDH", "RDBAL", "TDBAL", "RDBAH", "TDBAH", "TDT"))
        place = RX_RING if name.startswith("R") else TX_RING
        values = {
            "LEN": (128, 64, 0, 256, 0xFFF, 0x87, 0x2081, 0xFFF00087),
            "BAL": (place | 0xF, place, place + 16, 0, 0x7000000, TX_RING, RX_RING, place | 8),
            "BAH": (0, 0, 1, 0xFFFFFFFF),
        }.get(name[2:], (0, 1, 5, 7, 8, 100, 0x10003))
        restored = write(name, place if name.endswith("BAL") else 128 if name.endswith("LEN") else 0)
        if name.endswith("LEN") and self.random.random() < 0.3:
            return Operation(name, (write(name, self.random.getrandbits(32)), read(name), restored))
        value = self.random.choice(values) if name.endswith("LEN") else value_of(self.random, values)
        steps: list[Step] = [write(name, value)]
        if self.random.random() < 0.5:
            steps += [Frame(64, packets.ethernet(self.random, 64)), write("TDT", self.sender.tail)]
        return Operation(name, (*steps, restored) if self.random.random() < 0.7 else tuple(steps))

    def _odd_ring(self) -> Operation:
        """A frame for a receive ring whose head, tail and length do not belong together."""
        random = self.random
        places = (0, 1, 2, 3, 5, 7, 8, 100, 0xFFFF)
        size = random.choice((64, 300, 2100, 5000))
        length, head = random.choice((64, 128, 0, 256)), random.choice(places)
        tail = random.choice(places) if random.random() < 0.7 else (head - length // DESCRIPTOR) & 0xFFFF
        steps = (
            *(write("RDLEN", length), write("RDH", head), write("RDT", tail)),
            Frame(size, packets.ethernet(random, size)),
        )
        restored = (write("RDLEN", 128), write("RDH", 0), write("RDT", self.rx_tail))
        return Operation("odd ring", (*steps, *restored) if random.random() < 0.8 else steps)

    def _edges(self) -> Operation:
        """Two rising edges of the line, the second about when moderation lets it pass."""
        random = self.random
        delays = [random.choice((0, 1, 126, 200, 600, 1000)) for _ in range(3)]
        itr, radv, tadv = delays
        settings = (("ITR", itr), ("RDTR", random.choice((0, 1))), ("RADV", radv), ("TADV", tadv))
        units = [unit for unit in (500, itr, 4 * radv, 4 * tadv) if unit]
        wait = 256 * random.choice(units) + random.choice((-1, 0, 1))
        first = (Frame(60, packets.OWN + packets.ethernet(random, 54)),)
        steps = (
            *(write(name, value) for name, value in settings),
            *(read("ICR"), write("IMS", 0x9F), Elapse(10)),
            *(first if random.random() < 0.5 else self.sender.operation().steps),
            *(read("ICR"), Elapse(0, wait), write("ICS", 4)),
        )
        return Operation("edges", steps)

    def _deaf_for_a_while(self) -> Operation:
        """A frame about when QEMU listens again after a write of RCTL."""
        wait = Elapse(998, self.random.randrange(1, 2_000_001))
        frame = Frame(60, packets.OWN + packets.ethernet(self.random, 54))
        return Operation("deaf", (write("RCTL", 0x04008002), wait, frame))

    def _hashed(self) -> Operation:
        """A frame for a group or a VLAN whose bit is set in its table, or the bit beside it."""
        random = self.random
        if random.random() < 0.4:
            vlan = random.choice((1, 5, 33, 0xFFF, 0x2025))
            bit = 1 << (vlan ^ random.choice((0, 0, 1, 32)) & 31) % 32
            element = write("VFTA", bit)._replace(offset=write("VFTA", 0).offset + (vlan >> 5 & 0x7F) * 4)
            content = packets.OWN + packets.SENDER + b"\x81\0" + vlan.to_bytes(2, "big") + bytes(48)
            control = write("RCTL", 0x04048002)
            return Operation("of a VLAN", (element, control, Elapse(1001), Frame(64, content)))
        group, offset = random.choice((*packets.GROUPS, packets.OTHER)), random.randrange(4)
        place = (group[5] << 8 | group[4]) >> (4, 3, 2, 0)[offset] & 0xFFF
        place ^= random.choice((0, 0, 0, 1, 0x20))
        element = write("MTA", 1 << (place & 31))._replace(offset=write("MTA", 0).offset + place // 32 * 4)
        frame = Frame(60, group + packets.ethernet(random, 54))
        control = write("RCTL", 0x04008002 | offset << 12)
        return Operation("hashed", (element, control, Elapse(1001), frame))

    def _looped(self) -> Operation:
        """Packets that come back to the receiver, some of them tagged."""
        looping, receiving = write("MDIC", 0x04205140), write("RCTL", 0x0400801E)
        control = write("CTRL", self.random.choice((0x40140240, 0x40140240, 0x140240)))
        packets_sent = self.sender.tagged().steps + self.sender.operation().steps
        restored = (write("MDIC", 0x04201140),) if self.random.random() < 0.8 else ()
        return Operation("looped", (looping, control, receiving, Elapse(1001), *packets_sent, *restored))

    def _command(self) -> Operation:
        command = self.random.choice(COMMANDS)
        steps: tuple[Step, ...] = (Command(command),)
        if command & 7 != 7:
            between = self.random.choice((self.sender.operation, self._receive, self._give_back))
            steps = (*steps, *between().steps)
        return Operation("COMMAND", steps if self.random.random() < 0.3 else (*steps, Command(7)))

    def _reset(self) -> Operation:
        """The bus is reset, and the device set up as drivers do it; or it is left as it is for now."""
        if self.random.random() < 0.1:
            return Operation("bare reset", (Reset(), read("STATUS")))
        return Operation("reset", (Reset(), Command(7), *self._opened(), write("IMS", 0x9D)))

    def _opened(self) -> Iterator[Step]:
        for index in range(RING):
            yield Poke(RX_RING + DESCRIPTOR * index, (RX_BUFFERS + BUFFER * index).to_bytes(16, "little"))
        self.rx_tail, self.sender.tail = RING - 1, 0
        control = value_of(self.random, CONTROLS) if self.random.random() < 0.3 else 0x04008002
        settings = (
            *(("CTRL", 0x140240), ("RCTL", 0), ("TCTL", 0), ("RDBAL", RX_RING), ("RDBAH", 0), ("RDLEN", 128)),
            *(("RDH", 0), ("RDT", RING - 1), ("TDBAL", TX_RING), ("TDBAH", 0), ("TDLEN", 128), ("TDH", 0)),
            *(("TDT", 0), ("RCTL", control), ("TCTL", 0x4010A)),
        )
        for name, value in settings:
            yield write(name, value)
        if self.random.random() < 0.9:
            yield Elapse(1001)
