"""What tests of the delivery share: the program in a process of its own, and small git repositories of
drivers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.running import ROOT

LEAKS = ROOT / "fixtures" / "leak_on_remove"
BAD, GOOD = LEAKS / "fails_enable_kept.rs", LEAKS / "passes_freed_by_drop.rs"
"""A module with one error, and one without."""


def modcheck(
    *arguments: object, cwd: Path | str = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program; nothing is sent to it."""
    return subprocess.run(
        [sys.executable, "-m", "modcheck", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
        errors="surrogateescape",
    )


class Repository:
    """A git repository in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        for name, value in (("user.name", "A"), ("user.email", "a@example.org"), ("commit.gpgsign", "false")):
            self.git("config", name, value)

    def git(self, *arguments: str) -> str:
        """What git prints; its words if it fails."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        run = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout.strip()

    def write(self, name: str, text: str) -> Path:
        """Write a file of the work tree."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def commit(self, message: str = "change") -> str:
        """Commit all that is there."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


def story(folder: Path, version: Path) -> dict[str, str]:
    """The files of one version of the story's driver, by their names below `folder`."""
    return {
        f"{folder}/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(version.iterdir())
        if path.is_file()
    }


def cache_with_rules(folder: Path) -> dict[str, str]:
    """The environment of a cache that knows the rules and nothing else; to read them anew takes seconds."""
    known = Path(os.environ["XDG_CACHE_HOME"]) / "modcheck"
    if not any(known.glob("rules-*.json")):
        modcheck("rules")
    (folder / "modcheck").mkdir(parents=True, mode=0o700)
    for path in known.glob("rules-*.json"):
        (folder / "modcheck" / path.name).write_bytes(path.read_bytes())
    return {"XDG_CACHE_HOME": str(folder)}
