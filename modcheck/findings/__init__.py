"""An `Exploration` in, a `Judgement` out: one finding a root cause, with its story."""

from modcheck.findings.assumptions import assumption_of, of_a_proof, unknown_names
from modcheck.findings.judge import judge
from modcheck.judgement import Assumption, Finding, Judgement, Level, Obligation, TraceStep, Verdict

__all__ = [
    "Assumption",
    "Finding",
    "Judgement",
    "Level",
    "Obligation",
    "TraceStep",
    "Verdict",
    "assumption_of",
    "judge",
    "of_a_proof",
    "unknown_names",
]
