"""A folder in, its git repository out: the few questions that are asked of git, each with a plain answer.

Only commands for scripts are used. Names are handed over and taken back with NULs, never quoted; what a
repository can configure to run other programs (textconv, external diffs, file monitors) is switched off.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from modcheck.errors import UsageError

TIMEOUT = 60.0
_SAFE = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false")


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree."""

    top: Path
    index: str | None = None
    """The file that `git commit` uses as index while a hook runs, if it is not the usual one."""

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git prints; `UsageError` with git's own words if it fails."""
        run = _git(self.top, arguments, given, self.index)
        if run.returncode != 0:
            words = run.stderr.decode("utf-8", "replace").strip().splitlines()
            raise UsageError(f"git {arguments[0]}: {words[0] if words else 'failed'}", place=str(self.top))
        return run.stdout

    def answers(self, *arguments: str) -> str | None:
        """The one line that git prints, or None if it fails."""
        run = _git(self.top, arguments, b"", self.index)
        return run.stdout.decode("utf-8", "surrogateescape").strip() if run.returncode == 0 else None

    def name_of(self, path: Path) -> str:
        """A path of the work tree as git names it: relative to the top, with slashes."""
        real = Path(os.path.realpath(path.parent), path.name)
        return real.relative_to(os.path.realpath(self.top)).as_posix()


def repository_of(folder: Path) -> Repository:
    """The work tree that a folder lies in; `UsageError` if there is none."""
    run = _git(folder, ("rev-parse", "--show-toplevel"), b"", None)
    if run.returncode != 0:
        words = run.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = words[0].removeprefix("fatal: ") if words else "git failed"
        raise UsageError(f"not in a git work tree: {reason}", place=str(folder))
    top = Path(os.fsdecode(run.stdout[:-1]))
    index = os.environ.get("GIT_INDEX_FILE")
    mine = index is not None and _is_within(Path.cwd(), top)
    return Repository(top, os.path.abspath(index) if index is not None and mine else None)


def _is_within(folder: Path, top: Path) -> bool:
    """Is this the repository that the hook runs for, and not one inside it?"""
    run = _git(folder, ("rev-parse", "--show-toplevel"), b"", None)
    return run.returncode == 0 and os.fsdecode(run.stdout[:-1]) == str(top)


def _git(
    folder: Path, arguments: Sequence[str], given: bytes, index: str | None
) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
    environment |= {"GIT_INDEX_FILE": index} if index is not None else {}
    command = ["git", "-C", str(folder), *_SAFE, *arguments]
    try:
        return subprocess.run(
            command, input=given, capture_output=True, env=environment, timeout=TIMEOUT, check=False
        )
    except FileNotFoundError as error:
        raise UsageError("git is not installed", advice="leave out --diff and --staged") from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"git {arguments[0]} took more than {TIMEOUT:.0f} seconds") from error
    except ValueError as error:
        raise UsageError(f"git cannot be asked that: {error}") from error
