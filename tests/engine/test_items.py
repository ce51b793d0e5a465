"""Items that stand for others: impls of a trait with several arguments, aliases in functions, files that are
included, and what macros of several rules make."""

from pathlib import Path

import pytest

from tests.engine.snippets import said
from tests.running import analyse_anew, rule_book
from tests.source.hostile import driver

TWO_IMPLS = """struct A; struct B; struct T(u32);
impl From<A> for T { fn from(_: A) -> T { T(1) } }
impl From<B> for T { fn from(_: B) -> T { T(2) } }
impl From<u32> for T { fn from(n: u32) -> T { T(n) } }
"""


def test_the_impl_for_what_is_given_runs(tmp_path: Path) -> None:
    body = r'pr_info!("{} {} {}\n", T::from(B).0, T::from(A).0, T::from(7u32).0);'
    assert said(tmp_path, body, TWO_IMPLS) == "2 1 7"


def test_an_integer_is_made_of_a_type_of_the_drivers_and_of_others(tmp_path: Path) -> None:
    items = (
        "enum E { X, Y } impl From<E> for u32 { fn from(e: E) -> u32 { match e { E::X => 4, E::Y => 5 } } }"
    )
    assert said(tmp_path, r'pr_info!("{} {}\n", u32::from(E::Y), u32::from(3u8));', items) == "5 3"


def test_two_impls_for_numbers_are_not_told_apart(tmp_path: Path) -> None:
    items = TWO_IMPLS + "impl From<u8> for T { fn from(n: u8) -> T { T(9) } }"
    (tmp_path / "main.rs").write_text(driver(items=items, body="let t = T::from(7u32);"))
    assumptions = analyse_anew(tmp_path / "main.rs").judgement.assumptions
    assert any("which one is meant" in str(assumption) for assumption in assumptions)


def test_method_of_a_trait_is_a_function_value(tmp_path: Path) -> None:
    items = "struct T(u32); impl TryFrom<u32> for T { fn try_from(n: u32) -> Result<T> { Ok(T(n + 1)) } }"
    assert (
        said(tmp_path, r'let t = Some(3u32).map(T::try_from).unwrap()?; pr_info!("{}\n", t.0);', items) == "4"
    )


def test_alias_in_a_function(tmp_path: Path) -> None:
    body = r'type N = T; let t = N { n: 5 }; pr_info!("{}\n", t.n);'
    assert said(tmp_path, body, "struct T { n: u32 }") == "5"


RULES = """macro_rules! numbered {
    ($(#[$m:meta])* enum $t:ident with $how:ident<Wide<$w:ty, $n:literal>> {
        $($v:ident = $x:expr),* $(,)*
    }) => {
        $(#[$m])* #[doc = concat!("a ", stringify!($t))] enum $t { $($v = $x),* }
        impl $t { fn room() -> $w { 1 << $n } }
        numbered!(@from $t with $how<Wide<$w, $n>> { $($v = $x),* });
    };
    (@from $t:ident with Of<Wide<$w:ty, $n:literal>> { $($v:ident = $x:expr),* $(,)* }) => {
        impl From<$w> for $t {
            fn from(x: $w) -> Self { match x & ((1 << $n) - 1) { $($x => $t::$v,)* _ => $t::A } }
        }
    };
}
numbered! { #[derive(Debug)] enum E with Of<Wide<u32, 4>> { A = 3, B = 5 } }
macro_rules! casts {
    ($f:ty as { $($t:ty),* }) => { $(paste! { fn [<$f _as_ $t>](x: $f) -> $t { x as $t } })* };
}
casts!(u8 as { u16, u32 });
"""


def test_macro_that_calls_itself_by_another_rule(tmp_path: Path) -> None:
    body = r'let n = match E::from(21u32) { E::A => 1, E::B => 2 }; pr_info!("{} {}\n", n, E::room());'
    assert said(tmp_path, body, RULES) == "2 16"


def test_type_ends_where_a_macro_has_as(tmp_path: Path) -> None:
    assert said(tmp_path, r'pr_info!("{}\n", u8_as_u32(6));', RULES) == "6"


