"""Frames with times in, a capture file out that tcpdump and Wireshark read (pcap 2.4, little-endian)."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import NamedTuple

_MAGIC, _ETHERNET, _SNAP = 0xA1B2C3D4, 1, 0x40000


class Wired(NamedTuple):
    """A frame on the wire."""

    seconds: float
    content: bytes
    sent: bool
    """By the device; else received."""


def to_pcap(frames: Iterable[Wired]) -> bytes:
    """The capture file; times are seconds since boot."""
    parts = [struct.pack("<IHHiIII", _MAGIC, 2, 4, 0, 0, _SNAP, _ETHERNET)]
    for frame in frames:
        micros = round(frame.seconds * 1_000_000)
        size = len(frame.content)
        parts += [struct.pack("<IIII", *divmod(micros, 1_000_000), size, size), frame.content]
    return b"".join(parts)
