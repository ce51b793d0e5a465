"""Errors in, one clear message on standard error and an exit code out."""

from __future__ import annotations

import errno
import os
import sys

from modcheck.errors import ModcheckError, UsageError, internal
from modcheck.report.words import printable

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


def complain(error: Exception, about: str) -> int:
    """Tell an error; what is no `ModcheckError` is a defect of ours. The exit code."""
    if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
        error = UsageError(f"standard output: cannot be written: {error.strerror}")
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