def test_range_has_its_last_number_and_a_length(tmp_path: Path) -> None:
    sum = "let r = 2..=4; let mut n = 0; for x in r.map(|x| x) { n = n + x; }"
    body = sum + r'pr_info!("{} {}\n", n, (3..=7).len());'
    assert said(tmp_path, body) == "9 5"


def test_included_file_belongs_to_the_module_around(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "numbers.rs").write_text(
        "pub struct Made { pub n: u32 } pub const FIVE: u32 = SIX - 1;"
    )
    items = 'include!("parts/numbers.rs"); const SIX: u32 = 6;'
    assert said(tmp_path, r'pr_info!("{}\n", Made { n: FIVE }.n);', items) == "5"


@pytest.mark.parametrize("name", ["../out.rs", "{}/out.rs", "gone.rs", "main.rs", "link.rs"])
def test_include_of_what_lies_elsewhere_is_not_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "out.rs").write_text("pub const FIVE: u32 = 5;")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "link.rs").symlink_to(tmp_path / "out.rs")
    (inner / "main.rs").write_text(driver(items=f'include!("{name.format(tmp_path)}");', body=""))
    faults = [text for _, text in analyse_anew(inner / "main.rs").judgement.coverage.faults]
    assert faults and all("include" in text or "read already" in text for text in faults)


def test_impl_for_a_reference_is_no_impl_for_numbers(tmp_path: Path) -> None:
    items = """struct A; struct T(u32);
    impl From<&A> for T { fn from(_: &A) -> T { T(1) } }
    impl From<u32> for T { fn from(n: u32) -> T { T(n) } }
    """
    body = r'let a = A; pr_info!("{} {}\n", T::from(&a).0, T::from(8u32).0);'
    assert said(tmp_path, body, items) == "1 8"


def test_function_value_of_several_is_the_one_for_what_it_gets(tmp_path: Path) -> None:
    body = r'let f = T::from; pr_info!("{}\n", Some(B).map(T::from).unwrap().0);'
    assert said(tmp_path, body, TWO_IMPLS) == "2"


@pytest.mark.parametrize("given", ["unsafe { bindings::nobody_knows() }", "Some(1u32)"])
def test_what_fits_no_impl_is_not_guessed(given: str, tmp_path: Path) -> None:
    (tmp_path / "main.rs").write_text(driver(items=TWO_IMPLS, body=f"let t = T::from({given});"))
    judgement = analyse_anew(tmp_path / "main.rs").judgement
    reasons = [str(assumption) for assumption in judgement.assumptions]
    assert judgement.coverage.unknown or any("which one is meant" in reason for reason in reasons)


def test_framework_that_calls_a_trait_of_several_arguments_is_told(tmp_path: Path) -> None:
    items = """struct X; struct P; struct Q;
    impl kernel::workqueue::Does<P> for X { fn run(&self) {} }
    impl kernel::workqueue::Does<Q> for X { fn run(&self) {} }
    """
    (tmp_path / "main.rs").write_text(driver(items=items, body=""))
    faults = [text for _, text in analyse_anew(tmp_path / "main.rs").judgement.coverage.faults]
    assert [text for text in faults if "several times, the first one is called" in text]


def test_aliases_of_two_functions_are_not_mixed_up_silently(tmp_path: Path) -> None:
    items = "fn a() { type N = u8; } fn b() { type N = u32; } fn c() { type M = u8; } fn d() { type M = u8; }"
    (tmp_path / "main.rs").write_text(driver(items=items, body=""))
    faults = [text for _, text in analyse_anew(tmp_path / "main.rs").judgement.coverage.faults]
    assert len(faults) == 1 and "::N stands twice" in faults[0]


def test_file_that_is_included_by_an_included_one(tmp_path: Path) -> None:
    (tmp_path / "a.rs").write_text('include!("b.rs"); const TWO: u32 = ONE + 1;')
    (tmp_path / "b.rs").write_text("const ONE: u32 = 1;")
    (tmp_path / "main.rs").write_text(
        driver(items='include!("a.rs");', body="let n = [0u32; 3][TWO as usize];")
    )
    coverage = analyse_anew(tmp_path / "main.rs").judgement.coverage
    assert not coverage.faults and not coverage.unknown


