"""The scenes of docs/tour.md that need a repository: each plays commands in a fresh one and gives the
transcript.

The driver is the story's third version, as somebody's repository has it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.running import ROOT, C
from tests.scratch import Repository, story

FOLDER = "drivers/demo"
MAIN = f"{FOLDER}/r4l_e1000_demo.rs"
TIME = re.compile(r"^  time: .*\n", re.MULTILINE)
LOST = "        data.napi.disable();\n"
"""What the change takes out of `stop`."""


class Scene:
    """A repository, and what was typed in it."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder / "repository")
        for name, text in story(Path(FOLDER), C).items():
            self.repository.write(name, text)
        self.repository.commit()
        programs = folder / "bin"
        programs.mkdir()
        for name, call in (
            ("modcheck", "-m modcheck"),
            ("sarif", "-m sarif"),
            ("pre-commit", "-m pre_commit"),
        ):
            program = programs / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n')
            program.chmod(0o755)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))},
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PRE_COMMIT_HOME": str(folder / "pre-commit"),
            "PRE_COMMIT_COLOR": "never",
        }
        self.lines: list[str] = []

    def type(self, command: str, last: int = 0) -> None:
        """Run a command of the shell; `last`: show so many of its last lines only."""
        run = subprocess.run(
            ["bash", "-c", command], cwd=self.repository.folder, env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        printed = TIME.sub("", run.stdout).rstrip("\n").split("\n") if run.stdout.strip() else []
        shown = printed[-last:] if last else printed
        self.lines += [f"$ {command}", *(line.rstrip() for line in shown)]

    def take_out(self) -> None:
        """Change the driver as somebody in a hurry would."""
        path = self.repository.folder / MAIN
        text = path.read_text(encoding="utf-8")
        assert text.count(LOST) == 1
        path.write_text(text.replace(LOST, ""), encoding="utf-8")


def _diff(scene: Scene) -> None:
    scene.take_out()
    scene.type("git diff --unified=1 | tail -n +5")
    scene.type(f"modcheck check {FOLDER} --diff HEAD --brief")


def _annotations(scene: Scene) -> None:
    scene.take_out()
    scene.type(f"modcheck check {FOLDER} --diff HEAD --format github")


def _hook(scene: Scene) -> None:
    scene.type("modcheck init > /dev/null; sed -i 's/--brief/--brief --diff HEAD/' .pre-commit-config.yaml")
    scene.type("git add --all && git commit --quiet --message 'Check each commit' && pre-commit install")
    scene.take_out()
    scene.type(f"git commit --quiet --message 'Tidy stop' {FOLDER}")
    scene.type(f"git checkout --quiet {FOLDER} && echo '// Tidy.' >> {MAIN}")
    scene.type(f"git commit --quiet --message 'Tidy the end' {FOLDER}")


def _baseline(scene: Scene) -> None:
    scene.type(f"modcheck baseline write {FOLDER}")
    scene.type(f"modcheck baseline check {FOLDER}", last=4)


def _init(scene: Scene) -> None:
    scene.type("modcheck init --from git+https://example.org/modcheck")
    scene.type("cat .pre-commit-config.yaml")
    scene.type("echo 'fail_on = \"note\"' >> modcheck.toml; modcheck check .; echo exit code $?")


def _formats(scene: Scene) -> None:
    scene.type(
        f"modcheck check {FOLDER} --format sarif --output all.sarif; sarif summary all.sarif | sed -n 1,4p"
    )
    scene.type(f"modcheck check {FOLDER} --format gitlab | head -n 12")
    scene.type(f"modcheck check {FOLDER} --format junit | head -n 4 | cut -c 1-100")
    scene.type(f"modcheck check {FOLDER} --format rdjson | head -n 20")


def _doctor(scene: Scene) -> None:
    config = f"{FOLDER}/.config"
    scene.type(f"printf 'CONFIG_RUST=y\\nCONFIG_PCI=y\\nCONFIG_E1000=y\\n' > {config}")
    scene.type(f"modcheck doctor {FOLDER}; echo exit code $?")
    scene.type(f"sed -i 's/CONFIG_E1000=y/# CONFIG_E1000 is not set/' {config}")
    scene.type(f"modcheck doctor {FOLDER} | tail -n 1; rm {config}")
    scene.type(f"sed -i 's/r4l_e1000_demo.o/e1000_demo.o/' {FOLDER}/Kbuild; touch {FOLDER}/e1000_demo.c")
    scene.type(f"modcheck doctor {FOLDER} | tail -n 15; git checkout --quiet {FOLDER}")
    scene.type(f"echo 'obj-m += $(shell ls *.o)' >> {FOLDER}/Kbuild")
    scene.type(f"modcheck doctor {FOLDER} | grep undecided")


def _doctor_in_a_tree(scene: Scene) -> None:
    scene.type(f"cp -r {ROOT}/fixtures/around/in_tree/wrong linux; cd linux/samples/rust; ls")
    scene.type("cd linux; modcheck doctor samples/rust/rust_helloworld.rs")
    scene.type("cd linux; modcheck doctor samples/rust/rust_chrdev.rs --format json | head -n 40")
    scene.type("cd linux; echo 'source \"Kconfig\"' >> Kconfig")
    scene.type("cd linux; modcheck doctor samples/rust/rust_print.rs 2>&1 > /dev/null; echo exit code $?")


def _kept(scene: Scene) -> None:
    scene.type(f"modcheck check {FOLDER} > /dev/null; modcheck check {FOLDER} --timings | grep timings")


SCENES: dict[str, Callable[[Scene], None]] = {
    "diff": _diff,
    "annotations": _annotations,
    "hook": _hook,
    "baseline": _baseline,
    "init": _init,
    "formats": _formats,
    "doctor": _doctor,
    "doctor_in_a_tree": _doctor_in_a_tree,
    "kept": _kept,
}


def played(name: str) -> str:
    """The transcript of a scene."""
    folder = Path(_stage().name) / "scene"
    scene = Scene(folder)
    SCENES[name](scene)
    shutil.rmtree(folder)
    told = "\n".join(scene.lines).replace(str(scene.repository.folder), "~/demo")
    return told.replace(str(ROOT), "~/modcheck")


@cache
def _stage() -> tempfile.TemporaryDirectory[str]:
    """One place for all scenes, so that what one judged is known in the next."""
    return tempfile.TemporaryDirectory(prefix="tour-")
