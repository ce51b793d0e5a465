"""The report's transcripts and the story's versions in, what explains them out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from modcheck.cli.main import main
from modcheck.replay import Followed, Printable, follow, read_transcript
from modcheck.report.followed import render_followed
from tests.running import ROOT, A, B, C, analysed, machine_of, program_of, rule_book

LOGS = ROOT / "fixtures" / "transcripts"


@cache
def followed(log: str, path: Path) -> Followed:
    printable = Printable(program_of(path), rule_book())
    return follow(machine_of(path), read_transcript(str(LOGS / f"{log}.txt")), printable)


def counts(log: str, path: Path) -> tuple[int, int, int, int]:
    """Lines that the driver can print; explained; with other numbers; expected and not there."""
    found = followed(log, path)
    lines = [line for one in found.occurred for line in one.lines]
    explained = [(piece, other) for _, piece, other in lines if piece is not None]
    return found.known, len(explained), sum(other for _, other in explained), len(lines) - len(explained)


def errors(log: str, path: Path) -> list[str]:
    text, _ = render_followed(followed(log, path), analysed(path), False)
    return [line.split("[")[1].split("]")[0] for line in text.splitlines() if "  error[" in line]


def events(log: str, path: Path) -> list[str]:
    return [one.event for one in followed(log, path).occurred]


def test_load_and_up_is_explained_line_by_line() -> None:
    assert counts("load_and_up", A) == (38, 38, 0, 0)
    assert followed("load_and_up", A).before == ()
    assert events("load_and_up", A) == ["insmod", "up", *["xmit", "irq"] * 8]
    assert errors("load_and_up", A) == []


def test_a_cannot_probe_again() -> None:
    known, explained, other, missing = counts("a_reload", A)
    assert (known, explained) == (12, 12) and other + missing <= 2, "the log begins inside an interrupt"
    assert events("a_reload", A)[-2:] == ["rmmod", "insmod"]
    assert "reprobe_fails" in errors("a_reload", A)[:2]


def test_b_has_a_handler_of_the_first_load() -> None:
    """The log begins at the second open: only a life with a load before it prints two handlers."""
    assert counts("b_reload", B) == (8, 8, 0, 0)
    assert followed("b_reload", B).before == ("insmod", "up", "rmmod", "insmod")
    assert events("b_reload", B) == ["up", "xmit", "irq"]
    assert errors("b_reload", B)[0] == "stale_handler"


@pytest.mark.parametrize(
    ("log", "path", "share"), [("ping", A, 0.95), ("c_first", C, 0.6), ("c_reload", C, 0.8)]
)
def test_damaged_logs_are_explained_as_far_as_they_go(log: str, path: Path, share: float) -> None:
    """They were read from pictures: lines are merged, doubled and lost."""
    known, explained, _, _ = counts(log, path)
    assert explained >= share * known
    assert known == explained + sum(not piece.typed for piece in followed(log, path).unexplained)


CHAR = ROOT / "fixtures" / "drivers"


def test_the_exercises_on_files_are_explained() -> None:
    """Exercise 5 and 6. The numbers of processes differ, and one of them the log has lost."""
    page, bell = CHAR / "chrdev" / "rust_chrdev.rs", CHAR / "completion" / "completion.rs"
    assert counts("chrdev", page) == (3, 3, 0, 0) and events("chrdev", page) == ["echo", "cat"]
    assert counts("completion", bell) == (8, 7, 2, 1) and events("completion", bell) == ["insmod", "cat"]


def test_pings_are_seen_in_the_log() -> None:
    assert events("ping", A).count("xmit") >= 16 and events("ping", A).count("frame") >= 12


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x7fELF\0\0", "is no text"),
        (b"[ 1.000001] other: hello\n", "no line of the log can come from this driver"),
        (b"", "no line of the log can come from this driver"),
        (b"x" * (5 << 20), "is larger than 4 MB"),
        (b"a\n" * 30_000, "has more than 20000 lines"),
        (b"[ 1.000001] r4l_e1000_demo: pending_irqs: 3\n" * 1_600, "1600 lines of the driver"),
    ],
)
def test_a_bad_log(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, told: str) -> None:
    log = tmp_path / "log.txt"
    log.write_bytes(content)
    assert main(["replay", str(log), str(C)]) == 2
    assert told in capsys.readouterr().err


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(LOGS / "b_reload.txt"), str(B)]) == 1
    out = capsys.readouterr().out
    assert "8 are explained by 3 events" in out
    assert "it fits if this was before: insmod, up, rmmod, insmod" in out
    assert main(["replay", str(LOGS / "nowhere.txt"), str(B)]) == 2
