"""A file in, a connection to the database in it out: made if it is not there, replaced if it is broken."""

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TypeVar

VERSION = 1
BUSY_SECONDS = 10.0
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


class Database:
    """A connection. Several processes may have one to the same file; `is_whole` looks at all that is in
    it."""

    def __init__(self, path: Path, tell: Tell, is_whole: Callable[[sqlite3.Connection], bool]) -> None:
        self.path = path
        self.tell = tell
        self.is_whole = is_whole
        self.base: sqlite3.Connection | None = None

    def do(self, act: Callable[[sqlite3.Connection], _T]) -> _T:
        """Read or write; once more if the file turns out to be broken. `sqlite3.OperationalError` if the file
        is busy or cannot be used."""
        try:
            return act(self._open())
        except (sqlite3.DatabaseError, ValueError) as error:
            if isinstance(error, sqlite3.OperationalError) and "no such" not in str(error):
                raise
            self._rebuild(str(error))
            return act(self._open())

    def close(self) -> None:
        """Let go of the file: before other processes are started, and at the end. `do` takes it up again."""
        with suppress(sqlite3.Error):
            if self.base is not None:
                self.base.close()
        self.base = None

    def _open(self) -> sqlite3.Connection:
        if self.base is None:
            self.base = self._connected()
        return self.base

    def _connected(self, alone: bool = False) -> sqlite3.Connection:
        """`alone`: the lock is held by this process."""
        base = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        try:
            if not _is_made(base):
                with nullcontext() if alone else self._alone():
                    if not _is_made(base):
                        _make(base)
            base.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            base.close()
            raise
        return base

    def _rebuild(self, reason: str) -> None:
        """Replace the file, one process at a time; who waited meanwhile may find it whole again. The file
        itself goes last: until then whoever opens it finds it broken, and waits here too."""
        self.tell(f"notice: the cache {self.path} was broken ({reason}) and is made anew")
        self.close()
        with self._alone():
            if not self._can_be_used():
                for suffix in ("-wal", "-shm", ""):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            self.base = self._connected(alone=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time."""
        with open(self.path.with_name("lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _can_be_used(self) -> bool:
        try:
            base = self._connected(alone=True)
            try:
                return base.execute("PRAGMA quick_check(1)").fetchone() == ("ok",) and self.is_whole(base)
            finally:
                base.close()
        except (sqlite3.Error, ValueError):
            return False


def _is_made(base: sqlite3.Connection) -> bool:
    return bool(base.execute("PRAGMA user_version").fetchone()[0] == VERSION)


def _make(base: sqlite3.Connection) -> None:
    """Who only looks whether it is made holds the file for a moment: SQLite does not wait for that."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            base.execute("PRAGMA journal_mode = WAL")
            base.executescript(_SCHEMA)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > patience:
                raise
            time.sleep(0.02)
