"""A folder in, a small database of texts out: several processes may use it at once, and a broken file is
replaced. Nothing in it is code; who reads a text checks its shape."""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from modcheck.cache.database import Database, Tell
from modcheck.errors import UsageError

FILE = "results.sqlite"
MAX_ROWS = 500
SAME_KEY = 8
"""Results of one module that are kept: of its branches, and of what it was before."""
MAX_BYTES = 64 << 20
"""Of one text, unpacked."""
DAY = 86_400 * 10**9
"""Nanoseconds."""
_OLDEST = (
    "DELETE FROM results WHERE (key, answers) IN "
    "(SELECT key, answers FROM results {} ORDER BY used DESC LIMIT -1 OFFSET ?)"
)
_T = TypeVar("_T")


def open_store(folder: Path, tell: Tell) -> Store:
    """The database of a folder, made if there is none; `UsageError` if it cannot be written."""
    with _writable(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_strangers(folder)
        if not all(os.access(path, os.W_OK) for path in (folder, folder / FILE) if path.exists()):
            raise PermissionError(13, "it may not be written")
        return Store(folder, tell)


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(
            f"the cache cannot be used: {reason.lower()}",
            place=str(folder),
            advice="use --no-cache, or name another folder in XDG_CACHE_HOME",
        ) from error


def _refuse_strangers(folder: Path) -> None:
    """Who can write the cache decides what is reported."""
    status = folder.stat()
    if os.geteuid() not in (0, status.st_uid):
        raise PermissionError(1, "it belongs to another user")
    if status.st_mode & 0o002:
        raise PermissionError(1, "everybody may write it")


class Store:
    """Texts under keys. A text holds as long as the answers that are kept with it."""

    def __init__(self, folder: Path, tell: Tell) -> None:
        self.folder = folder
        self.tell = tell
        self.database = Database(folder / FILE, tell, _all_unpack)
        self.database.do(lambda base: None)

    def candidates(self, key: str) -> list[str]:
        """The answers of all that is kept under a key, the last used first."""

        def read(base: sqlite3.Connection) -> list[str]:
            rows = base.execute(
                "SELECT answers FROM results WHERE key = ? ORDER BY used DESC LIMIT ?", (key, SAME_KEY)
            )
            return [str(answers) for (answers,) in rows]

        return self._read(read) or []

    def text(self, key: str, answers: str) -> str | None:
        """What is kept with these answers."""

        def read(base: sqlite3.Connection) -> str | None:
            statement = "SELECT data FROM results WHERE key = ? AND answers = ?"
            row = base.execute(statement, (key, answers)).fetchone()
            return _unpacked(row[0]) if row else None

        return self._read(read)

    def keep(self, key: str, answers: str, text: str) -> None:
        """Keep a text, and forget the oldest if there are many."""

        def write(base: sqlite3.Connection) -> None:
            packed = zlib.compress(text.encode("ascii"), 1)
            with base:
                row = (key, answers, time.time_ns(), packed)
                base.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", row)
                base.execute(f"{_OLDEST.format('WHERE key = ?')}", (key, SAME_KEY))
                base.execute(f"{_OLDEST.format('')}", (MAX_ROWS,))

        self._write(write)

    def used(self, key: str, answers: str) -> None:
        """Mark a text as still wanted; once a day is enough, for a run should not have to write."""
        now = time.time_ns()
        statement = "UPDATE results SET used = ? WHERE key = ? AND answers = ? AND used < ?"
        seen = "SELECT 1 FROM results WHERE key = ? AND answers = ? AND used < ?"

        def write(base: sqlite3.Connection) -> None:
            if base.execute(seen, (key, answers, now - DAY)).fetchone():
                with base:
                    base.execute(statement, (now, key, answers, now - DAY))

        self._write(write)

    def remember(self, folder: str, text: str) -> None:
        """What was checked last in a folder."""

        def write(base: sqlite3.Connection) -> None:
            if self.recall(folder) != text:
                with base:
                    base.execute("INSERT OR REPLACE INTO last VALUES (?, ?)", (ascii(folder), text))

        self._write(write)

    def recall(self, folder: str) -> str | None:
        """What `remember` was told."""

        def read(base: sqlite3.Connection) -> str | None:
            row = base.execute("SELECT text FROM last WHERE folder = ?", (ascii(folder),)).fetchone()
            return str(row[0]) if row else None

        return self._read(read)

    def mentions(self, words: str) -> bool:
        """Do these words stand in anything that is kept?"""

        def read(base: sqlite3.Connection) -> bool:
            return any(words in _unpacked(data) for (data,) in base.execute("SELECT data FROM results"))

        return bool(self._read(read))

    def forget(self, key: str, answers: str) -> None:
        """A text is not what was kept."""
        self.tell(f"notice: a result in the cache {self.database.path} was broken and is made anew")
        statement = "DELETE FROM results WHERE key = ? AND answers = ?"

        def write(base: sqlite3.Connection) -> None:
            with base:
                base.execute(statement, (key, answers))

        self._write(write)

    def close(self) -> None:
        """Let go of the file: before other processes are started, and at the end. It is taken up by
        itself."""
        self.database.close()

    def _read(self, act: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """None if the file is too busy to be read: then the result is made anew."""
        try:
            return self.database.do(act)
        except sqlite3.OperationalError as error:
            if _is_busy(error):
                return None
            with _writable(self.folder):
                raise

    def _write(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """What cannot be kept is told and made again next time: the report must not be lost for it."""
        try:
            self.database.do(act)
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                self.tell(f"notice: nothing more can be kept in {self.database.path}: {error}")


def _all_unpack(base: sqlite3.Connection) -> bool:
    texts = base.execute("SELECT data FROM results").fetchall()
    base.execute("SELECT folder, text FROM last LIMIT 1").fetchall()
    return all(isinstance(data, bytes) and _unpacked(data).startswith("{") for (data,) in texts)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return "locked" in str(error) or "busy" in str(error)


def _unpacked(data: bytes) -> str:
    """The text; `ValueError` if it was not packed by `keep`."""
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("a text is cut off or too long")
    return text.decode("ascii")
