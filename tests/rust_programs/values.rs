//// 01_casts
// prints: 255 65535 18446744073709551615
// prints: -559038737 48879 -17 3735928559
// prints: -56 -56 4294967240
// prints: -705032704 3589934592
// prints: 1 1
// prints: 65 122
// prints: true
// prints: 65535
// `as` between widths and signs
fn body() -> Result {
    let a: i32 = -1;
    pr_info!("{} {} {}\n", a as u8, a as u16, a as u64);
    let b: u32 = 0xdead_beef;
    pr_info!("{} {} {} {}\n", b as i32, b as u16, b as i8, b as i64);
    let c: u8 = 200;
    pr_info!("{} {} {}\n", c as i8, c as i8 as i32, c as i8 as u32);
    let d: i64 = -5_000_000_000;
    pr_info!("{} {}\n", d as i32, d as u32);
    pr_info!("{} {}\n", true as u32, (a < 0) as usize);
    pr_info!("{} {}\n", b'A' as u32, 'z' as u8);
    pr_info!("{}\n", 97u8 as char == 'a');
    let e = a as i16 as u16 as u32;
    pr_info!("{}\n", e);
    Ok(())
}

//// 02_shifts_masks
// prints: 86 305397880
// prints: 240 240 15
// prints: -4 -32
// prints: -64 127
// prints: 2 16384
// prints: 34359738368 31
// prints: 65535 -1
// prints: false true
// prints: 3989547399
// shifts, masks, complement in several widths
const LEN_SHIFT: u32 = 8;
const LEN_MASK: u32 = 0xff << LEN_SHIFT;
fn len_of(x: u32) -> u32 { (x & LEN_MASK) >> LEN_SHIFT }
fn body() -> Result {
    let x: u32 = 0x1234_5678;
    pr_info!("{} {}\n", len_of(x), x & !LEN_MASK);
    let y: u8 = 0x0f;
    pr_info!("{} {} {}\n", !y, y << 4, !y >> 4);
    let z: i32 = -16;
    pr_info!("{} {}\n", z >> 2, z << 1);
    let z8: i8 = -128;
    pr_info!("{} {}\n", z8 >> 1, !z8);
    let w: u16 = 0x8001;
    pr_info!("{} {}\n", w << 1, w >> 1);
    let n = 5u32;
    pr_info!("{} {}\n", 1u64 << (n + 30), (1u32 << n) - 1);
    pr_info!("{} {}\n", !0u16, !0i16);
    pr_info!("{} {}\n", !true, !(x == 3));
    pr_info!("{}\n", x ^ 0xffff_ffff);
    Ok(())
}

//// 03_wrapping
// prints: 4 255 238
// prints: -128 -127
// prints: 4294967295 0
// prints: 254
// prints: 1
// prints: -2147483648 2147483647
// prints: 2 4
// prints: 14 2
// prints: 217
// wrapping methods in several widths
fn body() -> Result {
    let a: u8 = 250;
    pr_info!("{} {} {}\n", a.wrapping_add(10), a.wrapping_sub(251), a.wrapping_mul(3));
    let b: i8 = 127;
    pr_info!("{} {}\n", b.wrapping_add(1), b.wrapping_neg());
    let c: u32 = 0;
    pr_info!("{} {}\n", c.wrapping_sub(1), c.wrapping_neg());
    let d: usize = 3;
    pr_info!("{}\n", d.wrapping_sub(5) & 0xff);
    let e: u16 = 0xffff;
    pr_info!("{}\n", e.wrapping_add(2));
    let m = i32::MIN;
    pr_info!("{} {}\n", m.wrapping_abs(), m.wrapping_sub(1));
    let s = 1u32;
    pr_info!("{} {}\n", s.wrapping_shl(33), 16u32.wrapping_shr(34));
    pr_info!("{} {}\n", 100u8.wrapping_div(7), 100u8.wrapping_rem(7));
    pr_info!("{}\n", 3u8.wrapping_pow(6));
    Ok(())
}

//// 04_checked
// prints: some 11
// prints: none
// prints: none
// prints: none
// prints: none
// prints: some 3
// prints: -3 -1
// prints: true
// prints: true
// prints: true
// prints: some 2147483648
// prints: none
// prints: some 1024
// prints: none
// prints: overflow
// prints: -22
// checked methods
fn show(o: Option<u32>) {
    match o { Some(v) => pr_info!("some {}\n", v), None => pr_info!("none\n") }
}
fn body() -> Result {
    show(5u32.checked_add(6));
    show(u32::MAX.checked_add(1));
    show(3u32.checked_sub(4));
    show(70000u32.checked_mul(70000));
    show(7u32.checked_div(0));
    show(7u32.checked_rem(4));
    let n: i32 = -7;
    pr_info!("{} {}\n", n.checked_div(2).unwrap_or(0), n.checked_rem(2).unwrap_or(0));
    pr_info!("{}\n", i32::MIN.checked_div(-1).is_none());
    pr_info!("{}\n", i32::MIN.checked_neg().is_none());
    pr_info!("{}\n", i32::MIN.checked_abs().is_none());
    show(1u32.checked_shl(31));
    show(1u32.checked_shl(32));
    show(2u32.checked_pow(10));
    show(2u32.checked_pow(32));
    let x: u8 = 255;
    if let Some(y) = x.checked_add(1) { pr_info!("{}\n", y); } else { pr_info!("overflow\n"); }
    let len: usize = 3;
    let end = len.checked_sub(4).ok_or(EINVAL);
    if let Err(e) = end { pr_info!("{}\n", e.to_kernel_errno()); }
    Ok(())
}

//// 05_saturating
// prints: 255 0 255
// prints: -128 127 -128
// prints: -2147483648
// prints: 2147483647
// prints: 2147483647
// prints: 65535
// prints: 0
// saturating methods
fn body() -> Result {
    let a: u8 = 250;
    pr_info!("{} {} {}\n", a.saturating_add(10), 3u8.saturating_sub(4), a.saturating_mul(2));
    let b: i8 = -100;
    pr_info!("{} {} {}\n", b.saturating_sub(100), 100i8.saturating_add(100), b.saturating_mul(2));
    pr_info!("{}\n", i32::MIN.saturating_sub(1));
    pr_info!("{}\n", i32::MIN.saturating_neg());
    pr_info!("{}\n", i32::MIN.saturating_abs());
    pr_info!("{}\n", 10u16.saturating_pow(5));
    let n: usize = 2;
    pr_info!("{}\n", n.saturating_sub(3));
    Ok(())
}

//// 06_overflowing
// prints: 4 true
// prints: 4294967295 true
// prints: -56 true
// prints: -2147483648 true
// overflowing methods give a tuple
fn body() -> Result {
    let (v, o) = 250u8.overflowing_add(10);
    pr_info!("{} {}\n", v, o);
    let (v, o) = 3u32.overflowing_sub(4);
    pr_info!("{} {}\n", v, o);
    let (v, o) = 100i8.overflowing_mul(2);
    pr_info!("{} {}\n", v, o);
    let r = i32::MIN.overflowing_neg();
    pr_info!("{} {}\n", r.0, r.1);
    Ok(())
}

//// 09_bit_counts
// prints: 16 4 8 24
// prints: 32 16
// prints: 7 63
// prints: 878082066 2166572391
// prints: 3
// prints: 72
// prints: 8 3
// prints: 32
// prints: 32 true
// prints: 9 3
// prints: bit 2
// prints: bit 5
// prints: bit 7
// leading_zeros, trailing_zeros, count_ones, rotate, reverse_bits
fn body() -> Result {
    let a: u32 = 0x0000_f0f0;
    pr_info!("{} {} {} {}\n", a.leading_zeros(), a.trailing_zeros(), a.count_ones(), a.count_zeros());
    pr_info!("{} {}\n", 0u32.leading_zeros(), 0u16.trailing_zeros());
    pr_info!("{} {}\n", 1u8.leading_zeros(), 1u64.leading_zeros());
    pr_info!("{} {}\n", 0x1234_5678u32.rotate_left(8), 0x1234_5678u32.rotate_right(4));
    pr_info!("{}\n", 0x81u8.rotate_left(1));
    pr_info!("{}\n", 0x12u8.reverse_bits());
    pr_info!("{} {}\n", 0xffu8.leading_ones(), 7u32.trailing_ones());
    pr_info!("{}\n", (-1i32).count_ones());
    pr_info!("{} {}\n", 31u32.next_power_of_two(), 64u32.is_power_of_two());
    pr_info!("{} {}\n", 1000u32.ilog2(), 1000u32.ilog10());
    let mut bits: u8 = 0b1010_0100;
    while bits != 0 {
        let n = bits.trailing_zeros();
        pr_info!("bit {}\n", n);
        bits &= bits - 1;
    }
    Ok(())
}

//// 10_pow_abs
// prints: 1024 27
// prints: -8 7
// prints: -1 0 1
// prints: -3 -1
// prints: -4 1
// prints: -5 3
// prints: -2 1 2
// prints: 4 9
// prints: 7 7
// prints: true true
// prints: 7
// prints: 3 12
// pow, abs, signum, min, max, clamp, rem_euclid
fn body() -> Result {
    pr_info!("{} {}\n", 2u32.pow(10), 3i32.pow(3));
    pr_info!("{} {}\n", (-2i32).pow(3), (-7i32).abs());
    pr_info!("{} {} {}\n", (-7i32).signum(), 0i32.signum(), 9i32.signum());
    pr_info!("{} {}\n", (-7i32) / 2, (-7i32) % 2);
    pr_info!("{} {}\n", (-7i32).div_euclid(2), (-7i32).rem_euclid(2));
    pr_info!("{} {}\n", (-5i32).min(3), (-5i32).max(3));
    pr_info!("{} {} {}\n", (-5i32).clamp(-2, 2), 1i32.clamp(-2, 2), 9i32.clamp(-2, 2));
    pr_info!("{} {}\n", core::cmp::min(4, 9), core::cmp::max(4u64, 9));
    pr_info!("{} {}\n", (-7i32).unsigned_abs(), 3u32.abs_diff(10));
    pr_info!("{} {}\n", (-7i32).is_negative(), 7i32.is_positive());
    pr_info!("{}\n", (-3i32).abs_diff(4));
    pr_info!("{} {}\n", 10u32.div_ceil(4), 10u32.next_multiple_of(4));
    Ok(())
}

//// 11_bool_int
// prints: 3
// prints: false true true
// prints: false
// prints: 1
// prints: 8
// prints: true true
// prints: 6
// bool as integer, bool operators
fn count(flags: &[bool]) -> usize {
    let mut n = 0;
    for &f in flags { n += f as usize; }
    n
}
fn body() -> Result {
    pr_info!("{}\n", count(&[true, false, true, true]));
    let a = true;
    let b = false;
    pr_info!("{} {} {}\n", a & b, a | b, a ^ b);
    let mut c = a;
    c &= b;
    c |= a;
    c ^= true;
    pr_info!("{}\n", c);
    let x = (5 > 3) as u8 + (2 > 3) as u8;
    pr_info!("{}\n", x);
    pr_info!("{}\n", u8::from(a) << 3);
    pr_info!("{} {}\n", a > b, a == !b);
    pr_info!("{}\n", a.then(|| 5).unwrap_or(0) + b.then_some(7).unwrap_or(1));
    Ok(())
}

//// 12_compound_fields
// prints: 42 9 1 18 12
// prints: 2
// prints: 3
// prints: 33 3 18 6
// compound assignment on fields, through references, on elements
struct Stats { rx: u64, tx: u64, err: [u16; 3] }
fn account(s: &mut Stats, n: u64) { s.rx += n; s.tx -= 1; s.err[1] |= 0x10; s.err[2] <<= 2; }
fn twice(r: &mut u32) { *r *= 2; *r += 1; *r ^= 3; *r %= 7; }
fn body() -> Result {
    let mut s = Stats { rx: 1, tx: 10, err: [1, 2, 3] };
    account(&mut s, 41);
    pr_info!("{} {} {} {} {}\n", s.rx, s.tx, s.err[0], s.err[1], s.err[2]);
    let mut v = 9u32;
    twice(&mut v);
    pr_info!("{}\n", v);
    let r = &mut s.err[0];
    *r += 5;
    *r >>= 1;
    pr_info!("{}\n", s.err[0]);
    s.err[(v as usize) % 3] /= 2;
    s.rx -= s.tx;
    pr_info!("{} {} {} {}\n", s.rx, s.err[0], s.err[1], s.err[2]);
    Ok(())
}

//// 13_reborrow
// prints: 2 9
// prints: 10 21
// prints: 13 26 26
// prints: 12
// &mut passed on through functions, twice
struct Dev { count: u32, last: u32 }
fn bump(d: &mut Dev) -> &mut u32 { d.count += 1; &mut d.last }
fn outer(d: &mut Dev) { bump(d); *bump(d) = 5; inner(&mut *d); inner(d); }
fn inner(d: &mut Dev) { d.last += d.count; }
fn add(x: &mut u32, y: u32) -> u32 { *x += y; *x }
fn body() -> Result {
    let mut d = Dev { count: 0, last: 0 };
    outer(&mut d);
    pr_info!("{} {}\n", d.count, d.last);
    let r = &mut d;
    inner(r);
    let rr = &mut *r;
    rr.count = 10;
    inner(rr);
    pr_info!("{} {}\n", r.count, r.last);
    let n = add(&mut d.count, 3);
    let m = add(&mut d.count, n);
    pr_info!("{} {} {}\n", n, m, d.count);
    let mut a = 1;
    let b = &mut a;
    let c = &mut *b;
    *c += 1;
    *b += 10;
    pr_info!("{}\n", a);
    Ok(())
}

