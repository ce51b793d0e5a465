"""The folder rules/ in, its `RuleBook` out: from the compiled copy if the files are the same, so that
libcst is imported only when rules change.

The copy is JSON in the user's cache directory, named by the content of all rule files and of this
package's sources; it is data, checked on reading, and a copy that cannot be read is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from modcheck.cache import cache_folder
from modcheck.contracts.codec import decode, encode
from modcheck.contracts.rulebook import RuleBook
from modcheck.errors import RuleError
from modcheck.source import read_bytes

MAX_BYTES = 256 * 1024


def load_rules(folder: Path, generation: str = "camp", learned: bool = True) -> RuleBook:
    """The rule book of a folder; `learned`: with what was learned from the generation's tree."""
    copy = cache_folder() / f"rules-{_digest(folder, generation, learned)}.json"
    book = _read(copy)
    if book is not None:
        return book
    from modcheck.contracts.load import read_rules

    book = read_rules(folder, generation, learned)
    _write(copy, book)
    return book


def _digest(folder: Path, generation: str, learned: bool) -> str:
    digest = hashlib.sha256(f"{generation} {learned}".encode())
    package = Path(__file__).resolve().parent.parent
    tables = sorted((folder / "kernel").glob("*.toml"))
    sources = [*sorted(folder.rglob("*.py")), *tables, *sorted((package / "ir").glob("*.py"))]
    for path in [*sources, *sorted((package / "contracts").glob("*.py"))]:
        digest.update(str(path.relative_to(folder if path.is_relative_to(folder) else package)).encode())
        digest.update(_content(path))
    return digest.hexdigest()[:24]


def _content(path: Path) -> bytes:
    try:
        data = read_bytes(path, MAX_BYTES + 1)
    except OSError as error:
        raise RuleError(
            f"the rule file cannot be read: {error.strerror or error}", place=str(path)
        ) from error
    if len(data) > MAX_BYTES:
        raise RuleError("the rule file is too large", place=str(path), advice="split it")
    return data


def _read(copy: Path) -> RuleBook | None:
    try:
        book = decode(json.loads(copy.read_text("utf-8")))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return book if isinstance(book, RuleBook) else None


def _write(copy: Path, book: RuleBook) -> None:
    temporary = copy.with_suffix(f".{os.getpid()}")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.write_text(json.dumps(encode(book), separators=(",", ":")), "utf-8")
        temporary.replace(copy)
        for old in sorted(copy.parent.glob("rules-*.json"), key=lambda p: p.stat().st_mtime)[:-8]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
