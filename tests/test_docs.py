"""The outputs and figures in README and docs/ are real. `python -m tests.documented` renews the outputs."""

from pathlib import Path

import pytest

from tests.documented import BLOCK, COMMANDS, PAGES, commands_page, renewed, with_costs
from tests.mutants.plans import PLANS
from tests.running import ROOT, name_of


@pytest.mark.parametrize("page", [page for page in PAGES if BLOCK.search(page.read_text())], ids=name_of)
def test_outputs_are_real(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text


def test_the_page_of_commands_is_the_programs_help() -> None:
    assert COMMANDS.read_text(encoding="utf-8") == commands_page()


def test_figures_of_the_story() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("\n| D, ") == 2  # in the table of the search, and in that of proofs
    assert with_costs(text) == text


MUTANTS = ROOT / "tests" / "mutants"


def test_figures_of_the_mutants() -> None:
    lines = [
        line
        for driver in PLANS
        for line in (MUTANTS / f"{driver}.txt").read_text().splitlines()
        if not line.startswith("#")
    ]
    kinds = ("same", "other", "missed")
    same, other, missed = (sum(f"   # {kind}: " in line for line in lines) for kind in kinds)
    wrong = len(lines) - same - other
    told = " ".join((ROOT / "README.md").read_text().split())
    assert f"Of {len(lines)} copies {same} are right still, and {other} are wrong without" in told
    assert f"Of the other {wrong}, modcheck finds {wrong - missed}." in told
    keep = (MUTANTS / "others.txt").read_text().count("proved still\n")
    assert f"{keep} of these leave everything else proved" in told