//// 14_swap_replace_take
// prints: 4 0
// prints: true false
// prints: 2 0
// prints: x y
// prints: true false
// prints: 2 1
// prints: 9
// mem::swap, mem::replace, mem::take of various types
struct S { a: u32, name: &'static str, v: Option<u32>, list: Vec<u32>, on: bool }
fn body() -> Result {
    let mut s = S { a: 4, name: "x", v: Some(7), list: Vec::new(), on: true };
    s.list.try_push(1)?;
    s.list.try_push(2)?;
    let a = mem::take(&mut s.a);
    pr_info!("{} {}\n", a, s.a);
    let v = mem::take(&mut s.v);
    pr_info!("{} {}\n", v.is_some(), s.v.is_some());
    let l = mem::take(&mut s.list);
    pr_info!("{} {}\n", l.len(), s.list.len());
    let n = mem::replace(&mut s.name, "y");
    pr_info!("{} {}\n", n, s.name);
    let on = mem::take(&mut s.on);
    pr_info!("{} {}\n", on, s.on);
    let mut x = 1;
    let mut y = 2;
    mem::swap(&mut x, &mut y);
    pr_info!("{} {}\n", x, y);
    s.list.try_push(9)?;
    pr_info!("{}\n", s.list[0]);
    Ok(())
}

//// 15_swap_loud
// prints: 2 1
// prints: old 2
// prints: drop 1
// prints: replaced
// prints: 3 5
// prints: drop 3
// prints: drop 2
// prints: drop 5
// prints: drop 4
// swap and replace of values with Drop
struct Pair { a: Loud, b: Loud }
fn body() -> Result {
    let mut p = Pair { a: Loud(1), b: Loud(2) };
    mem::swap(&mut p.a, &mut p.b);
    pr_info!("{} {}\n", p.a.0, p.b.0);
    let old = mem::replace(&mut p.a, Loud(3));
    pr_info!("old {}\n", old.0);
    mem::replace(&mut p.b, Loud(4));
    pr_info!("replaced\n");
    let mut x = Loud(5);
    mem::swap(&mut x, &mut p.a);
    pr_info!("{} {}\n", x.0, p.a.0);
    Ok(())
}

//// 16_nested_structs
// prints: 1 16384 104
// prints: 101 0 1
// prints: 309 2 0 3
// structs in arrays in structs
#[derive(Clone, Copy)]
struct Desc { addr: u64, len: u16, flags: u8 }
struct Ring { descs: [Desc; 4], head: usize }
struct Dev { rx: Ring, tx: Ring, id: u8 }
impl Ring {
    fn new() -> Self { Ring { descs: [Desc { addr: 0, len: 0, flags: 0 }; 4], head: 0 } }
    fn push(&mut self, addr: u64, len: u16) {
        let d = &mut self.descs[self.head];
        d.addr = addr;
        d.len = len;
        d.flags |= 1;
        self.head = (self.head + 1) % self.descs.len();
    }
}
fn body() -> Result {
    let mut dev = Dev { rx: Ring::new(), tx: Ring::new(), id: 3 };
    for i in 0..5u16 { dev.rx.push(0x1000 * i as u64, 100 + i); }
    dev.tx.push(7, 8);
    let copy = dev.rx.descs[1];
    dev.rx.descs[1].len = 0;
    pr_info!("{} {} {}\n", dev.rx.head, dev.rx.descs[0].addr, dev.rx.descs[0].len);
    pr_info!("{} {} {}\n", copy.len, dev.rx.descs[1].len, dev.tx.descs[0].flags);
    let mut sum = 0u32;
    for d in dev.rx.descs.iter() { sum += d.len as u32; }
    for d in &mut dev.tx.descs { d.flags <<= 1; }
    pr_info!("{} {} {} {}\n", sum, dev.tx.descs[0].flags, dev.tx.descs[1].flags, dev.id);
    Ok(())
}

//// 17_arrays_2d
// prints: 2 3 15
// prints: 3 99
// prints: 77 6
// prints: 197
// prints: 99 77
// prints: 5
// prints: true
// two-dimensional arrays
fn body() -> Result {
    let mut g = [[0u8; 3]; 2];
    for r in 0..2 { for c in 0..3 { g[r][c] = (r * 3 + c) as u8; } }
    g[1][2] += 10;
    pr_info!("{} {} {}\n", g[0][2], g[1][0], g[1][2]);
    let row = g[1];
    g[1][0] = 99;
    pr_info!("{} {}\n", row[0], g[1][0]);
    let r = &mut g[0];
    r[1] = 77;
    pr_info!("{} {}\n", g[0][1], g.len() * g[0].len());
    let mut total = 0u32;
    for row in g.iter() { for &x in row.iter() { total += u32::from(x); } }
    pr_info!("{}\n", total);
    g.swap(0, 1);
    pr_info!("{} {}\n", g[0][0], g[1][1]);
    let t = [[1, 2], [3, 4]];
    let [[a, _], [_, d]] = t;
    pr_info!("{}\n", a + d);
    pr_info!("{}\n", t == [[1, 2], [3, 4]]);
    Ok(())
}

//// 18_array_mutation
// prints: true 1
// prints: false 12
// prints: true 14
// prints: 600 14
// prints: false 42
// arrays of structs mutated by index, iter_mut, and enumerate
struct Slot { used: bool, key: u32 }
fn free_slot(slots: &[Slot]) -> Option<usize> {
    for (i, s) in slots.iter().enumerate() { if !s.used { return Some(i); } }
    None
}
fn body() -> Result {
    let mut slots = [Slot { used: true, key: 1 }, Slot { used: false, key: 0 }, Slot { used: false, key: 0 }];
    while let Some(i) = free_slot(&slots) { slots[i].used = true; slots[i].key = 10 + i as u32; }
    for (i, s) in slots.iter_mut().enumerate() { s.key += i as u32; if i == 1 { s.used = false; } }
    for s in slots.iter() { pr_info!("{} {}\n", s.used, s.key); }
    if let Some(s) = slots.iter_mut().find(|s| s.key == 11) { s.key = 500; }
    if let Some(s) = slots.iter_mut().find(|s| s.key == 12) { s.key = 600; }
    pr_info!("{} {}\n", slots[1].key, slots[2].key);
    let last = slots.len() - 1;
    let s = &mut slots[last];
    s.key = 1;
    *s = Slot { used: false, key: 42 };
    pr_info!("{} {}\n", slots[2].used, slots[2].key);
    Ok(())
}

//// 19_slices
// prints: 3 2 3
// prints: 21 9 3 6
// prints: 0 0 3
// prints: 30 5 50
// prints: true 0
// prints: 35
// prints: 85
// slices of slices
fn sum(a: &[u32]) -> u32 { let mut s = 0; for x in a { s += x; } s }
fn zero(a: &mut [u32]) { for x in a { *x = 0; } }
fn body() -> Result {
    let mut a = [1u32, 2, 3, 4, 5, 6];
    let s = &a[1..4];
    let t = &s[1..];
    pr_info!("{} {} {}\n", s.len(), t.len(), t[0]);
    pr_info!("{} {} {} {}\n", sum(&a), sum(s), sum(&t[..1]), sum(&a[..=2]));
    zero(&mut a[..2]);
    pr_info!("{} {} {}\n", a[0], a[1], a[2]);
    let m = &mut a[2..];
    m[0] = 30;
    let n = &mut m[1..3];
    n[1] = 50;
    n[0] += 1;
    pr_info!("{} {} {}\n", a[2], a[3], a[4]);
    let e = &a[6..];
    pr_info!("{} {}\n", e.is_empty(), e.len());
    let k = 2;
    pr_info!("{}\n", sum(&a[k..k + 2]));
    pr_info!("{}\n", sum(&a[..a.len() - 1]));
    Ok(())
}

//// 20_split
// prints: 2 3 2 3
// prints: 10 4 3 2 50
// split_at, split_at_mut, split_first, chunks, windows
fn body() -> Result {
    let mut a = [1u8, 2, 3, 4, 5];
    let (l, r) = a.split_at(2);
    pr_info!("{} {} {} {}\n", l.len(), r.len(), l[1], r[0]);
    {
        let (x, y) = a.split_at_mut(3);
        x[0] = 10;
        y[1] = 50;
        mem::swap(&mut x[1], &mut y[0]);
    }
    pr_info!("{} {} {} {} {}\n", a[0], a[1], a[2], a[3], a[4]);
    Ok(())
}

//// 21_chunks
// prints: chunk 2 1
// prints: chunk 2 3
// prints: chunk 1 5
// prints: window 3
// prints: window 5
// prints: window 7
// prints: window 9
// prints: exact 2
// prints: exact 4
// prints: 1 1 2
// prints: 1 4
// prints: 5 4
// chunks and windows
fn body() -> Result {
    let a = [1u8, 2, 3, 4, 5];
    for c in a.chunks(2) { pr_info!("chunk {} {}\n", c.len(), c[0]); }
    for w in a.windows(2) { pr_info!("window {}\n", w[0] + w[1]); }
    for c in a.chunks_exact(2) { pr_info!("exact {}\n", c[1]); }
    let mut b = [0u8; 6];
    for (i, c) in b.chunks_mut(4).enumerate() { for x in c.iter_mut() { *x = i as u8 + 1; } }
    pr_info!("{} {} {}\n", b[0], b[3], b[4]);
    if let Some((first, rest)) = a.split_first() { pr_info!("{} {}\n", first, rest.len()); }
    if let Some((last, rest)) = a.split_last() { pr_info!("{} {}\n", last, rest.len()); }
    Ok(())
}

//// 23_get_first_last
// prints: 5
// prints: 8
// prints: 7
// prints: true
// prints: 60
// prints: true false
// prints: 8 5
// prints: 5 7 60 8
// prints: 6 9
// prints: rev 9
// prints: rev 60
// prints: rev 7
// prints: rev 6
// prints: 2
// prints: 1
// prints: 6
// first, last, get, get_mut, contains, swap, reverse
fn body() -> Result {
    let mut a = [5u32, 6, 7, 8];
    if let Some(x) = a.first() { pr_info!("{}\n", x); }
    if let Some(x) = a.last() { pr_info!("{}\n", x); }
    if let Some(x) = a.get(2) { pr_info!("{}\n", x); }
    pr_info!("{}\n", a.get(4).is_none());
    if let Some(x) = a.get_mut(1) { *x = 60; }
    pr_info!("{}\n", a[1]);
    pr_info!("{} {}\n", a.contains(&7), a.contains(&70));
    a.swap(0, 3);
    pr_info!("{} {}\n", a[0], a[3]);
    a.reverse();
    pr_info!("{} {} {} {}\n", a[0], a[1], a[2], a[3]);
    if let Some(x) = a.last_mut() { *x += 1; }
    if let Some(x) = a.first_mut() { *x += 1; }
    pr_info!("{} {}\n", a[0], a[3]);
    for x in a.iter().rev() { pr_info!("rev {}\n", x); }
    let v = a.get(0..2).map(|s| s.len()).unwrap_or(0);
    pr_info!("{}\n", v);
    pr_info!("{}\n", a.get(9).copied().unwrap_or(1));
    pr_info!("{}\n", *a.get(0).unwrap_or(&0));
    Ok(())
}

//// 27_tuples
// prints: 3 2
// prints: 1 12 4
// prints: 1 2 3
// prints: 16 true
// prints: 11
// prints: 3 5
// prints: true
// tuples and tuple structs
#[derive(Clone, Copy, PartialEq)]
struct Reg(u32);
struct Pair(u8, (u16, u32));
fn divmod(a: u32, b: u32) -> (u32, u32) { (a / b, a % b) }
impl Reg { fn at(self, i: u32) -> Reg { Reg(self.0 + 4 * i) } }
fn body() -> Result {
    let (q, r) = divmod(17, 5);
    pr_info!("{} {}\n", q, r);
    let mut t = (1, (2, 3));
    t.1 .0 += 10;
    (t.1).1 = 4;
    pr_info!("{} {} {}\n", t.0, t.1 .0, t.1.1);
    let p = Pair(1, (2, 3));
    let Pair(a, (b, c)) = p;
    pr_info!("{} {} {}\n", a, b, c);
    pr_info!("{} {}\n", Reg(8).at(2).0, Reg(8) == Reg(8));
    let (mut x, y);
    (x, y) = (5, 6);
    x += y;
    pr_info!("{}\n", x);
    let (mut a, mut b) = (1, 2);
    (a, b) = (b, a + b);
    (a, b) = (b, a + b);
    pr_info!("{} {}\n", a, b);
    pr_info!("{}\n", (1, 2) < (1, 3));
    Ok(())
}

//// 28_list_push_pop
// prints: 4
// prints: peek 1
// prints: 1 2
// prints: 2 1
// prints: 3 0
// prints: true
// a linked list as a stack
struct Node { value: u32, next: Option<Box<Node>> }
struct List { head: Option<Box<Node>>, len: usize }
impl List {
    fn push(&mut self, value: u32) -> Result {
        let next = self.head.take();
        self.head = Some(Box::try_new(Node { value, next })?);
        self.len += 1;
        Ok(())
    }
    fn pop(&mut self) -> Option<u32> {
        match self.head.take() {
            None => None,
            Some(n) => { let n = *n; self.head = n.next; self.len -= 1; Some(n.value) }
        }
    }
    fn peek(&self) -> Option<&u32> { self.head.as_ref().map(|n| &n.value) }
    fn reverse(&mut self) {
        let mut prev = None;
        let mut cur = self.head.take();
        while let Some(mut n) = cur { cur = n.next.take(); n.next = prev; prev = Some(n); }
        self.head = prev;
    }
}
fn body() -> Result {
    let mut l = List { head: None, len: 0 };
    for i in 1..=4 { l.push(i)?; }
    pr_info!("{}\n", l.pop().unwrap_or(0));
    l.reverse();
    if let Some(v) = l.peek() { pr_info!("peek {}\n", v); }
    while let Some(v) = l.pop() { pr_info!("{} {}\n", v, l.len); }
    pr_info!("{}\n", l.pop().is_none());
    Ok(())
}

//// 29_list_traverse
// prints: 6 123
// prints: 234
// prints: 468
// traversal by reference, cursor by &mut, append at the tail
struct Node { value: u32, next: Option<Box<Node>> }
fn append(head: &mut Option<Box<Node>>, value: u32) -> Result {
    let mut cur = head;
    while let Some(n) = cur { cur = &mut n.next; }
    *cur = Some(Box::try_new(Node { value, next: None })?);
    Ok(())
}
fn total(head: &Option<Box<Node>>) -> u32 {
    let mut cur = head;
    let mut t = 0;
    while let Some(n) = cur { t += n.value; cur = &n.next; }
    t
}
fn total2(head: &Option<Box<Node>>) -> u32 {
    let mut cur = head.as_ref();
    let mut t = 0;
    while let Some(n) = cur { t = t * 10 + n.value; cur = n.next.as_ref(); }
    t
}
fn body() -> Result {
    let mut head = None;
    for i in 1..=3 { append(&mut head, i)?; }
    pr_info!("{} {}\n", total(&head), total2(&head));
    let mut cur = head.as_deref_mut();
    while let Some(n) = cur { n.value += 1; cur = n.next.as_deref_mut(); }
    pr_info!("{}\n", total2(&head));
    let mut cur = &mut head;
    while let Some(n) = cur { n.value *= 2; cur = &mut n.next; }
    pr_info!("{}\n", total2(&head));
    Ok(())
}

//// 30_list_remove
// prints: drop 2
// prints: true
// prints: false
// prints: drop 3
// prints: true
// prints: left 10
// prints: drop 1
// prints: drop 0
// removal from the middle of a list by a cursor
struct Node { value: u32, loud: Loud, next: Option<Box<Node>> }
fn remove(head: &mut Option<Box<Node>>, value: u32) -> bool {
    let mut cur = head;
    loop {
        match cur {
            None => return false,
            Some(n) if n.value == value => { *cur = n.next.take(); return true; }
            Some(n) => cur = &mut n.next,
        }
    }
}
fn body() -> Result {
    let mut head = None;
    for i in 0..4u32 { head = Some(Box::try_new(Node { value: i, loud: Loud(i), next: head.take() })?); }
    pr_info!("{}\n", remove(&mut head, 2));
    pr_info!("{}\n", remove(&mut head, 9));
    pr_info!("{}\n", remove(&mut head, 3));
    let mut n = 0;
    let mut cur = &head;
    while let Some(x) = cur { n = n * 10 + x.value; cur = &x.next; }
    pr_info!("left {}\n", n);
    Ok(())
}

//// 31_list_drop
// prints: made
// prints: true
// prints: drop 10
// prints: drop 11
// prints: unlink 2
// prints: drop 2
// prints: unlink 1
// prints: drop 1
// prints: unlink 0
// prints: drop 0
// prints: empty
// a list with its own Drop that unlinks in a loop
struct Node { loud: Loud, next: Option<Box<Node>> }
struct List { head: Option<Box<Node>> }
impl Drop for List {
    fn drop(&mut self) {
        let mut cur = self.head.take();
        while let Some(mut n) = cur { pr_info!("unlink {}\n", n.loud.0); cur = n.next.take(); }
        pr_info!("empty\n");
    }
}
fn body() -> Result {
    let mut l = List { head: None };
    for i in 0..3 { let n = Box::try_new(Node { loud: Loud(i), next: l.head.take() })?; l.head = Some(n); }
    pr_info!("made\n");
    let plain = Some(Box::try_new(Node { loud: Loud(10), next: Some(Box::try_new(Node { loud: Loud(11), next: None })?) })?);
    pr_info!("{}\n", plain.is_some());
    Ok(())
}

//// 32_box_moves
// prints: 1 9
// prints: drop 2
// prints: ate 2
// prints: unboxed 3
// prints: 3 3
// prints: drop 4
// prints: overwritten
// prints: drop 40
// prints: reassigned 5
// prints: drop 5
// prints: drop 3
// prints: drop 1
// boxes moved into and out of functions
struct Buf { data: [u8; 4], tag: Loud }
fn make(n: u32) -> Result<Box<Buf>> { Ok(Box::try_new(Buf { data: [n as u8; 4], tag: Loud(n) })?) }
fn fill(mut b: Box<Buf>, x: u8) -> Box<Buf> { b.data[1] = x; b }
fn eat(b: Box<Buf>) -> u8 { b.data[1] }
fn body() -> Result {
    let a = make(1)?;
    let a = fill(a, 9);
    pr_info!("{} {}\n", a.data[0], a.data[1]);
    let b = make(2)?;
    let n = eat(b);
    pr_info!("ate {}\n", n);
    let c = *make(3)?;
    pr_info!("unboxed {}\n", c.data[2]);
    let Buf { data, tag } = c;
    pr_info!("{} {}\n", data[0], tag.0);
    let mut d = make(4)?;
    *d = Buf { data: [0; 4], tag: Loud(40) };
    pr_info!("overwritten\n");
    d = make(5)?;
    pr_info!("reassigned {}\n", d.tag.0);
    Ok(())
}

//// 33_arc
// prints: 7 1
// prints: dropped s
// prints: user 1 of 7
// prints: dropped u
// prints: user 2 of 7
// prints: last 7
// prints: drop 1
// Arc clones and when the value goes
struct Shared { loud: Loud, n: u32 }
struct User { s: Arc<Shared>, id: u32 }
impl Drop for User { fn drop(&mut self) { pr_info!("user {} of {}\n", self.id, self.s.n); } }
fn body() -> Result {
    let s = Arc::try_new(Shared { loud: Loud(1), n: 7 })?;
    let u = User { s: s.clone(), id: 1 };
    let v = User { s: Arc::clone(&s), id: 2 };
    pr_info!("{} {}\n", s.n, v.s.loud.0);
    drop(s);
    pr_info!("dropped s\n");
    drop(u);
    pr_info!("dropped u\n");
    let t = v.s.clone();
    drop(v);
    pr_info!("last {}\n", t.n);
    Ok(())
}

//// 34_partial_moves
// prints: eat 2
// prints: drop 2
// prints: after
// prints: x 1
// prints: b 5
// prints: eat 9
// prints: drop 9
// prints: boxed
// prints: end 11
// prints: drop 11
// prints: drop 10
// prints: drop 7
// prints: drop 8
// prints: drop 5
// prints: drop 4
// prints: drop 6
// prints: drop 1
// prints: drop 3
// partial moves out of structs
struct Trio { a: Loud, b: Loud, c: Loud }
fn eat(l: Loud) { pr_info!("eat {}\n", l.0); }
fn body() -> Result {
    let t = Trio { a: Loud(1), b: Loud(2), c: Loud(3) };
    eat(t.b);
    pr_info!("after\n");
    let x = t.a;
    pr_info!("x {}\n", x.0);
    let u = Trio { a: Loud(4), b: Loud(5), c: Loud(6) };
    let Trio { b, .. } = u;
    pr_info!("b {}\n", b.0);
    let bx = Box::try_new(Trio { a: Loud(7), b: Loud(8), c: Loud(9) })?;
    eat(bx.c);
    pr_info!("boxed\n");
    let p = (Loud(10), Loud(11));
    let q = p.1;
    pr_info!("end {}\n", q.0);
    Ok(())
}

//// 35_struct_update
// prints: 9000 1 true
// prints: 1500 4 true
// prints: 9000 1 false 1500
// prints: 10 2 3 1
// prints: 5 20
// prints: drop 32
// prints: r 31
// prints: drop 31
// prints: drop 30
// prints: drop 20
// prints: drop 21
// prints: drop 10
// prints: drop 2
// prints: drop 1
// struct update with ..base
#[derive(Clone, Copy)]
struct Cfg { mtu: u32, queues: u8, csum: bool }
impl Default for Cfg { fn default() -> Self { Cfg { mtu: 1500, queues: 1, csum: true } } }
struct Own { a: Loud, b: Loud, n: u32 }
fn body() -> Result {
    let base = Cfg::default();
    let c = Cfg { mtu: 9000, ..base };
    let d = Cfg { queues: 4, ..Default::default() };
    let e = Cfg { csum: false, ..c };
    pr_info!("{} {} {}\n", c.mtu, c.queues, c.csum);
    pr_info!("{} {} {}\n", d.mtu, d.queues, d.csum);
    pr_info!("{} {} {} {}\n", e.mtu, e.queues, e.csum, base.mtu);
    let o = Own { a: Loud(1), b: Loud(2), n: 3 };
    let p = Own { a: Loud(10), ..o };
    pr_info!("{} {} {} {}\n", p.a.0, p.b.0, p.n, o.a.0);
    let q = Own { n: 5, ..Own { a: Loud(20), b: Loud(21), n: 0 } };
    pr_info!("{} {}\n", q.n, q.a.0);
    let r = Own { b: Loud(30), ..Own { a: Loud(31), b: Loud(32), n: 0 } };
    pr_info!("r {}\n", r.a.0);
    Ok(())
}

//// 36_option_methods
// prints: true true
// prints: true 5
// prints: 7
// prints: 8
// prints: 10
// prints: 22
// prints: 3
// prints: true
// prints: 7
// prints: true
// prints: 8
// prints: 3
// Option take, replace, insert, get_or_insert, get_or_insert_with, zip, xor
fn body() -> Result {
    let mut o: Option<u32> = Some(1);
    let t = o.take();
    pr_info!("{} {}\n", t.is_some(), o.is_none());
    let old = o.replace(5);
    pr_info!("{} {}\n", old.is_none(), o.unwrap_or(0));
    *o.insert(6) += 1;
    pr_info!("{}\n", o.unwrap_or(0));
    *o.get_or_insert(9) += 1;
    pr_info!("{}\n", o.unwrap_or(0));
    o = None;
    *o.get_or_insert(9) += 1;
    pr_info!("{}\n", o.unwrap_or(0));
    o = None;
    let r = o.get_or_insert_with(|| 20);
    *r += 2;
    pr_info!("{}\n", o.unwrap_or(0));
    if let Some(x) = o.as_mut() { *x = 3; }
    pr_info!("{}\n", o.unwrap_or_default());
    pr_info!("{}\n", o == Some(3));
    if let Some((a, b)) = o.zip(Some(4)) { pr_info!("{}\n", a + b); }
    pr_info!("{}\n", o.xor(None).is_some());
    pr_info!("{}\n", o.and(Some(8)).unwrap_or(0));
    pr_info!("{}\n", o.or(Some(8)).unwrap_or(0));
    Ok(())
}

//// 37_option_loud
// prints: drop 1
// prints: irq gone
// prints: true
// prints: drop 2
// prints: drop 3
// prints: taken
// prints: got 4
// prints: drop 4
// prints: after
// prints: drop 5
// prints: end 6
// prints: drop 6
// prints: drop 7
// Option of a value with Drop: take, replace, assignment of None
struct Dev { irq: Option<Loud>, dma: Option<Loud> }
fn body() -> Result {
    let mut d = Dev { irq: Some(Loud(1)), dma: None };
    d.dma = Some(Loud(2));
    d.irq = None;
    pr_info!("irq gone\n");
    let old = d.dma.replace(Loud(3));
    pr_info!("{}\n", old.is_some());
    drop(old);
    d.dma.take();
    pr_info!("taken\n");
    d.irq = Some(Loud(4));
    if let Some(l) = d.irq.take() { pr_info!("got {}\n", l.0); }
    pr_info!("after\n");
    d.irq.insert(Loud(5));
    d.irq.insert(Loud(6));
    d.dma.get_or_insert_with(|| Loud(7));
    let r = d.irq.as_ref().map(|l| l.0).unwrap_or(0);
    pr_info!("end {}\n", r);
    Ok(())
}

//// 38_drop_locals
// prints: inner 3
// prints: drop 5
// prints: drop 4
// prints: drop 6
// prints: mid
// prints: drop 8
// prints: drop 9
// prints: end 10 2
// prints: drop 7
// prints: drop 3
// prints: drop 2
// prints: drop 1
// drop order of locals, shadowed variables, inner blocks
fn body() -> Result {
    let a = Loud(1);
    let b = Loud(2);
    let a = Loud(3);
    {
        let c = Loud(4);
        let _d = Loud(5);
        pr_info!("inner {}\n", a.0);
    }
    let _ = Loud(6);
    let _e = Loud(7);
    pr_info!("mid\n");
    Loud(8);
    let x = { let t = Loud(9); t.0 + 1 };
    pr_info!("end {} {}\n", x, b.0);
    Ok(())
}

//// 39_drop_fields
// prints: end
// prints: drop 14
// prints: drop 15
// prints: drop 13
// prints: drop 12
// prints: two
// prints: drop 11
// prints: drop 10
// prints: drop 8
// prints: drop 9
// prints: drop 5
// prints: drop 6
// prints: drop 7
// prints: drop 3
// prints: drop 4
// prints: two
// prints: drop 2
// prints: drop 1
// drop order of fields, tuple elements, array elements, enum payloads
struct Two { b: Loud, a: Loud }
impl Drop for Two { fn drop(&mut self) { pr_info!("two\n"); } }
enum E { One(Loud), Pair(Loud, Loud), Named { x: Loud, y: Two } }
fn body() -> Result {
    let _t = Two { a: Loud(1), b: Loud(2) };
    let _u = (Loud(3), Loud(4));
    let _v = [Loud(5), Loud(6), Loud(7)];
    let _e = E::Pair(Loud(8), Loud(9));
    let _f = E::Named { y: Two { a: Loud(10), b: Loud(11) }, x: Loud(12) };
    let _g = E::One(Loud(13));
    let mut v = Vec::new();
    v.try_push(Loud(14))?;
    v.try_push(Loud(15))?;
    pr_info!("end\n");
    Ok(())
}

//// 40_drop_temporaries
// prints: make 1
// prints: make 2
// prints: drop 2
// prints: drop 1
// prints: a 3
// prints: make 3
// prints: drop 3
// prints: b 3
// prints: make 4
// prints: drop 4
// prints: in if
// prints: make 5
// prints: in match
// prints: drop 5
// prints: make 6
// prints: r 6
// prints: make 7
// prints: drop 7
// prints: make 8
// prints: drop 8
// prints: make 10
// prints: drop 10
// prints: c 10
// prints: make 11
// prints: x 11
// prints: drop 11
// prints: end
// prints: drop 6
// temporaries die at the end of the statement
fn make(n: u32) -> Loud { pr_info!("make {}\n", n); Loud(n) }
fn num(l: &Loud) -> u32 { l.0 }
fn body() -> Result {
    let a = make(1).0 + make(2).0;
    pr_info!("a {}\n", a);
    let b = num(&make(3));
    pr_info!("b {}\n", b);
    if make(4).0 == 4 { pr_info!("in if\n"); }
    match make(5).0 { 5 => pr_info!("in match\n"), _ => {} }
    let r = &make(6);
    pr_info!("r {}\n", r.0);
    num(&make(7));
    while num(&make(8)) == 9 { }
    let c = { num(&make(10)) };
    pr_info!("c {}\n", c);
    if let Some(x) = Some(make(11)) { pr_info!("x {}\n", x.0); }
    pr_info!("end\n");
    Ok(())
}

//// 41_moved_one_branch
// prints: eat 1
// prints: drop 1
// prints: leave 1
// prints: kept
// prints: leave 2
// prints: drop 2
// prints: eat 100
// prints: drop 100
// prints: after 0
// prints: drop 200
// prints: drop 201
// prints: after 1
// prints: drop 101
// prints: after 2
// prints: drop 202
// prints: drop 102
// prints: y 9
// prints: drop 9
// values moved in one branch only
fn eat(l: Loud) { pr_info!("eat {}\n", l.0); }
fn maybe(n: u32, take: bool) {
    let a = Loud(n);
    if take { eat(a); } else { pr_info!("kept\n"); }
    pr_info!("leave {}\n", n);
}
fn m(n: u32) {
    let a = Loud(100 + n);
    let b = Loud(200 + n);
    match n { 0 => eat(a), 1 => { let _c = b; } _ => {} }
    pr_info!("after {}\n", n);
}
fn body() -> Result {
    maybe(1, true);
    maybe(2, false);
    for i in 0..3 { m(i); }
    let x = Loud(9);
    let y = if true { x } else { Loud(10) };
    pr_info!("y {}\n", y.0);
    Ok(())
}

//// 42_loop_break_moves
// prints: drop 10
// prints: drop 1
// prints: drop 11
// prints: out
// prints: drop 21
// prints: b 20
// prints: drop 30
// prints: drop 31
// prints: drop 40
// prints: drop 41
// prints: slot true
// prints: drop 60
// prints: drop 61
// prints: drop 50
// prints: drop 60
// prints: drop 61
// prints: drop 51
// prints: drop 42
// prints: drop 20
// moves in a loop with break, break with value
fn body() -> Result {
    let a = Loud(1);
    let mut i = 0;
    loop {
        let _t = Loud(10 + i);
        i += 1;
        if i == 2 { drop(a); break; }
    }
    pr_info!("out\n");
    let b = loop { let l = Loud(20); let _m = Loud(21); break l; };
    pr_info!("b {}\n", b.0);
    for k in 0..3 {
        let _x = Loud(30 + k);
        if k == 0 { continue; }
        if k == 1 { break; }
        pr_info!("never\n");
    }
    let mut slot = None;
    for k in 0..3 { slot = Some(Loud(40 + k)); }
    pr_info!("slot {}\n", slot.is_some());
    'o: for i in 0..2 { let _o = Loud(50 + i); for j in 0..2 { let _p = Loud(60 + j); if j == 1 { continue 'o; } } }
    Ok(())
}

