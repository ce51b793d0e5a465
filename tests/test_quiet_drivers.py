"""The invariants of a quiet device as the engine asks them of a driver, on both devices: for each a driver
that breaks just it, and the right drivers, which keep all of them.

Q1 to Q10 are those of `tests/device/test_quiet.py`, where the device is asked.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from modcheck.device import Profile
from modcheck.report.text import render_text
from tests.running import INTERFACES, ROOT, judged_on


class Invariant(NamedTuple):
    says: str
    rule: str
    broken_by: str
    only_on: str = ""


INVARIANTS = {
    "Q1": Invariant("no frame is written to memory that goes", "dma_outlives_buffer", "fails_assigned_over"),
    "Q2": Invariant("no packet is read any more", "stop_leaves_dma_running", "fails_other_engine_left"),
    "Q3": Invariant("writes are flushed and waited for", "posted_write_unflushed", "fails_read_before_write"),
    "Q4": Invariant("no cause is unmasked", "stop_leaves_irq_unmasked", "fails_handler_freed_only"),
    "Q5": Invariant("no poll runs on what goes", "rings_freed_while_live", "fails_before_napi_disable"),
    "Q6": Invariant("no cause is left for the next open", "stale_cause_at_open", "fails_masked_only"),
    "Q7": Invariant("no ring of a live engine goes", "dma_outlives_buffer", "fails_freed_then_stopped"),
    "Q8": Invariant("a reset is not relied on", "stop_leaves_dma_running", "fails_reset_bit", "qemu"),
    "Q9": Invariant("no access after the end", "access_after_release", "fails_pointer_outlives_mapping"),
    "Q10": Invariant("an empty ring is not relied on", "stop_leaves_dma_running", "fails_queue_only"),
}  # fmt: skip


@pytest.mark.parametrize("profile", [p.value for p in Profile])
@pytest.mark.parametrize("name", INVARIANTS)
def test_a_driver_that_breaks_just_this(name: str, profile: str) -> None:
    invariant = INVARIANTS[name]
    path = ROOT / "fixtures" / invariant.rule / f"{invariant.broken_by}.rs"
    found = [(finding.rule, finding.only_on) for finding in judged_on(path, profile).judgement.findings]
    spared = invariant.only_on not in ("", profile)
    assert found == ([] if spared else [(invariant.rule, invariant.only_on)])


@pytest.mark.parametrize("driver", INTERFACES)
def test_the_right_drivers_keep_them_on_both_devices(driver: str) -> None:
    asked = {invariant.rule for invariant in INVARIANTS.values()} - NEVER_ASKED
    proved = {}
    for profile in Profile:
        judgement = judged_on(INTERFACES[driver], profile.value).judgement
        assert judgement.findings == () and judgement.bounds == ()
        proved[profile] = {(o.rule, o.subject, o.at) for o in judgement.proved}
        assert asked <= {rule for rule, _, _ in proved[profile]}
    assert proved[Profile.QEMU] == proved[Profile.HW]


NEVER_ASKED = {"rings_freed_while_live", "access_after_release"}
"""These are watched at each use, not at a point: no finding in all that can happen is the proof."""


def test_a_verdict_that_depends_on_the_device_says_so() -> None:
    path = ROOT / "fixtures" / "stop_leaves_dma_running" / "fails_reset_bit.rs"
    analysis = judged_on(path, "qemu")
    told = render_text(analysis.judgement, analysis.files)
    assert "= device: breaks on QEMU's only: on silicon, by the manual (`--profile hw`)" in told
