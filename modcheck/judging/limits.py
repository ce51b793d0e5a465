"""The last line of defence: a bound on time and memory while one module is analysed."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from modcheck.errors import InputError

MAX_MEMORY = 2 << 30
"""Bytes of address space while a module is analysed; the story's drivers take less than 50 MB."""


class _Late(BaseException):
    """The time for one module is up; no handler of errors in between holds it."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """`InputError` when more is used. Every stage has bounds of its own."""

    def late(number: int, frame: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, late)
    memory = resource.getrlimit(resource.RLIMIT_AS)
    smallest = min(limit for limit in (*memory, MAX_MEMORY) if limit != resource.RLIM_INFINITY)
    with suppress(OSError, ValueError):  # a system that does not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (smallest, memory[1]))
    signal.alarm(seconds)
    try:
        yield
    except _Late:
        raise InputError(f"not finished after {seconds} seconds", advice="see --max-seconds") from None
    except MemoryError:
        raise InputError(f"needs more than {smallest >> 20} MiB of memory") from None
    finally:
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_AS, memory)
        signal.signal(signal.SIGALRM, before)