//// 43_reassign
// prints: drop 1
// prints: assigned
// prints: drop 3
// prints: field
// prints: drop 4
// prints: whole
// prints: b 6
// prints: drop 2
// prints: through
// prints: drop 5
// prints: moved and refilled 9
// prints: drop 20
// prints: elem
// prints: drop 22
// prints: drop 21
// prints: drop 6
// prints: drop 9
// prints: drop 8
// reassignment drops the old value, deferred initialisation
struct H { l: Loud }
fn body() -> Result {
    let mut a = Loud(1);
    a = Loud(2);
    pr_info!("assigned\n");
    let mut h = H { l: Loud(3) };
    h.l = Loud(4);
    pr_info!("field\n");
    h = H { l: Loud(5) };
    pr_info!("whole\n");
    let b;
    if a.0 == 2 { b = Loud(6); } else { b = Loud(7); }
    pr_info!("b {}\n", b.0);
    let r = &mut a;
    *r = Loud(8);
    pr_info!("through\n");
    drop(h.l);
    h.l = Loud(9);
    pr_info!("moved and refilled {}\n", h.l.0);
    let mut arr = [Loud(20), Loud(21)];
    arr[0] = Loud(22);
    pr_info!("elem\n");
    let c: Loud;
    Ok(())
}

//// 45_question_drops
// prints: both 101
// prints: drop 101
// prints: drop 2
// prints: drop 1
// prints: ok 100
// prints: drop 100
// prints: drop 2
// prints: drop 101
// prints: drop 1
// prints: err -16
// prints: drop 1
// prints: err -16
// prints: drop 51
// prints: drop 50
// prints: drop 52
// prints: drop 50
// prints: 51 7
// prints: drop 1
// prints: drop 60
// prints: error
// drops on `?` and on early return
fn fails(n: i32) -> Result<Loud> { if n > 1 { Err(EBUSY) } else { Ok(Loud(100 + n as u32)) } }
fn setup(n: i32) -> Result<Loud> {
    let _a = Loud(1);
    let b = fails(n)?;
    let _c = Loud(2);
    let d = fails(n + 1)?;
    pr_info!("both {}\n", d.0);
    Ok(b)
}
fn early(x: bool) -> u32 {
    let _a = Loud(50);
    if x { return Loud(51).0; }
    let _b = Loud(52);
    7
}
fn body() -> Result {
    for n in 0..3 {
        match setup(n) { Ok(l) => pr_info!("ok {}\n", l.0), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    }
    pr_info!("{} {}\n", early(true), early(false));
    let _z = Loud(60);
    let r = setup(2)?;
    pr_info!("never {}\n", r.0);
    Ok(())
}

//// 47_copy_types
// prints: 10 1 11
// prints: 9 9 8 2
// prints: true false
// prints: true true
// prints: 10 77
// prints: 5
// prints: 10
// copy types are copied, not shared
#[derive(Clone, Copy, PartialEq, Eq)]
struct P { x: i32, y: i32 }
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode { Off, On(u8) }
fn shift(mut p: P) -> P { p.x += 1; p }
fn body() -> Result {
    let mut p = P { x: 1, y: 2 };
    let q = p;
    p.x = 10;
    let r = shift(p);
    pr_info!("{} {} {}\n", p.x, q.x, r.x);
    let mut a = [p; 3];
    a[0].y = 9;
    let b = a;
    a[1].y = 8;
    pr_info!("{} {} {} {}\n", a[0].y, b[0].y, a[1].y, b[1].y);
    let m = Mode::On(3);
    let n = m;
    pr_info!("{} {}\n", m == n, m == Mode::Off);
    let f = &p;
    let g = *f;
    pr_info!("{} {}\n", g == p, q != *f);
    let t = (1, p);
    let mut u = t;
    u.1.x = 77;
    pr_info!("{} {}\n", t.1.x, u.1.x);
    let o = Some(p);
    if let Some(mut z) = o { z.x = 5; pr_info!("{}\n", z.x); }
    pr_info!("{}\n", o.map(|z| z.x).unwrap_or(0));
    Ok(())
}

//// 49_into_raw
// prints: 21
// prints: close 21
// prints: drop 1
// prints: closed
// prints: still 5
// prints: b 5
// prints: drop 2
// prints: end
// Box::into_raw and from_raw, Arc::into_raw
struct Priv { n: u32, loud: Loud }
fn open() -> Result<*mut Priv> { Ok(Box::into_raw(Box::try_new(Priv { n: 1, loud: Loud(1) })?)) }
fn poke(p: *mut Priv) { let r = unsafe { &mut *p }; r.n += 10; }
fn close(p: *mut Priv) { let b = unsafe { Box::from_raw(p) }; pr_info!("close {}\n", b.n); }
fn body() -> Result {
    let p = open()?;
    poke(p);
    poke(p);
    pr_info!("{}\n", unsafe { (*p).n });
    close(p);
    pr_info!("closed\n");
    let a = Arc::try_new(Priv { n: 5, loud: Loud(2) })?;
    let raw = Arc::into_raw(a.clone());
    drop(a);
    pr_info!("still {}\n", unsafe { (*raw).n });
    let b = unsafe { Arc::from_raw(raw) };
    pr_info!("b {}\n", b.n);
    drop(b);
    pr_info!("end\n");
    Ok(())
}

//// 52_atomics_more
// prints: 10
// prints: 11
// prints: 9
// prints: 6
// prints: ok 6
// prints: err 7
// prints: true
// prints: false
// prints: true
// prints: 7
// prints: 20
// fetch_or, fetch_and, compare_exchange, fetch_max of atomics
use core::sync::atomic::{AtomicBool, AtomicU32};
fn body() -> Result {
    let a = AtomicU32::new(0b1010);
    pr_info!("{}\n", a.fetch_or(1, Ordering::Relaxed));
    pr_info!("{}\n", a.fetch_and(!2, Ordering::Relaxed));
    pr_info!("{}\n", a.fetch_xor(0xf, Ordering::Relaxed));
    pr_info!("{}\n", a.load(Ordering::Relaxed));
    match a.compare_exchange(6, 7, Ordering::SeqCst, Ordering::SeqCst) { Ok(v) => pr_info!("ok {}\n", v), Err(v) => pr_info!("err {}\n", v) }
    match a.compare_exchange(6, 8, Ordering::SeqCst, Ordering::SeqCst) { Ok(v) => pr_info!("ok {}\n", v), Err(v) => pr_info!("err {}\n", v) }
    let f = AtomicBool::new(false);
    pr_info!("{}\n", f.compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst).is_ok());
    pr_info!("{}\n", f.compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst).is_ok());
    pr_info!("{}\n", f.fetch_or(true, Ordering::SeqCst));
    pr_info!("{}\n", a.fetch_max(20, Ordering::Relaxed));
    pr_info!("{}\n", a.into_inner());
    Ok(())
}

//// 55_bitfields
// prints: 513 true 2
// prints: 512 2147484176 true false
// prints: 8
// prints: 4294966527
// a bit-field helper struct with getters and setters
#[derive(Clone, Copy, Default)]
struct Ctrl(u32);
impl Ctrl {
    const EN: u32 = 1 << 0;
    const SPEED_SHIFT: u32 = 8;
    const SPEED_MASK: u32 = 0x3 << Self::SPEED_SHIFT;
    const fn new() -> Self { Ctrl(0) }
    fn enabled(&self) -> bool { self.0 & Self::EN != 0 }
    fn set_enabled(&mut self, on: bool) { if on { self.0 |= Self::EN } else { self.0 &= !Self::EN } }
    fn speed(&self) -> u8 { ((self.0 & Self::SPEED_MASK) >> Self::SPEED_SHIFT) as u8 }
    fn set_speed(&mut self, s: u8) { self.0 = (self.0 & !Self::SPEED_MASK) | ((s as u32) << Self::SPEED_SHIFT & Self::SPEED_MASK); }
    fn with(mut self, bit: u32) -> Self { self.0 |= 1 << bit; self }
    fn bit(&self, n: u32) -> bool { (self.0 >> n) & 1 == 1 }
}
fn body() -> Result {
    let mut c = Ctrl::new();
    c.set_enabled(true);
    c.set_speed(6);
    pr_info!("{} {} {}\n", c.0, c.enabled(), c.speed());
    c.set_enabled(false);
    let d = c.with(31).with(4);
    pr_info!("{} {} {} {}\n", c.0, d.0, d.bit(31), d.bit(30));
    let e = Ctrl::default().with(3);
    pr_info!("{}\n", e.0);
    pr_info!("{}\n", !Ctrl::SPEED_MASK);
    Ok(())
}

//// 56_ring
// prints: full 3 -12
// prints: full 4 -12
// prints: 3
// prints: 0 1
// prints: 2 2
// prints: 70 1
// prints: 80 0
// ring buffer with index arithmetic modulo a const
const N: usize = 4;
struct Ring { buf: [u32; N], head: usize, tail: usize }
impl Ring {
    const fn new() -> Self { Ring { buf: [0; N], head: 0, tail: 0 } }
    fn used(&self) -> usize { (self.head + N - self.tail) % N }
    fn push(&mut self, v: u32) -> Result {
        let next = (self.head + 1) % N;
        if next == self.tail { return Err(ENOMEM); }
        self.buf[self.head] = v;
        self.head = next;
        Ok(())
    }
    fn pop(&mut self) -> Option<u32> {
        if self.head == self.tail { return None; }
        let v = self.buf[self.tail];
        self.tail = (self.tail + 1) % N;
        Some(v)
    }
}
fn body() -> Result {
    let mut r = Ring::new();
    for i in 0..5 { match r.push(i) { Ok(()) => {} Err(e) => pr_info!("full {} {}\n", i, e.to_kernel_errno()) } }
    pr_info!("{}\n", r.used());
    pr_info!("{} {}\n", r.pop().unwrap_or(9), r.pop().unwrap_or(9));
    r.push(70)?;
    r.push(80)?;
    while let Some(v) = r.pop() { pr_info!("{} {}\n", v, r.used()); }
    Ok(())
}

//// 57_ring_masked
// prints: 8 5 0
// prints: 0
// prints: 65534 true
// prints: 28 8
// ring with free-running u16 indices and a mask
const SIZE: u16 = 8;
const MASK: u16 = SIZE - 1;
struct Q { prod: u16, cons: u16, slots: [Option<u8>; SIZE as usize] }
impl Q {
    fn space(&self) -> u16 { SIZE - self.prod.wrapping_sub(self.cons) }
    fn put(&mut self, v: u8) -> bool {
        if self.space() == 0 { return false; }
        self.slots[(self.prod & MASK) as usize] = Some(v);
        self.prod = self.prod.wrapping_add(1);
        true
    }
    fn get(&mut self) -> Option<u8> {
        if self.prod == self.cons { return None; }
        let v = self.slots[usize::from(self.cons & MASK)].take();
        self.cons = self.cons.wrapping_add(1);
        v
    }
}
fn body() -> Result {
    let mut q = Q { prod: 65533, cons: 65533, slots: [None; 8] };
    let mut n = 0;
    while q.put(n) { n += 1; }
    pr_info!("{} {} {}\n", n, q.prod, q.space());
    pr_info!("{}\n", q.get().unwrap_or(99));
    pr_info!("{} {}\n", q.cons, q.slots[5].is_none());
    let mut s = 0u32;
    while let Some(v) = q.get() { s += v as u32; }
    pr_info!("{} {}\n", s, q.space());
    Ok(())
}

//// 62_crc
// prints: 442729206 64760 3387245734
// prints: 440920331
// checksums: crc32, internet checksum, fnv hash
fn crc32(data: &[u8]) -> u32 {
    let mut crc = !0u32;
    for &b in data {
        crc ^= b as u32;
        for _ in 0..8 { crc = if crc & 1 != 0 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }; }
    }
    !crc
}
fn inet(data: &[u8]) -> u16 {
    let mut sum = 0u32;
    let mut i = 0;
    while i + 1 < data.len() { sum += ((data[i] as u32) << 8) | data[i + 1] as u32; i += 2; }
    if i < data.len() { sum += (data[i] as u32) << 8; }
    while sum >> 16 != 0 { sum = (sum & 0xffff) + (sum >> 16); }
    !(sum as u16)
}
fn fnv(data: &[u8]) -> u32 {
    let mut h = 0x811c_9dc5u32;
    for b in data.iter() { h ^= *b as u32; h = h.wrapping_mul(0x0100_0193); }
    h
}
fn body() -> Result {
    let d = [1u8, 2, 3, 4, 0xff];
    pr_info!("{} {} {}\n", crc32(&d), inet(&d), fnv(&d));
    pr_info!("{}\n", fnv(b"abc"));
    Ok(())
}

//// 63_lcg
// prints: 723471715 908834774
// prints: 2497366906 1093944153
// prints: 2064144800 1392341196
// prints: 1
// pseudo-random numbers: xorshift and LCG in u32 and u64
struct Rng { s: u32, t: u64 }
impl Rng {
    fn next(&mut self) -> u32 { self.s ^= self.s << 13; self.s ^= self.s >> 17; self.s ^= self.s << 5; self.s }
    fn lcg(&mut self) -> u32 { self.t = self.t.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407); (self.t >> 33) as u32 }
}
fn body() -> Result {
    let mut r = Rng { s: 2463534242, t: 1 };
    for _ in 0..3 { pr_info!("{} {}\n", r.next(), r.lcg()); }
    pr_info!("{}\n", r.next() % 6 + 1);
    Ok(())
}

//// 67_vec_loud
// prints: drop 4
// prints: drop 0
// prints: set
// prints: drop 2
// prints: drop 3
// prints: truncated 2
// prints: it 10
// prints: drop 10
// prints: drop 1
// prints: after
// prints: drop 20
// prints: drop 21
// prints: cleared
// prints: drop 22
// Vec of values with Drop
fn body() -> Result {
    let mut v = Vec::new();
    for i in 0..5 { v.try_push(Loud(i))?; }
    drop(v.pop());
    v[0] = Loud(10);
    pr_info!("set\n");
    v.truncate(2);
    pr_info!("truncated {}\n", v.len());
    for l in v { pr_info!("it {}\n", l.0); if l.0 == 10 { break; } }
    pr_info!("after\n");
    let mut w = Vec::new();
    w.try_push(Loud(20))?;
    w.try_push(Loud(21))?;
    w.clear();
    pr_info!("cleared\n");
    w.try_push(Loud(22))?;
    Ok(())
}

//// 68_nested_option_box
// prints: -3 at 3
// prints: 1 at 2
// prints: 2 at 1
// prints: 5 at 0
// prints: 8 at 1
// prints: 9 at 2
// prints: height 4
// prints: true false
// nested Option<Box<T>>
struct Tree { key: i32, left: Option<Box<Tree>>, right: Option<Box<Tree>> }
fn insert(t: &mut Option<Box<Tree>>, key: i32) -> Result {
    match t {
        None => { *t = Some(Box::try_new(Tree { key, left: None, right: None })?); }
        Some(n) => { if key < n.key { insert(&mut n.left, key)? } else { insert(&mut n.right, key)? } }
    }
    Ok(())
}
fn walk(t: &Option<Box<Tree>>, depth: u32) -> u32 {
    if let Some(n) = t {
        let l = walk(&n.left, depth + 1);
        pr_info!("{} at {}\n", n.key, depth);
        let r = walk(&n.right, depth + 1);
        1 + if l > r { l } else { r }
    } else { 0 }
}
fn has(mut t: &Option<Box<Tree>>, key: i32) -> bool {
    while let Some(n) = t {
        if n.key == key { return true; }
        t = if key < n.key { &n.left } else { &n.right };
    }
    false
}
fn body() -> Result {
    let mut t = None;
    for k in [5, 2, 8, 1, 9, -3] { insert(&mut t, k)?; }
    pr_info!("height {}\n", walk(&t, 0));
    pr_info!("{} {}\n", has(&t, 9), has(&t, 4));
    Ok(())
}

//// 69_result_moves
// prints: true
// prints: b 9
// prints: drop 10
// prints: c 2
// prints: drop 3
// prints: n 4
// prints: drop 4
// prints: true
// prints: drop 5
// prints: ok
// prints: in 1
// prints: drop 1
// prints: 3
// prints: drop 20
// prints: filtered true
// prints: small 6
// prints: drop 6
// prints: drop 7
// prints: end
// prints: drop 8
// prints: drop 2
// prints: drop 9
// moving values through Result and Option combinators
fn parse(x: u32) -> Result<Loud> { if x == 0 { Err(EINVAL) } else { Ok(Loud(x)) } }
fn body() -> Result {
    let a = parse(1).ok();
    pr_info!("{}\n", a.is_some());
    let b = parse(0).unwrap_or(Loud(9));
    pr_info!("b {}\n", b.0);
    let c = parse(2).unwrap_or(Loud(10));
    pr_info!("c {}\n", c.0);
    let n = parse(3).map(|l| l.0 + 1).unwrap_or(0);
    pr_info!("n {}\n", n);
    let d = parse(4).and_then(|l| if l.0 == 4 { Err(EBUSY) } else { Ok(l) });
    pr_info!("{}\n", d.is_err());
    if parse(5).is_ok() { pr_info!("ok\n"); }
    let e = a.map(|l| { pr_info!("in {}\n", l.0); 3 });
    pr_info!("{}\n", e.unwrap_or(0));
    let o = Some(Loud(20)).filter(|l| l.0 > 100);
    pr_info!("filtered {}\n", o.is_none());
    match parse(6) { Ok(ref l) if l.0 > 10 => pr_info!("big\n"), Ok(l) => pr_info!("small {}\n", l.0), Err(_) => {} }
    let _ = parse(7);
    let _keep = parse(8);
    pr_info!("end\n");
    Ok(())
}

//// 70_match_drops
// prints: drop 1
// prints: 2
// prints: ref 2
// prints: drop 2
// prints: 9
// prints: wild
// prints: drop 3
// prints: 4
// prints: 0
// prints: seen 4
// prints: n 1
// prints: still
// prints: l 4
// prints: drop 4
// drops with match and bindings by value and by reference
enum Ev { Data(Loud), Ctl(Loud, u32), None }
fn eat(l: Loud) -> u32 { l.0 }
fn run(e: Ev) -> u32 {
    match e {
        Ev::Data(l) => eat(l) + 1,
        Ev::Ctl(ref l, n) if n > 5 => { pr_info!("ref {}\n", l.0); n }
        Ev::Ctl(_, n) => { pr_info!("wild\n"); n }
        Ev::None => 0,
    }
}
fn body() -> Result {
    pr_info!("{}\n", run(Ev::Data(Loud(1))));
    pr_info!("{}\n", run(Ev::Ctl(Loud(2), 9)));
    pr_info!("{}\n", run(Ev::Ctl(Loud(3), 4)));
    pr_info!("{}\n", run(Ev::None));
    let e = Ev::Ctl(Loud(4), 1);
    if let Ev::Ctl(l, _) = &e { pr_info!("seen {}\n", l.0); }
    if let Ev::Ctl(_, n) = e { pr_info!("n {}\n", n); }
    pr_info!("still\n");
    let Ev::Ctl(l, _) = e else { return Ok(()); };
    pr_info!("l {}\n", l.0);
    Ok(())
}

//// 72_array_moves
// prints: it 1
// prints: drop 1
// prints: it 2
// prints: drop 2
// prints: drop 3
// prints: after
// prints: drop 10
// prints: slots
// prints: took 11
// prints: drop 11
// prints: false
// prints: true
// prints: false
// prints: 20 21
// prints: first 30
// prints: drop 30
// prints: drop 31
// prints: drop 21
// prints: drop 20
// prints: drop 112
// arrays of values with Drop: into_iter, Option slots, map by index
fn body() -> Result {
    let a = [Loud(1), Loud(2), Loud(3)];
    for l in a { pr_info!("it {}\n", l.0); if l.0 == 2 { break; } }
    pr_info!("after\n");
    let mut s: [Option<Loud>; 3] = [None, None, None];
    s[1] = Some(Loud(10));
    s[0] = Some(Loud(11));
    s[1] = Some(Loud(12));
    pr_info!("slots\n");
    if let Some(l) = s[0].take() { pr_info!("took {}\n", l.0); }
    for x in s.iter_mut() { if let Some(l) = x { l.0 += 100; } }
    for x in s.iter() { pr_info!("{}\n", x.is_some()); }
    let [p, q] = [Loud(20), Loud(21)];
    pr_info!("{} {}\n", p.0, q.0);
    let t = [Loud(30), Loud(31)];
    let [first, ..] = t;
    pr_info!("first {}\n", first.0);
    Ok(())
}

