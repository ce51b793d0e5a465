"""Patterns and jumps: which arm is taken and what is bound, as the Rust Reference says.

What is not understood is said."""

from pathlib import Path

import pytest

from tests.engine.snippets import said
from tests.running import analyse_anew
from tests.source.hostile import driver

ARMS = {
    "up_to": ("..=5", (5, 6), "yes, no"),
    "below": ("3..6", (5, 6), "yes, no"),
    "from": ("6..", (5, 6), "no, yes"),
    "between": ("5..=6", (6, 7), "yes, no"),
    "either": ("5 | 9", (9, 6), "yes, no"),
}


@pytest.mark.parametrize(("pattern", "numbers", "expected"), ARMS.values(), ids=ARMS)
def test_arm_that_is_taken(pattern: str, numbers: tuple[int, int], expected: str, tmp_path: Path) -> None:
    items = f'fn f(n: u32) {{ match n {{ {pattern} => pr_info!("yes\\n"), _ => pr_info!("no\\n") }} }}'
    assert said(tmp_path, f"f({numbers[0]}); f({numbers[1]});", items) == expected


def test_reference_pattern_binds_what_is_referred_to(tmp_path: Path) -> None:
    body = 'let t = [(1u32, 2u32)]; for &(a, b) in t.iter() { pr_info!("{}\\n", a * 10 + b); }'
    assert said(tmp_path, body) == "12"


def test_break_leaves_a_labelled_block_with_its_value(tmp_path: Path) -> None:
    items = (
        "fn f(n: u32) -> u32 { let v = 'a: { if n > 1 { break 'a 7; } pr_info!(\"small\\n\"); 8 }; v + 1 }"
    )
    assert said(tmp_path, 'pr_info!("{}\\n", f(2)); pr_info!("{}\\n", f(1));', items) == "8, small, 9"


def test_break_without_label_passes_a_labelled_block(tmp_path: Path) -> None:
    body = 'loop { \'a: { break; } pr_info!("not here\\n"); } pr_info!("after\\n");'
    assert said(tmp_path, body) == "after"


def test_super_of_super(tmp_path: Path) -> None:
    inner = "mod a { pub mod b { use super::super::top; pub fn f() { top(); } } }"
    items = f'fn top() {{ pr_info!("top\\n"); }} {inner}'
    assert said(tmp_path, "a::b::f();", items) == "top"


UNREAD = {
    "macro_pattern": ("", "match 4 { five!() => {}, _ => {} }"),
    "item_macro": ("made!(A);", ""),
    "include": ('include!("extra.rs");', ""),
    "twice": ("#[cfg(CONFIG_A)] fn f() {} #[cfg(CONFIG_B)] fn f() {}", ""),
}


READ = {
    "after_the_rest": ("", "let (.., d) = (1, 2, 3);"),
    "alternatives": ("", "match (1, 2) { (1, x) | (x, 2) => {}, _ => {} }"),
    "slice": ("", "if let [first, rest @ ..] = [1, 2, 3] { let x = first; }"),
    "impl_in_constant": ("struct A; const _: () = { impl A { fn f() {} } };", ""),
    "item_in_function": ("", "fn inner() {} inner();"),
    "macro_in_macro": (
        'macro_rules! say { ($n:expr, $($x:expr),*) => { pr_info!("{} {}\\n", $n, vec![$($x),*].len()) } }',
        "say!(1, 2, 3);",
    ),
}
"""Items wherever they may stand."""


@pytest.mark.parametrize(("items", "body"), READ.values(), ids=READ)
def test_items_are_read_where_they_stand(items: str, body: str, tmp_path: Path) -> None:
    (tmp_path / "main.rs").write_text(driver(items=items, body=body))
    coverage = analyse_anew(tmp_path / "main.rs").judgement.coverage
    assert not coverage.faults and not coverage.unknown


def test_beyond_the_bound_macros_are_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modcheck.ir.fragments.MAX_MACROS", 20)
    lines = 'pr_info!("one");' * 20
    (tmp_path / "main.rs").write_text(driver(items="", body=lines))
    faults = [text for _, text in analyse_anew(tmp_path / "main.rs").judgement.coverage.faults]
    assert len([text for text in faults if text.startswith("not read: this macro and what follows")]) == 1


@pytest.mark.parametrize(("items", "body"), UNREAD.values(), ids=UNREAD)
def test_what_is_not_understood_is_counted(items: str, body: str, tmp_path: Path) -> None:
    (tmp_path / "main.rs").write_text(driver(items=items, body=body))
    assert len(analyse_anew(tmp_path / "main.rs").judgement.coverage.faults) == 1
