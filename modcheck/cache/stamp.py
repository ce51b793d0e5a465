"""The program, its rules and what it stands on in, one hash out that changes with any of them."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from modcheck.source import read_bytes

MAX_BYTES = 16 << 20
LIBRARIES = ("tree_sitter", "tree_sitter_rust", "tree_sitter_bash", "libcst")
"""What decides how drivers and rules are read. Found by their files, for importing them takes long."""


def program_stamp(rules: Path) -> str:
    """A hash of the content of modcheck's own code and of the rules, and of which libraries are installed."""
    digest = hashlib.sha256(f"{sys.version} {sys.platform} {sys.maxsize}".encode())
    package = Path(__file__).resolve().parent.parent
    for root in (str(package), str(rules)):
        for path in sorted(_python_files(root)):
            digest.update(b"\0" + path[len(root) :].encode("utf-8", "surrogateescape") + b"\0")
            digest.update(_content(path))
    for library in LIBRARIES:
        digest.update("\0".join((library, *_identity(library))).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _content(path: str) -> bytes:
    try:
        return hashlib.sha256(read_bytes(Path(path), MAX_BYTES)).digest()
    except OSError as error:
        return str(error.errno).encode()


def _python_files(root: str) -> Iterator[str]:
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "_rules"):
                    yield from _python_files(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path


def _identity(library: str) -> Iterator[str]:
    """Names, sizes and times of a library's own files: another build of it has others."""
    spec = find_spec(library)
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        with os.scandir(folder) as entries:
            for name, status in sorted((entry.name, entry.stat()) for entry in entries if entry.is_file()):
                yield f"{name} {status.st_size} {status.st_mtime_ns}"
