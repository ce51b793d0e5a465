"""What the tests against QEMU share: one long run, and a loud word where there is no QEMU."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.device.planted.__main__ import OPERATIONS, SEED
from tests.device.qemu.accelerator import OracleMissing, environment
from tests.device.trace import Trace, recorded

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

MISSING = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def qemu(request: pytest.FixtureRequest) -> None:
    """Asks for a QEMU that can be driven; without one the test is skipped, and the summary says so."""
    try:
        environment()
    except OracleMissing as missing:
        request.config.stash[MISSING] = str(missing)
        pytest.skip(f"the model was not compared with QEMU: {missing}")


@pytest.fixture(scope="session")
def trace(qemu: None) -> Trace:
    """The run that the table of planted bugs is made from."""
    return recorded(SEED, OPERATIONS)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    missing = terminalreporter.config.stash.get(MISSING, "")
    if missing:
        terminalreporter.section("NOT COMPARED WITH QEMU", red=True)
        terminalreporter.line(missing)
