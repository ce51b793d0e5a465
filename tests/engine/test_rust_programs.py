"""The engine prints what rustc's programs print; `python -m tests.rustc tests/rust_programs/*.rs` compares
anew where there is a rustc."""

from pathlib import Path

import pytest

from tests.rustc import Program, ours, programs

FILES = sorted((Path(__file__).parent.parent / "rust_programs").glob("*.rs"))
ALL = [one for path in FILES for one in programs(path)]


def test_there_are_programs_and_each_says_what_it_prints() -> None:
    assert len(ALL) >= 380
    assert [one.name for one in ALL if not one.printed] == []


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_prints_the_same(one: Program) -> None:
    assert ours(one.text) == one.printed
