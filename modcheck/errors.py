"""The exceptions of modcheck: each says what is wrong, where, whose fault it is and what to do."""

from __future__ import annotations


class ModcheckError(Exception):
    """Base of all errors that end a run with one clear message and no traceback."""

    exit_code = 2

    def __init__(self, message: str, *, place: str | None = None, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.advice = advice

    def told(self) -> str:
        """Where and what, without the advice."""
        return f"{self.place}: {self.message}" if self.place else self.message

    def __str__(self) -> str:
        return f"{self.told()}\n  help: {self.advice}" if self.advice else self.told()


class UsageError(ModcheckError):
    """The command line or the configuration asks for something that does not exist."""


class InputError(ModcheckError):
    """A path that was given cannot be read or holds nothing to analyse."""

    exit_code = 3


class RuleError(ModcheckError):
    """A file under rules/ is outside the subset that is read; the rule's author must mend it."""


class InternalError(ModcheckError):
    """A defect of modcheck itself; never the driver's fault."""

    exit_code = 3


def internal(error: Exception, about: str) -> InternalError:
    """What was not foreseen, as an error that can be told."""
    import os
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    cause = f"{type(error).__name__} {error}"[:200]
    text = f"internal error in {about}: {cause} (at {os.path.basename(frame.filename)}:{frame.lineno})"
    return InternalError(text, advice="please report it with the output under MODCHECK_DEBUG=1")
