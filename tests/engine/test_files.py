"""Processes call the file operations of a driver: what is printed, what is found, what is left unknown."""

from pathlib import Path

import pytest

from modcheck.device import catalogue
from modcheck.engine import explore
from modcheck.environment import FILES
from modcheck.findings import Verdict
from modcheck.pipeline import Analysis, Options, analyse
from modcheck.source import find_modules
from tests.engine.snippets import run, said
from tests.running import ROOT, happened, log_of, machine_of, rule_book

FIXTURES = ROOT / "fixtures"
HEAD = """
use kernel::prelude::*;
use kernel::io_buffer::{IoBufferReader, IoBufferWriter};
use kernel::sync::smutex::Mutex;
use kernel::{chrdev, file};

module! { type: Demo, name: "demo", author: "The modcheck tests", description: "a file", license: "GPL", }
"""
TAIL = """
struct Demo {
    _reg: Pin<Box<chrdev::Registration<1>>>,
}

impl kernel::Module for Demo {
    fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
        let mut reg = chrdev::Registration::<1>::new_pinned(name, 0, module)?;
        reg.as_mut().register::<FILE>()?;
        Ok(Demo { _reg: reg })
    }
}
"""


def judged(folder: Path, items: str, file: str = "F") -> Analysis:
    """The analysis of a module with one device; `items` is its file type and what else there is."""
    path = folder / "demo.rs"
    path.write_text(HEAD + items + TAIL.replace("FILE", file), encoding="utf-8")
    (layout,) = find_modules([str(path)])
    return analyse(layout, rule_book(), catalogue()[0], Options())


def read_only(body: str) -> str:
    """A file that can be read; `body` is what `read` does."""
    return f"""
struct F;

#[vtable]
impl file::Operations for F {{
    fn open(_shared: &(), _file: &file::File) -> Result {{
        Ok(())
    }}

    fn read(_this: (), _f: &file::File, w: &mut impl IoBufferWriter, offset: u64) -> Result<usize> {{
        {body}
    }}
}}
"""


def rules_in(analysis: Analysis) -> list[str]:
    return sorted(finding.rule for finding in analysis.judgement.findings)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("(&a[1..3]).len()", "2"),
        ("(&a[0..=2]).len()", "3"),
        ("(&a[1..])[2]", "4"),
        ("(&(&a[1..4])[1..])[0]", "3"),
        ("(&a[2..2]).is_empty()", "true"),
        ("(&TEXT[1..])[0]", "98"),
        ("TEXT.len()", "3"),
        ("a.iter().skip(1).take(2).count_up()", "5"),
        ("a[3..].first().map(|x| *x).unwrap_or(9)", "4"),
    ],
)
def test_a_slice_is_what_it_is_in_rust(expression: str, value: str, tmp_path: Path) -> None:
    if "count_up" in expression:
        expression = "{ let mut sum = 0; for x in a.iter().skip(1).take(2) { sum += *x; } sum }"
    items = 'const TEXT: &[u8] = b"abc";'
    body = f'let a = [1u8, 2, 3, 4]; let v = {expression}; pr_info!("{{}}\\n", v); drop(Loud(0));'
    assert said(tmp_path, body, items) == f"{value}, drop 0"


def test_what_is_written_through_a_slice_is_in_the_array(tmp_path: Path) -> None:
    body = """
    let mut a = [0u8; 6];
    a[2..4].copy_from_slice(&[7, 8]);
    let part = &mut a[3..];
    part[0] += 1;
    pr_info!("{} {} {} {}\\n", a[1], a[2], a[3], a[4]);
    """
    assert said(tmp_path, body) == "0 7 9 0"


@pytest.mark.parametrize("range_", ["2..7", "5..", "3..2", "0..=6"])
def test_a_slice_outside_is_a_panic(range_: str, tmp_path: Path) -> None:
    body = f'let a = [0u8; 4]; let part = &a[{range_}]; pr_info!("{{}}\\n", part.len());'
    (insmod,) = run(tmp_path, body)
    assert insmod.stopped.startswith("index ")
    assert not log_of(insmod)


def test_a_writer_wakes_the_reader() -> None:
    """What the two terminals of the report show, in their order."""
    driver = FIXTURES / "completion_reinit" / "passes_reinit_completion.rs"
    events = happened(driver, "insmod cat echo cat rmmod")
    assert log_of(events[1]) == ["reinit_completion: going to sleep", "reinit_completion: awoken"]
    assert log_of(events[3]) == ["reinit_completion: going to sleep", "reinit_completion: awoken"]
    assert not any(event.broken or event.stopped for event in events)


def test_cat_reads_until_there_is_no_more(tmp_path: Path) -> None:
    body = """
        pr_info!("{} at {}\\n", w.len(), offset);
        let text = &b"Hello\\n"[core::cmp::min(offset as usize, 6)..];
        w.write_slice(text)?;
        Ok(text.len())"""
    path = tmp_path / "demo.rs"
    path.write_text(HEAD + read_only(body) + TAIL.replace("FILE", "F"), encoding="utf-8")
    assert log_of(happened(path, "insmod cat")[1]) == ["demo: 4096 at 0", "demo: 4096 at 6"]


