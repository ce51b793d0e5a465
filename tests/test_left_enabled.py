"""What a device does that a driver has left enabled, as the program's own run tells it."""

import re

from tests.running import ROOT, A, analysed, modcheck

LEFT = ROOT / "fixtures" / "dma_outlives_buffer" / "fails_left_enabled.rs"
SITE = re.compile(r"\w+\.rs:\d+")


def told_by_the_device(driver: object, *events: str) -> list[str]:
    lines = modcheck("run", driver, *events, "--trace").stdout.splitlines()
    return [SITE.sub("memory", line.strip("( )")) for line in lines if line.startswith("  (device ")]


def test_a_frame_goes_into_freed_memory_and_the_line_stays_up() -> None:
    assert told_by_the_device(LEFT, "insmod", "up", "down", "frame") == [
        "device writes data (98 bytes) at 0x0 of memory.[]#0, which was freed",
        "device writes 0x66 (2 bytes) at 0x8 of memory.[]#0, which was freed",  # the length
        "device writes 0x0 (2 bytes) at 0xe of memory.[]#0, which was freed",
        "device writes 0x7 (1 bytes) at 0xc of memory.[]#0, which was freed",  # done
        "device raises its line, which nobody handles",
    ]


def test_the_given_driver_keeps_what_the_device_writes_to() -> None:
    assert told_by_the_device(A, "insmod", "up", "down", "frame") == ["device raises its line"]


def test_the_finding_says_which_of_the_two_it_is() -> None:
    told = {}
    for path in (LEFT, A):
        (finding,) = [f for f in analysed(path).judgement.findings if f.rule == "stop_leaves_dma_running"]
        told[path] = finding.message.rpartition("; ")[2]
    assert told == {
        LEFT: "the memory of its rings is freed",
        A: "the memory of its rings is not freed",
    }
