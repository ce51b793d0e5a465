"""In: a model of a device; out: its registers as text, as JSON, or as the page under docs/devices/."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import Any

from modcheck.device.declarations import MEANING, WORD, Kind, Register
from modcheck.device.port import Device


def listed(devices: list[Device], form: str, names_only: bool) -> str:
    """Devices by name, or their registers; `form` is text, json or markdown."""
    if names_only:
        return _names_as_json(devices) if form == "json" else "".join(map(_name_line, devices))
    renderers = {"text": _text, "json": _json, "markdown": _page}
    return "".join(map(renderers[form], devices))


def _names_as_json(devices: list[Device]) -> str:
    return json.dumps([{"name": device.name, "title": device.title} for device in devices], indent=2) + "\n"


def _name_line(device: Device) -> str:
    ids = f"{device.vendor:04x}:{device.device:04x}"
    return f"{device.name:8} {ids}  {len(device.registers):4} registers  {device.title}\n"


def _text(device: Device) -> str:
    """All registers of a device, aligned: offset, name, access, reset, writable bits, source; below each its
    fields."""
    lines = [_headline(device)]
    for title, registers in _tables(device):
        lines += ["", title]
        for register in registers:
            lines.append(
                f"  {register.offset:#07x}  {_name(register):17} {_kinds(register):13} "
                f"{register.reset:#010x}  {_writable(register):10}  {register.source}"
            )
            lines += [f"           {line}" for line in wrap(_fields(register), 95)]
    return "\n".join(lines) + "\n"


def _json(device: Device) -> str:
    """The declarations as one document."""
    document: dict[str, Any] = {
        "name": device.name,
        "title": device.title,
        "vendor": device.vendor,
        "device": device.device,
        "bars": [{"kind": bar.kind.value, "length": bar.length} for bar in device.bars],
        "tables": [
            {"title": title, "registers": [_as_data(register) for register in registers]}
            for title, registers in _tables(device)
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def _page(device: Device) -> str:
    """The page of a device, in Markdown."""
    lines = [
        f"# Registers of {device.name}",
        "",
        f"Made by `modcheck device {device.name} --format markdown` from the declarations in "
        f"`modcheck/device/{device.name}/`;",
        "a test compares. " + _headline(device) + ".",
        "",
        "| access | what a plain read and a plain write do |",
        "|---|---|",
        *(f"| {kind.value} | {MEANING[kind]} |" for kind in Kind),
        "",
        "Where the profiles differ, access is that of QEMU, then that of silicon. `-` under writable: no bit",
        "is stored. `NAME[n]` are n registers in a row. Fields are listed where they are known.",
    ]
    for title, registers in _tables(device):
        lines += ["", f"## {title}", "", "| offset | name | access | reset | writable | fields | source |"]
        lines += ["|---|---|---|---|---|---|---|", *map(_row, registers)]
    return "\n".join(lines) + "\n"


def _headline(device: Device) -> str:
    bars = ", ".join(
        f"BAR {index}: {bar.length:#x} bytes of {bar.kind.value}" for index, bar in enumerate(device.bars)
    )
    return f"{device.title}, {device.vendor:04x}:{device.device:04x}, {bars}"


def _tables(device: Device) -> list[tuple[str, tuple[Register, ...]]]:
    return [("BAR 0", device.registers), *device.behind]


def _row(register: Register) -> str:
    cells = (
        *(f"{register.offset:#06x}", _name(register), _kinds(register), f"{register.reset:#x}"),
        *(_writable(register), _fields(register), register.source),
    )
    return f"| {' | '.join(cells)} |"


def _name(register: Register) -> str:
    return register.name if register.elements == 1 else f"{register.name}[{register.elements}]"


def _kinds(register: Register) -> str:
    if register.silicon in (None, register.kind):
        return register.kind.value
    return f"{register.kind.value} / {register.silicon.value if register.silicon else ''}"


def _writable(register: Register) -> str:
    if register.kind not in (Kind.RW, Kind.W1S, Kind.W1C, Kind.RC_W1C, Kind.WO):
        return "-"
    return f"{register.writable & (WORD if register.width == 4 else (1 << 8 * register.width) - 1):#x}"


def _fields(register: Register) -> str:
    """The fields with their bits as manuals write them."""
    return ", ".join(
        f"{name} {low + width - 1}:{low}" if width > 1 else f"{name} {low}"
        for name, low, width in register.fields
    )


def _as_data(register: Register) -> dict[str, Any]:
    return {
        "name": register.name,
        "offset": register.offset,
        "width": register.width,
        "elements": register.elements,
        "access": register.kind.value,
        "access_on_silicon": (register.silicon or register.kind).value,
        "reset": register.reset,
        "writable": register.writable,
        "decides": register.decides,
        "fields": [field._asdict() for field in register.fields],
        "source": register.source,
    }
