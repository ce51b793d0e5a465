"""In: a random source; out: frames and packets: headers that mean something, some tagged, some for nobody."""

from __future__ import annotations

from random import Random

OWN = bytes.fromhex("525400123456")
BROADCAST, NEARLY_BROADCAST = b"\xff" * 6, b"\xff\xff\xff\xff\x00\x01"
OTHER = bytes.fromhex("525400abcdef")
GROUPS = (bytes.fromhex("01005e000001"), bytes.fromhex("3333ff123456"), bytes.fromhex("01005e7ffffa"))
SENDER = bytes.fromhex("52550a000202")
VLAN = 0x8100
LENGTHS = (0, 1, 14, 42, 59, 60, 61, 63, 64, 65, 98, 127, 128, 255, 256, 300, 511, 512, 600, 1023, 1024, 1500)
LONG = (16381, 1510, 1514, 1518, 1519, 1522, 1523, 1800, 2044, 2048, 2049, 4000, 9000, 16384, 16385)


def frame(random: Random) -> bytes:
    """A frame from the wire."""
    length = random.choice(LONG) if random.random() < 0.12 else random.choice(LENGTHS)
    return ethernet(random, max(1, length))


def ethernet(random: Random, length: int) -> bytes:
    """So many bytes with an Ethernet header, as far as they go."""
    head = destination(random) + SENDER
    if random.random() < 0.2:
        kind = VLAN if random.random() < 0.8 else random.choice((0x9100, 0x88A8, 0))
        head += kind.to_bytes(2, "big") + random.choice((0, 1, 5, 0x20, 0xFFF, 0x2003)).to_bytes(2, "big")
    head += random.choice((b"\x08\x00", b"\x08\x06", b"\x86\xdd"))
    return (head + body(random, max(0, length - len(head))))[:length]


def destination(random: Random) -> bytes:
    """For us, for all, for a group, for somebody else, for nobody that one could think of."""
    draw = random.random()
    if draw < 0.45:
        return OWN
    if draw < 0.62:
        return BROADCAST
    if draw < 0.78:
        return random.choice(GROUPS)
    if draw < 0.8:
        return NEARLY_BROADCAST
    return OTHER if draw < 0.9 else random.randbytes(6)


def body(random: Random, length: int) -> bytes:
    """Bytes that are all different for a while, so that a shift shows."""
    if length < 16:
        return random.randbytes(length)
    return (bytes(range(256)) * (length // 256 + 1))[: length - 8] + random.randbytes(8)


def segmented(random: Random, payload: int) -> tuple[bytes, int, int, int]:
    """A TCP or UDP packet over IPv4: its bytes, where IP begins, where TCP or UDP, where its data."""
    tcp = random.random() < 0.75
    ip = bytes((0x45, 0)) + random.randbytes(8) + bytes((6 if tcp else 17, 0, 0)) + random.randbytes(8)
    head = destination(random) + SENDER + b"\x08\x00" + ip[:20].ljust(20, b"\0")
    transport = random.randbytes(8)
    if tcp:
        total = random.choice((b"\xff\xff", b"\xff\xe0", random.randbytes(2)))
        flags, urgent = bytes((0x50, 0x1F)), random.randbytes(2)
        transport += random.randbytes(4) + flags + random.randbytes(2) + total + urgent
    return head + transport + body(random, payload), 14, 34, 34 + len(transport)
