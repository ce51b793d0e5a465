"""Linux 7.1: memory that the device sees, places in it, statics behind a lock, and integers of few bits."""

from pathlib import Path

import pytest

from tests.engine.modern import said

MADE = """use kernel::dma::{self, Coherent, CoherentBox};
struct Entries(u32, [u32; 4]);
struct Queue { head: u32, entries: Entries }
struct Log(Coherent<[u8; 16]>);
struct Data { log: Log }
"""
QUEUE = "let q = Coherent::<Queue>::zeroed(pdev.as_ref(), GFP_KERNEL)?;"
LOG = "let log = Log(Coherent::zeroed(pdev.as_ref(), GFP_KERNEL)?); let at = unsafe { log.0.as_mut() };"
PLACES = {
    "field": (QUEUE + "dma::dma_write!(q, .head, 7); let n = dma::dma_read!(q, .head);", "7"),
    "element": (
        QUEUE + "dma::dma_write!(q, .entries.1[2], 5); let n = dma::dma_read!(q, .entries.1[2]);",
        "5",
    ),
    "other_element": (
        QUEUE + "dma::dma_write!(q, .entries.1[2], 5); let n = dma::dma_read!(q, .entries.1[1]);",
        "0",
    ),
    "pointer": (
        QUEUE
        + "dma::dma_write!(q, .head, 6); let p = kernel::ptr::project!(q.as_ptr(), .head);"
        + "let n = unsafe { *p };",
        "6",
    ),
    "plain_number": (
        "let q = Coherent::<u32>::zeroed(pdev.as_ref(), GFP_KERNEL)?; let n = unsafe { *q.as_ref() };",
        "0",
    ),
    "value_with_a_base": (
        "let q = Coherent::<[Queue]>::zeroed_slice(pdev.as_ref(), 2, GFP_KERNEL)?;"
        + "let e = Queue { head: 3, entries: Entries(0, [0; 4]) };"
        + "dma::dma_write!(q, [1]?, Queue { head: 9, ..e }); let n = dma::dma_read!(q, [1]?.head);",
        "9",
    ),
    "length_of_the_field_s_type": (LOG + "let n = at.len();", "16"),
    "part_of_a_part": (LOG + "let n = at[8..][..4].len();", "4"),
}


@pytest.mark.parametrize(("body", "told"), PLACES.values(), ids=PLACES)
def test_places_in_coherent_memory(body: str, told: str, tmp_path: Path) -> None:
    show = r'pr_info!("{}\n", n);'
    made = "Ok(Data { log: Log(Coherent::zeroed(pdev.as_ref(), GFP_KERNEL)?) })"
    assert said(tmp_path, MADE, body + show + made).partition(" | ")[0] == told


def test_chunks_are_parts_of_one_size(tmp_path: Path) -> None:
    body = LOG + r'for (i, c) in at.chunks_exact_mut(6).enumerate() { pr_info!("{} {}\n", i, c.len()); }'
    made = "Ok(Data { log })"
    assert said(tmp_path, MADE, body + made).partition(" | ")[0] == "0 6, 1 6"


def test_static_behind_a_lock(tmp_path: Path) -> None:
    items = """kernel::sync::global_lock! {
        // SAFETY: initialised before use.
        unsafe(uninit) static SEEN: Mutex<u32> = 4;
    }
    use kernel::sync::Mutex;
    struct Data;"""
    body = r'unsafe { SEEN.init() }; *SEEN.lock() += 1; pr_info!("{}\n", *SEEN.lock()); Ok(Data)'
    assert said(tmp_path, items, body).partition(" | ")[0] == "5"


def test_statics_of_functions(tmp_path: Path) -> None:
    items = """struct Data;
    fn next() -> usize { static NEXT: Atomic<usize> = Atomic::new(3); NEXT.fetch_add(1, Relaxed) }
    use kernel::sync::atomic::{Atomic, Relaxed};"""
    assert said(tmp_path, items, r'next(); pr_info!("{}\n", next()); Ok(Data)').partition(" | ")[0] == "4"


def test_fields_of_a_register_have_names_for_their_bits(tmp_path: Path) -> None:
    items = "kernel::register! { pub(crate) ID(u32) @ 0x10 { 7:4 major; 3:0 minor; } } struct Data;"
    body = (
        "let r = ID::MAJOR_RANGE;"
        r'pr_info!("{} {} {} {}\n", r.len(), r.start(), ID::MAJOR_MASK, ID::MAJOR_SHIFT);'
        "Ok(Data)"
    )
    assert said(tmp_path, items, body).partition(" | ")[0] == "4 4 240 4"


def test_offsets_are_numbers_that_nobody_knows(tmp_path: Path) -> None:
    items = (
        "struct Pair<T> { a: u8, b: T } struct Data; const AT: usize = core::mem::offset_of!(Pair<u32>, b);"
    )
    body = r'if AT == 4 { pr_info!("as C does\n"); } Ok(Data)'
    assert said(tmp_path, items, body) in ("as C does | unbind", "unbind")
