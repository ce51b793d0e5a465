"""Where the rule files are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

from modcheck.errors import InternalError


def rules_folder() -> Path:
    """The folder rules/."""
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "_rules", package.parent / "rules"):
        if (candidate / "checks").is_dir():
            return candidate
    raise InternalError("the rules/ folder is missing", advice="reinstall modcheck")
