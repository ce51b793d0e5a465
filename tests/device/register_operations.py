"""In: a random source; out: operations on single registers, on time and on the cable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from modcheck.device import Elapse, Link
from modcheck.device.declarations import Kind
from modcheck.device.e1000.registers import REGISTERS
from modcheck.device.e1000.state import MILLISECOND
from tests.device import packets
from tests.device.steps import Operation, Step, read, write

CAUSES = (0, 1, 2, 4, 0x10, 0x40, 0x80, 0x83, 0x9D, 0x200, 0xFFFFFFFF)
WAITS = (1, 1000, 100_000, 127_999, 128_000, 128_001, 153_600, 256_000, 10**6, 1_024_000, 10**7)
LONG_WAITS = (499 * 10**6, 500 * 10**6, 999 * 10**6, 10**9, 10**9 + 1)
CONTROLS = (
    *(0x04008002, 0x04008002, 0x04008002, 0x00008002, 0x0400801E, 0x0403802A, 0x04018302, 0x04028102),
    *(0x0404801E, 0x04048002, 0x04049002, 0x0400A002, 0x0400B002, 0x04000002, 0x04008000, 0x06018022, 0),
    *(0x06028022, 0x06038022, 0x04008022, 0x04048022, 0x0403A002),
)
BMCR = (0x1140, 0x1340, 0x1340, 0x5140, 0x0140, 0x0340, 0x9140, 0x1940)
HARMLESS = [
    register
    for register in REGISTERS
    if (not register.decides or register.kind is Kind.RO) and register.name[2:] not in ("BAL", "BAH")
]
"""Registers whose writes set nothing off, whatever is written."""
COUNTERS = [register.name for register in REGISTERS if 0x4000 <= register.offset < 0x4100]


def _causes(random: Random) -> Operation:
    name = random.choice(("IMS", "IMS", "IMC", "ICS", "ICR"))
    return Operation("causes", (write(name, value_of(random, CAUSES)),))


def read_causes(random: Random) -> Operation:
    return Operation("read causes", (read("ICR"),))


def _wait(random: Random) -> Operation:
    return Operation("wait", (Elapse(0, random.choice(WAITS)),))


def _long_wait(random: Random) -> Operation:
    nanoseconds = random.choice(LONG_WAITS)
    return Operation("wait long", (Elapse(nanoseconds // MILLISECOND, nanoseconds % MILLISECOND),))


def _control(random: Random) -> Operation:
    draw = random.random()
    if draw < 0.5:
        steps: tuple[Step, ...] = (write("RCTL", value_of(random, CONTROLS)),)
        return Operation("RCTL", (*steps, Elapse(1001)) if random.random() < 0.7 else steps)
    if draw < 0.75:
        return Operation("TCTL", (write("TCTL", value_of(random, (0x4010A, 0x4010A, 0x40108, 0))),))
    control = value_of(random, (0x140240, 0x40140240, 0x40140240, 0x04140240, 0x44140240))
    return Operation("CTRL", (write("CTRL", control),))


def _statistics(random: Random) -> Operation:
    if random.random() < 0.3:
        return Operation("a counter", (read(random.choice(COUNTERS)),))
    return Operation("all counters", tuple(read(name) for name in COUNTERS))


def _filter(random: Random) -> Operation:
    """A bit of the hash or of the VLAN table, an address, the type of tags."""
    draw = random.random()
    if draw < 0.4:
        return Operation("MTA", (_element(random, "MTA", _hash_place(random)),))
    if draw < 0.6:
        return Operation("VFTA", (_element(random, "VFTA", random.choice((0, 0, 1, 127))),))
    if draw < 0.85:
        return Operation("address", _address(random))
    return Operation("VET", (write("VET", value_of(random, (0x8100, 0x8100, 0x9100, 0x18100))),))


def _hash_place(random: Random) -> int:
    address = random.choice((*packets.GROUPS, packets.BROADCAST, packets.OTHER))
    return (address[5] << 8 | address[4]) >> random.choice((4, 3, 2, 0)) >> 5 & 0x7F


def _element(random: Random, array: str, index: int) -> Step:
    value = value_of(random, (0, 1, 2, 0x21, 0x80000000, 0xFFFFFFFF, 0x00210000))
    return write(array, value)._replace(offset=write(array, 0).offset + 4 * index)


def _address(random: Random) -> tuple[Step, ...]:
    place = write("RAL0", 0).offset + 8 * random.choice((0, 0, 1, 7, 15))
    address = random.choice((packets.OWN, packets.OTHER, *packets.GROUPS))
    valid = 1 << 31 if random.random() < 0.7 else 0
    low, high = int.from_bytes(address[:4], "little"), int.from_bytes(address[4:], "little") | valid
    return (write("RAL0", low)._replace(offset=place), write("RAL0", high)._replace(offset=place + 4))


def _moderation(random: Random) -> Operation:
    name = random.choice(("ITR", "ITR", "RDTR", "RADV", "TADV"))
    value = value_of(random, (0, 0, 1, 100, 125, 126, 200, 600, 1000, 0x10064))
    return Operation(name, (write(name, value),))


def _phy(random: Random) -> Operation:
    register = random.choice((0, 0, 0, 1, 4, 5, 9, 16, 20, 21, 2, 3, 6, 7, 10, 17, 31))
    phy = 1 if random.random() < 0.95 else random.randrange(32)
    interrupt = (1 << 29) * (random.random() < 0.2)
    draw = random.random()
    if draw < 0.45:
        value = 1 << 26 | (random.choice(BMCR) if register == 0 else random.getrandbits(16))
    elif draw < 0.95:
        value = 1 << 27 | random.getrandbits(16)
    else:
        value = random.choice((0, 3)) << 26
    word = interrupt | phy << 21 | register << 16 | value
    return Operation("MDIC", (write("MDIC", word), read("MDIC")))


def _eeprom(random: Random) -> Operation:
    if random.random() < 0.4:
        request = random.randrange(80) << 8 | (1 if random.random() < 0.9 else 0)
        return Operation("EERD", (write("EERD", request), read("EERD")))
    return Operation("EECD", tuple(_pins(random)))


def _pins(random: Random) -> Iterator[Step]:
    """A word read over the pins, or a piece of nonsense."""
    if random.random() < 0.3:
        for _ in range(random.randint(1, 8)):
            yield write("EECD", random.choice((0, 2, 3, 6, 7, 0x77, 0xFFFFFFFF)))
        yield read("EECD")
        return
    opcode = 6 if random.random() < 0.9 else random.choice((4, 5, 7))
    command = opcode << 6 | random.randrange(64)
    yield write("EECD", 0)
    yield write("EECD", 2)
    for place in reversed(range(9)):
        data = 4 if command >> place & 1 else 0
        yield from (write("EECD", 2 | data), write("EECD", 3 | data))
    yield write("EECD", 2)
    for _ in range(random.randint(1, 18)):
        yield from (read("EECD"), write("EECD", 3), write("EECD", 2))
    yield from (read("EECD"), write("EECD", random.choice((0, 0, 2))))


def _storage(random: Random) -> Operation:
    """Any register that can be written without setting anything off: most of them hold what is written."""
    register = random.choice(HARMLESS)
    offsets = register.offsets()
    offset = offsets[-1] if random.random() < 0.2 else random.choice(offsets)
    step = write(register.name, random.getrandbits(32))._replace(offset=offset)
    return Operation(register.name, (step, step._replace(value=None)))


def _read_any(random: Random) -> Operation:
    register = random.choice(REGISTERS)
    step = read(register.name)._replace(offset=random.choice(register.offsets()))
    return Operation(f"read {register.name}", (step,))


def _cable(random: Random) -> Operation:
    """Pulled out, put in, or both; with time to agree, or without, or out again before that."""
    if random.random() < 0.3:
        return Operation("link", (Link(random.random() < 0.5),))
    steps: tuple[Step, ...] = (Link(False), Link(True))
    if random.random() < 0.3:
        steps = (write("MDIC", 0x04201340), Link(False)) if random.random() < 0.5 else (*steps, Link(False))
    wait = Elapse(random.choice((399, 450, 499, 500, 501, 501, 501)))
    return Operation("link", (*steps, wait, read("STATUS")) if random.random() < 0.7 else steps)


def value_of(random: Random, usual: tuple[int, ...]) -> int:
    """One of the values that mean something; now and then any."""
    return random.choice(usual) if random.random() < 0.95 else random.getrandbits(32)


DRAWN: tuple[tuple[int, Callable[[Random], Operation]], ...] = (
    (10, _causes),
    (6, read_causes),
    (9, _wait),
    (3, _long_wait),
    (4, _control),
    (3, _statistics),
    (4, _filter),
    (4, _moderation),
    (3, _phy),
    (3, _eeprom),
    (4, _storage),
    (2, _read_any),
    (1, _cable),
)
"""How often each is drawn."""
