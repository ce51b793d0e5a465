"""What `open` acquires by a raw call and may be kept until `remove`; it is due there, and if `open` fails."""

from __future__ import annotations

from pathlib import Path

from modcheck.judgement import Judgement
from tests.contracts.raw_driver import rules
from tests.running import ROOT, analyse_anew

DRIVER = ROOT / "fixtures" / "leak_on_stop" / "passes_list_emptied.rs"
FIRST, LAST = "let mut fresh = Vec::new();", "*data.list.lock() = fresh;"
LEAVE = "let old = core::mem::replace"
SUPPLY = "(data as *const Pages as *mut bindings::regulator)"
ENABLE = f"if unsafe {{ bindings::regulator_enable({SUPPLY}) }} != 0 {{ return Err(EIO); }}\n        "
DISABLE = f"unsafe {{ bindings::regulator_disable({SUPPLY}) }};\n        "


def judged(folder: Path, changes: dict[str, str]) -> Judgement:
    """The driver with something put before each of these lines."""
    text = DRIVER.read_text(encoding="utf-8")
    for line, put in changes.items():
        assert text.count(line) == 1
        text = text.replace(line, put + line)
    path = folder / "raw_open.rs"
    path.write_text(text, encoding="utf-8")
    judgement = analyse_anew(path).judgement
    assert not judgement.coverage.unknown
    return judgement


def test_given_back_in_stop(tmp_path: Path) -> None:
    judgement = judged(tmp_path, {LAST: ENABLE, LEAVE: DISABLE})
    assert judgement.findings == ()
    owed = {(o.rule, o.at) for o in (*judgement.proved, *judgement.unproved) if "reg.enable" in o.subject}
    assert owed == {("leak_on_open_error", "open"), ("leak_on_remove", "remove")}


def test_never_given_back(tmp_path: Path) -> None:
    """`remove` does nothing; that is said too."""
    assert rules(judged(tmp_path, {LAST: ENABLE})) == {"leak_on_remove", "missing_callback"}


def test_kept_where_open_fails(tmp_path: Path) -> None:
    assert rules(judged(tmp_path, {FIRST: ENABLE, LEAVE: DISABLE})) == {"leak_on_open_error"}
