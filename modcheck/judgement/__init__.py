"""What the program says of a module, as plain data: it stands below the engine, so that a kept judgement is
read and rendered without importing what made it."""

from modcheck.judgement.analysis import Analysis
from modcheck.judgement.codec import decode, encode
from modcheck.judgement.model import (
    BIOGRAPHY,
    Assumption,
    Blame,
    Callback,
    Check,
    Consequence,
    Coverage,
    Finding,
    Judgement,
    Kind,
    Level,
    Obligation,
    Place,
    Role,
    TraceStep,
    Verdict,
)

__all__ = [
    "BIOGRAPHY",
    "Analysis",
    "Assumption",
    "Blame",
    "Callback",
    "Check",
    "Consequence",
    "Coverage",
    "Finding",
    "Judgement",
    "Kind",
    "Level",
    "Obligation",
    "Place",
    "Role",
    "TraceStep",
    "Verdict",
    "decode",
    "encode",
]
