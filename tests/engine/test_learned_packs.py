"""What was learned from the trees and lies beside the rules of a generation is run as those are."""

from pathlib import Path

import pytest

from modcheck.contracts import LEARNED, load_rules, rules_folder
from tests.running import analyse_anew

DRIVER = """\
use kernel::{device::Core, fs::file::FileDescriptorReservation, of, page::Page, platform, prelude::*};

#[pin_data]
struct Card {
    page: Page,
}

impl platform::Driver for Card {
    type IdInfo = ();
    const OF_ID_TABLE: Option<of::IdTable<Self::IdInfo>> = Some(&OF_TABLE);

    fn probe(
        _pdev: &platform::Device<Core>,
        _info: Option<&Self::IdInfo>,
    ) -> impl PinInit<Self, Error> {
        Card::made()
    }
}

impl Card {
    fn made() -> Result<Self> {
        let page = Page::alloc_page(GFP_KERNEL)?;
        BODY
        Ok(Card { page })
    }
}

kernel::of_device_table!(
    OF_TABLE,
    MODULE_OF_TABLE,
    <Card as platform::Driver>::IdInfo,
    [(of::DeviceId::new(c"acme,card"), ())]
);

kernel::module_platform_driver! {
    type: Card,
    name: "card",
    authors: ["modcheck"],
    description: "a page",
    license: "GPL",
}
"""
RIGHT = {
    "it is in the driver's data": "",
    "another is dropped": "let _other = Page::alloc_page(GFP_KERNEL)?;",
    "it is mapped for a closure": "page.with_page_mapped(|at| at);",
    "a descriptor is given back": "let _fd = FileDescriptorReservation::get_unused_fd_flags(0)?;",
}
WRONG = {
    "another is lost": "core::mem::forget(Page::alloc_page(GFP_KERNEL)?);",
    "a descriptor is lost": "core::mem::forget(FileDescriptorReservation::get_unused_fd_flags(0)?);",
}


@pytest.mark.parametrize("how", RIGHT)
def test_right(tmp_path: Path, how: str) -> None:
    (tmp_path / "card.rs").write_text(DRIVER.replace("BODY", RIGHT[how]))
    judgement = analyse_anew(tmp_path / "card.rs").judgement
    assert not judgement.findings and judgement.proved
    assert not judgement.coverage.unknown and not judgement.coverage.faults


@pytest.mark.parametrize("how", WRONG)
def test_wrong(tmp_path: Path, how: str) -> None:
    (tmp_path / "card.rs").write_text(DRIVER.replace("BODY", WRONG[how]))
    (found,) = analyse_anew(tmp_path / "card.rs").judgement.findings
    assert ("the pages" if "Page" in WRONG[how] else "the reserved file descriptor") in found.message


@pytest.mark.parametrize("generation", ["camp", "v6_12", "v7_1"])
def test_what_was_learned_of_a_generation_is_in_no_other(generation: str) -> None:
    """A tree says nothing of another one."""
    with_it = load_rules(rules_folder(), generation).program.functions
    without = load_rules(rules_folder(), generation, learned=False).program.functions
    learned = with_it.keys() - without.keys()
    assert learned
    assert {with_it[path].span.path.partition(f"/{LEARNED}/")[0] for path in learned} == {
        f"rules/kernel/{generation}"
    }
