"""Baselines: what is in one is not shown, what is new is, and what is gone is told."""

import json
from pathlib import Path

import pytest

from tests.running import C
from tests.scratch import BAD, GOOD, modcheck, story

LINE = "        dev.enable_device()?;"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two modules, one of them with an error, and a baseline."""
    (tmp_path / "bad.rs").write_bytes(BAD.read_bytes())
    (tmp_path / "good.rs").write_bytes(GOOD.read_bytes())
    run = modcheck("baseline", "write", ".", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "1 finding of 2 modules written to modcheck-baseline.json\n")
    return tmp_path


def test_what_is_known_is_not_shown(folder: Path) -> None:
    run = modcheck("baseline", "check", ".", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert "hidden: 1 finding in the baseline" in run.stdout
    assert modcheck("check", ".", "--baseline", "modcheck-baseline.json", cwd=folder).returncode == 0


def test_lines_may_move(folder: Path) -> None:
    path = folder / "bad.rs"
    path.write_text("// moved\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert modcheck("baseline", "check", ".", cwd=folder).returncode == 0


def test_the_same_in_another_module_is_new(folder: Path) -> None:
    (folder / "more.rs").write_bytes(BAD.read_bytes())
    run = modcheck("baseline", "check", ".", cwd=folder)
    assert run.returncode == 1 and "more.rs:70" in run.stdout and "bad.rs:70" not in run.stdout


def test_what_is_gone_is_told(folder: Path) -> None:
    (folder / "bad.rs").write_bytes(GOOD.read_bytes())
    run = modcheck("baseline", "check", ".", cwd=folder)
    assert run.returncode == 0
    assert "modcheck-baseline.json no longer found, so it can be written anew: 1\n" in run.stderr
    assert "  leak_on_remove in bad.rs (" in run.stderr
    assert modcheck("baseline", "check", "good.rs", cwd=folder).stderr == "", "bad.rs was not looked at"
    (folder / "bad.rs").unlink()
    assert "leak_on_remove in bad.rs" in modcheck("baseline", "check", "good.rs", cwd=folder).stderr


def test_one_entry_covers_one_finding(folder: Path) -> None:
    file = folder / "modcheck-baseline.json"
    document = json.loads(file.read_text())
    document["findings"] *= 2
    file.write_text(json.dumps(document))
    assert "(" in modcheck("baseline", "check", ".", cwd=folder).stderr


def test_a_baseline_can_be_configured(folder: Path) -> None:
    (folder / "modcheck.toml").write_text("baseline = 'modcheck-baseline.json'\n")
    assert modcheck("check", "bad.rs", cwd=folder).returncode == 0
    assert modcheck("check", folder / "bad.rs").returncode == 0, "relative to the configuration"


def test_the_whole_story(tmp_path: Path) -> None:
    for name, text in story(Path("m"), C).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    modcheck("baseline", "write", "m", "--baseline", "b.json", cwd=tmp_path)
    entries = json.loads((tmp_path / "b.json").read_text())["findings"]
    assert len(entries) == 22 and entries == sorted(
        entries, key=lambda e: (e["module"], e["rule"], e["callback"])
    )
    run = modcheck("baseline", "check", "m", "--baseline", "b.json", "--fail-on", "note", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")


def test_nothing_is_written_where_something_could_not_be_analysed(folder: Path) -> None:
    before = (folder / "modcheck-baseline.json").read_text()
    (folder / "broken.rs").write_bytes(b"module! { }\n\0")
    assert modcheck("baseline", "write", ".", cwd=folder).returncode == 3
    assert (folder / "modcheck-baseline.json").read_text() == before


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '{"tool": "modcheck", "version": 7, "findings": []}',
            "is a baseline of version 7, and this modcheck reads",
        ),
        ('{"tool": "modcheck", "version": "1"}', "is a baseline of version '1', and"),
        ('{"tool": "other"}', "is no baseline of modcheck"),
        ("[]", "is no baseline of modcheck"),
        ("{", "is no baseline: it is not JSON"),
        ("[" * 100_000, "is no baseline: it is not JSON"),
        ('{"tool": "modcheck", "version": 1, "findings": 3}', "has no list of findings"),
        (
            '{"tool": "modcheck", "version": 1, "findings": [{"rule": "x"}]}',
            "finding 1 lacks one of module, rule",
        ),
    ],
    ids=lambda value: value[:30],
)
def test_what_is_no_baseline_is_one_line(folder: Path, text: str, problem: str) -> None:
    (folder / "modcheck-baseline.json").write_text(text)
    run = modcheck("baseline", "check", ".", cwd=folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"error: modcheck-baseline.json: {problem}"), run.stderr
    assert run.stderr.count("\n") <= 2


def test_an_absent_baseline_is_one_line(tmp_path: Path) -> None:
    run = modcheck("check", BAD, "--baseline", tmp_path / "none.json")
    assert run.returncode == 2 and "cannot be read" in run.stderr
