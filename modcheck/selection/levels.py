"""An analysis and a configuration in, the analysis with the configured levels out."""

from __future__ import annotations

import os

from modcheck.configuration import OFF, Configuration
from modcheck.judgement import Analysis, Finding, Level


def with_levels(analysis: Analysis, configuration: Configuration) -> Analysis:
    """Set the levels of findings by check and path; leave out what is switched off."""
    if not configuration.levels:
        return analysis
    judgement = analysis.judgement
    levels = [_level(finding, configuration) for finding in judgement.findings]
    kept = [
        finding._replace(level=Level(level)) if level != finding.level.value else finding
        for finding, level in zip(judgement.findings, levels, strict=True)
        if level != OFF
    ]
    order = list(Level)
    kept.sort(key=lambda finding: order.index(finding.level))
    off = len(judgement.findings) - len(kept)
    hidden = ((off, "switched off in the configuration"),) if off else ()
    changed = judgement._replace(findings=tuple(kept), hidden=(*judgement.hidden, *hidden))
    return analysis._replace(judgement=changed)


def _level(finding: Finding, configuration: Configuration) -> str:
    path = os.path.relpath(os.path.abspath(finding.place.path), configuration.folder)
    return configuration.level_of(finding.rule, path) or finding.level.value
