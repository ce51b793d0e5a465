"""A folder in, a small database of texts out: several processes may use it at once, and a broken file is
replaced. Nothing in it is code; who reads a text checks its shape."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from modcheck.errors import UsageError

FILE = "results.sqlite"
VERSION = 1
BUSY_SECONDS = 10.0
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
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS results (
    key TEXT NOT NULL, answers TEXT NOT NULL, used INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (key, answers)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS last (folder TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""
_T = TypeVar("_T")
Tell = Callable[[str], None]
"""Takes one line for the user."""


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
        self.path = folder / FILE
        self.tell = tell
        self.base = self._guarded(self._connected, lambda base: base)

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

    def broken(self, reason: str) -> None:
        """A text is not what was kept: start anew."""
        self._rebuild(reason)

    def close(self) -> None:
        """Let go of the file: before other processes are started, and at the end."""
        with suppress(sqlite3.Error):
            self.base.close()

    def reopen(self) -> None:
        """Take it up again."""
        self.base = self._guarded(self._connected, lambda base: base)

    def _read(self, act: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """None if the file is too busy to be read: then the result is made anew."""
        try:
            return self._guarded(lambda: self.base, act)
        except sqlite3.OperationalError as error:
            if _is_busy(error):
                return None
            with _writable(self.folder):
                raise

    def _write(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """What cannot be kept is told and made again next time: the report must not be lost for it."""
        try:
            self._guarded(lambda: self.base, act)
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                self.tell(f"notice: nothing more can be kept in {self.path}: {error}")

    def _guarded(
        self, connection: Callable[[], sqlite3.Connection], act: Callable[[sqlite3.Connection], _T]
    ) -> _T:
        try:
            return act(connection())
        except (sqlite3.DatabaseError, zlib.error, UnicodeError) as error:
            if isinstance(error, sqlite3.OperationalError) and "no such" not in str(error):
                raise
            self._rebuild(str(error))
            return act(self.base)

    def _connected(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        try:
            if base.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                base.execute("PRAGMA journal_mode = WAL")
                base.executescript(_SCHEMA)
            base.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            base.close()
            raise
        return base

    def _rebuild(self, reason: str) -> None:
        """Replace the file, one process at a time; who waited meanwhile may find it whole again."""
        self.tell(f"notice: the cache {self.path} was broken ({reason}) and is made anew")
        with suppress(AttributeError, sqlite3.Error):
            self.base.close()
        with open(self.folder / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self._whole():
                for suffix in ("", "-wal", "-shm"):
                    self.path.with_name(FILE + suffix).unlink(missing_ok=True)
            self.base = self._connected()

    def _whole(self) -> bool:
        try:
            base = self._connected()
            found = base.execute("PRAGMA quick_check(1)").fetchone()
            texts = base.execute("SELECT data FROM results").fetchall()
            base.execute("SELECT folder, text FROM last LIMIT 1").fetchall()
            base.close()
            return found == ("ok",) and all(_unpacked(data).startswith("{") for (data,) in texts)
        except (sqlite3.Error, zlib.error, UnicodeError, TypeError):
            return False


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return "locked" in str(error) or "busy" in str(error)


def _unpacked(data: bytes) -> str:
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(data, MAX_BYTES)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise zlib.error("a text is cut off or too long")
    return text.decode("ascii")
