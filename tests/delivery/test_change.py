"""`--diff`: the whole module is judged; what the change introduced or touches is shown, at a place in the
change."""

import json
from pathlib import Path
from typing import Any

import pytest

from modcheck.changes import changed_lines
from tests.running import ROOT
from tests.scratch import Repository, modcheck

FOLDER = Path("drivers/net/demo")
MAIN, MEMBER = f"{FOLDER}/demo.rs", f"{FOLDER}/mask.rs"
RIGHT = (ROOT / "fixtures" / "stale_handler" / "passes_taken_back.rs").read_text(encoding="utf-8")
MASK = RIGHT[RIGHT.index("fn mask_all(") : RIGHT.index("fn detach(")]
OLD, RELEASE = "        mask_all(&nic.win);\n", "        detach(&nic);\n"
"""What the base lacks already, and what a change takes out."""
TEXT = RIGHT.replace(MASK, "mod mask;\nuse mask::mask_all;\n\n").replace(OLD, "        let _ = mask_all;\n")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A module of two files with one old finding: `stop` leaves interrupts unmasked."""
    made = Repository(tmp_path / "repository")
    made.write(MAIN, TEXT)
    made.write(MEMBER, f"use super::*;\n\npub(crate) {MASK}")
    made.commit()
    return made


def shown(repository: Repository, *options: str, base: str = "HEAD", path: str = ".") -> dict[str, Any]:
    """The one module of the JSON document."""
    run = modcheck("check", path, "--diff", base, "--format", "json", *options, cwd=repository.folder)
    assert run.returncode in (0, 1), run.stderr
    module: dict[str, Any] = json.loads(run.stdout)["modules"][0]
    return module


def changes(module: dict[str, Any]) -> dict[str, str]:
    return {finding["rule"]: finding["change"] for finding in module["findings"]}


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_nothing_changed_is_nothing_shown(repository: Repository) -> None:
    run = modcheck("check", ".", "--diff", "HEAD", cwd=repository.folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert "  hidden: 1 finding older than the change since `HEAD`\n" in run.stdout
    assert "error[" not in run.stdout


def test_a_deleted_release_is_shown_at_its_callback(repository: Repository) -> None:
    text = TEXT.replace(RELEASE, "")
    repository.write(MAIN, text)
    module = shown(repository)
    stale = next(f for f in module["findings"] if f["rule"] == "stale_handler")
    assert (stale["change"], stale["line"]) == ("introduced", line_of(text, "fn stop("))
    assert "acquired here" in [entry["text"] for entry in stale["related"]]
    run = modcheck("check", ".", "--diff", "HEAD", cwd=repository.folder)
    assert "when `stop` returns" in run.stdout and "= change: introduced by this change" in run.stdout


def test_an_added_acquisition_is_shown_where_it_was_added(repository: Repository) -> None:
    call = "        dev.enable_device()?;\n"
    repository.write(MAIN, TEXT.replace(call, call * 2))
    module = shown(repository)
    added = line_of(TEXT, call) + 1
    assert added in [f["line"] for f in module["findings"] if f["change"] == "introduced"]


def test_lines_that_move_change_nothing(repository: Repository) -> None:
    repository.write(MAIN, "// a comment\n\n\n" + TEXT)
    module = shown(repository)
    assert changes(module) == {}
    assert module["hidden"] == [{"count": 1, "why": "older than the change since `HEAD`"}]


def test_an_old_finding_whose_path_is_touched_is_shown_as_such(repository: Repository) -> None:
    line = "        let _ = nic.win.writel(LSC, IMS);\n"
    repository.write(MAIN, TEXT.replace(line, line.replace(";", "; // unmask")))
    module = shown(repository)
    assert changes(module) == {"stop_leaves_irq_unmasked": "touched"}


def test_a_new_module_is_all_new(repository: Repository) -> None:
    repository.git("rm", "--quiet", "-r", "--cached", str(FOLDER))
    repository.git("commit", "--quiet", "--message", "forget it")
    module = shown(repository)
    assert changes(module) == {"stop_leaves_irq_unmasked": "introduced"}
    assert module["hidden"] == []


def test_before_the_first_commit_all_is_new(tmp_path: Path) -> None:
    made = Repository(tmp_path / "empty")
    made.write(MAIN, TEXT)
    made.write(MEMBER, f"use super::*;\n\npub(crate) {MASK}")
    made.git("add", "--all")
    assert changes(shown(made, "--staged")) == {"stop_leaves_irq_unmasked": "introduced"}


def test_a_removed_expectation_is_a_change(repository: Repository) -> None:
    comment = '    // modcheck: expect(stop_leaves_irq_unmasked, reason = "the exercise")\n'
    repository.write(MAIN, TEXT.replace("    fn stop(", f"{comment}    fn stop("))
    repository.commit()
    assert changes(shown(repository)) == {}
    repository.write(MAIN, TEXT)
    assert changes(shown(repository)) == {"stop_leaves_irq_unmasked": "introduced"}


def test_moved_and_renamed_files_are_known_again(repository: Repository) -> None:
    repository.git("mv", str(FOLDER), "drivers/net/renamed")
    assert changes(shown(repository)) == {}
    repository.git("mv", "drivers/net/renamed/mask.rs", "drivers/net/renamed/cover.rs")
    repository.write(
        "drivers/net/renamed/demo.rs", TEXT.replace("mod mask;\nuse mask::", "mod cover;\nuse cover::")
    )
    assert changes(shown(repository)) == {}


def test_an_unreadable_base_has_nothing_to_compare_with(repository: Repository) -> None:
    repository.write(MAIN, "\0")
    repository.commit()
    repository.write(MAIN, TEXT)
    run = modcheck("check", ".", "--diff", "HEAD", cwd=repository.folder)
    assert "= change: introduced" in run.stdout
    assert run.stderr.startswith("notice: the base of ") and "all findings count as new" in run.stderr


def test_the_base_is_where_the_branches_parted(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "feature")
    repository.write("README", "feature\n")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.write(MAIN, TEXT.replace(RELEASE, ""))
    repository.commit("main breaks it")
    repository.git("switch", "--quiet", "feature")
    assert changes(shown(repository, base="main")) == {}


def test_staged_and_unstaged(repository: Repository) -> None:
    repository.write(MAIN, TEXT.replace(RELEASE, ""))
    assert changes(shown(repository, "--staged")) == {}
    assert "stale_handler" in changes(shown(repository))
    repository.git("add", "--all")
    repository.write(MAIN, TEXT)
    assert "stale_handler" in changes(shown(repository, "--staged"))
    assert changes(shown(repository)) == {}


def test_a_shallow_clone_says_what_to_fetch(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.write("README", "more\n")
    repository.commit()
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(tmp_path / "shallow"))
    run = modcheck("check", ".", "--diff", first, cwd=tmp_path / "shallow")
    assert (run.returncode, run.stdout) == (2, "")
    assert f"git knows no commit `{first}`" in run.stderr and "fetch-depth: 0" in run.stderr


def test_a_submodule_is_compared_with_what_was_pinned(repository: Repository, tmp_path: Path) -> None:
    outer = Repository(tmp_path / "outer")
    outer.write("README", "outer\n")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository.folder), "sub"
    )
    outer.commit()
    outer.write(f"sub/{MAIN}", TEXT.replace(RELEASE, ""))
    assert changes(shown(outer, path="sub"))["stale_handler"] == "introduced"
    run = modcheck("check", "sub", "--diff", "HEAD~9", cwd=outer.folder)
    assert run.returncode == 2 and "git knows no commit `HEAD~9`" in run.stderr


@pytest.mark.parametrize("base", ["nonsense", "-h", "--output=x", "a b", "HEAD:README", "\n"])
def test_an_unknown_base_is_one_line(repository: Repository, base: str) -> None:
    run = modcheck("check", ".", f"--diff={base}", cwd=repository.folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert "git knows no commit" in run.stderr and run.stderr.count("\n") == 2
    assert not (repository.folder / "x").exists()


def test_outside_of_a_repository_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "m.rs").write_text(RIGHT)
    run = modcheck("check", "m.rs", "--diff", "HEAD", cwd=tmp_path)
    assert run.returncode == 2 and "not in a git work tree" in run.stderr


@pytest.mark.parametrize(
    ("old", "new", "changed", "deleted"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", set(), set()),
        ("a\nb\nc\n", "a\nX\nc\n", {2}, set()),
        ("a\nb\nc\n", "a\nc\n", set(), {1}),
        ("a\nb\nc\n", "b\nc\n", set(), {0}),
        ("a\nc\n", "a\nb\nc\n", {2}, set()),
        ("a\nb\nc\n", "a\nX", {2}, {2}),
        ("", "a\n", {1}, set()),
    ],
)
def test_changed_lines(old: str, new: str, changed: set[int], deleted: set[int]) -> None:
    found = changed_lines(old.encode(), new.encode())
    assert (set(found.changed), set(found.deleted)) == (changed, deleted)


def test_very_different_files_take_no_time() -> None:
    old = b"\n".join(b"a%d" % n for n in range(30_000))
    new = b"\n".join(b"b%d" % n for n in range(30_000))
    assert changed_lines(old, new).touches(5, 5)
