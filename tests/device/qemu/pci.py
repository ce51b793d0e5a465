"""In: a QEMU as it starts, without firmware; out: its function 00:03.0 decoded, its interrupt routed."""

from __future__ import annotations

from tests.device.qemu.protocol import Qtest

BAR0, BAR1 = 0xE0000000, 0xC000
IRQ_PIN = 11
BRIDGE, FUNCTION = 1 << 3, 3 << 3
COMMAND, LINE, PIRQ_ROUTES = 0x04, 0x3C, range(0x60, 0x64)
CONFIG_ADDRESS, CONFIG_DATA = 0xCF8, 0xCFC
CONFIG_COMMAND = CONFIG_DATA
"""The port of COMMAND, as long as its address stands in CONFIG_ADDRESS, where `set_up` leaves it."""


def set_up(qtest: Qtest, command: int) -> None:
    """Places the BARs, routes all INTx lines to IRQ_PIN, and writes COMMAND."""
    commands = [
        *_write(FUNCTION, 0x10, "outl", BAR0),
        *_write(FUNCTION, 0x14, "outl", BAR1),
        *_write(FUNCTION, LINE, "outb", IRQ_PIN),
        *(line for route in PIRQ_ROUTES for line in _write(BRIDGE, route, "outb", IRQ_PIN)),
        *_write(FUNCTION, COMMAND, "outw", command),
    ]
    qtest.ask(commands)


def _write(function: int, register: int, out: str, value: int) -> list[str]:
    address = 0x80000000 | function << 8 | register & ~3
    return [f"outl {CONFIG_ADDRESS:#x} {address:#x}", f"{out} {CONFIG_DATA + (register & 3):#x} {value:#x}"]
