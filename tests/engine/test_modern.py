"""Linux 7.1: computations that are suspended, values that live as long as a device is bound."""

from pathlib import Path

import pytest

from tests.engine.modern import said

TWO = "#[pin_data]\nstruct Data {\n    a: Loud,\n    b: Loud,\n}"


def test_fields_are_made_in_the_order_written_and_dropped_in_the_order_declared(tmp_path: Path) -> None:
    body = "try_pin_init!(Self { b: made(2)?, a <- made(1) })"
    assert said(tmp_path, TWO, body) == "make 2, make 1 | unbind, drop 1, drop 2"


def test_an_error_drops_what_was_made_before_it_the_last_first(tmp_path: Path) -> None:
    body = "try_pin_init!(Self { a <- made(1), b <- made(2), _: { fail()?; } })"
    failed = "probe of the device failed with error -5"
    assert said(tmp_path, TWO, body) == f"make 1, make 2, drop 2, drop 1, {failed}"


def test_nothing_runs_before_it_is_told_to(tmp_path: Path) -> None:
    body = """        pin_init::pin_init_scope(move || {
            let init = try_pin_init!(Self { a <- made(1), b <- made(2) });
            pr_info!("before\\n");
            Ok(init)
        })"""
    assert said(tmp_path, TWO, body) == "before, make 1, make 2 | unbind, drop 1, drop 2"


def test_what_follows_sees_a_field_that_was_made(tmp_path: Path) -> None:
    body = 'try_pin_init!(Self { a <- made(1), _: { pr_info!("see {}\\n", a.0); }, b: Loud(a.0 + 4) })'
    assert said(tmp_path, TWO, body) == "make 1, see 1 | unbind, drop 1, drop 5"


def test_a_computation_that_never_runs_drops_what_it_holds(tmp_path: Path) -> None:
    body = """        pin_init::pin_init_scope(move || {
            let held = made(7)?;
            let _unused = try_pin_init!(Self { a: held, b <- made(2) });
            Err(ENODEV)
        })"""
    items = TWO + "\n#[allow(dead_code)]\ntype Unused = Data;"
    assert said(tmp_path, items, body) == "make 7, drop 7"


MANAGED = "#[pin_data]\nstruct Data {\n    #[pin]\n    managed: Devres<Loud>,\n    own: Loud,\n}"


def test_what_is_managed_goes_after_unbind_and_before_the_data(tmp_path: Path) -> None:
    body = "try_pin_init!(Self { own <- made(1), managed <- Devres::new(pdev.as_ref(), made(2)) })"
    assert said(tmp_path, MANAGED, body) == "make 1, make 2 | unbind, drop 2, drop 1"


def test_what_is_managed_goes_the_last_first(tmp_path: Path) -> None:
    items = MANAGED.replace("own: Loud", "#[pin]\n    own: Devres<Loud>")
    body = """try_pin_init!(Self {
            managed <- Devres::new(pdev.as_ref(), made(1)),
            own <- Devres::new(pdev.as_ref(), made(2)),
        })"""
    assert said(tmp_path, items, body) == "make 1, make 2 | unbind, drop 2, drop 1"


def test_what_is_managed_goes_when_its_owner_goes_first(tmp_path: Path) -> None:
    body = """try_pin_init!(Self {
            managed <- Devres::new(pdev.as_ref(), made(1)),
            own <- made(2),
            _: { fail()?; },
        })"""
    failed = "probe of the device failed with error -5"
    assert said(tmp_path, MANAGED, body) == f"make 1, make 2, drop 2, drop 1, {failed}"


MACROS = """
macro_rules! numbered {
    ($name:ident { $($variant:ident = $number:expr),* $(,)? }) => {
        #[derive(Copy, Clone)]
        enum $name { $($variant = $number),* }

        impl $name {
            fn number(self) -> u32 {
                match self { $($name::$variant => $number),* }
            }
        }
    };
}

numbered!(Kind { Small = 3, Large = 40 });

macro_rules! twice {
    ($value:expr) => { $value + $value };
}
"""


def test_the_drivers_own_macros_are_what_they_stand_for(tmp_path: Path) -> None:
    body = """        pr_info!("{}\\n", twice!(Kind::Large.number()) + twice!(1 + 1) * 2);
        try_pin_init!(Self { a <- made(1), b <- made(2) })"""
    assert said(tmp_path, TWO + MACROS, body) == "88, make 1, make 2 | unbind, drop 1, drop 2"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Some(3).is_some_and(|n| n > 2)", "true"),
        ("Some(3).map_or(0, |n| n + 1)", "4"),
        ("None.unwrap_or_else(|| 9)", "9"),
        ("Some(Ok::<u32, Error>(3)).transpose().is_ok()", "true"),
        ("Some(4).filter(|n| *n > 4).is_none()", "true"),
        ("Ok::<u32, Error>(5).inspect(|_| ()).unwrap_or(0)", "5"),
        ("Some(Some(6)).flatten().unwrap_or(0)", "6"),
    ],
)
def test_options_and_results(tmp_path: Path, value: str, shown: str) -> None:
    body = f"""        pr_info!("{{}}\\n", {value});
        try_pin_init!(Self {{ a: Loud(1), b: Loud(2) }})"""
    assert said(tmp_path, TWO, body).startswith(f"{shown} |")


DECLARED = """
kernel::declare_trace! {
    /// Called for each of them; always safe to call.
    unsafe fn passed(number: u32, bytes: [u8; 2]);
    /// The same.
    unsafe fn failed(number: u32) ;
}
"""


def test_functions_that_a_macro_declares_do_nothing(tmp_path: Path) -> None:
    body = """        unsafe { passed(3, [1, 2]) };
        unsafe { failed(4) };
        try_pin_init!(Self { a <- made(1), b <- made(2) })"""
    assert said(tmp_path, TWO + DECLARED, body) == "make 1, make 2 | unbind, drop 1, drop 2"


def test_memory_without_known_elements_has_parts(tmp_path: Path) -> None:
    body = """        let mut page = KBox::new([0u8; 4096], GFP_KERNEL)?;
        let half = &page.as_slice()[0..2048];
        pr_info!("{} {}\\n", half.len(), half[1..].len());
        page[4..6].copy_from_slice(&[1, 2]);
        try_pin_init!(Self { a: Loud(1), b: Loud(2) })"""
    assert said(tmp_path, TWO, body).startswith("2048 2047 |")


BY_MACRO = """
macro_rules! kinds {
    ($($name:ident = $value:expr),* $(,)?) => {
        #[derive(Copy, Clone)]
        enum Chip { $($name = $value,)* }
    };
}

kinds!(A100 = 1, A200 = 2, B300 = 3);

fn family(chip: Chip) -> u32 {
    use Chip::*;

    match chip {
        A100 | A200 => 1,
        B300 => 2,
    }
}
"""


def test_alternatives_that_are_variants_of_an_enum_that_a_macro_makes(tmp_path: Path) -> None:
    body = """        pr_info!("{} {}\\n", family(Chip::A200), family(Chip::B300));
        try_pin_init!(Self { a: Loud(1), b: Loud(2) })"""
    assert said(tmp_path, TWO + BY_MACRO, body).startswith("1 2 |")
