"""Small platform drivers of Linux 7.1: a body of `probe` in, what it printed out."""

from __future__ import annotations

from pathlib import Path

from modcheck.device import catalogue
from modcheck.engine import machine, run_schedule
from modcheck.frontend import read
from modcheck.source import find_modules
from tests.running import book_of, log_of

DRIVER = """\
use kernel::{device::Core, devres::Devres, of, platform, prelude::*};

struct Loud(u32);

impl Drop for Loud {
    fn drop(&mut self) {
        pr_info!("drop {}\\n", self.0);
    }
}

fn made(number: u32) -> Result<Loud> {
    pr_info!("make {}\\n", number);
    Ok(Loud(number))
}

fn fail() -> Result {
    Err(EIO)
}

ITEMS

kernel::of_device_table!(
    TABLE, MODULE_TABLE, <Data as platform::Driver>::IdInfo, [(of::DeviceId::new(c"t"), ())]
);

impl platform::Driver for Data {
    type IdInfo = ();
    const OF_ID_TABLE: Option<of::IdTable<Self::IdInfo>> = Some(&TABLE);

    fn probe(pdev: &platform::Device<Core>, _info: Option<&Self::IdInfo>) -> impl PinInit<Self, Error> {
BODY
    }

    fn unbind(_pdev: &platform::Device<Core>, _this: Pin<&Self>) {
        pr_info!("unbind\\n");
    }
}

kernel::module_platform_driver! {
    type: Data,
    name: "snippet",
    authors: ["The modcheck tests"],
    license: "GPL",
}
"""


def said(folder: Path, items: str, body: str) -> str:
    """What it printed: `|` stands before rmmod."""
    path = folder / "snippet.rs"
    path.write_text(DRIVER.replace("ITEMS", items).replace("BODY", body), encoding="utf-8")
    (layout,) = find_modules([str(path)])
    book = book_of(layout)
    program, _ = read(layout, book)
    assert program.faults == []
    engine = machine(program, book, catalogue()[0], False)
    events = run_schedule(engine, ["insmod", "rmmod"])
    assert [kind for kind in engine.coverage.values() if kind.startswith("unknown")] == []
    assert [event.stopped for event in events] == ["", ""]
    lines = [", ".join(line.removeprefix("snippet: ") for line in log_of(event)) for event in events]
    return " | ".join(line for line in lines if line)
