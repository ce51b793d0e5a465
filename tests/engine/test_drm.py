"""Files of a DRM driver: what its ioctls acquire is back when they return, or when the file is closed."""

from pathlib import Path

import pytest

from tests.running import analyse_anew

DRIVER = """\
use kernel::drm::{self, gem, gem::BaseObject, ioctl};
use kernel::{device::Core, of, platform, prelude::*, sync::aref::ARef, uapi};

struct Card {
    #[allow(dead_code)]
    drm: ARef<drm::Device<Self>>,
}

#[pin_data]
struct Kept {}

struct Client {
    opened: u32,
}

impl drm::file::DriverFile for Client {
    type Driver = Card;

    fn open(_dev: &drm::Device<Card>) -> Result<Pin<KBox<Self>>> {
        Ok(KBox::new(Self { opened: 1 }, GFP_KERNEL)?.into())
    }
}

impl Client {
    fn make(
        dev: &drm::Device<Card>,
        asked: &mut uapi::drm_nova_gem_create,
        file: &drm::File<Client>,
    ) -> Result<u32> {
        if asked.size == 0 {
            return Err(EINVAL);
        }
        let made = gem::Object::<Picture>::new(dev, 4096, ())?;
        BODY
        Ok(file.inner().opened)
    }
}

#[pin_data]
struct Picture {}

impl gem::DriverObject for Picture {
    type Driver = Card;
    type Args = ();

    fn new(_dev: &drm::Device<Card>, _size: usize, _args: ()) -> impl PinInit<Self, Error> {
        try_pin_init!(Picture {})
    }
}

const INFO: drm::DriverInfo =
    drm::DriverInfo { major: 1, minor: 0, patchlevel: 0, name: c"card", desc: c"A card" };

#[vtable]
impl drm::Driver for Card {
    type Data = Kept;
    type File = Client;
    type Object = gem::Object<Picture>;

    const INFO: drm::DriverInfo = INFO;

    kernel::declare_drm_ioctls! {
        (CARD_CREATE, drm_nova_gem_create, ioctl::RENDER_ALLOW, Client::make),
    }
}

kernel::of_device_table!(
    TABLE, MODULE_TABLE, <Card as platform::Driver>::IdInfo, [(of::DeviceId::new(c"t"), ())]
);

impl platform::Driver for Card {
    type IdInfo = ();
    const OF_ID_TABLE: Option<of::IdTable<Self::IdInfo>> = Some(&TABLE);

    fn probe(pdev: &platform::Device<Core>, _info: Option<&Self::IdInfo>) -> impl PinInit<Self, Error> {
        let drm = drm::Device::<Self>::new(pdev.as_ref(), try_pin_init!(Kept {}))?;
        drm::Registration::new_foreign_owned(&drm, pdev.as_ref(), 0)?;
        Ok(Self { drm })
    }
}

kernel::module_platform_driver! {
    type: Card,
    name: "card",
    authors: ["The modcheck tests"],
    license: "GPL",
}
"""
RIGHT = {
    "it goes at the end of the ioctl": "",
    "a handle keeps it until the file is closed": "asked.handle = made.create_handle(file)?;",
    "a handle finds it again": (
        "asked.handle = made.create_handle(file)?; "
        "let again = gem::Object::<Picture>::lookup_handle(file, asked.handle)?;"
    ),
}
WRONG = {
    "it is forgotten": "core::mem::forget(made);",
    "what was found again is forgotten": (
        "asked.handle = made.create_handle(file)?; "
        "core::mem::forget(gem::Object::<Picture>::lookup_handle(file, asked.handle)?);"
    ),
}


@pytest.mark.parametrize("how", RIGHT)
def test_right(tmp_path: Path, how: str) -> None:
    (tmp_path / "card.rs").write_text(DRIVER.replace("BODY", RIGHT[how]))
    judgement = analyse_anew(tmp_path / "card.rs").judgement
    assert not judgement.findings and judgement.proved
    assert not judgement.coverage.unknown and not judgement.coverage.faults
    assert "make" not in [name.rpartition("::")[2] for _, name in judgement.coverage.never_run]


@pytest.mark.parametrize("how", WRONG)
def test_wrong(tmp_path: Path, how: str) -> None:
    (tmp_path / "card.rs").write_text(DRIVER.replace("BODY", WRONG[how]))
    (found,) = analyse_anew(tmp_path / "card.rs").judgement.findings
    assert "GEM object" in found.message
