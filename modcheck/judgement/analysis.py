"""One module's judgement with the sources it speaks of: what every report is made from."""

from __future__ import annotations

from typing import NamedTuple

from modcheck.judgement.model import Judgement
from modcheck.source import SourceFile


class Analysis(NamedTuple):
    """One module's judgement, the sources it speaks of, and the seconds each stage took."""

    judgement: Judgement
    files: dict[str, SourceFile]
    seconds: dict[str, float]
    callbacks: int
    """How many functions that the kernel calls could be read; none: nothing was analysed."""
    lost: int
    """Files of the module that were not read, or not to their end, and places where items are no Rust."""