//// 74_ref_semantics
// prints: 7 12
// prints: 19
// prints: 19 7 19
// prints: 3
// prints: 5 4
// prints: 19 3
// prints: 1000
// prints: 44 1
// references to fields and elements, changed underneath, chosen by condition
struct D { a: u32, b: u32, arr: [u32; 2] }
fn pick(d: &mut D, second: bool) -> &mut u32 { if second { &mut d.b } else { &mut d.a } }
fn larger<'a>(x: &'a u32, y: &'a u32) -> &'a u32 { if x > y { x } else { y } }
fn body() -> Result {
    let mut d = D { a: 1, b: 2, arr: [3, 4] };
    *pick(&mut d, true) += 10;
    *pick(&mut d, false) = 7;
    pr_info!("{} {}\n", d.a, d.b);
    let D { a, ref mut b, .. } = d;
    *b += a;
    pr_info!("{}\n", d.b);
    let (x, y) = (&mut d.a, &mut d.b);
    mem::swap(x, y);
    pr_info!("{} {} {}\n", d.a, d.b, larger(&d.a, &d.b));
    let mut p = &d.arr[0];
    pr_info!("{}\n", *p);
    p = &d.arr[1];
    pr_info!("{} {}\n", *p + 1, p);
    let rr = &&d;
    pr_info!("{} {}\n", rr.a, (**rr).arr[0]);
    let pp = &mut &mut d.a;
    **pp = 1000;
    pr_info!("{}\n", d.a);
    let mut i = 0;
    d.arr[{ i += 1; i }] = 44;
    pr_info!("{} {}\n", d.arr[1], i);
    Ok(())
}

//// 80_coerced_mut
// prints: 2
// prints: drop 1
// prints: 9 20
// prints: 10 20
// prints: 14
// prints: end
// prints: drop 20
// boxes and arcs lent as references to what is in them, written and read there
struct S { n: u32, l: Loud }
fn reset(s: &mut S) { *s = S { n: 9, l: Loud(20) }; }
fn bump(s: &mut S) { s.n += 1; }
fn up(n: &mut u32) { *n += 1; }
fn read(n: &u32) -> u32 { *n * 2 }
fn body() -> Result {
    let mut b = Box::try_new(S { n: 1, l: Loud(1) })?;
    bump(&mut b);
    pr_info!("{}\n", b.n);
    reset(&mut b);
    pr_info!("{} {}\n", b.n, b.l.0);
    up(&mut b.n);
    pr_info!("{} {}\n", b.n, read(&b.n));
    let a = Arc::try_new(7u32)?;
    pr_info!("{}\n", read(&a));
    pr_info!("end\n");
    Ok(())
}

//// 81_swap_boxes
// prints: 2 1
// prints: 2 1
// prints: 6 5
// prints: 5 6
// prints: 5 6 60
// prints: 3 1
// prints: drop 5
// prints: drop 6
// prints: drop 7
// prints: drop 1
// prints: drop 2
// swap and replace of what is in boxes, of parameters, of elements
struct S { n: u32, l: Loud }
fn swap_them(a: &mut u32, b: &mut u32) { let t = *a; *a = *b; *b = t; }
fn exchange(a: &mut Loud, b: &mut Loud) { mem::swap(a, b); }
fn set(s: &mut S, n: u32) -> u32 { mem::replace(&mut s.n, n) }
fn body() -> Result {
    let mut x = 1;
    let mut y = 2;
    swap_them(&mut x, &mut y);
    pr_info!("{} {}\n", x, y);
    let mut p = Loud(1);
    let mut q = Loud(2);
    exchange(&mut p, &mut q);
    pr_info!("{} {}\n", p.0, q.0);
    let mut a = Box::try_new(S { n: 5, l: Loud(5) })?;
    let mut b = Box::try_new(S { n: 6, l: Loud(6) })?;
    mem::swap(&mut *a, &mut *b);
    pr_info!("{} {}\n", a.n, b.l.0);
    mem::swap(&mut a, &mut b);
    pr_info!("{} {}\n", a.n, b.l.0);
    let old = mem::replace(&mut *a, S { n: 7, l: Loud(7) });
    pr_info!("{} {} {}\n", old.n, set(&mut b, 60), b.n);
    let mut arr = [1u8, 2, 3];
    let t = arr[0];
    arr[0] = arr[2];
    arr[2] = t;
    pr_info!("{} {}\n", arr[0], arr[2]);
    Ok(())
}

//// 82_question_in_aggregate
// prints: drop 2
// prints: drop 1
// prints: true
// prints: drop 3
// prints: true
// prints: drop 5
// prints: drop 4
// prints: true
// prints: drop 6
// prints: true
// prints: drop 7
// prints: true
// prints: drop 10
// prints: drop 9
// prints: drop 8
// prints: true
// `?` in the middle of a struct, a tuple, an array, arguments: what was made before is dropped
struct P { a: Loud, b: Loud, c: u32 }
fn no() -> Result<u32> { Err(EIO) }
fn noloud() -> Result<Loud> { Err(EIO) }
fn two(a: Loud, n: u32) -> u32 { n }
fn s() -> Result<P> { Ok(P { a: Loud(1), b: Loud(2), c: no()? }) }
fn t() -> Result<(Loud, Loud)> { Ok((Loud(3), noloud()?)) }
fn a() -> Result<[Loud; 3]> { Ok([Loud(4), Loud(5), noloud()?]) }
fn f() -> Result<u32> { Ok(two(Loud(6), no()?)) }
fn bx() -> Result<Box<P>> { Ok(Box::try_new(P { a: Loud(7), b: noloud()?, c: 0 })?) }
fn nested() -> Result<u32> { let _x = Loud(8); let y = two(Loud(9), two(Loud(10), no()?)); Ok(y) }
fn body() -> Result {
    pr_info!("{}\n", s().is_err());
    pr_info!("{}\n", t().is_err());
    pr_info!("{}\n", a().is_err());
    pr_info!("{}\n", f().is_err());
    pr_info!("{}\n", bx().is_err());
    pr_info!("{}\n", nested().is_err());
    Ok(())
}

//// 83_tail_temporaries
// prints: drop 1
// prints: drop 2
// prints: 2
// prints: drop 3
// prints: drop 4
// prints: 4
// prints: five
// prints: drop 5
// prints: n 6
// prints: drop 6
// prints: else
// prints: drop 7
// prints: drop 8
// prints: n 8
// prints: drop 9
// prints: drop 10
// prints: x 11
// prints: drop 11
// prints: k 11
// prints: for 0
// prints: drop 12
// prints: drop 13
// prints: drop 14
// prints: r 15
// prints: drop 15
// prints: drop 16
// prints: in
// temporaries of a tail expression, of match and if let, of let with a method chain
fn make(n: u32) -> Loud { Loud(n) }
fn num(l: &Loud) -> u32 { l.0 }
struct G { l: Loud }
impl G { fn get(&self) -> u32 { self.l.0 } fn opt(&self) -> Option<u32> { Some(self.l.0) } fn me(&self) -> &G { self } }
fn g(n: u32) -> G { G { l: Loud(n) } }
fn tail() -> u32 { let _l = Loud(1); num(&make(2)) }
fn tail2() -> u32 { let _l = Loud(3); g(4).me().get() }
fn body() -> Result {
    pr_info!("{}\n", tail());
    pr_info!("{}\n", tail2());
    match g(5).get() { 5 => pr_info!("five\n"), _ => {} }
    if let Some(n) = g(6).opt() { pr_info!("n {}\n", n); } else { pr_info!("no\n"); }
    if let None = g(7).opt() { } else { pr_info!("else\n"); }
    let n = g(8).me().me().get();
    pr_info!("n {}\n", n);
    let x = { let _b = Loud(9); g(10).get() + 1 };
    pr_info!("x {}\n", x);
    let Some(k) = g(11).opt() else { return Err(EIO); };
    pr_info!("k {}\n", k);
    for i in 0..g(12).get() - 11 { pr_info!("for {}\n", i); }
    while let Some(n) = g(13).opt() { if n == 13 { break; } }
    let r = g(14).opt().map(|n| n + 1).unwrap_or(0);
    pr_info!("r {}\n", r);
    if g(15).get() == 0 || g(16).get() == 16 { pr_info!("in\n"); }
    Ok(())
}

//// 85_shadow_moves
// prints: a 1
// prints: drop 2
// prints: b 3
// prints: round 0
// prints: drop 10
// prints: round 2
// prints: drop 12
// prints: acc true
// prints: drop 20
// prints: drop 21
// prints: cur 22
// prints: c 30
// prints: drop 30
// prints: drop 22
// prints: drop 11
// prints: drop 3
// prints: drop 1
// shadowing of what is moved, rebinding, moved and reassigned
fn wrap(l: Loud) -> Option<Loud> { Some(l) }
fn body() -> Result {
    let a = Loud(1);
    let a = a;
    let a = wrap(a);
    let Some(a) = a else { return Ok(()); };
    pr_info!("a {}\n", a.0);
    let mut b = Loud(2);
    drop(b);
    b = Loud(3);
    pr_info!("b {}\n", b.0);
    let mut acc = None;
    for i in 0..3 {
        let l = Loud(10 + i);
        if i == 1 { acc = Some(l); continue; }
        pr_info!("round {}\n", i);
    }
    pr_info!("acc {}\n", acc.is_some());
    let mut cur = Loud(20);
    for i in 0..2 { let next = Loud(21 + i); cur = next; }
    pr_info!("cur {}\n", cur.0);
    let c = if cur.0 == 22 { let t = Loud(30); t } else { Loud(31) };
    pr_info!("c {}\n", c.0);
    Ok(())
}

//// 86_sieve_gcd
// prints: 10 129
// prints: 12 959082 31 1307674368000 144
// prints: 111
// number programs: gcd, sieve, fibonacci, power modulo, integer square root, collatz
fn gcd(mut a: u32, mut b: u32) -> u32 { while b != 0 { let t = a % b; a = b; b = t; } a }
fn powmod(mut b: u64, mut e: u64, m: u64) -> u64 { let mut r = 1; b %= m; while e > 0 { if e & 1 == 1 { r = r * b % m; } b = b * b % m; e >>= 1; } r }
fn isqrt(n: u32) -> u32 { let mut x = n; let mut y = (x + 1) / 2; while y < x { x = y; y = (x + n / x) / 2; } x }
fn fact(n: u64) -> u64 { if n <= 1 { 1 } else { n * fact(n - 1) } }
fn fib(n: u32) -> u32 { match n { 0 => 0, 1 => 1, _ => fib(n - 1) + fib(n - 2) } }
fn body() -> Result {
    let mut sieve = [true; 30];
    sieve[0] = false;
    sieve[1] = false;
    let mut i = 2;
    while i * i < sieve.len() { if sieve[i] { let mut j = i * i; while j < sieve.len() { sieve[j] = false; j += i; } } i += 1; }
    let mut count = 0;
    let mut sum = 0usize;
    for (i, &p) in sieve.iter().enumerate() { if p { count += 1; sum += i; } }
    pr_info!("{} {}\n", count, sum);
    pr_info!("{} {} {} {} {}\n", gcd(48, 36), powmod(3, 200, 1_000_007), isqrt(1000), fact(15), fib(12));
    let mut n = 27u64;
    let mut steps = 0;
    while n != 1 { n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 }; steps += 1; }
    pr_info!("{}\n", steps);
    Ok(())
}

