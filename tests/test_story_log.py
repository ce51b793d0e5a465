"""The story's three drivers, run: what each prints, line by line, as a running kernel printed it.

`~` stands for `r4l_e1000_demo: Rust for linux e1000 driver demo `, `=` for `r4l_e1000_demo: `. The
kernel's own warnings are not among the lines; the log of an event stands behind its name.
"""

import re
from pathlib import Path

import pytest

from tests.running import VERSIONS, A, B, C, happened, log_of, logged, name_of

PREFIX = "r4l_e1000_demo: "
DEMO = f"{PREFIX}Rust for linux e1000 driver demo "

FIRST_LOAD = """
insmod  ~(init)
        ~(probe): None
        ~(net device get_stats64)
up      ~(net device open)
        ~(net device get_stats64)
        ~(net device get_stats64)
"""
UNLOAD_WHILE_UP = """
rmmod   ~(exit)
        ~(remove)
        ~(device_remove)
        ~(net device stop)
        ~(net device get_stats64)
        ~(net device get_stats64)
"""
DOWN = """
down    ~(net device stop)
        ~(net device get_stats64)
"""
REOPENED = """
up      ~(net device open)
        ~(net device get_stats64)
        ~(net device get_stats64)
"""


def transcript(text: str) -> list[tuple[str, list[str]]]:
    """The written form above, as `logged` gives it."""
    events: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        event, said = line[:8].strip(), line[8:]
        if event:
            events.append((event, []))
        if said:
            said = said.removeprefix(" ")
            events[-1][1].append(re.sub("^[~=]", lambda mark: DEMO if mark[0] == "~" else PREFIX, said))
    return events


def test_a_fails_to_probe_again() -> None:
    expected = f"""{FIRST_LOAD}{UNLOAD_WHILE_UP}
insmod  ~(init)
        ~(probe): None
        r4l_e1000_demo 0000:00:03.0: BAR 0: can't reserve [mem 0xfebc0000-0xfebdffff]
        =probe of 0000:00:03.0 failed with error -16
up      (up is not possible now)
rmmod   ~(exit)
"""
    assert logged(A, "insmod up rmmod insmod up rmmod") == transcript(expected)


def test_a_stops_the_machine_at_the_second_open() -> None:
    expected = f"""{FIRST_LOAD}{DOWN}
up      ~(net device open)
        kernel BUG at net/core/dev.c:6438!
"""
    assert logged(A, "insmod up down up rmmod") == transcript(expected)
    assert happened(A, "insmod up down up")[-1].stopped == "kernel BUG at net/core/dev.c:6438!"


def test_a_goes_on_receiving_while_down() -> None:
    """Nothing was stopped: each frame is an interrupt and a poll."""
    expected = f"""{FIRST_LOAD}{DOWN}
frame
irq     ~(handle_irq)
        =pending_irqs: 130
        ~(napi poll)
frame
irq     ~(handle_irq)
        =pending_irqs: 128
        ~(napi poll)
up      ~(net device open)
        kernel BUG at net/core/dev.c:6438!
"""
    assert logged(A, "insmod up down frame irq frame irq up") == transcript(expected)


@pytest.mark.parametrize("events", ["insmod up rmmod frame irq", "insmod up down rmmod frame irq"])
def test_a_jumps_into_unloaded_text_after_rmmod(events: str) -> None:
    """The handler's text is gone: it cannot print any more."""
    last = happened(A, events)[-1]
    (line,) = log_of(last)
    assert line.startswith("BUG: unable to handle page fault")
    assert "supervisor instruction fetch" in line
    assert last.stopped


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_unloaded_while_down_or_never_opened(path: Path) -> None:
    never = f"{FIRST_LOAD[: FIRST_LOAD.index('up ')]}{UNLOAD_WHILE_UP}".replace(
        "        ~(net device stop)\n        ~(net device get_stats64)\n", ""
    )
    assert logged(path, "insmod rmmod") == transcript(never)
    gone = logged(path, "insmod up down rmmod")[-1]
    assert gone == transcript(never)[-1]


def test_b_is_silent_after_the_reload() -> None:
    """The old handler takes the cause, the new one sees none, nobody polls, and BQL lets no packet out."""
    expected = f"""{FIRST_LOAD}{UNLOAD_WHILE_UP}{FIRST_LOAD}
xmit    ~(net device start_xmit) tdt=0, tdh=0, rdt=7, rdh=0
irq     ~(handle_irq)
        =pending_irqs: 3
        ~(handle_irq)
        =pending_irqs: 0
xmit
xmit
"""
    assert logged(B, "insmod up rmmod insmod up xmit irq xmit xmit") == transcript(expected)


