"""Fields in the wrong order: declared as the finding says, nothing breaks any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from modcheck.findings import Finding
from tests.running import ROOT, analyse_anew, analysed

FAILS = sorted((ROOT / "fixtures" / "field_drop_order").glob("fails_*.rs"))


def of_fields(path: Path) -> Finding:
    (finding,) = analysed(path).judgement.findings
    assert finding.rule == "field_drop_order"
    return finding


def lines_of(finding: Finding, path: Path) -> tuple[int, int]:
    """Where the two fields are declared: the one that goes first, the one that still needs it."""
    file = analysed(path).files[finding.place.path]
    (other,) = [span for span, label in finding.related if label == "dropped after it"]
    early, late = (file.line_column(span.start)[0] - 1 for span in (finding.place, other))
    return early, late


@pytest.mark.parametrize("path", FAILS, ids=lambda path: path.stem)
def test_exchanged_they_break_nothing(path: Path, tmp_path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    early, late = lines_of(of_fields(path), path)
    lines[early], lines[late] = lines[late], lines[early]
    (tmp_path / "driver.rs").write_text("".join(lines))
    assert analyse_anew(tmp_path / "driver.rs").judgement.findings == ()


def test_what_breaks_follows() -> None:
    told = {path.stem: {c.rule for c in of_fields(path).consequences} for path in FAILS}
    assert told == {
        "fails_buffer_before_mapping": {"teardown_out_of_order"},
        "fails_mapping_before_handler": {"handler_outlives_data"},
        "fails_napi_before_netdev": {"napi_listed_in_freed_memory"},
        "fails_shared_before_handler": {"handler_outlives_data"},
        "fails_trace_before_polling": {"async_outlives_data"},
    }


def test_it_is_as_bad_as_what_breaks() -> None:
    levels = {path.stem: of_fields(path).level.value for path in FAILS}
    assert {name for name, level in levels.items() if level == "warning"} == {"fails_buffer_before_mapping"}
    assert set(levels.values()) == {"warning", "error"}


def test_an_order_that_mends_nothing_is_not_blamed(tmp_path: Path) -> None:
    """The handler's data goes by hand in a `Drop` of its own, so no order of the fields helps."""
    path = next(path for path in FAILS if path.stem == "fails_shared_before_handler")
    text = path.read_text(encoding="utf-8")
    declared = "    _shared: Box<Shared>, //~ field_drop_order\n"
    text = text.replace(declared, "    shared: Option<Box<Shared>>,\n")
    text = text.replace("            _shared: shared,\n", "            shared: Some(shared),\n")
    body = "impl Drop for Meter {\n    fn drop(&mut self) {\n        drop(self.shared.take());\n    }\n}\n\n"
    mark = "impl driver::DeviceRemoval for Meter"
    assert text.count(mark) == 1
    (tmp_path / "driver.rs").write_text(text.replace(mark, body + mark))
    (finding,) = analyse_anew(tmp_path / "driver.rs").judgement.findings
    assert finding.rule == "handler_outlives_data"
