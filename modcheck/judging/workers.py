"""Tasks in, a text for each out, in the order of the tasks: each is done by a process of its own.

The processes are forked, so what was imported and read before is theirs at once, and one that dies takes
nothing with it.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

_Task = TypeVar("_Task")
CHUNK = 1 << 16


def in_parallel(
    tasks: Sequence[_Task], work: Callable[[_Task], str], jobs: int, done: Callable[[int], None]
) -> list[str | None]:
    """Texts, or None where the process died. `done` is told how many are ready."""
    pool = _Pool()
    results: list[str | None] = [None] * len(tasks)
    waiting = list(range(len(tasks)))[::-1]
    ready = 0
    try:
        while waiting or pool.running:
            while waiting and len(pool.running) < jobs:
                index = waiting.pop()
                pool.start(index, lambda task=tasks[index]: work(task))  # type: ignore[misc]
            for index, text in pool.finished():
                results[index] = text
                ready += 1
                done(ready)
    finally:
        pool.stop()
    return results


class _Pool:
    """Running processes by the end of the pipe that they write to."""

    def __init__(self) -> None:
        self.running: dict[int, tuple[int, int, bytearray]] = {}
        """Pipe → (index of the task, process, what it wrote)."""
        self.selector = selectors.DefaultSelector()

    def start(self, index: int, work: Callable[[], str]) -> None:
        """Fork a process for a task."""
        sys.stdout.flush()
        sys.stderr.flush()
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            _serve(writing, work)
        os.close(writing)
        self.running[reading] = (index, process, bytearray())
        self.selector.register(reading, selectors.EVENT_READ)

    def finished(self) -> list[tuple[int, str | None]]:
        """Wait until something was written; the tasks that are done now."""
        ended = []
        for key, _ in self.selector.select():
            index, process, written = self.running[key.fd]
            part = os.read(key.fd, CHUNK)
            written += part
            if not part:
                self._forget(key.fd)
                status = os.waitpid(process, 0)[1]
                ended.append((index, written.decode("ascii") if status == 0 else None))
        return ended

    def stop(self) -> None:
        """End what still runs."""
        for pipe, (_, process, _) in list(self.running.items()):
            self._forget(pipe)
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(process, 0)
        self.selector.close()

    def _forget(self, pipe: int) -> None:
        self.selector.unregister(pipe)
        os.close(pipe)
        del self.running[pipe]


def _serve(pipe: int, work: Callable[[], str]) -> None:
    """In the new process: do the task, write the text, and end without cleaning up for the old one."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with open(pipe, "wb") as stream:
            stream.write(work().encode("ascii"))
        code = 0
    finally:
        os._exit(code)
