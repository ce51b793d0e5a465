"""Each case of the `.test` files beside this one: Rust in, the text of its functions out.

A case is `[case name]`, the Rust source, a line `---`, and the expected text. With MODCHECK_UPDATE=1
the files are rewritten with what comes out; look at the difference before you keep it.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from modcheck.ir import lower, render
from modcheck.source import SourceFile
from modcheck.syntax import parse
from tests.running import rule_book

FOLDER = Path(__file__).resolve().parent
UPDATE = os.environ.get("MODCHECK_UPDATE") == "1"
HEAD = re.compile(r"^\[case (\w+)\]\n", re.MULTILINE)


class Case(NamedTuple):
    file: Path
    name: str
    source: str
    expected: str


def cases_in(file: Path) -> list[Case]:
    """The cases of one file, which must hold nothing else."""
    before, *parts = HEAD.split(file.read_text(encoding="utf-8"))
    assert before == "", f"{file.name} does not begin with a case"
    cases = []
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        source, _, expected = text.partition("\n---\n")
        cases.append(Case(file, name, f"{source}\n", f"{expected.strip()}\n"))
    return cases


def rendered(source: str) -> str:
    """The text of every function that a file defines, in its order."""
    tree = parse(SourceFile("case.rs", source.encode()))
    program = lower("case", {"crate": tree}, rule_book().externals)
    assert [fault.text for fault in (*tree.faults, *program.faults)] == []
    return "\n".join(render(function) for function in program.functions.values())


FILES = sorted(FOLDER.glob("*.test"))
CASES = [case for file in FILES for case in cases_in(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}-{case.name}")
def test_lowers_to(case: Case) -> None:
    if not UPDATE:
        assert rendered(case.source) == case.expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_names_differ(file: Path) -> None:
    names = [case.name for case in CASES if case.file == file]
    assert len(set(names)) == len(names) > 0


def update() -> None:
    for file in FILES:
        parts = [f"[case {c.name}]\n{c.source}---\n{rendered(c.source)}" for c in CASES if c.file == file]
        file.write_text("\n".join(parts), encoding="utf-8")


if UPDATE:
    update()
