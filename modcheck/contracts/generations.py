"""The table of the generations of the kernel crate in, what it says of each out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from modcheck.errors import RuleError
from modcheck.source import read_bytes

MAX_TABLE = 64 * 1024


def generations(path: Path) -> dict[str, dict[str, Any]]:
    """Each generation, with what the table says of it; none if there is no table."""
    try:
        found = tomllib.loads(read_bytes(path, MAX_TABLE).decode("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise RuleError(f"the table of generations cannot be read: {error}", place=str(path)) from error
    for name, table in found.items():
        signs = table.get("signs") if isinstance(table, dict) else None
        if not isinstance(signs, list) or not all(isinstance(sign, str) for sign in signs):
            raise RuleError("a generation needs a list of `signs`", place=f"{path}: {name}")
        if table.get("like", next(iter(found))) not in found or found.get(table.get("like"), {}).get("like"):
            raise RuleError("a generation is `like` one that is like no other", place=f"{path}: {name}")
    return found
