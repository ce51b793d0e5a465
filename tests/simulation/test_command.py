"""`modcheck simulate` as a person uses it: what it prints, writes and refuses."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from modcheck.cli.main import main
from tests.running import ROOT, A, C, analysed

EDU = ROOT / "fixtures" / "drivers" / "edu" / "right"


def test_it_prints_a_console(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", str(C), "--scenario", "ping"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "~ # insmod r4l_e1000_demo.ko"
    assert lines[1] == "[    1.000000] r4l_e1000_demo: Rust for linux e1000 driver demo (init)"
    assert lines[-3] == "12 packets transmitted, 12 packets received"


def test_trace_adds_registers_and_resources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", str(C), "--scenario", "never_opened", "--trace"]) == 0
    out = capsys.readouterr().out
    assert "  (write IMC = 0xffffffff)" in out
    assert "(acquire the enabled PCI function)" in out


def test_tcpdump_reads_the_frames(tmp_path: Path) -> None:
    if shutil.which("tcpdump") is None:
        pytest.skip("tcpdump is not installed")
    capture = tmp_path / "wire.pcap"
    assert main(["simulate", str(C), "--scenario", "ping", "--pcap", str(capture)]) == 0
    command = ["tcpdump", "-n", "-v", "-t", "-r", str(capture)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.count("ICMP echo request") == told.count("ICMP echo reply") == 12
    assert "10.0.2.15 > 10.0.2.2: ICMP echo request, id 1, seq 11" in told
    assert "Request who-has 10.0.2.2 tell 10.0.2.15" in told and "Reply 10.0.2.2 is-at" in told
    assert "bad cksum" not in told and "wrong" not in told


def test_a_finding_breaks_again(capsys: pytest.CaptureFixture[str]) -> None:
    finding = next(f for f in analysed(A).judgement.findings if f.rule == "reprobe_fails")
    assert main(["simulate", str(A), "--finding", finding.fingerprint]) == 1
    assert "# reprobe_fails: broken in this run" in capsys.readouterr().out


def test_a_call_that_is_told_to_fail_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = tmp_path / "fails.toml"
    scenario.write_text('steps = [{do = "insmod", fail = 2}]\n')
    assert main(["simulate", str(C), "--scenario", str(scenario)]) == 0
    assert "probe of 0000:00:03.0 failed with error" in capsys.readouterr().out


def test_a_call_that_is_not_there_cannot_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = tmp_path / "late.toml"
    scenario.write_text('steps = [{do = "insmod", fail = 99}]\n')
    assert main(["simulate", str(C), "--scenario", str(scenario)]) == 0
    assert "(nothing failed: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('steps = ["insmood"]', "unknown step `insmood`"),
        ('steps = ["ping 0"]', "`ping` takes a number from 1 to 1000"),
        ("steps = []", "`steps` must be a list of 1 to 1000 steps"),
        ('steps = [{do = "ping 3", reply = "never"}]', "`reply` is `early` or `late`"),
        ('steps = [{do = "insmod", when = 3}]', "unknown key `when`"),
        ('step = ["insmod"]', "unknown key `step`"),
        ("steps = [3]", "a step is a line"),
        ("steps = [", "is no TOML"),
        ("\0", "is no TOML"),
    ],
)
def test_a_bad_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str) -> None:
    scenario = tmp_path / "bad.toml"
    scenario.write_text(text)
    assert main(["simulate", str(C), "--scenario", str(scenario)]) == 2
    error = capsys.readouterr().err
    assert told in error and "bad" in error


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([str(C), "--scenario", "pimg"], "did you mean `ping`?"),
        ([str(C), "--scenario", "nowhere.toml"], "cannot be read"),
        ([], "no driver is named"),
        ([str(EDU), "--scenario", "ping"], "needs a network interface, and the driver has none"),
        ([str(C), "--scenario", "char_device"], "needs a device file, and the driver has none"),
        ([str(C), "--finding", "0123456789abcdef"], "no finding has the fingerprint"),
        ([str(C), "--scenario", "never_opened", "--pcap", "/nowhere/wire.pcap"], "cannot be written"),
    ],
)
def test_what_is_refused(capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    assert main(["simulate", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_the_scenarios_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--list"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert names == sorted(names) and "remove_story" in names
