"""Small modules run with the real pipeline: a body of Rust in, what it printed out."""

from __future__ import annotations

from pathlib import Path

from modcheck.device import catalogue
from modcheck.engine import Happened, Machine, machine, run_schedule
from modcheck.frontend import read
from modcheck.source import find_modules
from tests.running import log_of, rule_book

MODULE = """\
// SPDX-License-Identifier: GPL-2.0

//! A module whose `init` runs one body.

use core::mem;
use core::sync::atomic::{AtomicPtr, Ordering};

use kernel::prelude::*;
use kernel::sync::Arc;
use kernel::ScopeGuard;

module! {
    type: Snippet,
    name: "snippet",
    author: "The modcheck tests",
    description: "a snippet",
    license: "GPL",
}

/// Says its name when it is dropped.
struct Loud(u32);

impl Drop for Loud {
    fn drop(&mut self) {
        pr_info!("drop {}\\n", self.0);
    }
}

impl Loud {
    fn number(&self) -> u32 {
        self.0
    }

    fn none(&self) -> Option<u32> {
        None
    }
}

fn fail() -> Result {
    Err(EIO)
}

struct Snippet;

impl kernel::Module for Snippet {
    fn init(_name: &'static CStr, _module: &'static ThisModule) -> Result<Self> {
        if body().is_err() {
            pr_info!("error\\n");
        }
        Ok(Snippet)
    }
}

impl Drop for Snippet {
    fn drop(&mut self) {
        exit();
    }
}

"""
PREFIX = "snippet: "


def text_of(body: str, items: str = "", leave: str = "") -> str:
    """The whole module; `body` runs at insmod, `leave` at rmmod, `items` stand beside them."""
    inner = f"fn body() -> Result {{\n{body}\n    Ok(())\n}}\n"
    return f"{MODULE}{items}\n{inner}\nfn exit() {{\n{leave}\n}}\n"


def machine_for(folder: Path, text: str) -> Machine:
    path = folder / "snippet.rs"
    path.write_text(text, encoding="utf-8")
    (layout,) = find_modules([str(path)])
    program, _ = read(layout, rule_book())
    assert program.faults == []
    return machine(program, rule_book(), catalogue()[0], False)


def run(folder: Path, body: str, items: str = "", leave: str = "") -> list[Happened]:
    """insmod and rmmod of the module; every call in it must be known."""
    ready = machine_for(folder, text_of(body, items, leave))
    events = run_schedule(ready, ["insmod", "rmmod"])
    unknown = [kind for kind in ready.coverage.values() if kind.startswith("unknown")]
    assert unknown == []
    return events


def said(folder: Path, body: str, items: str = "", leave: str = "") -> str:
    """What the module printed without its name, separated by commas; `|` stands before rmmod."""
    events = run(folder, body, items, leave)
    assert [event.stopped for event in events] == [""] * len(events)
    lines = [", ".join(line.removeprefix(PREFIX) for line in log_of(event)) for event in events]
    return " | ".join(line for line in lines if line)
