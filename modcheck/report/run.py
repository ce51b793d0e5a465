"""What a report is made from: the analyses of a run, and what stood in the way of others."""

from __future__ import annotations

from typing import NamedTuple

from modcheck.judgement import Analysis, Finding


class Run(NamedTuple):
    """One run of the program."""

    analyses: tuple[Analysis, ...]
    seconds: float
    problems: tuple[str, ...] = ()
    """What could not be analysed, and why."""

    @property
    def findings(self) -> list[tuple[Analysis, Finding]]:
        """All findings with the analysis they are of, in the order of the modules."""
        return [(a, finding) for a in self.analyses for finding in a.judgement.findings]
