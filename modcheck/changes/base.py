"""A module's place and the name of a base in, what the base had there out: commit, names, contents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from modcheck.changes.git import Repository, repository_of
from modcheck.changes.snapshot import Snapshot, of_commit
from modcheck.errors import UsageError


@dataclass(frozen=True, slots=True)
class Since:
    """One repository and the commit that a change is measured from."""

    repository: Repository
    commit: str
    note: str
    """What a user should know of how the commit was chosen; empty if nothing."""
    renames: dict[str, str]
    """Name now → name then."""

    def old_name(self, name: str) -> str:
        """What a file was called in the base."""
        return self.renames.get(name, name)

    def snapshot(self, main: str) -> tuple[Snapshot, str]:
        """The folder of a module's main file as it was, and the main file's name in it."""
        folder, _, name = self.old_name(main).rpartition("/")
        return of_commit(self.repository, self.commit, folder or "."), name


def since(folder: Path, base: str, staged: bool) -> Since:
    """The base as it is meant for a folder. The change is what the work tree (or the index, if `staged`) has
    more than the last commit that both sides share."""
    repository = repository_of(folder)
    commit, note = _commit(repository, base)
    return Since(repository, commit, note, _renames(repository, commit, staged))


def _commit(repository: Repository, base: str) -> tuple[str, str]:
    """A base that the outer repository knows names, in a submodule, the commit that it pins there."""
    outer = repository.answers("rev-parse", "--show-superproject-working-tree")
    if outer and _stands_in(Path(outer), repository):
        name = repository.top.relative_to(outer).as_posix()
        commit = _known(Repository(Path(outer)), base)
        pinned = Repository(Path(outer)).answers("rev-parse", "--verify", "--quiet", f"{commit}:{name}")
        if pinned is None:
            raise UsageError(f"`{base}` has no submodule `{name}`", place=outer)
        return _known(repository, pinned), ""
    born = repository.answers("rev-parse", "--verify", "--quiet", "HEAD") is not None
    if not born and base == "HEAD":  # the first commit of all: everything is new
        return repository.ask("hash-object", "-t", "tree", "--stdin").decode("ascii").strip(), ""
    commit = _known(repository, base)
    if not born:
        return commit, ""
    shared = repository.answers("merge-base", commit, "HEAD")
    if shared:
        return shared, ""
    note = f"`{base}` and HEAD share no commit here: everything that differs from `{base}` counts as changed"
    return commit, note


def _stands_in(outer: Path, repository: Repository) -> bool:
    """Is the program run from the outer repository, so that the base is one of its names?"""
    here = os.path.realpath(Path.cwd())
    inner, top = os.path.realpath(repository.top), os.path.realpath(outer)
    return os.path.commonpath([here, top]) == top and os.path.commonpath([here, inner]) != inner


def _known(repository: Repository, base: str) -> str:
    found = repository.answers("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    if found is None:
        shallow = repository.answers("rev-parse", "--is-shallow-repository") == "true"
        fetch = "fetch it first (`git fetch --depth=1 origin COMMIT`, or `fetch-depth: 0` in the workflow)"
        advice = fetch if shallow else "name a commit, a branch or a tag"
        raise UsageError(f"git knows no commit `{base}`", place=str(repository.top), advice=advice)
    return found


def _renames(repository: Repository, commit: str, staged: bool) -> dict[str, str]:
    """Name now → name then, of the files that git takes for moved."""
    cached = ["--cached"] if staged else []
    listed = repository.ask(
        "diff", "--raw", "-z", "-M", "--diff-filter=R", "--no-ext-diff", *cached, commit, "--"
    )
    parts = listed.split(b"\0")
    return {os.fsdecode(parts[i + 2]): os.fsdecode(parts[i + 1]) for i in range(0, len(parts) - 2, 3)}