//// 87_itoa
// prints: 5 52 49
// prints: 98 101 101 102
// prints: 48879
// prints: 4863
// prints: err -22
// prints: err -34
// decimal and hexadecimal text into a buffer, parse back
const HEX: &[u8; 16] = b"0123456789abcdef";
fn itoa(mut n: u32, buf: &mut [u8]) -> usize {
    let mut i = buf.len();
    loop { i -= 1; buf[i] = b'0' + (n % 10) as u8; n /= 10; if n == 0 { break; } }
    i
}
fn parse(s: &[u8]) -> Result<u32> {
    let mut n = 0u32;
    if s.is_empty() { return Err(EINVAL); }
    for &c in s {
        let d = match c { b'0'..=b'9' => c - b'0', b'a'..=b'f' => c - b'a' + 10, _ => return Err(EINVAL) };
        n = n.checked_mul(16).ok_or(ERANGE)?.checked_add(d as u32).ok_or(ERANGE)?;
    }
    Ok(n)
}
fn body() -> Result {
    let mut buf = [0u8; 10];
    let at = itoa(40961, &mut buf);
    pr_info!("{} {} {}\n", at, buf[at], buf[9]);
    let mut h = [0u8; 4];
    let v = 0xbeefu16;
    for i in 0..4 { h[3 - i] = HEX[((v >> (4 * i)) & 0xf) as usize]; }
    pr_info!("{} {} {} {}\n", h[0], h[1], h[2], h[3]);
    pr_info!("{}\n", parse(&h)?);
    pr_info!("{}\n", parse(b"12ff")?);
    match parse(b"1x") { Ok(n) => pr_info!("ok {}\n", n), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    match parse(b"1ffffffff") { Ok(n) => pr_info!("ok {}\n", n), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    Ok(())
}

//// 88_sign_extension
// prints: -1 2047
// prints: true false
// prints: 2 -2
// prints: 250
// prints: -2147483648 65533
// prints: -2 -42
// prints: 32766
// prints: -2147483648
// prints: -1.234
// prints: -76
// sign extension, time_after, signed differences of unsigned
fn sext12(x: u32) -> i32 { ((x << 20) as i32) >> 20 }
fn after(a: u32, b: u32) -> bool { (b.wrapping_sub(a) as i32) < 0 }
fn diff(a: u16, b: u16) -> i16 { a.wrapping_sub(b) as i16 }
fn avg(a: u8, b: u8) -> u8 { ((a as u16 + b as u16) / 2) as u8 }
struct T { last: u32, frac: i16 }
fn body() -> Result {
    pr_info!("{} {}\n", sext12(0xfff), sext12(0x7ff));
    pr_info!("{} {}\n", after(5, 0xffff_fff0), after(0xffff_fff0, 5));
    pr_info!("{} {}\n", diff(1, 65535), diff(65535, 1));
    pr_info!("{}\n", avg(250, 251));
    let t = T { last: 0x8000_0000, frac: -3 };
    pr_info!("{} {}\n", t.last as i32, t.frac as u16);
    pr_info!("{} {}\n", t.frac >> 1, t.frac as i32 * 100 / 7);
    pr_info!("{}\n", (t.frac as u16 >> 1) as i16);
    pr_info!("{}\n", 1i32 << 31);
    let temp = -1234i32;
    pr_info!("{}.{}\n", temp / 1000, (temp % 1000).abs());
    let raw = 0xff85u16;
    let deg = (raw as i16) as i32 * 10 / 16;
    pr_info!("{}\n", deg);
    Ok(())
}

//// 89_bitmap
// prints: 62
// prints: 63
// prints: true 64
// prints: false true true
// prints: 63 65
// prints: 18446744073709551615 1
// an allocation bitmap in an array of u64, in a field
const WORDS: usize = 2;
struct Bitmap { map: [u64; WORDS], used: usize }
impl Bitmap {
    fn alloc(&mut self) -> Option<usize> {
        for w in 0..WORDS {
            if self.map[w] == u64::MAX { continue; }
            for b in 0..64 {
                if self.map[w] & (1 << b) == 0 { self.map[w] |= 1 << b; self.used += 1; return Some(w * 64 + b); }
            }
        }
        None
    }
    fn free(&mut self, i: usize) { self.map[i / 64] &= !(1 << (i % 64)); self.used -= 1; }
    fn test(&self, i: usize) -> bool { self.map[i / 64] >> (i % 64) & 1 != 0 }
}
fn body() -> Result {
    let mut m = Bitmap { map: [!0 >> 2, 0], used: 62 };
    pr_info!("{}\n", m.alloc().unwrap_or(999));
    pr_info!("{}\n", m.alloc().unwrap_or(999));
    pr_info!("{} {}\n", m.map[0] == u64::MAX, m.alloc().unwrap_or(999));
    m.free(63);
    pr_info!("{} {} {}\n", m.test(63), m.test(64), m.test(62));
    pr_info!("{} {}\n", m.alloc().unwrap_or(999), m.used);
    pr_info!("{} {}\n", m.map[0], m.map[1]);
    Ok(())
}

//// 90_subslice_loops
// prints: 5
// prints: 3
// prints: 5 4
// prints: 741 51 53 100
// prints: 9 7 16
// prints: 3 9
// prints: 7
// prints: 53
// prints: 9
// prints: 1 2
// loops over parts of arrays, mutated
struct B { buf: [u8; 8], start: usize, end: usize }
impl B {
    fn data(&self) -> &[u8] { &self.buf[self.start..self.end] }
    fn data_mut(&mut self) -> &mut [u8] { &mut self.buf[self.start..self.end] }
    fn push(&mut self, s: &[u8]) -> usize { let n = s.len().min(self.buf.len() - self.end); self.buf[self.end..self.end + n].copy_from_slice(&s[..n]); self.end += n; n }
}
fn body() -> Result {
    let mut b = B { buf: [0; 8], start: 0, end: 0 };
    pr_info!("{}\n", b.push(&[1, 2, 3, 4, 5]));
    pr_info!("{}\n", b.push(&[6, 7, 8, 9, 10]));
    b.start = 3;
    pr_info!("{} {}\n", b.data().len(), b.data()[0]);
    for x in b.data_mut() { *x *= 2; }
    b.data_mut()[1] = 100;
    for x in &mut b.buf[..2] { *x += 50; }
    for x in b.buf[1..3].iter_mut() { *x += 1; }
    let mut s = 0u32;
    for (i, x) in b.buf.iter().enumerate() { s += *x as u32 * i as u32; }
    pr_info!("{} {} {} {}\n", s, b.buf[0], b.buf[1], b.buf[4]);
    for (d, s) in b.buf[4..].iter_mut().zip([9u8, 8, 7].iter()) { *d = *s; }
    pr_info!("{} {} {}\n", b.buf[4], b.buf[6], b.buf[7]);
    let t = &b.buf[2..][..3];
    pr_info!("{} {}\n", t.len(), t[2]);
    let tail = &b.buf[b.buf.len() - 2..];
    pr_info!("{}\n", tail[0]);
    for x in b.buf.iter().skip(1).step_by(3).take(2) { pr_info!("{}\n", x); }
    let r = &mut b.buf;
    r[0] = 1;
    let c = b.buf;
    b.buf[0] = 2;
    pr_info!("{} {}\n", c[0], b.buf[0]);
    Ok(())
}

//// 94_eq_derive
// prints: true true
// prints: true false
// prints: 1 2 10
// prints: true
// prints: true false true
// prints: true false true
// prints: true false
// prints: true
// prints: false true
// prints: false
// prints: true
// prints: true true
// prints: true
// derived PartialEq, PartialOrd; equality of arrays, slices, options
#[derive(PartialEq, Clone, Copy)]
struct P { x: u8, y: u8 }
#[derive(PartialEq, PartialOrd, Clone, Copy)]
enum L { Low = 1, Mid, High = 10 }
#[derive(PartialEq)]
enum E { A(P), B { n: u32 }, C }
fn body() -> Result {
    let p = P { x: 1, y: 2 };
    pr_info!("{} {}\n", p == P { x: 1, y: 2 }, p != P { x: 1, y: 3 });
    pr_info!("{} {}\n", L::Low == L::Low, L::Mid == L::High);
    pr_info!("{} {} {}\n", L::Low as u8, L::Mid as u32, L::High as i32);
    pr_info!("{}\n", L::Low < L::High);
    pr_info!("{} {} {}\n", E::A(p) == E::A(p), E::B { n: 1 } == E::B { n: 2 }, E::C == E::C);
    let a = [1u8, 2, 3];
    let b = [1u8, 2, 4];
    pr_info!("{} {} {}\n", a == [1, 2, 3], a == b, a != b);
    pr_info!("{} {}\n", a[..2] == b[..2], &a[1..] == &b[1..]);
    pr_info!("{}\n", &a[..] == &[1, 2, 3]);
    pr_info!("{} {}\n", Some(p) == None, Some(3) == Some(3));
    pr_info!("{}\n", Some("a") == Some("b"));
    pr_info!("{}\n", (1, "x") == (1, "x"));
    let r = &p;
    pr_info!("{} {}\n", *r == p, r == &p);
    let s: &[u8] = &a;
    pr_info!("{}\n", s == b"\x01\x02\x03");
    Ok(())
}

//// 97_array_params
// prints: 11 1
// prints: 7 3
// prints: 2 5
// prints: 5 3 4 5
// prints: 0
// prints: 1 3
// prints: 4 8
// arrays by value are copies; parts by reference are not
fn change(mut a: [u8; 3]) -> u8 { a[0] = 9; a[0] + a[1] }
fn back(mut a: [u8; 3]) -> [u8; 3] { a[2] = 7; a }
fn set(a: &mut [u8; 3], i: usize) { a[i] = 5; }
fn one(x: &mut u8) { *x += 1; }
fn grid(mut g: [[u8; 2]; 2]) -> u8 { g[1][1] = 4; g[0][0] + g[1][1] }
struct S { a: [u8; 3], g: [[u8; 2]; 2] }
fn body() -> Result {
    let mut a = [1, 2, 3];
    pr_info!("{} {}\n", change(a), a[0]);
    let b = back(a);
    pr_info!("{} {}\n", b[2], a[2]);
    set(&mut a, 1);
    one(&mut a[0]);
    pr_info!("{} {}\n", a[0], a[1]);
    let mut s = S { a, g: [[1, 2], [3, 0]] };
    set(&mut s.a, 2);
    one(&mut s.g[1][0]);
    pr_info!("{} {} {} {}\n", s.a[2], a[2], s.g[1][0], grid(s.g));
    pr_info!("{}\n", s.g[1][1]);
    let row = &mut s.g[0];
    one(&mut row[1]);
    let [x, y] = *row;
    pr_info!("{} {}\n", x, y);
    s.g[0] = s.g[1];
    s.g[1] = [8, 8];
    pr_info!("{} {}\n", s.g[0][0], s.g[1][0]);
    Ok(())
}

//// 98_const_structs
// prints: 5 0
// prints: 32 0 true
// prints: two one none
// prints: 9 1
// prints: 1 0
// prints: 3 7
// prints: 20
// a constant is a new value wherever it is named; tables of structs
#[derive(Clone, Copy)]
struct Quirk { id: u16, flags: u32 }
const ZERO: Quirk = Quirk { id: 0, flags: 0 };
const TABLE: [Quirk; 3] = [Quirk { id: 1, flags: 0x10 }, Quirk { id: 2, flags: 0x20 }, Quirk { id: 7, ..ZERO }];
static LIST: &[(u16, &str)] = &[(1, "one"), (2, "two")];
const ARR: [u8; 3] = [1, 2, 3];
fn flags(id: u16) -> Option<u32> { TABLE.iter().find(|q| q.id == id).map(|q| q.flags) }
fn name(id: u16) -> &'static str { for (n, s) in LIST { if *n == id { return s; } } "none" }
fn name2(id: u16) -> &'static str { for &(n, s) in LIST.iter() { if n == id { return s; } } "none" }
fn body() -> Result {
    let mut z = ZERO;
    z.id = 5;
    pr_info!("{} {}\n", z.id, ZERO.id);
    pr_info!("{} {} {}\n", flags(2).unwrap_or(0), flags(7).unwrap_or(1), flags(9).is_none());
    pr_info!("{} {} {}\n", name(2), name2(1), name(3));
    let mut a = ARR;
    a[0] = 9;
    pr_info!("{} {}\n", a[0], ARR[0]);
    let mut qs = [ZERO; 2];
    qs[0].flags = 1;
    pr_info!("{} {}\n", qs[0].flags, qs[1].flags);
    pr_info!("{} {}\n", TABLE.len(), TABLE[2].id);
    let mut n = 0;
    for q in TABLE { n += q.id; }
    for q in &TABLE { n += q.id; }
    pr_info!("{}\n", n);
    Ok(())
}

//// 99_const_fn
// prints: 498536548 3183342108
// prints: 2147483656 12 12
// prints: 2659403885
// prints: 2
// const fn with loops, tables made by them
const fn crc_table() -> [u32; 16] {
    let mut t = [0u32; 16];
    let mut i = 0;
    while i < 16 {
        let mut c = i as u32;
        let mut k = 0;
        while k < 4 { c = if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 }; k += 1; }
        t[i] = c;
        i += 1;
    }
    t
}
const TABLE: [u32; 16] = crc_table();
const fn bit(n: u32) -> u32 { 1 << n }
const fn max(a: usize, b: usize) -> usize { if a > b { a } else { b } }
const IRQ: u32 = bit(3) | bit(31);
const SIZE: usize = max(4, 6) * 2;
static BUF: [u8; SIZE] = [7; SIZE];
fn body() -> Result {
    pr_info!("{} {}\n", TABLE[1], TABLE[15]);
    pr_info!("{} {} {}\n", IRQ, SIZE, BUF.len());
    let mut crc = !0u32;
    for &b in b"ab" {
        crc = (crc >> 4) ^ TABLE[((crc ^ b as u32) & 0xf) as usize];
        crc = (crc >> 4) ^ TABLE[((crc ^ (b as u32 >> 4)) & 0xf) as usize];
    }
    pr_info!("{}\n", !crc);
    let mut hits = 0;
    for i in 0..32 { if IRQ & bit(i) != 0 { hits += 1; } }
    pr_info!("{}\n", hits);
    Ok(())
}

//// a0_arc_more
// prints: 1
// prints: kept 2
// prints: popped
// prints: drop 1
// prints: gone
// prints: one left
// prints: 77
// prints: drop 2
// prints: end
// Arc in vectors, arrays, options; counts by drops; Arc::get_mut and strong_count
struct Node { id: u32, l: Loud }
fn keep(v: &mut Vec<Arc<Node>>, n: &Arc<Node>) -> Result { v.try_push(n.clone())?; Ok(()) }
fn pass(n: Arc<Node>) -> u32 { n.id }
fn body() -> Result {
    let mut v = Vec::new();
    let n = Arc::try_new(Node { id: 1, l: Loud(1) })?;
    keep(&mut v, &n)?;
    keep(&mut v, &n)?;
    pr_info!("{}\n", pass(n.clone()));
    drop(n);
    pr_info!("kept {}\n", v.len());
    v.pop();
    pr_info!("popped\n");
    v.pop();
    pr_info!("gone\n");
    let a = Arc::try_new(Node { id: 2, l: Loud(2) })?;
    let mut slots: [Option<Arc<Node>>; 2] = [None, None];
    slots[0] = Some(a.clone());
    slots[1] = Some(a);
    slots[0] = None;
    pr_info!("one left\n");
    let b = slots[1].take();
    let c = slots[1].as_ref().map(|x| x.id).unwrap_or(77);
    pr_info!("{}\n", c);
    drop(b);
    pr_info!("end\n");
    Ok(())
}

//// a3_raw_of_box
// prints: 10 2
// prints: drop 1
// prints: 3
// prints: drop 3
// prints: a gone
// prints: true
// prints: 2 2
// prints: drop 2
// prints: 6
// prints: 6
// raw pointers into boxes, boxes of arrays, drop through a raw pointer
struct S { n: u32, next: *mut S, l: Loud }
fn body() -> Result {
    let a = Box::into_raw(Box::try_new(S { n: 1, next: core::ptr::null_mut(), l: Loud(1) })?);
    let b = Box::into_raw(Box::try_new(S { n: 2, next: a, l: Loud(2) })?);
    unsafe {
        (*(*b).next).n = 10;
        pr_info!("{} {}\n", (*a).n, (*b).n);
        let r = &mut *(*b).next;
        r.l = Loud(3);
        pr_info!("{}\n", (*a).l.0);
        (*b).next = core::ptr::null_mut();
        drop(Box::from_raw(a));
        pr_info!("a gone\n");
        let bb = Box::from_raw(b);
        pr_info!("{}\n", bb.next.is_null());
        let S { n, l, .. } = *bb;
        pr_info!("{} {}\n", n, l.0);
    }
    let mut bx = Box::try_new(5u32)?;
    let p = &mut *bx as *mut u32;
    unsafe { *p = 6; }
    pr_info!("{}\n", *bx);
    let q: *const u32 = &*bx;
    pr_info!("{}\n", unsafe { *q });
    Ok(())
}

//// a4_option_refs
// prints: 12
// prints: 100
// prints: 20 4
// prints: 4
// prints: x true
// prints: inner none
// prints: 4
// prints: 4
// prints: 100 true
// prints: -2
// prints: 1 true
// options in structs by reference: if let &mut, as_mut, match self.x, take in a method
struct Dev { irq: Option<u32>, buf: Option<Box<[u8; 4]>>, name: Option<&'static str>, nested: Option<Option<u8>> }
impl Dev {
    fn bump(&mut self) { if let Some(n) = &mut self.irq { *n += 1; } }
    fn bump2(&mut self) { match self.irq { Some(ref mut n) => *n += 10, None => {} } }
    fn bump3(&mut self) { match &mut self.irq { Some(n) if *n > 5 => *n = 100, Some(n) => *n = 5, None => {} } }
    fn get(&self) -> Result<u32> { self.irq.ok_or(ENOENT) }
    fn buf(&mut self) -> Option<&mut [u8; 4]> { self.buf.as_deref_mut() }
    fn stop(&mut self) -> Option<u32> { self.irq.take() }
}
fn body() -> Result {
    let mut d = Dev { irq: Some(1), buf: None, name: Some("x"), nested: Some(None) };
    d.bump();
    d.bump2();
    pr_info!("{}\n", d.get()?);
    d.bump3();
    pr_info!("{}\n", d.irq.unwrap_or(0));
    d.buf = Some(Box::try_new([1, 2, 3, 4])?);
    if let Some(b) = d.buf() { b[1] = 20; }
    if let Some(b) = &d.buf { pr_info!("{} {}\n", b[1], b.len()); }
    if let Some(b) = d.buf.as_mut() { b[2] += 1; }
    pr_info!("{}\n", d.buf.as_ref().map(|b| b[2]).unwrap_or(0));
    pr_info!("{} {}\n", d.name.unwrap_or("none"), d.nested.is_some());
    match d.nested { Some(Some(_)) => pr_info!("both\n"), Some(None) => pr_info!("inner none\n"), None => pr_info!("none\n") }
    d.nested = Some(Some(4));
    if let Some(Some(n)) = d.nested { pr_info!("{}\n", n); }
    pr_info!("{}\n", d.nested.flatten().unwrap_or(0));
    pr_info!("{} {}\n", d.stop().unwrap_or(0), d.stop().is_none());
    match d.get() { Ok(_) => {} Err(e) => pr_info!("{}\n", e.to_kernel_errno()) }
    let b = d.buf.take().ok_or(EINVAL)?;
    pr_info!("{} {}\n", b[0], d.buf.is_none());
    Ok(())
}

//// a5_hash
// prints: 8 true
// prints: 100 800 true
// prints: true false 7
// prints: 5 true 7
// prints: false
// an open-addressing hash table, with deletion marks
#[derive(Clone, Copy, PartialEq)]
enum Slot { Empty, Dead, Full(u32, u32) }
struct Map { slots: [Slot; 8], len: usize }
impl Map {
    fn new() -> Self { Self { slots: [Slot::Empty; 8], len: 0 } }
    fn hash(k: u32) -> usize { (k.wrapping_mul(0x9e37_79b1) >> 29) as usize }
    fn put(&mut self, k: u32, v: u32) -> Result {
        let mut i = Self::hash(k);
        for _ in 0..8 {
            match self.slots[i] {
                Slot::Full(key, _) if key == k => { self.slots[i] = Slot::Full(k, v); return Ok(()); }
                Slot::Full(..) => i = (i + 1) & 7,
                _ => { self.slots[i] = Slot::Full(k, v); self.len += 1; return Ok(()); }
            }
        }
        Err(ENOMEM)
    }
    fn get(&self, k: u32) -> Option<u32> {
        let mut i = Self::hash(k);
        for _ in 0..8 {
            match self.slots[i] { Slot::Empty => return None, Slot::Full(key, v) if key == k => return Some(v), _ => i = (i + 1) % 8 }
        }
        None
    }
    fn del(&mut self, k: u32) -> bool {
        for s in self.slots.iter_mut() { if let Slot::Full(key, _) = *s { if key == k { *s = Slot::Dead; self.len -= 1; return true; } } }
        false
    }
}
fn body() -> Result {
    let mut m = Map::new();
    for k in 1..=8 { m.put(k * 3, k * 100)?; }
    let full = m.put(99, 1).is_err();
    pr_info!("{} {}\n", m.len, full);
    pr_info!("{} {} {}\n", m.get(3).unwrap_or(0), m.get(24).unwrap_or(0), m.get(4).is_none());
    let (d, e) = (m.del(9), m.del(9));
    pr_info!("{} {} {}\n", d, e, m.len);
    m.put(12, 5)?;
    pr_info!("{} {} {}\n", m.get(12).unwrap_or(0), m.get(9).is_none(), m.len);
    pr_info!("{}\n", m.slots[0] == Slot::Empty);
    Ok(())
}

//// a6_matrix
// prints: 30 96 150
// prints: 102 42
// prints: true
// prints: 2 1 2
// prints: 15
// matrices, transposition, two-dimensional neighbourhoods
type M = [[i32; 3]; 3];
fn mul(a: &M, b: &M) -> M {
    let mut c = [[0; 3]; 3];
    for i in 0..3 { for j in 0..3 { for k in 0..3 { c[i][j] += a[i][k] * b[k][j]; } } }
    c
}
fn transpose(m: &mut M) { for i in 0..3 { for j in 0..i { let t = m[i][j]; m[i][j] = m[j][i]; m[j][i] = t; } } }
fn neighbours(g: &[[bool; 4]; 4], r: usize, c: usize) -> u32 {
    let mut n = 0;
    for dr in -1i32..=1 { for dc in -1i32..=1 {
        if dr == 0 && dc == 0 { continue; }
        let (y, x) = (r as i32 + dr, c as i32 + dc);
        if y < 0 || x < 0 || y >= 4 || x >= 4 { continue; }
        if g[y as usize][x as usize] { n += 1; }
    } }
    n
}
fn body() -> Result {
    let a = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
    let id = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
    let mut b = mul(&a, &a);
    pr_info!("{} {} {}\n", b[0][0], b[1][2], b[2][2]);
    transpose(&mut b);
    pr_info!("{} {}\n", b[0][2], b[2][0]);
    pr_info!("{}\n", mul(&a, &id) == a);
    let mut g = [[false; 4]; 4];
    g[0][1] = true;
    g[1][1] = true;
    g[3][3] = true;
    pr_info!("{} {} {}\n", neighbours(&g, 0, 0), neighbours(&g, 1, 1), neighbours(&g, 2, 2));
    let mut trace = 0;
    for (i, row) in a.iter().enumerate() { trace += row[i]; }
    pr_info!("{}\n", trace);
    Ok(())
}

//// a7_sorts
// prints: 1 2 5 7 9
// prints: 3 true
// prints: 1 9 2
// prints: 1 2 5 7 9
// insertion sort, binary search, reversal in place, partition, by hand
fn isort(a: &mut [u32]) { for i in 1..a.len() { let x = a[i]; let mut j = i; while j > 0 && a[j - 1] > x { a[j] = a[j - 1]; j -= 1; } a[j] = x; } }
fn find(a: &[u32], x: u32) -> Option<usize> {
    let (mut lo, mut hi) = (0, a.len());
    while lo < hi { let mid = lo + (hi - lo) / 2; if a[mid] == x { return Some(mid); } if a[mid] < x { lo = mid + 1; } else { hi = mid; } }
    None
}
fn rev(a: &mut [u32]) { let n = a.len(); for i in 0..n / 2 { let t = a[i]; a[i] = a[n - 1 - i]; a[n - 1 - i] = t; } }
fn quick(a: &mut [u32]) {
    if a.len() <= 1 { return; }
    let p = a[a.len() - 1];
    let mut k = 0;
    for i in 0..a.len() - 1 { if a[i] < p { let t = a[i]; a[i] = a[k]; a[k] = t; k += 1; } }
    let last = a.len() - 1;
    let t = a[k]; a[k] = a[last]; a[last] = t;
    quick(&mut a[..k]);
    quick(&mut a[k + 1..]);
}
fn body() -> Result {
    let mut a = [5, 2, 9, 1, 7];
    isort(&mut a);
    pr_info!("{} {} {} {} {}\n", a[0], a[1], a[2], a[3], a[4]);
    pr_info!("{} {}\n", find(&a, 7).unwrap_or(99), find(&a, 6).is_none());
    rev(&mut a[1..]);
    pr_info!("{} {} {}\n", a[0], a[1], a[4]);
    quick(&mut a);
    pr_info!("{} {} {} {} {}\n", a[0], a[1], a[2], a[3], a[4]);
    Ok(())
}

//// a8_ranges_edge
// prints: 1515
// prints: 2
// prints: 1
// prints: 0
// prints: 1
// prints: 4
// prints: 7
// prints: 6
// prints: 2 5 3
// prints: true false true
// prints: 1524
// prints: 1
// prints: 1
// prints: true
// prints: 0 5
// prints: 1 6
// prints: 2 7
// ranges at the edge of a type, empty ranges, reversed and stepped
fn body() -> Result {
    let mut n = 0u32;
    for i in 250..=255u8 { n += i as u32; }
    pr_info!("{}\n", n);
    for i in (0..3u8).rev() { pr_info!("{}\n", i); }
    for i in (1..=7).step_by(3) { pr_info!("{}\n", i); }
    for _ in 5..3 { pr_info!("never\n"); }
    let mut c = 0;
    for i in -2..2i32 { c += i * i; }
    pr_info!("{}\n", c);
    let r = 2..5;
    pr_info!("{} {} {}\n", r.start, r.end, r.len());
    pr_info!("{} {} {}\n", r.contains(&4), r.contains(&5), (1..=5).contains(&5));
    for i in r { n += i; }
    pr_info!("{}\n", n);
    let mut i = 10u8;
    while i > 0 { i -= 3; if i == 1 { break; } }
    pr_info!("{}\n", i);
    let mut it = 0..3;
    it.next();
    pr_info!("{}\n", it.next().unwrap_or(9));
    pr_info!("{}\n", (0..0).is_empty());
    for (i, j) in (0..3).zip(5..) { pr_info!("{} {}\n", i, j); }
    Ok(())
}

//// a9_static_state
// prints: 8 10 6 6
// prints: 3
// prints: -5 true
// prints: 60 20
// prints: 2
// static mut rings and structs, statics lent to functions
const N: usize = 4;
static mut RING: [u32; N] = [0; N];
static mut HEAD: usize = 0;
struct State { up: bool, count: u8, hist: [i16; 2] }
static mut STATE: State = State { up: false, count: 250, hist: [1, -1] };
static TABLE: [u16; 3] = [10, 20, 30];
fn push(v: u32) { unsafe { RING[HEAD % N] = v; HEAD += 1; } }
fn state() -> &'static mut State { unsafe { &mut *core::ptr::addr_of_mut!(STATE) } }
fn tick() -> u8 { unsafe { STATE.count = STATE.count.wrapping_add(3); STATE.up = true; STATE.count } }
fn local() -> u32 { static mut CALLS: u32 = 0; unsafe { CALLS += 1; CALLS } }
fn body() -> Result {
    for i in 0..6 { push(i * 2); }
    unsafe { pr_info!("{} {} {} {}\n", RING[0], RING[1], RING[3], HEAD); }
    tick();
    tick();
    pr_info!("{}\n", tick());
    unsafe { STATE.hist[1] -= 4; pr_info!("{} {}\n", STATE.hist[1], STATE.up); }
    let mut s = 0;
    for t in TABLE.iter() { s += t; }
    pr_info!("{} {}\n", s, TABLE[1]);
    local();
    pr_info!("{}\n", local());
    Ok(())
}

//// b0_vec_boxes
// prints: best 1 9
// prints: pop 3
// prints: drop 3
// prints: pop 2
// prints: drop 2
// prints: id 10
// prints: id 11
// prints: into 10
// prints: drop 0
// prints: into 11
// prints: drop 1
// prints: end
// vectors of boxes and structs, drained by pop, indexed, moved out by into_iter
struct Task { id: u32, pri: u8, l: Loud }
fn body() -> Result {
    let mut q: Vec<Box<Task>> = Vec::new();
    for i in 0..4u32 { q.try_push(Box::try_new(Task { id: i, pri: (i * 3 % 4) as u8, l: Loud(i) })?)?; }
    q[1].pri = 9;
    let mut best = 0;
    for i in 1..q.len() { if q[i].pri > q[best].pri { best = i; } }
    pr_info!("best {} {}\n", q[best].id, q[best].pri);
    while q.len() > 2 { if let Some(t) = q.pop() { pr_info!("pop {}\n", t.id); } }
    for t in q.iter_mut() { t.id += 10; }
    for t in &q { pr_info!("id {}\n", t.id); }
    for t in q { pr_info!("into {}\n", t.id); }
    pr_info!("end\n");
    Ok(())
}

//// b2_drop_in_struct_order
// prints: free 10
// prints: drop 10
// prints: freed
// prints: dev 2
// prints: e gone
// prints: dev 1
// prints: list 12
// prints: drop 12
// prints: list 11
// prints: drop 11
// prints: replaced
// prints: dev 3
// prints: free 30
// prints: drop 30
// prints: drop 13
// a struct with Drop that holds options and vectors; drop inside drop; mem::take in drop
struct Dev { id: u32, res: Option<Loud>, list: Vec<Loud> }
impl Dev { fn free(&mut self) { if let Some(l) = self.res.take() { pr_info!("free {}\n", l.0); } } }
impl Drop for Dev { fn drop(&mut self) { pr_info!("dev {}\n", self.id); self.free(); while let Some(l) = self.list.pop() { pr_info!("list {}\n", l.0); } } }
struct Outer { d: Dev, e: Option<Dev>, tail: Loud }
fn body() -> Result {
    let mut d = Dev { id: 1, res: Some(Loud(10)), list: Vec::new() };
    d.list.try_push(Loud(11))?;
    d.list.try_push(Loud(12))?;
    let mut o = Outer { tail: Loud(13), e: Some(Dev { id: 2, res: None, list: Vec::new() }), d };
    o.d.free();
    pr_info!("freed\n");
    o.e = None;
    pr_info!("e gone\n");
    o.d = Dev { id: 3, res: Some(Loud(30)), list: Vec::new() };
    pr_info!("replaced\n");
    Ok(())
}

//// b3_state_machine
// prints: drop 1
// prints: 3 2 2 5
// prints: done 11
// prints: done 16
// prints: true
// a state machine moved by value and by mem::replace
enum St { Idle, Busy { left: u32, l: Loud }, Done(u32) }
struct M { st: St, log: [u8; 4], n: usize }
impl M {
    fn step(&mut self) {
        self.log[self.n % 4] = match self.st { St::Idle => 1, St::Busy { .. } => 2, St::Done(_) => 3 };
        self.n += 1;
        self.st = match mem::replace(&mut self.st, St::Idle) {
            St::Idle => St::Busy { left: 2, l: Loud(1) },
            St::Busy { left: 0, l } => St::Done(l.0 * 10),
            St::Busy { left, l } => St::Busy { left: left - 1, l },
            St::Done(n) => St::Done(n + 1),
        };
    }
}
fn next(s: St) -> St { match s { St::Done(n) if n > 10 => St::Idle, other => other } }
fn body() -> Result {
    let mut m = M { st: St::Idle, log: [0; 4], n: 0 };
    for _ in 0..5 { m.step(); }
    pr_info!("{} {} {} {}\n", m.log[0], m.log[1], m.log[3], m.n);
    if let St::Done(n) = &mut m.st { pr_info!("done {}\n", n); *n += 5; }
    if let St::Done(n) = m.st { pr_info!("done {}\n", n); }
    m.st = next(m.st);
    pr_info!("{}\n", matches!(m.st, St::Idle));
    Ok(())
}

//// b6_let_chains
// prints: neg zero few even odd
// prints: 20 -1
// prints: 0 5 9
// prints: 11
// prints: 97 1
// prints: 55
// prints: 2
// values out of blocks, nested ifs, matches with guards and ranges, early returns in expressions
fn grade(n: i32) -> &'static str { match n { i32::MIN..=-1 => "neg", 0 => "zero", 1 | 2 => "few", x if x % 2 == 0 => "even", _ => "odd" } }
fn find(a: &[i32], x: i32) -> i32 { let i = match a.iter().position(|&v| v == x) { Some(i) => i, None => return -1 }; i as i32 * 10 }
fn clampish(x: i32) -> i32 { let lo = if x < 0 { return 0 } else { x }; if lo > 9 { 9 } else { lo } }
fn body() -> Result {
    pr_info!("{} {} {} {} {}\n", grade(-5), grade(0), grade(2), grade(4), grade(7));
    pr_info!("{} {}\n", find(&[4, 5, 6], 6), find(&[4, 5, 6], 7));
    pr_info!("{} {} {}\n", clampish(-3), clampish(5), clampish(50));
    let v = { let a = 3; let b = { let a = a + 1; a * 2 }; a + b };
    pr_info!("{}\n", v);
    let x = loop { break 'a' as u32; };
    let y = 'l: { if x > 90 { break 'l 1; } 2 };
    pr_info!("{} {}\n", x, y);
    let (mut a, mut b) = (0, 1);
    let n = loop { let t = a + b; a = b; b = t; if b > 50 { break b; } };
    pr_info!("{}\n", n);
    let c = match (a > 10, b > 100) { (true, true) => 1, (true, false) => 2, (false, _) => 3 };
    pr_info!("{}\n", c);
    Ok(())
}

