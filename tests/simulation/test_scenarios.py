"""The story's versions in the scenarios that come with the program: what they print is what a running kernel
printed. `~` stands for `r4l_e1000_demo: Rust for linux e1000 driver demo `, `=` for `r4l_e1000_demo: `."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from modcheck.simulation import Simulation, read_scenario, simulate
from modcheck.simulation.run import logged
from tests.running import INTERFACES, ROOT, A, B, C, D, machine_of

DEMO = "r4l_e1000_demo: Rust for linux e1000 driver demo "
MARKS = {"~": DEMO, "=": "r4l_e1000_demo: "}


REAL = {
    # what a running kernel did (docs/simulation.md): scenario → version → what is seen after its last `up`
    "frames_while_down": {A: "kernel BUG at net/core/dev.c:6438!", C: "deaf"},
    "frames_while_unloaded": {A: "BUG: unable to handle page fault", B: "deaf", C: "answered"},
    "never_opened": {A: "No such device", B: "answered", C: "answered"},
    "remove_story": {A: "No such device", B: "deaf", C: "answered"},
    "down_up": {A: "kernel BUG at net/core/dev.c:6438!", B: "answered", C: "answered"},
}


@cache
def run(path: Path, scenario: str) -> Simulation:
    return simulate(machine_of(path), read_scenario(scenario))


def console(path: Path, scenario: str) -> list[str]:
    """What the console shows, with marks for what the driver's lines begin with."""
    shown = []
    for line in run(path, scenario).lines:
        if line.kind in ("typed", "said", "log"):
            text = line.text.replace(DEMO, "~").replace(MARKS["="], "=")
            shown.append(f"# {text}" if line.kind == "typed" else text)
    return shown


def after(lines: list[str], typed: str) -> list[str]:
    """The lines after the last one that is typed so."""
    last = len(lines) - lines[::-1].index(f"# {typed}")
    return lines[last:]


def causes(path: Path, scenario: str) -> list[int]:
    text = "\n".join(logged(run(path, scenario).lines))
    return [int(value) for value in re.findall(r"pending_irqs: (\d+)", text)]


def tuples(path: Path, scenario: str) -> list[tuple[int, ...]]:
    """tdt, tdh, rdt, rdh at each start_xmit and the causes that the handler read after it."""
    text = "\n".join(logged(run(path, scenario).lines))
    pattern = r"tdt=(\d+), tdh=(\d+), rdt=(\d+), rdh=(\d+)\n.*\(handle_irq\)\n.*pending_irqs: (\d+)"
    return [tuple(map(int, found)) for found in re.findall(pattern, text)]


def test_a_ends_with_minus_16() -> None:
    """STORY.md, exercise 4, version A."""
    lines = console(A, "remove_story")
    unload = lines.index("# rmmod r4l_e1000_demo")
    load = len(lines) - lines[::-1].index("# insmod r4l_e1000_demo.ko")
    assert lines[unload + 1 : load - 1] == [
        "~(exit)", "~(remove)", "~(device_remove)", "~(net device stop)",
        "~(net device get_stats64)", "~(net device get_stats64)",
    ]  # fmt: skip
    assert lines[load:] == [
        "~(init)",
        "~(probe): None",
        "r4l_e1000_demo 0000:00:03.0: BAR 0: can't reserve [mem 0xfebc0000-0xfebdffff]",
        "=probe of 0000:00:03.0 failed with error -16",
        "# ip link set eth0 up", "ip: SIOCGIFFLAGS: No such device",
        "# ping -c 3 10.0.2.2", "ping: sendto: Network is unreachable",
    ]  # fmt: skip


def test_b_sends_one_packet_and_nobody_polls() -> None:
    """STORY.md, exercise 4, version B: two handlers, the first of them stale; BQL lets nothing more out."""
    assert after(console(B, "remove_story"), "ip link set eth0 up") == [
        "~(net device open)", "~(net device get_stats64)", "~(net device get_stats64)",
        "~(net device start_xmit) tdt=0, tdh=0, rdt=7, rdh=0",
        "~(handle_irq)", "=pending_irqs: 3", "~(handle_irq)", "=pending_irqs: 0",
        "# ping -c 3 10.0.2.2", "3 packets transmitted, 0 packets received",
    ]  # fmt: skip
    assert run(B, "remove_story").answered == 3, "those before the reload"


