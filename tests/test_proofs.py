"""What is proved of the right drivers, and of no other: the committed tables, and what a proof needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from modcheck.engine import Limits
from modcheck.engine.search import UNLIMITED, Search
from modcheck.findings import Verdict
from modcheck.report.table import render_obligations
from tests.benchmarks.growth import branches, callbacks, cost_of
from tests.running import RIGHT, ROOT, A, B, C, analyse_anew, analysed, machine_of, name_of, rule_book

UNDO = ROOT / "fixtures" / "leak_on_probe_error" / "passes_nested_steps.rs"


@pytest.mark.parametrize("name", RIGHT)
def test_this_is_proved(name: str) -> None:
    """`modcheck check DRIVER --prove --obligations`, without what a proof rests on."""
    analysis = analysed(RIGHT[name], True)
    told = render_obligations(analysis.judgement, analysis.files)
    table = [line for line in told.splitlines() if not line.startswith("  assuming")]
    assert table == (ROOT / "tests" / "proofs" / f"{name}.txt").read_text().splitlines()


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize("full", [False, True])
def test_nothing_is_left_open(name: str, full: bool) -> None:
    judgement = analysed(RIGHT[name], full).judgement
    assert not judgement.findings and not judgement.bounds
    assert {o.verdict for o in judgement.unproved} <= {Verdict.UNREACHABLE}
    rests_on = {a.id for a in judgement.assumptions}
    assert all(set(o.assumptions) == rests_on and o.states for o in judgement.proved)


NO_ROW = {
    "tx_ring_overrun", "dma_buffer_too_small", "tx_busy_forever", "drop_of_reference", "forgotten_guard",
    "dma_memory_not_volatile", "address_left_in_device",
    "missing_callback", "handler_outlives_data", "async_outlives_data", "field_drop_order",
    "framework_hazard",
    "irq_before_ready", "published_before_ready", "rings_freed_while_live", "callback_after_remove",
    "static_mut_resource",
    "module_not_built", "driver_shadowed", "device_node_mismatch", "module_name_mismatch",
}  # fmt: skip
"""docs/soundness.md says why."""
OF_RAW_POINTERS = {"raw_never_reclaimed", "reclaimed_twice"}
OF_THE_MODULE = {"leak_on_exit"}
OF_FILES = {
    "read_never_ends", "read_ignores_offset", "read_returns_uncopied", "write_returns_zero",
    "write_ignores_offset",
    "copy_out_of_bounds", "copy_exceeds_request",
}  # fmt: skip
"""The right drivers have no such things."""


def test_each_check_has_a_row_or_a_reason() -> None:
    rows = {o.rule for name in RIGHT for o in analysed(RIGHT[name], True).judgement.proved}
    by_resource = {rule for rule, page in rule_book().checks.items() if not page.judged}
    assert by_resource - NO_ROW - OF_RAW_POINTERS - OF_THE_MODULE - OF_FILES <= rows
    assert not rows & NO_ROW


@pytest.mark.parametrize("path", [A, B, C], ids=name_of)
def test_nothing_is_proved_of_a_driver_with_an_error(path: Path) -> None:
    judgement = analysed(path).judgement
    assert judgement.proved == ()
    assert judgement.obstacles == ("an error was found",)
    assert not any(a.id.startswith("limit:") for a in judgement.assumptions)


@pytest.mark.parametrize("name", RIGHT)
def test_the_cover_contains_the_search(name: str) -> None:
    keys = []
    for failures in (1, UNLIMITED):
        search = Search(machine_of(RIGHT[name], intended=True), Limits(failures=failures, ops=3_000_000))
        search.run()
        keys.append(set(search.seen))
    assert keys[0] <= keys[1]


def test_what_needs_two_failures_is_found_by_the_cover(tmp_path: Path) -> None:
    text = UNDO.read_text()
    undo = "                dev.release_selected_regions(bars);\n"
    assert text.count(undo) == 1
    guarded = f"                if Box::try_new(bars).is_ok() {{\n    {undo}                }}\n"
    (tmp_path / "undo.rs").write_text(text.replace(undo, guarded))
    (finding,) = analyse_anew(tmp_path / "undo.rs").judgement.findings
    assert finding.rule == "leak_on_probe_error" and finding.verdict is Verdict.VIOLATED
    assert [len(failing) for failing in finding.choices] == [2]


def test_a_number_that_grows_takes_nothing_away(tmp_path: Path) -> None:
    """It is any number in the proof, and nothing is decided by it."""
    text = (ROOT / "fixtures" / "unregister_after_disable" / "passes_taken_first.rs").read_text()
    count = "        COUNT.fetch_add(1, Ordering::Relaxed);\n        skb.napi_consume(0);\n"
    head = "use core::sync::atomic::{AtomicUsize, Ordering};\n"
    head += "static COUNT: AtomicUsize = AtomicUsize::new(0);\n"
    counted = text.replace("        skb.napi_consume(0);\n", count).replace(
        "module! {", head + "module! {", 1
    )
    proved = []
    for name, source in (("plain", text), ("counted", counted)):
        (tmp_path / f"{name}.rs").write_text(source)
        judgement = analyse_anew(tmp_path / f"{name}.rs").judgement
        assert not judgement.findings and not judgement.obstacles and judgement.proved
        proved.append([(o.rule, o.subject.partition("@")[0]) for o in judgement.proved])
    assert proved[0] == proved[1]


def test_a_proof_that_is_given_up_says_why(tmp_path: Path) -> None:
    (tmp_path / "many.rs").write_text(branches(8))
    judgement = analyse_anew(tmp_path / "many.rs").judgement
    assert not judgement.findings and not judgement.bounds and not judgement.proved
    assert judgement.obstacles == ("probe has more than 1000 ways",)


STOP = "fixtures/leak_on_stop/passes_taken_in_helper.rs"


def test_what_stop_acquires_is_not_proved_to_be_given_back(tmp_path: Path) -> None:
    """No rule looks at what `stop` acquires, so nothing that it shares a place with is proved."""
    text = (ROOT / STOP).read_text()
    head, mark, rest = text.partition("    fn stop(")
    body, end, tail = rest.partition("        Ok(())\n")
    again = "        if let Ok(ring) = port.allocate() { drop(ring); }\n"
    (tmp_path / "again.rs").write_text(head + mark + body + again + end + tail)
    judgement = analyse_anew(tmp_path / "again.rs").judgement
    assert not judgement.findings
    assert not any(o.rule == "leak_on_stop" and o.subject.startswith("dma.") for o in judgement.proved)


def test_statics_are_fresh_after_a_reload(tmp_path: Path) -> None:
    """What a static holds when the module goes is lost: the next load finds the static empty."""
    text = (ROOT / STOP).read_text()
    use = "use kernel::sync::smutex::Mutex;\n"
    static = "static KEEP: Mutex<Option<Ring>> = Mutex::new(None);\n\n"
    text = text.replace("module! {", ("" if use in text else use) + static + "module! {", 1)
    head, mark, rest = text.partition("    fn open(")
    body, end, tail = rest.partition("        Ok(())\n")
    keep = "        if let Ok(ring) = port.allocate() { *KEEP.lock() = Some(ring); }\n"
    (tmp_path / "keep.rs").write_text(head + mark + body + keep + end + tail)
    rules = {finding.rule for finding in analyse_anew(tmp_path / "keep.rs").judgement.findings}
    assert "leak_on_stop" in rules


def test_nothing_is_proved_beside_what_was_not_read(tmp_path: Path) -> None:
    """An unread place may hide an `impl Drop`."""
    text = (ROOT / STOP).read_text().replace("module! {", "hidden_items!(Ring);\n\nmodule! {", 1)
    (tmp_path / "hidden.rs").write_text(text)
    judgement = analyse_anew(tmp_path / "hidden.rs").judgement
    assert judgement.coverage.faults and not judgement.findings and not judgement.proved
    assert judgement.obstacles == ("something was not understood",)


def test_nothing_is_proved_of_a_driver_whose_handler_never_ran() -> None:
    judgement = analysed(ROOT / "fixtures" / "code_outlives_module" / "passes_kept_in_data.rs").judgement
    assert not judgement.findings and not judgement.proved
    assert judgement.obstacles == ("never called: handle_irq",)


def test_each_handler_of_a_line_is_somebodys() -> None:
    """Beyond two they were once taken for stale ones."""
    assert cost_of(callbacks(3)).proved > cost_of(callbacks(1)).proved
