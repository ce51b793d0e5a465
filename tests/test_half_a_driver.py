"""Drivers that were saved half, through the command line: they end soon, and nothing is certain of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.running import D


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "modcheck", "check", "--brief", "--no-cache", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_a_file_of_it_is_missing(tmp_path: Path) -> None:
    """What it would have had is not known, in the driver and in the rules."""
    shutil.copytree(D, tmp_path / "half")
    (tmp_path / "half" / "ring.rs").unlink()
    run = check(tmp_path / "half")
    assert run.returncode == 3 and "the file of `mod ring` is missing" in run.stdout
    assert "not analysed as a whole: 1 place" in run.stderr


def test_what_stands_among_damaged_items_is_not_certain(tmp_path: Path) -> None:
    """A brace too many ends the impl: callbacks become functions, and none of them is called."""
    shutil.copytree(D, tmp_path / "damaged")
    file = tmp_path / "damaged" / "r4l_e1000_demo.rs"
    text = file.read_text()
    assert text.count("    fn stop(") == 1
    file.write_text(text.replace("    fn stop(", "    fn ( {\n    fn stop("))
    run = check(tmp_path / "damaged")
    assert run.returncode == 3 and "not analysed as a whole" in run.stderr
    assert "error[" not in run.stdout
