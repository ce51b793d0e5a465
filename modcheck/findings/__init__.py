"""An `Exploration` in, a `Judgement` out: one finding a root cause, with its story."""

from modcheck.findings.assumptions import unknown_names
from modcheck.findings.judge import judge
from modcheck.findings.model import Finding, Judgement, Level, Obligation, TraceStep, Verdict

__all__ = ["Finding", "Judgement", "Level", "Obligation", "TraceStep", "Verdict", "judge", "unknown_names"]