def test_a_goes_up_once_more_into_a_bug() -> None:
    """kernel_behaviour §4: two warnings and the BUG in napi_enable."""
    warning = "WARNING: CPU: 0 at kernel/dma/mapping.c:533 dma_free_attrs"
    assert after(console(A, "down_up"), "ip link set eth0 up") == [
        "~(net device open)", warning, warning, "kernel BUG at net/core/dev.c:6438!",
    ]  # fmt: skip
    assert run(A, "down_up").stopped


def test_b_goes_up_once_more_with_two_handlers() -> None:
    lines = after(console(B, "down_up"), "ip link set eth0 up")
    assert lines[-1] == "3 packets transmitted, 3 packets received"
    assert lines.count("~(handle_irq)") == 2 * (1 + 1 + 3), "twice: one alone, ARP, three pings"
    assert lines.count("=pending_irqs: 0") == 5


def test_c_answers_twelve_pings() -> None:
    """Exercise 2: three packets that nobody answers, ARP, twelve pings; a ring of eight."""
    expected = [(0, 0, 7, 0, 3), (1, 1, 7, 0, 3), (2, 2, 7, 0, 3)]
    expected += [(k % 8, k % 8, (k + 4) % 8, (k - 3) % 8, 131) for k in range(3, 16)]
    assert tuples(C, "ping") == expected
    assert (run(C, "ping").sent, run(C, "ping").answered) == (12, 12)


def test_late_answers_are_an_interrupt_of_their_own() -> None:
    assert causes(C, "ping_late") == [3] * 3 + [3, 128] * 13
    assert run(C, "ping_late").answered == 12


@pytest.mark.parametrize("name", INTERFACES)
@pytest.mark.parametrize("scenario", sorted(set(REAL) - {"never_opened"}))
def test_the_right_drivers_answer_every_ping(name: str, scenario: str) -> None:
    simulation = run(INTERFACES[name], scenario)
    assert simulation.sent == simulation.answered > 0
    assert not simulation.stopped and not simulation.assumed


@pytest.mark.parametrize(
    ("scenario", "path", "seen"),
    [(scenario, path, seen) for scenario, row in REAL.items() for path, seen in row.items()],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_what_a_running_kernel_did(scenario: str, path: Path, seen: str) -> None:
    lines = console(path, scenario)
    if seen == "answered":
        assert lines[-1] == "3 packets transmitted, 3 packets received"
    elif seen == "deaf":
        assert lines[-1] == "3 packets transmitted, 0 packets received"
    else:
        assert any(seen in line for line in lines)


def test_frames_while_down_are_handled_by_a_and_b() -> None:
    """A polls each, B handles seven and is silent then, C handles none."""
    for path, polled, handled in ((A, 20, 20), (B, 0, 7), (C, 0, 0)):
        lines = console(path, "frames_while_down")
        up = len(lines) - lines[::-1].index("# ip link set eth0 up")
        down = after(lines[:up], "ip link set eth0 down")
        assert down.count("~(handle_irq)") == handled
        assert down.count("~(napi poll)") == polled


CHAR = ROOT / "fixtures" / "drivers"


def test_a_file_is_written_and_read_to_its_end() -> None:
    """Exercise 5: one write of 6 at 0, reads at 0 and at 4096."""
    lines = console(CHAR / "chrdev" / "rust_chrdev.rs", "char_device")
    assert lines[:6] == [
        "# insmod rust_chrdev.ko",
        "# echo Hello > /dev/rust_chrdev", "rust_chrdev: Chrdev write, reader len is 6, offset is 0",
        "# cat /dev/rust_chrdev", "rust_chrdev: Chrdev read, writer len is 4096, offset is 0",
        "rust_chrdev: Chrdev read, writer len is 4096, offset is 4096",
    ]  # fmt: skip


def test_a_reader_sleeps_until_a_writer_wakes_it() -> None:
    """Exercise 6, in its two terminals: the second load has no token left over."""
    lines = after(console(CHAR / "completion" / "completion.rs", "char_device"), "cat /dev/completion")
    assert [line.removeprefix("completion: ") for line in lines] == [
        "open is invoked", "read is invoked", "process 100 is going to sleep",
        "open is invoked", "write is invoked", "process 101 awakening the readers...", "awoken 100",
    ]  # fmt: skip


def test_times_go_on() -> None:
    times = [line.milliseconds for line in run(D, "remove_story").lines]
    assert times == sorted(times) and times[-1] > 10_000
