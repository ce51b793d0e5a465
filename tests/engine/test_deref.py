"""A driver's own `impl Deref` leads to what it wraps."""

from pathlib import Path

import pytest

from tests.engine.snippets import said


@pytest.mark.parametrize("body", ["&self.0", "&*self.0", "let inner = &self.0; inner"])
def test_methods_are_found_through_it(body: str, tmp_path: Path) -> None:
    items = f"""
struct Handle(Box<Loud>);

impl core::ops::Deref for Handle {{
    type Target = Loud;

    fn deref(&self) -> &Loud {{
        {body}
    }}
}}
"""
    run = 'let handle = Handle(Box::try_new(Loud(7))?); pr_info!("{}\\n", handle.number());'
    assert said(tmp_path, run, items) == "7, drop 7"


def test_an_option_of_a_counted_pointer_is_cloned_with_its_count(tmp_path: Path) -> None:
    body = """
    let one = Some(Arc::try_new(Loud(1))?);
    let two = one.clone();
    drop(one);
    pr_info!("{}\\n", two.as_ref().ok_or(EIO)?.number());
    """
    assert said(tmp_path, body) == "1, drop 1"


def test_a_constant_of_a_function(tmp_path: Path) -> None:
    body = """
    const LEN: usize = 2 + 1;
    const EMPTY: Option<Loud> = None;
    let mut slots = [EMPTY; LEN];
    slots[1] = Some(Loud(1));
    pr_info!("{}\\n", slots.len());
    """
    assert said(tmp_path, body) == "3, drop 1"
