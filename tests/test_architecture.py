"""Who may import whom: the order of the stages (import-linter, configured in pyproject.toml), and the walls.

A wall is a rule for single names: a library has one user, and some stages may not know some others.
Walls are checked here, on the syntax of the files, so that a stage that does not exist yet needs no care.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A library and the package that may import it. libcst has two users: `contracts` reads rule files with it,
# and `learn` writes them, in one module that is imported only when files are written.
SINGLE_USERS = {
    "tree_sitter": "modcheck.syntax",
    "tree_sitter_rust": "modcheck.syntax",
    "tree_sitter_bash": "modcheck.syntax",
    "kconfiglib": "modcheck.around",
    "libcst": ("modcheck.contracts", "modcheck.learn.files"),
    "networkx": "modcheck.graph",
}

# A package and what it may not import. The engine meets a device only through the port in modcheck.device;
# device and domains know no Rust.
WALLS = {
    "modcheck.engine": ["modcheck.device.e1000"],
    "modcheck.device": ["modcheck.ir", "modcheck.syntax", "modcheck.contracts", "modcheck.source"],
    "modcheck.domains": ["modcheck"],
}


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def absolute_base(node: ast.ImportFrom, file: Path) -> str:
    """`..x` in a file means x beside the file's own package; without dots the name is already whole."""
    if node.level == 0:
        return node.module or ""
    package = file.relative_to(ROOT).parent.parts
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def imports_in(tree: ast.AST, file: Path) -> Iterator[tuple[int, str]]:
    """Each import as (line, absolute name); `from a import b` gives `a.b`, for b may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute_base(node, file)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def imports_of_the_package() -> Iterator[tuple[str, str, str]]:
    """(importing module, imported name, place) for every import below modcheck/."""
    for file in sorted((ROOT / "modcheck").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
        for line, imported in imports_in(tree, file):
            yield module_name(file), imported, f"{file.relative_to(ROOT)}:{line}"


IMPORTS = list(imports_of_the_package())


@pytest.mark.parametrize(("library", "user"), SINGLE_USERS.items())
def test_library_has_one_user(library: str, user: str | tuple[str, ...]) -> None:
    users = (user,) if isinstance(user, str) else user
    others = [
        place
        for module, imported, place in IMPORTS
        if is_within(imported, library) and not any(is_within(module, one) for one in users)
    ]
    assert others == [], f"only {user} may import {library}"


@pytest.mark.parametrize(("package", "unknown"), WALLS.items())
def test_package_does_not_know(package: str, unknown: list[str]) -> None:
    broken = [
        f"{place} imports {imported}"
        for module, imported, place in IMPORTS
        if is_within(module, package)
        and not is_within(imported, package)
        and any(is_within(imported, name) for name in unknown)
    ]
    assert broken == []


def test_relative_imports_are_made_absolute() -> None:
    """The reader of imports above is itself in danger of being wrong: `from ..x` climbs one package."""
    source = ast.parse("import libcst as l\nfrom . import a\nfrom ..ir.ops import Call\nfrom os import path")
    found = [name for _, name in imports_in(source, ROOT / "modcheck" / "engine" / "run.py")]
    assert found == ["libcst", "modcheck.engine.a", "modcheck.ir.ops.Call", "os.path"]


def test_stages_use_earlier_stages_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [command, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
