"""The other end of the wire: requests in, answers out, as bytes of Ethernet frames.

The guest and its partner have the addresses of QEMU's user network. RFC 826 (ARP), 791 (IPv4), 792 (ICMP).
"""

from __future__ import annotations

import struct

OWN_MAC, PARTNER_MAC = bytes.fromhex("525400123456"), bytes.fromhex("525500000202")
BROADCAST = b"\xff" * 6
OWN_IP, PARTNER_IP = bytes((10, 0, 2, 15)), bytes((10, 0, 2, 2))
PARTNER = ".".join(map(str, PARTNER_IP))
SHORTEST = 60
"""Bytes of a frame on the wire without its checksum, at the least."""
_PAYLOAD = bytes(range(8, 64))
"""56 bytes, as ping sends them."""
_ARP, _IPV4, _IPV6 = 0x0806, 0x0800, 0x86DD


def arp_request() -> bytes:
    """Who has the partner's address? 42 bytes."""
    return _arp(BROADCAST, OWN_MAC, 1, OWN_IP, bytes(6), PARTNER_IP)


def echo_request(number: int) -> bytes:
    """The `number`-th ping. 98 bytes."""
    return _echo(PARTNER_MAC, OWN_MAC, OWN_IP, PARTNER_IP, 8, number)


def solicitation() -> bytes:
    """What an interface says by itself when it comes up; nobody answers. 98 bytes."""
    all_routers = b"\xff\x02" + bytes(13) + b"\x02"
    head = b"\x33\x33\x00\x00\x00\x02" + OWN_MAC + struct.pack("!H", _IPV6)
    own = bytes.fromhex("fe80000000000000505400fffe123456")
    body = struct.pack("!IHBB", 6 << 28, 44, 58, 255) + own + all_routers + bytes([133])
    return (head + body).ljust(98, b"\0")


def stranger(number: int) -> bytes:
    """A frame that nobody asked for. 98 bytes."""
    return _echo(OWN_MAC, PARTNER_MAC, PARTNER_IP, OWN_IP, 8, number)


def answer(frame: bytes) -> bytes | None:
    """What the partner answers to a frame, if anything."""
    kind = int.from_bytes(frame[12:14], "big")
    if kind == _ARP and frame[38:42] == PARTNER_IP:
        return _arp(OWN_MAC, PARTNER_MAC, 2, PARTNER_IP, OWN_MAC, OWN_IP).ljust(SHORTEST, b"\0")
    if kind == _IPV4 and frame[30:34] == PARTNER_IP and frame[34] == 8:
        return _echo(OWN_MAC, PARTNER_MAC, PARTNER_IP, OWN_IP, 0, echoed(frame))
    return None


def echoed(frame: bytes) -> int:
    """The number of a ping or of its answer."""
    return int.from_bytes(frame[40:42], "big")


def is_echo_reply(frame: bytes) -> bool:
    """Is it the answer to a ping?"""
    return int.from_bytes(frame[12:14], "big") == _IPV4 and frame[34] == 0


def is_arp(frame: bytes) -> bool:
    """Is it a question or an answer about addresses?"""
    return int.from_bytes(frame[12:14], "big") == _ARP


def _arp(to: bytes, by: bytes, operation: int, ip: bytes, asked_mac: bytes, asked_ip: bytes) -> bytes:
    head = to + by + struct.pack("!HHHBBH", _ARP, 1, _IPV4, 6, 4, operation)
    return head + by + ip + asked_mac + asked_ip


def _echo(to: bytes, by: bytes, ip: bytes, to_ip: bytes, kind: int, number: int) -> bytes:
    icmp = struct.pack("!BBHHH", kind, 0, 0, 1, number) + _PAYLOAD
    icmp = icmp[:2] + _checksum(icmp) + icmp[4:]
    head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(icmp), number, 0, 64, 1, 0) + ip + to_ip
    head = head[:10] + _checksum(head) + head[12:]
    return to + by + struct.pack("!H", _IPV4) + head + icmp


def _checksum(data: bytes) -> bytes:
    """RFC 1071."""
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return struct.pack("!H", ~total & 0xFFFF)
