"""Counted loops that are summarised come to what loops that are run come to; the counter's own laws."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modcheck.domains.affine import Counter, Watch
from modcheck.engine import Happened, run_schedule
from modcheck.engine.loops import MIN_ROUNDS
from tests.engine.snippets import said
from tests.running import C, analyse_anew, log_of, machine_of

NUMBERS = st.integers(-(2**40), 2**40)
SHORT, LONG = MIN_ROUNDS - 1, 128
"""Rounds of a loop that is run, and of one that is summarised."""


def variant(folder: Path, rounds: int) -> Path:
    """The story's C with another number of writes to the multicast table."""
    new = folder / f"rounds{rounds}"
    new.mkdir()
    for file in sorted(C.iterdir()):
        text = file.read_text(encoding="utf-8")
        # The offsets of what breaks are compared: the number must not change the length of the file.
        number = f"MTA_WORDS: usize = {rounds};".ljust(len("MTA_WORDS: usize = 128;"))
        (new / file.name).write_text(text.replace("MTA_WORDS: usize = 128;", number), encoding="utf-8")
    return new


def told(events: list[Happened]) -> list[Any]:
    return [(e.event, e.stopped, [s.text for s in e.steps if s.kind == "log"], broken_of(e)) for e in events]


def broken_of(event: Happened) -> list[tuple[str, ...]]:
    return [(b.rule, b.subject, b.callback, b.detail) for b in event.broken]


SCHEDULES = ["insmod up xmit frame irq down", "insmod up down frame up xmit irq", "insmod up rmmod insmod up"]


@pytest.mark.parametrize("events", SCHEDULES)
def test_seven_rounds_tell_what_a_hundred_tell(tmp_path: Path, events: str) -> None:
    runs = [told(run_schedule(machine_of(variant(tmp_path, n)), events.split())) for n in (SHORT, LONG)]
    assert runs[0] == runs[1]


def test_seven_rounds_break_what_a_hundred_break(tmp_path: Path) -> None:
    found = [analyse_anew(variant(tmp_path, n)).judgement for n in (SHORT, LONG)]
    rows = [[(f.rule, f.level, f.verdict, f.message, f.events) for f in j.findings] for j in found]
    assert rows[0] == rows[1]
    assert found[0].states == found[1].states


def test_a_summarised_loop_costs_three_rounds(tmp_path: Path) -> None:
    costs = []
    for rounds in (SHORT, LONG):
        ready = machine_of(variant(tmp_path, rounds))
        run_schedule(ready, ["insmod", "up"])
        costs.append(ready.executed)
    assert costs[1] < costs[0]


@pytest.mark.parametrize("rounds", [0, 1, SHORT, MIN_ROUNDS, LONG])
def test_a_sum_over_a_loop_is_exact(tmp_path: Path, rounds: int) -> None:
    """The rounds change a local: nothing may be left out."""
    body = f'let mut sum = 0; for n in 0..{rounds} {{ sum += n; }} pr_info!("{{}}\\n", sum);'
    assert said(tmp_path, body) == str(sum(range(rounds)))


@pytest.mark.parametrize("special", [0, 1, 9, 63, 126, 127])
def test_a_round_that_differs_is_run(tmp_path: Path, special: int) -> None:
    body = f'for n in 0..128 {{ if n == {special} {{ pr_info!("at {{}}\\n", n); }} }}'
    assert said(tmp_path, body) == f"at {special}"


def test_a_threshold_inside_is_seen(tmp_path: Path) -> None:
    body = 'let mut late = 0; for n in 0..128 { if n >= 100 { late += 1; } } pr_info!("{}\\n", late);'
    assert said(tmp_path, body) == "28"


def test_break_inside_a_long_loop(tmp_path: Path) -> None:
    body = 'let mut at = 0; for n in 0..128 { at = n; if n * 2 == 90 { break; } } pr_info!("{}\\n", at);'
    assert said(tmp_path, body) == "45"


