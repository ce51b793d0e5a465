"""A module that uses wrappers of its own kernel tree in, the same verdicts as with known wrappers out."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "fixtures" / "kernels"


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "modcheck", "check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_tree_that_the_makefile_names_is_read() -> None:
    done = check(str(HERE / "driver"))
    assert done.returncode == 0, done.stdout
    assert "0 errors, 0 warnings" in done.stdout
    assert "0 unknown" in done.stdout


def test_without_the_tree_the_wrappers_are_unknown_and_said(tmp_path: Path) -> None:
    shutil.copy(HERE / "driver" / "own_wrappers.rs", tmp_path)
    done = check(str(tmp_path))
    assert ".give_back()" in done.stdout
    assert "POSSIBLE" in done.stdout
    named = check(str(tmp_path), "--kernel", str(HERE / "small"))
    assert named.returncode == 0, named.stdout


def test_a_wrapper_that_releases_nothing_is_found_out(tmp_path: Path) -> None:
    shutil.copytree(HERE, tmp_path / "kernels")
    wrappers = tmp_path / "kernels" / "small" / "rust" / "kernel" / "pci.rs"
    text = wrappers.read_text()
    wrappers.write_text(
        text.replace(
            "unsafe { bindings::pci_release_selected_regions(pdev, bars) };", "let _ = (pdev, bars);"
        )
    )
    done = check(str(tmp_path / "kernels" / "driver"))
    assert done.returncode == 1
    assert "error[leak_on_remove]" in done.stdout


def test_a_folder_that_is_no_tree_is_a_usage_error(tmp_path: Path) -> None:
    done = check(str(tmp_path), "--kernel", str(tmp_path))
    assert done.returncode in (2, 3)