//// b7_operators
// prints: 17 19 -17
// prints: 13 242 true
// prints: 30 7 1
// prints: 6 6
// operators of the driver's own types
use core::ops::{Add, AddAssign, BitAnd, BitOr, BitOrAssign, Deref, DerefMut, Index, IndexMut, Mul, Neg, Not, Shl, Sub};
#[derive(Clone, Copy, PartialEq)]
struct V(i32, i32);
impl Add for V { type Output = V; fn add(self, o: V) -> V { V(self.0 + o.0, self.1 + o.1) } }
impl Sub for V { type Output = V; fn sub(self, o: V) -> V { V(self.0 - o.0, self.1 - o.1) } }
impl Mul<i32> for V { type Output = V; fn mul(self, k: i32) -> V { V(self.0 * k, self.1 * k) } }
impl Neg for V { type Output = V; fn neg(self) -> V { V(-self.0, -self.1) } }
impl AddAssign for V { fn add_assign(&mut self, o: V) { self.0 += o.0; self.1 += o.1; } }
#[derive(Clone, Copy, PartialEq)]
struct Flags(u8);
impl BitOr for Flags { type Output = Flags; fn bitor(self, o: Flags) -> Flags { Flags(self.0 | o.0) } }
impl BitAnd for Flags { type Output = Flags; fn bitand(self, o: Flags) -> Flags { Flags(self.0 & o.0) } }
impl BitOrAssign for Flags { fn bitor_assign(&mut self, o: Flags) { self.0 |= o.0; } }
impl Not for Flags { type Output = Flags; fn not(self) -> Flags { Flags(!self.0) } }
struct Regs([u32; 4]);
impl Index<usize> for Regs { type Output = u32; fn index(&self, i: usize) -> &u32 { &self.0[i / 4] } }
impl IndexMut<usize> for Regs { fn index_mut(&mut self, i: usize) -> &mut u32 { &mut self.0[i / 4] } }
struct G { v: V }
impl Deref for G { type Target = V; fn deref(&self) -> &V { &self.v } }
impl DerefMut for G { fn deref_mut(&mut self) -> &mut V { &mut self.v } }
fn body() -> Result {
    let mut a = V(1, 2) + V(3, 4) * 2 - V(0, 1);
    a += V(10, 10);
    let n = -a;
    pr_info!("{} {} {}\n", a.0, a.1, n.0);
    let mut f = Flags(1) | Flags(4);
    f |= Flags(8);
    pr_info!("{} {} {}\n", f.0, (!f).0, (f & Flags(12)) == Flags(12));
    let mut r = Regs([1, 2, 3, 4]);
    r[8] = 30;
    r[4] |= 5;
    pr_info!("{} {} {}\n", r[8], r[4], r[0]);
    let mut g = G { v: V(5, 6) };
    g.0 += 1;
    pr_info!("{} {}\n", g.0, (*g).1);
    Ok(())
}

//// c2_binding_modes
// prints: true 6
// prints: false 7
// prints: 50
// prints: 11 13
// prints: 3
// prints: 25
// prints: 101
// prints: 3 2 30
// prints: 1 a
// prints: 2 b
// prints: 1 a
// prints: 2 b
// prints: 1 11
// prints: 99
// patterns through references: &mut of structs, tuples, options, enums, in loops
struct Slot { used: bool, key: u32 }
enum E { X(u32), Y { n: u32, m: u8 }, Z }
impl E { fn bump(&mut self) { match self { E::X(n) => *n += 1, Self::Y { n, .. } => *n += 10, E::Z => *self = E::X(100) } } fn get(&self) -> u32 { match *self { E::X(n) => n, E::Y { n, m } => n + m as u32, E::Z => 0 } } }
fn body() -> Result {
    let mut slots = [Slot { used: false, key: 1 }, Slot { used: true, key: 2 }];
    for Slot { used, key } in slots.iter_mut() { *key += 5; *used = !*used; }
    for Slot { used, key } in &slots { pr_info!("{} {}\n", used, key); }
    let Slot { key, .. } = &mut slots[0];
    *key = 50;
    pr_info!("{}\n", slots[0].key);
    let mut o = Some((1, 2));
    if let Some((a, b)) = &mut o { *a += 10; *b += *a; }
    if let Some((a, b)) = o { pr_info!("{} {}\n", a, b); }
    let mut es = [E::X(1), E::Y { n: 2, m: 3 }, E::Z];
    for e in es.iter_mut() { e.bump(); e.bump(); }
    for e in &es { pr_info!("{}\n", e.get()); }
    let mut t = (1, (2, 3));
    let (a, (b, c)) = &mut t;
    *a += *b;
    *c = 30;
    pr_info!("{} {} {}\n", t.0, (t.1).0, (t.1).1);
    let table = [(1, "a"), (2, "b")];
    for &(k, v) in table.iter() { pr_info!("{} {}\n", k, v); }
    for (k, v) in &table { pr_info!("{} {}\n", k, v); }
    let mut g = [[0u8; 2]; 2];
    for (i, row) in g.iter_mut().enumerate() { for (j, c) in row.iter_mut().enumerate() { *c = (i * 10 + j) as u8; } }
    pr_info!("{} {}\n", g[0][1], g[1][1]);
    if let [x, ..] = &mut g[1] { *x = 99; }
    pr_info!("{}\n", g[1][0]);
    Ok(())
}

//// c3_borrow_structs
// prints: 7
// prints: 11 2 5 9
// prints: 258 65284
// prints: 1 5
// prints: -22
// prints: 2
// prints: 1
// prints: 0
// prints: 10
// structs that hold references, builders that return &mut Self, iterators of one's own
struct Dev { n: u32, log: [u32; 4], len: usize }
struct Guard<'a> { d: &'a mut Dev, add: u32 }
impl<'a> Guard<'a> { fn set(&mut self, n: u32) -> &mut Self { self.d.n = n; self.add += 1; self } fn done(&mut self) -> u32 { self.d.n + self.add } }
impl<'a> Drop for Guard<'a> { fn drop(&mut self) { self.d.log[self.d.len] = self.d.n; self.d.len += 1; } }
struct View<'a> { s: &'a [u8], pos: usize }
impl<'a> View<'a> {
    fn u8(&mut self) -> Option<u8> { let b = *self.s.get(self.pos)?; self.pos += 1; Some(b) }
    fn be16(&mut self) -> Result<u16> { let h = self.u8().ok_or(EINVAL)?; let l = self.u8().ok_or(EINVAL)?; Ok((h as u16) << 8 | l as u16) }
    fn rest(&self) -> &'a [u8] { &self.s[self.pos..] }
}
struct Count { n: u32 }
impl Iterator for Count { type Item = u32; fn next(&mut self) -> Option<u32> { if self.n == 0 { None } else { self.n -= 1; Some(self.n) } } }
fn body() -> Result {
    let mut d = Dev { n: 0, log: [0; 4], len: 0 };
    { let mut g = Guard { d: &mut d, add: 0 }; g.set(4).set(5); pr_info!("{}\n", g.done()); }
    let r = Guard { d: &mut d, add: 1 }.set(9).done();
    pr_info!("{} {} {} {}\n", r, d.len, d.log[0], d.log[1]);
    let data = [1, 2, 0xff, 4, 5];
    let mut v = View { s: &data, pos: 0 };
    pr_info!("{} {}\n", v.be16()?, v.be16()?);
    pr_info!("{} {}\n", v.rest().len(), v.rest()[0]);
    match v.be16() { Ok(n) => pr_info!("{}\n", n), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) }
    for x in (Count { n: 3 }) { pr_info!("{}\n", x); }
    pr_info!("{}\n", Count { n: 5 }.sum::<u32>());
    Ok(())
}

//// c4_sorted_list
// prints: 3 2
// prints: a 1
// prints: a 3
// prints: a 5
// prints: 12345 true
// sorted insertion, merge, length by recursion, an iterator over a list
struct Node { v: i32, next: Link }
type Link = Option<Box<Node>>;
struct List { head: Link }
struct Iter<'a> { cur: Option<&'a Node> }
impl<'a> Iterator for Iter<'a> { type Item = &'a i32; fn next(&mut self) -> Option<&'a i32> { self.cur.map(|n| { self.cur = n.next.as_deref(); &n.v }) } }
impl List {
    fn insert(&mut self, v: i32) -> Result {
        let mut cur = &mut self.head;
        while cur.as_ref().map_or(false, |n| n.v < v) { cur = &mut cur.as_mut().unwrap().next; }
        let next = cur.take();
        *cur = Some(Box::try_new(Node { v, next })?);
        Ok(())
    }
    fn iter(&self) -> Iter<'_> { Iter { cur: self.head.as_deref() } }
}
fn len(n: &Link) -> usize { match n { None => 0, Some(b) => 1 + len(&b.next) } }
fn merge(a: Link, b: Link) -> Link {
    match (a, b) {
        (None, r) => r,
        (l, None) => l,
        (Some(mut l), Some(mut r)) => if l.v <= r.v { l.next = merge(l.next.take(), Some(r)); Some(l) } else { r.next = merge(Some(l), r.next.take()); Some(r) },
    }
}
fn body() -> Result {
    let mut a = List { head: None };
    let mut b = List { head: None };
    for v in [5, 1, 3] { a.insert(v)?; }
    for v in [4, 2] { b.insert(v)?; }
    pr_info!("{} {}\n", len(&a.head), len(&b.head));
    for v in a.iter() { pr_info!("a {}\n", v); }
    let m = List { head: merge(a.head.take(), b.head.take()) };
    let mut n = 0;
    for v in m.iter() { n = n * 10 + v; }
    pr_info!("{} {}\n", n, a.head.is_none());
    Ok(())
}

//// c7_self_replace
// prints: drop 1
// prints: 11
// prints: 11 2
// prints: 4 2
// prints: 4 2
// prints: 14
// prints: drop 7
// prints: drop 2
// prints: drop 11
// *self = …, mem::replace(self, …), self taken and given back
struct Buf { id: u32, l: Loud }
impl Buf {
    fn new(id: u32) -> Self { Buf { id, l: Loud(id) } }
    fn reset(&mut self) { *self = Buf::new(self.id + 10); }
    fn swap_out(&mut self, id: u32) -> Buf { mem::replace(self, Buf::new(id)) }
    fn grow(mut self) -> Self { self.id *= 2; self }
    fn into_parts(self) -> (u32, Loud) { (self.id, self.l) }
}
struct Holder { b: Option<Buf> }
impl Holder { fn renew(&mut self) { if let Some(b) = self.b.take() { self.b = Some(b.grow()); } } }
fn body() -> Result {
    let mut b = Buf::new(1);
    b.reset();
    pr_info!("{}\n", b.id);
    let old = b.swap_out(2);
    pr_info!("{} {}\n", old.id, b.id);
    b = b.grow();
    pr_info!("{} {}\n", b.id, b.l.0);
    let (id, l) = b.into_parts();
    pr_info!("{} {}\n", id, l.0);
    let mut h = Holder { b: Some(Buf::new(7)) };
    h.renew();
    pr_info!("{}\n", h.b.as_ref().map_or(0, |b| b.id));
    Ok(())
}

//// d0_const_widths
// prints: 1099511627776 4294902015 240 4294967296
// prints: -2 -3 64
// prints: 4294967295 18446744073709551615
// prints: 4294967295 18446744073709551615
// prints: 255 44
// prints: 4294967295
// prints: -1
// prints: 4 4
// prints: 3 6
// prints: 1 -1
// prints: -1 255
// prints: 65789
// prints: 251
// folding of constants: casts of casts, shifts beyond 32 bits, complements
const K: u64 = 1 << 40;
const M: u32 = !(0xff << 8);
const N: u8 = !0x0f;
const L: u64 = u32::MAX as u64 + 1;
const I: i32 = -5 % 3;
const D: i32 = -7 / 2;
const S: u32 = core::mem::size_of::<u64>() as u32 * 8;
fn body() -> Result {
    pr_info!("{} {} {} {}\n", K, M, N, L);
    pr_info!("{} {} {}\n", I, D, S);
    pr_info!("{} {}\n", -1i32 as u32 as u64, -1i32 as u64);
    pr_info!("{} {}\n", !0u32 as u64, !0 as u64);
    pr_info!("{} {}\n", -1 as i8 as u8 as i32, 300i32 as u8);
    pr_info!("{}\n", (1u64 << 32) - 1);
    pr_info!("{}\n", (0xffu8 as i8) as i16);
    pr_info!("{} {}\n", 5 / 2 * 2, 7 - 2 - 1);
    pr_info!("{} {}\n", 1 | 2 & 3 ^ 1, 1 + 2 << 1);
    pr_info!("{} {}\n", 0x8000_0000u32 >> 31, (0x8000_0000u32 as i32) >> 31);
    pr_info!("{} {}\n", u16::MAX as i16, i16::MAX as u8);
    pr_info!("{}\n", !0u8 as u32 + !1u16 as u32);
    pr_info!("{}\n", -(5i8) as u8);
    Ok(())
}

//// d1_precedence
// prints: true 6 21
// prints: 24 1
// prints: 249 -4
// prints: 12 -3
// prints: true
// prints: 1
// prints: 3
// prints: 12
// prints: 36 -6
// prints: 11
// prints: 1
// precedence of operators, comparison of mixed expressions, negation
fn body() -> Result {
    let (a, b, c) = (6u32, 3u32, 5u32);
    pr_info!("{} {} {}\n", a & b == 2, a | b ^ c, a + b * c);
    pr_info!("{} {}\n", a << 1 + 1, a >> 1 & 1);
    pr_info!("{} {}\n", !a & 0xff, -(a as i32) + 2);
    pr_info!("{} {}\n", a as u8 as char as u32 * 2, a as i32 - 9);
    pr_info!("{}\n", a > b && b < c || a == 0 && c != 5);
    pr_info!("{}\n", !(a > b) as u8 + (c > b) as u8);
    pr_info!("{}\n", a % 4 * 2 - 1);
    pr_info!("{}\n", (a ^ b) & !1 | 8);
    let r = &a;
    pr_info!("{} {}\n", *r * *r, -(*r as i64));
    let x = if a > 3 { 1 } else { 2 } + 10;
    pr_info!("{}\n", x);
    pr_info!("{}\n", a - b - c.min(2));
    Ok(())
}

//// d2_while_complex
// prints: err -11
// prints: ok 4
// prints: 1 2
// prints: 3
// prints: k 7
// prints: k 4
// prints: k 1
// prints: x 1
// prints: x 3
// prints: 51
// loops with complicated ends: do-while, nested breaks with labels and values, retry with timeout
fn poll(n: &mut u32) -> bool { *n += 1; *n >= 4 }
fn wait(limit: u32) -> Result<u32> { let mut n = 0; let mut left = limit; while !poll(&mut n) { if left == 0 { return Err(EAGAIN); } left -= 1; } Ok(n) }
fn body() -> Result {
    match wait(2) { Ok(n) => pr_info!("ok {}\n", n), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    match wait(5) { Ok(n) => pr_info!("ok {}\n", n), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    let g = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
    let found = 'o: loop { for (i, row) in g.iter().enumerate() { for (j, &x) in row.iter().enumerate() { if x == 6 { break 'o Some((i, j)); } } } break None; };
    if let Some((i, j)) = found { pr_info!("{} {}\n", i, j); }
    let mut n = 0;
    loop { n += 1; if !(n < 3) { break; } }
    pr_info!("{}\n", n);
    let mut k = 10;
    while { k -= 3; k > 0 } { pr_info!("k {}\n", k); }
    let mut it = [1, 2, 3].iter();
    while let Some(x) = it.next() { if *x == 2 { continue; } pr_info!("x {}\n", x); }
    let mut stack = [0u32; 8];
    let mut sp = 0;
    stack[sp] = 1;
    sp += 1;
    while sp > 0 { sp -= 1; let v = stack[sp]; if v < 6 { stack[sp] = v * 2; sp += 1; stack[sp] = v + 3; sp += 1; } else { n += v; } }
    pr_info!("{}\n", n);
    Ok(())
}

//// d3_iter_rev
// prints: 0 4
// prints: 1 3
// prints: 2 2
// prints: 3 1
// prints: 2 30 40
// prints: p 30
// prints: p 2
// prints: i 3
// prints: i 1
// prints: j 3
// prints: j 2
// prints: j 1
// prints: 1 40
// prints: 2 30
// prints: 30 2
// prints: 40 1
// prints: 2
// prints: 277
// rev in combination: enumerate, zip, mutable, of parts, of ranges
fn body() -> Result {
    let mut a = [1, 2, 3, 4];
    for (i, x) in a.iter().rev().enumerate() { pr_info!("{} {}\n", i, x); }
    for x in a.iter_mut().rev().take(2) { *x *= 10; }
    pr_info!("{} {} {}\n", a[1], a[2], a[3]);
    for x in a[1..3].iter().rev() { pr_info!("p {}\n", x); }
    for i in (0..a.len()).rev().step_by(2) { pr_info!("i {}\n", i); }
    for i in (1..=3).rev() { pr_info!("j {}\n", i); }
    for (x, y) in a.iter().zip(a.iter().rev()) { pr_info!("{} {}\n", x, y); }
    let n = a.iter().rev().position(|&x| x == 2).unwrap_or(9);
    pr_info!("{}\n", n);
    let s = a.iter().rev().skip(1).fold(0, |s, x| s * 3 + x);
    pr_info!("{}\n", s);
    Ok(())
}

//// d5_cell_structs
// prints: made
// prints: 42 42 2
// prints: 100
// prints: 3
// prints: 7 14
// prints: 6
// interior mutability behind shared references
use core::cell::{Cell, UnsafeCell};
struct Lazy { v: UnsafeCell<Option<u32>>, hits: Cell<u32> }
impl Lazy {
    const fn new() -> Self { Lazy { v: UnsafeCell::new(None), hits: Cell::new(0) } }
    fn get(&self) -> &u32 { self.hits.set(self.hits.get() + 1); let p = unsafe { &mut *self.v.get() }; if p.is_none() { pr_info!("made\n"); *p = Some(42); } p.as_ref().unwrap() }
}
struct List { items: Cell<Option<Box<u32>>> }
fn body() -> Result {
    let l = Lazy::new();
    pr_info!("{} {} {}\n", l.get(), l.get(), l.hits.get());
    let r = &l;
    let q = &l;
    r.hits.set(100);
    pr_info!("{}\n", q.hits.get());
    let c = List { items: Cell::new(None) };
    c.items.set(Some(Box::try_new(3)?));
    let b = c.items.replace(None);
    pr_info!("{}\n", b.map(|b| *b).unwrap_or(0));
    let arr = [Cell::new(1), Cell::new(2)];
    for c in &arr { c.set(c.get() * 7); }
    pr_info!("{} {}\n", arr[0].get(), arr[1].get());
    let mut u = UnsafeCell::new(5);
    *u.get_mut() += 1;
    pr_info!("{}\n", u.into_inner());
    Ok(())
}

