"""Drivers that call the C API as bindgen gives it, one resource each: balanced, without the release, and with
one release too many. The cases stand in `raw_calls.txt`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.contracts.raw_driver import judged, rules

TABLE = Path(__file__).with_name("raw_calls.txt")
FAILED = {
    "null": "if handle == 0 as _ { return Err(EIO); }",
    "err": "if unsafe { bindings::IS_ERR(handle as *const c_void) } { return Err(EIO); }",
    "errno": "if handle < 0 { return Err(EIO); }",
    "all": "if unsafe { bindings::dma_mapping_error(pdev as *mut bindings::device, handle) } != 0 {"
    " return Err(EIO); }",
    "none": "",
}
LEAKS = {"leak_on_remove", "leak_on_probe_error", "missing_callback"}


class Case(NamedTuple):
    """One line of the table."""

    kind: str
    fails: str
    acquire: str
    release: str
    twice: str


def cases() -> list[Case]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [Case(*(part.strip() for part in line.split(" | "))) for line in lines if line and line[0] != "#"]


def rust(call: str) -> str:
    """A call of the table as Rust."""
    words = {
        "{p}": "pdev", "{d}": "pdev as *mut bindings::device", "{h}": "card.handle",
        "{s}": "(&mut card.memory as *mut u64).cast()",
    }  # fmt: skip
    for word, text in words.items():
        call = call.replace(word, text)
    return f"unsafe {{ bindings::{call} }}"


def probe_of(case: Case) -> str:
    kept = "card.handle = handle as _;" if "{h}" in case.release else ""
    return f"let handle = {rust(case.acquire)};\n        {FAILED[case.fails]}\n        {kept}"


def name(case: Case) -> str:
    return case.acquire.partition("(")[0]


@pytest.mark.parametrize("case", cases(), ids=name)
def test_balanced_is_clean(case: Case, tmp_path: Path) -> None:
    """Also where the call fails: then nothing is on the books."""
    judgement = judged(tmp_path, probe_of(case), f"{rust(case.release)};")
    assert judgement.findings == ()
    told = {step.subject.partition("@")[0] for step in judgement.life}
    assert case.kind in told


@pytest.mark.parametrize("case", cases(), ids=name)
def test_without_the_release_it_leaks(case: Case, tmp_path: Path) -> None:
    judgement = judged(tmp_path, probe_of(case), "")
    assert rules(judgement) & LEAKS, judgement.findings
    assert case.kind in {subject.partition("@")[0] for f in judgement.findings for subject in f.subjects}


@pytest.mark.parametrize("case", cases(), ids=name)
def test_a_release_too_many(case: Case, tmp_path: Path) -> None:
    release = f"{rust(case.release)};\n        "
    judgement = judged(tmp_path, probe_of(case), release * 2)
    assert rules(judgement) == ({case.twice} if case.twice != "nothing" else set())
