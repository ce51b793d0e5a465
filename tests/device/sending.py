"""In: a random source; out: operations that hand packets to the transmitter, in all shapes of descriptors."""

from __future__ import annotations

import struct
from random import Random

from tests.device import packets
from tests.device.steps import BUFFER, DESCRIPTOR, RING, TX_BUFFERS, TX_RING, Operation, Poke, Step, write

EOP, IFCS, TSE, RS, RPS, DEXT, VLE, IDE = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80
TCP, IP = 0x01, 0x02
CONTEXT, DATA = 0x00, 0x10
TAGS = (0, 1, 0x0FFF, 0x2005)


class Sender:
    """Draws packets for the ring; it remembers the tail that it wrote."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.tail = 0

    def operation(self) -> Operation:
        """One or two packets and the write of TDT."""
        steps: list[Step] = []
        names = []
        for _ in range(2 if self.random.random() < 0.15 else 1):
            make = self.random.choices((self._legacy, self._offloaded, self._segmented), (6, 3, 2))[0]
            names.append(make.__name__.strip("_"))
            steps += make()
        tail = self.random.choice((RING, RING + 1, 0xFFFF)) if self.random.random() < 0.01 else self.tail
        return Operation(f"send {' and '.join(names)}", (*steps, write("TDT", tail)))

    def tagged(self) -> Operation:
        """A packet with a tag in it, mostly to an address that the tag's removal makes another."""
        near = self.random.random() < 0.6
        address = packets.NEARLY_BROADCAST if near else packets.destination(self.random)
        length = self.random.choice((50, 60, 98))
        data = address + packets.SENDER + b"\x81\x00\x00\x05\x08\x00" + packets.body(self.random, length)
        steps = self._parts(data, self._flags(), 0, 0, self._tag())
        return Operation("tagged", (*steps, write("TDT", self.tail)))

    def _legacy(self) -> list[Step]:
        """A packet of one to three parts, with what a legacy descriptor can ask for."""
        length = self.random.choice((*packets.LENGTHS, 1514, 1518, 4000))
        data = packets.ethernet(self.random, length)
        return self._parts(data, self._flags(), 0, self.random.getrandbits(8), self._tag())

    def _offloaded(self) -> list[Step]:
        """A packet of data descriptors, mostly after a context for its checksums."""
        size = self.random.choice((60, 64, 98, 300, 1514))
        packet, ip, transport, _ = packets.segmented(self.random, size)
        steps: list[Step] = []
        if self.random.random() < 0.7:
            steps.append(self._context(ip, transport, len(packet), 0, 0, self._mode() & ~TSE))
        options = self.random.choice((0, 1, 2, 3, 3, 0xFF))
        return steps + self._parts(packet, self._flags() | DEXT, DATA, options, self._tag())

    def _segmented(self) -> list[Step]:
        """A packet that leaves in segments."""
        payload = self.random.choice((1, 100, 200, 256, 700, 1400, 3000))
        packet, ip, transport, data = packets.segmented(self.random, payload)
        mss = self.random.choice((100, 128, 200, 536, 1460))
        steps: list[Step] = []
        if self.random.random() < 0.9:
            size = payload if self.random.random() < 0.9 else self.random.choice((0, 50, 5000))
            steps.append(self._context(ip, transport, size, data, mss, self._mode() | TSE))
        options = self.random.choice((3, 3, 2, 1, 0))
        return steps + self._parts(packet, self._flags() | DEXT | TSE, DATA, options, self._tag())

    def _context(self, ip: int, transport: int, size: int, header: int, mss: int, mode: int) -> Step:
        """A context descriptor; sometimes its places are anywhere."""
        place = transport + (16 if mode & TCP else 6)
        fields = [ip, ip + 10, transport - 1, transport, place, 0]
        if self.random.random() < 0.2:
            fields[self.random.randrange(6)] = self.random.choice((0, 1, 13, 20, 59, 60, 100, 255))
        elif self.random.random() < 0.1:  # the last byte of what is summed
            fields[1], fields[4] = transport - 1, min(max(1, size), 256) - 1
        ipcss, ipcso, ipcse, tucss, tucso, tucse = fields
        word = size & 0xFFFFF | CONTEXT << 16 | (mode | DEXT) << 24
        places = struct.pack("<BBHBBH", ipcss, ipcso, ipcse, tucss, tucso, tucse)
        return self._descriptor(places + struct.pack("<IBBH", word, 0, header, mss))

    def _mode(self) -> int:
        mode = self.random.choice((TCP | IP, TCP | IP, TCP | IP, TCP, IP, 0))
        return mode | (RS if self.random.random() < 0.5 else 0) | (IDE if self.random.random() < 0.4 else 0)

    def _parts(self, data: bytes, flags: int, kind: int, css: int, special: int) -> list[Step]:
        """The packet in its buffer and the descriptors of its parts; now and then the end is missing."""
        buffer = TX_BUFFERS + BUFFER * 2 * self.tail
        steps: list[Step] = [Poke(buffer, data)] if data else []
        cuts = sorted(self.random.randint(0, len(data)) for _ in range(self.random.choice((0, 0, 0, 1, 2))))
        bounds = [0, *cuts, len(data)]
        for index, (start, end) in enumerate(zip(bounds, bounds[1:], strict=False)):
            last = index == len(cuts)
            command = flags if last and self.random.random() < 0.97 else flags & ~EOP
            status = self.random.choice((0, 0, 0xFE))
            where = buffer + start if self.random.random() < 0.99 else self.random.choice((0, 0x7000000))
            content = where.to_bytes(8, "little") + (end - start).to_bytes(2, "little")
            content += bytes((kind, command, status, css)) + special.to_bytes(2, "little")
            steps.append(self._descriptor(content))
        return steps

    def _descriptor(self, content: bytes) -> Step:
        """Put where the tail is, which moves on."""
        step = Poke(TX_RING + DESCRIPTOR * self.tail, content)
        self.tail = (self.tail + 1) % RING
        return step

    def _flags(self) -> int:
        flags = EOP | IFCS
        for flag, often in ((RS, 0.7), (RPS, 0.1), (VLE, 0.25), (IDE, 0.3)):
            flags |= flag if self.random.random() < often else 0
        return flags

    def _tag(self) -> int:
        return self.random.choice(TAGS)
