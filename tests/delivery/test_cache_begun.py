"""Several processes that find no cache make it at once: each can use it, and none is told of it."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

from modcheck.cache.store import open_store
from modcheck.errors import UsageError

PROCESSES, ROUNDS = 4, 25


def opened(folder: Path, start: Any, said: Any) -> None:
    told: list[str] = []
    start.wait()
    try:
        open_store(folder, told.append)
    except UsageError as error:
        told.append(str(error))
    said.put(told)


def test_all_begin_at_once(tmp_path: Path) -> None:
    here = multiprocessing.get_context("fork")
    for number in range(ROUNDS):
        start, said = here.Barrier(PROCESSES), here.Queue()
        arguments = (tmp_path / str(number), start, said)
        processes = [here.Process(target=opened, args=arguments) for _ in range(PROCESSES)]
        for process in processes:
            process.start()
        told = [said.get(timeout=60) for _ in processes]
        for process in processes:
            process.join()
        assert told == [[]] * PROCESSES
