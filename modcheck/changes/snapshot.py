"""A commit or the index in, the Rust files of one folder of it, and what is
read around them, out, as they are there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from modcheck.changes.git import Repository
from modcheck.errors import InputError

MAX_FILES = 5_000
MAX_BYTES = 64 << 20
_PLAIN = ("100644", "100755")
_AROUND = ("Kbuild", "Makefile", ".config")
"""What stands around Rust, beside shell scripts and what makefiles include."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Files by their names relative to the folder, each with git's name of its content."""

    repository: Repository
    blobs: dict[str, str]

    def content(self) -> str:
        """A word that changes with any name or content."""
        text = "\0".join(f"{name}\0{blob}" for name, blob in sorted(self.blobs.items()))
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

    def read(self) -> dict[str, bytes]:
        """The contents of all files."""
        names = sorted(self.blobs)
        given = "".join(f"{self.blobs[name]}\n" for name in names).encode("ascii")
        answer = self.repository.ask("cat-file", "--batch", given=given) if names else b""
        if len(answer) > MAX_BYTES:
            raise InputError(f"more than {MAX_BYTES >> 20} MiB of Rust", place=str(self.repository.top))
        return dict(zip(names, _cut(answer), strict=True))

    def write(self, folder: Path) -> None:
        """Lay the files out in an empty folder."""
        for name, data in self.read().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def of_commit(repository: Repository, commit: str, folder: str) -> Snapshot:
    """What a commit has in a folder (as git names it; `.` is the top)."""
    arguments = ["ls-tree", "-r", "-z", "--full-tree", commit]
    listed = repository.ask(*arguments, *([] if folder == "." else ["--", f"{folder}/"]))
    found = {}
    for entry in filter(None, listed.split(b"\0")):
        about, _, name = entry.partition(b"\t")
        mode, _, blob = about.decode("ascii").split(" ")[:3]
        found[os.fsdecode(name)] = (mode, blob)
    return Snapshot(repository, _below(found, folder))


def of_index(repository: Repository, folder: str) -> Snapshot:
    """What is staged in a folder."""
    arguments = ["ls-files", "-s", "-z", "--full-name"]
    listed = repository.ask(*arguments, *([] if folder == "." else ["--", f"{folder}/"]))
    found = {}
    for entry in filter(None, listed.split(b"\0")):
        about, _, name = entry.partition(b"\t")
        mode, blob, stage = about.decode("ascii").split(" ")
        if stage == "0":
            found[os.fsdecode(name)] = (mode, blob)
    return Snapshot(repository, _below(found, folder))


def _below(found: dict[str, tuple[str, str]], folder: str) -> dict[str, str]:
    base = PurePosixPath(folder)
    blobs = {
        str(PurePosixPath(name).relative_to(base)): blob
        for name, (mode, blob) in found.items()
        if _is_wanted(name) and mode in _PLAIN and ".." not in PurePosixPath(name).parts
    }
    if len(blobs) > MAX_FILES:
        raise InputError(f"more than {MAX_FILES} Rust files", place=folder)
    return blobs


def _is_wanted(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last.endswith((".rs", ".sh", ".mk")) or last in _AROUND or last.startswith("Kconfig")


def _cut(answer: bytes) -> Iterator[bytes]:
    """The contents in what `git cat-file --batch` prints: `NAME blob SIZE`, the bytes, a line end."""
    position = 0
    while position < len(answer):
        end = answer.index(b"\n", position)
        kind, _, size = answer[position:end].rpartition(b" ")
        if not kind.endswith(b" blob"):
            raise InputError(f"git has no content for {kind.decode('ascii', 'replace')}")
        yield answer[end + 1 : end + 1 + int(size)]
        position = end + 2 + int(size)
