"""Two versions of a file in, the lines of the newer one that changed out, and where lines were deleted."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PRODUCT = 4_000_000
"""Lines of one side times lines of the other that are compared exactly; the rest counts as changed."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """Lines (from 1) of the newer version."""

    changed: frozenset[int]
    deleted: frozenset[int]
    """After these lines something was taken out (0: before the first)."""
    whole: bool = False
    """A new file: every line is new."""

    def touches(self, first: int, last: int) -> bool:
        """Did one of these lines change?"""
        return self.whole or any(first <= line <= last for line in self.changed)

    def cuts(self, first: int, last: int) -> bool:
        """Was something taken out between these lines?"""
        return self.whole or any(first <= line < last for line in self.deleted)


ALL = FileChange(frozenset(), frozenset(), whole=True)


def changed_lines(old: bytes, new: bytes) -> FileChange:
    """Compare line by line."""
    before, after = old.split(b"\n"), new.split(b"\n")
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    if len(before) * len(after) > MAX_PRODUCT:
        return FileChange(frozenset(range(start + 1, start + len(after) + 1)), frozenset({start}))
    from difflib import SequenceMatcher

    changed: set[int] = set()
    deleted: set[int] = set()
    for kind, low, high, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind in ("insert", "replace"):
            changed.update(range(start + first + 1, start + last + 1))
        if kind == "delete" or (kind == "replace" and high - low > last - first):
            deleted.add(start + last)
    return FileChange(frozenset(changed), frozenset(deleted))


def _common(left: list[bytes], right: list[bytes]) -> int:
    """How many lines at the start are the same."""
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
