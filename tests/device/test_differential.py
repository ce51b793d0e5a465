"""In: the model and QEMU's e1000; out: whether they do the same, and whether a difference would be seen."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modcheck.device import Access
from modcheck.device.e1000.registers import REGISTERS
from tests.device.differential import differ, operations, report, shown
from tests.device.operations import Generator
from tests.device.planted.__main__ import BUGS, OPERATIONS, TABLE, row
from tests.device.planted.bugs import Bug, planted
from tests.device.shrinking import shrunk
from tests.device.steps import Operation
from tests.device.trace import Trace, differs_at

BAR_LENGTH = 0x20000
SHOWN_SIMPLY = 15


def test_the_model_does_what_qemu_does(trace: Trace) -> None:
    told = [] if trace.mismatch is None else report(trace.seed, trace.mismatch)
    assert trace.mismatch is None, "\n".join(told)
    assert len(trace.digests) == OPERATIONS
    assert trace.digests.count(None) < OPERATIONS / 25


def test_the_run_reads_and_writes_every_declared_register(trace: Trace) -> None:
    for write in (False, True):
        touched = {offset for offset, written in trace.touched if written is write}
        assert [r.name for r in REGISTERS if touched.isdisjoint(r.offsets())] == []


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.area)
def test_a_planted_bug_shows_as_soon_as_the_table_says(bug: Bug, trace: Trace) -> None:
    found = row(bug, differs_at(trace, planted(bug)))
    assert "never" not in found
    told = "renew the table: python -m tests.device.planted --write"
    assert found in TABLE.read_text(encoding="utf-8").splitlines(), told


def test_bugs_are_planted_in_all_areas() -> None:
    assert len(BUGS) >= 40 and len(set(BUGS)) == len(BUGS)
    wanted = "mask, access, receive ring, transmit ring, moderation, pci, statistics, phy, eeprom, filter"
    assert set(wanted.split(", ")) <= {bug.area for bug in BUGS}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.integers(1, 25))
def test_from_power_on_without_a_set_up(qemu: None, random: Random, count: int) -> None:
    wanted = list(islice(Generator(random).operations(), 1, 1 + count))
    mismatch = differ(wanted)
    assert mismatch is None, "\n".join(mismatch.told())


@pytest.mark.parametrize("value", [0xFFFFFFFF, 0xA5A5A5A5, 0])
def test_every_place_of_the_bar(qemu: None, value: int) -> None:
    """Read at power-on, written, and read again: declared or not."""
    reads = tuple(Access(0, offset, 4) for offset in range(0, BAR_LENGTH, 4))
    writes = tuple(read._replace(value=value) for read in reads)
    mismatch = differ([Operation("read", reads), Operation("write", writes), Operation("read", reads)])
    assert mismatch is None, list(mismatch.told())[-20:]


def test_a_mismatch_is_shrunk_to_what_matters(qemu: None) -> None:
    model = planted(next(bug for bug in BUGS if "SHORTEST_WINDOW, min" in bug.old))
    mismatch = differ(islice(operations(1), 3000), model)
    assert mismatch is not None
    found = list(islice(operations(1), mismatch.number))
    fewest = shrunk(found, lambda wanted: differ(wanted, model) is not None, most_trials=80)
    lines = [line for operation in fewest for line in shown(operation)]
    assert 0 < len(lines) <= SHOWN_SIMPLY and differ(fewest, model) is not None
