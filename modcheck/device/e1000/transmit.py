"""In: a state whose transmit ring has something to do; out: the state after it, frames sent, status written.

A descriptor has 16 bytes: buffer address 0 (8 bytes), length 8, CSO or DTYP 10, command 11, status 12, CSS or
POPTS 13, special 14. With DEXT it is a context (DTYP 0) or data (DTYP 1) descriptor. Measured on QEMU 7.2.
"""

from typing import NamedTuple

from modcheck.device.e1000 import offload
from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.filters import BROADCAST
from modcheck.device.e1000.phy import caused, looped_back
from modcheck.device.e1000.receive import SHORTEST, can_receive, received
from modcheck.device.e1000.state import (
    Context,
    Packet,
    State,
    mastering,
    number,
    put,
    transmitting,
    with_exact,
    with_rest,
)
from modcheck.device.e1000.statistics import SENT_SIZES, count, size_class
from modcheck.device.e1000.turned import SIZE, following, ring_base
from modcheck.device.port import Fault, FaultKind, Frame, Profile, Transmitted
from modcheck.device.turn import Turn
from modcheck.domains import Word, add, and_, or_

DD, CLEARED = 0x01, 0x0E  # EC, LC and TU are cleared when DD is set
EOP, TSE, RS_OR_RPS, DEXT, VLE, IDE = 0x01, 0x04, 0x18, 0x20, 0x40, 0x80
TCP, IP = 0x01, 0x02  # of a context descriptor, in the place of EOP and IFCS
DATA = 0x10  # DTYP 1
BUFFER = 0x10000
OVERLAPPING = Fault(FaultKind.SIMPLIFIED, "", "a fetched descriptor lies in what is received meanwhile")


class Descriptor(NamedTuple):
    """What a descriptor says. `cso` and `css` are only read where they matter, else 0."""

    address: Word
    buffer: Word
    length: int
    cso: int
    command: int
    css: int
    special: int
    raw: bytes | None


def transmit(state: State, turn: Turn, one_packet: bool = False) -> State:
    """Works off TDH..TDT if the engine is on. Without mastering QEMU reads zeros, silicon waits."""
    if not transmitting(state) or (state.profile is Profile.HW and not mastering(state)):
        return state
    base, ring = ring_base(state, reg.TDBAL, reg.TDBAH), number(state, reg.TDLEN) // SIZE
    start, tail, causes = number(state, reg.TDH), number(state, reg.TDT), reg.TXQE
    head = start
    while head != tail:
        descriptor = _fetch(add(base, SIZE * head), turn)
        state = _process(state, descriptor, turn)
        if descriptor.command & RS_OR_RPS:
            causes |= reg.TXDW
            _write_back(descriptor, turn)
        head = following(head, ring)
        if head == start or start >= ring or (one_packet and descriptor.command & EOP):
            break
    return caused(put(state, reg.TDH, head), causes, turn)


def _fetch(address: Word, turn: Turn) -> Descriptor:
    """All of it at once where memory is bytes, else only what is needed."""
    raw = turn.block(address, SIZE) if isinstance(address, int) else None
    if raw is not None:
        length, special = int.from_bytes(raw[8:10], "little"), int.from_bytes(raw[14:16], "little")
        at = int.from_bytes(raw[:8], "little")
        return Descriptor(address, at, length, raw[10], raw[11], raw[13], special, raw)
    buffer = turn.load(address, 8)

    def field(name: str, offset: int, width: int, deciding: int = 0xFFFF) -> int:
        return turn.number(turn.load(add(address, offset), width), deciding, "TX descriptor", name)

    length, command = field("length", 8, 2), field("command", 11, 1, 0xFD)
    cso = css = special = 0
    if command & DEXT:
        cso, css = field("type", 10, 1), field("options", 13, 1)
    if command & (DEXT | VLE):
        special = field("special", 14, 2)
    return Descriptor(address, buffer, length, cso, command, css, special, None)


