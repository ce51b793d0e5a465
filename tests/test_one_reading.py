"""A path may end in what breaks only with the kernel crate as it is meant: nobody has looked beyond."""

from pathlib import Path

import pytest

from tests.running import ROOT, analyse_anew

SOURCE = ROOT / "fixtures" / "gro_shared_skb" / "passes_never_given.rs"


@pytest.mark.parametrize(
    "rest",
    ["", "\nstruct Never;\nimpl Drop for Never {\n    fn drop(&mut self) {}\n}\n"],
    ids=["all run", "not all run"],
)
def test_it_is_told_where_parts_of_the_driver_were_not_run(rest: str, tmp_path: Path) -> None:
    (tmp_path / "driver.rs").write_text(SOURCE.read_text("utf-8") + rest, encoding="utf-8")
    judgement = analyse_anew(tmp_path / "driver.rs").judgement
    assert not judgement.findings
    told = [text for text in judgement.bounds if text.startswith("used_after_release ends a path")]
    assert bool(told) is bool(rest)
    assert ("an error was found" in judgement.obstacles) is not bool(rest)
