"""Lines of a console in, pieces out; two lines in, how far they lie apart out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modcheck.replay.align import CUT_OFF, MISSING, UNEXPLAINED, Seen, fit
from modcheck.replay.likeness import DIFFERENT, MERGED, distance, words_of
from modcheck.replay.transcript import Piece, transcript


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("[   12.345678] x: hello", [("x: hello", "")]),
        ("~ # [ 78.679713] x: hello", [("x: hello", "")]),
        ("~ # insmod x.ko", [("insmod x.ko", "insmod")]),
        ("~ # rmmod x", [("rmmod x", "rmmod")]),
        ("root@box:~# modprobe -r x", [("modprobe -r x", "rmmod")]),
        ("# ip link set dev eth0 down", [("ip link set dev eth0 down", "down")]),
        ("~ # ip link set eth0 up[ 1.000001] x: a[ 1.000002] x: b",
         [("ip link set eth0 up", "up"), ("x: a", ""), ("x: b", "")]),
        ("78.678012] x: cut off", [("x: cut off", "")]),
        ("64 bytes from 10.0.2.2: seq=0", []),
        ("\x1b[31m[ 1.000001] x: red\x1b[0m", [("x: red", "")]),
        ("", []),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart(line: str, pieces: list[tuple[str, str]]) -> None:
    read = transcript(["[ 0.000001] boot", line]).pieces[1:]
    assert [(piece.text, piece.typed) for piece in read] == pieces


def test_without_stamps_lines_are_taken_as_they_stand() -> None:
    pieces = transcript(["x: hello", "~ # rmmod x"]).pieces
    assert pieces == (Piece(1, "x: hello"), Piece(2, "rmmod x", "rmmod"))


@given(st.lists(st.text(max_size=80), max_size=20))
def test_any_text_is_read(lines: list[str]) -> None:
    read = transcript(lines)
    assert all(piece.text and 1 <= piece.line <= len(lines) for piece in read.pieces)


def test_how_far_lines_lie_apart() -> None:
    line = words_of("a_demo: tdt=1, tdh=1, rdt=7")
    assert distance(line, words_of("A demo:  tdt=1, tdh=1, rdt=7")) == 0
    one = distance(line, words_of("a_demo: tdt=1, tdh=1, rdt=0"))
    assert 0 < one < distance(line, words_of("a_demo: tdt=2, tdh=2, rdt=2")) < DIFFERENT
    assert distance(words_of("a: irqs: 3"), words_of("a: irqs: 3 link becomes ready")) == MERGED
    assert distance(words_of("a: irqs: 3"), words_of("a: poll")) == DIFFERENT
    assert distance(words_of("at [mem 0xfebc0000]"), words_of("at [mem 0xeb80000]")) == 0


def seen(*lines: str) -> list[Seen]:
    return [Seen(Piece(number, line), words_of(line)) for number, line in enumerate(lines, 1)]


def test_lines_of_an_event_are_laid_into_the_log() -> None:
    log = seen("a", "b", "noise", "c", "d")
    assert fit("irq", [words_of(w) for w in "abc"], log, 0) == ((0, 1, 3), 4, UNEXPLAINED)
    assert fit("irq", [words_of(w) for w in "axb"], log, 0) == ((0, None, 1), 2, MISSING)
    assert fit("irq", [words_of(w) for w in "xya"], log, 0).cost == 2 * CUT_OFF, "the log begins later"
