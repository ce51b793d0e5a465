"""`--hazards`: what the kernel crate does wrong is told as notes, with the function that does it."""

from pathlib import Path

import pytest

from modcheck.device import catalogue
from modcheck.judgement import Blame, Finding, Level
from modcheck.pipeline import Options, analyse
from modcheck.source import find_modules
from tests.running import ROOT, A, analysed, book_of, modcheck

MODERN = ROOT / "fixtures" / "drivers" / "edu_modern" / "right"
NOTE = ROOT / "fixtures" / "read_never_ends" / "passes_misc_simple_read.rs"


def hazards(path: Path) -> list[Finding]:
    (layout,) = find_modules([str(path)])
    judgement = analyse(layout, book_of(layout), catalogue()[0], Options(hazards=True)).judgement
    return [finding for finding in judgement.findings if finding.rule == "framework_hazard"]


@pytest.mark.parametrize(
    ("path", "functions"),
    [
        (MODERN, ["kernel::pci::Device::enable_device_mem"]),
        (NOTE, ["kernel::miscdevice::MiscDeviceRegistration::register"]),
        (
            A,
            [
                "kernel::net::Device::alloc_skb_ip_align",
                "kernel::net::Registration::drop",
                "kernel::net::Registration::register",
            ],
        ),
    ],
    ids=["function never disabled", "operations without an owner", "the camp's crate"],
)
def test_the_function_of_the_crate_is_named(path: Path, functions: list[str]) -> None:
    found = hazards(path)
    assert sorted(finding.message.split("`")[1] for finding in found) == functions
    assert all((f.level, f.blame) == (Level.NOTE, Blame.FRAMEWORK) for f in found)
    assert all(finding.events and finding.trace for finding in found)


def test_the_driver_is_judged_as_without() -> None:
    (layout,) = find_modules([str(A)])
    judgement = analyse(layout, book_of(layout), catalogue()[0], Options(hazards=True)).judgement
    others = [finding for finding in judgement.findings if finding.rule != "framework_hazard"]
    assert others == list(analysed(A).judgement.findings)


def test_notes_do_not_fail_a_check_and_can_be_replayed() -> None:
    run = modcheck("check", "--no-cache", "--hazards", str(MODERN))
    (line,) = [line for line in run.stdout.splitlines() if "replay:" in line]
    assert run.returncode == 0 and "obligations: 0 broken, 37 proved" in run.stdout
    again = modcheck(*line.split("modcheck ")[1].split(), "--no-cache")
    assert again.returncode == 1 and again.stdout.startswith("framework_hazard: ")
    assert not [
        line for line in modcheck("check", "--no-cache", str(MODERN)).stdout.splitlines() if "note[" in line
    ]
