"""A match on what a register of a device without a model holds: the compiler has checked its arms."""

from pathlib import Path

import pytest

from tests.running import analyse_anew

DRIVER = """\
use kernel::{device::Core, pci, prelude::*};

#[derive(Clone, Copy)]
enum Kind {
    Small = 0,
    Large = 1,
}

ITEMS

struct Card {
    #[allow(dead_code)]
    kind: Kind,
}

kernel::pci_device_table!(
    TABLE, MODULE_TABLE, <Card as pci::Driver>::IdInfo,
    [(pci::DeviceId::from_id(pci::Vendor::REDHAT, 5), ())]
);

impl pci::Driver for Card {
    type IdInfo = ();
    const ID_TABLE: pci::IdTable<Self::IdInfo> = &TABLE;

    fn probe(pdev: &pci::Device<Core>, _info: &Self::IdInfo) -> impl PinInit<Self, Error> {
        pin_init::pin_init_scope(move || {
            pdev.enable_device_mem()?;
            let bar = pdev.iomap_region_sized::<0x1000>(0, c"card")?;
            let bar = bar.access(pdev.as_ref())?;
            BODY
        })
    }
}

kernel::module_pci_driver! {
    type: Card,
    name: "card",
    authors: ["The modcheck tests"],
    description: "a card of a kind",
    license: "GPL",
}
"""
OF_A_BIT = """\
fn kind_of(raw: u32) -> Kind {
    const MAX: u32 = 1 << 1;
    let value = raw & ((1 << 1) - 1);
    match value {
        0 => Kind::Small,
        1 => Kind::Large,
        MAX.. => unreachable!(),
    }
}
"""
BOUNDED = """\
macro_rules! from_bounded {
    ($name:ident, $width:ty, $length:literal, { $($variant:ident = $value:expr),* $(,)* }) => {
        impl core::convert::From<kernel::num::Bounded<$width, $length>> for $name {
            fn from(value: kernel::num::Bounded<$width, $length>) -> Self {
                const MAX: $width = 1 << $length;
                let value = value.get() & ((1 << $length) - 1);
                match value {
                    $( $value => $name::$variant, )*
                    MAX.. => unreachable!(),
                }
            }
        }
    };
}

from_bounded!(Kind, u32, 1, { Small = 0, Large = 1 });

fn kind_of(raw: u32) -> Kind {
    Kind::from(kernel::num::Bounded::<u32, 1>::from_expr(raw))
}
"""
GIVEN = "Ok(Card { kind: kind_of(bar.read32(0)) })"


def judged(folder: Path, items: str, body: str = GIVEN):  # type: ignore[no-untyped-def]
    (folder / "card.rs").write_text(DRIVER.replace("ITEMS", items).replace("BODY", body))
    return analyse_anew(folder / "card.rs").judgement


@pytest.mark.parametrize("items", [OF_A_BIT, BOUNDED], ids=["of a bit", "of a bounded number"])
def test_arms_that_fit_all_numbers_leave_no_way(tmp_path: Path, items: str) -> None:
    judgement = judged(tmp_path, items)
    assert not judgement.findings and not judgement.bounds and judgement.proved
    assert not judgement.assumptions or not any(a.id.startswith("bound") for a in judgement.assumptions)


def test_a_panic_that_a_register_can_lead_to_is_found(tmp_path: Path) -> None:
    """Its bits can be so: the arms before it do not fit all of them."""
    wrong = OF_A_BIT.replace("1 => Kind::Large,", "").replace("MAX.. =>", "1.. =>")
    found = [one.rule for one in judged(tmp_path, wrong).findings]
    assert found == ["panic_while_holding"]


ANOTHER_TIME = """\
if bar.read32(0) == 0x1234 {
    pdev.set_master();
    return Ok(Card { kind: Kind::Small });
}
Err(EIO)"""


def test_another_card_the_next_time_is_nobodys_fault(tmp_path: Path) -> None:
    """`reprobe_fails` is of what the driver has left behind."""
    assert not judged(tmp_path, "", ANOTHER_TIME).findings


READ_IN_A_LOOP = """\
let mut rom: KVec<u8> = KVec::new();
for at in (0..64).step_by(4) {
    let word = bar.try_read32(at)?;
    word.to_ne_bytes().iter().try_for_each(|&byte| rom.push(byte, GFP_KERNEL))?;
}
let start = usize::from(rom[4]);
let _part = rom.get(start..start + 8).ok_or(EINVAL)?;
Ok(Card { kind: Kind::Small })"""


def test_a_memory_of_registers_is_read_word_by_word(tmp_path: Path) -> None:
    """How wide a word is says the method; a part of such bytes lies in them or does not."""
    judgement = judged(tmp_path, "", READ_IN_A_LOOP)
    assert not judgement.findings and not judgement.coverage.unknown
    assert not [a.id for a in judgement.assumptions if a.id.startswith(("branch", "opaque", "rounds"))]
