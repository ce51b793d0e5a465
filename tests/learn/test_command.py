"""`modcheck learn` as it is typed: its files, how they are merged, exit codes, and input that is bad."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from modcheck.cli import main
from modcheck.contracts import load_rules
from modcheck.source import rules_folder
from tests.learn_crates import MINI, copy_of, tree_with

CAMP = str(MINI["mini_camp"])
ONE = """
pub fn one(start: u64) -> usize {
    unsafe { bindings::ioremap(start, 1) as usize }
}
"""


def below(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): p.read_text("utf-8") for p in sorted(folder.rglob("*")) if p.is_file()
    }


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_files_are_written_only_below_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "here").mkdir()
    tree = copy_of("mini_camp", tmp_path)
    monkeypatch.chdir(tmp_path / "here")
    before = below(tree)
    assert main(["learn", "--kernel", str(tree), "--out", str(tmp_path / "out")]) == 0
    assert below(tree) == before
    assert list((tmp_path / "here").iterdir()) == []
    assert set(below(tmp_path / "out")) == {"handler.py", "link.py", "map.py", "ring.py", "slot.py"}
    assert main(["learn", "--kernel", str(tree)]) == 0
    assert "functions in the resource slice" in capsys.readouterr().out


def test_what_is_written_is_a_generation_of_rules(tmp_path: Path) -> None:
    for folder in ("core", "bindings", "lifecycle", "checks"):
        (tmp_path / folder).symlink_to(rules_folder() / folder)
    for name, tree in MINI.items():
        assert main(["learn", "--kernel", str(tree), "--out", str(tmp_path / "kernel" / name)]) == 0
        book = load_rules(tmp_path, name)
        assert any(path.startswith("kernel::") for path in book.program.functions)
    assert main(["learn", "--kernel", CAMP, "--check", str(tmp_path / "kernel" / "mini_camp")]) == 0


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    arguments = ["learn", "--kernel", CAMP, "--out", str(tmp_path)]
    assert main(arguments) == 0
    first = below(tmp_path)
    assert main(arguments) == 0
    assert below(tmp_path) == first


def test_edits_are_kept_and_what_is_stale_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = copy_of("mini_camp", tmp_path)
    arguments = ["learn", "--kernel", str(tree), "--out", str(tmp_path / "out"), "--json"]
    assert main(arguments) == 0
    file = tmp_path / "out" / "slot.py"
    text = file.read_text("utf-8")
    text = text.replace(
        "        pci_disable_device(self.raw)\n", "        pci_disable_device(self.raw)  # mine\n", 1
    )
    text += "\n\ndef by_hand(x):\n    return x\n"
    file.write_text(text, encoding="utf-8")
    source = tree / "rust" / "kernel" / "slot.rs"
    source.write_text(source.read_text("utf-8").replace("fn unclaim", "fn give_up"), encoding="utf-8")
    capsys.readouterr()
    assert main(arguments) == 0
    written = document(capsys)["written"]
    assert isinstance(written, dict)
    assert written["kept"] == ["kernel::slot::Slot::sleep"]
    assert written["removed"] == ["kernel::slot::Slot::unclaim"]
    after = file.read_text("utf-8")
    assert "# mine" in after and "def by_hand" in after and "def give_up" in after
    assert "def unclaim" not in after


def test_a_difference_from_rules_written_by_hand_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("core", "bindings", "lifecycle", "checks"):
        (tmp_path / folder).symlink_to(rules_folder() / folder)
    pack = tmp_path / "kernel" / "mini_camp"
    assert main(["learn", "--kernel", CAMP, "--out", str(pack)]) == 0
    file = pack / "map.py"
    file.write_text(file.read_text("utf-8").replace("iounmap(self.base)", "pass"), encoding="utf-8")
    capsys.readouterr()
    assert main(["learn", "--kernel", CAMP, "--check", str(pack)]) == 1
    assert "kernel::map::Window::drop: only the crate: -io.remap, then success" in capsys.readouterr().out


MODEL = """
checked = ["kernel::map::Window::open"]
guards = {"kernel::map::Window": ["GUARD"]}


class Window:
    base: "usize"
    size: "usize"

    def open(start, size):
        base = ioremap(start, size)
        if base == 0:
            return Err(-12)
        BEFORE
        return Ok(Window(base=base, size=size))
