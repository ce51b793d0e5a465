"""In: operations, and what the model foretells of frames; out: what QEMU's e1000 lets see after each."""

from __future__ import annotations

import select
import socket
from collections.abc import Sequence
from types import TracebackType

from modcheck.device import Access, Command, Elapse, Frame, Link, Reset
from modcheck.device.e1000.registers import FIRMWARE_COMMAND
from tests.device.observed import BAR, Look, Observed, answered, commands
from tests.device.qemu.pci import CONFIG_COMMAND, IRQ_PIN, set_up
from tests.device.qemu.protocol import Qtest
from tests.device.simulated import Hint
from tests.device.steps import Operation, Poke, Step

MAC = "52:54:00:12:34:56"
MANY_FRAMES = 8
"""The kernel holds 10 datagrams that nobody has taken, and then blocks who sends."""
FRAME_SECONDS = 1.0
LARGEST_FRAME = 1 << 17


class Oracle:
    """A QEMU with an e1000 whose wire ends here."""

    def __init__(self) -> None:
        self._wire, peer = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        with peer:
            arguments = [
                *("-netdev", f"dgram,id=net0,local.type=fd,local.str={peer.fileno()}"),
                *("-device", f"e1000,netdev=net0,id=nic,mac={MAC},addr=03,romfile="),
            ]
            self.qtest = Qtest(arguments, IRQ_PIN, (peer.fileno(),))
        self._commands: list[str] = []
        self._least = 0
        self._answers: list[tuple[bytes, bool]] = []
        set_up(self.qtest, FIRMWARE_COMMAND)

    def run(self, operations: Sequence[tuple[Operation, Look, Hint]]) -> list[Observed]:
        """Does the steps of the operations and looks around after each."""
        seen: list[Observed] = []
        todo: list[tuple[int, int]] = []  # first command of an operation, frames that shall leave
        self._answers = []
        for operation, look, hint in operations:
            first = len(self._answers) + len(self._commands)
            for step, before, after in zip(operation.steps, hint.waiting, hint.waiting[1:], strict=False):
                self._step(step)
                if isinstance(step, Frame) or 1 < before > after:
                    self._settle(max(0, before - after) + 1)
            self._commands += commands(look)
            self._least += answered(look)
            todo.append((first, hint.leaving))
            if sum(leaving for _, leaving in todo) >= MANY_FRAMES:
                seen += self._collected(todo)
                todo = []
        return seen + self._collected(todo) if todo else seen

    def _collected(self, todo: list[tuple[int, int]]) -> list[Observed]:
        self._flush()
        ends = [first for first, _ in todo[1:]] + [len(self._answers)]
        seen = []
        for (first, leaving), end in zip(todo, ends, strict=True):
            answers = tuple(answer for answer, _ in self._answers[first:end])
            seen.append(Observed(answers, self._answers[end - 1][1], self._frames(leaving)))
        surplus = self._frames(1, 0.0)
        if surplus:
            seen[-1] = seen[-1]._replace(frames=seen[-1].frames + surplus)
        return seen

    def _step(self, step: Step) -> None:
        """One step: most are commands that are sent later, with others."""
        if isinstance(step, Poke):
            self._commands.append(f"write {step.address:#x} {len(step.data):#x} 0x{step.data.hex()}")
        elif isinstance(step, Access):
            address = BAR + step.offset
            write = f"writel {address:#x} {step.value:#x}" if isinstance(step.value, int) else ""
            self._commands.append(write or f"readl {address:#x}")
        elif isinstance(step, Elapse):
            self._commands.append(f"clock_step {step.milliseconds * 1_000_000 + step.nanoseconds}")
        elif isinstance(step, Command):
            self._commands.append(f"outw {CONFIG_COMMAND:#x} {step.value:#x}")
        else:
            self._flush()
            self._outside(step)
            self._answers.append((b"OK", self.qtest.level))

    def _outside(self, step: Frame | Link | Reset) -> None:
        """What does not come over the bus."""
        if isinstance(step, Frame):
            self._wire.send(step.content or b"")
        elif isinstance(step, Link):
            self.qtest.monitor("set_link", name="nic", up=step.up)
            self.qtest.settle(1)
        else:
            self.qtest.ask(["outb 0xcf9 0x6"])
            self.qtest.settle(3)
            set_up(self.qtest, 0)

    def _settle(self, turns: int) -> None:
        self._flush()
        self.qtest.settle(turns)

    def _flush(self) -> None:
        if self._commands:
            self._answers += self.qtest.followed(self._commands, self._least)
            self._commands, self._least = [], 0

    def _frames(self, count: int, seconds: float = FRAME_SECONDS) -> tuple[bytes, ...]:
        """The next frames that leave, fewer if they do not come in time."""
        frames: list[bytes] = []
        while len(frames) < count and select.select([self._wire], [], [], seconds)[0]:
            frames.append(self._wire.recv(LARGEST_FRAME))
        return tuple(frames)

    def close(self) -> None:
        """Ends QEMU."""
        self.qtest.close()
        self._wire.close()

    def __enter__(self) -> Oracle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
