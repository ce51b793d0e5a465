"""What was derived from a kernel crate in, a screen or one JSON document (version 1 of its shape) out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from modcheck.report.snippets import where
from modcheck.report.words import counted, printable

if TYPE_CHECKING:
    from modcheck.learn import Comparison, Difference, Hazard, Learned, Texts, Written
    from modcheck.source import SourceFile, Span

WIDTH = 60


class Told:
    """All that one run of `learn` has to say."""

    def __init__(self, learned: Learned, hazards: list[Hazard], texts: Texts) -> None:
        self.learned = learned
        self.hazards = hazards
        self.texts = texts
        self.written: Written | None = None
        self.differences: list[Difference] | None = None
        self.comparison: Comparison | None = None


def learned_to_text(told: Told, tree: str) -> str:
    """The table, then the lists."""
    learned = told.learned
    lines = [f"{tree}: {counted(len(learned.crate.files), 'file')} of the kernel crate"]
    total = max(1, learned.total)
    for word, count in _counts(told):
        lines.append(f"  {word:44} {count:5}  {100 * count / total:5.1f} %")
    lines += _list("unknown, by reason", [f"{n:4}  {reason}" for reason, n in _reasons(learned)])
    lines += _list("unknown", [f"{_at(learned, u.span)}: {u.path}: {u.reason}" for u in learned.unknown])
    lines += _list(
        "framework hazards", [f"{_at(learned, h.span)}: {h.where}: {h.text}" for h in told.hazards]
    )
    lines += _list("derived, of a type that has no place in a rule file", told.texts.without)
    lines += _list("derived, and more than a rule file can say", told.texts.inexact)
    if told.texts.vague:
        values = counted(len(told.texts.vague), "value")
        have = "has" if len(told.texts.vague) == 1 else "have"
        lines.append(f"  {values} of the derived functions {have} no form in a rule file")
    lines += _written(told)
    lines += _compared(told)
    lines += _list("not read", learned.crate.unread)
    return printable("\n".join(lines) + "\n", keep="\n")


def _counts(told: Told) -> list[tuple[str, int]]:
    learned = told.learned
    return [
        ("functions in the resource slice", learned.total),
        ("derived", len(learned.derived)),
        ("modelled by hand", len(learned.modelled)),
        ("unknown", len(learned.unknown)),
    ]


def _reasons(learned: Learned) -> list[tuple[str, int]]:
    return Counter(unknown.reason for unknown in learned.unknown).most_common()


def _list(head: str, entries: list[str]) -> list[str]:
    return [f"  {head}:", *(f"    {entry}" for entry in entries)] if entries else []


def _at(learned: Learned, span: Span) -> str:
    return place(learned.crate.files, span)


def place(files: Mapping[str, SourceFile], span: Span) -> str:
    """A place in the crate, without the folders above it."""
    shown = where(span, files)
    return shown[shown.rfind("rust/kernel/") :] if "rust/kernel/" in shown else shown


def _written(told: Told) -> list[str]:
    written = told.written
    if written is None:
        return []
    lines = [f"  written: {counted(len(written.files), 'file')}"]
    lines += _list("kept, because a person edited it", written.kept)
    lines += _list("removed, because the crate has it no more", written.removed)
    lines += _list("cannot stand in a rule file", [f"{name}: {why}" for name, why in written.refused])
    return lines


def _compared(told: Told) -> list[str]:
    if told.differences is None and told.comparison is None:
        return []
    held = told.comparison
    lines = []
    if held is not None:
        head = f"compared with rules written by hand: {counted(held.compared, 'function')}"
        lines = [f"  {head}, {held.same} the same, {held.replaced} otherwise on purpose"]
        lines.append(f"  learned beside them: {counted(told.texts.functions, 'function')}")
    return lines + _list("they differ", [f"{d.path}: {d.text}" for d in told.differences or []])


def learned_to_json(told: Told, tree: str, version: str) -> str:
    """One document."""
    learned = told.learned
    document: dict[str, Any] = {
        "tool": {"name": "modcheck", "version": version},
        "schema": 1,
        "tree": tree,
        "files": len(learned.crate.files),
        "slice": learned.total,
        "derived": [one.path for one in learned.derived],
        "modelled": learned.modelled,
        "unknown": [
            {"function": u.path, "reason": u.reason, "place": _at(learned, u.span)} for u in learned.unknown
        ],
        "hazards": [
            {"kind": h.kind, "function": h.where, "text": h.text, "place": _at(learned, h.span)}
            for h in told.hazards
        ],
        "not_read": learned.crate.unread,
    }
    if told.written is not None:
        written = told.written
        document["written"] = {
            "files": written.files, "kept": written.kept, "removed": written.removed,
            "refused": [{"function": name, "reason": why} for name, why in written.refused],
        }  # fmt: skip
    if told.differences is not None:
        held = told.comparison
        document["compared"] = held.compared if held is not None else 0
        document["replaced"] = held.replaced if held is not None else 0
        document["beside"] = told.texts.functions if held is not None else 0
        document["differences"] = [{"function": d.path, "text": d.text} for d in told.differences]
    return json.dumps(document, indent=2) + "\n"