//// d7_result_flow
// prints: 21 -22 -5 -34
// prints: true false false
// prints: 1
// prints: 12
// prints: 12
// prints: missing
// prints: 2
// prints: two
// prints: error
// results through several functions, error codes as numbers, errors compared
fn a(n: i32) -> Result<i32> { if n < 0 { Err(EINVAL) } else if n > 100 { Err(ERANGE) } else { Ok(n * 2) } }
fn b(n: i32) -> Result<i32> { let x = a(n)?; let y = a(x + 1).map_err(|_| EIO)?; Ok(y - 1) }
fn c(n: i32) -> i32 { match b(n) { Ok(v) => v, Err(e) => e.to_kernel_errno() } }
fn d(r: Result<u8>) -> bool { if let Err(e) = r { e == EBUSY } else { false } }
fn unit(n: u32) -> Result { if n == 0 { return Err(ENOENT); } Ok(()) }
fn retry() -> u32 { let mut n = 0; while unit(n).is_err() { n += 1; } n }
fn body() -> Result {
    pr_info!("{} {} {} {}\n", c(5), c(-1), c(60), c(101));
    pr_info!("{} {} {}\n", d(Err(EBUSY)), d(Err(EIO)), d(Ok(1)));
    pr_info!("{}\n", retry());
    match a(3).and_then(a).or_else(|_| Ok::<i32, Error>(7)) { Ok(v) => pr_info!("{}\n", v), Err(_) => {} }
    let n = -ENOMEM.to_kernel_errno();
    pr_info!("{}\n", n);
    let s = match unit(0) { Err(e) if e == ENOENT => "missing", Err(_) => "other", Ok(()) => "fine" };
    pr_info!("{}\n", s);
    let t = unit(1).is_ok() as u32 + a(200).is_err() as u32;
    pr_info!("{}\n", t);
    if a(1).ok() == Some(2) { pr_info!("two\n"); }
    unit(0)?;
    pr_info!("never\n");
    Ok(())
}

//// e0_two_phase
// prints: 14 17
// prints: 10 3
// prints: 1 2
// prints: 1 2 3
// prints: 0 10 20
// receivers and arguments that read what the call changes
struct S { v: [u32; 4], n: usize }
impl S { fn put(&mut self, i: usize, x: u32) -> u32 { let old = self.v[i]; self.v[i] = x; self.n += 1; old } fn n(&self) -> usize { self.n } }
fn body() -> Result {
    let mut s = S { v: [1, 2, 3, 4], n: 0 };
    s.put(s.n(), s.v[3] + 10);
    let i = s.n;
    s.v[i] = s.v[i - 1] + s.v[i + 1];
    pr_info!("{} {}\n", s.v[0], s.v[1]);
    let old = s.put(2, 7) + s.put(2, 8);
    pr_info!("{} {}\n", old, s.n);
    let mut v = Vec::new();
    v.try_push(1)?;
    v.try_push(v.len())?;
    v.try_push(v[0] + v[1])?;
    pr_info!("{} {}\n", v[1], v[2]);
    let mut k = 0;
    let mut next = || { k += 1; k };
    let t = (next(), next(), next());
    pr_info!("{} {} {}\n", t.0, t.1, t.2);
    let mut a = [0; 3];
    let mut j = 0;
    while j < 3 { a[j] = { j += 1; j * 10 }; if j == 2 { break; } }
    pr_info!("{} {} {}\n", a[0], a[1], a[2]);
    Ok(())
}

//// e1_more_drops
// prints: drop 2
// prints: cut
// prints: drop 4
// prints: taken 3
// prints: drop 3
// prints: drop 6
// prints: unused
// prints: moved out true
// prints: 1 true
// prints: drop 1
// prints: drop 5
// drops of nested boxes, of an Option<Box> overwritten through &mut, of a loop's captured values, of unused results
struct N { l: Loud, next: Option<Box<N>> }
fn cut(n: &mut N) { n.next = None; }
fn make(i: u32) -> Result<Box<N>> { Ok(Box::try_new(N { l: Loud(i), next: None })?) }
fn chain(a: u32, b: u32) -> Result<Box<N>> { let mut n = make(a)?; n.next = Some(make(b)?); Ok(n) }
fn body() -> Result {
    let mut n = chain(1, 2)?;
    cut(&mut n);
    pr_info!("cut\n");
    n.next = Some(chain(3, 4)?);
    if let Some(m) = n.next.as_mut() { m.next.take(); pr_info!("taken {}\n", m.l.0); }
    if let Some(m) = &mut n.next { m.l = Loud(5); }
    make(6)?;
    pr_info!("unused\n");
    let o = n.next.take().map(|m| m.l);
    pr_info!("moved out {}\n", o.is_some());
    let N { l, next } = *n;
    pr_info!("{} {}\n", l.0, next.is_none());
    Ok(())
}

//// e2_unknown_given_mut
// prints: 3 4 5 7
// prints: 10 50 50
// prints: 50
// prints: 51 4
// a value lent to loops and functions by &mut is seen changed afterwards, also in a struct, a box, an array, an option
struct S { a: [u32; 2], o: Option<u32>, b: Box<u32>, t: (u32, u32) }
fn inc(x: &mut u32) { *x += 1; }
fn all(s: &mut S) { inc(&mut s.a[1]); if let Some(o) = s.o.as_mut() { inc(o); } inc(&mut *s.b); inc(&mut s.t.1); }
fn pick<'a>(s: &'a mut S, i: usize) -> &'a mut u32 { match i { 0 => &mut s.a[0], 1 => &mut s.t.0, _ => &mut *s.b } }
fn body() -> Result {
    let mut s = S { a: [1, 2], o: Some(3), b: Box::try_new(4)?, t: (5, 6) };
    all(&mut s);
    pr_info!("{} {} {} {}\n", s.a[1], s.o.unwrap_or(0), *s.b, s.t.1);
    for i in 0..3 { *pick(&mut s, i) *= 10; }
    pr_info!("{} {} {}\n", s.a[0], s.t.0, *s.b);
    let r = &mut s;
    let S { a, t, .. } = r;
    a[0] = t.0;
    pr_info!("{}\n", s.a[0]);
    let x = &mut s.a;
    for v in x.iter_mut() { inc(v); }
    pr_info!("{} {}\n", s.a[0], s.a[1]);
    Ok(())
}

//// min_arc_eq
// prints: true true
// prints: true
// Arc compared by value
fn body() -> Result {
    let a = Arc::try_new(5u32)?;
    let d = Arc::try_new(5u32)?;
    pr_info!("{} {}\n", a == d, *a == *d);
    let p = Some(Box::try_new(1)?);
    let q = Some(Box::try_new(1)?);
    pr_info!("{}\n", p == q);
    Ok(())
}

//// min_array_swap
// prints: 3 1
// prints: 3
// swap of elements: not known, and the array afterwards is as before
fn body() -> Result {
    let mut a = [1, 2, 3];
    a.swap(0, 2);
    pr_info!("{} {}\n", a[0], a[2]);
    let mut g = [[1, 2], [3, 4]];
    g.swap(0, 1);
    pr_info!("{}\n", g[0][0]);
    Ok(())
}

//// min_atomic_cx
// prints: ok 6
// prints: err 7
// prints: 7
// compare_exchange of an integer
fn body() -> Result {
    let a = core::sync::atomic::AtomicU32::new(6);
    match a.compare_exchange(6, 7, Ordering::SeqCst, Ordering::SeqCst) { Ok(v) => pr_info!("ok {}\n", v), Err(v) => pr_info!("err {}\n", v) }
    match a.compare_exchange(6, 8, Ordering::SeqCst, Ordering::SeqCst) { Ok(v) => pr_info!("ok {}\n", v), Err(v) => pr_info!("err {}\n", v) }
    pr_info!("{}\n", a.load(Ordering::SeqCst));
    Ok(())
}

//// min_box_array
// prints: 9 3
// prints: 1
// prints: 9
// prints: 3
// prints: 10
// an array in a box
fn body() -> Result {
    let mut arr = Box::try_new([1u8, 2, 3])?;
    arr[1] = 9;
    pr_info!("{} {}\n", arr[1], arr.len());
    for x in arr.iter() { pr_info!("{}\n", x); }
    let r: &mut [u8] = &mut arr[1..];
    r[0] += 1;
    let s: &[u8] = &*arr;
    pr_info!("{}\n", s[1]);
    Ok(())
}

//// min_box_coercion
// prints: 5
// prints: 5
// prints: 6
// prints: 7
// a box given as a reference to what is in it
fn val(b: &u32) -> u32 { *b }
fn set(b: &mut u32) { *b += 1; }
fn body() -> Result {
    let mut b = Box::try_new(5u32)?;
    pr_info!("{}\n", val(&b));
    pr_info!("{}\n", b);
    set(&mut b);
    pr_info!("{}\n", *b);
    *b += 1;
    pr_info!("{}\n", b);
    Ok(())
}

//// min_box_compound
// prints: 6
// b += 1 in a box, then printed
fn body() -> Result {
    let mut b = Box::try_new(5u32)?;
    *b += 1;
    pr_info!("{}\n", b);
    Ok(())
}

//// min_box_eq
// prints: true
// prints: true
// prints: 5 6
// boxes of integers compared
fn body() -> Result {
    let b = Box::try_new(5u32)?;
    let c = Box::try_new(5u32)?;
    pr_info!("{}\n", *b == *c);
    pr_info!("{}\n", b == c);
    let n = *b;
    pr_info!("{} {}\n", n, *b + 1);
    Ok(())
}

//// min_box_n_deref
// prints: 5 0
// a number read out of a box, which is then written
fn body() -> Result {
    let mut b = Box::try_new(5u32)?;
    let n = *b;
    *b = 0;
    pr_info!("{} {}\n", n, *b);
    Ok(())
}

//// min_box_ref
// prints: 6
// prints: 6
// `**b += 1` of a `&mut Box<u32>`
fn inc(b: &mut Box<u32>) { **b += 1; }
fn body() -> Result {
    let mut b = Box::try_new(5u32)?;
    inc(&mut b);
    pr_info!("{}\n", b);
    let n = *b;
    pr_info!("{}\n", n);
    Ok(())
}

//// min_box_ref2
// prints: 5
// prints: 6
// prints: 9 9
// prints: 9 0
// a box assigned through after it was lent
fn val(b: &u32) -> u32 { *b }
fn body() -> Result {
    let mut b = Box::try_new(5u32)?;
    pr_info!("{}\n", val(&b));
    *b += 1;
    pr_info!("{}\n", b);
    let r = &mut b;
    **r = 9;
    pr_info!("{} {}\n", r, **r);
    let n = *b;
    *b = 0;
    pr_info!("{} {}\n", n, b);
    Ok(())
}

//// min_box_unbox
// prints: 3
// prints: 1
// prints: 1
// prints: drop 1
// a box moved out of a box
fn body() -> Result {
    let bb = Box::try_new(Box::try_new(3u8)?)?;
    let inner = *bb;
    pr_info!("{}\n", inner);
    let c = Box::try_new(Box::try_new(Loud(1))?)?;
    let d = *c;
    pr_info!("{}\n", d.0);
    let e = *d;
    pr_info!("{}\n", e.0);
    Ok(())
}

//// min_cell_take
// prints: 5 0
// Cell::take of an integer
fn body() -> Result {
    let c = core::cell::Cell::new(5u32);
    pr_info!("{} {}\n", c.take(), c.get());
    Ok(())
}

//// min_checked_min_div
// prints: true
// MIN / -1 of a checked_div
fn body() -> Result {
    let a: i32 = -2147483648;
    pr_info!("{}\n", a.checked_div(-1).is_none());
    Ok(())
}

//// min_clone_arc_field
// prints: 1 2
// prints: dropped one
// prints: true
// prints: drop 3
// prints: drop 2
// prints: drop 1
// a derived Clone of a struct with an Arc counts
#[derive(Clone)]
struct H { a: Arc<Loud>, n: u32 }
#[derive(Clone)]
enum E { A(Arc<Loud>), B }
fn body() -> Result {
    let h = H { a: Arc::try_new(Loud(1))?, n: 2 };
    let k = h.clone();
    drop(h);
    pr_info!("{} {}\n", k.a.0, k.n);
    let e = E::A(Arc::try_new(Loud(2))?);
    let f = e.clone();
    drop(e);
    pr_info!("dropped one\n");
    let o = Some(Arc::try_new(Loud(3))?);
    let p = o.clone();
    drop(o);
    pr_info!("{}\n", p.is_some());
    Ok(())
}

//// min_closure_wild
// prints: 3
// prints: 4
// prints: 3
// prints: 9
// prints: 6
// prints: 30
// closures with `_` among their parameters
fn ap<F: Fn(u32, u32) -> u32>(f: F) -> u32 { f(3, 4) }
fn body() -> Result {
    pr_info!("{}\n", [1, 2, 3].iter().fold(0, |_, x| *x));
    pr_info!("{}\n", ap(|_, b| b));
    pr_info!("{}\n", ap(|a, _| a));
    pr_info!("{}\n", ap(|_, _| 9));
    let f = |_: u32, b: u32| b;
    pr_info!("{}\n", f(5, 6));
    let n = [(1, 10), (2, 20)].iter().map(|(_, v)| *v).fold(0, |s, v| s + v);
    pr_info!("{}\n", n);
    Ok(())
}

//// min_coerced_arc
// prints: 3
// prints: 6 5
// prints: 5
// prints: 1
// prints: drop 1
// `*a` where a is a reference that was coerced from a `&Arc<T>`
struct S { n: u32 }
fn val(a: &S) -> u32 { let S { n } = *a; n }
fn num(a: &u32) -> u32 { *a + 1 }
fn cpy(a: &u32) -> u32 { *a }
fn body() -> Result {
    let s = Arc::try_new(S { n: 3 })?;
    pr_info!("{}\n", val(&s));
    let a = Arc::try_new(5u32)?;
    pr_info!("{} {}\n", num(&a), cpy(&a));
    let b = a.clone();
    drop(a);
    pr_info!("{}\n", *b);
    let d = Arc::try_new(Loud(1))?;
    fn f(l: &Loud) -> &Loud { &*l }
    pr_info!("{}\n", f(&d).0);
    Ok(())
}

//// min_coerced_assign
// prints: 9
// prints: true
// prints: true
// prints: 7
// a number, a bool, an enum assigned through a `&mut` that came from a `&mut Box`
#[derive(Clone, Copy, PartialEq)]
enum St { A, B }
fn set(n: &mut u32) { *n = 9; }
fn flip(b: &mut bool) { *b = !*b; }
fn go(s: &mut St) { if *s == St::A { *s = St::B; } }
fn arr(a: &mut [u8; 2]) { a[0] = 7; }
fn body() -> Result {
    let mut b = Box::try_new(1u32)?;
    set(&mut b);
    pr_info!("{}\n", *b);
    let mut f = Box::try_new(false)?;
    flip(&mut f);
    pr_info!("{}\n", *f);
    let mut s = Box::try_new(St::A)?;
    go(&mut s);
    pr_info!("{}\n", *s == St::B);
    let mut a = Box::try_new([1u8, 2])?;
    arr(&mut a);
    pr_info!("{}\n", a[0]);
    Ok(())
}

//// min_coerced_copy_struct
// prints: 1
// prints: 1
// prints: 2
// prints: 2
// a Copy struct read through a `&T` that came from a `&Box<T>` or a `&Arc<T>`
#[derive(Clone, Copy)]
struct P { x: u32 }
fn copy(p: &P) -> P { *p }
fn body() -> Result {
    let b = Box::try_new(P { x: 1 })?;
    let c = copy(&b);
    pr_info!("{}\n", c.x);
    pr_info!("{}\n", b.x);
    let a = Arc::try_new(P { x: 2 })?;
    let d = copy(&a);
    pr_info!("{}\n", d.x);
    pr_info!("{}\n", a.x);
    Ok(())
}

//// min_coerced_deref
// prints: 5
// prints: 5
// `*b` where b is a `&u32` that was coerced from a `&Box<u32>`
fn val(b: &u32) -> u32 { *b }
fn body() -> Result {
    let b = Box::try_new(5u32)?;
    let x = val(&b);
    pr_info!("{}\n", x);
    pr_info!("{}\n", *b);
    Ok(())
}

//// min_const_div
// prints: -3 -1
// prints: -3 -1
// division of negative literals
fn body() -> Result {
    pr_info!("{} {}\n", (-7i32) / 2, (-7i32) % 2);
    pr_info!("{} {}\n", -7 / 2, -7 % 3);
    Ok(())
}

//// min_const_generic_two
// prints: true true false
// prints: 4 2
// a type parameter and a const parameter
struct F<T, const N: usize> { buf: [T; N], len: usize }
impl<T: Copy, const N: usize> F<T, N> {
    fn new(z: T) -> Self { F { buf: [z; N], len: 0 } }
    fn push(&mut self, v: T) -> bool { if self.len == N { return false; } self.buf[self.len % N] = v; self.len += 1; true }
}
fn body() -> Result {
    let mut f: F<u8, 2> = F::new(0);
    pr_info!("{} {} {}\n", f.push(4), f.push(5), f.push(6));
    pr_info!("{} {}\n", f.buf[0], f.len);
    Ok(())
}

//// min_copy_out_of_ref
// prints: 1 2 5 7 4 1
// prints: true 5 6 true
// prints: 1 true true
// reading a Copy value through references does not move it
#[derive(Clone, Copy)]
struct P { x: u32, y: u32 }
struct S { p: P, o: Option<P>, t: (u32, bool), a: [u8; 2] }
fn f(s: &S) -> P { s.p }
fn g(s: &S) -> Option<P> { s.o }
fn body() -> Result {
    let s = S { p: P { x: 1, y: 2 }, o: Some(P { x: 3, y: 4 }), t: (5, true), a: [6, 7] };
    let p = s.p;
    let q = f(&s);
    let o = g(&s);
    let t = s.t;
    let a = s.a;
    let r = &s;
    let Some(k) = r.o else { return Err(EINVAL); };
    pr_info!("{} {} {} {} {} {}\n", p.x, q.y, t.0, a[1], k.y, s.p.x);
    pr_info!("{} {} {} {}\n", s.o.is_some(), s.t.0, s.a[0], o.is_some());
    let b = Box::try_new(s)?;
    let p2 = b.p;
    let o2 = b.o;
    pr_info!("{} {} {}\n", p2.x, o2.is_some(), b.o.is_some());
    Ok(())
}

//// min_crc_nibble
// prints: 16777208
// prints: 7
// prints: 7
// an index made of a shifted and masked number
const TABLE: [u32; 16] = [7; 16];
fn body() -> Result {
    let mut crc = !0u32;
    for &b in b"ab" { crc = (crc >> 4) ^ TABLE[((crc ^ b as u32) & 0xf) as usize]; }
    pr_info!("{}\n", crc);
    let b = 5u8;
    pr_info!("{}\n", TABLE[(crc & 0xf) as usize]);
    pr_info!("{}\n", TABLE[((crc ^ (b as u32 >> 4)) & 0xf) as usize]);
    Ok(())
}

//// min_default_derive
// prints: 0 false
// prints: 0 true 0
// prints: 3 false
// derived Default, alone, by update, by the type of a field
#[derive(Default)]
struct A { x: u32, on: bool }
#[derive(Default)]
struct B { a: A, o: Option<u8>, n: [u8; 2] }
fn body() -> Result {
    let a = A::default();
    pr_info!("{} {}\n", a.x, a.on);
    let b: B = Default::default();
    pr_info!("{} {} {}\n", b.a.x, b.o.is_none(), b.n[1]);
    let c = A { x: 3, ..A::default() };
    pr_info!("{} {}\n", c.x, c.on);
    Ok(())
}

//// min_default_plain
// prints: 0 0 false
// prints: 0 false
// prints: 0
// prints: true
// Default of plain types
fn body() -> Result {
    let d: u32 = Default::default();
    let e = u64::default();
    let f = bool::default();
    pr_info!("{} {} {}\n", d, e, f);
    let (g, h): (u8, bool) = Default::default();
    pr_info!("{} {}\n", g, h);
    let a: [u16; 3] = Default::default();
    pr_info!("{}\n", a[2]);
    let o: Option<u8> = Default::default();
    pr_info!("{}\n", o.is_none());
    Ok(())
}

//// min_destructuring_assign
// prints: 2 3
// prints: 5 6
// prints: 7
// assignment to a tuple pattern
fn body() -> Result {
    let (mut a, mut b) = (1, 2);
    (a, b) = (b, a + b);
    pr_info!("{} {}\n", a, b);
    let mut arr = [0; 2];
    [arr[0], arr[1]] = [5, 6];
    pr_info!("{} {}\n", arr[0], arr[1]);
    let s;
    (s, _) = (7, 8);
    pr_info!("{}\n", s);
    Ok(())
}

//// min_enumerate_wild
// prints: 7
// prints: 8
// prints: 2
// prints: 4
// prints: 6
// prints: 2
// `(_, v)` of enumerate in a for and in a closure; `Some((_, v))`; `Err(_)`; a struct variant
enum E { P(u32, u32) }
fn last((_, b): (u32, u32)) -> u32 { b }
fn body() -> Result {
    for (_, v) in [7, 8].iter().enumerate() { pr_info!("{}\n", v); }
    if let Some((_, v)) = Some((1, 2)) { pr_info!("{}\n", v); }
    let E::P(_, y) = E::P(3, 4);
    pr_info!("{}\n", y);
    pr_info!("{}\n", last((5, 6)));
    let [_, b] = [1, 2];
    pr_info!("{}\n", b);
    Ok(())
}

//// min_erange
// prints: 7 15 99 99
// prints: 18
// prints: true
// ok_or with ? in a chain; the range of characters
fn parse(s: &[u8]) -> Result<u32> {
    let mut n = 0u32;
    for &c in s { n = n.checked_mul(16).ok_or(ERANGE)?.checked_add(c as u32).ok_or(ERANGE)?; }
    Ok(n)
}
fn kind(c: u8) -> u8 { match c { b'0'..=b'9' => c - b'0', b'a'..=b'f' => c - b'a' + 10, _ => 99 } }
fn body() -> Result {
    pr_info!("{} {} {} {}\n", kind(b'7'), kind(b'f'), kind(b'x'), kind(b'-'));
    pr_info!("{}\n", parse(&[1, 2])?);
    pr_info!("{}\n", parse(&[1, 1, 1, 1, 1, 1, 1, 1, 1]).is_err());
    Ok(())
}

//// min_format_positional
// prints: 1 2 1
// prints: 2 1
// positional arguments used twice
fn body() -> Result {
    pr_info!("{0} {1} {0}\n", 1, 2);
    pr_info!("{1} {0}\n", 1, 2);
    Ok(())
}

