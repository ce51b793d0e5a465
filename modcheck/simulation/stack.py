"""The packets that are somewhere between the stack and the partner at the other end of the wire."""

from __future__ import annotations

from collections import deque

from modcheck.simulation import network


class Stack:
    """Who has which packet. A packet goes from `waiting` through `given` to the wire, an answer from `coming`
    through `received` up to the stack."""

    def __init__(self) -> None:
        self.waiting: deque[bytes] = deque()
        """For the driver to take."""
        self.given: deque[bytes] = deque()
        """The driver has taken them, and the device has not yet sent them."""
        self.coming: deque[bytes] = deque()
        """Answers on their way."""
        self.received: deque[bytes] = deque()
        """Frames that the device has taken, and the driver has not yet handed up."""
        self.known = False
        """Is the partner's address known?"""
        self.unresolved: list[bytes] = []
        """Packets that wait for it."""
        self.pings = self.answered = 0

    def ping(self, number: int) -> None:
        """An echo request, or first the question for the address."""
        self.pings += 1
        if self.known:
            self.waiting.append(network.echo_request(number))
        else:
            self.unresolved.append(network.echo_request(number))
            self.waiting.append(network.arp_request())

    def closed(self) -> None:
        """The interface is down or gone: what waited is dropped, and addresses are forgotten."""
        self.waiting.clear()
        self.unresolved.clear()
        self.known = False

    def sent(self, length: int) -> bytes:
        """A frame of this length has left: the next packet of it, perhaps made longer. An answer may come."""
        while self.given and length not in (len(self.given[0]), network.SHORTEST):
            self.given.popleft()
        content = (self.given.popleft() if self.given else b"").ljust(length, b"\0")
        reply = network.answer(content)
        if reply is not None:
            self.coming.append(reply)
        return content

    def handed_up(self) -> str:
        """The driver has handed a frame up; what ping prints of it, if anything."""
        frame = self.received.popleft()
        if network.is_arp(frame):
            self.known = True
            self.waiting.extend(self.unresolved)
            self.unresolved.clear()
        elif network.is_echo_reply(frame):
            self.answered += 1
            return f"64 bytes from {network.PARTNER}: seq={network.echoed(frame)}"
        return ""
