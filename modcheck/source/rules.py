"""Where the rule files are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

import os
from pathlib import Path

from modcheck.errors import InternalError


def rules_folder() -> Path:
    """The folder rules/."""
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "_rules", package.parent / "rules"):
        if (candidate / "checks").is_dir():
            return candidate
    raise InternalError("the rules/ folder is missing", advice="reinstall modcheck")


def check_ids(rules: Path) -> list[str]:
    """The checks of a rules folder: each file in checks/ is one."""
    return sorted(name[:-3] for name in os.listdir(rules / "checks") if name.endswith(".py"))