def test_the_message_names_offset_and_length() -> None:
    (layout,) = find_modules([str(FIXTURES / "copy_out_of_bounds" / "fails_plain_subtraction.rs")])
    (finding,) = analyse(layout, rule_book(), catalogue()[0], Options()).judgement.findings
    assert finding.message.endswith("out of range for slice of length 40; offset 41, length 1")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("fails_index_by_shift", "index 11 out of bounds of 11; offset 352, length 1"),
        ("fails_offset_cut_off", "for slice of length 23; offset 4294967296, length 1"),
        ("fails_constant_generic", "index 65 out of range for slice of length 64; offset 64, length 1"),
        ("fails_seek_before_start", "offset 0, length 1, after lseek by -1 from the position"),
        ("fails_argument_of_ioctl", "index 7 out of bounds of 7; command 17169, argument 7"),
        ("fails_mmap_of_more", "index 3 out of bounds of 3; mmap of 4 pages"),
    ],
)
def test_what_breaks_is_found_by_what_is_compared(name: str, told: str) -> None:
    """No array that the module keeps has such a size: the driver's own arithmetic says where to look."""
    (layout,) = find_modules([str(FIXTURES / "copy_out_of_bounds" / f"{name}.rs")])
    (finding,) = analyse(layout, rule_book(), catalogue()[0], Options()).judgement.findings
    assert finding.message.endswith(told)


def test_few_numbers_are_tried() -> None:
    """At most 60 in one event, and all that turned up."""
    for path in sorted((FIXTURES / "copy_out_of_bounds").glob("*.rs")):
        machine = machine_of(path)
        explored = explore(machine)
        events = explored.states * len(FILES)
        assert machine.tally.untried == 0, path
        assert machine.tally.tried <= 60 * events, path


def test_more_numbers_than_are_tried_are_an_obstacle(tmp_path: Path) -> None:
    turns = "".join(f"if offset == {1000 * n} {{ return Ok(0); }}" for n in range(1, 120))
    judgement = judged(tmp_path, read_only(f"{turns} Ok(0)")).judgement
    assert any(obstacle.endswith("numbers were not tried") for obstacle in judgement.obstacles)


def test_the_size_may_be_a_parameter(tmp_path: Path) -> None:
    items = """
struct Store<const N: usize> {
    cells: Mutex<[u8; N]>,
}

#[vtable]
impl<const N: usize> file::Operations for Store<N> {
    type Data = Box<Self>;

    fn open(_shared: &(), _file: &file::File) -> Result<Box<Self>> {
        Ok(Box::try_new(Store { cells: Mutex::new([0u8; N]) })?)
    }

    fn write(this: &Self, _f: &file::File, r: &mut impl IoBufferReader, offset: u64) -> Result<usize> {
        let mut cells = this.cells.lock();
        let count = core::cmp::min(r.len(), N);
        r.read_slice(&mut cells[offset as usize..offset as usize + count])?;
        Ok(count)
    }
}
"""
    (finding,) = judged(tmp_path, items, "Store<24>").judgement.findings
    assert finding.rule == "copy_out_of_bounds"
    assert "length 24" in finding.message


def test_a_file_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    items = """
struct F;

#[vtable]
impl file::Operations for F {
    fn open(_shared: &(), _file: &file::File) -> Result {
        Ok(())
    }
}
"""
    judgement = judged(tmp_path, items).judgement
    assert not judgement.findings and not judgement.obstacles
    assert {o.rule for o in judgement.proved if o.subject} == {"leak_on_exit"}


@pytest.mark.parametrize(
    "body",
    [
        "w.copy_everything(offset)",
        "let mut b = [0u8; 8]; fill(&mut b); let n = w.len().min(8); w.write_slice(&b[..n])?; Ok(n)",
        "let mut b = [0u8; 8]; _f.fill(&mut b[..]); let n = w.len().min(8); w.write_slice(&b[..n])?; Ok(n)",
        "let n = how_many(offset); w.write_slice(&TABLE[..n])?; Ok(n)",
        "let mut it = IovIter::of(w); it.advance(offset)?; Ok(it.done())",
        "let n = w.len() / unknown_number(); w.write_slice(&[0u8; 4][..n])?; Ok(n)",
    ],
)
def test_what_is_not_known_is_counted_and_nothing_is_concluded(body: str, tmp_path: Path) -> None:
    judgement = judged(tmp_path, read_only(body)).judgement
    assert not judgement.findings
    assert judgement.coverage.unknown
    assert judgement.obstacles
    assert all(o.verdict is Verdict.UNKNOWN for o in judgement.unproved if o.at == "read")


def test_hello_world_is_proved(tmp_path: Path) -> None:
    path = tmp_path / "hello.rs"
    path.write_text(
        """
use kernel::prelude::*;

module! { type: Hello, name: "hello", author: "The modcheck tests", description: "hello", license: "GPL", }

struct Hello;

impl kernel::Module for Hello {
    fn init(_name: &'static CStr, _module: &'static ThisModule) -> Result<Self> {
        pr_info!("Hello\\n");
        Ok(Hello)
    }
}

impl Drop for Hello {
    fn drop(&mut self) {
        pr_info!("Bye\\n");
    }
}
""",
        encoding="utf-8",
    )
    (layout,) = find_modules([str(path)])
    judgement = analyse(layout, rule_book(), catalogue()[0], Options()).judgement
    assert [(o.rule, o.subject, o.at) for o in judgement.proved if o.subject] == [
        ("leak_on_exit", "all that `init` acquires", "exit")
    ]
    assert not judgement.findings and not judgement.unproved
