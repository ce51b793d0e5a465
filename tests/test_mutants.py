"""One statement of a right driver changed: what modcheck reports is what the committed table says, and what
it does not report has a reason. `python -m tests.mutants` prints the table."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.mutants.generate import mutants
from tests.mutants.plans import PLANS
from tests.mutants.run import BOUND, NOTHING, table_of
from tests.running import LONG, RIGHT, ROOT, rule_book

LINE = re.compile(r"(?P<name>.*) => (?P<verdict>.*?)(?:   # (?P<kind>same|other|missed): (?P<reason>.+))?")


@cache
def committed(driver: str) -> dict[str, re.Match[str]]:
    text = (ROOT / "tests" / "mutants" / f"{driver}.txt").read_text(encoding="utf-8")
    found = [LINE.fullmatch(line) for line in text.splitlines() if not line.startswith("#")]
    assert all(found), "a line of the table cannot be read"
    return {match["name"]: match for match in found if match is not None}


EVERY, OF_FOUND = (1, 1) if LONG else (32, 8)
"""Of the mutants of which nothing is said, and of those that are found, one in so many is tried; the former
take the most time. With MODCHECK_LONG=1, and by `python -m tests.mutants`, all are."""


def tried(driver: str) -> dict[str, str]:
    """Names and verdicts of the mutants that are tried."""
    table = {name: match["verdict"] for name, match in committed(driver).items()}
    silent = [name for name, match in committed(driver).items() if match["kind"] is not None]
    found = [name for name in table if name not in silent]
    return {name: table[name] for name in (*found[::OF_FOUND], *silent[::EVERY])}


@pytest.mark.parametrize("driver", PLANS)
def test_all_mutants_of_the_table_can_be_made(driver: str) -> None:
    assert {mutant.name for mutant in mutants(RIGHT[driver], PLANS[driver])} == committed(driver).keys()


@pytest.mark.parametrize("driver", PLANS)
def test_mutants_are_found_as_the_table_says(driver: str) -> None:
    expected = tried(driver)
    assert dict(table_of(RIGHT[driver], PLANS[driver], expected)) == expected


@pytest.mark.parametrize("driver", PLANS)
def test_what_is_not_found_has_a_reason(driver: str) -> None:
    for name, match in committed(driver).items():
        silent = match["verdict"] in (NOTHING, BOUND) or match["verdict"].startswith("as-implemented ")
        assert bool(match["reason"]) == silent, name
        rules = [] if match["verdict"] in (NOTHING, BOUND) else match["verdict"].split()
        assert set(rules) - {"as-implemented"} <= set(rule_book().checks), name


def test_there_are_enough() -> None:
    found = [m for driver in PLANS for m in committed(driver).values() if m["kind"] is None]
    assert len(found) >= 40 and sum(len(committed(driver)) for driver in PLANS) >= 100


def test_the_table_of_other_promises_is_about_these_mutants() -> None:
    """`python -m tests.mutants.others` makes it in the better part of an hour. Here: it has the same mutants,
    and in the longer exploration each of them breaks the rules of the first table, and no other."""
    text = (ROOT / "tests" / "mutants" / "others.txt").read_text(encoding="utf-8")
    rows = dict(line.split(" => ", 1) for line in text.splitlines() if not line.startswith("#"))
    found = {name: m["verdict"] for d in PLANS for name, m in committed(d).items() if m["kind"] is None}
    assert rows.keys() == found.keys()
    for name, row in rows.items():
        assert row.partition(";")[0] == found[name], name
