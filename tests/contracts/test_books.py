"""Which generation of the kernel crate a module is written for, and what is said if there is none such."""

import re
from collections import Counter
from pathlib import Path

import pytest

from modcheck.contracts import Books, rules_folder
from modcheck.environment import PRIMITIVES
from modcheck.errors import RuleError, UsageError
from modcheck.source import find_modules
from tests.running import ROOT, generations, modcheck

DRIVERS = ROOT / "fixtures" / "drivers"


def generation_of(path: Path, named: str = "") -> str:
    (layout,) = find_modules([str(path)])
    return Books(rules_folder(), named).generation(layout)


@pytest.mark.parametrize(
    ("path", "generation"),
    [
        ("drivers/e1000_story/a_given", "camp"),
        ("drivers/edu/right", "camp"),
        ("drivers/chrdev", "camp"),
        ("drivers/edu_modern/right", "v7_1"),
        ("leak_on_remove/fails_clock_left_on.rs", "v7_1"),
        ("leak_on_remove/fails_regions_kept.rs", "camp"),
    ],
)
def test_sources_say_their_generation(path: str, generation: str) -> None:
    assert generation_of(ROOT / "fixtures" / path) == generation


def test_a_name_counts_more_than_the_sources() -> None:
    assert generation_of(DRIVERS / "edu" / "right", "v7_1") == "v7_1"


def test_a_file_without_signs_is_of_the_first_generation(tmp_path: Path) -> None:
    (tmp_path / "empty.rs").write_text('module! { type: X, name: "x" }\n', encoding="utf-8")
    assert generation_of(tmp_path / "empty.rs") == "camp"


def test_a_generation_that_is_not_there_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no such generation"):
        generation_of(DRIVERS / "edu" / "right", "v9_9")
    result = modcheck("check", DRIVERS / "edu" / "right", "--generation", "v9_9")
    assert result.returncode == 2 and "there are facts on camp, v6_12, v7_1" in result.stderr


@pytest.mark.parametrize(
    "table", ["[camp]\n", "[camp]\nsigns = 3\n", "[camp", '[a]\nsigns = ["("]\n[b]\nsigns = []\n']
)
def test_a_table_that_cannot_be_read_names_itself(tmp_path: Path, table: str) -> None:
    (tmp_path / "kernel").mkdir()
    (tmp_path / "kernel" / "generations.toml").write_text(table, encoding="utf-8")
    (layout,) = find_modules([str(DRIVERS / "edu" / "right")])
    with pytest.raises(RuleError, match=r"generation"):
        Books(tmp_path).generation(layout)


def test_each_folder_of_facts_is_in_the_table() -> None:
    """`learn` holds models for the derivation."""
    folders = {path.name for path in (rules_folder() / "kernel").iterdir() if path.is_dir()} - {"learn"}
    assert folders == set(Books(rules_folder()).tables())


def test_no_fact_of_the_c_api_is_written_twice() -> None:
    """The files share one namespace, so the second would silently take the place of the first."""
    folders = [ROOT / "rules" / "bindings", ROOT / "rules" / "lifecycle"]
    texts = [path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("*.py"))]
    names = [name for text in texts for name in re.findall(r"^(?:def|class) (\w+)", text, re.MULTILINE)]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_function_of_the_rules_hides_a_primitive() -> None:
    """The function would be called where the primitive is meant."""
    for book in generations():
        assert not {f"bindings::{name}" for name in PRIMITIVES} & set(book.program.functions)
