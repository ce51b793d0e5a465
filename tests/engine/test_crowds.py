"""More ways than can be tried: each decision is still tried, what is behind is still run, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.test_matches_on_registers import judged

OF_EACH_REGISTER = """\
let mut large = 0;
for at in 0..ROUNDS {
    large += match bar.try_read32(at * 4)? & 3 {
        0 => 0,
        1 => first(at),
        2 => second(at),
        _ => third(at),
    };
}
behind(large);
Ok(Card { kind: Kind::Small })"""
ITEMS = """\
fn first(_at: usize) -> u32 {
    1
}

fn second(_at: usize) -> u32 {
    2
}

fn third(_at: usize) -> u32 {
    3
}

fn behind(_large: u32) {}
"""
FORGOTTEN = """\
fn behind(_large: u32) {
    let _lost = KBox::new(1, GFP_KERNEL).map(KBox::into_raw);
}
"""


@pytest.mark.parametrize("rounds", [5, 20])
def test_what_comes_behind_a_crowd_is_run(tmp_path: Path, rounds: int) -> None:
    """In a long loop both outcomes are tried eight times, and then in turn."""
    judgement = judged(tmp_path, ITEMS, OF_EACH_REGISTER.replace("ROUNDS", str(rounds)))
    assert not judgement.findings and not judgement.bounds and not judgement.coverage.never_run
    (crowd,) = [a for a in judgement.assumptions if a.id.startswith("crowd:")]
    assert crowd.text == "probe has more than 1000" and crowd.place is not None
    assert "probe has more than 1000 ways" in judgement.obstacles and not judgement.proved
    in_turn = {a.text for a in judgement.assumptions if a.id.startswith("rounds:")}
    assert in_turn == ({"after 8 rounds"} if rounds > 8 else set())


def test_what_is_wrong_behind_a_crowd_is_found(tmp_path: Path) -> None:
    wrong = ITEMS.partition("fn behind")[0] + FORGOTTEN
    judgement = judged(tmp_path, wrong, OF_EACH_REGISTER.replace("ROUNDS", "20"))
    assert [finding.rule for finding in judgement.findings] == ["raw_never_reclaimed"]
