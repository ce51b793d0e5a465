"""Configuration files: the nearest counts, options count more, and what is not known is refused in one
line."""

from pathlib import Path

import pytest

from modcheck.configuration import Pattern, find_configuration
from tests.scratch import BAD, modcheck


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module with one error, in a folder of a folder."""
    path = tmp_path / "drivers" / "net" / "m.rs"
    path.parent.mkdir(parents=True)
    path.write_bytes(BAD.read_bytes())
    return path


def configured(module: Path, text: str, name: str = "modcheck.toml") -> Path:
    file = module.parent.parent / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "problem", "advice"),
    [
        ("fail_on = 'note'", "unknown key `fail_on`", "did you mean `fail-on`?"),
        ("[level]\nx = 'off'", "unknown key `level`", "did you mean `levels`?"),
        ("zzz = 1", "unknown key `zzz`", "known are fail-on, "),
        (
            "[levels]\nleak_on_removed = 'off'",
            "unknown check `leak_on_removed`",
            "did you mean `leak_on_remove`?",
        ),
        ("[levels]\nleak_on_remove = 'fatal'", "`levels.leak_on_remove` must be `error`, `warning`", ""),
        ("[levels]\nleak_on_remove = ['off']", "`levels.leak_on_remove` must be", ""),
        ("levels = 3", "`levels` must be a table", ""),
        ("depth = 7", "`depth` must be a number from 1 to 3", ""),
        ("depth = true", "`depth` must be a number from 1 to 3", ""),
        ("brief = 'yes'", "`brief` must be `true` or `false`", ""),
        ("exclude = 'x'", "`exclude` must be a list of texts", ""),
        ("paths = {}", "`paths` must be a list of tables", ""),
        ("[[paths]]\nlevels = {}", "an entry of `paths` has no `match`", ""),
        ("[[paths]]\nmatsch = 'x'", "unknown key `matsch` in `paths`", "did you mean `match`?"),
        ("depth = ", "is no TOML: ", ""),
        ("baseline = ''", "`baseline` must be a text", ""),
        ("rules = 'nowhere'", "no rules here", ""),
        ("kernel = 'nowhere'", "no rust/kernel in this tree", ""),
    ],
)
def test_what_is_not_known_is_refused(module: Path, text: str, problem: str, advice: str) -> None:
    file = configured(module, text)
    run = modcheck("check", module)
    assert (run.returncode, run.stdout) == (2, "")
    place = file.parent / "nowhere" if "nowhere" in text else file
    assert run.stderr.startswith(f"error: {place}: {problem}"), run.stderr
    assert advice in run.stderr and run.stderr.count("\n") <= 2


def test_a_file_of_bytes_is_refused(module: Path) -> None:
    configured(module, "").write_bytes(b"\xff\xfe\0")
    assert modcheck("check", module).stderr.count("\n") == 2


def test_the_nearest_file_counts(module: Path, tmp_path: Path) -> None:
    (tmp_path / "modcheck.toml").write_text("nonsense = 1")
    assert modcheck("check", module).returncode == 2
    configured(module, "[tool.other]\n", "pyproject.toml")
    assert modcheck("check", module).returncode == 2, "a pyproject.toml of others is passed over"
    configured(module, "[tool.modcheck.levels]\nleak_on_remove = 'warning'\n", "pyproject.toml")
    run = modcheck("check", module)
    assert run.returncode == 0 and "warning[leak_on_remove]" in run.stdout
    configured(module, "")
    assert modcheck("check", module).returncode == 1, "modcheck.toml before pyproject.toml"


def test_the_file_is_that_of_all_paths(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "modcheck.toml").write_text("")
    assert find_configuration([str(tmp_path / "a")]) == tmp_path / "a" / "modcheck.toml"
    assert find_configuration([str(tmp_path / "a"), str(tmp_path / "b")]) != tmp_path / "a" / "modcheck.toml"


def test_options_count_more(module: Path) -> None:
    configured(module, "fail-on = 'error'\n[levels]\nleak_on_remove = 'note'\n")
    assert modcheck("check", module).returncode == 0
    assert modcheck("check", module, "--fail-on", "note").returncode == 1


def test_levels_by_path(module: Path) -> None:
    text = (
        "[levels]\nleak_on_remove = 'note'\n[[paths]]\nmatch = '{}'\nlevels = {{ leak_on_remove = 'off' }}\n"
    )
    configured(module, text.format("net/**"))
    run = modcheck("check", module)
    assert "hidden: 1 finding switched off in the configuration" in run.stdout
    assert "[leak_on_remove]" not in run.stdout
    configured(module, text.format("usb/**"))
    assert "note[leak_on_remove]" in modcheck("check", module).stdout


def test_excluded_modules_are_not_looked_at(module: Path) -> None:
    configured(module, "exclude = ['net/*.rs']\n")
    run = modcheck("check", module.parent)
    assert run.returncode == 0 and "m:" not in run.stdout


def test_a_file_can_be_named(module: Path, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("[levels]\nleak_on_remove = 'off'\n")
    assert modcheck("check", module, "--config", tmp_path / "other.toml").returncode == 0
    run = modcheck("check", module, "--config", tmp_path / "absent.toml")
    assert run.returncode == 2 and "absent.toml: no such file" in run.stderr


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("a/*.rs", "a/b.rs", True),
        ("a/*.rs", "a/b/c.rs", False),
        ("a/**", "a/b/c.rs", True),
        ("**/c.rs", "c.rs", True),
        ("**/c.rs", "a/b/c.rs", True),
        ("a/", "a/b/c.rs", True),
        ("./a?.rs", "ab.rs", True),
        ("a.rs", "axrs", False),
        ("[a].rs", "a.rs", False),
    ],
)
def test_patterns(pattern: str, path: str, matches: bool) -> None:
    assert Pattern(pattern).matches(path) is matches