def _write_back(descriptor: Descriptor, turn: Turn) -> None:
    """QEMU writes the last four bytes as it found them, but for the status."""
    where = add(descriptor.address, 12)
    if descriptor.raw is not None:
        turn.store(where, 4, int.from_bytes(descriptor.raw[12:], "little") & ~CLEARED | DD)
        return
    if turn.stored(add(where, 1), 3):
        turn.faults.append(OVERLAPPING)
    kept = and_(turn.load(where, 1), 0xFF & ~CLEARED, 8)
    turn.store(where, 1, or_(kept, DD, 8))


def _process(state: State, descriptor: Descriptor, turn: Turn) -> State:
    """One descriptor: a context, or a part of a packet."""
    command = descriptor.command
    if command & IDE:
        state = with_exact(state, delayed=True)
    packet = state.rest.packet
    data = command & DEXT and descriptor.cso & DATA
    if command & DEXT and not data:
        return with_rest(state, packet=_with_context(packet, descriptor, turn))
    if data and packet.size == 0:
        packet = packet._replace(options=descriptor.css)
    segmented = bool(data and command & TSE)
    tags = number(state, reg.CTRL) & reg.CTRL_VME and command & VLE
    if tags and (segmented or command & EOP):
        packet = packet._replace(tag=descriptor.special)
    state = with_rest(state, packet=packet)
    if segmented:
        state = _segments(state, descriptor, turn)
    else:
        state = _gathered(state, descriptor.buffer, descriptor.length, turn)
    return _ended(state, segmented, turn) if command & EOP else state


def _with_context(packet: Packet, descriptor: Descriptor, turn: Turn) -> Packet:
    """TSE says for which kind of packets a context is: for those that are segmented, or for the others."""
    raw = descriptor.raw
    if raw is None:
        pairs = ((0, 1), (1, 1), (2, 2), (4, 1), (5, 1), (6, 2))
        words = [turn.load(add(descriptor.address, offset), width) for offset, width in pairs]
        ipcss, ipcso, ipcse, tucss, tucso, tucse = (
            turn.number(word, 0xFFFF, "TX descriptor", "context") for word in words
        )
    else:
        ipcss, ipcso, ipcse = raw[0], raw[1], int.from_bytes(raw[2:4], "little")
        tucss, tucso, tucse = raw[4], raw[5], int.from_bytes(raw[6:8], "little")
    paylen = descriptor.length | (descriptor.cso & 0xF) << 16
    command = descriptor.command
    context = Context(
        *(ipcss, ipcso, ipcse, tucss, tucso, tucse, paylen, descriptor.css, descriptor.special),
        ip=command & IP != 0,
        tcp=command & TCP != 0,
    )
    return packet._replace(tso=context, segments=0) if command & TSE else packet._replace(plain=context)


def _gathered(state: State, buffer: Word, length: int, turn: Turn) -> State:
    """The packet with more bytes from host memory."""
    packet = state.rest.packet
    length = min(BUFFER - packet.size, length)
    content = packet.content
    found = turn.block(buffer, length) if length else b""
    if content is not None:
        old = content.ljust(packet.size, b"\0")
        content = None if found is None else old[: packet.size] + found + old[packet.size + length :]
    return with_rest(state, packet=packet._replace(size=packet.size + length & 0xFFFF, content=content))


def _segments(state: State, descriptor: Descriptor, turn: Turn) -> State:
    """Data of a TSO packet: whenever a header and MSS bytes are there, they leave."""
    context = state.rest.packet.tso
    full, header = context.hdr_len + context.mss, context.hdr_len
    left, buffer = descriptor.length, descriptor.buffer
    while True:
        before = state.rest.packet.size
        if before >= full:
            return state
        part = min(left, full - before, BUFFER - before)
        state = _gathered(state, buffer, part, turn)
        packet = state.rest.packet
        if before < header <= before + part and packet.content is not None:
            kept = packet.content[:header] + (packet.header or b"")[header:]
            state = with_rest(state, packet=packet._replace(header=kept))
        buffer, left = add(buffer, part), left - part
        if before + part == full:
            state = _restarted(_sent(state, True, turn), header)
        if not part or not left:
            return state


