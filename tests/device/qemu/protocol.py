"""In: lines of the qtest protocol; out: QEMU's answers and the level of an interrupt pin, many at a time.

One command is a line, and one line is its answer. Lines `IRQ raise N` and `IRQ lower N` come in between,
before the answer of the command that caused them, or unasked after frames and timers.
"""

from __future__ import annotations

import contextlib
import json
import select
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from tests.device.qemu.accelerator import QEMU, environment

SECONDS = 20.0
BATCH = 2000
"""Commands in one go: QEMU takes in no more while nobody reads its answers."""
PORTION = 1 << 15
"""Bytes that QEMU can answer before somebody must read them, with room to spare."""


class QemuGone(Exception):
    """QEMU did not start, died, or answered what is no answer."""


class Qtest:
    """A running QEMU without a guest. `pin` is the interrupt pin whose level is followed."""

    def __init__(self, arguments: Sequence[str], pin: int, pass_fds: tuple[int, ...] = ()) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="modcheck-qemu-"))
        self.raised, self.lowered = f"IRQ raise {pin}".encode(), f"IRQ lower {pin}".encode()
        self.level = False
        self._rest = b""
        with contextlib.ExitStack() as opening:
            opening.callback(shutil.rmtree, self.folder, True)
            listeners = [opening.enter_context(_listener(self.folder / name)) for name in ("qtest", "qmp")]
            command = [
                *(QEMU, "-nodefaults", "-no-user-config", "-display", "none", "-m", "64"),
                *("-machine", "pc,accel=qtest", "-qtest-log", "/dev/null"),
                *("-qtest", f"unix:{self.folder / 'qtest'}", "-qmp", f"unix:{self.folder / 'qmp'}"),
                *arguments,
            ]
            self._errors = opening.enter_context((self.folder / "errors").open("w+b"))
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=self._errors,
                stderr=self._errors,
                pass_fds=pass_fds,
                env=environment(),
            )
            opening.callback(self._end)
            self._socket, self._monitor = (opening.enter_context(self._accepted(one)) for one in listeners)
            self._answers = opening.enter_context(self._monitor.makefile("rb"))
            self._answers.readline()
            self.monitor("qmp_capabilities")
            self.ask(["irq_intercept_in ioapic"])
            self._closing = opening.pop_all()

    def ask(self, commands: Sequence[str]) -> list[bytes]:
        """The answers to some commands, sent in one go; the level is followed meanwhile."""
        return [answer for answer, _ in self.followed(commands, 0)]

    def followed(self, commands: Sequence[str], least: int) -> list[tuple[bytes, bool]]:
        """The answers, each with the level of the pin after it. They have `least` bytes or more: to be woken
        for each of them would take most of the time."""
        found: list[tuple[bytes, bool]] = []
        for start in range(0, len(commands), BATCH):
            batch = commands[start : start + BATCH]
            found += self._answered(batch, least if len(commands) <= BATCH else 0)
        return found

    def _answered(self, commands: Sequence[str], least: int) -> list[tuple[bytes, bool]]:
        self._socket.sendall(("\n".join(commands) + "\n").encode())
        found: list[tuple[bytes, bool]] = []
        while len(found) < len(commands):
            data = self._data(min(least, PORTION))
            least -= len(data)
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                if line == self.raised:
                    self.level = True
                elif line == self.lowered:
                    self.level = False
                elif line.startswith(b"OK"):
                    found.append((line, self.level))
                elif not line.startswith(b"IRQ"):
                    raise QemuGone(line.decode(errors="replace"))
        return found

    def settle(self, turns: int) -> None:
        """Lets QEMU's main loop go round, so that frames that were sent before are taken in, one a turn."""
        for _ in range(turns):
            self.ask(["inb 0x80"])

    def monitor(self, command: str, **arguments: object) -> None:
        """A command of the monitor."""
        self._monitor.sendall(json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        while "return" not in (answer := json.loads(self._answers.readline())):
            if "error" in answer:
                raise QemuGone(str(answer["error"]))

    def close(self) -> None:
        """Ends QEMU."""
        self._closing.close()

    def __enter__(self) -> Qtest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _data(self, least: int) -> bytes:
        """What has come, once it is `least` bytes."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, max(1, least))
        data = self._socket.recv(2 * PORTION)
        if not data:
            self._errors.seek(0)
            raise QemuGone(self._errors.read().decode(errors="replace") or "QEMU has closed the connection")
        return data

    def _accepted(self, listener: socket.socket) -> socket.socket:
        """A connection, or why QEMU did not start."""
        latest = time.monotonic() + SECONDS
        while not select.select([listener], [], [], 0.1)[0]:
            if self._process.poll() is not None or time.monotonic() > latest:
                self._errors.seek(0)
                raise QemuGone(self._errors.read().decode(errors="replace") or "QEMU did not connect")
        connection, _ = listener.accept()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", int(SECONDS), 0))
        return connection

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _listener(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(1)
    return listener
