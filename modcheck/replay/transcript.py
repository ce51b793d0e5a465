"""A dmesg or a console transcript in, its pieces out: lines of the log and what was typed between them.

A console mixes: the prompt stands before a line of the log, a command before its output, lines are cut off.
So a line is taken apart at its time stamps and at its prompt.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from modcheck.errors import UsageError
from modcheck.source import read_bytes

MAX_BYTES, MAX_LINES = 4 << 20, 20_000
MAX_LINE = 1_000
"""Characters of a line; the rest of a longer one is passed over."""
_STAMP = re.compile(r"(?:\[\s*)?\b(\d{1,7}\.\d{4,7})\]\s?")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]")
_PROMPT = re.compile(
    r"^\s*(?:[~/][\w./~-]*|[\w-]{1,64}@[\w-]{1,64}:[^#$]{0,200}|\[[^\]]{0,200}\])?\s?[#$] +(?=\S)"
)
_UP_OR_DOWN = re.compile(r"\b(?:ip link set|ifconfig) (?:dev )?eth\d+ (up|down)\b")


class Piece(NamedTuple):
    """A line of the log, or a command. `line` counts from 1 in the file."""

    line: int
    text: str
    typed: str = ""
    """The event that the command brings about: `insmod`, `rmmod`, `up`, `cat`, …; empty in the log."""


class Transcript(NamedTuple):
    """What was read."""

    pieces: tuple[Piece, ...]
    lines: int
    stamped: bool
    """Has it time stamps? Without any it is taken as it stands."""


def read_transcript(file: str) -> Transcript:
    """Read a file; `UsageError` if it is no text, or too much."""
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else read_bytes(Path(file), MAX_BYTES + 1)
    except OSError as error:
        advice = "give the output of `dmesg`, or `-` for standard input"
        raise UsageError(f"cannot be read: {error.strerror or error}", place=file, advice=advice) from None
    if len(data) > MAX_BYTES:
        advice = "cut out the part that is of interest"
        raise UsageError(f"is larger than {MAX_BYTES >> 20} MB", place=file, advice=advice)
    if b"\0" in data[:65_536] or _unreadable(data):
        raise UsageError("is no text", place=file, advice="give the output of `dmesg`, or a console's")
    lines = data.decode("utf-8", errors="replace").splitlines()
    if len(lines) > MAX_LINES:
        advice = "cut out the part that is of interest"
        raise UsageError(f"has more than {MAX_LINES} lines", place=file, advice=advice)
    return transcript(lines)


def _unreadable(data: bytes) -> bool:
    """More than a tenth of the beginning is no text."""
    head = data[:65_536].decode("utf-8", errors="replace")
    return head.count("\ufffd") * 10 > len(head)


def transcript(lines: list[str]) -> Transcript:
    """The pieces of lines, in their order."""
    stamped = any(_STAMP.search(line[:MAX_LINE]) for line in lines)
    pieces: list[Piece] = []
    for number, line in enumerate(lines, 1):
        pieces += _pieces(number, _ESCAPE.sub("", line[:MAX_LINE]), stamped)
    return Transcript(tuple(pieces), len(lines), stamped)


def _pieces(number: int, line: str, stamped: bool) -> list[Piece]:
    prompt = _PROMPT.match(line)
    rest = line[prompt.end() :] if prompt else line
    parts = _STAMP.split(rest)
    before, logged = parts[0], parts[2::2]
    found = []
    if event := _event(before, bool(prompt)):
        found.append(Piece(number, before.strip(), event))
    elif before.strip() and not stamped:
        found.append(Piece(number, before.strip()))
    return found + [Piece(number, text.strip()) for text in logged if text.strip()]


def _event(text: str, prompted: bool) -> str:
    """What a command does, if it is one that matters here."""
    words = text.split()
    if words[:1] in (["insmod"], ["rmmod"], ["modprobe"]) and prompted:
        return "rmmod" if words[0] == "rmmod" or "-r" in words else "insmod"
    if words[:1] in (["cat"], ["echo"]) and "/dev/" in text and prompted:
        return words[0]
    if found := _UP_OR_DOWN.search(text):
        return found[1]
    asks = words[:1] == ["ifconfig"] or words[:2] in (["ip", "addr"], ["ip", "a"], ["ip", "route"])
    return "stats" if asks and prompted else ""
