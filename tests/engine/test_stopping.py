"""A search that has taken all its steps: what it had run as a whole by then."""

from __future__ import annotations

import re

import pytest

from modcheck.engine import Limits, explore
from modcheck.engine.stopping import A_LIFE, Steps
from tests.running import D, machine_of


def test_a_search_that_got_through_a_life_says_how_far_it_came() -> None:
    found = explore(machine_of(D, intended=True), Limits(ops=100_000))
    (stopped,) = found.stopped
    assert not found.bounds and not found.complete and not found.found
    assert re.fullmatch(
        r"more than 100000 steps: every sequence of up to \d events was run, longer ones in part",
        stopped.text,
    )
    assert {"xmit-short", "frame-full"} <= found.reached, "what is looked at once comes last, and was run"


def test_one_that_did_not_was_too_short() -> None:
    found = explore(machine_of(D, intended=True), Limits(ops=3_000))
    assert [bound.text for bound in found.bounds] == ["more than 3000 ops"] and not found.stopped


@pytest.mark.parametrize(("events", "healthy", "enough"), [(A_LIFE, True, False), (A_LIFE + 1, True, True)])
def test_how_far_is_enough(events: int, healthy: bool, enough: bool) -> None:
    machine, steps = machine_of(D), Steps(10)
    machine.executed = 11
    machine.cuts = {"probe was cut off: all steps were taken": None, "probe was cut off: else": None}
    assert steps.taken(machine) and steps.stop(machine, events, healthy) is enough
    assert len(machine.cuts) == (1 if enough else 2), "what was under way is told of as a whole"
    assert steps.taken(machine) is not enough
    assert bool(steps.bounds()) is enough


def test_after_an_error_it_is_only_what_follows_that_is_left_out() -> None:
    machine, steps = machine_of(D), Steps(10)
    assert steps.stop(machine, 1, healthy=False) and steps.stop_again(machine) and steps.stop_again(machine)
    (left,) = steps.bounds()
    assert left.text == (
        "more than 10 steps: every sequence without an error was run, what comes after one in part; "
        "what processes may choose was tried in part"
    )
