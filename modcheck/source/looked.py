"""What one analysis has seen of the disk, as answers that can be asked for again: contents, names, absences.

A kept result is as good as new while every answer is the same. So whatever decides how a module is read asks
its `Looked`, and not the disk.
"""

from __future__ import annotations

import hashlib
import os
from itertools import islice
from pathlib import Path

from modcheck.source.files import read_bytes

Answers = dict[str, str]
"""Question (`file 1024 /a/b`, `entry /a/b`, …) → the answer, as a short text."""


class Looked:
    """Questions to the disk, and what it answered."""

    def __init__(self) -> None:
        self.answers: Answers = {}

    def read(self, path: Path, limit: int) -> bytes:
        """At most `limit` bytes; an `OSError` if there is no regular file that can be read."""
        whole = os.path.abspath(path)
        try:
            data = read_bytes(path, limit)
        except OSError as error:
            self.answers[f"file {limit} {whole}"] = f"error {error.errno}"
            raise
        self.answers[f"file {limit} {whole}"] = _digest(data, os.path.realpath(whole))
        return data

    def is_there(self, path: Path) -> bool:
        """Whether there is something to open; what forbids to look is there."""
        try:
            path.lstat()
            found = True
        except (FileNotFoundError, NotADirectoryError):
            found = False
        except OSError:
            found = True
        whole = os.path.abspath(path)
        self.answers[f"entry {whole}"] = os.path.realpath(whole) if found else ""
        return found

    def is_folder(self, path: Path) -> bool:
        """Whether this is a folder, or a link to one."""
        found = os.path.isdir(path)
        self.answers[f"folder {os.path.abspath(path)}"] = str(found)
        return found

    def names(self, folder: Path, limit: int) -> list[str]:
        """Of at most `limit` names in a folder those of Rust files, of scripts, and without an ending;
        sorted. None if it cannot be listed. What a build makes is not among them: no result depends on it."""
        try:
            with os.scandir(folder) as entries:
                names_in = [entry.name for entry in islice(entries, limit)]
            found = sorted(n for n in names_in if n.endswith((".rs", ".sh")) or "." not in n)
        except OSError:
            found = []
        names = "\0".join(found).encode("utf-8", "surrogateescape")
        self.answers[f"names {limit} {os.path.abspath(folder)}"] = _digest(names, "")
        return found

    def sources_below(self, folder: Path, limit: int) -> list[Path]:
        """The first `limit` Rust files of a folder and those in it, sorted."""
        found = sorted(islice(folder.rglob("*.rs"), limit))
        names = "\n".join(str(path.relative_to(folder)) for path in found).encode("utf-8", "surrogateescape")
        self.answers[f"sources {limit} {os.path.abspath(folder)}"] = _digest(names, "")
        return found


def same(answers: Answers, known: Answers) -> bool:
    """Would the disk still answer this? `known` are answers of a moment ago, and gets those of now."""
    for question, answer in answers.items():
        if question not in known:
            known[question] = _asked(question)
        if known[question] != answer:
            return False
    return True


def _asked(question: str) -> str:
    again = Looked()
    kind, _, rest = question.partition(" ")
    try:
        if kind == "entry":
            again.is_there(Path(rest))
        elif kind == "folder":
            again.is_folder(Path(rest))
        elif kind in ("file", "sources", "names"):
            limit, _, path = rest.partition(" ")
            asks = {"file": again.read, "sources": again.sources_below, "names": again.names}
            asks[kind](Path(path), int(limit))
    except (OSError, ValueError):
        pass
    return again.answers.get(question, "")


def _digest(data: bytes, name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()
