"""How many modules (or other things) are done in, a bar on a terminal out; nothing anywhere else."""

from __future__ import annotations

import os
from types import TracebackType
from typing import TextIO

WIDTH = 24


class Progress:
    """A bar in one line that goes away at the end. It appears when the first of several modules is done."""

    def __init__(self, stream: TextIO, noun: str = "modules") -> None:
        self.stream = stream
        self.noun = noun
        self.shown = stream.isatty() and os.environ.get("TERM") != "dumb"
        self.drawn = False

    def __enter__(self) -> Progress:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Draw it."""
        if not self.shown or total < 2:
            return
        full = WIDTH * done // total
        self.stream.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done}/{total} {self.noun}")
        self.stream.flush()
        self.drawn = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.drawn:
            self.stream.write("\r\033[K")
            self.stream.flush()
