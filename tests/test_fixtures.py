"""Every fixture says itself what is to be found in it: each marker is a finding, each finding is a marker.

`//~ rule` marks its own line, `//~^ rule` the line above, several rules stand side by side. A finding is
compared by the place that modcheck prints after `-->`; consequences (`follows:`) are not marked.
"""

import re
from pathlib import Path

import pytest

from modcheck.findings import Finding, Level
from modcheck.pipeline import Analysis
from modcheck.source import SourceFile
from tests.running import analysed, rule_book

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
DRIVERS = FIXTURES / "drivers"

OTHERS = ("around", "drivers", "kernels", "transcripts")
FOLDERS = sorted(path for path in FIXTURES.iterdir() if path.is_dir() and path.name not in OTHERS)
FILES = sorted(file for folder in FOLDERS for file in folder.glob("*.rs"))
FAILS = [file for file in FILES if file.stem.startswith("fails_")]
PASSES = [file for file in FILES if file.stem.startswith("passes_")]
STORIES = sorted(path for path in DRIVERS.glob("*/*/") if any(path.glob("*.rs")))

MARKER = re.compile(r"//~(\^?) ((?:\w+ )*\w+)$")

Mark = tuple[str, int, str]
"""File, line, rule."""


def name_of(path: Path) -> str:
    return str(path.relative_to(FIXTURES))


def shown(path: str) -> str:
    return name_of(Path(path).resolve())


def marks_in(file: SourceFile) -> set[Mark]:
    marks: set[Mark] = set()
    for number, line in enumerate(file.data.decode("utf-8").splitlines(), 1):
        found = MARKER.search(line)
        assert found or "//~" not in line, f"{shown(file.path)}:{number}: no marker can be read here"
        if found:
            marks |= {(shown(file.path), number - len(found[1]), rule) for rule in found[2].split()}
    return marks


def mark_of(finding: Finding, analysis: Analysis) -> Mark:
    place = finding.place
    return shown(place.path), analysis.files[place.path].line_column(place.start)[0], finding.rule


@pytest.mark.parametrize("path", [*FILES, *STORIES], ids=name_of)
def test_marked_is_found_and_found_is_marked(path: Path) -> None:
    analysis = analysed(path)
    marked = set[Mark]().union(*map(marks_in, analysis.files.values()))
    found = {mark_of(finding, analysis) for finding in analysis.judgement.findings}
    assert {"missed": sorted(marked - found), "not marked": sorted(found - marked)} == {
        "missed": [],
        "not marked": [],
    }


@pytest.mark.parametrize("path", [*FILES, *STORIES], ids=name_of)
def test_everything_was_read_and_run(path: Path) -> None:
    """Without this a fixture that the program does not understand would pass as one without findings."""
    judgement = analysed(path).judgement
    unread = [text for _, text in (*judgement.coverage.unknown, *judgement.coverage.faults)]
    assert (unread, judgement.bounds) == ([], ())


@pytest.mark.parametrize("path", FAILS, ids=name_of)
def test_fails_breaks_its_rule_for_certain(path: Path) -> None:
    findings = analysed(path).judgement.findings
    own = [finding for finding in findings if finding.rule == path.parent.name]
    tier = Level(rule_book().checks[path.parent.name].tier)
    assert any(finding.level is not Level.NOTE or tier is Level.NOTE for finding in own)


@pytest.mark.parametrize("path", PASSES, ids=name_of)
def test_passes_has_notes_at_most(path: Path) -> None:
    findings = analysed(path).judgement.findings
    assert [(finding.rule, finding.message) for finding in findings if finding.level is not Level.NOTE] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_each_rule_has_two_of_each_kind(folder: Path) -> None:
    assert folder.name in rule_book().checks
    names = [file.stem for file in FILES if file.parent == folder]
    counts = [sum(name.startswith(kind) for name in names) for kind in ("fails_", "passes_")]
    assert min(counts) >= 2 and sum(counts) == len(names), dict(zip(("fails", "passes"), counts, strict=True))


def test_there_are_fixtures() -> None:
    """A parametrised test without parameters is skipped in silence."""
    assert len(FOLDERS) >= 13
    assert STORIES