def test_b_works_after_down_and_up_with_one_more_handler_each_time() -> None:
    expected = f"""{FIRST_LOAD}{DOWN}{REOPENED}
xmit    ~(net device start_xmit) tdt=0, tdh=0, rdt=7, rdh=0
irq     ~(handle_irq)
        =pending_irqs: 3
        ~(handle_irq)
        =pending_irqs: 0
        ~(napi poll)
{DOWN}{REOPENED}
xmit    ~(net device start_xmit) tdt=0, tdh=0, rdt=7, rdh=0
irq     ~(handle_irq)
        =pending_irqs: 3
        ~(handle_irq)
        =pending_irqs: 0
        ~(handle_irq)
        =pending_irqs: 0
        ~(napi poll)
"""
    assert logged(B, "insmod up down up xmit irq down up xmit irq") == transcript(expected)


def test_b_handles_seven_interrupts_while_down_and_no_more() -> None:
    """NAPI is off, the handler stays: after seven frames the ring is full and the line is quiet."""
    events = logged(B, "insmod up down" + " frame irq" * 10)[3:]
    irqs = [lines for event, lines in events if event == "irq"]
    assert [len(lines) for lines in irqs] == [2] * 7 + [1] * 3
    assert {lines[0] for lines in irqs[:7]} == {f"{DEMO}(handle_irq)"}
    assert {lines[0] for lines in irqs[7:]} == {"(irq is not possible now)"}


def test_c_loads_again_and_works() -> None:
    expected = f"""{FIRST_LOAD}{UNLOAD_WHILE_UP}{FIRST_LOAD}
xmit    ~(net device start_xmit) tdt=0, tdh=0, rdt=7, rdh=0
frame
irq     ~(handle_irq)
        =pending_irqs: 131
        ~(napi poll)
{DOWN}{REOPENED}
xmit    ~(net device start_xmit) tdt=0, tdh=0, rdt=7, rdh=0
irq     ~(handle_irq)
        =pending_irqs: 3
        ~(napi poll)
"""
    assert logged(C, "insmod up rmmod insmod up xmit frame irq down up xmit irq") == transcript(expected)


def test_c_takes_no_interrupt_while_down() -> None:
    assert logged(C, "insmod up down frame irq")[-1] == ("irq", ["(irq is not possible now)"])


Round = tuple[int, int, int, int, int]
"""tdt, tdh, rdt, rdh as `start_xmit` prints them, and the causes that the handler reads after it."""


def rounds_of(path: Path, events: str) -> list[Round]:
    """The traffic of a schedule; each transmission must be followed by its interrupt."""
    text = "\n".join(line for _, lines in logged(path, events) for line in lines)
    pattern = r"tdt=(\d+), tdh=(\d+), rdt=(\d+), rdh=(\d+)\n.*\(handle_irq\)\n.*pending_irqs: (\d+)"
    found = [tuple(map(int, match)) for match in re.findall(pattern, text)]
    return [(tdt, tdh, rdt, rdh, causes) for tdt, tdh, rdt, rdh, causes in found]


def test_c_answered_traffic_goes_round_the_ring() -> None:
    expected = [(k % 8, k % 8, (7 + k) % 8, k % 8, 131) for k in range(12)]
    assert rounds_of(C, "insmod up" + " xmit frame irq" * 12) == expected


def test_c_exercise_two() -> None:
    """Three unanswered frames, then ARP and pings, as the report shows them."""
    expected = [
        (0, 0, 7, 0, 3), (1, 1, 7, 0, 3), (2, 2, 7, 0, 3),
        (3, 3, 7, 0, 131), (4, 4, 0, 1, 131), (5, 5, 1, 2, 131), (6, 6, 2, 3, 131), (7, 7, 3, 4, 131),
        (0, 0, 4, 5, 131), (1, 1, 5, 6, 131),
    ]  # fmt: skip
    assert rounds_of(C, "insmod up" + " xmit irq" * 3 + " xmit frame irq" * 7) == expected


def test_c_receives_nothing_after_frames_came_while_down() -> None:
    """`open` writes the ring's registers with the engine on: head and driver never meet again."""
    events = "insmod up down" + " frame" * 20 + " up irq" + " xmit frame irq" * 12
    tails = {rdt for _, _, rdt, _, _ in rounds_of(C, events)}
    assert tails == {7}
