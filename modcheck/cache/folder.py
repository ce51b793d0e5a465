"""Where modcheck keeps what it can make again: in the user's cache folder."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The folder, which need not exist: `$XDG_CACHE_HOME/modcheck`, or `~/.cache/modcheck`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return Path(base or os.path.expanduser("~/.cache")) / "modcheck"
