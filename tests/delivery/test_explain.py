"""`modcheck explain`: by check, by line, by fingerprint, and from the list of the last check."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from modcheck.explain import biography, lives, of_line
from tests.running import ROOT, B, C, D, analysed
from tests.scratch import BAD, modcheck

MAIN = B.relative_to(ROOT) / "r4l_e1000_demo.rs"
STALE = "9719c83b59184023"
UPDATE = os.environ.get("MODCHECK_UPDATE") == "1"


def line_of(path: Path, part: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if part in line)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_snapshot_of_a_biography(form: str) -> None:
    """MODCHECK_UPDATE=1 writes it anew."""
    run = modcheck("explain", STALE, MAIN, "--format", form)
    path = ROOT / "tests" / "delivery" / "snapshots" / f"biography.{'txt' if form == 'text' else 'md'}"
    if UPDATE:
        path.write_text(run.stdout, encoding="utf-8")
    assert run.stdout == path.read_text(encoding="utf-8")


def test_snapshot_of_a_commit_message() -> None:
    text = modcheck("explain", STALE, MAIN, "--commit-message").stdout
    path = ROOT / "tests" / "delivery" / "snapshots" / "commit_message.txt"
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_commit_message_answers_the_guidelines() -> None:
    """Documentation/process/researcher-guidelines.rst asks for nine things; a tool can know five."""
    text = modcheck("explain", STALE, MAIN, "--commit-message").stdout
    heads = re.findall(r"^([A-Z][\w -]*):", text, re.MULTILINE)
    assert heads == [
        "Problem", "How it is reached", "Effect", "How it was found", "Version", "Change", "Testing", "Fixes",
        "Reported-by", "Signed-off-by", "Reviewed-by",
    ]  # fmt: skip
    assert len(text.splitlines()[0]) <= 75


def test_a_line_is_that_of_its_finding() -> None:
    run = modcheck("explain", f"{MAIN}:{line_of(B / 'r4l_e1000_demo.rs', 'try_new( //~ stale_handler')}")
    assert run.stdout.startswith("error[stale_handler]: ")
    for heading in (
        "resources",
        "story",
        "who should give it back",
        "what dmesg says",
        "what says so",
        "what to write",
    ):
        assert f"\n{heading}\n" in run.stdout


def test_a_line_without_a_finding_has_a_life() -> None:
    run = modcheck(
        "explain",
        f"{D.relative_to(ROOT)}/r4l_e1000_demo.rs:{line_of(D / 'r4l_e1000_demo.rs', 'enable_device()?')}",
    )
    assert run.returncode == 0
    assert run.stdout.startswith("the enabled PCI function: no finding is about it")
    assert "given back: `remove` at r4l_e1000_demo.rs:" in run.stdout


def test_a_line_of_nothing_names_others() -> None:
    run = modcheck("explain", f"{BAD}:1")
    assert run.returncode == 2
    assert "nothing is acquired here" in run.stderr and "findings are about the lines 70" in run.stderr


def test_a_fingerprint_is_looked_for_where_the_last_check_looked(tmp_path: Path) -> None:
    (tmp_path / "m.rs").write_bytes(BAD.read_bytes())
    run = modcheck("explain", "ecbcf0536e6cafa2", cwd=tmp_path)
    assert run.returncode == 2 and "no check was run in this folder" in run.stderr
    found = json.loads(modcheck("check", "m.rs", "--format", "json", cwd=tmp_path).stdout)
    fingerprint = found["modules"][0]["findings"][0]["fingerprint"]
    assert modcheck("explain", fingerprint[:8], cwd=tmp_path).stdout.startswith("error[leak_on_remove]")
    run = modcheck("explain", "0123456789abcdef", cwd=tmp_path)
    assert run.returncode == 2 and "no finding has the fingerprint 0123456789abcdef" in run.stderr


def test_without_an_argument_the_findings_are_listed(tmp_path: Path) -> None:
    (tmp_path / "m.rs").write_bytes(BAD.read_bytes())
    modcheck("check", "m.rs", cwd=tmp_path)
    lines = modcheck("explain", cwd=tmp_path).stdout.splitlines()
    assert re.fullmatch(r"  1  [0-9a-f]{16}  m\.rs:70 +error\[leak_on_remove\]", lines[0])


def test_on_a_terminal_one_is_picked(tmp_path: Path) -> None:
    (tmp_path / "m.rs").write_bytes(BAD.read_bytes())
    modcheck("check", "m.rs", cwd=tmp_path)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-m", "modcheck", "explain"],
        cwd=tmp_path,
        env=environment,
        stdin=theirs,
        stdout=theirs,
    )
    os.close(theirs)
    os.write(ours, b"1\n")
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
    except OSError:  # the other end is closed
        pass
    assert process.wait(timeout=60) == 0
    os.close(ours)
    assert b"which one?" in seen and b"who should give it back" in seen


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["no/such/file.rs:3"], "no/such/file.rs: no such file"),
        (["stale_handler", "--commit-message"], "--commit-message needs a finding"),
        (["0123456789", "fixtures/leak_on_remove/absent.rs"], "no such file or directory"),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], problem: str) -> None:
    run = modcheck("explain", *arguments)
    assert run.returncode == 2 and problem in run.stderr and "Traceback" not in run.stderr


def test_every_finding_has_a_biography() -> None:
    for path in (B, C):
        analysis = analysed(path)
        for finding in analysis.judgement.findings:
            told = biography(analysis, finding)
            assert [event.text for event in told.events] == [
                s.text for s in finding.trace if s.kind == "event"
            ]
            assert told.check is not None and told.check.references
            assert {life.subject for life in told.concerned} == {
                s.subject for s in finding.trace if s.kind == "acquire" and s.subject in finding.subjects
            }


def test_a_right_driver_gives_everything_back() -> None:
    judgement = analysed(D).judgement
    assert len(lives(judgement.life, judgement.kinds)) > 8
    assert [life.subject for life in lives(judgement.life, judgement.kinds) if life.left] == []


def test_a_line_of_another_file_is_no_line_of_this() -> None:
    assert of_line(analysed(D), "other.rs", 409) == []
