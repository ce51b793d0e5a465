"""Analyses in, the same with those findings that a reader is to see out: levels, a change, a baseline."""

from modcheck.selection.baseline import VERSION, Baseline, baseline_text, read_baseline
from modcheck.selection.change import of_change
from modcheck.selection.levels import with_levels

__all__ = ["VERSION", "Baseline", "baseline_text", "of_change", "read_baseline", "with_levels"]
