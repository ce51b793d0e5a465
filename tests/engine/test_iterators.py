"""Iterators, and the borrowing of what they go over: each gives what Rust's documentation says."""

from pathlib import Path

import pytest

from tests.engine.snippets import said
from tests.running import analyse_anew
from tests.source.hostile import driver

ONE_LINE = [
    ("a.iter().fold(1, |s, x| s + x)", "15"),
    ("a.iter().filter(|x| **x == 1).count()", "2"),
    ("a.iter().sum::<u32>()", "14"),
    ("a.iter().max().unwrap()", "5"),
    ("a.iter().copied().min().unwrap()", "1"),
    ("a.iter().position(|x| *x == 4).unwrap()", "2"),
    ("a.iter().any(|&x| x == 4)", "true"),
    ("a.iter().all(|&x| x == 4)", "false"),
    ("a.iter().find_map(|&x| if x > 3 { Some(x * 2) } else { None }).unwrap()", "8"),
    ("a.iter().rev().nth(1).unwrap()", "1"),
    ("a.iter().last().unwrap()", "5"),
    ("a.iter().chain(&[7, 8]).count()", "7"),
    ("(0..4).rev().nth(0).unwrap()", "3"),
    ("a.iter().take_while(|x| **x != 4).count()", "2"),
    ('"abc".bytes().rev().count()', "3"),
    ("a.iter().try_for_each(|x| if *x == 4 { Err(EBADMSG) } else { Ok(()) }).is_err()", "true"),
    ("7u32.div_ceil(2) + 7u32.next_multiple_of(4)", "12"),
    ("8u32.is_power_of_two()", "true"),
    ("matches!(a[0], 2 | 3)", "true"),
    ("matches!(a[0], x if x > 3)", "false"),
]


@pytest.mark.parametrize(("value", "printed"), ONE_LINE)
def test_value(tmp_path: Path, value: str, printed: str) -> None:
    body = rf'let a = [3u32, 1, 4, 1, 5]; pr_info!("{{}}\n", {value});'
    assert said(tmp_path, body) == printed


SUM = r'pr_info!("{}\n", a[0] + a[1]);'
BORROWED = [
    ("let mut a = [1u32, 2]; for x in &mut a { *x = 9; }", "18"),
    ("let mut a = [1u32, 2]; for (i, x) in (5..9).zip(&mut a) { *x = i; }", "11"),
    ("let mut a = [1u32, 2]; for x in a { let y = x; }", "3"),
    ("let mut a = [0u32, 0]; let mut it = [1u32, 2, 3].iter(); for x in it.by_ref() { a[0] = *x; break; } "
     "for x in &mut it { a[1] = *x; break; }", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "printed"), BORROWED)
def test_what_is_borrowed_stays(tmp_path: Path, body: str, printed: str) -> None:
    assert said(tmp_path, body + SUM) == printed


def test_a_loop_over_what_is_not_known_is_followed_for_some_rounds(tmp_path: Path) -> None:
    """It ends, says so with its place, and is no failure of the analysis."""
    body = "for part in kernel::nowhere::parts() { let x = part; }"
    (tmp_path / "main.rs").write_text(driver(body=body))
    judgement = analyse_anew(tmp_path / "main.rs").judgement
    rounds = [a for a in judgement.assumptions if a.id.startswith("rounds:")]
    assert len(rounds) == 1 and rounds[0].place is not None and not judgement.bounds


def test_a_list_that_grows_by_what_is_not_known_has_no_length(tmp_path: Path) -> None:
    """And an index into it is no panic."""
    body = (
        "let mut v = KVec::new(); v.extend_from_slice(kernel::nowhere::parts(), GFP_KERNEL)?; let x = v[70];"
    )
    (tmp_path / "main.rs").write_text(driver(body=body))
    assert not analyse_anew(tmp_path / "main.rs").judgement.findings
