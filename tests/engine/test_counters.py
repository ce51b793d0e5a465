"""A driver that counts packets is explored to the end; a proof takes what it counts to be any number."""

from pathlib import Path

import pytest

from modcheck.domains.heap import State
from modcheck.domains.values import Agg
from modcheck.engine.counters import VALUES, Counters
from modcheck.ir.types import Ty
from modcheck.pipeline import Analysis
from tests.running import ROOT, analyse_anew

PLAIN = ROOT / "fixtures" / "unregister_after_disable" / "passes_taken_first.rs"
XMIT = "        skb.napi_consume(0);\n"


def counting(tmp_path: Path, item: str, statement: str) -> Analysis:
    text = PLAIN.read_text()
    assert text.count(XMIT) == 1
    text = text.replace(XMIT, XMIT + f"        {statement}\n").replace("module! {", item + "\nmodule! {", 1)
    path = tmp_path / "counting.rs"
    path.write_text(text)
    return analyse_anew(path)


@pytest.mark.parametrize("kind", ["AtomicUsize", "AtomicU64", "AtomicI32"])
def test_a_driver_that_counts_packets_is_explored_to_the_end(kind: str, tmp_path: Path) -> None:
    item = f"use core::sync::atomic::{{{kind}, Ordering}};\nstatic SENT: {kind} = {kind}::new(0);"
    judgement = counting(tmp_path, item, "SENT.fetch_add(1, Ordering::Relaxed);").judgement
    assert not judgement.bounds and not judgement.findings and not judgement.obstacles
    assert judgement.proved and not any(a.id.startswith("counter:") for a in judgement.assumptions)


def test_what_happens_at_a_late_packet_is_not_proved_away(tmp_path: Path) -> None:
    """Nor is it found: the search follows the first values only."""
    item = "use core::sync::atomic::{AtomicUsize, Ordering};\nstatic SENT: AtomicUsize = AtomicUsize::new(0);"
    statement = "if SENT.fetch_add(1, Ordering::Relaxed) == 100 { None::<u32>.unwrap(); }"
    judgement = counting(tmp_path, item, statement).judgement
    assert "panic_while_holding" not in {o.rule for o in judgement.proved}
    assert "SENT keeps growing: followed for its first values" in [a.text for a in judgement.assumptions]


def test_a_driver_that_breaks_at_its_third_packet_is_found(tmp_path: Path) -> None:
    """Numbers are told apart as long as they are few."""
    item = "use core::sync::atomic::{AtomicUsize, Ordering};\nstatic SENT: AtomicUsize = AtomicUsize::new(0);"
    statement = "if SENT.fetch_add(1, Ordering::Relaxed) == 2 { None::<u32>.unwrap(); }"
    findings = counting(tmp_path, item, statement).judgement.findings
    assert [finding.rule for finding in findings] == ["panic_while_holding"]


def state(number: int, other: int) -> State:
    made = State((0, 0), ())
    made.heap = {"world": number, "data#0": Agg(Ty("T"), "", (Agg(Ty("U"), "", (number, other)),))}
    return made


def test_only_what_takes_many_values_is_a_counter() -> None:
    counters = Counters()
    states = [state(n, n % VALUES) for n in range(2 * VALUES)]
    assert counters.look(frozenset(s.heap.items()) for s in states)
    assert counters.cells == {"data#0": {(0, 0)}}
    assert not counters.look(frozenset(s.heap.items()) for s in states)


def test_keys_without_counters() -> None:
    counters = Counters()
    before = state(99, 1).key()
    counters.look(frozenset(state(n, 0).heap.items()) for n in range(VALUES + 1))
    assert counters.key(state(99, 1)) == counters.shortened(before)
    one, other, third = state(1, 5), state(1, 5), state(1, 6)
    other.store("data#0", (0, 0), 2)
    assert counters.key(one) == counters.key(other) != counters.key(third)
