"""Macros by example: what an invocation stands for, as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modcheck.syntax.macro_rules import expand, pasted, read_rules


def expanded(definition: str, invocation: str) -> str | None:
    return expand(read_rules(definition), invocation)


@pytest.mark.parametrize(
    ("definition", "invocation", "text"),
    [
        ("() => { 1 };", "", "1"),
        ("($x:expr) => { $x * 2 };", "1 + 2", "( 1 + 2 ) * 2"),
        ("($x:expr) => { f($x) }", "y", "f ( y )"),
        ("($($x:ident),*) => { [$($x),*] };", "a, b", "[ a , b ]"),
        ("($($x:ident),* $(,)?) => { $($x;)* };", "a, b,", "a ; b ;"),
        ("($n:ident = $v:literal) => { const $n: u8 = $v; };", "A = -1", "const A : u8 = - 1 ;"),
        ("(a) => { 1 }; (b) => { 2 };", "b", "2"),
        ("($v:vis struct $n:ident) => { $v struct $n; };", "pub(crate) struct S", "pub ( crate ) struct S ;"),
        ("($v:vis struct $n:ident) => { $v struct $n; };", "struct S", "struct S ;"),
        ("($t:ty, $u:ty) => { ($t, $u) };", "Vec<A, B>, C", "( Vec < A , B > , C )"),
        ("({ $($k:ident = $v:expr),* }) => { $(const $k: u8 = $v;)* };", "{ A = 1, B = 2 }",
         "const A : u8 = 1 ; const B : u8 = 2 ;"),
        ("($($f:ident: [$($x:tt)*];)*) => { $($f($($x)*);)* };", "a: [1 2]; b: [];", "a ( 1 2 ) ; b ( ) ;"),
        ("($b:block) => { loop $b };", "{ x }", "loop { x }"),
        ("($x:ident) => { $crate::f($x) };", "y", "crate :: f ( y )"),
    ],
)  # fmt: skip
def test_an_invocation_stands_for(definition: str, invocation: str, text: str) -> None:
    assert expanded(definition, invocation) == text


@pytest.mark.parametrize(
    ("definition", "invocation"),
    [
        ("(a) => { 1 };", "b"),
        ("($x:ident) => { $x };", "1"),
        ("(a", "a"),
        ("($($x:ident),+) => {};", ""),
        ("", ""),
    ],
)
def test_what_does_not_match_is_not_expanded(definition: str, invocation: str) -> None:
    assert expanded(definition, invocation) is None


@given(st.text("$():*,+?abident =>{}[];<"), st.text("ab(){}[],;<> 1"))
def test_anything_can_be_tried(definition: str, invocation: str) -> None:
    expand(read_rules(definition), invocation)


def test_names_are_pasted() -> None:
    assert pasted("fn [<get_ $x>]() [<A b:upper>] [<Big_Name:lower>] [< one_two:camel >]").split() == [
        "fn", "get_x()", "AB", "big_name", "OneTwo",
    ]  # fmt: skip
