"""Every function of the story's drivers, of all fixtures and of the rule files has the shape of the IR."""

from dataclasses import replace
from pathlib import Path

import pytest

from modcheck.ir import verify
from modcheck.ir.ops import Assign, Block, Const, Diverge, Function, Goto, Place, Return
from modcheck.source import Span
from tests.running import ROOT, VERSIONS, name_of, program_of, rule_book

FIXTURES = sorted(ROOT.glob("fixtures/*/*.rs"))
NOWHERE = Span("", 0, 0)


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_story_drivers_are_well_formed(path: Path) -> None:
    functions = program_of(path).functions
    assert len(functions) >= 35
    assert [problem for function in functions.values() for problem in verify(function)] == []


def test_fixtures_are_well_formed() -> None:
    functions = [function for path in FIXTURES for function in program_of(path).functions.values()]
    assert len(functions) >= 350
    assert [problem for function in functions for problem in verify(function)] == []


def test_rule_files_are_well_formed() -> None:
    functions = rule_book().program.functions
    assert len(functions) > 300
    assert [problem for function in functions.values() for problem in verify(function)] == []


def function_of(*blocks: Block) -> Function:
    return Function("f", 0, [""], list(blocks), NOWHERE)


def test_a_good_function_has_no_problems() -> None:
    assert verify(function_of(Block([], Goto(1)), Block([], Return(NOWHERE)))) == []


def test_a_block_must_exist() -> None:
    assert verify(function_of(Block([], Goto(7)))) == ["f: block 0 leads to 7"]


def test_a_block_must_end() -> None:
    assert verify(function_of(Block([], Diverge("unfinished", NOWHERE)))) == ["f: block 0 has no terminator"]


def test_a_local_must_exist() -> None:
    good = function_of(Block([Assign(Place(0), Const(1), NOWHERE)], Return(NOWHERE)))
    assert verify(good) == []
    assert verify(replace(good, names=[])) == ["f: block 0 writes to local 0"]