//// min_label_block
// prints: 97 1
// prints: 55 34
// prints: 2
// a labelled block with a value; loops with values
fn body() -> Result {
    let x = loop { break 'a' as u32; };
    let y = 'l: { if x > 90 { break 'l 1; } 2 };
    pr_info!("{} {}\n", x, y);
    let (mut a, mut b) = (0, 1);
    let n = loop { let t = a + b; a = b; b = t; if b > 50 { break b; } };
    pr_info!("{} {}\n", n, a);
    let c = match (a > 10, b > 100) { (true, true) => 1, (true, false) => 2, (false, _) => 3 };
    pr_info!("{}\n", c);
    Ok(())
}

//// min_lazy_temporaries
// prints: use 1
// prints: drop 1
// prints: use 2
// prints: drop 2
// prints: or
// prints: use 3
// prints: drop 3
// prints: use 4
// prints: drop 4
// prints: and
// prints: use 5
// prints: drop 5
// prints: use 6
// prints: drop 6
// prints: true
// prints: use 7
// prints: drop 7
// prints: use 8
// prints: drop 8
// temporaries of the left side of || and && die before the right side runs
fn body() -> Result {
    fn n(l: &Loud) -> u32 { pr_info!("use {}\n", l.0); l.0 }
    if n(&Loud(1)) == 0 || n(&Loud(2)) == 2 { pr_info!("or\n"); }
    if n(&Loud(3)) == 3 && n(&Loud(4)) == 4 { pr_info!("and\n"); }
    let b = n(&Loud(5)) == 5 && n(&Loud(6)) == 6;
    pr_info!("{}\n", b);
    while n(&Loud(7)) == 7 && n(&Loud(8)) == 0 { }
    Ok(())
}

//// min_match_unknown_range
// prints: 4 50 99
// char ranges with bindings
fn f(c: u8) -> u8 { match c { d @ b'0'..=b'9' => d - b'0', b'a' | b'b' => 50, _ => 99 } }
fn body() -> Result {
    pr_info!("{} {} {}\n", f(b'4'), f(b'b'), f(b'z'));
    Ok(())
}

//// min_mem_take
// prints: 4 0
// prints: 1
// prints: was
// prints: cleared
// prints: 1 0
// mem::take of an integer, a bool, a Vec, a struct with Default, a slice
fn body() -> Result {
    let mut a = 4u32;
    let t = mem::take(&mut a);
    pr_info!("{} {}\n", t, a);
    a += 1;
    pr_info!("{}\n", a);
    let mut b = true;
    if mem::take(&mut b) { pr_info!("was\n"); }
    if !b { pr_info!("cleared\n"); }
    let mut v = Vec::new();
    v.try_push(1u8)?;
    let w = mem::take(&mut v);
    pr_info!("{} {}\n", w.len(), v.len());
    Ok(())
}

//// min_min_range_pattern
// prints: 1 3
// prints: 1 2
// MIN and MAX in range patterns; open ranges
fn grade(n: i32) -> u32 { match n { i32::MIN..=5 => 1, 6.. => 3 } }
fn low(n: u8) -> u32 { match n { ..=9 => 1, 10..=u8::MAX => 2 } }
fn body() -> Result {
    pr_info!("{} {}\n", grade(-5), grade(7));
    pr_info!("{} {}\n", low(3), low(200));
    Ok(())
}

//// min_negative_range_pattern
// prints: 1 2 3
// negative numbers in range patterns
fn grade(n: i32) -> u32 { match n { -10..=-1 => 1, 0 => 2, _ => 3 } }
fn body() -> Result {
    pr_info!("{} {} {}\n", grade(-5), grade(0), grade(2));
    Ok(())
}

//// min_op_add
// prints: 4 6
// prints: 4
// prints: -4
// Add of a struct
use core::ops::{Add, AddAssign, Neg};
#[derive(Clone, Copy, PartialEq)]
struct V(i32, i32);
impl Add for V { type Output = V; fn add(self, o: V) -> V { V(self.0 + o.0, self.1 + o.1) } }
impl AddAssign for V { fn add_assign(&mut self, o: V) { self.0 += o.0; self.1 += o.1; } }
impl Neg for V { type Output = V; fn neg(self) -> V { V(-self.0, -self.1) } }
fn body() -> Result {
    let mut a = V(1, 2) + V(3, 4);
    pr_info!("{} {}\n", a.0, a.1);
    let mut b = V(1, 1);
    b += V(2, 3);
    pr_info!("{}\n", b.1);
    pr_info!("{}\n", (-b).1);
    Ok(())
}

//// min_op_bits
// prints: 5
// prints: 10 245 true
// BitOr, BitAnd, BitOrAssign, Not of a flags struct
use core::ops::{BitAnd, BitOr, BitOrAssign, Not};
#[derive(Clone, Copy, PartialEq)]
struct Flags(u8);
impl BitOr for Flags { type Output = Flags; fn bitor(self, o: Flags) -> Flags { Flags(self.0 | o.0) } }
impl BitAnd for Flags { type Output = Flags; fn bitand(self, o: Flags) -> Flags { Flags(self.0 & o.0) } }
impl BitOrAssign for Flags { fn bitor_assign(&mut self, o: Flags) { self.0 |= o.0; } }
impl Not for Flags { type Output = Flags; fn not(self) -> Flags { Flags(!self.0) } }
fn body() -> Result {
    let mut f = Flags(1) | Flags(4);
    pr_info!("{}\n", f.0);
    let mut g = Flags(2);
    g |= Flags(8);
    pr_info!("{} {} {}\n", g.0, (!g).0, (g & Flags(8)) == Flags(8));
    Ok(())
}

//// min_op_index
// prints: 3
// prints: 30 30
// prints: 7
// Index and IndexMut of a struct
use core::ops::{Index, IndexMut};
struct Regs([u32; 4]);
impl Index<usize> for Regs { type Output = u32; fn index(&self, i: usize) -> &u32 { &self.0[i / 4] } }
impl IndexMut<usize> for Regs { fn index_mut(&mut self, i: usize) -> &mut u32 { &mut self.0[i / 4] } }
fn body() -> Result {
    let mut r = Regs([1, 2, 3, 4]);
    pr_info!("{}\n", r[8]);
    r[8] = 30;
    pr_info!("{} {}\n", r[8], r.0[2]);
    r[4] |= 5;
    pr_info!("{}\n", r[4]);
    Ok(())
}

//// min_option_eq
// prints: true true false
// prints: true
// Option compared after a method that is not known
fn body() -> Result {
    let o: Option<u32> = Some(3);
    pr_info!("{} {} {}\n", o == Some(3), o != None, o == Some(4));
    pr_info!("{}\n", o < Some(5));
    Ok(())
}

//// min_option_get_or_insert
// prints: true
// prints: 3
// prints: 4
// get_or_insert leaves an Option that is not known; nested arrays after swap and reverse stay as they were
struct S { o: Option<u32>, g: [[u8; 2]; 2] }
fn body() -> Result {
    let mut s = S { o: None, g: [[1, 2], [3, 4]] };
    let r = s.o.get_or_insert(4);
    *r += 1;
    pr_info!("{}\n", s.o.is_some());
    s.g.reverse();
    pr_info!("{}\n", s.g[0][0]);
    s.g[0].swap(0, 1);
    pr_info!("{}\n", s.g[0][0]);
    Ok(())
}

//// min_part_eq
// prints: true
// prints: true
// prints: false
// prints: true
// prints: true
// prints: false
// prints: true
// prints: true
// parts of arrays compared by their elements
fn body() -> Result {
    let a = [1u8, 2, 3];
    let b = [1u8, 2, 4];
    pr_info!("{}\n", a[..2] == b[..2]);
    pr_info!("{}\n", &a[..2] == &b[..2]);
    pr_info!("{}\n", &a[1..] == &b[1..]);
    pr_info!("{}\n", &a[..] == &[1, 2, 3]);
    pr_info!("{}\n", a[..2] == [1, 2]);
    pr_info!("{}\n", &a[..2] != [1, 2]);
    let s: &[u8] = &a;
    pr_info!("{}\n", s == [1, 2, 3]);
    pr_info!("{}\n", s == &a);
    Ok(())
}

//// min_part_iter_mut
// prints: 51 52 3
// prints: 51 152 103
// prints: 0 0
// prints: 7
// a part of an array is written by the loop over it
fn body() -> Result {
    let mut a = [1, 2, 3, 4];
    for x in &mut a[..2] { *x += 50; }
    pr_info!("{} {} {}\n", a[0], a[1], a[2]);
    for x in a[1..3].iter_mut() { *x += 100; }
    pr_info!("{} {} {}\n", a[0], a[1], a[2]);
    let p = &mut a[2..];
    for x in p { *x = 0; }
    pr_info!("{} {}\n", a[2], a[3]);
    let q = &mut a[..];
    for x in q.iter_mut() { *x = 7; }
    pr_info!("{}\n", a[0]);
    Ok(())
}

//// min_part_iter_param
// prints: 0 7
// prints: 0 1 8
// prints: 1 2
// prints: 0 0
// a loop over a `&mut [T]` parameter
fn zero(a: &mut [u32]) { for x in a { *x = 0; } }
fn one(a: &mut [u32]) { for x in a.iter_mut() { *x = 1; } }
fn two(a: &mut [u32]) { for i in 0..a.len() { a[i] = 2; } }
fn body() -> Result {
    let mut a = [5, 6, 7, 8];
    zero(&mut a[..2]);
    pr_info!("{} {}\n", a[0], a[2]);
    one(&mut a[1..3]);
    pr_info!("{} {} {}\n", a[0], a[1], a[3]);
    two(&mut a[2..]);
    pr_info!("{} {}\n", a[1], a[3]);
    zero(&mut a);
    pr_info!("{} {}\n", a[0], a[3]);
    Ok(())
}

//// min_partial_ord
// prints: true true
// prints: true
// derived order of an enum and of a struct
#[derive(PartialEq, PartialOrd, Clone, Copy)]
enum L { Low = 1, High = 10 }
#[derive(PartialEq, PartialOrd)]
struct P { a: u8, b: u8 }
fn body() -> Result {
    pr_info!("{} {}\n", L::Low < L::High, L::High >= L::High);
    pr_info!("{}\n", P { a: 1, b: 9 } < P { a: 2, b: 0 });
    Ok(())
}

//// min_position_slice_literal
// prints: 20 -1
// position in a slice literal given to a function; return in a let
fn find(a: &[i32], x: i32) -> i32 { let i = match a.iter().position(|&v| v == x) { Some(i) => i, None => return -1 }; i as i32 * 10 }
fn body() -> Result {
    pr_info!("{} {}\n", find(&[4, 5, 6], 6), find(&[4, 5, 6], 7));
    Ok(())
}

//// min_range_contains
// prints: true false true
// prints: 2
// prints: 3
// prints: 4
// prints: 1
// prints: 4
// prints: 7
// prints: 2
// prints: 1
// prints: 0
// contains of a range
fn body() -> Result {
    let r = 2..5;
    pr_info!("{} {} {}\n", r.contains(&4), r.contains(&5), (1..=5).contains(&5));
    for i in r { pr_info!("{}\n", i); }
    for i in (1..=7).step_by(3) { pr_info!("{}\n", i); }
    for i in (0..3u8).rev() { pr_info!("{}\n", i); }
    for _ in 5..3 { pr_info!("never\n"); }
    Ok(())
}

//// min_range_negative
// prints: 6
// prints: 2 5 3
// prints: 1
// prints: true
// a range of negative numbers; a range used twice; next by hand
fn body() -> Result {
    let mut c = 0;
    for i in -2..2i32 { c += i * i; }
    pr_info!("{}\n", c);
    let r = 2..5;
    pr_info!("{} {} {}\n", r.start, r.end, r.len());
    let mut it = 0..3;
    it.next();
    pr_info!("{}\n", it.next().unwrap_or(9));
    pr_info!("{}\n", (0..0).is_empty());
    Ok(())
}

//// min_range_open
// prints: start
// prints: 7
// prints: 8
// a range without an end in a for
fn body() -> Result {
    pr_info!("start\n");
    for i in 7.. { if i > 8 { break; } pr_info!("{}\n", i); }
    Ok(())
}

//// min_range_open_take
// prints: start
// prints: 0
// prints: 1
// a range without an end, cut off by take
fn body() -> Result {
    pr_info!("start\n");
    for x in (0..).take(2) { pr_info!("{}\n", x); }
    Ok(())
}

//// min_range_open_zip
// prints: start
// prints: 0 5
// prints: 1 6
// prints: 2 7
// a range without an end, zipped
fn body() -> Result {
    pr_info!("start\n");
    for (i, j) in (0..3).zip(5..) { pr_info!("{} {}\n", i, j); }
    Ok(())
}

//// min_range_u8_full
// prints: 1515
// a range up to the largest number of a type
fn body() -> Result {
    let mut n = 0u32;
    for i in 250..=255u8 { n += i as u32; }
    pr_info!("{}\n", n);
    Ok(())
}

//// min_ref_mut_pattern
// prints: 7
// prints: 6
// prints: 2
// prints: 4
// prints: 100
// `ref mut` in a let pattern refers to the field
struct D { a: u32, b: u32 }
fn body() -> Result {
    let mut d = D { a: 1, b: 2 };
    let D { ref mut b, .. } = d;
    *b += 5;
    pr_info!("{}\n", d.b);
    let ref mut c = d.a;
    *c += 5;
    pr_info!("{}\n", d.a);
    let (ref mut x, _y) = (1, 2);
    *x += 1;
    pr_info!("{}\n", *x);
    let mut o = Some(3);
    if let Some(ref mut n) = o { *n += 1; }
    pr_info!("{}\n", o.unwrap_or(0));
    match d { D { ref mut a, .. } => *a = 100 }
    pr_info!("{}\n", d.a);
    Ok(())
}

//// min_ref_not
// prints: 4294967290 6 -7
// prints: false
// prints: true
//  and  of a reference to an integer
fn body() -> Result {
    let a = 5u32;
    let r = &a;
    pr_info!("{} {} {}\n", !r, r + 1, -&7i32);
    let s: &[bool] = &[true, false];
    for x in s { pr_info!("{}\n", !x); }
    Ok(())
}

//// min_return_in_loop
// prints: ok 12
// prints: err -22
// prints: end
// `return` inside a match inside a let inside a for
fn parse(s: &[u8]) -> Result<u32> {
    let mut n = 0u32;
    for &c in s { let d = match c { b'0'..=b'9' => c - b'0', _ => return Err(EINVAL) }; n = n * 10 + d as u32; }
    Ok(n)
}
fn body() -> Result {
    match parse(b"12") { Ok(n) => pr_info!("ok {}\n", n), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    match parse(b"1x") { Ok(n) => pr_info!("ok {}\n", n), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    pr_info!("end\n");
    Ok(())
}

//// min_show_box
// prints: 5 6 5 5
// prints: text
// a Box and an Arc and a reference printed by {}
fn body() -> Result {
    let b = Box::try_new(5u32)?;
    let a = Arc::try_new(6u32)?;
    let r = &b;
    pr_info!("{} {} {} {}\n", b, a, r, *r);
    let t = Box::try_new("text")?;
    pr_info!("{}\n", t);
    Ok(())
}

//// min_slice_inclusive
// prints: 5
// prints: 6
// ranges of slices: ..=n, of slices of slices, given to a function
fn sum(a: &[u32]) -> u32 { let mut s = 0; for x in a { s += x; } s }
fn body() -> Result {
    let a = [1u32, 2, 3, 4];
    pr_info!("{}\n", sum(&a[1..=2]));
    pr_info!("{}\n", sum(&a[..=2]));
    Ok(())
}

//// min_str_bytes
// prints: 97
// prints: 98
// prints: 0 97
// prints: 1 98
// prints: 97
// prints: 98
// prints: 97
// prints: 98
// prints: 97
// prints: 98
// what the bytes of a text are
fn body() -> Result {
    for x in "ab".bytes() { pr_info!("{}\n", x); }
    for (i, x) in "ab".bytes().enumerate() { pr_info!("{} {}\n", i, x); }
    for &x in "ab".as_bytes() { pr_info!("{}\n", x); }
    for x in b"ab" { pr_info!("{}\n", *x); }
    for x in "ab".as_bytes().iter() { pr_info!("{}\n", x); }
    Ok(())
}

//// min_text_ref_pattern
// prints: 3 3 3
// prints: 195
// prints: 195
// prints: 195
// prints: 97
// prints: 98
// `&c` over the bytes of a constant text
fn sum(s: &[u8]) -> u32 { let mut n = 0; for &c in s { n += c as u32; } n }
fn sum2(s: &[u8]) -> u32 { let mut n = 0; for c in s { n += *c as u32; } n }
fn sum3(s: &[u8]) -> u32 { s.iter().map(|&c| c as u32).sum() }
fn body() -> Result {
    pr_info!("{} {} {}\n", sum(&[1, 2]), sum2(&[1, 2]), sum3(&[1, 2]));
    pr_info!("{}\n", sum2(b"ab"));
    pr_info!("{}\n", sum(b"ab"));
    pr_info!("{}\n", sum3(b"ab"));
    for c in b"ab".iter() { pr_info!("{}\n", *c); }
    Ok(())
}

//// min_tuple_order
// prints: true true
// an order of tuples and arrays
fn body() -> Result {
    let a = (1, 2);
    pr_info!("{} {}\n", a < (1, 3), [1, 2] >= [1, 1]);
    Ok(())
}

//// min_tuple_wild_first
// prints: 2
// prints: 5 3 5
// prints: 4
// prints: 10
// prints: 20
// `(_, b)` binds the second element
fn body() -> Result {
    let (_, b) = (1, 2);
    pr_info!("{}\n", b);
    let t = (3, 4, 5);
    let (_, _, c) = t;
    let (d, _, e) = t;
    pr_info!("{} {} {}\n", c, d, e);
    match t { (_, x, 5) => pr_info!("{}\n", x), _ => pr_info!("no\n") }
    for (_, v) in [10, 20].iter().enumerate() { pr_info!("{}\n", v); }
    Ok(())
}

//// min_union2
// prints: 6
// prints: 7
// a union: assigned by another field, read by the same
union U { word: u32, half: u16 }
fn body() -> Result {
    let mut u = U { word: 5 };
    u.half = 6;
    pr_info!("{}\n", unsafe { u.half });
    let v = U { half: 7 };
    pr_info!("{}\n", unsafe { v.half });
    Ok(())
}

//// min_unknown_branch_calls
// prints: two
// prints: three
// prints: four
// prints: five
// prints: ten
// a function that branches on what is not known, called five times in a row (no loop)
fn f(o: &mut u32) -> u32 { if *o > 3 { 1 } else { 2 } }
fn body() -> Result {
    let mut x = 5u32;
    let mut v: u32 = x.isqrt().isqrt().leading_zeros();
    f(&mut v);
    f(&mut v);
    pr_info!("two\n");
    f(&mut v);
    pr_info!("three\n");
    f(&mut v);
    pr_info!("four\n");
    f(&mut v);
    pr_info!("five\n");
    f(&mut v);
    f(&mut v);
    f(&mut v);
    f(&mut v);
    f(&mut v);
    pr_info!("ten\n");
    Ok(())
}

//// min_unknown_branch_main
// prints: 1 2 3 5 5
// the same match on an unknown number, with more branches, five calls in one print
fn grade(n: i32) -> u32 { match n { i32::MIN..=-1 => 1, 0 => 2, 1 | 2 => 3, _ => 5 } }
fn body() -> Result {
    pr_info!("{} {} {} {} {}\n", grade(-5), grade(0), grade(2), grade(4), grade(7));
    Ok(())
}

//// min_vec_truncate
// prints: drop 1
// prints: drop 2
// prints: truncated
// prints: drop 0
// truncate drops what it cuts off
fn body() -> Result {
    let mut v = Vec::new();
    for i in 0..3 { v.try_push(Loud(i))?; }
    v.truncate(1);
    pr_info!("truncated\n");
    Ok(())
}

//// min_width_array
// prints: 253 2
// width of an array element whose type is only in its literal
fn body() -> Result {
    let a = [0x81u8, 2];
    pr_info!("{} {}\n", !a[1], a[0] << 1);
    Ok(())
}

//// min_width_array_repeat
// prints: 126 2
// width of elements of [x; n]
fn body() -> Result {
    let a = [0x81u8; 2];
    pr_info!("{} {}\n", !a[1], a[0] << 1);
    Ok(())
}

//// min_width_array_typed
// prints: 253 2
// prints: 2
// prints: 4
// prints: 2
// prints: 4
// prints: 126
// prints: 253
// width of elements of an array with a written type
fn body() -> Result {
    let a: [u8; 2] = [0x81, 2];
    pr_info!("{} {}\n", !a[1], a[0] << 1);
    for v in a.iter() { pr_info!("{}\n", *v << 1); }
    for &v in &a { pr_info!("{}\n", v << 1); }
    for v in a { pr_info!("{}\n", !v); }
    Ok(())
}

//// min_width_some
// prints: 126 2
// prints: 126
// prints: 126
// prints: 2
// width of what a pattern takes out of Some
fn body() -> Result {
    let o: Option<u8> = Some(0x81);
    if let Some(v) = o { pr_info!("{} {}\n", !v, v << 1); }
    match o { Some(v) => pr_info!("{}\n", !v), None => {} }
    let w = o.unwrap_or(0);
    pr_info!("{}\n", !w);
    let Some(k) = o else { return Err(EINVAL); };
    pr_info!("{}\n", k << 1);
    Ok(())
}

//// min_width_tuple
// prints: 2 32766
// width of what a tuple pattern binds
fn body() -> Result {
    let (p, q) = (0x81u8, 0x8001u16);
    pr_info!("{} {}\n", p << 1, !q);
    Ok(())
}

//// min_width_tuple_field
// prints: 254 2
// width of a tuple's field
fn body() -> Result {
    let t = (1u8, 0x81u8);
    pr_info!("{} {}\n", !t.0, t.1 << 1);
    Ok(())
}
