"""Who has a pointer on which path: what only answers, what failed, what is not understood further on."""

from pathlib import Path

import pytest

from modcheck.learn import hazards_of
from tests.learn_crates import learned, models, tree_with

HEAD = """
pub fn made(set: *mut bindings::blk_mq_tag_set, n: i32) -> Result<usize> {
    let raw = unsafe { bindings::__blk_mq_alloc_disk(set, core::ptr::null_mut(), 0, core::ptr::null_mut()) };
    if unsafe { bindings::IS_ERR(raw) } { return Err(ENOMEM); }
"""
TAIL = """
    Ok(raw as usize)
}
pub fn put(raw: *mut bindings::gendisk) { unsafe { bindings::del_gendisk(raw); bindings::put_disk(raw) }; }
"""
ADDED = "bindings::device_add_disk(core::ptr::null_mut(), raw, core::ptr::null_mut())"
BODIES = {
    "it only answers": ("unsafe { bindings::set_capacity(raw, 8) }; if n < 0 { return Err(EINVAL); }", 1),
    "nobody knows it": ("unsafe { bindings::odd_thing(raw) }; if n < 0 { return Err(EINVAL); }", 0),
    "it failed": (f"if unsafe {{ {ADDED} }} != 0 {{ return Err(EINVAL); }}", 1),
    "it has it, and has it still": (f"unsafe {{ {ADDED} }}; if n < 0 {{ return Err(EINVAL); }}", 1),
    "written into": ("unsafe { (*raw).flags = n }; if n < 0 { return Err(EINVAL); }", 1),
    "written elsewhere": ("unsafe { (*set).tags = raw }; if n < 0 { return Err(EINVAL); }", 0),
    "not understood later": ("if n < 0 { return Err(EINVAL); } surprise!(raw => n);", 1),
    "not understood before": ("surprise!(raw => n); if n < 0 { return Err(EINVAL); }", 0),
    "given back": ("if n < 0 { unsafe { bindings::put_disk(raw) }; return Err(EINVAL); }", 0),
}


@pytest.mark.parametrize(("body", "leaks"), BODIES.values(), ids=BODIES)
def test_a_disk_is_lost_where_nobody_has_it(body: str, leaks: int, tmp_path: Path) -> None:
    tree = tree_with(tmp_path, one=f"{HEAD}    {body}{TAIL}")
    kinds = [hazard.kind for hazard in hazards_of(learned(tree), models())]
    assert kinds == ["leak"] * leaks


def test_only_a_result_can_be_asked_for_its_error(tmp_path: Path) -> None:
    body = "odd(n).inspect_err(|_| { unsafe { bindings::put_disk(raw) }; })?;"
    head = HEAD.replace("n: i32", "odd: impl Fn(i32) -> Result, n: i32")
    tree = tree_with(tmp_path, one=f"{head}    {body}{TAIL}")
    of = learned(tree)
    assert [one.reason for one in of.unknown] == [] and hazards_of(of, models()) == []
