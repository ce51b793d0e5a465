//// 03_dyn_array
// prints: sq 9
// prints: shape 10
// prints: unit 1
// prints: 20
// prints: 0: shape 16
// prints: 1: sq 81
// prints: 2 4
// prints: 1
// dyn Trait of several types in an array of references and of boxes
trait Shape { fn area(&self) -> u32; fn name(&self) -> &'static str { "shape" } }
struct Sq(u32);
struct Rect { w: u32, h: u32 }
struct Unit;
impl Shape for Sq { fn area(&self) -> u32 { self.0 * self.0 } fn name(&self) -> &'static str { "sq" } }
impl Shape for Rect { fn area(&self) -> u32 { self.w * self.h } }
impl Shape for Unit { fn area(&self) -> u32 { 1 } fn name(&self) -> &'static str { "unit" } }
fn total(all: &[&dyn Shape]) -> u32 { all.iter().map(|s| s.area()).sum() }
fn body() -> Result {
    let (a, b, c) = (Sq(3), Rect { w: 2, h: 5 }, Unit);
    let all: [&dyn Shape; 3] = [&a, &b, &c];
    for s in all.iter() { pr_info!("{} {}\n", s.name(), s.area()); }
    pr_info!("{}\n", total(&all));
    let boxed: [Box<dyn Shape>; 2] = [Box::try_new(Rect { w: 4, h: 4 })?, Box::try_new(Sq(9))?];
    for (i, s) in boxed.iter().enumerate() { pr_info!("{}: {} {}\n", i, s.name(), s.area()); }
    let mut v: Vec<Box<dyn Shape>> = Vec::new();
    v.try_push(Box::try_new(Unit)?)?;
    v.try_push(Box::try_new(Sq(2))?)?;
    pr_info!("{} {}\n", v.len(), v[1].area());
    let big = v.iter().filter(|s| s.area() > 1).count();
    pr_info!("{}\n", big);
    Ok(())
}

//// 04_dyn_field
// prints: 3 1
// prints: 1 0
// prints: mem gone 4 7
// prints: 5 99 9
// prints: 11 2
// prints: mem gone 2 10
// prints: null gone 8
// trait objects as fields, with mutation through &mut dyn and drops of boxed objects
trait Backend { fn put(&mut self, b: u8) -> usize; fn left(&self) -> usize; }
struct Mem { buf: [u8; 4], n: usize }
struct Null(usize);
impl Backend for Mem {
    fn put(&mut self, b: u8) -> usize { if self.n < 4 { self.buf[self.n] = b; self.n += 1; 1 } else { 0 } }
    fn left(&self) -> usize { 4 - self.n }
}
impl Backend for Null { fn put(&mut self, _b: u8) -> usize { self.0 += 1; 1 } fn left(&self) -> usize { 99 } }
impl Drop for Mem { fn drop(&mut self) { pr_info!("mem gone {} {}\n", self.n, self.buf[0]); } }
impl Drop for Null { fn drop(&mut self) { pr_info!("null gone {}\n", self.0); } }
struct Port { be: Box<dyn Backend>, sent: usize }
impl Port {
    fn write(&mut self, data: &[u8]) -> usize {
        let mut k = 0;
        for &d in data { k += self.be.put(d); }
        self.sent += k;
        k
    }
}
fn feed(be: &mut dyn Backend, n: u8) { for i in 0..n { be.put(i + 10); } }
fn body() -> Result {
    let mut p = Port { be: Box::try_new(Mem { buf: [0; 4], n: 0 })?, sent: 0 };
    pr_info!("{} {}\n", p.write(&[7, 8, 9]), p.be.left());
    pr_info!("{} {}\n", p.write(&[1, 2, 3]), p.be.left());
    p.be = Box::try_new(Null(0))?;
    pr_info!("{} {} {}\n", p.write(b"hello"), p.be.left(), p.sent);
    let mut m = Mem { buf: [0; 4], n: 0 };
    feed(&mut m, 2);
    feed(p.be.as_mut(), 3);
    pr_info!("{} {}\n", m.buf[1], m.left());
    Ok(())
}

//// 08_operators
// prints: 21 41
// prints: 19 40 50 -2
// prints: true false
// prints: 5 true
// prints: 7 248 28
// prints: 3 true
// operator overloading: Add, Sub, Neg, Not, Mul, BitOr, AddAssign, BitOrAssign, Shl
use core::ops::{Add, AddAssign, BitAnd, BitOr, BitOrAssign, Mul, Neg, Not, Shl, Sub, SubAssign, Rem};
#[derive(Clone, Copy, PartialEq)]
struct V { x: i32, y: i32 }
impl Add for V { type Output = V; fn add(self, o: V) -> V { V { x: self.x + o.x, y: self.y + o.y } } }
impl Sub for V { type Output = Self; fn sub(self, o: Self) -> Self::Output { Self { x: self.x - o.x, y: self.y - o.y } } }
impl Mul<i32> for V { type Output = V; fn mul(self, k: i32) -> V { V { x: self.x * k, y: self.y * k } } }
impl Mul<V> for V { type Output = i32; fn mul(self, o: V) -> i32 { self.x * o.x + self.y * o.y } }
impl Neg for V { type Output = V; fn neg(self) -> V { V { x: -self.x, y: -self.y } } }
impl AddAssign for V { fn add_assign(&mut self, o: V) { self.x += o.x; self.y += o.y; } }
impl SubAssign<i32> for V { fn sub_assign(&mut self, o: i32) { self.x -= o; self.y -= o; } }
#[derive(Clone, Copy, PartialEq, Eq)]
struct Flags(u8);
impl Flags { const A: Flags = Flags(1); const B: Flags = Flags(2); const C: Flags = Flags(4); const NONE: Flags = Flags(0); }
impl BitOr for Flags { type Output = Flags; fn bitor(self, o: Flags) -> Flags { Flags(self.0 | o.0) } }
impl BitAnd for Flags { type Output = Flags; fn bitand(self, o: Flags) -> Flags { Flags(self.0 & o.0) } }
impl BitOrAssign for Flags { fn bitor_assign(&mut self, o: Flags) { self.0 |= o.0 } }
impl Not for Flags { type Output = Flags; fn not(self) -> Flags { Flags(!self.0) } }
impl Shl<u32> for Flags { type Output = Flags; fn shl(self, n: u32) -> Flags { Flags(self.0 << n) } }
impl Rem<u8> for Flags { type Output = u8; fn rem(self, n: u8) -> u8 { self.0 % n } }
fn body() -> Result {
    let a = V { x: 1, y: 2 };
    let b = V { x: 10, y: 20 };
    let mut c = a + b * 2 - V { x: 0, y: 1 };
    pr_info!("{} {}\n", c.x, c.y);
    c += a;
    c -= 3;
    pr_info!("{} {} {} {}\n", c.x, c.y, a * b, (-a).y);
    pr_info!("{} {}\n", a + a == a * 2, a == b);
    let mut f = Flags::A | Flags::C;
    pr_info!("{} {}\n", f.0, (f & Flags::B) == Flags::NONE);
    f |= Flags::B;
    pr_info!("{} {} {}\n", f.0, (!f).0, (f << 2).0);
    pr_info!("{} {}\n", f % 4, f & !Flags::A != Flags::NONE);
    Ok(())
}

//// 10_deref
// prints: lock
// prints: in 12
// prints: 12 in
// prints: unlock 50
// prints: false 50
// prints: lock
// prints: unlock 51
// prints: 51
// prints: lock
// prints: unlock 51
// prints: in if
// Deref and DerefMut of an own guard, method calls and fields through it, drop at the end
use core::ops::{Deref, DerefMut};
struct Inner { n: u32, name: &'static str }
impl Inner { fn bump(&mut self) -> u32 { self.n += 1; self.n } fn get(&self) -> u32 { self.n } }
struct Lock { i: Inner, held: bool }
struct Guard<'a> { l: &'a mut Lock }
impl Lock { fn lock(&mut self) -> Guard<'_> { self.held = true; pr_info!("lock\n"); Guard { l: self } } }
impl<'a> Deref for Guard<'a> { type Target = Inner; fn deref(&self) -> &Inner { &self.l.i } }
impl<'a> DerefMut for Guard<'a> { fn deref_mut(&mut self) -> &mut Inner { &mut self.l.i } }
impl Drop for Guard<'_> { fn drop(&mut self) { self.l.held = false; pr_info!("unlock {}\n", self.l.i.n); } }
fn show(i: &Inner) { pr_info!("{} {}\n", i.name, i.n); }
fn body() -> Result {
    let mut l = Lock { i: Inner { n: 1, name: "in" }, held: false };
    {
        let mut g = l.lock();
        g.bump();
        g.n += 10;
        show(&g);
        pr_info!("{} {}\n", g.get(), g.name);
        *g = Inner { n: 50, name: "new" };
    }
    pr_info!("{} {}\n", l.held, l.i.n);
    let n = l.lock().bump();
    pr_info!("{}\n", n);
    if l.lock().get() == 51 { pr_info!("in if\n"); }
    Ok(())
}

//// 13_from_into
// prints: 700
// prints: err -34
// prints: 301
// prints: err -5
// prints: range 99
// prints: 5
// prints: 500
// prints: true 200
// From, Into, TryFrom of own types, error conversion by `?`
enum MyErr { Range(u32), Io }
impl From<MyErr> for Error { fn from(e: MyErr) -> Error { match e { MyErr::Range(_) => ERANGE, MyErr::Io => EIO } } }
struct Level(u8);
impl TryFrom<u32> for Level { type Error = MyErr; fn try_from(v: u32) -> core::result::Result<Self, MyErr> { if v < 16 { Ok(Level(v as u8)) } else { Err(MyErr::Range(v)) } } }
impl From<Level> for u32 { fn from(l: Level) -> u32 { l.0 as u32 * 100 } }
impl From<(u8, u8)> for Level { fn from((a, b): (u8, u8)) -> Self { Level(a + b) } }
fn set(v: u32) -> Result<u32> { let l = Level::try_from(v)?; Ok(l.into()) }
fn io(bad: bool) -> core::result::Result<u8, MyErr> { if bad { Err(MyErr::Io) } else { Ok(3) } }
fn both(bad: bool) -> Result<u32> { let a = io(bad)?; let b = set(a as u32)?; Ok(b + 1) }
fn body() -> Result {
    pr_info!("{}\n", set(7)?);
    match set(20) { Ok(_) => pr_info!("ok\n"), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    pr_info!("{}\n", both(false)?);
    if let Err(e) = both(true) { pr_info!("err {}\n", e.to_kernel_errno()); }
    let l: Level = (2, 3).into();
    let r: core::result::Result<Level, MyErr> = 99u32.try_into();
    match r { Ok(l) => pr_info!("{}\n", l.0), Err(MyErr::Range(n)) => pr_info!("range {}\n", n), Err(MyErr::Io) => pr_info!("io\n") }
    pr_info!("{}\n", l.0);
    pr_info!("{}\n", u32::from(l));
    pr_info!("{} {}\n", u8::try_from(300u32).is_err(), u8::try_from(200i64).unwrap_or(0));
    Ok(())
}

//// 14_iterator_own
// prints: 1
// prints: 2
// prints: 3
// prints: 48
// prints: 34 55
// prints: 6 4
// prints: 6 24
// prints: 2 3
// prints: 4 8
// prints: 6 21
// prints: true false
// Iterator for an own type, then adapters on it
struct Count { n: u32, end: u32 }
impl Iterator for Count {
    type Item = u32;
    fn next(&mut self) -> Option<u32> { if self.n >= self.end { None } else { self.n += 1; Some(self.n) } }
}
fn upto(end: u32) -> Count { Count { n: 0, end } }
struct Fib(u32, u32);
impl Iterator for Fib { type Item = u32; fn next(&mut self) -> Option<Self::Item> { let r = self.0; self.0 = self.1; self.1 += r; Some(r) } }
fn body() -> Result {
    for x in upto(3) { pr_info!("{}\n", x); }
    let s: u32 = upto(5).zip(upto(10).skip(1)).map(|(a, b)| a * b).filter(|x| x % 3 == 0).sum();
    pr_info!("{}\n", s);
    pr_info!("{} {}\n", Fib(0, 1).take_while(|x| *x < 50).last().unwrap_or(0), Fib(0, 1).nth(10).unwrap_or(0));
    let mut c = upto(10);
    let a: u32 = c.by_ref().take(3).sum();
    pr_info!("{} {}\n", a, c.next().unwrap_or(0));
    pr_info!("{} {}\n", c.count(), upto(4).fold(1, |a, b| a * b));
    for (i, x) in Fib(1, 2).enumerate().skip(2).step_by(2).take(3) { pr_info!("{} {}\n", i, x); }
    pr_info!("{} {}\n", upto(9).any(|x| x == 4), upto(9).all(|x| x < 9));
    Ok(())
}

//// 17_returned_closures
// prints: 15 7 2
// prints: 3 10 6 20
// prints: -4 5
// prints: true false
// prints: 42 0
// prints: 200001
// returned closures, closures in structs, boxed closures in an array
fn adder(n: i32) -> impl Fn(i32) -> i32 { move |x| x + n }
fn counter(step: u32) -> impl FnMut() -> u32 { let mut c = 0; move || { c += step; c } }
fn boxed(neg: bool) -> Result<Box<dyn Fn(i32) -> i32>> { if neg { Ok(Box::try_new(|x: i32| -x)?) } else { Ok(Box::try_new(move |x: i32| x + 1)?) } }
struct Handler<F: Fn(u32) -> bool> { irq: u32, f: F }
impl<F: Fn(u32) -> bool> Handler<F> {
    fn new(irq: u32, f: F) -> Self { Handler { irq, f } }
    fn fire(&self) -> bool { (self.f)(self.irq) }
}
struct Work<'a> { job: Option<Box<dyn FnOnce() -> u32 + 'a>> }
impl<'a> Work<'a> { fn run(&mut self) -> Option<u32> { self.job.take().map(|j| j()) } }
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C { move |x| g(f(x)) }
fn body() -> Result {
    let (a, b) = (adder(5), adder(-3));
    pr_info!("{} {} {}\n", a(10), b(10), a(b(0)));
    let mut c = counter(3);
    let mut d = counter(10);
    pr_info!("{} {} {} {}\n", c(), d(), c(), d());
    pr_info!("{} {}\n", boxed(true)?(4), boxed(false)?(4));
    let limit = 30;
    let h = Handler::new(33, |i| i > limit);
    pr_info!("{} {}\n", h.fire(), Handler { irq: 3, f: |i| i > limit }.fire());
    let x = 41;
    let mut w = Work { job: Some(Box::try_new(|| x + 1)?) };
    pr_info!("{} {}\n", w.run().unwrap_or(0), w.run().unwrap_or(0));
    pr_info!("{}\n", compose(|x: u8| x as u32 * 1000, |y: u32| y + 1)(200));
    Ok(())
}

//// 19_option_comb
// prints: some 9
// prints: some 2
// prints: none
// prints: none
// prints: some 8
// prints: some 1
// prints: some 2
// prints: some 8
// prints: none
// prints: some 3
// prints: none
// prints: some 16
// prints: none
// prints: some 4
// prints: 8 0 9
// prints: 16 1
// prints: -16
// prints: true false
// prints: some 5
// prints: none
// prints: none
// prints: some 6
// prints: some 9
// prints: some 8
// prints: some 9
// prints: some 42
// prints: some 43
// prints: some 43
// prints: some 44
// prints: some 43
// prints: it 43
// prints: some 3
// prints: true
// Option combinators
fn half(x: u32) -> Option<u32> { if x % 2 == 0 { Some(x / 2) } else { None } }
fn show(o: Option<u32>) { match o { Some(x) => pr_info!("some {}\n", x), None => pr_info!("none\n") } }
fn body() -> Result {
    let a = Some(8u32);
    let n: Option<u32> = None;
    show(a.map(|x| x + 1)); show(a.and_then(half).and_then(half)); show(Some(6).and_then(half).and_then(half));
    show(a.filter(|x| *x > 10)); show(a.or(Some(1))); show(n.or(Some(1))); show(n.or_else(|| Some(2)));
    show(a.xor(n)); show(a.xor(Some(1))); show(a.and(Some(3))); show(n.and(Some(3)));
    show(a.zip(Some(2)).map(|(x, y)| x * y)); show(a.zip(n).map(|(x, y)| x * y));
    show(Some(Some(4)).flatten());
    pr_info!("{} {} {}\n", a.ok_or(EINVAL)?, n.unwrap_or_default(), n.map_or(9, |x| x * 2));
    pr_info!("{} {}\n", a.map_or_else(|| 1, |x| x * 2), n.map_or_else(|| 1, |x| x * 2));
    if let Err(e) = n.ok_or_else(|| EBUSY) { pr_info!("{}\n", e.to_kernel_errno()); }
    pr_info!("{} {}\n", a.is_some_and(|x| x > 7), n.is_some_and(|x| x > 7));
    let mut t = Some(5u32);
    show(t.take()); show(t); show(t.replace(6)); show(t.replace(7)); show(t.insert(8).checked_add(1)); show(t);
    *t.get_or_insert(1) += 1; show(t);
    t = None;
    *t.get_or_insert_with(|| 40) += 2; show(t);
    if let Some(x) = t.as_mut() { *x += 1; }
    show(t); show(t.as_ref().copied()); show(t.as_ref().map(|x| *x + 1)); show(t.iter().next().cloned());
    for x in t { pr_info!("it {}\n", x); }
    let r: Result<Option<u32>> = Some(Ok::<u32, Error>(3)).transpose();
    show(r?);
    let r: Result<Option<u32>> = Some(Err(EIO)).transpose();
    pr_info!("{}\n", r.is_err());
    Ok(())
}

//// 24_modules
// prints: 301c 100d
// prints: 1 15 100 200
// prints: true 1
// nested modules, pub(crate), self, super, glob imports, re-exports
mod hw {
    pub(crate) const BASE: u32 = 0x1000;
    pub mod regs {
        use super::BASE;
        pub const CTL: u32 = BASE + 4;
        pub(super) const SECRET: u32 = 9;
        #[derive(Clone, Copy, PartialEq)]
        pub enum Irq { Rx, Tx(u8), Err { code: i32 } }
        pub mod deep { pub fn f() -> u32 { super::super::helper() + super::CTL } }
    }
    fn helper() -> u32 { self::regs::SECRET }
    pub use self::regs::deep::f as deep_f;
    pub use regs::Irq;
    pub struct Dev { pub(crate) n: u32, hidden: u32 }
    impl Dev { pub fn new(n: u32) -> Self { Self { n, hidden: helper() } } pub fn hidden(&self) -> u32 { self.hidden } }
}
mod user {
    use super::hw::{self, regs::*, Dev};
    use crate::hw::BASE as B;
    pub fn run() -> u32 { let d = Dev::new(2); d.n + d.hidden() + CTL + B + hw::deep_f() }
}
use hw::Irq::*;
use hw::{deep_f, Irq};
fn name(i: Irq) -> u32 { match i { Rx => 1, Tx(n) => n as u32 + 10, Err { code } if code < 0 => 100, Err { .. } => 200 } }
fn body() -> Result {
    pr_info!("{:x} {:x}\n", user::run(), deep_f());
    pr_info!("{} {} {} {}\n", name(Rx), name(Tx(5)), name(Err { code: -1 }), name(Irq::Err { code: 1 }));
    pr_info!("{} {}\n", hw::regs::Irq::Rx == Rx, crate::hw::Dev::new(1).n);
    core::result::Result::Ok(())
}

//// 29_generic_struct
// prints: three 3 300
// prints: 8 true
// prints: true true
// prints: full 3
// prints: 2 2 1 true
// prints: 9 true
// prints: 2 1
// prints: drop 1
// prints: drop 2
// generic structs with methods, Pair with bounds, a stack with Option, a wrapper with Clone
#[derive(Clone, Copy)]
struct Pair<A, B> { a: A, b: B }
impl<A, B> Pair<A, B> { fn new(a: A, b: B) -> Self { Pair { a, b } } fn swap(self) -> Pair<B, A> { Pair { a: self.b, b: self.a } } fn map<C>(self, f: impl FnOnce(A) -> C) -> Pair<C, B> { Pair { a: f(self.a), b: self.b } } }
impl<A: PartialOrd + Copy> Pair<A, A> { fn largest(&self) -> A { if self.a > self.b { self.a } else { self.b } } }
struct Stack<T, const N: usize> { items: [Option<T>; N], n: usize }
impl<T: Copy, const N: usize> Stack<T, N> { fn new() -> Self { Self { items: [None; N], n: 0 } } }
impl<T, const N: usize> Stack<T, N> {
    fn push(&mut self, t: T) -> core::result::Result<(), T> { if self.n == N { return Err(t); } self.items[self.n] = Some(t); self.n += 1; Ok(()) }
    fn pop(&mut self) -> Option<T> { if self.n == 0 { None } else { self.n -= 1; self.items[self.n].take() } }
    fn peek(&self) -> Option<&T> { self.n.checked_sub(1).and_then(|i| self.items[i].as_ref()) }
}
fn largest<T: PartialOrd + Copy>(xs: &[T]) -> Option<T> { let mut it = xs.iter(); let mut m = *it.next()?; for &x in it { if x > m { m = x; } } Some(m) }
fn swap<T>(a: &mut T, b: &mut T) { core::mem::swap(a, b) }
fn body() -> Result {
    let p = Pair::new(3u8, "three");
    let q = p.swap();
    pr_info!("{} {} {}\n", q.a, q.b, p.map(|x| x as u32 * 100).a);
    pr_info!("{} {}\n", Pair::new(3, 8).largest(), Pair { a: 'z', b: 'b' }.largest() == 'z');
    let mut s: Stack<u32, 2> = Stack::new();
    pr_info!("{} {}\n", s.push(1).is_ok(), s.push(2).is_ok());
    match s.push(3) { Ok(()) => pr_info!("fits\n"), Err(t) => pr_info!("full {}\n", t) }
    pr_info!("{} {} {} {}\n", s.peek().copied().unwrap_or(0), s.pop().unwrap_or(0), s.pop().unwrap_or(0), s.pop().is_none());
    pr_info!("{} {}\n", largest(&[4, 9, 2]).unwrap_or(0), largest::<u8>(&[]).is_none());
    let (mut x, mut y) = (Loud(1), Loud(2));
    swap(&mut x, &mut y);
    pr_info!("{} {}\n", x.0, y.0);
    Ok(())
}

//// 36_state_machine
// prints: 2
// prints: 1
// prints: 0
// prints: -1
// prints: 4 true
// prints: 7020988
// prints: -1
// state machine enum with methods consuming self, use Self::*, matches through Self
#[derive(Clone, Copy, PartialEq, Eq)]
enum St { Idle, Run { left: u8 }, Dead(i32) }
impl St {
    const START: St = St::Run { left: 2 };
    fn step(self) -> Self { use St::*; match self { Idle => Self::START, Run { left: 0 } => Dead(-1), Run { left } => Run { left: left - 1 }, Dead(e) => Dead(e - 1) } }
    const fn is_dead(&self) -> bool { matches!(self, Self::Dead(_)) }
    fn code(&self) -> i32 { match *self { Self::Idle => 0, Self::Run { left } => left as i32, Self::Dead(e) => e } }
}
impl Iterator for St { type Item = i32; fn next(&mut self) -> Option<i32> { if let St::Dead(-3) = self { return None; } let c = self.code(); *self = self.step(); Some(c) } }
fn body() -> Result {
    let mut s = St::Idle;
    let mut n = 0;
    while !s.is_dead() { s = s.step(); n += 1; pr_info!("{}\n", s.code()); }
    pr_info!("{} {}\n", n, s == St::Dead(-1));
    pr_info!("{}\n", St::Idle.fold(7, |a, c| a * 10 + c));
    let v = St::START.skip(1).find(|c| *c < 0).unwrap_or(9);
    pr_info!("{}\n", v);
    Ok(())
}

//// 37_builder
// prints: 115200 true 16
// prints: -22
// prints: -2
// prints: ok 5
// builder by value, with closures for configuration and validation with combinators
#[derive(Clone, Copy, Default)]
struct Cfg { baud: Option<u32>, parity: bool, depth: usize }
struct Builder { c: Cfg, err: Option<Error> }
impl Builder {
    fn new() -> Self { Builder { c: Cfg { baud: None, parity: false, depth: 8 }, err: None } }
    fn baud(mut self, b: u32) -> Self { if b == 0 { self.err.get_or_insert(EINVAL); } else { self.c.baud = Some(b); } self }
    fn parity(self, p: bool) -> Self { Builder { c: Cfg { parity: p, ..self.c }, ..self } }
    fn with(mut self, f: impl FnOnce(&mut Cfg)) -> Self { f(&mut self.c); self }
    fn when(self, c: bool, f: impl FnOnce(Self) -> Self) -> Self { if c { f(self) } else { self } }
    fn build(self) -> Result<Cfg> { if let Some(e) = self.err { return Err(e); } self.c.baud.ok_or(ENOENT).map(|_| self.c) }
}
fn body() -> Result {
    let c = Builder::new().baud(9600).parity(true).with(|c| c.depth *= 2).when(true, |b| b.baud(115200)).build()?;
    pr_info!("{} {} {}\n", c.baud.unwrap_or(0), c.parity, c.depth);
    for (b, set) in [(0, true), (0, false), (5, true)] {
        let r = Builder::new().when(set, |x| x.baud(b)).build();
        match r { Ok(c) => pr_info!("ok {}\n", c.baud.unwrap_or(1)), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) }
    }
    Ok(())
}

//// 38_err_convert
// prints: sum 9
// prints: drop 3
// prints: ok 9
// prints: drop 2
// prints: err -11
// prints: drop 1
// prints: err -5
// prints: drop 4
// prints: err -22
// prints: bad at 2
// prints: nak 255
// own error enums converted by ? through two levels, impl From for both
enum Hw { Timeout, Nak(u8) }
enum Drv { Hw(Hw), Bad { at: usize } }
impl From<Hw> for Drv { fn from(e: Hw) -> Self { Drv::Hw(e) } }
impl From<Drv> for Error { fn from(e: Drv) -> Self { match e { Drv::Hw(Hw::Timeout) => EAGAIN, Drv::Hw(Hw::Nak(_)) => EIO, Drv::Bad { .. } => EINVAL } } }
fn xfer(b: u8) -> core::result::Result<u8, Hw> { match b { 0 => Err(Hw::Timeout), 0x80.. => Err(Hw::Nak(b)), _ => Ok(b + 1) } }
fn all(bs: &[u8]) -> core::result::Result<u32, Drv> {
    let mut s = 0;
    for (at, &b) in bs.iter().enumerate() { if b == 9 { return Err(Drv::Bad { at }); } s += xfer(b)? as u32; }
    Ok(s)
}
fn top(bs: &[u8]) -> Result<u32> { let _l = Loud(bs.len() as u32); let n = all(bs)?; pr_info!("sum {}\n", n); Ok(n) }
fn body() -> Result {
    for bs in [&[1u8, 2, 3][..], &[1, 0], &[0x90], &[9, 0, 0, 0]] { match top(bs) { Ok(n) => pr_info!("ok {}\n", n), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) } }
    match all(&[1, 1, 9]) { Err(Drv::Bad { at }) => pr_info!("bad at {}\n", at), Err(Drv::Hw(_)) => pr_info!("hw\n"), Ok(_) => pr_info!("ok\n") }
    if let Err(Drv::Hw(Hw::Nak(b))) = all(&[0xff]) { pr_info!("nak {}\n", b); }
    Ok(())
}

//// 42_dyn_generic
// prints: a 3
// prints: close b
// prints: b 18
// prints: no c
// prints: -16
// prints: close b
// prints: 25 16
// prints: 77
// &dyn from generic code, dyn with associated const through method, Option<&dyn>, Arc<dyn>
trait Ops { fn open(&self, n: u32) -> Result<u32>; fn close(&self) {} fn flags(&self) -> u32 { 0 } }
struct A; struct B { lim: u32 }
impl Ops for A { fn open(&self, n: u32) -> Result<u32> { Ok(n + 1) } }
impl Ops for B { fn open(&self, n: u32) -> Result<u32> { if n > self.lim { Err(EBUSY) } else { Ok(n) } } fn close(&self) { pr_info!("close b\n"); } fn flags(&self) -> u32 { 0x10 } }
static SA: A = A;
static SB: B = B { lim: 3 };
static ALL: [(&str, &(dyn Ops + Sync)); 2] = [("a", &SA), ("b", &SB)];
fn lookup(n: &str) -> Option<&'static dyn Ops> { for (k, o) in ALL.iter() { if *k == n { return Some(*o); } } None }
fn run<O: Ops + ?Sized>(o: &O, n: u32) -> Result<u32> { let r = o.open(n)?; o.close(); Ok(r | o.flags()) }
fn body() -> Result {
    for n in ["a", "b", "c"] {
        match lookup(n) { Some(o) => match run(o, 2) { Ok(v) => pr_info!("{} {}\n", n, v), Err(_) => pr_info!("bad\n") }, None => pr_info!("no {}\n", n) }
    }
    if let Err(e) = run(&B { lim: 0 }, 1) { pr_info!("{}\n", e.to_kernel_errno()); }
    let s: Arc<dyn Ops> = Arc::try_new(B { lim: 9 })?;
    let t = s.clone();
    pr_info!("{} {}\n", run(&*t, 9)?, s.flags());
    let o: Option<&dyn Ops> = None;
    pr_info!("{}\n", o.map_or(77, |x| x.flags()));
    Ok(())
}

//// 43_drop_generic
// prints: undo a 0
// prints: err -22
// prints: undo b
// prints: undo a 1
// prints: err -5
// prints: ok 4
// prints: old 1
// prints: drop 1
// prints: drop 2
// prints: v 3
// prints: 1
// prints: drop 3
// generic guard with a closure that runs at drop, dismissed by mem::forget or take
struct Defer<F: FnOnce()> { f: Option<F> }
impl<F: FnOnce()> Defer<F> { fn new(f: F) -> Self { Defer { f: Some(f) } } fn dismiss(mut self) { self.f = None; } }
impl<F: FnOnce()> Drop for Defer<F> { fn drop(&mut self) { if let Some(f) = self.f.take() { f(); } } }
fn work(n: u32) -> Result<u32> {
    let a = Defer::new(|| pr_info!("undo a {}\n", n));
    if n == 0 { return Err(EINVAL); }
    let b = Defer::new(move || pr_info!("undo b\n"));
    if n == 1 { Err(EIO)?; }
    b.dismiss();
    core::mem::forget(a);
    Ok(n * 2)
}
struct Own<T> { v: T, l: Loud }
impl<T> Own<T> { fn into_inner(self) -> T { self.v } fn replace(&mut self, t: T) -> T { core::mem::replace(&mut self.v, t) } }
fn body() -> Result {
    for n in 0..3 { match work(n) { Ok(v) => pr_info!("ok {}\n", v), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) } }
    let mut o = Own { v: Loud(1), l: Loud(2) };
    let old = o.replace(Loud(3));
    pr_info!("old {}\n", old.0);
    drop(old);
    let v = o.into_inner();
    pr_info!("v {}\n", v.0);
    let mut cnt = 0;
    { let _d = Defer::new(|| cnt += 1); }
    pr_info!("{}\n", cnt);
    Ok(())
}

//// 44_closure_capture
// prints: 21
// prints: 22 5 2 0
// prints: 6 100
// prints: 2 3 1
// prints: 263
// prints: 5
// prints: 4 3
// prints: true
// prints: 5 0
// prints: -5
// what closures see: mutation of captured places, fields captured separately, shadowing, nested closures
struct S { a: u32, b: u32, l: [u8; 3] }
fn apply<F>(mut f: F, n: u32) -> u32 where F: FnMut(u32) -> u32 { let mut r = 0; for i in 0..n { r = f(i); } r }
fn body() -> Result {
    let mut s = S { a: 1, b: 2, l: [0; 3] };
    { let mut inc = || { s.a += 10; s.a }; inc(); inc(); }
    pr_info!("{}\n", s.a);
    let a = &mut s.a;
    let mut f = |x: u8| { s.b += x as u32; s.l[x as usize] = x; };
    f(2); f(1);
    *a += 1;
    pr_info!("{} {} {} {}\n", s.a, s.b, s.l[2], s.l[0]);
    let mut n = 5;
    let copy = move || n + 1;
    n = 100;
    pr_info!("{} {}\n", copy(), n);
    let mut m = 1;
    let mut mv = move || { m += 1; m };
    pr_info!("{} {} {}\n", mv(), mv(), m);
    let outer = |x: u32| { let inner = |y: u32| x * 10 + y + n; inner(1) + inner(2) };
    pr_info!("{}\n", outer(3));
    let mut hist = [0u32; 4]; let mut k = 0;
    pr_info!("{}\n", apply(|i| { hist[k] = i * i; k += 1; hist[k - 1] + 1 }, 3));
    pr_info!("{} {}\n", hist[2], k);
    let r = (|| { if n > 50 { return Err(EBUSY); } Ok(n) })();
    pr_info!("{}\n", r.is_err());
    let try_it = |v: Option<u32>| -> Option<u32> { let x = v?; Some(x + 1) };
    pr_info!("{} {}\n", try_it(Some(4)).unwrap_or(0), try_it(None).unwrap_or(0));
    let res: Result<u32> = (|| { let v = try_it(None).ok_or(EIO)?; Ok(v) })();
    if let Err(e) = res { pr_info!("{}\n", e.to_kernel_errno()); }
    Ok(())
}

//// 47_comb_drops
// prints: filter
// prints: drop 1
// prints: true
// prints: or
// prints: drop 3
// prints: 2
// prints: unwrap_or
// prints: drop 5
// prints: 4
// prints: map
// prints: drop 6
// prints: 60
// prints: ok_or
// prints: true
// prints: and_then
// prints: drop 7
// prints: true
// prints: insert
// prints: drop 1
// prints: 19
// prints: temp true
// prints: drop 3
// prints: ok
// prints: drop 30
// prints: true
// prints: err
// prints: true
// prints: match
// prints: some
// prints: drop 2
// prints: if let
// prints: 8
// prints: drop 8
// prints: end
// prints: drop 31
// prints: drop 19
// prints: drop 8
// prints: drop 4
// prints: drop 2
// combinators on values with Drop: when filter, or, and, map, take, unwrap_or drop what they do not give
fn mk(n: u32) -> Option<Loud> { if n < 10 { Some(Loud(n)) } else { None } }
fn body() -> Result {
    pr_info!("filter\n"); let a = mk(1).filter(|l| l.0 > 5); pr_info!("{}\n", a.is_none());
    pr_info!("or\n"); let b = mk(2).or(mk(3)); pr_info!("{}\n", b.as_ref().map_or(0, |l| l.0));
    pr_info!("unwrap_or\n"); let c = mk(4).unwrap_or(Loud(5)); pr_info!("{}\n", c.0);
    pr_info!("map\n"); let n = mk(6).map(|l| l.0 * 10); pr_info!("{}\n", n.unwrap_or(0));
    pr_info!("ok_or\n"); let r = mk(11).ok_or(EIO); pr_info!("{}\n", r.is_err());
    pr_info!("and_then\n"); let d = mk(7).and_then(|l| mk(l.0 + 1)); pr_info!("{}\n", d.is_some());
    pr_info!("insert\n"); let mut e = mk(1); e.insert(Loud(9)).0 = 19; pr_info!("{}\n", e.as_ref().map_or(0, |l| l.0));
    pr_info!("temp {}\n", mk(3).is_some());
    pr_info!("ok\n"); let o = Err::<Loud, Loud>(Loud(30)).ok(); pr_info!("{}\n", o.is_none());
    pr_info!("err\n"); let x = Ok::<Loud, Loud>(Loud(31)).map_err(|e| e.0); pr_info!("{}\n", x.is_ok());
    pr_info!("match\n"); match mk(2) { Some(l) if l.0 == 3 => pr_info!("three\n"), Some(_) => pr_info!("some\n"), None => {} }
    pr_info!("if let\n"); if let Some(Loud(n)) = &mk(8) { pr_info!("{}\n", n); } else { pr_info!("no\n"); }
    pr_info!("end\n");
    Ok(())
}

//// 48_vec_iter_drops
// prints: see 1
// prints: drop 1
// prints: see 2
// prints: drop 2
// prints: got 3
// prints: drop 4
// prints: drop 5
// prints: it gone
// prints: 2
// prints: drop 10
// prints: v 11
// prints: drop 11
// prints: v 12
// prints: drop 12
// prints: drop 13
// prints: v gone
// prints: drop 20
// prints: drop 21
// prints: 41
// prints: drop 30
// prints: drop 32
// prints: drop 31
// prints: found 31
// prints: drop 40
// prints: last true
// prints: drop 50
// prints: drop 51
// prints: 53
// prints: drop 41
// prints: drop 3
// iterators over owned values: drops of items, of what is left in a by-value iterator, filter and take
fn body() -> Result {
    for l in [Loud(1), Loud(2)] { pr_info!("see {}\n", l.0); }
    let mut it = [Loud(3), Loud(4), Loud(5)].into_iter();
    let a = it.next();
    pr_info!("got {}\n", a.as_ref().map_or(0, |l| l.0));
    drop(it);
    pr_info!("it gone\n");
    let mut v = Vec::new();
    for i in 10..14 { v.try_push(Loud(i))?; }
    let k = v.iter().filter(|l| l.0 % 2 == 0).count();
    pr_info!("{}\n", k);
    for l in v.into_iter().skip(1).take(2) { pr_info!("v {}\n", l.0); }
    pr_info!("v gone\n");
    let s: u32 = [Loud(20), Loud(21)].into_iter().map(|l| l.0).sum();
    pr_info!("{}\n", s);
    let f = [Loud(30), Loud(31), Loud(32)].into_iter().find(|l| l.0 == 31);
    pr_info!("found {}\n", f.map_or(0, |l| l.0));
    let c = [Loud(40), Loud(41)].into_iter().last();
    pr_info!("last {}\n", c.is_some());
    let z = [1, 2].into_iter().zip([Loud(50), Loud(51)]).map(|(n, l)| n + l.0).max();
    pr_info!("{}\n", z.unwrap_or(0));
    Ok(())
}

//// 56_mut_iter
// prints: 70
// prints: 0 11 190
// prints: 1 30 8
// prints: 1 24 7
// prints: 1 1
// prints: 24 7 7
// prints: 5 12
// prints: 3 51 7
// iter_mut with adapters, chunks_mut, split_at_mut, swap through for loops, own iter_mut-like method with a closure
struct Regs { r: [u16; 6] }
impl Regs {
    fn each(&mut self, mut f: impl FnMut(usize, &mut u16)) { for (i, x) in self.r.iter_mut().enumerate() { f(i, x); } }
    fn odd(&mut self) -> impl Iterator<Item = &mut u16> { self.r.iter_mut().skip(1).step_by(2) }
    fn find(&mut self, v: u16) -> Option<&mut u16> { self.r.iter_mut().find(|x| **x == v) }
}
fn sum(r: &Regs) -> u32 { r.r.iter().enumerate().map(|(i, x)| (i as u32 + 1) * *x as u32).sum() }
fn body() -> Result {
    let mut r = Regs { r: [0; 6] };
    r.each(|i, x| *x = i as u16);
    pr_info!("{}\n", sum(&r));
    for x in r.odd() { *x += 10; }
    pr_info!("{} {} {}\n", r.r[0], r.r[1], sum(&r));
    if let Some(x) = r.find(13) { *x = 1; }
    r.r.iter_mut().rev().take(2).for_each(|x| *x *= 2);
    pr_info!("{} {} {}\n", r.r[3], r.r[5], r.r[4]);
    for (a, b) in r.r.iter_mut().zip([1u16, 2, 3].iter()) { *a = *a * 2 + b; }
    pr_info!("{} {} {}\n", r.r[0], r.r[1], r.r[2]);
    let (lo, hi) = r.r.split_at_mut(3);
    core::mem::swap(&mut lo[0], &mut hi[0]);
    pr_info!("{} {}\n", r.r[0], r.r[3]);
    for c in r.r.chunks_mut(2) { c[0] = 7; c.swap(0, 1); }
    pr_info!("{} {} {}\n", r.r[0], r.r[1], r.r[5]);
    let mut grid = [[0u8; 3]; 2];
    for (y, row) in grid.iter_mut().enumerate() { for (x, c) in row.iter_mut().enumerate() { *c = (y * 3 + x) as u8; } }
    pr_info!("{} {}\n", grid[1][2], grid.iter().map(|r| r.iter().map(|&c| c as u32).sum::<u32>()).max().unwrap_or(0));
    let mut o = [Some(1), None, Some(3)];
    for x in &mut o { *x = x.map(|v| v * 2).or(Some(50)); }
    for x in o.iter_mut() { if let Some(v) = x { *v += 1; } }
    pr_info!("{} {} {}\n", o[0].unwrap_or(0), o[1].unwrap_or(0), o[2].unwrap_or(0));
    Ok(())
}

//// 59_sum_types
// prints: 3
// prints: 2
// prints: 1
// prints: 0
// prints: 9
// prints: 8
// prints: 200 200
// prints: 400 5
// prints: true true
// prints: true 3
// prints: drop 1
// prints: 1
// prints: end
// generic enum Either with impls of traits by delegation, enum with impl blocks for single instantiations, Option of Self
enum Either<L, R> { Left(L), Right(R) }
use Either::*;
impl<L, R> Either<L, R> { fn left(self) -> Option<L> { if let Left(l) = self { Some(l) } else { None } } fn as_ref(&self) -> Either<&L, &R> { match self { Left(l) => Left(l), Right(r) => Right(r) } } fn fold<T>(self, f: impl FnOnce(L) -> T, g: impl FnOnce(R) -> T) -> T { match self { Left(l) => f(l), Right(r) => g(r) } } fn flip(self) -> Either<R, L> { match self { Left(l) => Right(l), Right(r) => Left(r) } } }
impl<T, L: Iterator<Item = T>, R: Iterator<Item = T>> Iterator for Either<L, R> { type Item = T; fn next(&mut self) -> Option<T> { match self { Left(l) => l.next(), Right(r) => r.next() } } }
impl Either<u8, u32> { fn wide(&self) -> u32 { match *self { Left(x) => x.into(), Right(x) => x } } }
fn items(rev: bool) -> impl Iterator<Item = u32> { if rev { Left((0..4).rev()) } else { Right([9u32, 8].into_iter()) } }
#[derive(Clone, Copy, PartialEq)] enum Dir { N, E, S, W }
impl Dir { const ALL: [Dir; 4] = [Dir::N, Dir::E, Dir::S, Dir::W]; fn right(self) -> Dir { Self::ALL[(self as usize + 1) % Self::ALL.len()] } fn parse(c: u8) -> Option<Self> { Some(match c { b'n' => Self::N, b'e' => Self::E, b's' => Self::S, b'w' => Self::W, _ => return None }) } }
fn body() -> Result {
    for x in items(true).chain(items(false)) { pr_info!("{}\n", x); }
    let e: Either<u8, u32> = Left(200);
    pr_info!("{} {}\n", e.wide(), e.as_ref().left().copied().unwrap_or(0));
    pr_info!("{} {}\n", e.flip().fold(|r| r + 1, |l| l as u32 * 2), Right::<u8, u32>(5).wide());
    pr_info!("{} {}\n", Dir::W.right() == Dir::N, Dir::parse(b's').map(Dir::right) == Some(Dir::W));
    pr_info!("{} {}\n", Dir::parse(b'x').is_none(), Dir::ALL.iter().filter(|d| **d != Dir::E).count());
    let f: Either<Loud, u8> = Left(Loud(1));
    let l = f.left();
    pr_info!("{}\n", l.map_or(0, |l| l.0));
    pr_info!("end\n");
    Ok(())
}

//// 65_trait_args
// prints: 4
// prints: true
// prints: 10 4
// prints: 11
// prints: true false
// one trait with different arguments for one type
struct On(u8); struct Off; enum Ev { A, B(u32) }
trait Handle<E> { type Out; fn handle(&mut self, e: E) -> Self::Out; }
struct Dev { n: u32 }
impl Handle<On> for Dev { type Out = u32; fn handle(&mut self, e: On) -> u32 { self.n += e.0 as u32; self.n } }
impl Handle<Off> for Dev { type Out = bool; fn handle(&mut self, _: Off) -> bool { let was = self.n > 0; self.n = 0; was } }
impl Handle<Ev> for Dev { type Out = (); fn handle(&mut self, e: Ev) { match e { Ev::A => self.n = 7, Ev::B(x) => self.n += x } } }
impl Handle<&str> for Dev { type Out = usize; fn handle(&mut self, s: &str) -> usize { s.len() } }
impl PartialEq<u32> for Dev { fn eq(&self, o: &u32) -> bool { self.n == *o } }
impl PartialEq<Dev> for Dev { fn eq(&self, o: &Dev) -> bool { self.n == o.n } }
fn go<E>(d: &mut Dev, e: E) -> <Dev as Handle<E>>::Out where Dev: Handle<E> { d.handle(e) }
fn body() -> Result {
    let mut d = Dev { n: 0 };
    pr_info!("{}\n", d.handle(On(4)));
    pr_info!("{}\n", d.handle(Off));
    d.handle(Ev::A); d.handle(Ev::B(3));
    let k = d.handle("four");
    pr_info!("{} {}\n", d.n, k);
    pr_info!("{}\n", go(&mut d, On(1)));
    pr_info!("{} {}\n", d == 11, d == Dev { n: 2 });
    Ok(())
}

//// 67_lazy_order
// prints: made
// prints: next 1
// prints: map 1
// prints: got 2
// prints: next 2
// prints: map 2
// prints: got 4
// prints: skip
// prints: skipped
// prints: next 4
// prints: next 5
// prints: 5
// prints: step
// prints: next 1
// prints: 1
// prints: next 2
// prints: next 3
// prints: 3
// prints: zip
// prints: next 6
// prints: next 1
// prints: 7
// prints: next 7
// prints: true
// prints: next 1
// prints: next 2
// prints: any true
// prints: next 1
// prints: next 2
// prints: next 3
// prints: next 4
// prints: filter 5
// when the closures of adapters run, and how much is taken of what is behind
struct C(u32);
impl Iterator for C { type Item = u32; fn next(&mut self) -> Option<u32> { self.0 += 1; pr_info!("next {}\n", self.0); if self.0 > 6 { None } else { Some(self.0) } } }
fn body() -> Result {
    let m = C(0).map(|x| { pr_info!("map {}\n", x); x * 2 });
    pr_info!("made\n");
    for x in m.take(2) { pr_info!("got {}\n", x); }
    pr_info!("skip\n");
    let mut s = C(3).skip(1);
    pr_info!("skipped\n");
    pr_info!("{}\n", s.next().unwrap_or(0));
    pr_info!("step\n");
    let mut s = C(0).step_by(2);
    pr_info!("{}\n", s.next().unwrap_or(0));
    pr_info!("{}\n", s.next().unwrap_or(0));
    pr_info!("zip\n");
    let mut z = C(5).zip(C(0));
    pr_info!("{}\n", z.next().map_or(0, |(a, b)| a + b));
    pr_info!("{}\n", z.next().is_none());
    pr_info!("any {}\n", C(0).any(|x| x == 2));
    pr_info!("filter {}\n", C(0).filter(|x| x % 2 == 0).map(|x| x + 1).find(|x| *x > 4).unwrap_or(0));
    Ok(())
}

//// 70_macro_types
// prints: 7 3 4 -3
// prints: 500
// prints: 4 6
// prints: 9
// prints: 6
// prints: 9 0
// macros with types, generics, lifetimes, visibility, attributes, patterns, blocks, statements, items
macro_rules! newtype { ($(#[$m:meta])* $v:vis struct $n:ident($t:ty) $(: $($tr:ident),+)?;) => { $(#[$m])* $v struct $n($t); impl $n { fn inner(&self) -> $t { self.0 } } $($(impl $tr for $n {})+)? }; }
macro_rules! impl_from { ($($from:ty => $to:ident),+ $(,)?) => { $(impl From<$from> for $to { fn from(x: $from) -> Self { $to(x.into()) } })+ }; }
macro_rules! getter { ($l:lifetime $n:ident : $f:ident -> $t:ty) => { fn $n<$l>(&$l self) -> &$l $t { &self.$f } }; }
macro_rules! test { ($name:ident, $p:pat => $e:expr) => { fn $name(x: Option<u32>) -> u32 { match x { $p => $e, _ => 0 } } }; }
macro_rules! run { ($($s:stmt;)*) => { $($s;)* }; }
macro_rules! items { ($($i:item)*) => { $($i)* }; }
trait Mark { fn mark(&self) -> u8 { 3 } }
trait Other { fn other(&self) -> u8 { 4 } }
newtype! { #[derive(Clone, Copy)] pub struct Id(u32): Mark, Other; }
newtype! { struct Plain(i8); }
impl_from!(u8 => Id, u16 => Id,);
struct S { a: u32, b: [u8; 2] }
impl S { getter!('a first: a -> u32); getter!('x second: b -> [u8; 2]); }
test!(big, Some(x @ 6..) => x);
items! { fn one() -> u32 { 1 } const TWO: u32 = 2; struct Three; impl Three { fn n(&self) -> u32 { 3 } } }
fn body() -> Result {
    let i: Id = 7u8.into();
    pr_info!("{} {} {} {}\n", i.inner(), i.mark(), i.other(), Plain(-3).inner());
    pr_info!("{}\n", Id::from(500u16).0);
    let s = S { a: 4, b: [5, 6] };
    pr_info!("{} {}\n", s.first(), s.second()[1]);
    run! { let z = 3; let y = z * 2; pr_info!("{}\n", y + z); }
    pr_info!("{}\n", one() + TWO + Three.n());
    pr_info!("{} {}\n", big(Some(9)), big(Some(1)));
    Ok(())
}

//// 71_own_named_like_std
// prints: 3 77 2
// prints: 8 42 false 6
// prints: 8 10 11
// prints: 12 2
// prints: 5
// prints: 9
// own types whose methods are called like those of core
struct Cell3 { v: Option<u32>, n: u32 }
impl Cell3 {
    fn take(&mut self) -> u32 { self.n += 1; self.v.take().unwrap_or(77) }
    fn map(&self, k: u32) -> u32 { k * 2 }
    fn get(&self) -> u32 { self.n }
    fn set(&mut self, n: u32) { self.n = n; }
    fn len(&self) -> usize { 42 }
    fn is_some(&self) -> bool { false }
    fn unwrap(self) -> u32 { 5 }
    fn iter(&self) -> u32 { 6 }
    fn clone(&self) -> u32 { 8 }
    fn into(self) -> u32 { 9 }
    fn write(&mut self, x: u32) -> Result { self.n += x; Ok(()) }
    fn lock(&self) -> u32 { 10 }
    fn borrow(&self) -> u32 { 11 }
    fn next(&mut self) -> Option<u32> { self.n += 1; Some(self.n) }
}
fn drop_all(x: u32) -> u32 { x + 1 }
fn body() -> Result {
    let mut c = Cell3 { v: Some(3), n: 0 };
    pr_info!("{} {} {}\n", c.take(), c.take(), c.get());
    c.set(10); c.write(1)?;
    pr_info!("{} {} {} {}\n", c.map(4), c.len(), c.is_some(), c.iter());
    pr_info!("{} {} {}\n", c.clone(), c.lock(), c.borrow());
    pr_info!("{} {}\n", c.next().unwrap_or(0), drop_all(1));
    pr_info!("{}\n", c.unwrap());
    pr_info!("{}\n", Cell3 { v: None, n: 0 }.into());
    Ok(())
}

//// 72_return_in_closure
// prints: 20
// prints: -22
// prints: -2
// prints: 121
// prints: 7 12
// prints: 4 9 4
// prints: yes no
// prints: 6 5
// prints: 1234
// return, ? and loops in closures; labels; closures that call closures; recursion by fn in a closure
fn find(xs: &[i32], f: impl Fn(i32) -> Result<bool>) -> Result<i32> { for &x in xs { if f(x)? { return Ok(x); } } Err(ENOENT) }
fn body() -> Result {
    let check = |x: i32| { if x < 0 { return Err(EINVAL); } if x > 10 { return Ok(true); } Ok(false) };
    for xs in [&[1, 20, -1][..], &[1, -1, 20], &[1, 2]] { match find(xs, check) { Ok(x) => pr_info!("{}\n", x), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) } }
    fn fact(n: u32) -> u32 { if n == 0 { 1 } else { n * fact(n - 1) } }
    let f = |n| fact(n) + 1;
    pr_info!("{}\n", f(5));
    let sum = |xs: &[u32]| -> u32 { let mut s = 0; 'a: for x in xs { for y in 0..*x { if y == 3 { continue 'a; } if s > 10 { break 'a; } s += y; } } s };
    pr_info!("{} {}\n", sum(&[2, 9, 3]), sum(&[9, 9, 9, 9, 9]));
    let mut log = [0u8; 4]; let mut at = 0;
    let mut push = |b: u8| { if at < log.len() { log[at] = b; at += 1; true } else { false } };
    let mut n = 0;
    while push(n * 3) { n += 1; }
    pr_info!("{} {} {}\n", n, log[3], at);
    let pick = |c: bool| if c { "yes" } else { "no" };
    pr_info!("{} {}\n", pick(true), pick(false));
    let add = |a: u32| move |b: u32| a + b;
    let add5 = add(5);
    pr_info!("{} {}\n", add5(1), add(2)(3));
    let tuple = |(a, b): (u32, u32), [c, d]: [u32; 2]| a * 1000 + b * 100 + c * 10 + d;
    pr_info!("{}\n", tuple((1, 2), [3, 4]));
    Ok(())
}

//// 73_assoc_type_chain
// prints: 15 5 0
// prints: 3
// prints: true
// prints: 6
// associated types through two levels, projections, IntoIterator bound, iterator of Results
trait Store { type Key; type Val; type Iter<'a>: Iterator<Item = &'a Self::Val> where Self: 'a; fn get(&self, k: Self::Key) -> Option<&Self::Val>; fn all(&self) -> Self::Iter<'_>; }
struct Arr { v: [u32; 3] }
impl Store for Arr { type Key = usize; type Val = u32; type Iter<'a> = core::slice::Iter<'a, u32>; fn get(&self, k: usize) -> Option<&u32> { self.v.get(k) } fn all(&self) -> Self::Iter<'_> { self.v.iter() } }
trait Layer { type Inner: Store; fn inner(&self) -> &Self::Inner; }
struct Wrap { a: Arr }
impl Layer for Wrap { type Inner = Arr; fn inner(&self) -> &Arr { &self.a } }
fn total<L: Layer>(l: &L) -> u32 where L::Inner: Store<Val = u32> { let mut s = 0; for x in l.inner().all() { s += *x; } s }
fn at<L>(l: &L, k: <L::Inner as Store>::Key) -> u32 where L: Layer, L::Inner: Store<Val = u32> { match l.inner().get(k) { Some(v) => *v, None => 0 } }
fn sum_all<I>(it: I) -> Result<u32> where I: IntoIterator<Item = Result<u32>> { let mut s = 0; for x in it { s += x?; } Ok(s) }
fn body() -> Result {
    let w = Wrap { a: Arr { v: [4, 5, 6] } };
    pr_info!("{} {} {}\n", total(&w), at(&w, 1), at(&w, 9));
    pr_info!("{}\n", sum_all([Ok(1), Ok(2)])?);
    pr_info!("{}\n", sum_all([Ok(1), Err(EIO), Ok(2)]).is_err());
    pr_info!("{}\n", sum_all((0..4).map(|x| if x < 9 { Ok(x) } else { Err(EIO) }))?);
    Ok(())
}

//// 74_self_types
// prints: 7
// prints: true 7
// prints: 4 true
// prints: 9
// prints: 3
// prints: 1234
// prints: 10
// Self in many places: Self(..), Self {..}, Box<Self>, &Self, Option<Self>, chained builders by &mut self
struct Meter(u32);
impl Meter { const ZERO: Self = Self(0); fn plus(&mut self, n: u32) -> &mut Self { self.0 += n; self } fn max(self, o: Self) -> Self { if self.0 > o.0 { self } else { o } } fn parse(s: &str) -> Option<Self> { match s.len() { 0 => None, n => Some(Self(n as u32)) } } fn same(&self, o: &Self) -> bool { self.0 == o.0 } fn boxed(self) -> Result<Box<Self>> { Box::try_new(self).map_err(|_| ENOMEM) } fn unbox(self: Box<Self>) -> u32 { self.0 } }
struct Tree { v: u32, kids: [Option<Box<Self>>; 2] }
impl Tree { fn leaf(v: u32) -> Self { Self { v, kids: [None, None] } } fn with(mut self, i: usize, k: Self) -> Result<Self> { self.kids[i] = Some(Box::try_new(k)?); Ok(self) } fn sum(&self) -> u32 { self.v + self.kids.iter().flatten().map(|k| k.sum()).sum::<u32>() } fn depth(&self) -> usize { let mut d = 0; for k in &self.kids { if let Some(k) = k { d = d.max(k.depth()); } } d + 1 } fn walk(&self, f: &mut impl FnMut(u32)) { f(self.v); for k in self.kids.iter() { if let Some(k) = k { k.walk(f); } } } }
fn body() -> Result {
    let mut m = Meter::ZERO;
    m.plus(3).plus(4);
    pr_info!("{}\n", m.0);
    pr_info!("{} {}\n", m.same(&Meter(7)), m.max(Meter(5)).0);
    pr_info!("{} {}\n", Meter::parse("abcd").map_or(0, |m| m.0), Meter::parse("").is_none());
    pr_info!("{}\n", Meter(9).boxed()?.unbox());
    let t = Tree::leaf(1).with(0, Tree::leaf(2).with(1, Tree::leaf(3))?)?.with(1, Tree::leaf(4))?;
    pr_info!("{}\n", t.depth());
    let mut acc = 0;
    t.walk(&mut |v| acc = acc * 10 + v);
    pr_info!("{}\n", acc);
    pr_info!("{}\n", t.sum());
    Ok(())
}

//// min_as_ref
// prints: 4
// prints: 3
// prints: 3
// prints: 5
// prints: 7
// prints: 97
// own AsRef, called by name and through a bound
struct B { d: [u8; 2] }
impl AsRef<[u8]> for B { fn as_ref(&self) -> &[u8] { &self.d } }
fn first<T: AsRef<[u8]>>(t: T) -> u8 { t.as_ref()[0] }
fn body() -> Result {
    let b = B { d: [3, 4] };
    pr_info!("{}\n", b.as_ref()[1]);
    pr_info!("{}\n", first(&b));
    pr_info!("{}\n", first(b));
    pr_info!("{}\n", first([5u8, 6]));
    pr_info!("{}\n", first(&[7u8][..]));
    pr_info!("{}\n", first("a"));
    Ok(())
}

//// min_by_ref
// prints: 6 4
// prints: 3 3
// prints: 6
// by_ref leaves the iterator advanced
struct C(u32);
impl Iterator for C { type Item = u32; fn next(&mut self) -> Option<u32> { self.0 += 1; Some(self.0) } }
fn body() -> Result {
    let mut c = C(0);
    let a: u32 = c.by_ref().take(3).sum();
    pr_info!("{} {}\n", a, c.next().unwrap_or(0));
    let mut it = [1, 2, 3, 4].iter();
    let b: u32 = it.by_ref().take(2).sum();
    pr_info!("{} {}\n", b, it.next().unwrap_or(&0));
    let mut r = 0..9;
    for x in r.by_ref() { if x == 3 { break; } }
    for x in &mut r { if x == 5 { break; } }
    pr_info!("{}\n", r.next().unwrap_or(99));
    Ok(())
}

//// min_closure_loop2
// prints: 20
// prints: 20
// prints: 20
// prints: -22
// a closure called in a loop on several slices
fn find(xs: &[i32], f: impl Fn(i32) -> Result<bool>) -> Result<i32> { for &x in xs { if f(x)? { return Ok(x); } } Err(ENOENT) }
fn show(xs: &[i32], f: impl Fn(i32) -> Result<bool>) { match find(xs, f) { Ok(x) => pr_info!("{}\n", x), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) } }
fn body() -> Result {
    let check = |x: i32| { if x < 0 { return Err(EINVAL); } if x > 10 { return Ok(true); } Ok(false) };
    show(&[1, 20, -1], check);
    show(&[1, 20, -1][..], check);
    for xs in [&[1, 20, -1][..], &[1, -1, 20]] { show(xs, check); }
    Ok(())
}

//// min_closure_ret
// prints: true
// prints: 20
// a closure with returns, given to a function by impl Fn, called with ?
fn find(xs: &[i32], f: impl Fn(i32) -> Result<bool>) -> Result<i32> { for &x in xs { if f(x)? { return Ok(x); } } Err(ENOENT) }
fn body() -> Result {
    let check = |x: i32| { if x < 0 { return Err(EINVAL); } if x > 10 { return Ok(true); } Ok(false) };
    pr_info!("{}\n", check(20)?);
    pr_info!("{}\n", find(&[1, 20, -1], check)?);
    Ok(())
}

//// min_closure_shadow
// prints: 5 2
// prints: still 1
// prints: drop 1
// a move closure with a local that has the name of one outside
fn body() -> Result {
    let l = Loud(1);
    let f = move || { let l = 5; l };
    let g = move |l: u32| l + 1;
    pr_info!("{} {}\n", f(), g(1));
    pr_info!("still {}\n", l.0);
    Ok(())
}

//// min_closure_slice
// prints: 14
// prints: 14
// prints: 3
// prints: 7
// a closure that takes a slice
fn body() -> Result {
    let sum = |xs: &[u32]| -> u32 { let mut s = 0; for x in xs { s += x; } s };
    pr_info!("{}\n", sum(&[2, 9, 3]));
    let sum2 = |xs: &[u32]| -> u32 { let mut s = 0; for x in xs.iter() { s += *x; } s };
    pr_info!("{}\n", sum2(&[2, 9, 3]));
    let a = [1, 2];
    pr_info!("{}\n", sum(&a));
    let f = |x: &u32, y: &mut u32| { *y += *x; };
    let mut n = 4; f(&3, &mut n); pr_info!("{}\n", n);
    Ok(())
}

//// min_const_fn_table
// prints: dbl 8
// function pointers in a struct in a const array
struct Cmd { name: &'static str, run: fn(u32) -> u32 }
fn inc(x: u32) -> u32 { x + 1 }
const CMDS: [Cmd; 2] = [Cmd { name: "inc", run: inc }, Cmd { name: "dbl", run: |x| x * 2 }];
fn find(name: &str) -> Option<&'static Cmd> { CMDS.iter().find(|c| c.name == name) }
fn body() -> Result { match find("dbl") { Some(c) => pr_info!("{} {}\n", c.name, (c.run)(4)), None => pr_info!("none\n") } Ok(()) }

//// min_const_iter_ret
// prints: 2
// prints: 2
// a reference into a const array is returned
struct C { id: u32 }
const CS: [C; 2] = [C { id: 1 }, C { id: 2 }];
fn find(id: u32) -> Option<&'static C> { CS.iter().find(|c| c.id == id) }
fn at(i: usize) -> &'static C { &CS[i] }
fn body() -> Result { pr_info!("{}\n", at(1).id); match find(2) { Some(c) => pr_info!("{}\n", c.id), None => pr_info!("none\n") } Ok(()) }

//// min_const_ref
// prints: 3
// prints: 4
// prints: 2
// prints: 1
// prints: 2
// prints: 2
// references into consts
struct C { id: u32 }
const CS: [C; 2] = [C { id: 1 }, C { id: 2 }];
const ONE: C = C { id: 3 };
const SL: &[C] = &[C { id: 4 }];
fn a() -> &'static C { &CS[1] }
fn b() -> &'static C { &ONE }
fn c() -> &'static C { &SL[0] }
fn d() -> &'static [C] { &CS }
fn e() -> Option<&'static C> { CS.iter().next() }
fn f() -> Option<&'static C> { CS.get(1) }
fn body() -> Result {
    pr_info!("{}\n", b().id); pr_info!("{}\n", c().id); pr_info!("{}\n", d()[1].id);
    pr_info!("{}\n", e().map_or(0, |c| c.id)); pr_info!("{}\n", f().map_or(0, |c| c.id)); pr_info!("{}\n", a().id);
    Ok(())
}

//// min_ctor_value
// prints: 3
// a tuple struct's name as a function value
struct L(u32);
fn body() -> Result { let h = L; pr_info!("{}\n", h(3).0); Ok(()) }

//// min_dyn_generic
// prints: 16
// prints: 2 1
// prints: 14
// prints: 30
// prints: 1004 4
// dyn objects of generic types, dyn with supertrait, dyn default method, dyn behind generics
trait Base { fn id(&self) -> u32; }
trait Op: Base { fn run(&mut self, x: u32) -> u32 { x + self.id() } }
struct G<T> { t: T, n: u32 }
impl<T> Base for G<T> { fn id(&self) -> u32 { self.n } }
impl<T> Op for G<T> { fn run(&mut self, x: u32) -> u32 { self.n += 1; x * self.n } }
struct S(u32);
impl Base for S { fn id(&self) -> u32 { self.0 } }
impl Op for S {}
fn all(ops: &mut [&mut dyn Op], x: u32) -> u32 { let mut r = x; for o in ops.iter_mut() { r = o.run(r); } r }
fn mk(n: u32) -> Result<Box<dyn Op>> { Ok(match n { 0 => Box::try_new(S(4))? as Box<dyn Op>, _ => Box::try_new(G { t: (), n })? }) }
impl Base for Box<dyn Op> { fn id(&self) -> u32 { (**self).id() + 1000 } }
fn gen<B: Base + ?Sized>(b: &B) -> u32 { b.id() }
fn body() -> Result {
    let (mut a, mut b) = (G { t: 1u8, n: 1 }, S(10));
    pr_info!("{}\n", all(&mut [&mut a, &mut b], 3));
    pr_info!("{} {}\n", a.id(), a.t);
    let mut bx = [mk(0)?, mk(2)?];
    for o in bx.iter_mut() { pr_info!("{}\n", o.run(10)); }
    pr_info!("{} {}\n", gen(&bx[0]), gen(&*bx[0]));
    Ok(())
}

//// min_err_from
// prints: -5
// prints: -22
// prints: 3
// prints: -22
// prints: -5
// impl From<MyErr> for Error, called by ?
enum MyErr { Io, Bad(u32) }
impl From<MyErr> for Error { fn from(e: MyErr) -> Error { match e { MyErr::Io => EIO, MyErr::Bad(_) => EINVAL } } }
fn a(n: u32) -> core::result::Result<u32, MyErr> { if n == 0 { Err(MyErr::Io) } else if n == 1 { Err(MyErr::Bad(n)) } else { Ok(n) } }
fn b(n: u32) -> Result<u32> { let v = a(n)?; Ok(v + 1) }
fn c(n: u32) -> Result<u32> { Err(MyErr::Bad(n))? }
fn body() -> Result {
    for n in 0..3 { match b(n) { Ok(v) => pr_info!("{}\n", v), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) } }
    if let Err(e) = c(1) { pr_info!("{}\n", e.to_kernel_errno()); }
    let e: Error = MyErr::Io.into();
    pr_info!("{}\n", e.to_kernel_errno());
    Ok(())
}

//// min_err_from_own
// prints: t
// prints: bad
// prints: 8
// prints: nak 12
// From between two error enums, by ?
enum Hw { T, Nak(u8) }
enum Drv { Hw(Hw), Bad }
impl From<Hw> for Drv { fn from(e: Hw) -> Self { Drv::Hw(e) } }
fn a(n: u8) -> core::result::Result<u8, Hw> { if n == 0 { Err(Hw::T) } else if n > 9 { Err(Hw::Nak(n)) } else { Ok(n) } }
fn b(n: u8) -> core::result::Result<u8, Drv> { if n == 5 { return Err(Drv::Bad); } Ok(a(n)? + 1) }
fn body() -> Result { for n in [0, 5, 7, 12] { match b(n) { Ok(v) => pr_info!("{}\n", v), Err(Drv::Bad) => pr_info!("bad\n"), Err(Drv::Hw(Hw::T)) => pr_info!("t\n"), Err(Drv::Hw(Hw::Nak(n))) => pr_info!("nak {}\n", n) } } Ok(()) }

//// min_from_u8_own
// prints: 107
// prints: 108
// into() of an integer literal into an own type
struct Id(u32);
impl From<u8> for Id { fn from(x: u8) -> Self { Id(x as u32 + 100) } }
fn body() -> Result { let i: Id = 7u8.into(); pr_info!("{}\n", i.0); pr_info!("{}\n", Id::from(8u8).0); Ok(()) }

//// min_hang_const_iter
// prints: 1
// a reference into a const array from an iterator, then map_or
struct C { id: u32 }
const CS: [C; 2] = [C { id: 1 }, C { id: 2 }];
fn e() -> Option<&'static C> { CS.iter().next() }
fn f() -> Option<&'static C> { CS.get(1) }
fn body() -> Result {
pr_info!("{}\n", e().map_or(0, |c| c.id));
Ok(()) }

//// min_hex
// prints: ff 0xff 07 00FF   255 007 255 ff 255
// the format {:x}
fn body() -> Result { let a = 255u32; pr_info!("{:x} {:#x} {:02x} {:04X} {:5} {:03} {a} {a:x} {0}\n", a, a, 7, a, a, 7); Ok(()) }

//// min_int_cmp
// prints: 3
// prints: 1
// prints: 3
// prints: 1
// prints: 1
// prints: true
// prints: true
// cmp of integers
use core::cmp::Ordering as O;
fn w(o: O) -> u32 { match o { O::Less => 1, O::Equal => 2, O::Greater => 3 } }
fn body() -> Result {
    pr_info!("{}\n", w(5.cmp(&3)));
    pr_info!("{}\n", w(1u8.cmp(&2)));
    pr_info!("{}\n", w(1u8.cmp(&2).reverse()));
    pr_info!("{}\n", w(3.cmp(&3).then(7.cmp(&9))));
    pr_info!("{}\n", w(3.cmp(&3).then_with(|| 7.cmp(&9))));
    pr_info!("{}\n", 3.cmp(&4) == O::Less);
    pr_info!("{}\n", 3.cmp(&4).is_lt());
    Ok(())
}

//// min_label_range
// prints: 7
// prints: 40
// prints: 5
// labels and a range to a dereferenced element
fn sum(xs: &[u32]) -> u32 { let mut s = 0; 'a: for x in xs { for y in 0..*x { if y == 3 { continue 'a; } if s > 10 { break 'a; } s += y; } } s }
fn body() -> Result {
    pr_info!("{}\n", sum(&[2, 9, 3]));
    let c = |xs: &[u32]| -> u32 { let mut s = 0; for x in xs { for y in 0..*x { s += y; } } s };
    pr_info!("{}\n", c(&[2, 9, 3]));
    let d = |xs: &[u32]| -> u32 { let mut s = 0; 'a: for x in xs { if *x == 9 { continue 'a; } s += *x; } s };
    pr_info!("{}\n", d(&[2, 9, 3]));
    Ok(())
}

//// min_macro_in_fn
// prints: 6 6
// macros in functions
fn body() -> Result {
    macro_rules! twice { ($e:expr) => { $e * 2 }; }
    let x = 5;
    macro_rules! usex { () => { x + 1 }; }
    pr_info!("{} {}\n", twice!(3), usex!());
    Ok(())
}

//// min_macro_trait_list
// prints: 7 3
// a macro that makes a struct and impls from a list in an optional group
macro_rules! nt { ($(#[$m:meta])* $v:vis struct $n:ident($t:ty) $(: $($tr:ident),+)?;) => { $(#[$m])* $v struct $n($t); impl $n { fn inner(&self) -> $t { self.0 } } $($(impl $tr for $n {})+)? }; }
trait Mark { fn mark(&self) -> u8 { 3 } }
nt! { #[derive(Clone, Copy)] pub struct Id(u32): Mark; }
fn body() -> Result { let i = Id(7); pr_info!("{} {}\n", i.inner(), i.mark()); Ok(()) }

//// min_match_binding_self
// prints: 1
// prints: 0
// prints: -1
// prints: -2
// match self with Self:: variants after use of the enum name in a function
#[derive(Clone, Copy)] enum St { Idle, Run { left: u8 }, Dead(i32) }
impl St { fn step(self) -> Self { use St::*; match self { Idle => Run { left: 1 }, Run { left: 0 } => Dead(-1), Run { left } => Run { left: left - 1 }, Dead(e) => Dead(e - 1) } }
    fn code(&self) -> i32 { match *self { Self::Idle => 0, Self::Run { left } => left as i32, Self::Dead(e) => e } } }
fn body() -> Result { let mut s = St::Idle; for _ in 0..4 { s = s.step(); pr_info!("{}\n", s.code()); } Ok(()) }

//// min_op_add
// prints: 5
// prints: 1
// prints: 12
// prints: -4
// prints: -5
// prints: 5
// prints: 16
// prints: 5
// prints: 13
// prints: true false
// operators on an own Copy type
use core::ops::{Add, Mul, Neg, Not, BitOr, AddAssign, BitOrAssign, Sub, Shl};
#[derive(Clone, Copy, PartialEq)]
struct V(i32);
impl Add for V { type Output = V; fn add(self, o: V) -> V { V(self.0 + o.0) } }
impl Sub<i32> for V { type Output = V; fn sub(self, o: i32) -> V { V(self.0 - o) } }
impl Mul<i32> for V { type Output = V; fn mul(self, k: i32) -> V { V(self.0 * k) } }
impl Neg for V { type Output = V; fn neg(self) -> V { V(-self.0) } }
impl Not for V { type Output = V; fn not(self) -> V { V(!self.0) } }
impl BitOr for V { type Output = V; fn bitor(self, o: V) -> V { V(self.0 | o.0) } }
impl Shl<u32> for V { type Output = V; fn shl(self, o: u32) -> V { V(self.0 << o) } }
impl AddAssign for V { fn add_assign(&mut self, o: V) { self.0 += o.0; } }
impl BitOrAssign<i32> for V { fn bitor_assign(&mut self, o: i32) { self.0 |= o; } }
fn body() -> Result {
    let (a, b) = (V(1), V(4));
    pr_info!("{}\n", (a + b).0); pr_info!("{}\n", (b - 3).0); pr_info!("{}\n", (b * 3).0); pr_info!("{}\n", (-b).0); pr_info!("{}\n", (!b).0); pr_info!("{}\n", (a | b).0); pr_info!("{}\n", (b << 2).0);
    let mut c = a; c += b; pr_info!("{}\n", c.0); c |= 8; pr_info!("{}\n", c.0);
    pr_info!("{} {}\n", a + b == V(5), a == b);
    Ok(())
}

//// min_opt_copied
// prints: 4
// prints: 4
// prints: 2
// prints: 1
// prints: 4
// prints: 1
// prints: 4
// prints: 4
// Option::copied, cloned, as_ref, iter
fn body() -> Result {
    let a = Some(4u32);
    pr_info!("{}\n", a.as_ref().cloned().unwrap_or(0));
    pr_info!("{}\n", a.as_ref().copied().unwrap_or(0));
    pr_info!("{}\n", [1, 2].get(1).copied().unwrap_or(0));
    pr_info!("{}\n", [1, 2].first().copied().unwrap_or(0));
    for x in a { pr_info!("{}\n", x); }
    pr_info!("{}\n", a.into_iter().count());
    for x in &a { pr_info!("{}\n", x); }
    for x in a.iter() { pr_info!("{}\n", x); }
    let n: Option<u32> = None;
    for x in n { pr_info!("never {}\n", x); }
    Ok(())
}

//// min_part_slice_for
// prints: 20 20 19 -1
// prints: 20 9
// prints: 20
// prints: -1
// for over a slice that is part of an array
fn s(xs: &[i32]) -> i32 { let mut t = 0; for &x in xs { t += x; } t }
fn u(xs: &[i32]) -> i32 { let mut t = 0; for x in xs { t += *x; } t }
fn v(xs: &[i32]) -> i32 { xs.iter().sum() }
fn w(xs: &[i32]) -> i32 { let mut t = 0; for (i, &x) in xs.iter().enumerate() { t += x * i as i32; } t }
fn body() -> Result { let a = [1, 20, -1]; pr_info!("{} {} {} {}\n", s(&a[..]), u(&a[..]), v(&a[1..]), w(&a[1..])); pr_info!("{} {}\n", s(&a), s(&[4, 5][..])); for &x in &a[1..] { pr_info!("{}\n", x); } Ok(()) }

//// min_range_deref
// prints: 0
// prints: 1
// prints: 2
// prints: 3
// prints: 2
// prints: -4
// prints: -3
// prints: 1
// prints: true
// ranges whose end begins with * or - or &
fn body() -> Result {
    let (n, a) = (3usize, [1, 2, 3, 4]);
    let x = &n;
    for i in 0..*x { pr_info!("{}\n", i); }
    pr_info!("{}\n", a[..*x].len());
    pr_info!("{}\n", a[1..*x].len());
    let m = -2i32;
    for i in -4..-2 { pr_info!("{}\n", i); }
    for i in -3..-m { if i > 0 { pr_info!("{}\n", i); } }
    pr_info!("{}\n", (0..*x).contains(&2));
    Ok(())
}

//// min_skip_lazy
// prints: 0
// prints: 1
// prints: 1
// prints: 7 1
// skip is lazy; step_by takes what it leaves out when asked again; zip asks the right one only after the left one
struct C(u32);
impl Iterator for C { type Item = u32; fn next(&mut self) -> Option<u32> { self.0 += 1; if self.0 > 6 { None } else { Some(self.0) } } }
fn body() -> Result {
    let mut a = C(0); { let _s = (&mut a).skip(2); } pr_info!("{}\n", a.0);
    let mut b = C(0); { let mut s = b.by_ref().step_by(3); s.next(); } pr_info!("{}\n", b.0);
    let mut l = C(5); let mut r = C(0);
    pr_info!("{}\n", l.by_ref().zip(r.by_ref()).count()); pr_info!("{} {}\n", l.0, r.0);
    Ok(())
}

//// min_slice_pat_refs
// prints: 2
// prints: 1
// prints: 0
// a match on slices given as different arrays in an array
fn n(b: &[u8]) -> u32 { b.len() as u32 }
fn body() -> Result { for b in [&[1u8, 2][..], &[1], &[]] { pr_info!("{}\n", n(b)); } Ok(()) }

//// min_try_from
// prints: 7
// prints: range 99
// own TryFrom: try_from, try_into, the error of it by ?
enum MyErr { Range(u32) }
struct Level(u8);
impl TryFrom<u32> for Level { type Error = MyErr; fn try_from(v: u32) -> core::result::Result<Self, MyErr> { if v < 16 { Ok(Level(v as u8)) } else { Err(MyErr::Range(v)) } } }
fn body() -> Result {
    match Level::try_from(7) { Ok(l) => pr_info!("{}\n", l.0), Err(MyErr::Range(n)) => pr_info!("range {}\n", n) }
    let r: core::result::Result<Level, MyErr> = 99u32.try_into();
    match r { Ok(l) => pr_info!("{}\n", l.0), Err(MyErr::Range(n)) => pr_info!("range {}\n", n) }
    Ok(())
}

//// min_use_variants_fn
// prints: 3 15 1
// variants by a glob inside a function
enum E { A, B(u8), C }
fn name(i: E) -> u32 { use E::*; match i { C => 1, B(n) => n as u32 + 10, A => 3 } }
fn body() -> Result { pr_info!("{} {} {}\n", name(E::A), name(E::B(5)), name(E::C)); Ok(()) }

//// min_use_variants_generic
// prints: l 3
// variants of a generic enum by a glob
enum Either<L, R> { Left(L), Right(R) }
use Either::*;
fn body() -> Result { let e: Either<u8, u32> = Left(3); match e { Left(l) => pr_info!("l {}\n", l), Right(r) => pr_info!("r {}\n", r) } Ok(()) }

//// min_use_variants_list
// prints: a
// prints: b 4
// prints: c
// variants by a list, with another name
enum E { A, B(u8), C }
use E::{A, B as Bee, C};
fn body() -> Result { for e in [A, Bee(4), C] { match e { A => pr_info!("a\n"), Bee(n) => pr_info!("b {}\n", n), C => pr_info!("c\n") } } Ok(()) }

//// min_use_variants_mod
// prints: 1 15
// unit variants by a glob from a module
mod hw { pub enum Irq { Rx, Tx(u8) } }
use hw::Irq::*;
use hw::Irq;
fn name(i: Irq) -> u32 { match i { Rx => 1, Tx(n) => n as u32 + 10 } }
fn body() -> Result { pr_info!("{} {}\n", name(Rx), name(Irq::Tx(5))); Ok(()) }

//// min_use_variants_top
// prints: 3 15 1
// variants by a glob of an enum of this file, at the top
enum E { A, B(u8), C }
use E::*;
fn name(i: E) -> u32 { match i { C => 1, B(n) => n as u32 + 10, A => 3 } }
fn body() -> Result { pr_info!("{} {} {}\n", name(A), name(B(5)), name(C)); Ok(()) }

//// min_vec_iter
// prints: 30 16
// prints: 2 34 5
// prints: 32
// Vec: into_iter, iter with Loud, retain, for by value
fn body() -> Result {
    let mut v = Vec::new();
    for i in 0..5u32 { v.try_push(i * i)?; }
    pr_info!("{} {}\n", v.iter().sum::<u32>(), v.iter().rev().next().unwrap_or(&0));
    for x in &mut v { *x += 1; }
    for x in v.iter_mut() { *x *= 2; }
    pr_info!("{} {} {}\n", v[0], v[4], v.len());
    let w: u32 = v.into_iter().filter(|x| *x > 5).map(|x| x / 2).sum();
    pr_info!("{}\n", w);
    Ok(())
}

//// iterators_of_a_function
// prints: 6
// prints: 121
// prints: 13
// prints:
// iterators of a function, of one value, of a value several times
fn body() -> Result {
    let mut n = 0u32;
    let mut total = 0u32;
    for x in core::iter::from_fn(|| { n += 1; if n < 4 { Some(n) } else { None } }) {
        total += x;
    }
    pr_info!("{}\n", total);
    let s = core::iter::successors(Some(1u32), |x| if *x < 50 { Some(x * 3) } else { None }).sum::<u32>();
    pr_info!("{}\n", s);
    let t = core::iter::once(7u32).chain(core::iter::repeat_n(2u32, 3)).sum::<u32>();
    pr_info!("{}\n", t);
    Ok(())
}

//// default_of_an_enum
// prints: 2
// prints: 0 1
// prints:
// `#[default]` marks the variant
#[derive(Default, Clone, Copy, PartialEq)]
enum Mode { Fast, #[default] Slow, Held { depth: u32 } }
#[derive(Default)]
struct Kept { mode: Mode, count: u32 }
fn body() -> Result {
    let m = Mode::default();
    pr_info!("{}\n", match m { Mode::Fast => 1, Mode::Slow => 2, Mode::Held { depth } => depth });
    let k = Kept::default();
    pr_info!("{} {}\n", k.count, (k.mode == Mode::Slow) as u32);
    Ok(())
}
