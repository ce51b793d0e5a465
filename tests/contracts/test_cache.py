"""The compiled copy of the rules: the same book, read without libcst, made anew when it cannot be read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modcheck.contracts import RuleBook, load_rules
from modcheck.contracts.codec import decode, encode
from modcheck.contracts.load import read_rules
from tests.running import ROOT

RULES = ROOT / "rules"
LOAD = """
import sys
from pathlib import Path
from modcheck.contracts import load_rules
book = load_rules(Path(sys.argv[1]))
print("libcst" in sys.modules, len(book.program.functions), len(book.checks))
"""


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return read_rules(RULES)


def test_the_whole_book_survives_the_round_trip(book: RuleBook) -> None:
    assert decode(json.loads(json.dumps(encode(book)))) == book


def test_the_round_trip_is_exact_down_to_types_and_order(book: RuleBook) -> None:
    again = decode(json.loads(json.dumps(encode(book))))
    assert repr(again) == repr(decode(encode(book)))
    assert list(again.program.functions) == list(book.program.functions)
    assert list(again.checks) == list(book.checks)


def test_encoding_is_deterministic() -> None:
    assert json.dumps(encode(read_rules(RULES))) == json.dumps(encode(read_rules(RULES)))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_values_survive(value: object) -> None:
    assert decode(json.loads(json.dumps(encode(value)))) == value


@given(st.frozensets(st.text()))
def test_sets_survive(value: frozenset[str]) -> None:
    assert decode(json.loads(json.dumps(encode(value)))) == value


def loaded(cache: Path) -> list[str]:
    """Load the rules in another process: is libcst there, how many functions, how many checks."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    run = subprocess.run(
        [sys.executable, "-c", LOAD, str(RULES)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout.split()


def copies(cache: Path) -> list[Path]:
    return sorted((cache / "modcheck").iterdir())


def test_the_second_load_needs_no_libcst(tmp_path: Path) -> None:
    first, second = loaded(tmp_path), loaded(tmp_path)
    assert (first[0], second[0]) == ("True", "False")
    assert first[1:] == second[1:]
    (copy,) = copies(tmp_path)
    assert copy.suffix == ".json"


CORRUPT = {
    "empty": b"",
    "cut": b'[0,[1,"x"',
    "no utf-8": b"\xff\xfe\x00",
    "another value": b"3",
    "unknown builder": b"[-9]",
    "number is text": b'["x"]',
    "too many parts": b"[0" + b",1" * 40 + b"]",
    "odd dictionary": b"[-3,1]",
    "unhashable key": b"[-3,[-2],1]",
    "deep": b"[" * 100_000,
}


def small_rules(folder: Path) -> Path:
    """A rules folder that is quickly read; the path of its one file."""
    rule = folder / "rules" / "core" / "one.py"
    rule.parent.mkdir(parents=True)
    rule.write_text("table = {'a': 1}\n\n\ndef first(x):\n    return x\n", encoding="utf-8")
    return rule


def spoiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Load, put `content` in the place of the copy, load again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = small_rules(tmp_path).parent.parent
    good = load_rules(folder)
    (copy,) = copies(tmp_path / "cache")
    whole = copy.read_bytes()
    copy.write_bytes(content)
    assert load_rules(folder) == good
    assert copy.read_bytes() == whole


@pytest.mark.parametrize("content", CORRUPT.values(), ids=CORRUPT)
def test_a_corrupt_copy_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    spoiled(tmp_path, monkeypatch, content)


@pytest.mark.parametrize("content", [b"[]", b"[9999]"])
def test_a_copy_of_another_shape_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    spoiled(tmp_path, monkeypatch, content)


def test_a_changed_rule_is_another_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rule = small_rules(tmp_path)
    folder = rule.parent.parent
    assert list(load_rules(folder).program.functions) == ["core::first"]
    rule.write_text("def second():\n    return 1\n", encoding="utf-8")
    assert list(load_rules(folder).program.functions) == ["core::second"]


def test_a_moved_rule_is_another_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rule = small_rules(tmp_path)
    folder = rule.parent.parent
    assert list(load_rules(folder).program.functions) == ["core::first"]
    (folder / "bindings").mkdir()
    rule.rename(folder / "bindings" / "one.py")
    assert list(load_rules(folder).program.functions) == ["bindings::first"]


def test_old_copies_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rule = small_rules(tmp_path)
    for number in range(12):
        rule.write_text(f"def f{number}():\n    return 1\n", encoding="utf-8")
        load_rules(tmp_path / "rules")
    assert 1 <= len(copies(tmp_path / "cache")) <= 8


def test_a_cache_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert load_rules(small_rules(tmp_path).parent.parent).program.functions
