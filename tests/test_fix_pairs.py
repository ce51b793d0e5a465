"""The table of real fixes in docs/soundness.md: a file with its markers, and one without any."""

import re

import pytest

from tests.running import ROOT

PAGE = ROOT / "docs" / "soundness.md"
FIXTURES = ROOT / "fixtures"
_TICKED = re.compile(r"`([^`]+)`")


def rows() -> list[tuple[str, list[str], str, str]]:
    """Pair, what it is found as, before, after."""
    section = PAGE.read_text(encoding="utf-8").partition("## Pairs of real fixes")[2].partition("\n## ")[0]
    found = []
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[0] not in ("pair", "---"):
            pair, _, kinds, before, after = cells
            found.append((pair, _TICKED.findall(kinds), before.strip("`"), after.strip("`")))
    return found


ROWS = rows()


def test_there_are_rows() -> None:
    assert len(ROWS) >= 5


@pytest.mark.parametrize(("pair", "kinds", "before", "after"), ROWS, ids=[row[0] for row in ROWS])
def test_marked_before_and_not_after(pair: str, kinds: list[str], before: str, after: str) -> None:
    """That markers are true is for `test_fixtures.py` and `tests/learn` to see."""
    text = (FIXTURES / before).read_text(encoding="utf-8")
    marked = {kind for line in re.findall(r"//~\^? (.*)", text) for kind in line.split()}
    assert kinds and set(kinds) <= marked, pair
    assert "//~" not in (FIXTURES / after).read_text(encoding="utf-8"), pair


def test_every_pair_of_crates_has_a_row() -> None:
    names = {path.name for path in (FIXTURES / "kernels" / "pairs_before" / "rust" / "kernel").glob("*.rs")}
    told = {before.rpartition("/")[2] for _, _, before, _ in ROWS if before.startswith("kernels/")}
    assert told == names - {"lib.rs", "error.rs"}
