"""The cover of every right driver among the fixtures closes: no bound is hit, nothing is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.covers import CLOSING, cover_of, shown
from tests.running import INTERFACES, LONG

EVERY = 1 if LONG else 24
"""One in so many is tried; with MODCHECK_LONG=1, and by `python -m tests.benchmarks.covers`, all are."""


OTHERS = [path for path in CLOSING if path not in INTERFACES.values()]
"""Those of the right network drivers are explored by `test_cover.py`."""


@pytest.mark.parametrize("path", OTHERS[::EVERY], ids=shown)
def test_the_cover_closes(path: Path) -> None:
    size = cover_of(path)
    assert size.states and size.left == ()


def test_there_are_drivers() -> None:
    """A parametrised test without parameters is skipped in silence."""
    assert len(CLOSING) > 100