def test_signs_in_strings_stay_apart_in_what_a_macro_makes(tmp_path: Path) -> None:
    items = 'macro_rules! say { ($n:expr) => { pr_info!("> > {}\\n", $n << 1) } }'
    assert said(tmp_path, "say!(4);", items) == "> > 8"


PARAMETERS = """use kernel::prelude::*;
module! {
    type: P, name: "p", author: "a", description: "b", license: "GPL",
    params: {
        debug: i32 { default: 3, permissions: 0, description: "how much it says" },
        many: u64 { default: 3, permissions: 0o644, description: "how often" },
    },
}
struct P;
impl kernel::Module for P {
    fn init(_name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
        let lock = module.kernel_param_lock();
        if *debug.read() > 1 {
            pr_info!("{}", *many.read(&lock));
        }
        Ok(P)
    }
}
"""


def test_parameters_can_be_anything(tmp_path: Path) -> None:
    (tmp_path / "p.rs").write_text(PARAMETERS)
    judgement = analyse_anew(tmp_path / "p.rs").judgement
    assert not judgement.coverage.unknown and not judgement.coverage.faults and judgement.proved


CONSTANTS = """struct P { a: u64, b: u32 }
impl P {
    const ONE: P = P { a: 1, b: 2 };
    fn of(x: bool) -> &'static P { if x { &Self::ONE } else { &P { a: 7, b: 2 } } }
    fn list() -> &'static [u32] { &[1, 2, 3] }
    fn size(&self, n: u64) -> u64 { self.a + n }
}
"""


def test_a_reference_to_a_constant_lives_for_ever(tmp_path: Path) -> None:
    """Rvalue static promotion."""
    body = r'pr_info!("{} {} {}\n", P::of(true).size(5), P::of(false).size(5), P::list()[1]);'
    assert said(tmp_path, body, CONSTANTS) == "6 12 2"


def test_a_reference_to_a_local_does_not(tmp_path: Path) -> None:
    """What `unsafe` can make of it is used after its release."""
    items = "fn of(n: u32) -> *const [u32; 1] { let x = [n]; &x as *const [u32; 1] }"
    (tmp_path / "main.rs").write_text(driver(items=items, body="let x = unsafe { (*of(3))[0] };"))
    assert {f.rule for f in analyse_anew(tmp_path / "main.rs").judgement.findings} == {"used_after_release"}


def test_names_that_are_put_together(tmp_path: Path) -> None:
    items = "const pre_OK: u32 = 7; const OK: u32 = kernel::macros::concat_idents!(pre_, OK);"
    assert said(tmp_path, r'pr_info!("{}\n", OK);', items) == "7"


def test_sizes_of_what_bindgen_writes(tmp_path: Path) -> None:
    items = "type u8_ = core::ffi::c_uchar; struct A { a: u64, b: u8_, c: [u8; 7usize] }"
    assert said(tmp_path, r'pr_info!("{}\n", core::mem::size_of::<A>());', items) == "16"


def test_two_impls_that_one_macro_made_do_the_same(tmp_path: Path) -> None:
    items = """trait Wide<T> { fn wide(n: T) -> Self; }
macro_rules! wide { ($($t:ty)*) => { $(impl Wide<$t> for u64 { fn wide(n: $t) -> u64 { n as u64 } })* }; }
wide!(u8 u16 u32);
"""
    assert said(tmp_path, r'pr_info!("{}\n", u64::wide(6u32));', items) == "6"


@pytest.mark.parametrize(("name", "number"), [("EBADMSG", -74), ("ENOTCONN", -107), ("EACCES", -13)])
def test_errors_by_name(tmp_path: Path, name: str, number: int) -> None:
    assert said(tmp_path, rf'pr_info!("{{}}\n", {name}.to_kernel_errno());') == str(number)


def test_a_class_that_only_adds_functions_leaves_the_type_as_it_is() -> None:
    """`rules/core/option.py` says twice what an `Option` has, other files what numbers and vectors have."""
    types = rule_book().program.types
    assert [name for name, _ in types["core::Option"].variants] == ["Some", "None"]
    assert types["core::Vec"].traits == ("[]", "core::Growing")
