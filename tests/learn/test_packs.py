"""A pack is what a person wrote, and beside it what `learn --pack` writes: what those rules do not model."""

from __future__ import annotations

from pathlib import Path

import pytest

from modcheck.cli import main
from modcheck.contracts import load_rules, rules_folder

CAMP = "fixtures/kernels/mini_camp"
BY_HAND = """\"\"\"A window whose owner is all that is known of it.\"\"\"


class Window:
    base: "usize"

    def drop(self):
        iounmap(self.base)
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """One type of the miniature crate is modelled by hand, the others were learned."""
    for folder in ("core", "bindings", "lifecycle", "checks"):
        (tmp_path / folder).symlink_to(rules_folder() / folder)
    made = tmp_path / "kernel" / "mini_camp"
    made.mkdir(parents=True)
    (made / "map.py").write_text(BY_HAND, encoding="utf-8")
    assert main(["learn", "--kernel", CAMP, "--pack", str(made)]) == 0
    return made


def held(pack: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["learn", "--kernel", CAMP, "--check", str(pack)])
    return code, capsys.readouterr().out


def test_what_is_modelled_by_hand_is_not_learned_beside_it(pack: Path) -> None:
    """Not even functions that the model leaves out: they would know other fields."""
    written = {path.relative_to(pack).as_posix() for path in pack.rglob("*.py")}
    assert {"map.py", "learned/slot.py"} <= written
    assert not any("class Window" in path.read_text("utf-8") for path in (pack / "learned").rglob("*.py"))
    assert (pack / "map.py").read_text("utf-8") == BY_HAND


def test_both_are_the_rules_of_the_generation(pack: Path) -> None:
    functions = load_rules(pack.parent.parent, pack.name).program.functions
    assert "kernel::map::Window::drop" in functions and "kernel::slot::Slot::claim" in functions
    assert "kernel::map::Window::open" not in functions


def test_a_pack_as_it_was_written_matches(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = held(pack, capsys)
    assert code == 0 and "1 the same, 0 otherwise on purpose" in told


def test_what_the_tree_does_not_give_any_more_is_told(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slot = pack / "learned" / "slot.py"
    slot.write_text(slot.read_text("utf-8").replace("# learned ", "# learned 0", 1), encoding="utf-8")
    (pack / "learned" / "old.py").write_text('"""Of an older crate."""\n', encoding="utf-8")
    (pack / "learned" / "ring.py").unlink()
    code, told = held(pack, capsys)
    assert code == 1
    for name in ("old.py", "ring.py"):
        assert f"learned/{name}: is not what the tree gives; `--pack` writes it anew" in told


def test_what_is_modelled_by_hand_from_now_on_goes(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of which nothing is left is removed, but for one in which somebody wrote."""
    learned = (pack / "learned" / "slot.py").read_text("utf-8")
    (pack / "slot.py").write_text('"""By hand."""\n\n\nclass Slot:\n    number: "int"\n', encoding="utf-8")
    edited = pack / "learned" / "mine.py"
    edited.write_text('"""Mine."""\n\n\ndef mine():\n    return 0\n', encoding="utf-8")
    assert "class Slot" in learned
    assert main(["learn", "--kernel", CAMP, "--pack", str(pack)]) in (0, 1)
    assert not any("class Slot" in path.read_text("utf-8") for path in (pack / "learned").rglob("*.py"))
    assert not (pack / "learned" / "slot.py").exists() and edited.exists()
    edited.unlink()
    assert "learned/" not in held(pack, capsys)[1]


def test_only_what_a_file_can_say_all_of_is_written(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not any('unknown("' in path.read_text("utf-8") for path in (pack / "learned").rglob("*.py"))
    capsys.readouterr()
    assert main(["learn", "--kernel", "fixtures/kernels/mini_modern", "--pack", str(pack)]) in (0, 1)
    assert not any('unknown("' in path.read_text("utf-8") for path in (pack / "learned").rglob("*.py"))
