"""What is derived from kernel trees in miniature: snapshots, hazards by markers, names that do not matter."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from modcheck.learn import Learned, hazards_of
from tests.learn_crates import MARKED, MINI, PAIRS, copy_of, learned, models, summaries, tree_with

SNAPSHOTS = Path(__file__).parent
MARKER = re.compile(r"//~ ((?:\w+ ?)+)$")


def text_of(of: Learned) -> str:
    parts = [f"# {path}\n{text}" for path, text in sorted(summaries(of).items())]
    parts += [f"# {u.path}\n# unknown: {u.reason}\n" for u in of.unknown]
    return "\n".join(parts)


@pytest.mark.parametrize("name", MINI)
def test_derived_functions_are_these(name: str) -> None:
    """MODCHECK_UPDATE=1 writes them anew."""
    snapshot = SNAPSHOTS / f"{name}.txt"
    text = text_of(learned(MINI[name]))
    if os.environ.get("MODCHECK_UPDATE") == "1":
        snapshot.write_text(text, encoding="utf-8")
    assert text == snapshot.read_text(encoding="utf-8")


def found_in(tree: Path) -> set[tuple[str, int, str]]:
    """File, line and kind of each hazard."""
    of = learned(tree)
    found = set()
    for hazard in hazards_of(of, models()):
        line = of.crate.files[hazard.span.path].line_column(hazard.span.start)[0]
        found.add((Path(hazard.span.path).name, line, hazard.kind))
    return found


def marked_in(tree: Path) -> set[tuple[str, int, str]]:
    marked = set()
    for path in sorted((tree / "rust" / "kernel").glob("*.rs")):
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            for kinds in MARKER.findall(text):
                marked |= {(path.name, number, kind) for kind in kinds.split()}
    return marked


@pytest.mark.parametrize("name", MARKED)
def test_marked_is_a_hazard_and_hazards_are_marked(name: str) -> None:
    assert found_in(MARKED[name]) == marked_in(MARKED[name])


@pytest.mark.parametrize("name", MINI)
def test_other_names_of_wrappers_change_nothing_but_the_name(name: str, tmp_path: Path) -> None:
    tree = copy_of(name, tmp_path)
    files = sorted((tree / "rust" / "kernel").glob("*.rs"))
    kept = ("drop", "new", "into_pointer", "from_pointer", "borrow", "serve")
    known = {n for path in files for n in re.findall(r"\bfn (\w+)", path.read_text("utf-8"))} - set(kept)
    pattern = re.compile(r"(?<!bindings::)(?<![\w!])(" + "|".join(sorted(known)) + r")\b(?=\s*[(:<),;}])")
    for path in files:
        text = path.read_text("utf-8")
        path.write_text(re.sub(pattern, lambda match: f"zz_{match.group(1)}", text), encoding="utf-8")
    before, after = summaries(learned(MINI[name])), summaries(learned(tree))
    assert {path.replace("zz_", ""): text.replace("zz_", "") for path, text in after.items()} == before
    assert any("zz_" in path for path in after)


def test_a_pair_is_one_wrapper_with_a_hazard_before_and_none_after() -> None:
    names = {path.name for tree in PAIRS.values() for path in (tree / "rust" / "kernel").glob("*.rs")}
    pairs = names - {"lib.rs", "error.rs"}
    assert {name for name, _, _ in marked_in(PAIRS["pairs_before"])} == pairs
    assert marked_in(PAIRS["pairs_after"]) == set()
    assert all((tree / "rust" / "kernel" / name).is_file() for name in names for tree in PAIRS.values())


@pytest.mark.parametrize("name", PAIRS)
def test_every_wrapper_of_a_pair_is_derived(name: str) -> None:
    """What is not understood has no hazards either."""
    assert [(one.path, one.reason) for one in learned(PAIRS[name]).unknown] == []


@pytest.mark.parametrize("name", PAIRS)
def test_other_names_in_a_pair_change_no_hazard(name: str, tmp_path: Path) -> None:
    tree = copy_of(name, tmp_path)
    plain = re.compile(r"\b(raw|token|base|size|data|number|there|early|both|guard|undo)\b(?!\()")
    for path in sorted((tree / "rust" / "kernel").glob("*.rs")):
        text = path.read_text("utf-8")
        path.write_text(re.sub(plain, r"zz_\1", text), encoding="utf-8")
    assert found_in(tree) == marked_in(tree)


def test_what_is_not_understood_is_listed_with_place_and_reason() -> None:
    of = learned(MINI["mini_camp"])
    reasons = {unknown.path.rpartition("::")[2]: unknown.reason for unknown in of.unknown}
    assert "the macro surprise!" in reasons["by_macro"]
    assert "depends on the configuration" in reasons["sometimes"]
    assert all(unknown.span.path.endswith(".rs") for unknown in of.unknown)
    assert {unknown.path for unknown in of.unknown}.isdisjoint(one.path for one in of.derived)


def test_a_value_that_was_overwritten_keeps_a_name(tmp_path: Path) -> None:
    tree = tree_with(
        tmp_path,
        state="""
