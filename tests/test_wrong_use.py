"""What is asked for and cannot be: one clear line, and the exit code of wrong use."""

import pytest

from tests.running import ROOT, B, C, modcheck

CLEAN, FINDINGS, USAGE, UNREADABLE = 0, 1, 2, 3
FAILS = ROOT / "fixtures" / "copy_out_of_bounds" / "fails_raw_pointer.rs"
PASSES = FAILS.with_name("passes_raw_bounded.rs")


@pytest.mark.parametrize("fingerprint", ["0123456789abcdef", "zzz", ""])
def test_a_fingerprint_that_nobody_knows(fingerprint: str) -> None:
    run = modcheck("check", FAILS, "--replay", fingerprint)
    assert run.returncode == USAGE
    assert "fingerprint" in run.stderr and not run.stdout


def test_without_what_was_kept_a_mended_finding_is_not_known() -> None:
    known = modcheck("check", FAILS, "--format", "json").stdout
    fingerprint = known.partition('"fingerprint": "')[2][:16]
    assert modcheck("check", FAILS, "--replay", fingerprint).returncode == FINDINGS
    assert modcheck("check", PASSES, "--replay", fingerprint).returncode == CLEAN
    assert modcheck("check", PASSES, "--no-cache", "--replay", fingerprint).returncode == USAGE


@pytest.mark.parametrize("events", ["up", "insmod insmod", "insmod rmmod cat", "insmod down"])
def test_an_event_that_cannot_come(events: str) -> None:
    run = modcheck("run", C, *events.split())
    assert f"({events.split()[-1]} is not possible now)" in run.stdout
    assert run.returncode == USAGE


@pytest.mark.parametrize("event", ["pread 1", "pread x y", "pread 1 2 3", "insmod 5", "cat 1"])
def test_numbers_that_an_event_does_not_take(event: str) -> None:
    run = modcheck("run", FAILS, "insmod", event)
    assert run.returncode == USAGE
    assert "takes" in run.stderr


@pytest.mark.parametrize(
    ("fixture", "event", "told"),
    [
        ("fails_plain_subtraction", "pwrite 41 1", "offset 41, length 1"),
        ("fails_raw_pointer", "pread 39 2", "offset 39, length 2"),
        ("fails_seek_anywhere", "lseek-read 1 -5 2", "length 2, after lseek by -5"),
        ("fails_seek_anywhere", "lseek-write 0 1 1", ""),
        ("fails_argument_of_ioctl", "ioctl-any 17169 7", "command 17169, argument 7"),
        ("fails_mmap_of_more", "mmap 9", "mmap of 9 pages"),
    ],
)
def test_a_process_may_be_told_what_to_choose(fixture: str, event: str, told: str) -> None:
    run = modcheck("run", FAILS.with_name(f"{fixture}.rs"), "insmod", event)
    assert run.returncode == CLEAN
    assert told in run.stdout and ("!!" in run.stdout) == bool(told)


def test_events_that_can_come() -> None:
    assert modcheck("run", C, "insmod", "up", "down", "rmmod").returncode == CLEAN


@pytest.mark.parametrize("command", ["run {} insmod", "simulate {}", "replay {log} {}", "dump ir {}"])
@pytest.mark.parametrize(
    ("path", "code"), [("no/such/path", UNREADABLE), ("fixtures/copy_out_of_bounds", USAGE)]
)
def test_one_driver_that_is_there(command: str, path: str, code: int) -> None:
    words = command.format(ROOT / path, log=ROOT / "README.md").split()
    run = modcheck(*words)
    assert run.returncode == code
    assert run.stderr.startswith("error: ") and path in run.stderr


def test_no_log_and_no_scenario() -> None:
    for words in (("replay", "no/such/log", B), ("simulate", B, "--scenario", "no/such/scenario")):
        run = modcheck(*words)
        assert run.returncode == USAGE
        assert "no/such" in run.stderr


def test_no_job_at_all() -> None:
    run = modcheck("check", PASSES, "--jobs", "0")
    assert run.returncode == USAGE
    assert "--jobs must be 1 or more" in run.stderr
