"""In: events; out: what an e1000 with plain bytes as host memory does, one event at a time."""

from typing import Any

from modcheck.device import E1000, Access, Command, Device, Elapse, Event, Profile, Reaction
from modcheck.device.e1000.registers import REGISTERS
from modcheck.domains import Unknown, Word

OFFSET = {register.name: register.offset for register in REGISTERS}
RX_RING, TX_RING, BUFFERS = 0x1000, 0x2000, 0x4000
OPEN: tuple[tuple[str, int], ...] = (
    *(("RAL0", 0x12005452), ("RAH0", 0x80005634), ("RDH", 0), ("RDT", 7), ("RDLEN", 128)),
    *(("RDBAL", RX_RING), ("RDBAH", 0), ("RCTL", 0x04008002), ("RDTR", 0), ("RADV", 8)),
    *(("TDH", 0), ("TDT", 0), ("TDLEN", 128), ("TDBAL", TX_RING), ("TDBAH", 0)),
    *(("TCTL", 0x0004010A), ("TIPG", 0x602008), ("IMS", 0x9D)),
)
RESET: tuple[tuple[str, int], ...] = (("IMC", 0xFFFFFFFF), ("RCTL", 0), ("TCTL", 8), ("CTRL", 0x04140240))


class Bytes:
    """Plain bytes as host memory; outside of them everything is unknown."""

    def __init__(self, length: int = 0x10000) -> None:
        self.content = bytearray(length)

    def load(self, address: Word, width: int) -> Word:
        if not isinstance(address, int) or not 0 <= address <= len(self.content) - width:
            return Unknown("not mapped")
        return int.from_bytes(self.content[address : address + width], "little")

    def block(self, address: Word, length: int) -> bytes | None:
        if not isinstance(address, int) or not 0 <= address <= len(self.content) - length:
            return None
        return bytes(self.content[address : address + length])

    def store(self, address: Word, width: int, value: Word) -> None:
        number = value if isinstance(value, int) else 0x6B
        if isinstance(address, int) and 0 <= address <= len(self.content) - width:
            self.content[address : address + width] = number.to_bytes(width, "little")


class Bench:
    """A device with memory, driven one event at a time."""

    def __init__(self, profile: Profile = Profile.QEMU, exact: bool = False) -> None:
        self.model: Device = E1000()
        self.memory = Bytes()
        self.state: Any = self.model.power_on(profile, exact)

    def do(self, event: Event) -> Reaction:
        (reaction,) = self.model.react(self.state, event, self.memory)
        self.state = reaction.state
        for address, width, value in reaction.stores:
            self.memory.store(address, width, value)
        return reaction

    def write(self, name: str, value: Word) -> Reaction:
        return self.do(Access(0, OFFSET[name], 4, value))

    def read(self, name: str) -> Word | None:
        return self.do(Access(0, OFFSET[name], 4)).value

    def shown(self) -> dict[str, int | str]:
        return dict(self.model.describe(self.state))

    def receive_descriptor(self, index: int) -> bytes:
        return bytes(self.memory.content[RX_RING + 16 * index : RX_RING + 16 * index + 16])

    def queue(self, index: int, length: int = 60, command: int = 0x0B) -> None:
        """Fills a transmit descriptor; EOP | IFCS | RS unless told otherwise."""
        at = TX_RING + 16 * index
        self.memory.store(at, 8, BUFFERS + 0x4000)
        self.memory.store(at + 8, 8, length | command << 24)


def opened(profile: Profile = Profile.QEMU, exact: bool = False) -> Bench:
    """As after probe and open of the public Rust driver, and a second of waiting."""
    bench = Bench(profile, exact)
    bench.do(Command(0x7))
    for name, value in RESET:
        bench.write(name, value)
    bench.read("ICR")
    for index in range(8):
        bench.memory.store(RX_RING + 16 * index, 8, BUFFERS + 2048 * index)
    for name, value in OPEN:
        bench.write(name, value)
    bench.do(Elapse(1000))
    return bench
