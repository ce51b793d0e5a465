"""A git repository and a base in, what changed since and the older contents out."""

from modcheck.changes.base import Since, since
from modcheck.changes.git import Repository, repository_of
from modcheck.changes.lines import ALL, FileChange, changed_lines
from modcheck.changes.snapshot import Snapshot, of_commit, of_index

__all__ = [
    "ALL",
    "FileChange",
    "Repository",
    "Since",
    "Snapshot",
    "changed_lines",
    "of_commit",
    "of_index",
    "repository_of",
    "since",
]
