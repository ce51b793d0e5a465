"""Errors in, one clear message on standard error and an exit code out."""

from __future__ import annotations

import os
import sys

from modcheck.errors import ModcheckError, internal
from modcheck.report.words import printable


def complain(error: Exception, about: str) -> int:
    """Tell an error; what is no `ModcheckError` is a defect of ours. The exit code."""
    if not isinstance(error, ModcheckError):
        if os.environ.get("MODCHECK_DEBUG") == "1":
            raise error
        error = internal(error, about)
    print(f"error: {printable(error.told())}", file=sys.stderr)
    if error.advice:
        print(f"  help: {printable(error.advice)}", file=sys.stderr)
    return error.exit_code


def tell(line: str) -> None:
    """One line that is no error."""
    print(printable(line), file=sys.stderr)
