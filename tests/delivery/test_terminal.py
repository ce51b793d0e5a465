"""Terminals: colours and width only where there is one, letters that it can show, and several modules at
once."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from modcheck.judging.workers import in_parallel
from modcheck.report.terminal import fit, without_signs
from tests.running import ROOT
from tests.scratch import BAD, GOOD, modcheck

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(*arguments: object, columns: int = 80, **environment: str) -> tuple[str, str]:
    """What standard output and standard error get, both of them terminals."""
    pairs = [pty.openpty(), pty.openpty()]
    for ours, _ in pairs:
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "TERM")}
    process = subprocess.Popen(
        [sys.executable, "-m", "modcheck", *map(str, arguments)],
        cwd=ROOT, env={**plain, "TERM": "xterm", **environment}, stdin=subprocess.DEVNULL, stdout=pairs[0][1],
        stderr=pairs[1][1],
    )  # fmt: skip
    for _, theirs in pairs:
        os.close(theirs)
    texts = []
    for ours, _ in pairs:
        seen = b""
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        texts.append(seen.decode("utf-8", "replace").replace("\r\n", "\n"))
    process.wait(timeout=60)
    return texts[0], texts[1]


def test_colours_on_a_terminal() -> None:
    assert "\x1b[1;31merror[leak_on_remove]" in on_a_terminal("check", BAD)[0]


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_for_who_wants_none(environment: dict[str, str]) -> None:
    assert "\x1b" not in on_a_terminal("check", BAD, **environment)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lines_fit(columns: int) -> None:
    text = ESCAPE.sub("", on_a_terminal("check", BAD, columns=columns)[0])
    long = [line for line in text.splitlines() if len(line) > columns]
    assert all(" " not in line.strip(" ->") for line in long), "only a word that is longer than the line"
    whole = modcheck("check", BAD).stdout
    assert (
        sorted(re.sub(r"\d+\.\d+ s", "", text).split())[:50]
        == sorted(re.sub(r"\d+\.\d+ s", "", whole).split())[:50]
    )


def test_carets_stay_below_what_they_mark() -> None:
    text = (
        "  7 |         let registration = something();\n    |                            ^^^^^^^^^^^ here\n"
    )
    cut = fit(text, 42).splitlines()
    assert [len(line) for line in cut] == [42, 42]


def test_a_narrow_terminal_is_not_fitted_to() -> None:
    assert fit("word " * 40, 20) == "word " * 40


def test_old_terminals_get_letters_they_have() -> None:
    run = modcheck("check", BAD, PYTHONIOENCODING="ascii")
    assert run.stdout.isascii() and "insmod -> rmmod" in run.stdout
    run = modcheck("check", BAD, PYTHONIOENCODING="latin-1")
    assert "insmod -> rmmod" in run.stdout
    assert without_signs("é → …", "latin-1") == "é -> ..."
    assert "insmod → rmmod" in modcheck("check", BAD, PYTHONIOENCODING="utf-8").stdout


def test_machines_get_utf8_whatever_the_terminal_speaks() -> None:
    kept = str(BAD.with_name("fails_regions_kept.rs"))
    run = subprocess.run(
        [sys.executable, "-m", "modcheck", "check", kept, "--format", "json"], cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=False,
    )  # fmt: skip
    assert "…".encode() in run.stdout


def several(folder: Path, count: int) -> list[str]:
    paths = []
    for number in range(count):
        path = folder / f"m{number}.rs"
        path.write_bytes((BAD if number % 2 else GOOD).read_bytes())
        paths.append(str(path))
    return paths


def test_a_bar_on_a_terminal_that_goes_away(tmp_path: Path) -> None:
    paths = several(tmp_path, 3)
    errors = on_a_terminal("check", *paths, "--no-cache")[1]
    assert "] 3/3 modules" in errors and errors.endswith("\r\x1b[K")
    assert on_a_terminal("check", paths[0], "--no-cache")[1] == ""
    assert modcheck("check", *paths, "--no-cache").stderr == ""


def test_the_order_is_that_of_the_arguments(tmp_path: Path) -> None:
    paths = several(tmp_path, 5)[::-1]
    outputs = []
    for jobs in ("1", "2", "5"):
        run = modcheck("check", *paths, "--jobs", jobs, "--no-cache", "--format", "json")
        outputs.append(re.sub(r'"seconds": [\d.]+', "", run.stdout))
        assert run.returncode == 1
    assert len(set(outputs)) == 1


def test_a_process_that_dies_takes_nothing_with_it() -> None:
    def work(number: int) -> str:
        if number == 1:
            os.kill(os.getpid(), 9)
        return f"did {number}"

    seen: list[int] = []
    assert in_parallel([0, 1, 2], work, 2, seen.append) == ["did 0", None, "did 2"]
    assert seen == [1, 2, 3]


def test_a_module_whose_process_dies_is_named(tmp_path: Path) -> None:
    paths = several(tmp_path, 2)
    code = (
        "import os, sys; import modcheck.pipeline as p; real = p.analyse\n"
        "def analyse(layout, *rest):\n"
        "    if layout.name == 'm0': os.kill(os.getpid(), 9)\n"
        "    return real(layout, *rest)\n"
        "p.analyse = analyse\n"
        "from modcheck.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "check", *paths, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 3
    assert f"error: {paths[0]}: the process that analysed it died" in run.stderr
    assert "error[leak_on_remove]" in run.stdout


def test_a_report_can_go_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    run = modcheck("check", BAD, "--output", out)
    assert (run.returncode, run.stdout) == (1, "")
    assert out.read_text().startswith("error[leak_on_remove]")
    run = modcheck("check", BAD, "--output", tmp_path / "none" / "report.txt")
    assert run.returncode == 2 and "cannot be written" in run.stderr
