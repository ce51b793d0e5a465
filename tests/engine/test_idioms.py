"""Idioms of Rust that drivers use, each of which once was not understood: what they print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.snippets import said

SHOW = 'fn show(x: u64) { pr_info!("{}\\n", x); }'

CASES = {
    "a length that is a constant": (
        """
        const LEN: usize = 3;
        struct Ring<const N: usize> { items: [u32; N] }
        impl<const N: usize> Ring<N> {
            fn new() -> Self { Self { items: [7; N] } }
            fn len(&self) -> usize { N }
            const DOUBLE: usize = N * 2;
            fn double() -> usize { Self::DOUBLE }
        }
        type Small = Ring<LEN>;
        """,
        """
        let r = Ring::<LEN>::new();
        show(r.len() as u64);
        show(r.items.len() as u64);
        let s = Small::new();
        show(s.len() as u64);
        show(Small::double() as u64);
        show(Ring::<4>::double() as u64);
        """,
        "3, 3, 3, 6, 8",
    ),
    "by an alias": (
        """
        struct Regs<T> { base: T }
        impl Regs<u32> {
            const BASE: u32 = 9;
            fn at(x: u32) -> u32 { x + 1 }
            fn new(base: u32) -> Self { Self { base } }
        }
        type R = Regs<u32>;
        """,
        """
        show(R::BASE as u64);
        let f = R::at;
        show(f(4) as u64);
        show(Some(5).map(R::at).unwrap() as u64);
        show(Some(2).map(R::new).unwrap().base as u64);
        """,
        "9, 5, 6, 2",
    ),
    "a parameter in a closure": (
        """
        trait D { const EMPTY: u32; fn make() -> u32; }
        struct A; struct B;
        impl D for A { const EMPTY: u32 = 1; fn make() -> u32 { 10 } }
        impl D for B { const EMPTY: u32 = 2; fn make() -> u32 { 20 } }
        fn sum<T: D>() -> u32 { (0..3).map(|_| T::EMPTY).sum() }
        fn each<T: D>() -> u32 { let mut n = 0; (0..2).for_each(|_| n += T::make()); n }
        struct Q<T: D> { k: core::marker::PhantomData<T> }
        impl<T: D> Q<T> { fn go(&self) -> u32 { let f = || T::EMPTY + T::make(); f() } }
        """,
        """
        show(sum::<A>() as u64);
        show(sum::<B>() as u64);
        show(each::<B>() as u64);
        let q = Q::<B> { k: core::marker::PhantomData };
        show(q.go() as u64);
        """,
        "3, 6, 40, 22",
    ),
    "methods as values": (
        """
        struct P { a: u32 }
        impl P {
            fn with(a: u32) -> Self { Self { a } }
            fn a(&self) -> u32 { self.a }
            fn add(self, n: u32) -> u32 { self.a + n }
        }
        """,
        """
        let p = Some(3).map(P::with);
        show(p.as_ref().map(P::a).unwrap() as u64);
        show([P::with(1), P::with(2)].iter().map(P::a).sum::<u32>() as u64);
        let g = P::add;
        show(g(P::with(4), 5) as u64);
        """,
        "3, 3, 9",
    ),
    "methods of numbers as values": (
        """
        """,
        """
        show([1u32, 2, 3].iter().copied().map(u64::from).sum::<u64>());
        show([1u32, 5].iter().copied().fold(0, u32::max) as u64);
        show(Some(4u32).map(u32::count_ones).unwrap() as u64);
        show([3u8, 4].iter().copied().map(usize::from).max().unwrap() as u64);
        """,
        "6, 5, 1, 4",
    ),
    "what ends early": (
        """
        fn odd(x: u32) -> Option<u32> { if x % 2 == 1 { Some(x) } else { None } }
        """,
        """
        let v: Option<[u32;
        2]> = None;
        show(v.is_none() as u64);
        let all: Option<u32> = [1u32, 3].iter().try_fold(0u32, |acc, &x| odd(x).map(|y| acc + y));
        show(all.unwrap() as u64);
        let some = [1u32, 2].iter().try_fold(0u32, |acc, &x| Some(acc + odd(x)?));
        show(some.is_none() as u64);
        let [a, b] = [1u32, 2];
        show((a + b) as u64);
        let (x, ref y) = (1u32, 2u32);
        show((x + *y) as u64);
        let r = loop { break 7u32;
        };
        show(r as u64);
        let z = 'o: { if r == 7 { break 'o 1u32;
        } 2 };
        show(z as u64);
        """,
        "1, 4, 1, 3, 3, 7, 1",
    ),
    "parts of slices": (
        """
        """,
        """
        let a = [1u8, 2, 3, 4, 5, 6];
        show(a.first_chunk::<4>().unwrap()[3] as u64);
        show(a.split_at(2).1[0] as u64);
        show(u32::from_le_bytes(a[..4].try_into().unwrap()) as u64);
        if let [x, rest @ .., y] = &a[..] { show((*x + *y) as u64);
        show(rest.len() as u64);
        } show(a.windows(2).filter(|w| w[0] < w[1]).count() as u64);
        show(a.chunks(4).map(|c| c.len()).last().unwrap() as u64);
        show(a.iter().rev().position(|&x| x == 5).unwrap() as u64);
        show(a.split_first().unwrap().1.len() as u64);
        show(a.iter().zip(a.iter().skip(1)).map(|(p, q)| q - p).sum::<u8>() as u64);
        show(a.last_chunk::<2>().unwrap()[0] as u64);
        """,
        "4, 3, 67305985, 7, 4, 5, 2, 1, 5, 5, 5",
    ),
    "parts of texts": (
        """
        """,
        """
        let s = "abc=12";
        let (k, v) = s.split_once('=').unwrap();
        show(k.len() as u64);
        show(v.parse::<u64>().unwrap());
        show(s.bytes().filter(|b| b.is_ascii_digit()).count() as u64);
        show(s.starts_with("abc") as u64);
        show(s.trim_end_matches('2').len() as u64);
        show(s.strip_prefix("abc").unwrap().len() as u64);
        """,
        "3, 12, 2, 1, 5, 3",
    ),
    "what a trait gives": (
        """
        trait Kind { const CODE: u32; const WIDTH: u32 = 8; }
        struct Small;
        struct Wide;
        impl Kind for Small { const CODE: u32 = 1; }
        impl Kind for Wide { const CODE: u32 = 2; const WIDTH: u32 = Self::CODE * 32; }
        fn both<K: Kind>() -> u32 { let f = || K::CODE; f() + K::WIDTH }
        """,
        """
        show(both::<Small>() as u64);
        show(both::<Wide>() as u64);
        show((Small::WIDTH + Wide::WIDTH) as u64);
        """,
        "9, 66, 72",
    ),
    "one name in two traits": (
        """
        trait Receive { const RING: u32 = 1; }
        trait Transmit { const RING: u32 = 2; }
        struct Card;
        impl Receive for Card {}
        impl Transmit for Card { const RING: u32 = 3; }
        """,
        """
        show(<Card as Receive>::RING as u64);
        show(<Card as Transmit>::RING as u64);
        """,
        "1, 3",
    ),
    "breaks that are values": (
        """
        use core::ops::ControlFlow;
        fn first_above(list: &[u32], limit: u32) -> Option<u32> {
            let found = list.iter().try_for_each(|&x| {
                if x > limit { ControlFlow::Break(x) } else { ControlFlow::Continue(()) }
            });
            match found {
                ControlFlow::Break(x) => Some(x),
                ControlFlow::Continue(()) => None,
            }
        }
        """,
        """
        show(first_above(&[1, 5, 9], 4).unwrap() as u64);
        show(first_above(&[1, 5, 9], 10).is_none() as u64);
        """,
        "5, 1",
    ),
    "what a trait does by what its types give": (
        """
        trait Shape {
            const SIDES: u32;
            type Unit: Default + Copy;
            fn scale() -> u32;
            fn area() -> u32 { Self::scale() * Self::SIDES }
            fn of(&self) -> u32 { Self::scale() + self.more() }
            fn more(&self) -> u32 { Self::SIDES }
            fn unit() -> Self::Unit { Self::Unit::default() }
        }
        struct Square;
        struct Line(u32);
        impl Shape for Square {
            const SIDES: u32 = 4;
            type Unit = u8;
            fn scale() -> u32 { 10 }
        }
        impl Shape for Line {
            const SIDES: u32 = twice(1);
            type Unit = Option<u32>;
            fn scale() -> u32 { 100 }
            fn more(&self) -> u32 { self.0 }
        }
        const fn twice(x: u32) -> u32 { x << 1 }
        fn area_of<S: Shape>() -> u32 { S::area() }
        fn is<S: Shape>(x: u32) -> bool { x == S::SIDES }
        """,
        """
        show(Square::area() as u64);
        show(Line(7).of() as u64);
        show(Square.of() as u64);
        show(area_of::<Line>() as u64);
        show(is::<Line>(2) as u64);
        show(Square::unit() as u64);
        show(Line::unit().is_none() as u64);
        """,
        "40, 107, 14, 200, 1, 0, 1",
    ),
    "defaults that are left behind": (
        """
        #[derive(Default)]
        enum Mode { On(u32), #[default] Off }
        #[derive(Default)]
        struct Part { n: u32, mode: Mode }
        struct Odd(u32);
        impl Default for Odd { fn default() -> Self { Odd(9) } }
        """,
        """
        let mut mode = Mode::On(3);
        let old = core::mem::take(&mut mode);
        show(match old { Mode::On(x) => x, Mode::Off => 0 } as u64);
        show(matches!(mode, Mode::Off) as u64);
        let mut part = Part { n: 5, mode: Mode::On(1) };
        show(core::mem::take(&mut part).n as u64);
        show((part.n == 0 && matches!(part.mode, Mode::Off)) as u64);
        let mut odd = Odd(1);
        show(core::mem::take(&mut odd).0 as u64);
        show(odd.0 as u64);
        """,
        "3, 1, 5, 1, 1, 9",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_this_is_printed(tmp_path: Path, name: str) -> None:
    items, body, expected = CASES[name]
    assert said(tmp_path, body, f"{SHOW}\n{items}") == expected
