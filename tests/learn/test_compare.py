"""Rules written by hand are held against a tree: by effects, under the names that drivers use."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from modcheck.cli import main
from modcheck.contracts import rules_folder

CAMP = "fixtures/kernels/mini_camp"
DROP = "kernel::map::Window::drop"
INSTEAD = "-io.remap, then success"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Rules for the miniature crate as `learn` writes them, in which one release is missing."""
    for folder in ("core", "bindings", "lifecycle", "checks"):
        (tmp_path / folder).symlink_to(rules_folder() / folder)
    made = tmp_path / "kernel" / "mini_camp"
    assert main(["learn", "--kernel", CAMP, "--out", str(made)]) == 0
    file = made / "map.py"
    file.write_text(file.read_text("utf-8").replace("iounmap(self.base)", "pass"), encoding="utf-8")
    return made


def held(pack: Path, capsys: pytest.CaptureFixture[str], tree: str = CAMP) -> tuple[int, str]:
    """The exit code of `learn --check`, and what it says of the comparison."""
    capsys.readouterr()
    code = main(["learn", "--kernel", tree, "--check", str(pack)])
    return code, capsys.readouterr().out.partition("  compared with ")[2]


def append(pack: Path, text: str) -> None:
    file = pack / "map.py"
    file.write_text(f"{file.read_text('utf-8')}\n\n{text}\n", encoding="utf-8")


def test_a_function_that_does_otherwise_on_purpose_is_no_difference(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(pack, f'replaces = {{"{DROP}": ["{INSTEAD}", "windows are for ever here"]}}')
    code, told = held(pack, capsys)
    assert code == 0
    assert "1 otherwise on purpose" in told.splitlines()[0]


@pytest.mark.parametrize("stated", ["nothing more", "-irq.line, then success"])
def test_what_was_replaced_and_is_no_more_is_told(
    stated: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(pack, f'replaces = {{"{DROP}": ["{stated}", "windows are for ever here"]}}')
    code, told = held(pack, capsys)
    assert code == 1
    assert f"{DROP}: `replaces` is of what the crate does no more; it does: {INSTEAD}" in told


def test_a_replacement_that_does_the_same_again_is_told(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pack / "map.py"
    text = re.sub(r"(def drop\(self\):\n\s+)pass", r"\1iounmap(self.base)", file.read_text("utf-8"))
    file.write_text(text, encoding="utf-8")
    assert held(pack, capsys)[0] == 0
    append(pack, f'replaces = {{"{DROP}": ["{INSTEAD}", "windows are for ever here"]}}')
    code, told = held(pack, capsys)
    assert code == 1 and "it does: nothing more" in told


OWN = """class Desk:
    number: "int"

    def drop(self):
        iounmap(self.number)
"""


@pytest.mark.parametrize(("own", "code"), [("", 1), ('own = ["kernel::map::Desk"]', 0)])
def test_only_what_a_pack_says_to_be_its_own_may_be_missing_in_the_crate(
    own: str, code: int, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(pack, f'replaces = {{"{DROP}": ["{INSTEAD}", "windows are for ever here"]}}\n{own}\n\n\n{OWN}')
    found, told = held(pack, capsys)
    assert found == code
    assert ("kernel::map::Desk::drop: the crate has no such function" in told) is bool(code)


@pytest.mark.parametrize("exported", ["pub use self::inner::Window;", "pub use inner::*;"])
def test_a_type_is_known_by_the_name_that_drivers_have_for_it(
    exported: str, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The crate moves it into a module of its own, and exports it where it was."""
    tree = tmp_path / "tree"
    shutil.copytree(CAMP, tree)
    source = tree / "rust" / "kernel" / "map.rs"
    (tree / "rust" / "kernel" / "map").mkdir()
    shutil.move(source, tree / "rust" / "kernel" / "map" / "inner.rs")
    source.write_text(f"mod inner;\n{exported}\n", encoding="utf-8")
    code, told = held(pack, capsys, str(tree))
    assert code == 1
    assert f"{DROP}: only the crate: {INSTEAD}" in told
