"""What depends on the type at hand: wrapping arithmetic, sizes, zeros, defaults, comparing asserts."""

from pathlib import Path

import pytest

from modcheck.engine import run_schedule
from tests.engine.snippets import machine_for, said, text_of
from tests.running import log_of

LAYOUTS = """
const PAIRS: usize = 3;

struct Pair { small: u8, large: u32 }

union Both { whole: u64, halves: [u32; 2] }

struct Descriptor { address: u64, lower: Both, pairs: [Pair; PAIRS], tail: u8 }

struct Counter { count: u32, more: Option<u16>, name: [u8; 4] }

fn counter(count: u32) -> Counter { Counter { count, ..Default::default() } }
"""

TOLD = {
    "u16::wrapping_add": ("let x: u16 = 0xFFF0; show(x.wrapping_add(0x20) as u64);", "16"),
    "of a field": ("show(counter(1).count.wrapping_sub(2) as u64);", "4294967295"),
    "i8::wrapping_add": ("let x: i8 = 127; if x.wrapping_add(1) == -128 { show(1); }", "1"),
    "u8::wrapping_mul": ("let x: u8 = 100; show(x.wrapping_mul(3) as u64);", "44"),
    "from": ("show(u32::from(0xFFFFu16) as u64 + usize::from(1 == 1) as u64);", "65536"),
    "try_from": ("if u8::try_from(256u32).is_err() { show(u8::try_from(255u32).unwrap() as u64); }", "255"),
    "saturating_add": ("let x: u8 = 250; show(x.saturating_add(9) as u64);", "255"),
    "saturating_sub": ("let x: u8 = 250; show(x.saturating_sub(251) as u64);", "0"),
    "checked_add": ("let x: u8 = 250; if x.checked_add(9).is_none() { show(1); }", "1"),
    "checked_sub": ("let x: u8 = 250; show(x.checked_sub(1).unwrap() as u64);", "249"),
    "size of a struct": ("show(mem::size_of::<Pair>() as u64);", "8"),
    "size of a union": ("show(mem::size_of::<Both>() as u64);", "8"),
    "size of arrays and padding": ("show(mem::size_of::<Descriptor>() as u64);", "48"),
    "alignment": ("show(mem::align_of::<Descriptor>() as u64);", "8"),
    "zeros": ("let c: Counter = unsafe { mem::zeroed() }; show(c.count as u64 + c.name[3] as u64);", "0"),
    "default": ("if counter(3).more.is_none() { show(counter(3).count as u64); }", "3"),
    "assert_eq": ("assert_eq!(mem::size_of::<Pair>(), 8); show(1);", "1"),
    "assert_ne": ("assert_ne!(mem::size_of::<Pair>(), 9); show(1);", "1"),
}

SHOW = 'fn show(value: u64) { pr_info!("{}\\n", value); }'


@pytest.mark.parametrize("name", TOLD)
def test_types_decide(name: str, tmp_path: Path) -> None:
    body, told = TOLD[name]
    assert said(tmp_path, body, LAYOUTS + SHOW) == told


def test_a_comparing_assert_that_fails_ends_the_run(tmp_path: Path) -> None:
    ready = machine_for(tmp_path, text_of("assert_eq!(mem::size_of::<Pair>(), 5); show(1);", LAYOUTS + SHOW))
    (event,) = run_schedule(ready, ["insmod"])
    assert event.stopped == "panic: an assert fails"
    assert log_of(event) == []
