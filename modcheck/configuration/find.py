"""The paths of a command line in, the configuration file that holds for them out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

NAMES = ("modcheck.toml", "pyproject.toml")
SECTION = b"[tool.modcheck"


def find_configuration(paths: Sequence[str]) -> Path | None:
    """The nearest file upward from the folder that holds all paths. A pyproject.toml without a section for
    modcheck is passed over."""
    folders = [os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path)) for path in paths]
    folder = Path(os.path.commonpath(folders)) if folders else Path.cwd()
    for place in (folder, *folder.parents):
        for name in NAMES:
            if _is_meant(place / name):
                return place / name
    return None


def _is_meant(file: Path) -> bool:
    if not os.path.isfile(file):
        return False
    if file.name == NAMES[0]:
        return True
    try:
        with open(file, "rb") as stream:
            return SECTION in stream.read(1 << 20)
    except OSError:
        return False
