"""In: the declarations of registers; out: whether they are well formed, and the pages made of them true."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise

import pytest

from modcheck.device import Device, catalogue
from modcheck.device.declarations import MEANING, Kind, Register
from modcheck.device.e1000.registers import CELLS, RCTL_DECIDES, named
from tests.running import ROOT

DEVICES = pytest.mark.parametrize("device", catalogue(), ids=lambda device: device.name)


def modcheck(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "modcheck", "device", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


@DEVICES
def test_registers_lie_in_order_and_apart(device: Device) -> None:
    for registers in (device.registers, *(found for _, found in device.behind)):
        assert len({register.name for register in registers}) == len(registers)
        if registers is device.registers:
            assert all(a.offsets().stop <= b.offset for a, b in pairwise(registers))
            assert registers[-1].offsets().stop <= device.bars[0].length
        assert [register.name for register in registers if not sound(register)] == []


def sound(register: Register) -> bool:
    """Fields lie apart within the register, in order; what decides can be written; there is a source."""
    ends = [field.low + field.width for field in register.fields]
    lows = [field.low for field in register.fields]
    apart = all(end <= low for end, low in zip(ends, lows[1:], strict=False))
    inside = not ends or ends[-1] <= 8 * register.width
    decided = register.decides & ~register.writable
    return apart and inside and bool(register.source) and (not decided or register.name == "CTRL")


def test_each_kind_has_a_meaning() -> None:
    assert set(MEANING) == set(Kind)


def test_what_decides_in_rctl_is_in_its_fields() -> None:
    fields = sum(((1 << field.width) - 1) << field.low for field in named("RCTL").fields)
    assert RCTL_DECIDES & ~fields == 0 and len(CELLS) == len(set(CELLS))


@DEVICES
def test_the_page_of_a_device_is_what_the_command_prints(device: Device) -> None:
    page = ROOT / "docs" / "devices" / f"{device.name}.md"
    told = f"renew it: modcheck device {device.name} --format markdown > {page.relative_to(ROOT)}"
    assert page.read_text(encoding="utf-8") == modcheck(device.name, "--format", "markdown").stdout, told


@DEVICES
def test_the_map_is_listed_as_text_and_as_data(device: Device) -> None:
    text = modcheck(device.name).stdout
    assert all(f" {register.name}" in text for register in device.registers)
    document = json.loads(modcheck(device.name, "--format", "json").stdout)
    assert document["vendor"] == device.vendor
    shown = {register["name"]: register for register in document["tables"][0]["registers"]}
    assert {name: register["offset"] for name, register in shown.items()} == {
        register.name: register.offset for register in device.registers
    }


def test_the_devices_are_listed_and_others_are_refused() -> None:
    listed = modcheck()
    assert [line.split()[0] for line in listed.stdout.splitlines()] == [model.name for model in catalogue()]
    refused = modcheck("rtl8139")
    assert refused.returncode == 2 and "there are e1000, edu" in refused.stderr