"""


def rules_with(folder: Path, model: str) -> Path:
    """The bundled rules, with one model by hand more."""
    for name in ("core", "bindings", "lifecycle", "checks"):
        (folder / name).symlink_to(rules_folder() / name)
    shutil.copytree(rules_folder() / "kernel" / "learn", folder / "kernel" / "learn")
    (folder / "kernel" / "learn" / "map.py").write_text(model, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("before", "code"), [("pass", 0), ("iounmap(base)", 1)])
def test_a_model_that_is_checked_must_come_to_the_same(
    before: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = rules_with(tmp_path, MODEL.replace("GUARD", "ioremap").replace("BEFORE", before))
    assert main(["learn", "--kernel", CAMP, "--rules", str(rules), "--json"]) == code
    assert document(capsys)["modelled"] == ["kernel::map::Window::open"]


def test_a_model_of_another_implementation_is_not_trusted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = rules_with(tmp_path, MODEL.replace("GUARD", "ioremap_wc").replace("BEFORE", "pass"))
    assert main(["learn", "--kernel", CAMP, "--rules", str(rules), "--json"]) == 0
    found = document(capsys)
    unknown = found["unknown"]
    assert isinstance(unknown, list) and found["modelled"] == []
    (reason,) = [one["reason"] for one in unknown if one["function"] == "kernel::map::Window::open"]
    assert reason == "unknown implementation: the model is of one that calls ioremap_wc"


def test_the_document_says_what_the_table_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--kernel", CAMP, "--json"]) == 0
    found = document(capsys)
    derived, unknown = found["derived"], found["unknown"]
    assert isinstance(derived, list) and isinstance(unknown, list)
    assert found["slice"] == len(derived) + len(unknown)
    assert {"function", "reason", "place"} == set(unknown[0])
    assert unknown[0]["place"].startswith("rust/kernel/link.rs:")


@pytest.mark.parametrize("named", ["gone", "empty"])
def test_a_folder_that_is_no_tree_is_wrong_usage(named: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["learn", "--kernel", str(tmp_path / named)]) == 2


def test_rules_that_are_no_generation_are_wrong_usage(tmp_path: Path) -> None:
    assert main(["learn", "--kernel", CAMP, "--check", str(tmp_path)]) == 2


def test_out_that_cannot_be_written_ends_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["learn", "--kernel", CAMP, "--out", str(tmp_path / "file")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_crate_without_files_cannot_be_read(tmp_path: Path) -> None:
    assert main(["learn", "--kernel", str(tree_with(tmp_path))]) == 3


def test_a_binary_file_is_listed_and_the_rest_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = tree_with(tmp_path, one=ONE)
    (tree / "rust" / "kernel" / "two.rs").write_bytes(b"\x00\x01fn")
    assert main(["learn", "--kernel", str(tree), "--json"]) == 3
    found = document(capsys)
    assert found["not_read"] == ["rust/kernel/two.rs"]
    assert found["derived"] == ["kernel::one::one"]


def test_syntax_errors_and_links_in_a_ring_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = tree_with(tmp_path, one=ONE, two="impl { fn ((( bindings::ioremap" * 20, three="fn f() { } }")
    crate = tree / "rust" / "kernel"
    (crate / "again").symlink_to(crate)
    (crate / "ring.rs").symlink_to(crate / "ring.rs")
    assert main(["learn", "--kernel", str(tree), "--json"]) == 3
    found = document(capsys)
    assert found["not_read"] == ["rust/kernel/ring.rs"]
    derived = found["derived"]
    assert isinstance(derived, list) and "kernel::one::one" in derived


def test_a_huge_function_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "".join(f"    if x == {n} {{ bindings::iounmap({n}); }}\n" for n in range(2_000))
    tree = tree_with(tmp_path, one=ONE, two=f"pub fn f(x: i32) {{\n{lines}}}\n")
    assert main(["learn", "--kernel", str(tree), "--json"]) == 0
    found = document(capsys)
    assert found["derived"] == ["kernel::one::one"]


def test_libcst_is_imported_only_to_write(tmp_path: Path) -> None:
    code = "import sys; from modcheck.cli import main; main(sys.argv[1:]); sys.exit('libcst' in sys.modules)"
    assert main(["learn", "--kernel", CAMP]) == 0  # so that the rules are compiled
    command = [sys.executable, "-c", code, "learn", "--kernel", CAMP]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
