"""Small drivers in `modern/`: `right__*` have no finding, `RULE__*` that one first.

They are texts, so that nobody who checks this folder is told of them.
"""

from pathlib import Path

import pytest

from tests.running import analyse_anew, name_of

DRIVERS = sorted((Path(__file__).parent / "modern").glob("*.txt"))


@pytest.mark.parametrize("path", DRIVERS, ids=name_of)
def test_what_is_found(path: Path, tmp_path: Path) -> None:
    rule = path.stem.partition("__")[0]
    (tmp_path / "driver.rs").write_text(path.read_text("utf-8"), encoding="utf-8")
    judgement = analyse_anew(tmp_path / "driver.rs").judgement
    found = [finding.rule for finding in judgement.findings if finding.rule != "module_not_built"]
    assert found[:1] == ([] if rule == "right" else [rule])
    assert not judgement.coverage.unknown and not judgement.coverage.faults and not judgement.bounds