MTA_LOOP = """\
        for word in 0..MTA_WORDS {
            self.mmio.writel(0, REG_MTA + word * 4)?;
        }
"""
WRITE = "self.mmio.writel(0, REG_MTA + word * 4)?;"
# Only a loop that does nothing but register accesses is summarised.
IN_LOOP = [
    pytest.param("", "", "at 77", "if word == 77", id="equal"),
    pytest.param("", "", "at 77", "if word * (MTA_WORDS - word) == 77 * 51 && word > 70", id="square"),
    pytest.param("", "", "at 77", "if word < 78 && word > 76", id="window"),
    pytest.param("", "", "at 77", "if !word == !77usize", id="inverse"),
    pytest.param("", "", "at 77", "if -(word as i64) == -77", id="negative"),
    pytest.param("let mut n = 0u32;", "n", "128", "n += 1;", id="sum"),
    pytest.param("let mut n = 0usize;", "n", "127", "n = word;", id="last"),
    pytest.param("let mut a = [0u32; 128];", "a[77]", "1", "a[word] = 1;", id="array"),
]


@pytest.mark.parametrize(("before", "shown", "expected", "inside"), IN_LOOP)
def test_a_loop_over_registers_leaves_nothing_out(
    tmp_path: Path, before: str, shown: str, expected: str, inside: str
) -> None:
    body = inside if shown else f'{inside} {{ pr_info!("at {{}}\\n", word); }}'
    after = f'pr_info!("{{}}\\n", {shown});' if shown else ""
    loop = f"{before}\nfor word in 0..MTA_WORDS {{\n{WRITE}\n{body}\n}}\n{after}\n"
    for file in sorted(C.iterdir()):
        text = file.read_text(encoding="utf-8")
        assert file.name != "nic.rs" or MTA_LOOP in text
        (tmp_path / file.name).write_text(text.replace(MTA_LOOP, loop), encoding="utf-8")
    (_, up) = run_schedule(machine_of(tmp_path), ["insmod", "up"])
    assert log_of(up)[1:-2] == [f"r4l_e1000_demo: {expected}"]


@given(n=NUMBERS)
def test_a_negated_counter_is_watched(n: int) -> None:
    watch = Watch()
    results = [-Counter(n, watch), ~Counter(n, watch)]
    assert not watch.linear or all(isinstance(result, Counter) for result in results)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_linear_use_keeps_the_counter_and_its_value(n: int, a: int, b: int) -> None:
    watch = Watch()
    counter = Counter(n, watch)
    result = (counter * a + b) - a
    assert isinstance(result, Counter)
    assert (int(result), watch.linear) == (n * a + b - a, True)


@given(NUMBERS, NUMBERS)
def test_operands_may_stand_on_either_side(n: int, a: int) -> None:
    watch = Watch()
    counter = Counter(n, watch)
    values = [a + counter, a - counter, a * counter]
    assert [int(value) for value in values] == [a + n, a - n, a * n]
    assert all(isinstance(value, Counter) for value in values) and watch.linear


@given(NUMBERS, NUMBERS)
def test_order_may_be_asked(n: int, a: int) -> None:
    watch = Watch()
    counter = Counter(n, watch)
    assert (counter < a, counter <= a, counter > a, counter >= a) == (n < a, n <= a, n > a, n >= a)
    assert watch.linear


OTHER_USES: dict[str, Callable[[int, int], int]] = {
    "equals": lambda n, a: n == a,
    "differs": lambda n, a: n != a,
    "and": lambda n, a: n & a,
    "or": lambda n, a: n | a,
    "xor": lambda n, a: n ^ a,
    "rest": lambda n, a: n % (a or 1),
    "quotient": lambda n, a: n // (a or 1),
    "shift": lambda n, a: n << (a % 8),
    "back": lambda n, a: n >> (a % 8),
    "truth": lambda n, a: bool(n),
    "hash": lambda n, a: hash(n),
    "square": lambda n, a: n * n,
    "and from the left": lambda n, a: a & n,
    "shift from the left": lambda n, a: a << (n % 8),
    "rest from the left": lambda n, a: a % (n * n + 1),
    "quotient from the left": lambda n, a: a // (n * n + 1),
}


@pytest.mark.parametrize("use", OTHER_USES)
@given(n=NUMBERS, a=NUMBERS)
def test_any_other_use_is_exact_and_seen(use: str, n: int, a: int) -> None:
    watch = Watch()
    counter = Counter(n, watch)
    result = OTHER_USES[use](counter, a)
    assert result == OTHER_USES[use](n, a)
    assert not watch.linear or isinstance(result, Counter)
