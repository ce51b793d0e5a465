"""An analysis, that of the base, and the changed lines in, the findings that concern the change out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from modcheck.judgement import Analysis, Callback, Finding, Role
from modcheck.source import SourceFile, Span

if TYPE_CHECKING:
    from modcheck.changes import FileChange

Changes = Mapping[str, "FileChange"]
"""The name shown of each changed file → what changed in it."""
_LABELS = {
    Role.RELEASE: "given back here",
    Role.EXIT: "an exit that leaves it",
    Role.ACQUISITION: "acquired here",
}


def of_change(analysis: Analysis, base: Analysis | None, changes: Changes, name: str) -> Analysis:
    """Keep findings that the base does not have, and those whose path passes a changed line. `base` is None
    if the module is new; `name` is what the user called the base."""
    before = Counter(f.fingerprint for f in base.judgement.findings) if base is not None else Counter[str]()
    kept = []
    for finding in analysis.judgement.findings:
        if before[finding.fingerprint]:
            before[finding.fingerprint] -= 1
            change = "touched" if _is_touched(finding, changes, analysis.files) else ""
        else:
            change = "introduced"
        if change:
            kept.append(_moved(finding._replace(change=change), analysis, changes))
    judgement = analysis.judgement
    older = len(judgement.findings) - len(kept)
    hidden = ((older, f"older than the change since {name}"),) if older else ()
    shown = judgement._replace(findings=tuple(kept), hidden=(*judgement.hidden, *hidden))
    return analysis._replace(judgement=shown)


def _is_touched(finding: Finding, changes: Changes, files: Mapping[str, SourceFile]) -> bool:
    return any(_lies_in(span, changes, files) for span in _spans(finding))


def _spans(finding: Finding) -> Iterator[Span]:
    yield finding.place
    yield from (place.span for place in finding.places)
    yield from (span for span, _ in finding.related)
    yield from (c.place for c in finding.consequences if c.place is not None)
    yield from (step.place for step in finding.trace if step.place is not None)


def _lies_in(span: Span, changes: Changes, files: Mapping[str, SourceFile]) -> bool:
    change, file = changes.get(span.path), files.get(span.path)
    if change is None or file is None:
        return False
    return change.touches(file.line_column(span.start)[0], file.line_column(span.end)[0])


def _moved(finding: Finding, analysis: Analysis, changes: Changes) -> Finding:
    """Show the finding at the first of its places that lies in the change. Where the change took something
    out, that is the callback out of which it was taken."""
    order = list(Role)
    places = sorted(finding.places, key=lambda place: order.index(place.role))
    chosen = next((place for place in places if _lies_in(place.span, changes, analysis.files)), None)
    if chosen is None:
        cut = {c.span for c in analysis.judgement.callbacks if _is_cut(c, changes, analysis.files)}
        chosen = next((p for p in places if p.role is Role.CALLBACK and p.span in cut), None)
    if chosen is None or chosen.span == finding.place:
        return finding
    names = {callback.span: callback.name for callback in analysis.judgement.callbacks}
    label = _LABELS.get(chosen.role, f"when `{names.get(chosen.span, finding.callback)}` returns")
    related = [(span, text) for span, text in finding.related if span != chosen.span]
    related.append((finding.place, finding.label))
    return finding._replace(place=chosen.span, label=label, related=tuple(sorted(related)))


def _is_cut(callback: Callback, changes: Changes, files: Mapping[str, SourceFile]) -> bool:
    change, file = changes.get(callback.span.path), files.get(callback.span.path)
    if change is None or file is None:
        return False
    return change.cuts(file.line_column(callback.span.start)[0], file.line_column(callback.body.end)[0] + 1)
