"""The budgets of the code: sizes of files, functions and classes, opening sentences, lint and types."""

import ast
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

SOFT_FILE_LINES = 300
HARD_FILE_LINES = 400
HARD_FUNCTION_LINES = 60
MAX_METHODS = 15
PIPELINE_LINES = 80

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def line_count(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=name_of(file))


def is_register_map(file: Path) -> bool:
    """A register map is one long declaration, device/<name>/registers.py; cutting it up teaches nothing."""
    return file.match("modcheck/device/*/registers.py")


def long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > HARD_FUNCTION_LINES:
                yield f"{node.name} at line {node.lineno} has {lines} lines"


def wide_classes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(member, Function) for member in node.body)
            if methods > MAX_METHODS:
                yield f"{node.name} at line {node.lineno} has {methods} methods"


BUDGETED = python_files("modcheck", "tests", "rules")


@pytest.mark.parametrize("file", BUDGETED, ids=name_of)
def test_file_keeps_to_its_budget(file: Path) -> None:
    lines = line_count(file)
    if is_register_map(file):
        return
    assert lines <= HARD_FILE_LINES, f"{name_of(file)} has {lines} lines; split it by what it speaks of"
    if lines > SOFT_FILE_LINES:
        warnings.warn(f"{name_of(file)} has {lines} lines, {SOFT_FILE_LINES} is the aim", stacklevel=1)


@pytest.mark.parametrize("file", BUDGETED, ids=name_of)
def test_functions_and_classes_keep_to_their_budget(file: Path) -> None:
    tree = tree_of(file)
    assert list(long_functions(tree)) == []
    if not file.is_relative_to(ROOT / "rules"):  # a class there is as wide as the Rust type that it speaks of
        assert list(wide_classes(tree)) == []


@pytest.mark.parametrize("file", python_files("modcheck"), ids=name_of)
def test_module_opens_with_a_sentence(file: Path) -> None:
    docstring = ast.get_docstring(tree_of(file))
    assert docstring, f"{name_of(file)} does not say what goes in and what comes out"


def test_pipeline_stays_readable_at_one_sitting() -> None:
    pipeline = ROOT / "modcheck" / "pipeline.py"
    assert not pipeline.exists() or line_count(pipeline) <= PIPELINE_LINES


@pytest.mark.parametrize("tool", [("ruff", "check", "."), ("mypy", "--strict")], ids=lambda tool: tool[0])
def test_checker_finds_nothing(tool: tuple[str, ...]) -> None:
    """What is checked, and how strictly, stands in pyproject.toml."""
    run = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