pub struct Once { base: usize, there: AtomicBool }
impl Once {
    pub fn stop(&mut self) -> bool {
        let before = core::mem::replace(&mut self.base, 0);
        unsafe { bindings::iounmap(before as _) };
        before != 0
    }
}
""",
    )
    assert summaries(learned(tree))["kernel::state::Once::stop"] == (
        "def stop(self):\n    old1 = self.base\n    self.base = 0\n    iounmap(old1)\n"
        "    return (old1 != 0)\n"
    )


def test_fields_are_dropped_after_the_body_in_their_order(tmp_path: Path) -> None:
    tree = tree_with(
        tmp_path,
        order="""
pub struct First { base: usize }
impl Drop for First { fn drop(&mut self) { unsafe { bindings::iounmap(self.base as _) }; } }
pub struct Second { dev: *mut bindings::device }
impl Drop for Second { fn drop(&mut self) { unsafe { bindings::put_device(self.dev) }; } }
pub struct Both { second: Second, first: First, irq: u32 }
impl Drop for Both { fn drop(&mut self) { unsafe { bindings::free_irq(self.irq, 0) }; } }
pub fn all(start: u64, dev: *mut bindings::device) -> Result {
    let base = unsafe { bindings::ioremap(start, 1) } as usize;
    let both = Both { first: First { base }, second: Second { dev }, irq: 7 };
    Err(EINVAL)
}
""",
    )
    assert summaries(learned(tree))["kernel::order::all"] == (
        "def all(start, dev):\n    r1 = ioremap(start, 1)\n    free_irq(7, 0)\n    put_device(dev)\n"
        "    iounmap(r1)\n    return Err(-22)\n"
    )


def test_an_errno_below_zero_is_the_only_failure_of_a_function_that_says_so(tmp_path: Path) -> None:
    tree = tree_with(
        tmp_path,
        odd="""
pub fn odd(dev: *mut bindings::pci_dev) -> i32 {
    let ret = unsafe { bindings::pci_enable_device(dev) };
    if ret > 0 { return 1; }
    if ret < -4095 { return 2; }
    if ret != 0 { return 3; }
    4
}
""",
    )
    text = summaries(learned(tree))["kernel::odd::odd"]
    assert "return 1" not in text and "return 2" not in text
    assert "return 3" in text and "return 4" in text


def test_what_is_never_dropped_keeps_what_it_owns(tmp_path: Path) -> None:
    tree = tree_with(
        tmp_path,
        turn="""
pub struct Off { base: usize }
impl Drop for Off { fn drop(&mut self) { unsafe { bindings::iounmap(self.base as _) }; } }
pub struct On { base: usize }
impl Off {
    pub fn open(start: u64) -> On {
        let off = Off { base: unsafe { bindings::ioremap(start, 1) } as usize };
        off.turn()
    }
    fn turn(self) -> On {
        let off = core::mem::ManuallyDrop::new(self);
        On { base: off.base }
    }
}
""",
    )
    assert summaries(learned(tree))["kernel::turn::Off::open"] == (
        "def open(start):\n    r1 = ioremap(start, 1)\n    return On(base=r1)\n"
    )
