"""A driver for a PCI function whose `probe` and `remove` are a few lines of raw calls, and its verdict."""

from __future__ import annotations

from pathlib import Path

from modcheck.judgement import Judgement
from tests.running import analyse_anew

MODULE = """\
// SPDX-License-Identifier: GPL-2.0

//! Raw calls.

use core::ffi::c_void;
use core::ptr;
use kernel::prelude::*;
use kernel::{bindings, driver, pci};

module! {
    type: DemoModule,
    name: "raw_calls",
    author: "The modcheck tests",
    description: "raw calls",
    license: "GPL",
}

struct Card {
    memory: u64,
    handle: *mut c_void,
}

impl driver::DeviceRemoval for Card {
    fn device_remove(&self) {}
}

//@items

struct DemoDriver;

impl pci::Driver for DemoDriver {
    type Data = Box<Card>;

    kernel::define_pci_id_table! {(), [
        (pci::DeviceId::new(0x8086, 0x100e), None),
    ]}

    fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Self::Data> {
        let pdev = dev.as_ptr();
        let mut card = Box::try_new(Card { memory: 0, handle: ptr::null_mut() })?;
        //@probe
        Ok(card)
    }

    fn remove(dev: &mut pci::Device, card: &Box<Card>) {
        let pdev = dev.as_ptr();
        //@remove
    }
}

struct DemoModule {
    _driver: Pin<Box<driver::Registration<pci::Adapter<DemoDriver>>>>,
}

impl kernel::Module for DemoModule {
    fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
        Ok(Self {
            _driver: driver::Registration::new_pinned(name, module)?,
        })
    }
}
"""


def judged(folder: Path, probe: str, remove: str, items: str = "") -> Judgement:
    """The verdict on a driver with these lines in `probe` and `remove`; every call in it must be known."""
    text = MODULE.replace("//@probe", probe).replace("//@remove", remove).replace("//@items", items)
    path = folder / "raw_calls.rs"
    path.write_text(text, encoding="utf-8")
    judgement = analyse_anew(path).judgement
    assert not judgement.coverage.unknown, judgement.coverage.unknown
    assert not judgement.coverage.faults
    return judgement


def rules(judgement: Judgement) -> set[str]:
    return {finding.rule for finding in judgement.findings}
