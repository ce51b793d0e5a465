"""In: the bytes of a packet and its context; out: the bytes as they leave: checksums, segment headers, tag.

Measured on QEMU 7.2, which does not look at what the packet is: it computes where the context says. The
buffer may be longer than the packet; what lies behind it is what earlier packets left.
"""

from modcheck.device.e1000.state import Context

IXSM, TXSM = 1, 2
PSH_FIN = 0x09


def inserted(content: bytes, size: int, options: int, context: Context) -> bytes:
    """With the checksums that the options ask for: first that of TCP or UDP, then that of IP."""
    if options & TXSM:
        content = _summed(content, size, context.tucso, context.tucss, context.tucse)
    if options & IXSM:
        content = _summed(content, size, context.ipcso, context.ipcss, context.ipcse)
    return content


def segment(content: bytes, size: int, options: int, context: Context, number: int) -> bytes:
    """The headers of the segment with this number: lengths, identification, sequence, flags, and the length
    in the sum of the pseudo-header."""
    start = context.ipcss
    if context.ip:
        content = _put(content, start + 2, 2, size - start)
        content = _put(content, start + 4, 2, _get(content, start + 4, 2) + number)
    else:
        content = _put(content, start + 4, 2, size - start)
    start, length = context.tucss, size - context.tucss & 0xFFFF
    if context.tcp:
        sent = number * context.mss
        content = _put(content, start + 4, 4, _get(content, start + 4, 4) + sent)
        if follows(context, number):
            content = _put(content, start + 13, 1, _get(content, start + 13, 1) & ~PSH_FIN)
    else:
        content = _put(content, start + 4, 2, length)
    if options & TXSM:
        total = _get(content, context.tucso, 2) + length
        content = _put(content, context.tucso, 2, (total >> 16) + (total & 0xFFFF))
    return content


def follows(context: Context, number: int) -> bool:
    """Whether more data comes after the segment with this number."""
    return context.paylen - number * context.mss & 0xFFFFFFFF > context.mss


def with_tag(content: bytes, tag: bytes) -> bytes:
    """The packet with four bytes behind its addresses."""
    return content[:12].ljust(12, b"\0") + tag + content[12:]


def _summed(content: bytes, size: int, place: int, start: int, last: int) -> bytes:
    """With the checksum over `start` to `last` (0: the end) at `place`, if that is inside."""
    end = last + 1 if 0 < last < size else size
    if 0 < end <= place + 1:
        return content
    part = _padded(content, end)[start:end]
    if len(part) % 2:
        part += b"\0"
    total = sum(part[0::2]) * 256 + sum(part[1::2])
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return _put(content, place, 2, ~total & 0xFFFF or 0xFFFF)


def _get(content: bytes, place: int, width: int) -> int:
    return int.from_bytes(_padded(content, place + width)[place : place + width], "big")


def _put(content: bytes, place: int, width: int, value: int) -> bytes:
    content = _padded(content, place + width)
    number = value & (1 << 8 * width) - 1
    return content[:place] + number.to_bytes(width, "big") + content[place + width :]


def _padded(content: bytes, length: int) -> bytes:
    """At least so long: the buffer begins with zeros."""
    return content if len(content) >= length else content.ljust(length, b"\0")