def _restarted(state: State, header: int) -> State:
    """The next segment begins with the header that was kept."""
    packet = state.rest.packet
    content = packet.content
    if content is not None:
        kept = (packet.header or b"").ljust(header, b"\0")[:header]
        content = kept + content[header:]
    return with_rest(state, packet=packet._replace(size=header, content=content))


def _ended(state: State, segmented: bool, turn: Turn) -> State:
    """EOP: what is there leaves; of a TSO packet only if its header is there."""
    packet = state.rest.packet
    if not segmented or packet.size >= packet.tso.hdr_len:
        state = _sent(state, segmented, turn)
    packet = state.rest.packet
    content = b"" if packet.content is None and state.rest.exact is not None else packet.content
    return with_rest(state, packet=packet._replace(size=0, options=0, tag=-1, segments=0, content=content))


def _sent(state: State, segmented: bool, turn: Turn) -> State:
    """A frame leaves, with what the contexts ask for."""
    packet = state.rest.packet
    context = packet.tso if segmented else packet.plain
    content, size = packet.content, packet.size
    if segmented:
        if context.tcp and packet.segments and not offload.follows(context, packet.segments):
            state = count(state, "TSCTC")
        if content is not None:
            content = offload.segment(content, size, packet.options, context, packet.segments)
        packet = packet._replace(segments=packet.segments + 1 & 0xFFFF)
    if content is not None:
        content = offload.inserted(content, size, packet.options, context)
    length = size if packet.tag < 0 else size + 4
    sent = content
    if packet.tag >= 0 and content is not None:
        tag = (number(state, reg.VET) & reg.LOW16).to_bytes(2, "big") + packet.tag.to_bytes(2, "big")
        sent = offload.with_tag(content, tag)
        content = sent[4:12] + tag + content[12:]  # put in within the buffer
    state = _left(with_rest(state, packet=packet._replace(content=content)), length, sent, turn)
    octets = (("TOTL", size + 4), ("GOTCL", size + 4))
    return count(state, "TPT", "GPTC", octets=octets)


def _left(state: State, length: int, sent: bytes | None, turn: Turn) -> State:
    """To the cable if it is in, or back to the receiver."""
    if looped_back(state):
        state, sent = _looped(state, length, sent, turn)
    elif state.rest.cable:
        turn.sent.append(Transmitted(length, _shown(sent, length)))
    return _counted(state, length, sent)


def _looped(state: State, length: int, sent: bytes | None, turn: Turn) -> tuple[State, bytes | None]:
    """Back to the receiver. QEMU takes a tag out where the packet lies, unless the packet is short: its
    addresses move by four bytes, and what is counted then are those (measured)."""
    if not can_receive(state):
        return state, sent
    state, untagged = received(state, Frame(length, _shown(sent, length)), turn)
    if sent is None or not untagged or length < SHORTEST:
        return state, sent
    moved = sent[:4] + sent[:12] + sent[16:]
    packet = state.rest.packet
    in_buffer = moved if packet.tag < 0 else moved[4:]
    return with_rest(state, packet=packet._replace(content=in_buffer)), moved


def _shown(content: bytes | None, length: int) -> bytes | None:
    return None if content is None else content[:length].ljust(length, b"\0")


def _counted(state: State, length: int, sent: bytes | None) -> State:
    kinds: tuple[str, ...] = ()
    if sent is not None:
        address = sent[:6].ljust(6, b"\0")
        kinds = ("BPTC",) if address == BROADCAST else ("MPTC",) if address[0] & 1 else ()
    return count(state, *kinds, *size_class(SENT_SIZES, length + 4))
