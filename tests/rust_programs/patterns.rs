//// 01_literals_ranges
// prints: 0 zero
// prints: 1 low
// prints: 5 low
// prints: 6 six-seven
// prints: 7 six-seven
// prints: 8 byte
// prints: 255 byte
// prints: 256 big
// prints: 70000 big
// prints: -7 -1
// prints: -1 -1
// prints: 0 0
// prints: 1 1
// prints: 9 1
// prints: 1 2 2 3
// match on integer literals, inclusive, half-open and open ranges
fn class(x: u32) -> &'static str {
    match x {
        0 => "zero",
        1..=5 => "low",
        6 | 7 => "six-seven",
        8..=0xff => "byte",
        0x100.. => "big",
    }
}
fn sign(x: i32) -> i32 {
    match x {
        ..=-1 => -1,
        0 => 0,
        1.. => 1,
    }
}
fn half(x: u8) -> u8 {
    match x {
        0..4 => 1,
        4..8 => 2,
        _ => 3,
    }
}
fn body() -> Result {
    for x in [0, 1, 5, 6, 7, 8, 255, 256, 70000] {
        pr_info!("{} {}\n", x, class(x));
    }
    for x in [-7, -1, 0, 1, 9] {
        pr_info!("{} {}\n", x, sign(x));
    }
    pr_info!("{} {} {} {}\n", half(3), half(4), half(7), half(8));
    Ok(())
}

//// 02_bindings_at
// prints: 30 106 7 108 5
// prints: 42
// prints: 80
// prints: 7
// prints: 999
// prints: in range 12
// prints: some 12
// bindings with @, on ranges, alternatives and whole structs
struct Cmd { op: u8, arg: u16 }
fn f(x: u32) -> u32 {
    match x {
        n @ 1..=5 => n * 10,
        n @ (6 | 8) => n + 100,
        n @ 20.. => n - 20,
        n => n,
    }
}
fn g(c: &Cmd) -> u16 {
    match c {
        Cmd { op: o @ 0..=3, arg } => u16::from(*o) + *arg,
        whole @ Cmd { op: 4, .. } => whole.arg * 2,
        Cmd { arg: a @ 1..=9, .. } => *a,
        _ => 999,
    }
}
fn body() -> Result {
    pr_info!("{} {} {} {} {}\n", f(3), f(6), f(7), f(8), f(25));
    pr_info!("{}\n", g(&Cmd { op: 2, arg: 40 }));
    pr_info!("{}\n", g(&Cmd { op: 4, arg: 40 }));
    pr_info!("{}\n", g(&Cmd { op: 9, arg: 7 }));
    pr_info!("{}\n", g(&Cmd { op: 9, arg: 17 }));
    let o = Some(12u32);
    if let Some(n @ 10..=20) = o {
        pr_info!("in range {}\n", n);
    }
    match o {
        s @ Some(_) => pr_info!("some {}\n", s.unwrap_or(0)),
        None => pr_info!("none\n"),
    }
    Ok(())
}

//// 03_guards
// prints: -1 100 500 7
// prints: 0 0 7
// prints: 2 2
// prints: 2 2
// guards: fall through, with bindings, with alternatives, with side effects counted
fn count(n: &mut u32) -> bool { *n += 1; *n % 2 == 0 }
fn pick(o: Option<i32>, strict: bool) -> i32 {
    match o {
        Some(x) if x < 0 => -1,
        Some(x) if strict && x > 100 => 100,
        Some(0) | None if !strict => 7,
        Some(x) => x,
        None => 0,
    }
}
fn body() -> Result {
    pr_info!("{} {} {} {}\n", pick(Some(-5), true), pick(Some(500), true), pick(Some(500), false), pick(Some(0), false));
    pr_info!("{} {} {}\n", pick(Some(0), true), pick(None, true), pick(None, false));
    let mut n = 0;
    let r = match 3 {
        3 if count(&mut n) => 1,
        3 if count(&mut n) => 2,
        _ => 3,
    };
    pr_info!("{} {}\n", r, n);
    let mut m = 0;
    let s = match 4 {
        3 | 4 if count(&mut m) => 1,
        x if count(&mut m) && x == 4 => 2,
        _ => 3,
    };
    pr_info!("{} {}\n", s, m);
    Ok(())
}

//// 04_nested_enums
// prints: 1000
// prints: 101
// prints: 4
// prints: 2
// prints: 3
// prints: 5
// prints: 62
// prints: 6
// nested enums, tuples and structs in patterns
enum Speed { Auto, Fixed(u32) }
enum Event { Link { up: bool, speed: Speed }, Packet(u16, [u8; 2]), Reset }
fn show(e: Event) -> u32 {
    match e {
        Event::Link { up: true, speed: Speed::Fixed(s) } if s > 100 => s,
        Event::Link { up: true, speed: Speed::Fixed(s @ (10 | 100)) } => s + 1,
        Event::Link { up: true, speed: Speed::Auto } => 2,
        Event::Link { up: false, .. } => 3,
        Event::Link { .. } => 4,
        Event::Packet(0, _) => 5,
        Event::Packet(len, b) => u32::from(len) + u32::from(b[1]),
        Event::Reset => 6,
    }
}
fn body() -> Result {
    pr_info!("{}\n", show(Event::Link { up: true, speed: Speed::Fixed(1000) }));
    pr_info!("{}\n", show(Event::Link { up: true, speed: Speed::Fixed(100) }));
    pr_info!("{}\n", show(Event::Link { up: true, speed: Speed::Fixed(50) }));
    pr_info!("{}\n", show(Event::Link { up: true, speed: Speed::Auto }));
    pr_info!("{}\n", show(Event::Link { up: false, speed: Speed::Auto }));
    pr_info!("{}\n", show(Event::Packet(0, [1, 2])));
    pr_info!("{}\n", show(Event::Packet(60, [1, 2])));
    pr_info!("{}\n", show(Event::Reset));
    Ok(())
}

//// 05_nested_or
// prints: 13 4 9
// prints: 79 1008 79 -1
// prints: 9 8 51 23
// prints: 5
// alternatives inside of Some, tuples and Ok, binding in both
enum Key { A(u8), B(u8), C { code: u8 }, D }
fn code(k: &Option<Key>) -> i32 {
    match k {
        Some(Key::A(1 | 3)) => 13,
        Some(Key::A(n) | Key::B(n)) => i32::from(*n),
        Some(Key::C { code: 7 | 9 } | Key::D) => 79,
        Some(Key::C { code }) => 1000 + i32::from(*code),
        None => -1,
    }
}
fn both(p: (u8, u8)) -> u8 {
    match p {
        (0, x) | (x, 0) => x,
        (1 | 2, y @ (1 | 2)) => y + 50,
        (a, b) => a + b,
    }
}
fn body() -> Result {
    pr_info!("{} {} {}\n", code(&Some(Key::A(3))), code(&Some(Key::A(4))), code(&Some(Key::B(9))));
    pr_info!("{} {} {} {}\n", code(&Some(Key::C { code: 9 })), code(&Some(Key::C { code: 8 })), code(&Some(Key::D)), code(&None));
    pr_info!("{} {} {} {}\n", both((0, 9)), both((8, 0)), both((2, 1)), both((20, 3)));
    let r: core::result::Result<u32, u32> = Err(5);
    let (Ok(v) | Err(v)) = r;
    pr_info!("{}\n", v);
    Ok(())
}

//// 06_ref_bindings
// prints: 16 15
// prints: 3
// prints: 15
// prints: end
// prints: drop 4
// prints: drop 2
// ref and ref mut bindings
struct S { a: u32, b: Option<u32> }
fn body() -> Result {
    let mut s = S { a: 1, b: Some(5) };
    match s.b {
        Some(ref mut x) => *x += 10,
        None => {}
    }
    match s {
        S { ref mut a, ref b } => {
            *a += b.unwrap_or(0);
        }
    }
    pr_info!("{} {}\n", s.a, s.b.unwrap_or(0));
    let mut pair = (1, Loud(2));
    {
        let (ref mut n, ref l) = pair;
        *n += l.0;
    }
    pr_info!("{}\n", pair.0);
    if let Some(ref v) = s.b {
        pr_info!("{}\n", v);
    }
    let mut o = Some(Loud(3));
    if let Some(ref mut l) = o {
        l.0 = 4;
    }
    pr_info!("end\n");
    Ok(())
}

//// 07_ref_pattern
// prints: true false
// prints: 100 18 3 0
// prints: 11
// prints: 5
// prints: 2
// prints: 14
// prints: one 1
// prints: two 2
// &x patterns in match, closures, for loops and let
fn has(list: &[u32], want: u32) -> bool {
    for &x in list {
        if x == want {
            return true;
        }
    }
    false
}
fn get(o: Option<&u32>) -> u32 {
    match o {
        Some(&0) => 100,
        Some(&x) if x > 5 => x * 2,
        Some(&x) => x,
        None => 0,
    }
}
fn sum(&(a, b): &(u32, u32)) -> u32 { a + b }
fn body() -> Result {
    let v = [3, 4, 5];
    pr_info!("{} {}\n", has(&v, 4), has(&v, 6));
    pr_info!("{} {} {} {}\n", get(Some(&0)), get(Some(&9)), get(v.first()), get(None));
    pr_info!("{}\n", sum(&(3, 8)));
    let &y = &v[2];
    pr_info!("{}\n", y);
    let n = v.iter().filter(|&&x| x > 3).count();
    pr_info!("{}\n", n);
    let mut t = 0;
    for (i, &x) in v.iter().enumerate() {
        t += i as u32 * x;
    }
    pr_info!("{}\n", t);
    for &(name, n) in &[("one", 1), ("two", 2)] {
        pr_info!("{} {}\n", name, n);
    }
    Ok(())
}

//// 08_slice_patterns
// prints: 0 9 1000 7
// prints: 77 203
// prints: 1 2 3 4
// prints: 1 2 2 4
// prints: 7 8
// prints: 11
// slice patterns with fixed, first, last, rest
fn kind(b: &[u8]) -> u32 {
    match b {
        [] => 0,
        [x] => u32::from(*x),
        [0xff, ..] => 1000,
        [a, b] => u32::from(*a) + u32::from(*b),
        [first, .., last] if first == last => 77,
        [first, rest @ ..] => u32::from(*first) * 100 + rest.len() as u32,
    }
}
fn body() -> Result {
    pr_info!("{} {} {} {}\n", kind(&[]), kind(&[9]), kind(&[0xff, 1]), kind(&[3, 4]));
    pr_info!("{} {}\n", kind(&[5, 1, 5]), kind(&[2, 1, 5, 6]));
    let arr = [1u32, 2, 3, 4];
    let [a, b, ..] = arr;
    let [.., y, z] = arr;
    pr_info!("{} {} {} {}\n", a, b, y, z);
    if let [x, mid @ .., w] = &arr[..] {
        pr_info!("{} {} {} {}\n", x, mid.len(), mid[0], w);
    }
    if let [h, m] = [7, 8] {
        pr_info!("{} {}\n", h, m);
    }
    let [p, q, r, s] = arr;
    pr_info!("{}\n", p + q * r + s);
    Ok(())
}

//// 09_slice_recursion
// prints: 10
// prints: true true false
// prints: 1234 3
// prints: -22
// recursion over slices with patterns
fn sum(s: &[u32]) -> u32 {
    match s {
        [] => 0,
        [x, rest @ ..] => *x + sum(rest),
    }
}
fn palindrome(s: &[u8]) -> bool {
    match s {
        [a, mid @ .., b] => a == b && palindrome(mid),
        _ => true,
    }
}
fn header(b: &[u8]) -> Result<(u16, usize)> {
    let [hi, lo, data @ ..] = b else { return Err(EINVAL) };
    Ok((u16::from(*hi) << 8 | u16::from(*lo), data.len()))
}
fn body() -> Result {
    pr_info!("{}\n", sum(&[1, 2, 3, 4]));
    pr_info!("{} {} {}\n", palindrome(&[1, 2, 1]), palindrome(&[1, 2, 2, 1]), palindrome(&[1, 2, 3]));
    let (w, n) = header(&[0x12, 0x34, 5, 6, 7])?;
    pr_info!("{:x} {}\n", w, n);
    match header(&[1]) {
        Ok(_) => pr_info!("ok\n"),
        Err(e) => pr_info!("{}\n", e.to_kernel_errno()),
    }
    Ok(())
}

//// 101_tuple_scrutinee_refs
// prints: true 3 5
// prints: true 10 5
// prints: false 10 11
// prints: 1000
// prints: 21
// prints: 1
// prints: drop 1
// prints: 2
// prints: l 2
// prints: drop 2
// prints: end
// matching a tuple of references and places
struct S { a: Option<u32>, b: Option<u32>, l: Option<Loud> }
fn swap(s: &mut S) -> bool {
    match (&mut s.a, &mut s.b) {
        (Some(x), Some(y)) if *x > *y => { core::mem::swap(x, y); true }
        (slot @ None, Some(y)) => { *slot = Some(*y * 2); true }
        (Some(x), none) if none.is_none() => { *none = Some(*x + 1); false }
        _ => false,
    }
}
fn look(s: &S) -> u32 {
    match (s.a, &s.b, s.l.is_some()) {
        (Some(x), &Some(y), true) => x + y,
        (_, _, true) => 1,
        (None, None, false) => 2,
        (Some(x), ..) => x * 100,
        (None, Some(y), _) => *y * 1000,
    }
}
fn body() -> Result {
    let mut s = S { a: Some(5), b: Some(3), l: None };
    pr_info!("{} {} {}\n", swap(&mut s), s.a.unwrap_or(0), s.b.unwrap_or(0));
    s.a = None;
    pr_info!("{} {} {}\n", swap(&mut s), s.a.unwrap_or(0), s.b.unwrap_or(0));
    s.b = None;
    pr_info!("{} {} {}\n", swap(&mut s), s.a.unwrap_or(0), s.b.unwrap_or(0));
    pr_info!("{}\n", look(&s));
    s.l = Some(Loud(1));
    pr_info!("{}\n", look(&s));
    s.b = None;
    pr_info!("{}\n", look(&s));
    s.l = None;
    s.a = None;
    pr_info!("{}\n", look(&s));
    match (s.l.take(), Some(Loud(2))) { (None, Some(l)) => pr_info!("l {}\n", l.0), _ => pr_info!("no\n") }
    pr_info!("end\n");
    Ok(())
}

//// 102_ref_mut_in_match
// prints: true 0
// prints: true 1
// prints: true 3
// prints: true 6
// prints: true 10
// prints: false 10
// prints: false 10
// prints: 109
// match on &mut with whole bindings, writes through them, and re-borrows
enum Buf { Empty, Part { data: [u8; 4], len: usize }, Full([u8; 4]) }
impl Buf {
    fn push(&mut self, v: u8) -> bool {
        match self {
            Buf::Part { data, len } if *len == 3 => { data[3] = v; let d = *data; *self = Buf::Full(d); true }
            Buf::Part { data, len } => { data[*len] = v; *len += 1; true }
            s @ Buf::Empty => { *s = Buf::Part { data: [v, 0, 0, 0], len: 1 }; true }
            Buf::Full(_) => false,
        }
    }
    fn sum(&self) -> u32 {
        let (d, n) = match self { Buf::Empty => return 0, Buf::Part { data, len } => (data, *len), Buf::Full(d) => (d, d.len()) };
        let mut s = 0;
        for b in &d[..n] { s += u32::from(*b); }
        s
    }
    fn first_mut(&mut self) -> Option<&mut u8> { match self { Self::Empty => None, Self::Part { data, .. } | Self::Full(data) => Some(&mut data[0]) } }
}
fn body() -> Result {
    let mut b = Buf::Empty;
    pr_info!("{} {}\n", b.first_mut().is_none(), b.sum());
    for i in 1..=6 { pr_info!("{} {}\n", b.push(i), b.sum()); }
    if let Some(f) = b.first_mut() { *f = 100; }
    pr_info!("{}\n", b.sum());
    Ok(())
}

//// 103_int_limits_in_patterns
// prints: -128 127 255
// prints: -32768 -2147483648 -9223372036854775808
// prints: 0 32 18446744073709551615
// prints: -2147483648 -5 2147483647
// prints: 3 9
// prints: full
// prints: least
// prints: always
// MIN and MAX of the integer types as values, in patterns and comparisons
fn clamp(x: i64) -> i32 {
    match x {
        i64::MIN..=-2147483649 => i32::MIN,
        -2147483648..=2147483647 => x as i32,
        _ => i32::MAX,
    }
}
fn body() -> Result {
    pr_info!("{} {} {}\n", i8::MIN, i8::MAX, u8::MAX);
    pr_info!("{} {} {}\n", i16::MIN, i32::MIN, i64::MIN);
    pr_info!("{} {} {}\n", u8::MIN, u32::BITS, usize::MAX);
    pr_info!("{} {} {}\n", clamp(-3_000_000_000), clamp(-5), clamp(3_000_000_000));
    let mut min = u32::MAX;
    let mut max = i32::MIN;
    for x in [5, 3, 9] { if x < min { min = x; } if x as i32 > max { max = x as i32; } }
    pr_info!("{} {}\n", min, max);
    match 255u8 { u8::MAX => pr_info!("full\n"), _ => pr_info!("not\n") }
    match -128i8 { i8::MIN => pr_info!("least\n"), _ => pr_info!("not\n") }
    if let 0..=usize::MAX = 5usize { pr_info!("always\n"); }
    Ok(())
}

//// 104_labels_deep
// prints: 100001121
// prints: 5 1
// prints: 5
// prints: 13
// labels reused, loops in blocks in loops, break of blocks from loops, continue in while
fn body() -> Result {
    let mut log = 0u32;
    'a: for i in 0..3 {
        'b: {
            for j in 0..3 {
                match (i, j) { (0, 1) => break 'b, (1, 2) => continue 'a, (2, 1) => break 'a, _ => {} }
                log = log * 10 + j + 1;
            }
            log += 7000;
        }
        log += 100000;
    }
    pr_info!("{}\n", log);
    let mut i = 0;
    let mut odd = 0;
    'w: while i < 10 {
        i += 1;
        if i % 2 == 0 { continue 'w; }
        let mut k = i;
        while k > 0 { k -= 1; if k == 4 { break 'w; } if k == 2 { continue 'w; } }
        odd += i;
    }
    pr_info!("{} {}\n", i, odd);
    'a: loop { 'b: loop { 'c: loop { break 'b; } } log = 1; break 'a; }
    let v = 'x: { let y = 'z: { if log == 1 { break 'x 5; } break 'z 6; }; y + 1 };
    pr_info!("{}\n", v);
    let r = loop { let t = loop { break 3; }; if t == 3 { break t + 'q: { if t > 2 { break 'q 10; } 20 }; } };
    pr_info!("{}\n", r);
    Ok(())
}

//// 106_option_moves
// prints: t 1
// prints: drop 1
// prints: t 2
// prints: drop 2
// prints: true
// prints: drop 5
// prints: split true 3
// prints: ref 6
// prints: still 6
// prints: n 3
// prints: moved 6
// prints: drop 6
// prints: x 7
// prints: drop 7
// prints: end
// prints: drop 8
// prints: drop 4
// Options of owned values in matches: what moves out, what stays, when the rest drops
struct H { a: Option<Loud>, b: Option<Loud>, n: u32 }
fn take(h: &mut H) -> Option<Loud> { match h.a.take() { Some(l) => Some(l), None => h.b.take() } }
fn split(h: H) -> (Option<Loud>, u32) { let H { a, n, .. } = h; (a, n) }
fn body() -> Result {
    let mut h = H { a: Some(Loud(1)), b: Some(Loud(2)), n: 3 };
    if let Some(l) = take(&mut h) { pr_info!("t {}\n", l.0); }
    if let Some(l) = take(&mut h) { pr_info!("t {}\n", l.0); }
    pr_info!("{}\n", take(&mut h).is_none());
    h.a = Some(Loud(4));
    h.b = Some(Loud(5));
    let (a, n) = split(h);
    pr_info!("split {} {}\n", a.is_some(), n);
    let o = Some(Loud(6));
    match o { Some(ref l) if l.0 == 5 => pr_info!("five\n"), Some(ref l) => pr_info!("ref {}\n", l.0), None => {} }
    match &o { Some(l) => pr_info!("still {}\n", l.0), None => {} }
    let n = match o { Some(ref l) if l.0 > 50 => 1, None => 2, _ => 3 };
    pr_info!("n {}\n", n);
    if let Some(l) = o { pr_info!("moved {}\n", l.0); }
    let pair = (Some(Loud(7)), Some(Loud(8)));
    if let (Some(x), _) = pair { pr_info!("x {}\n", x.0); }
    pr_info!("end\n");
    Ok(())
}

//// 107_binding_whole_and_parts
// prints: 2005 12 7 107
// prints: 30 6 200 0 77
// prints: 9 16
// prints: true 5
// prints: 1 2
// `whole @ Pattern { part, .. }` of copies, and @ with nested alternatives and slices
#[derive(Clone, Copy)]
struct Pkt { kind: u8, len: u16 }
fn f(p: Pkt) -> u32 {
    match p {
        whole @ Pkt { kind: k @ (1 | 2), .. } => u32::from(k) * 1000 + u32::from(whole.len),
        Pkt { len: n @ (..=9 | 100..), kind } => u32::from(n) + u32::from(kind),
        all @ Pkt { .. } => u32::from(all.kind),
    }
}
fn g(s: &[u8]) -> usize {
    match s {
        all @ [1, ..] => all.len() * 10,
        [x @ 2..=5, rest @ ..] => *x as usize + rest.len(),
        [_, mid @ .., 9] => mid.len() * 100,
        none @ [] => none.len(),
        other => other[0] as usize,
    }
}
fn body() -> Result {
    pr_info!("{} {} {} {}\n", f(Pkt { kind: 2, len: 5 }), f(Pkt { kind: 7, len: 5 }), f(Pkt { kind: 7, len: 50 }), f(Pkt { kind: 7, len: 100 }));
    pr_info!("{} {} {} {} {}\n", g(&[1, 2, 3]), g(&[4, 0, 0]), g(&[7, 8, 8, 9]), g(&[]), g(&[77]));
    let t @ (a, b) = (3, 4);
    pr_info!("{} {}\n", t.0 * a, t.1 * b);
    if let o @ Some(n) = Some(5) { pr_info!("{} {}\n", o.is_some(), n); }
    if let Some(ref w @ Pkt { len, .. }) = Some(Pkt { kind: 1, len: 2 }) { pr_info!("{} {}\n", w.kind, len); }
    Ok(())
}

//// 108_mixed_errors_in_loops
// prints: close 0 true
// prints: close 1 false
// prints: e -11
// prints: close 0 true
// prints: close 1 true
// prints: close 33 true
// prints: close 4 false
// prints: e -5
// prints: skipped 1
// prints: 3
// prints: use 0
// prints: close 0 true
// prints: close 1 true
// prints: close 33 true
// prints: end
// loops that collect errors, continue on some, stop at others, with cleanup of what was made
struct Chan { id: u32, ok: bool }
impl Drop for Chan { fn drop(&mut self) { pr_info!("close {} {}\n", self.id, self.ok); } }
fn open(id: u32) -> Result<Chan> {
    match id { 2 => Err(EAGAIN), 5 => Err(EIO), _ => Ok(Chan { id, ok: true }) }
}
fn open_all(n: u32, strict: bool) -> Result<Vec<Chan>> {
    let mut v = Vec::new();
    let mut skipped = 0;
    for id in 0..n {
        let mut c = match open(id) {
            Ok(c) => c,
            Err(e) if e == EAGAIN && !strict => { skipped += 1; continue }
            Err(e) => {
                if let Some(last) = v.last_mut() { let last: &mut Chan = last; last.ok = false; }
                return Err(e);
            }
        };
        if id == 3 { c.id = 33; }
        v.try_push(c)?;
    }
    pr_info!("skipped {}\n", skipped);
    Ok(v)
}
fn body() -> Result {
    if let Err(e) = open_all(4, true) { pr_info!("e {}\n", e.to_kernel_errno()); }
    if let Err(e) = open_all(7, false) { pr_info!("e {}\n", e.to_kernel_errno()); }
    let v = open_all(4, false)?;
    pr_info!("{}\n", v.len());
    for c in v { if c.id == 1 { break; } pr_info!("use {}\n", c.id); }
    pr_info!("end\n");
    Ok(())
}

//// 10_default_binding_mut
// prints: 2
// prints: 1105
// prints: 2 1
// prints: 12 true
// default binding modes through &mut
enum Slot { Free, Used { count: u32, owner: u8 } }
fn touch(s: &mut Slot) {
    match s {
        Slot::Used { count, owner: 1 } => *count += 100,
        Slot::Used { count, .. } => *count += 1,
        Slot::Free => *s = Slot::Used { count: 0, owner: 0 },
    }
}
fn read(s: &Slot) -> u32 {
    match s { Slot::Free => 0, Slot::Used { count, owner } => *count + u32::from(*owner) * 1000 }
}
fn body() -> Result {
    let mut a = Slot::Free;
    touch(&mut a);
    touch(&mut a);
    touch(&mut a);
    pr_info!("{}\n", read(&a));
    let mut b = Slot::Used { count: 5, owner: 1 };
    touch(&mut b);
    pr_info!("{}\n", read(&b));
    let mut t = (1, Some(2));
    if let (x, Some(y)) = &mut t {
        core::mem::swap(x, y);
    }
    pr_info!("{} {}\n", t.0, t.1.unwrap_or(0));
    let (p, q) = &mut t;
    *p += 10;
    *q = None;
    pr_info!("{} {}\n", t.0, t.1.is_none());
    Ok(())
}

//// 110_static_tables
// prints: ctl 0 1
// prints: irq 8 255
// prints: fast none
// prints: at 4
// prints: true
// prints: 30
// prints: 123 3
// prints: root 4
// prints: 840
// statics and consts of slices, strs, tuples and structs; loops over them, lookups by match
struct Reg { name: &'static str, off: usize, reset: Option<u32> }
static REGS: &[Reg] = &[Reg { name: "ctl", off: 0, reset: Some(1) }, Reg { name: "sts", off: 4, reset: None }, Reg { name: "irq", off: 8, reset: Some(0xff) }];
const MODES: [(u8, &str); 3] = [(1, "slow"), (2, "fast"), (9, "max")];
static LIMITS: (u32, u32) = (10, 20);
const WORDS: &[&[u8]] = &[&[1, 2], &[], &[3]];
const ROOT: &str = "root";
fn mode(n: u8) -> &'static str { for (k, v) in MODES { if k == n { return v; } } "none" }
fn find(name: &str) -> Option<&'static Reg> { REGS.iter().find(|r| r.name == name) }
fn body() -> Result {
    for r in REGS { if let Reg { name, off, reset: Some(v) } = r { pr_info!("{} {} {}\n", name, off, v); } }
    pr_info!("{} {}\n", mode(2), mode(3));
    match find("sts") { Some(Reg { off: o @ 1..=7, reset: None, .. }) => pr_info!("at {}\n", o), Some(_) => pr_info!("other\n"), None => pr_info!("none\n") }
    pr_info!("{}\n", find("x").is_none());
    let (lo, hi) = LIMITS;
    pr_info!("{}\n", lo + hi);
    let mut n = 0;
    for w in WORDS { for b in *w { n = n * 10 + *b as u32; } }
    pr_info!("{} {}\n", n, WORDS.len());
    match ROOT { "root" => pr_info!("root {}\n", ROOT.len()), _ => pr_info!("?\n") }
    let mut sum = 0;
    for &Reg { off, .. } in REGS.iter().rev() { sum = sum * 10 + off; }
    pr_info!("{}\n", sum);
    Ok(())
}

//// 111_if_else_values
// prints: drop 1
// prints: x 2
// prints: drop 3
// prints: y 4
// prints: drop 4
// prints: o true
// prints: drop 5
// prints: z 6
// prints: drop 7
// prints: w 8
// prints: v 10
// prints: l 0 12
// prints: drop 12
// prints: end true
// prints: drop 13
// prints: drop 10
// prints: drop 8
// prints: drop 6
// prints: drop 2
// if and match values that own, moved into variables, dropped once
fn pick(a: Loud, b: Loud, first: bool) -> Loud { if first { a } else { b } }
fn body() -> Result {
    let x = pick(Loud(1), Loud(2), false);
    pr_info!("x {}\n", x.0);
    let y = if x.0 == 2 { let t = Loud(3); Loud(t.0 + 1) } else { Loud(9) };
    pr_info!("y {}\n", y.0);
    let o = if y.0 > 5 { Some(y) } else { drop(y); None };
    pr_info!("o {}\n", o.is_none());
    let z = match o { Some(l) => l, None => { let _tmp = Loud(5); Loud(6) } };
    pr_info!("z {}\n", z.0);
    let w = { let (a, b) = (Loud(7), Loud(8)); if a.0 < b.0 { b } else { a } };
    pr_info!("w {}\n", w.0);
    let v;
    { let inner = Loud(10); if inner.0 == 10 { v = inner; } else { v = Loud(11); } }
    pr_info!("v {}\n", v.0);
    let mut slot = Some(Loud(12));
    for i in 0..2 { if let Some(l) = slot { pr_info!("l {} {}\n", i, l.0); slot = None; } else { slot = Some(Loud(13)); } }
    pr_info!("end {}\n", slot.is_some());
    Ok(())
}

//// 11_match_tuples
// prints: 1 2 3
// prints: 4 5 6
// prints: -1 0 1
// prints: 3
// matching on tuples made in the scrutinee
#[derive(Clone, Copy, PartialEq)]
enum Dir { In, Out }
fn action(d: Dir, len: usize, full: bool) -> u32 {
    match (d, len, full) {
        (Dir::In, 0, _) => 1,
        (Dir::In, 1..=64, false) => 2,
        (Dir::In, _, true) => 3,
        (Dir::Out, n, true) if n > 10 => 4,
        (Dir::Out, ..) => 5,
        (.., false) => 6,
    }
}
fn order(a: u32, b: u32) -> i32 {
    match (a < b, a == b) {
        (true, _) => -1,
        (_, true) => 0,
        (false, false) => 1,
    }
}
fn body() -> Result {
    pr_info!("{} {} {}\n", action(Dir::In, 0, true), action(Dir::In, 64, false), action(Dir::In, 64, true));
    pr_info!("{} {} {}\n", action(Dir::Out, 11, true), action(Dir::Out, 10, true), action(Dir::In, 65, false));
    pr_info!("{} {} {}\n", order(1, 2), order(2, 2), order(3, 2));
    let (a, b) = (Some(1), Some(2));
    if let (Some(x), Some(y)) = (a, b) {
        pr_info!("{}\n", x + y);
    }
    Ok(())
}

//// 120_slices_of_owned
// prints: 23
// prints: 26 15
// prints: see 6
// prints: see 5
// prints: end 6
// prints: drop 5
// prints: drop 6
// prints: drop 11
// prints: drop 12
// prints: drop 3
// loops over parts of arrays and vectors of owned values, by & and &mut
struct Pool { v: Vec<Loud>, used: usize }
impl Pool {
    fn mark(&mut self) { for l in &mut self.v[..self.used] { l.0 += 10; } }
    fn sum(&self) -> u32 { let mut s = 0; for l in &self.v[..self.used] { s += l.0; } s }
}
fn count(s: &[Loud]) -> u32 { let mut n = 0; for l in s { n += l.0; } n }
fn body() -> Result {
    let mut p = Pool { v: Vec::new(), used: 2 };
    for i in 1..=3 { p.v.try_push(Loud(i))?; }
    p.mark();
    pr_info!("{}\n", p.sum());
    pr_info!("{} {}\n", count(&p.v), count(&p.v[1..]));
    let a = [Loud(5), Loud(6)];
    for l in &a[1..] { pr_info!("see {}\n", l.0); }
    for l in a[..1].iter() { pr_info!("see {}\n", l.0); }
    pr_info!("end {}\n", a[1].0);
    Ok(())
}

//// 121_const_values_in_patterns
// prints: 1 2 3 9
// prints: 1 2 3 9
// prints: 1 2 3
// prints: 1 2 5
// prints: pair
// prints: no
// constants that are Options, strs, tuples, structs and enums as patterns
#[derive(PartialEq, Eq, Clone, Copy)]
enum K { A, B(u8) }
#[derive(PartialEq, Eq)]
struct P { x: u8, y: u8 }
impl K { const DEF: K = K::B(7); const ALT: K = K::A; }
impl P { const ORIGIN: P = P { x: 0, y: 0 }; }
const NONE_YET: Option<u8> = None;
const SEVEN: Option<u8> = Some(7);
const KEY: &str = "key";
const PAIR: (u8, bool) = (1, true);
const N: u8 = 3;
fn k(v: K) -> u8 { match v { K::DEF => 1, K::ALT => 2, K::B(N) => 3, K::B(n) => n } }
fn o(v: Option<u8>) -> u8 { match v { NONE_YET => 1, SEVEN => 2, Some(N) => 3, Some(x) => x } }
fn s(v: &str) -> u8 { match v { KEY => 1, "other" => 2, _ => 3 } }
fn p(v: &P) -> u8 { match v { &P::ORIGIN => 1, P { x: N, .. } => 2, P { x, y } => x + y } }
fn body() -> Result {
    pr_info!("{} {} {} {}\n", k(K::B(7)), k(K::A), k(K::B(3)), k(K::B(9)));
    pr_info!("{} {} {} {}\n", o(None), o(Some(7)), o(Some(3)), o(Some(9)));
    pr_info!("{} {} {}\n", s("key"), s("other"), s("x"));
    pr_info!("{} {} {}\n", p(&P { x: 0, y: 0 }), p(&P { x: 3, y: 1 }), p(&P { x: 4, y: 1 }));
    match (1, true) { PAIR => pr_info!("pair\n"), _ => pr_info!("no\n") }
    match (1, false) { PAIR => pr_info!("pair\n"), _ => pr_info!("no\n") }
    Ok(())
}

//// 123_result_of_louds
// prints: 2 3
// prints: drop 2
// prints: drop 5
// prints: true
// prints: d 7
// prints: mixed 8
// prints: drop 8
// prints: drop 9
// prints: r true
// prints: drop 10
// prints: drop 11
// prints: drop 12
// prints: is ok
// prints: end
// prints: drop 7
// prints: drop 3
// alternatives that bind the owned value of both sides, and moves in nested results
fn mk(n: u32) -> core::result::Result<Loud, Loud> { if n % 2 == 0 { Ok(Loud(n)) } else { Err(Loud(n)) } }
fn either(n: u32) -> Loud { match mk(n) { Ok(l) | Err(l) => l } }
fn only(n: u32) -> Option<Loud> { if let Ok(l) = mk(n) { Some(l) } else { None } }
fn body() -> Result {
    let a = either(2);
    let b = either(3);
    pr_info!("{} {}\n", a.0, b.0);
    drop(a);
    let c = only(5);
    pr_info!("{}\n", c.is_none());
    let (Ok(d) | Err(d)) = mk(7);
    pr_info!("d {}\n", d.0);
    match (mk(8), mk(9)) {
        (Ok(x), Ok(y)) => pr_info!("ok {} {}\n", x.0, y.0),
        (Ok(x), Err(_)) => pr_info!("mixed {}\n", x.0),
        _ => pr_info!("none\n"),
    }
    match Some(mk(10)) { Some(Ok(ref l)) if l.0 > 10 => pr_info!("big\n"), Some(r) => pr_info!("r {}\n", r.is_ok()), None => {} }
    let _ = mk(11);
    if mk(12).is_ok() { pr_info!("is ok\n"); }
    pr_info!("end\n");
    Ok(())
}

//// 124_scrutinee_kinds
// prints: twenty
// prints: ff
// prints: three
// prints: minus
// prints: zero
// prints: last
// prints: n 4
// prints: nine
// prints: 9
// prints: 1 20 9
// prints: found
// prints: in 4
// prints: 2
// prints: many
// prints: 20 4
// scrutinees of all kinds: fields, elements, casts, calls, arithmetic, blocks, parenthesised, negated
struct S { a: [u8; 3], p: (u16, Option<u8>), i: usize }
impl S { fn cur(&self) -> u8 { self.a[self.i] } fn slot(&mut self) -> &mut u8 { &mut self.a[self.i] } }
fn body() -> Result {
    let mut s = S { a: [1, 20, 255], p: (0x1ff, Some(4)), i: 1 };
    match s.a[s.i] { 20 => pr_info!("twenty\n"), _ => pr_info!("other\n") }
    match s.p.0 as u8 { 0xff => pr_info!("ff\n"), _ => pr_info!("other\n") }
    match s.cur() / 10 + 1 { 3 => pr_info!("three\n"), _ => pr_info!("other\n") }
    match -(s.cur() as i32) { -20 => pr_info!("minus\n"), _ => pr_info!("other\n") }
    match !s.a[2] { 0 => pr_info!("zero\n"), _ => pr_info!("other\n") }
    match { s.i = 2; s.cur() } { 255 => pr_info!("last\n"), _ => pr_info!("other\n") }
    match (s.p.1) { Some(n) if n > 3 => pr_info!("n {}\n", n), _ => pr_info!("other\n") }
    match s.slot() { x if *x == 255 => *x = 9, _ => pr_info!("other\n") }
    match *s.slot() { 9 => pr_info!("nine\n"), _ => pr_info!("other\n") }
    match &s.a[1..] { [20, last] => pr_info!("{}\n", last), _ => pr_info!("other\n") }
    match s.a { [a, b, c] => pr_info!("{} {} {}\n", a, b, c) }
    match s.a.iter().position(|x| *x == 20) { Some(1) => pr_info!("found\n"), _ => pr_info!("other\n") }
    match s.p { (0x100..=0x1ff, Some(n)) => pr_info!("in {}\n", n), _ => pr_info!("other\n") }
    match if s.i == 2 { "two" } else { "no" } { "two" => pr_info!("2\n"), _ => pr_info!("other\n") }
    match s.a.len() { 0 => pr_info!("empty\n"), 1..=2 => pr_info!("few\n"), _ => pr_info!("many\n") }
    match &s { S { i: 0, .. } => pr_info!("0\n"), S { a: [_, b, ..], p: (_, Some(n)), .. } => pr_info!("{} {}\n", b, n), _ => pr_info!("other\n") }
    Ok(())
}

//// 125_guards_complex
// prints: 11 900 7
// prints: 1 2 3
// prints: 7 5 5
// guards with blocks, matches!, calls of closures, references to several bindings
fn f(t: (u32, Option<u32>), lim: &[u32]) -> u32 {
    let near = |a: u32, b: u32| a.abs_diff(b) < 3;
    match t {
        (a, Some(b)) if near(a, b) => a + b,
        (a, Some(_)) if matches!(a, 1..=3 | 9) => a * 100,
        (a, Some(b)) if { let s = a + b; s % 7 == 0 } => 7,
        (a, None) if lim.contains(&a) => 1,
        (a, None) if lim.iter().any(|l| *l == a + 1) => 2,
        (a, b) if b.map_or(false, |b| b > a) => 3,
        (_, Some(b)) if b == lim[0] || b == lim[1] => 4,
        _ => 5,
    }
}
fn body() -> Result {
    let l = [10, 20];
    pr_info!("{} {} {}\n", f((5, Some(6)), &l), f((9, Some(1)), &l), f((10, Some(4)), &l));
    pr_info!("{} {} {}\n", f((10, None), &l), f((19, None), &l), f((5, Some(50)), &l));
    pr_info!("{} {} {}\n", f((50, Some(20)), &l), f((50, Some(19)), &l), f((0, None), &l));
    Ok(())
}

//// 126_negative_discriminants
// prints: -5 -4 7 32
// prints: 16 20 21
// prints: 0 1 2
// prints: -5 true
// prints: -4 true
// prints: -22
// prints: 7 true
// prints: 32 true
// prints: true
// prints: w
// discriminants that are negative, computed or from constants
const BASE: isize = 0x10;
#[derive(Clone, Copy, PartialEq)]
#[repr(i8)]
enum T { Cold = -5, Mild, Warm = 3 + 4, Hot = 1 << 5 }
#[derive(Clone, Copy)]
enum R { A = BASE, B = BASE + 4, C }
enum Plain { X, Y, Z }
impl TryFrom<i8> for T {
    type Error = Error;
    fn try_from(v: i8) -> core::result::Result<Self, Error> {
        match v { -5 => Ok(T::Cold), -4 => Ok(T::Mild), 7 => Ok(T::Warm), 32 => Ok(T::Hot), _ => Err(EINVAL) }
    }
}
fn body() -> Result {
    pr_info!("{} {} {} {}\n", T::Cold as i8, T::Mild as i32, T::Warm as i8, T::Hot as u8);
    pr_info!("{} {} {}\n", R::A as u32, R::B as usize, R::C as u8);
    pr_info!("{} {} {}\n", Plain::X as u8, Plain::Y as i32, Plain::Z as usize);
    for v in [-5, -4, 0, 7, 32] {
        match T::try_from(v) { Ok(t) => pr_info!("{} {}\n", v, t as i8 == v), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) }
    }
    let t: T = 7i8.try_into()?;
    pr_info!("{}\n", t == T::Warm);
    const W: i8 = T::Warm as i8;
    match 7i8 { W => pr_info!("w\n"), _ => pr_info!("no\n") }
    Ok(())
}

//// 127_two_level_state
// prints: 0 0
// prints: 1 0
// prints: 11 0
// prints: 11 0
// prints: 10 0
// prints: drop 5
// prints: 1 5
// prints: 1 5
// prints: 11 5
// prints: drop 7
// prints: 0 5
// prints: 1 5
// prints: 11 5
// prints: drop 8
// prints: 103 5
// prints: 103 5
// nested state machines, states that carry data over, several events in a loop
enum Outer { Off, On(Inner), Dead { why: u32 } }
enum Inner { Idle, Busy { job: Loud, left: u32 } }
#[derive(Clone, Copy)]
enum Ev { Power, Job(u32), Tick, Fault(u32) }
struct M { s: Outer, done: u32 }
impl M {
    fn feed(&mut self, e: Ev) {
        let s = core::mem::replace(&mut self.s, Outer::Off);
        self.s = match (s, e) {
            (Outer::Off, Ev::Power) => Outer::On(Inner::Idle),
            (Outer::On(_), Ev::Power) => Outer::Off,
            (Outer::On(Inner::Idle), Ev::Job(n)) => Outer::On(Inner::Busy { job: Loud(n), left: 1 }),
            (Outer::On(Inner::Busy { job, left: 0 }), Ev::Tick) => { self.done += job.0; Outer::On(Inner::Idle) }
            (Outer::On(Inner::Busy { job, left }), Ev::Tick) => Outer::On(Inner::Busy { job, left: left - 1 }),
            (Outer::On(..), Ev::Fault(why @ 1..=9)) => Outer::Dead { why },
            (keep, _) => keep,
        };
    }
    fn code(&self) -> u32 {
        match &self.s { Outer::Off => 0, Outer::On(Inner::Idle) => 1, Outer::On(Inner::Busy { left, .. }) => 10 + left, Outer::Dead { why } => 100 + why }
    }
}
fn body() -> Result {
    let mut m = M { s: Outer::Off, done: 0 };
    for e in [Ev::Tick, Ev::Power, Ev::Job(5), Ev::Job(6), Ev::Tick, Ev::Tick, Ev::Fault(0), Ev::Job(7), Ev::Power, Ev::Power, Ev::Job(8), Ev::Fault(3), Ev::Power] {
        m.feed(e);
        pr_info!("{} {}\n", m.code(), m.done);
    }
    Ok(())
}

//// 128_while_let_kinds
// prints: 51 6
// prints: 2 2
// prints: drop 2
// prints: 1 1
// prints: drop 1
// prints: v 1
// prints: v 4
// prints: v 9
// prints: 4
// prints: 4 true true 4
// prints: 0
// while let with Ok, tuples, guards inside, several bindings, labels, or-patterns
struct Src { n: u32 }
impl Src {
    fn read(&mut self) -> Result<u32> { self.n += 1; if self.n > 5 { Err(EIO) } else { Ok(self.n * self.n) } }
    fn pair(&mut self) -> Option<(u32, Loud)> { if self.n == 0 { return None; } self.n -= 1; Some((self.n, Loud(self.n))) }
}
fn body() -> Result {
    let mut s = Src { n: 0 };
    let mut t = 0;
    while let Ok(v) = s.read() { if v == 4 { continue; } t += v; }
    pr_info!("{} {}\n", t, s.n);
    s.n = 3;
    while let Some((n, l)) = s.pair() { pr_info!("{} {}\n", n, l.0); if n == 1 { break; } }
    s.n = 0;
    while let Ok(v @ (1 | 4 | 9)) = s.read() { pr_info!("v {}\n", v); }
    pr_info!("{}\n", s.n);
    let mut q = [Some(1), Some(2), None, Some(4)];
    let mut i = 0;
    'l: while let Some(slot) = q.get_mut(i) {
        i += 1;
        while let Some(n) = slot { if *n > 3 { break 'l; } *n += 1; if *n == 3 { *slot = None; continue 'l; } }
    }
    pr_info!("{} {} {} {}\n", i, q[0].is_none(), q[1].is_none(), q[3].unwrap_or(0));
    let mut a = Some(3);
    while let Some(1..) = a { a = a.and_then(|x: u32| x.checked_sub(1)); }
    pr_info!("{}\n", a.unwrap_or(9));
    Ok(())
}

//// 129_arrays_of_options
// prints: at 0
// prints: at 1
// prints: at 2
// prints: -16
// prints: 13 1
// prints: ok
// prints: -2
// prints: -22
// prints: 5 true true
// prints: 1 5
// arrays of Options: claim and release of slots, find free ones, take, replace
struct Table { slots: [Option<(u32, bool)>; 3], n: u32 }
impl Table {
    fn add(&mut self, v: u32) -> Result<usize> {
        for (i, s) in self.slots.iter_mut().enumerate() {
            if s.is_none() { *s = Some((v, false)); self.n += 1; return Ok(i); }
        }
        Err(EBUSY)
    }
    fn mark(&mut self, i: usize) -> Result { match self.slots.get_mut(i) { Some(Some((_, done))) => { *done = true; Ok(()) } Some(None) => Err(ENOENT), None => Err(EINVAL) } }
    fn reap(&mut self) -> u32 {
        let mut r = 0;
        for s in &mut self.slots { if let Some((v, true)) = s { r += *v; *s = None; self.n -= 1; } }
        r
    }
    fn get(&self, i: usize) -> Option<u32> { self.slots.get(i)?.map(|(v, _)| v) }
}
fn body() -> Result {
    let mut t = Table { slots: [None; 3], n: 0 };
    for v in [5, 6, 7, 8] { match t.add(v) { Ok(i) => pr_info!("at {}\n", i), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) } }
    t.mark(1)?;
    t.mark(2)?;
    pr_info!("{} {}\n", t.reap(), t.n);
    for i in [0, 1, 3] { match t.mark(i) { Ok(()) => pr_info!("ok\n"), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) } }
    pr_info!("{} {} {}\n", t.get(0).unwrap_or(0), t.get(1).is_none(), t.get(9).is_none());
    pr_info!("{} {}\n", t.add(9)?, t.reap());
    Ok(())
}

//// 12_match_str_bool_char
// prints: 0 1 2
// prints: -2
// prints: -22
// prints: 7 12 99 true
// prints: enabled
// prints: 2
// matching &str, bool and char
fn mode(s: &str) -> Result<u32> {
    match s {
        "off" | "no" => Ok(0),
        "on" | "yes" => Ok(1),
        "auto" => Ok(2),
        "" => Err(ENOENT),
        _ => Err(EINVAL),
    }
}
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        'a'..='f' => Some(c as u32 - 'a' as u32 + 10),
        '_' | '-' => Some(99),
        _ => None,
    }
}
fn body() -> Result {
    pr_info!("{} {} {}\n", mode("no")?, mode("yes")?, mode("auto")?);
    if let Err(e) = mode("") { pr_info!("{}\n", e.to_kernel_errno()); }
    if let Err(e) = mode("xx") { pr_info!("{}\n", e.to_kernel_errno()); }
    pr_info!("{} {} {} {}\n", digit('7').unwrap_or(0), digit('c').unwrap_or(0), digit('-').unwrap_or(0), digit('z').is_none());
    let flag = mode("on").is_ok();
    let s = match flag { true => "enabled", false => "disabled" };
    pr_info!("{}\n", s);
    let b = match b'x' { b'a'..=b'm' => 1, b'n'..=b'z' => 2, _ => 3 };
    pr_info!("{}\n", b);
    Ok(())
}

//// 13_match_consts
// prints: 0 ctrl
// prints: 4 status
// prints: 8 irq
// prints: ff none
// prints: 100 fifo
// prints: 13f fifo
// prints: 140 none
// prints: ffffffff max
// prints: 1 2 3
// prints: again
// constants, associated constants and constant ranges in patterns
const REG_CTRL: u32 = 0x00;
const REG_STATUS: u32 = REG_CTRL + 4;
const FIFO: u32 = 0x100;
const FIFO_END: u32 = FIFO + 0x40 - 1;
struct Dev;
impl Dev {
    const IRQ: u32 = 1 << 3;
    fn name(off: u32) -> &'static str {
        match off {
            REG_CTRL => "ctrl",
            REG_STATUS => "status",
            Self::IRQ => "irq",
            FIFO..=FIFO_END => "fifo",
            u32::MAX => "max",
            _ => "none",
        }
    }
}
fn err(e: Error) -> u32 {
    match e {
        EBUSY => 1,
        EINVAL | ERANGE => 2,
        _ => 3,
    }
}
fn body() -> Result {
    for off in [0, 4, 8, 0xff, 0x100, 0x13f, 0x140, u32::MAX] {
        pr_info!("{:x} {}\n", off, Dev::name(off));
    }
    pr_info!("{} {} {}\n", err(EBUSY), err(ERANGE), err(EIO));
    match Err::<u32, Error>(EAGAIN) {
        Err(EAGAIN) => pr_info!("again\n"),
        Err(e) => pr_info!("{}\n", e.to_kernel_errno()),
        Ok(_) => {}
    }
    Ok(())
}

//// 14_option_ref_mut
// prints: true false
// prints: 3
// prints: ten
// prints: 1 142
// prints: 143
// Option<&mut T> and as_mut, as_ref in matches
struct Node { val: u32, next: Option<Box<Node>> }
fn bump(o: Option<&mut u32>) -> bool {
    match o {
        Some(x) => { *x += 1; true }
        None => false,
    }
}
fn body() -> Result {
    let mut a = [1, 2, 3];
    pr_info!("{} {}\n", bump(a.get_mut(1)), bump(a.get_mut(9)));
    pr_info!("{}\n", a[1]);
    let mut o = Some(5);
    if let Some(x) = o.as_mut() { *x = 9; }
    if let Some(x) = &mut o { *x += 1; }
    match o.as_ref() { Some(&10) => pr_info!("ten\n"), Some(x) => pr_info!("{}\n", x), None => {} }
    let mut n = Node { val: 1, next: Some(Box::try_new(Node { val: 2, next: None })?) };
    if let Some(next) = n.next.as_mut() { next.val += 40; }
    if let Some(ref mut next) = n.next { next.val += 100; }
    match &n.next {
        Some(next) => pr_info!("{} {}\n", n.val, next.val),
        None => pr_info!("none\n"),
    }
    let mut cur = &n;
    let mut sum = cur.val;
    while let Some(next) = &cur.next { cur = next; sum += cur.val; }
    pr_info!("{}\n", sum);
    Ok(())
}

//// 15_discriminants
// prints: nop
// prints: rw 10 10
// prints: rw 11 10
// prints: bad 18
// prints: 128 1000
// prints: 1
// enums with discriminants: casts, exhaustive matches, conversion from a number
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Cmd { Nop = 0, Read = 0x10, Write, Erase = 0x80 }
impl Cmd {
    const fn from(n: u8) -> Option<Cmd> {
        match n {
            0 => Some(Cmd::Nop),
            0x10 => Some(Self::Read),
            n if n == Cmd::Write as u8 => Some(Self::Write),
            0x80 => Some(Cmd::Erase),
            _ => None,
        }
    }
    fn cost(self) -> u32 {
        use Cmd::*;
        match self { Nop => 0, Read | Write => 10, Erase => 1000 }
    }
}
fn body() -> Result {
    for n in [0u8, 0x10, 0x11, 0x12, 0x80] {
        match Cmd::from(n) {
            Some(c) if c == Cmd::Nop => pr_info!("nop\n"),
            Some(c @ (Cmd::Read | Cmd::Write)) => pr_info!("rw {:x} {}\n", c as u8, c.cost()),
            Some(c) => pr_info!("{} {}\n", c as u32, c.cost()),
            None => pr_info!("bad {}\n", n),
        }
    }
    pr_info!("{}\n", Cmd::Write as i32 - Cmd::Read as i32);
    Ok(())
}

//// 16_if_let_chain_else
// prints: 4
// prints: 1001
// prints: 3
// prints: -5
// prints: 2
// prints: has 1
// prints: drop 1
// prints: after
// if let … else if let … else
struct Dev { tx: Option<u32>, rx: core::result::Result<u32, Error>, up: bool }
fn look(d: &Dev) -> i32 {
    if let Some(t) = d.tx {
        t as i32
    } else if let Ok(r) = d.rx {
        1000 + r as i32
    } else if d.up {
        3
    } else if let Err(e) = &d.rx {
        e.to_kernel_errno()
    } else {
        0
    }
}
fn body() -> Result {
    pr_info!("{}\n", look(&Dev { tx: Some(4), rx: Ok(1), up: true }));
    pr_info!("{}\n", look(&Dev { tx: None, rx: Ok(1), up: true }));
    pr_info!("{}\n", look(&Dev { tx: None, rx: Err(EIO), up: true }));
    pr_info!("{}\n", look(&Dev { tx: None, rx: Err(EIO), up: false }));
    let x = if let Some(_) = None::<Loud> { 1 } else { 2 };
    pr_info!("{}\n", x);
    if let Some(l) = Some(Loud(1)) {
        pr_info!("has {}\n", l.0);
    } else {
        pr_info!("no\n");
    }
    pr_info!("after\n");
    Ok(())
}

//// 17_if_let_temporaries
// prints: lock 7
// prints: got 7
// prints: unlock 7
// prints: lock 2
// prints: none
// prints: unlock 2
// prints: lock 8
// prints: unlock 8
// prints: is some
// prints: lock 9
// prints: nine
// prints: unlock 9
// prints: lock 1
// prints: unlock 1
// prints: v 0
// prints: lock 6
// prints: round 6
// prints: unlock 6
// prints: lock 5
// prints: unlock 5
// prints: end
// the temporaries of an `if let` scrutinee live to the end of its else
struct Guard(u32);
impl Guard { fn get(&self) -> Option<u32> { if self.0 > 5 { Some(self.0) } else { None } } }
impl Drop for Guard { fn drop(&mut self) { pr_info!("unlock {}\n", self.0); } }
fn lock(n: u32) -> Guard { pr_info!("lock {}\n", n); Guard(n) }
fn body() -> Result {
    if let Some(x) = lock(7).get() { pr_info!("got {}\n", x); } else { pr_info!("none\n"); }
    if let Some(x) = lock(2).get() { pr_info!("got {}\n", x); } else { pr_info!("none\n"); }
    if lock(8).get().is_some() { pr_info!("is some\n"); }
    match lock(9).get() { Some(9) => pr_info!("nine\n"), _ => pr_info!("other\n") }
    let v = match lock(1).get() { Some(x) => x, None => 0 };
    pr_info!("v {}\n", v);
    let mut n = 6;
    while let Some(x) = lock(n).get() { pr_info!("round {}\n", x); n -= 1; }
    pr_info!("end\n");
    Ok(())
}

//// 18_let_else
// prints: drop 2
// prints: drop 1
// prints: -22
// prints: drop 3
// prints: drop 1
// prints: 4
// prints: 4
// prints: 3
// prints: leaving
// let … else with return, continue, break, and drops
fn parse(o: Option<u32>) -> Result<u32> {
    let _a = Loud(1);
    let Some(x) = o else {
        let _b = Loud(2);
        return Err(EINVAL);
    };
    let _c = Loud(3);
    Ok(x)
}
fn body() -> Result {
    match parse(None) { Ok(_) => {} Err(e) => pr_info!("{}\n", e.to_kernel_errno()) }
    pr_info!("{}\n", parse(Some(4))?);
    let mut sum = 0;
    for o in [Some(1), None, Some(3), Some(99), Some(5)] {
        let Some(x) = o else { continue };
        let 0..=50 = x else { break };
        sum += x;
    }
    pr_info!("{}\n", sum);
    let (Some(a), Some(b)) = (Some(1), Some(2)) else { return Err(EIO) };
    pr_info!("{}\n", a + b);
    let Ok(v) = Err::<u32, Error>(EIO) else { pr_info!("leaving\n"); return Ok(()) };
    pr_info!("{}\n", v);
    Ok(())
}

//// 19_while_let_pop
// prints: 7
// prints: pop 3
// prints: drop 3
// prints: pop 2
// prints: drop 2
// prints: drop 1
// prints: empty
// prints: 1 2
// prints: 3 4
// while let Some(x) = stack.pop(), pushing meanwhile
fn body() -> Result {
    let mut stack = Vec::new();
    stack.try_push(3u32)?;
    let mut seen = 0;
    while let Some(x) = stack.pop() {
        seen += 1;
        if x > 0 {
            stack.try_push(x - 1)?;
            if x > 1 { stack.try_push(x - 2)?; }
        }
    }
    pr_info!("{}\n", seen);
    let mut louds = Vec::new();
    for i in 1..=3 { louds.try_push(Loud(i))?; }
    while let Some(l) = louds.pop() {
        if l.0 == 1 { continue; }
        pr_info!("pop {}\n", l.0);
    }
    pr_info!("empty\n");
    let mut it = [1, 2, 3, 4].iter();
    while let Some(&a) = it.next() {
        let Some(&b) = it.next() else { break };
        pr_info!("{} {}\n", a, b);
    }
    Ok(())
}

//// 20_matches_macro
// prints: true false false
// prints: true false false
// prints: true true false
// prints: false false true
// prints: false false false
// prints: true false
// prints: 2
// prints: yes
// matches! with alternatives, guards, ranges, references
#[derive(Clone, Copy)]
enum St { Off, On(u8), Err { code: i32 } }
impl St {
    fn ok(&self) -> bool { matches!(self, St::Off | St::On(_)) }
    fn hot(&self) -> bool { matches!(self, St::On(n) if *n > 50) }
    fn bad(self) -> bool { matches!(self, Self::Err { code } if code < 0) }
}
fn body() -> Result {
    let all = [St::Off, St::On(10), St::On(90), St::Err { code: -5 }, St::Err { code: 5 }];
    for s in &all {
        pr_info!("{} {} {}\n", s.ok(), s.hot(), s.bad());
    }
    pr_info!("{} {}\n", matches!(7, 1..=9), matches!(Some(3), Some(1 | 2)));
    pr_info!("{}\n", all.iter().filter(|s| matches!(s, St::On(..))).count());
    if !matches!(all[0], St::On(_)) && matches!(all[1], St::On(10)) { pr_info!("yes\n"); }
    Ok(())
}

//// 21_labels
// prints: 1 2
// prints: 2034
// prints: 13 26
// labelled break and continue in nested loops
fn body() -> Result {
    let grid = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
    let mut at = (9, 9);
    'outer: for (y, row) in grid.iter().enumerate() {
        for (x, v) in row.iter().enumerate() {
            if *v == 6 {
                at = (y, x);
                break 'outer;
            }
        }
    }
    pr_info!("{} {}\n", at.0, at.1);
    let mut sum = 0;
    'rows: for row in &grid {
        for &v in row {
            if v % 5 == 0 { continue 'rows; }
            sum += v;
        }
        sum += 1000;
    }
    pr_info!("{}\n", sum);
    let mut n = 0;
    let r = 'a: loop {
        loop {
            n += 1;
            if n == 3 { continue 'a; }
            if n > 5 { break 'a n * 2; }
            if n % 2 == 0 { break; }
        }
        n += 10;
    };
    pr_info!("{} {}\n", n, r);
    Ok(())
}

//// 22_label_blocks
// prints: 2 true
// prints: drop 2
// prints: drop 1
// prints: 10
// prints: drop 4
// prints: l 5
// prints: drop 5
// labelled blocks that give values, with drops on the way out
fn find(list: &[u32], key: u32) -> u32 {
    let pos = 'found: {
        for (i, x) in list.iter().enumerate() {
            if *x == key { break 'found i as u32; }
        }
        u32::MAX
    };
    pos
}
fn body() -> Result {
    pr_info!("{} {}\n", find(&[4, 5, 6], 6), find(&[4, 5, 6], 7) == u32::MAX);
    let v = 'b: {
        let _a = Loud(1);
        if find(&[1], 1) == 0 {
            let _b = Loud(2);
            break 'b 10;
        }
        let _c = Loud(3);
        20
    };
    pr_info!("{}\n", v);
    'c: {
        let _d = Loud(4);
        if v == 10 { break 'c; }
        pr_info!("not here\n");
    }
    let l = 'd: { let l = Loud(5); if l.0 == 5 { break 'd l; } Loud(6) };
    pr_info!("l {}\n", l.0);
    Ok(())
}

//// 23_loop_break_value
// prints: 3
// prints: true
// prints: drop 5
// prints: drop 3
// prints: found true
// prints: drop 1
// prints: found false
// prints: true
// prints: drop 2
// loop { break value }, with an owned value, with Err, with ?
fn wait(mut tries: u32, at: u32) -> Result<u32> {
    let n = loop {
        if tries == at { break tries; }
        if tries == 0 { return Err(EAGAIN); }
        tries -= 1;
    };
    Ok(n)
}
fn first(v: &mut Vec<Loud>) -> Option<Loud> {
    loop {
        match v.pop() {
            Some(l) if l.0 % 2 == 0 => break Some(l),
            Some(_) => continue,
            None => break None,
        }
    }
}
fn body() -> Result {
    pr_info!("{}\n", wait(5, 3)?);
    pr_info!("{}\n", wait(2, 3).is_err());
    let mut v = Vec::new();
    for i in [1, 2, 3, 5] { v.try_push(Loud(i))?; }
    let l = first(&mut v);
    pr_info!("found {}\n", l.is_some());
    let l = first(&mut v);
    pr_info!("found {}\n", l.is_some());
    let r: Result<u32> = loop { break Err(EBUSY); };
    pr_info!("{}\n", r.is_err());
    Ok(())
}

//// 24_return_nested
// prints: drop 9
// prints: -1
// prints: drop 9
// prints: 0
// prints: drop 9
// prints: 9
// prints: drop 9
// prints: 77
// prints: drop 8
// prints: true 1 20
// return inside nested blocks, matches and arguments
fn f(x: Option<i32>) -> i32 {
    let _l = Loud(9);
    let v = {
        let y = match x {
            Some(n) if n < 0 => return -1,
            Some(n) => { if n == 0 { return 0; } n }
            None => return 77,
        };
        y * 2
    };
    v + 1
}
fn g(a: u32) -> Result<u32> {
    let r = match a {
        0 => Err(EINVAL)?,
        1 => { let _t = Loud(8); return Ok(1) }
        n => n,
    };
    Ok(r * 10)
}
fn body() -> Result {
    pr_info!("{}\n", f(Some(-4)));
    pr_info!("{}\n", f(Some(0)));
    pr_info!("{}\n", f(Some(4)));
    pr_info!("{}\n", f(None));
    pr_info!("{} {} {}\n", g(0).is_err(), g(1)?, g(2)?);
    Ok(())
}

//// 25_blocks_shadowing
// prints: inner
// prints: 120
// prints: 20
// prints: 2
// prints: small 21
// prints: 10
// prints: 11
// prints: drop 7
// prints: drop 8
// prints: 21 15
// prints: drop 2
// prints: drop 1
// blocks as expressions and shadowing
fn body() -> Result {
    let x = 5;
    let x = x * 2;
    {
        let x = "inner";
        pr_info!("{}\n", x);
    }
    let x = { let y = x + 1; let x = y * y; x - 1 };
    pr_info!("{}\n", x);
    let x = if x > 100 { let x = x - 100; x } else { 0 };
    pr_info!("{}\n", x);
    let l = Loud(1);
    let l = Loud(l.0 + 1);
    pr_info!("{}\n", l.0);
    let Some(x) = Some(x + 1) else { return Ok(()) };
    match x {
        x if x > 50 => pr_info!("big {}\n", x),
        x => pr_info!("small {}\n", x),
    }
    for x in 0..2 { let x = x + 10; pr_info!("{}\n", x); }
    let y = { let t = Loud(7); t.0 } + { Loud(8).0 };
    pr_info!("{} {}\n", x, y);
    Ok(())
}

//// 26_question_in_loops
// prints: make 1
// prints: drop 11
// prints: make 2
// prints: drop 12
// prints: drop 13
// prints: drop 1
// prints: drop 2
// prints: drop 100
// prints: err -12
// prints: make 1
// prints: drop 11
// prints: make 2
// prints: drop 12
// prints: drop 200
// prints: drop 100
// prints: ok 2
// prints: drop 1
// prints: drop 2
// prints: make 1
// prints: make 2
// prints: make 7
// prints: drop 7
// prints: 2 true
// prints: make 4
// prints: drop 4
// prints: drop 1
// prints: drop 2
// prints: error
// early return with ? in loops, with values alive
fn step(n: u32) -> Result<Loud> {
    if n == 3 { return Err(ENOMEM); }
    pr_info!("make {}\n", n);
    Ok(Loud(n))
}
fn fill(max: u32) -> Result<Vec<Loud>> {
    let _outer = Loud(100);
    let mut v = Vec::new();
    for i in 1..max {
        let _round = Loud(10 + i);
        v.try_push(step(i)?)?;
    }
    let _last = Loud(200);
    Ok(v)
}
fn body() -> Result {
    match fill(5) { Ok(_) => pr_info!("ok\n"), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    match fill(3) { Ok(v) => pr_info!("ok {}\n", v.len()), Err(_) => pr_info!("err\n") }
    let a = [step(1)?, step(2)?];
    let r: Result = (|| { let _x = step(7)?; let _y = step(3)?; Ok(()) })();
    pr_info!("{} {}\n", a.len(), r.is_err());
    let b = (step(4)?, step(3)?, step(5)?);
    pr_info!("not reached {}\n", b.0 .0);
    Ok(())
}

//// 27_ranges
// prints: 899765
// prints: 2
// prints: 1
// prints: 0
// prints: 3
// prints: 2
// prints: 1
// prints: 0
// prints: 4
// prints: 8
// prints: 0
// prints: 4
// prints: 8
// prints: 9
// prints: 6
// prints: 3
// prints: 0
// prints: 256
// prints: -2
// prints: -1
// prints: 0
// prints: 1
// prints: 3 7 4 true
// prints: true false
// prints: 10
// ranges: exclusive, inclusive, reversed, stepped, empty, at the limits
fn body() -> Result {
    let mut n = 0u32;
    for i in 0..5 { n = n * 10 + i; }
    for i in 0..=5 { n = n.wrapping_mul(3) + i; }
    pr_info!("{}\n", n);
    for i in (0..3).rev() { pr_info!("{}\n", i); }
    for i in (1..=3).rev() { pr_info!("{}\n", i); }
    for i in (0..10).step_by(4) { pr_info!("{}\n", i); }
    for i in (0..=8).step_by(4) { pr_info!("{}\n", i); }
    for i in (0..10).rev().step_by(3) { pr_info!("{}\n", i); }
    for _ in 5..5 { pr_info!("never\n"); }
    for _ in 5..=4 { pr_info!("never\n"); }
    let mut c = 0;
    for _ in 0..=255u8 { c += 1; }
    pr_info!("{}\n", c);
    for i in -2..=1 { pr_info!("{}\n", i); }
    let r = 3..7;
    pr_info!("{} {} {} {}\n", r.start, r.end, r.len(), r.contains(&6));
    pr_info!("{} {}\n", (1..=4).contains(&4), (1..4).contains(&4));
    pr_info!("{}\n", (1..=4).sum::<u32>());
    Ok(())
}

//// 28_range_limits
// prints: 1515
// prints: 255
// prints: 254
// prints: 4294967294
// prints: 4294967295
// prints: -128
// prints: -127
// prints: 300
// inclusive ranges that end at the largest value of the type
fn body() -> Result {
    let mut n = 0u32;
    for i in 250u8..=255 { n += u32::from(i); }
    pr_info!("{}\n", n);
    for i in (254u8..=u8::MAX).rev() { pr_info!("{}\n", i); }
    for i in u32::MAX - 1..=u32::MAX { pr_info!("{}\n", i); }
    for i in i8::MIN..=-127 { pr_info!("{}\n", i); }
    let mut c = 0;
    for i in (0..=u8::MAX).step_by(100) { c += i as u32; }
    pr_info!("{}\n", c);
    Ok(())
}

//// 29_nested_loops_arrays
// prints: 1
// prints: 3
// prints: 5
// prints: 2
// prints: 4
// prints: 6
// prints: 1 2 3 4 5
// prints: 4
// nested loops over arrays and slices
fn body() -> Result {
    let a = [[1u32, 2], [3, 4], [5, 6]];
    let mut t = [[0u32; 3]; 2];
    for i in 0..a.len() {
        for j in 0..a[i].len() {
            t[j][i] = a[i][j];
        }
    }
    for row in t.iter() {
        for v in row { pr_info!("{}\n", v); }
    }
    let mut v = [5, 1, 4, 2, 3];
    let n = v.len();
    for i in 0..n {
        for j in 0..n - 1 - i {
            if v[j] > v[j + 1] { v.swap(j, j + 1); }
        }
    }
    pr_info!("{} {} {} {} {}\n", v[0], v[1], v[2], v[3], v[4]);
    let mut pairs = 0;
    for (i, x) in v.iter().enumerate() {
        for y in &v[i + 1..] {
            if (x + y) % 2 == 0 { pairs += 1; }
        }
    }
    pr_info!("{}\n", pairs);
    Ok(())
}

//// 30_for_mut
// prints: 3 5 7
// prints: 9 39 4
// prints: 12 36
// prints: 12 0 0
// prints: 11 false
// prints: 12 true
// prints: 2
// prints: 0
// prints: 4
// for x in &mut a, iter_mut, enumerate, zip
struct Ring { buf: [u32; 4], head: usize }
impl Ring {
    fn fill(&mut self) { for (i, b) in self.buf.iter_mut().enumerate() { *b = (i as u32 + 1) * 10; } }
    fn age(&mut self) { for b in &mut self.buf { *b -= 1; self.head += 1; } }
}
fn body() -> Result {
    let mut a = [1, 2, 3];
    for x in &mut a { *x *= 2; }
    for x in a.iter_mut() { *x += 1; }
    pr_info!("{} {} {}\n", a[0], a[1], a[2]);
    let mut r = Ring { buf: [0; 4], head: 0 };
    r.fill();
    r.age();
    pr_info!("{} {} {}\n", r.buf[0], r.buf[3], r.head);
    for (x, y) in a.iter_mut().zip(r.buf.iter()) { *x += *y; }
    pr_info!("{} {}\n", a[0], a[2]);
    let s = &mut a[1..];
    for x in s.iter_mut() { *x = 0; }
    pr_info!("{} {} {}\n", a[0], a[1], a[2]);
    let mut pairs = [(1, true), (2, false)];
    for (n, b) in &mut pairs { *n += 10; *b = !*b; }
    for (n, b) in pairs { pr_info!("{} {}\n", n, b); }
    let mut opts = [Some(1), None, Some(3)];
    for o in opts.iter_mut() { if let Some(x) = o { *x += 1; } else { *o = Some(0); } }
    for o in &opts { pr_info!("{}\n", o.unwrap_or(9)); }
    Ok(())
}

//// 31_state_machine
// prints: 1 running
// prints: 2 running
// prints: 3 running
// prints: 4 done
// prints: drop 1
// prints: 5 idle
// prints: 6 running
// prints: 7 running
// prints: 8 running
// prints: 9 done
// prints: drop 6
// prints: 10 failed
// prints: 11 failed
// prints: 12 failed
// prints: -5
// a state machine: enum, match, mem::replace
enum State { Idle, Running { left: u32, tag: Loud }, Done(Loud), Failed(Error) }
struct Machine { state: State, steps: u32 }
impl Machine {
    fn step(&mut self) {
        self.steps += 1;
        self.state = match core::mem::replace(&mut self.state, State::Idle) {
            State::Idle => State::Running { left: 2, tag: Loud(self.steps) },
            State::Running { left: 0, tag } => State::Done(tag),
            State::Running { left, tag } => State::Running { left: left - 1, tag },
            State::Done(l) if l.0 > 1 => State::Failed(EIO),
            State::Done(_) => State::Idle,
            s @ State::Failed(_) => s,
        };
    }
    fn name(&self) -> &'static str {
        match self.state {
            State::Idle => "idle",
            State::Running { .. } => "running",
            State::Done(_) => "done",
            State::Failed(_) => "failed",
        }
    }
}
fn body() -> Result {
    let mut m = Machine { state: State::Idle, steps: 0 };
    for _ in 0..12 {
        m.step();
        pr_info!("{} {}\n", m.steps, m.name());
    }
    if let State::Failed(e) = m.state { pr_info!("{}\n", e.to_kernel_errno()); }
    Ok(())
}

//// 32_mem_take
// prints: had 1
// prints: had 2
// prints: drop 1
// prints: take
// prints: took 2
// prints: drop 2
// prints: other 3
// prints: 0 5 true
// prints: end true
// prints: drop 3
// mem::take, Option::take and replace in transitions
struct Slot { cur: Option<Loud>, old: Option<Loud> }
impl Slot {
    fn shift(&mut self, n: u32) {
        if let Some(prev) = self.cur.replace(Loud(n)) {
            pr_info!("had {}\n", prev.0);
            self.old = Some(prev);
        }
    }
}
fn body() -> Result {
    let mut s = Slot { cur: None, old: None };
    s.shift(1);
    s.shift(2);
    s.shift(3);
    pr_info!("take\n");
    if let Some(l) = s.old.take() { pr_info!("took {}\n", l.0); }
    match s.cur.take() {
        Some(l) if l.0 == 9 => pr_info!("nine\n"),
        Some(l) => { pr_info!("other {}\n", l.0); s.old = Some(l); }
        None => {}
    }
    let mut n = 5u32;
    let m = core::mem::take(&mut n);
    pr_info!("{} {} {}\n", n, m, s.cur.is_none());
    s.cur = core::mem::take(&mut s.old);
    pr_info!("end {}\n", s.old.is_none());
    Ok(())
}

//// 33_const_fn
// prints: 4 15 128 18
// prints: 1
// prints: 4
// prints: 255
// prints: 65535
// prints: a 4
// prints: b 255
// prints: 0 3
// prints: 1 1
// prints: 2 2
// prints: 5 8 3
// const fn with match and loops, consts from consts
const fn log2(mut n: u32) -> u32 {
    let mut r = 0;
    while n > 1 { n >>= 1; r += 1; }
    r
}
const fn bits(w: u8) -> u32 { match w { 8 => 0xff, 16 => 0xffff, _ => u32::MAX } }
const ENTRIES: usize = 16;
const SHIFT: u32 = log2(ENTRIES as u32);
const MASK: usize = ENTRIES - 1;
const BYTES: usize = ENTRIES * core::mem::size_of::<u64>();
const TABLE: [u32; 4] = [1, SHIFT, bits(8), bits(16)];
const NAMES: &[(&str, u32)] = &[("a", SHIFT), ("b", TABLE[2])];
const FLAGS: u32 = { let mut f = 0; f |= 1 << 3; f |= 1 << SHIFT; f };
static ORDER: [u8; 3] = [3, 1, 2];
fn body() -> Result {
    pr_info!("{} {} {} {:x}\n", SHIFT, MASK, BYTES, FLAGS);
    for t in TABLE { pr_info!("{}\n", t); }
    for &(name, v) in NAMES { pr_info!("{} {}\n", name, v); }
    for (i, o) in ORDER.iter().enumerate() { pr_info!("{} {}\n", i, o); }
    const LOCAL: u32 = SHIFT + 1;
    let ring = [0u8; ENTRIES / 2];
    pr_info!("{} {} {}\n", LOCAL, ring.len(), (ENTRIES + 3) & MASK);
    Ok(())
}

//// 34_static_atomics
// prints: 5 6 7
// prints: first
// prints: second
// prints: was 7
// prints: is 70
// prints: 49
// prints: 1
// prints: 9
// prints: 49
// prints: 100
// statics with atomics
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize};
static COUNT: AtomicU32 = AtomicU32::new(5);
static READY: AtomicBool = AtomicBool::new(false);
static NEXT: [AtomicUsize; 2] = [AtomicUsize::new(1), AtomicUsize::new(2)];
fn id() -> u32 { COUNT.fetch_add(1, Ordering::Relaxed) }
fn body() -> Result {
    pr_info!("{} {} {}\n", id(), id(), COUNT.load(Ordering::SeqCst));
    if !READY.swap(true, Ordering::AcqRel) { pr_info!("first\n"); }
    if READY.swap(true, Ordering::AcqRel) { pr_info!("second\n"); }
    match COUNT.compare_exchange(7, 70, Ordering::SeqCst, Ordering::Relaxed) {
        Ok(old) => pr_info!("was {}\n", old),
        Err(now) => pr_info!("is {}\n", now),
    }
    match COUNT.compare_exchange(7, 71, Ordering::SeqCst, Ordering::Relaxed) {
        Ok(old) => pr_info!("was {}\n", old),
        Err(now) => pr_info!("is {}\n", now),
    }
    COUNT.fetch_sub(20, Ordering::Relaxed);
    COUNT.fetch_or(1, Ordering::Relaxed);
    COUNT.fetch_and(!2, Ordering::Relaxed);
    pr_info!("{}\n", COUNT.load(Ordering::Relaxed));
    NEXT[1].store(9, Ordering::Release);
    for n in &NEXT { pr_info!("{}\n", n.load(Ordering::Acquire)); }
    pr_info!("{}\n", COUNT.fetch_max(100, Ordering::Relaxed));
    pr_info!("{}\n", COUNT.load(Ordering::Relaxed));
    Ok(())
}

//// 35_moves_in_match
// prints: drop 1
// prints: 1
// prints: a 2
// prints: drop 2
// prints: drop 3
// prints: 102
// prints: 5 0
// prints: not moved
// prints: moved 5
// prints: drop 5
// prints: rest
// prints: a 6
// prints: drop 8
// prints: drop 9
// prints: end
// prints: drop 10
// prints: drop 6
// prints: drop 7
// prints: drop 4
// what a match moves and what it leaves
enum Msg { One(Loud), Two(Loud, Loud), Zero }
fn take(m: Msg) -> u32 {
    match m {
        Msg::One(l) => l.0,
        Msg::Two(a, _) => { pr_info!("a {}\n", a.0); a.0 + 100 }
        Msg::Zero => 0,
    }
}
fn peek(m: &Msg) -> u32 {
    match m { Msg::One(l) => l.0, Msg::Two(_, b) => b.0, Msg::Zero => 0 }
}
fn body() -> Result {
    pr_info!("{}\n", take(Msg::One(Loud(1))));
    pr_info!("{}\n", take(Msg::Two(Loud(2), Loud(3))));
    let m = Msg::Two(Loud(4), Loud(5));
    pr_info!("{} {}\n", peek(&m), peek(&Msg::Zero));
    match m { Msg::Two(_, _) => pr_info!("not moved\n"), _ => {} }
    if let Msg::Two(_, b) = m { pr_info!("moved {}\n", b.0); }
    pr_info!("rest\n");
    let t = (Loud(6), Loud(7));
    let (a, _) = t;
    pr_info!("a {}\n", a.0);
    let _ = Loud(8);
    let (_, _x) = (Loud(9), Loud(10));
    pr_info!("end\n");
    Ok(())
}

//// 36_wildcards
// prints: 1 2 3 true
// prints: 5 6 8 4
// prints: 1 4 4
// prints: four
// prints: t
// `_` and `..` in struct, tuple and tuple struct patterns
struct T(u8, u16, u32, bool);
struct Cfg { a: u8, b: u8, c: (u8, u8, u8) }
fn body() -> Result {
    let t = T(1, 2, 3, true);
    let T(a, .., d) = t;
    let T(.., c, _) = t;
    let T(_, b, ..) = t;
    pr_info!("{} {} {} {}\n", a, b, c, d);
    let cfg = Cfg { a: 4, b: 5, c: (6, 7, 8) };
    let Cfg { b, c: (first, .., last), .. } = cfg;
    pr_info!("{} {} {} {}\n", b, first, last, cfg.a);
    let tup = (1, 2, 3, 4);
    let (x, .., y) = tup;
    let (.., z) = tup;
    pr_info!("{} {} {}\n", x, y, z);
    match tup { (1, .., 5) => pr_info!("five\n"), (1, .., 4) => pr_info!("four\n"), _ => pr_info!("?\n") }
    match &t { T(1, .., false) => pr_info!("f\n"), T(1, .., true) => pr_info!("t\n"), T(..) => pr_info!("x\n") }
    Ok(())
}

//// 37_mut_bindings
// prints: 11 22 1 2
// prints: 6 3
// prints: 4
// prints: 5
// prints: 0
// prints: 5
// prints: 10
// prints: 10 1
// prints: 1
// prints: 3
// prints: 5
// `mut` in patterns: a copy that is changed alone
struct P { x: i32, y: i32 }
fn norm((mut a, b): (i32, i32)) -> i32 { if a < 0 { a = -a; } a + b }
fn body() -> Result {
    let p = P { x: 1, y: 2 };
    let P { mut x, y: mut why } = p;
    x += 10;
    why += 20;
    pr_info!("{} {} {} {}\n", x, why, p.x, p.y);
    let o = Some(3);
    if let Some(mut n) = o { n *= 2; pr_info!("{} {}\n", n, o.unwrap_or(0)); }
    match o { Some(mut n) if n > 1 => { n += 1; pr_info!("{}\n", n) } _ => {} }
    pr_info!("{}\n", norm((-4, 1)));
    for mut i in 0..3 { i *= 5; pr_info!("{}\n", i); }
    let a = [1, 2, 3];
    let [mut h, ..] = a;
    h += 9;
    pr_info!("{} {}\n", h, a[0]);
    for (i, mut v) in a.into_iter().enumerate() { v += i; pr_info!("{}\n", v); }
    Ok(())
}

//// 38_destructuring_assign
// prints: 2 1
// prints: 3 2
// prints: 3 8
// prints: 30 40
// prints: 5 6
// prints: 290 470
// prints: 2
// destructuring assignments
struct P { x: u32, y: u32 }
fn div(a: u32, b: u32) -> (u32, u32) { (a / b, a % b) }
fn body() -> Result {
    let (mut a, mut b) = (1, 2);
    (a, b) = (b, a);
    pr_info!("{} {}\n", a, b);
    let (q, r);
    (q, r) = div(17, 5);
    pr_info!("{} {}\n", q, r);
    (a, _) = div(20, 6);
    [b, ..] = [8, 9, 10];
    pr_info!("{} {}\n", a, b);
    P { x: a, y: b } = P { x: 30, y: 40 };
    pr_info!("{} {}\n", a, b);
    let mut arr = [0; 2];
    (arr[0], arr[1]) = (5, 6);
    pr_info!("{} {}\n", arr[0], arr[1]);
    for _ in 0..5 { (a, b) = (b, a.wrapping_add(b)); }
    pr_info!("{} {}\n", a, b);
    let x;
    if a > b { x = 1; } else { x = 2; }
    pr_info!("{}\n", x);
    Ok(())
}

//// 39_iterate_mutate_other
// prints: 2
// prints: 1 1 0
// prints: 1
// prints: 2 500 3
// prints: 0
// iterating one field while mutating another
struct Dev { queue: [u32; 4], done: u32, errs: Vec<u32>, last: Option<usize> }
impl Dev {
    fn poll(&mut self, budget: u32) -> Result<u32> {
        let mut n = 0;
        for (i, q) in self.queue.iter_mut().enumerate() {
            if n >= budget { break; }
            match *q {
                0 => continue,
                x if x > 100 => self.errs.try_push(x)?,
                _ => { self.done += 1; self.last = Some(i); }
            }
            *q = 0;
            n += 1;
        }
        Ok(n)
    }
}
fn body() -> Result {
    let mut d = Dev { queue: [5, 0, 500, 6], done: 0, errs: Vec::new(), last: None };
    pr_info!("{}\n", d.poll(2)?);
    pr_info!("{} {} {}\n", d.done, d.errs.len(), d.last.unwrap_or(9));
    pr_info!("{}\n", d.poll(2)?);
    pr_info!("{} {} {}\n", d.done, d.errs[0], d.last.unwrap_or(9));
    pr_info!("{}\n", d.poll(2)?);
    Ok(())
}

//// 40_loop_drops
// prints: round 0
// prints: drop 1
// prints: drop 0
// prints: drop 10
// prints: drop 21
// prints: drop 20
// prints: while
// prints: drop 99
// prints: keep 101
// prints: drop 101
// prints: drop 102
// prints: keep 103
// prints: array
// prints: see 1
// prints: drop 1
// prints: drop 2
// prints: drop 3
// prints: end
// prints: drop 103
// drops of values of a loop's body on continue, break and at the end of rounds
fn body() -> Result {
    for i in 0..4 {
        let _a = Loud(i * 10);
        if i == 1 { continue; }
        let _b = Loud(i * 10 + 1);
        if i == 2 { break; }
        pr_info!("round {}\n", i);
    }
    pr_info!("while\n");
    let mut n = 0;
    let mut keep = Loud(99);
    while n < 3 {
        n += 1;
        keep = Loud(100 + n);
        if n == 2 { continue; }
        pr_info!("keep {}\n", keep.0);
    }
    pr_info!("array\n");
    for l in [Loud(1), Loud(2), Loud(3)] {
        if l.0 == 2 { break; }
        pr_info!("see {}\n", l.0);
    }
    pr_info!("end\n");
    Ok(())
}

//// 41_while_conditions
// prints: 12 8
// prints: 3
// prints: 4
// prints: 5
// prints: 4
// while with compound conditions and changes inside
fn gcd(mut a: u32, mut b: u32) -> u32 { while b != 0 { (a, b) = (b, a % b); } a }
fn collatz(n: u32) -> u32 {
    let (mut n, mut c) = (n, 0);
    while n != 1 { n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 }; c += 1; }
    c
}
fn body() -> Result {
    pr_info!("{} {}\n", gcd(48, 36), collatz(6));
    let a = [1, 3, 5, 7, 9, 11];
    let (mut lo, mut hi) = (0, a.len());
    while lo < hi {
        let mid = lo + (hi - lo) / 2;
        if a[mid] < 7 { lo = mid + 1; } else { hi = mid; }
    }
    pr_info!("{}\n", lo);
    let mut i = 0;
    while i < a.len() && a[i] < 8 { i += 1; }
    pr_info!("{}\n", i);
    let mut t = 0;
    while { t += 1; t < 5 } {}
    pr_info!("{}\n", t);
    let mut x = 0xf0u8;
    let mut ones = 0;
    while x != 0 { x &= x - 1; ones += 1; }
    pr_info!("{}\n", ones);
    Ok(())
}

//// 42_match_result
// prints: err -1
// prints: ok 0
// prints: ok 5
// prints: ok 10
// prints: err -34
// prints: 3
// prints: nothing
// prints: -22
// prints: 4
// matches on results of results and options, ok(), err(), map_err with ?
fn load(n: i32) -> Result<Option<u32>> {
    match n {
        i32::MIN..=-1 => Err(EINVAL),
        0 => Ok(None),
        n => Ok(Some(n as u32)),
    }
}
fn run(n: i32) -> Result<u32> {
    Ok(match load(n) {
        Ok(Some(v @ 1..=9)) => v,
        Ok(Some(v)) if v > 1000 => return Err(ERANGE),
        Ok(Some(_)) => 10,
        Ok(None) => 0,
        Err(e) if e == EINVAL => return Err(EPERM),
        Err(e) => return Err(e),
    })
}
fn body() -> Result {
    for n in [-1, 0, 5, 50, 5000] {
        match run(n) {
            Ok(v) => pr_info!("ok {}\n", v),
            Err(e) => pr_info!("err {}\n", e.to_kernel_errno()),
        }
    }
    if let Some(Some(x)) = load(3).ok() { pr_info!("{}\n", x); }
    if let Ok(None) | Err(_) = load(0) { pr_info!("nothing\n"); }
    let Some(e) = load(-3).err() else { return Ok(()) };
    pr_info!("{}\n", e.to_kernel_errno());
    let v = load(4)?.ok_or(EIO)?;
    pr_info!("{}\n", v);
    Ok(())
}

//// 43_box_and_deref_match
// prints: -1
// prints: false
// prints: true false
// prints: l 3
// prints: drop 3
// prints: 4
// matching through Box and on dereferences
enum Expr { Num(i32), Add(Box<Expr>, Box<Expr>), Neg(Box<Expr>) }
fn eval(e: &Expr) -> i32 {
    match e {
        Expr::Num(n) => *n,
        Expr::Add(a, b) => eval(a) + eval(b),
        Expr::Neg(x) => -eval(x),
    }
}
fn simple(e: &Expr) -> bool {
    match e {
        Expr::Neg(x) => match **x { Expr::Num(n) => n > 0, _ => false },
        Expr::Add(a, b) => matches!((&**a, &**b), (Expr::Num(_), Expr::Num(0))),
        _ => true,
    }
}
fn b(e: Expr) -> Result<Box<Expr>> { Box::try_new(e) }
fn body() -> Result {
    let e = Expr::Add(b(Expr::Num(2))?, b(Expr::Neg(b(Expr::Add(b(Expr::Num(3))?, b(Expr::Num(0))?))?))?);
    pr_info!("{}\n", eval(&e));
    pr_info!("{}\n", simple(&e));
    if let Expr::Add(_, r) = &e {
        if let Expr::Neg(inner) = &**r { pr_info!("{} {}\n", simple(inner), simple(r)); }
    }
    let bx = Box::try_new(Some(Loud(3)))?;
    match *bx { Some(l) => pr_info!("l {}\n", l.0), None => {} }
    let s = &Some(4);
    match *s { Some(n) if n > 3 => pr_info!("{}\n", n), _ => {} }
    Ok(())
}

//// 44_order_of_evaluation
// prints: n 1
// prints: n 2
// prints: n 3
// prints: n 4
// prints: n 5
// prints: n 6
// prints: n 7
// prints: n 8
// prints: n 9
// prints: n 10
// prints: 105
// prints: n 0
// prints: n 12
// prints: yes
// prints: n 20
// prints: n 1
// prints: n 21
// prints: n 2
// prints: 2 1 9 20 21
// prints: n 30
// prints: n 31
// prints: n 32
// prints: n 33
// prints: 64
// order of evaluation in arrays, tuples, struct literals, calls, binary operators
fn n(x: u32) -> u32 { pr_info!("n {}\n", x); x }
struct S { a: u32, b: u32 }
fn add(a: u32, b: u32) -> u32 { a + b }
fn body() -> Result {
    let s = S { b: n(1), a: n(2) };
    let t = (n(3), n(4));
    let a = [n(5), n(6)];
    pr_info!("{}\n", add(n(7), n(8)) + n(9) * n(10));
    if n(0) == 1 && n(11) == 1 || n(12) == 12 { pr_info!("yes\n"); }
    let mut arr = [0; 3];
    arr[n(1) as usize] = n(20);
    arr[n(2) as usize] += n(21);
    pr_info!("{} {} {} {} {}\n", s.a, s.b, t.0 + a[1], arr[1], arr[2]);
    let x = { n(30); n(31) } + match n(32) { 32 => n(33), _ => 0 };
    pr_info!("{}\n", x);
    Ok(())
}

//// 45_match_arms_blocks
// prints: 0 true
// prints: 1 true
// prints: 33 true
// prints: 35 true
// prints: 3 true
// prints: 1 false
// arms with blocks, unit arms, nested matches, values of different arms
fn classify(irq: u32, mask: u32) -> (u32, bool) {
    let mut handled = 0;
    let mut rest = irq & mask;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        rest &= !(1 << bit);
        handled += match bit {
            0 => 1,
            1 | 2 => {
                let base = bit * 10;
                match mask { 0xff => base + 1, _ if irq == mask => base + 2, _ => base }
            }
            b if b < 8 => { if b == 7 { continue; } b }
            _ => break,
        };
    }
    (handled, rest == 0)
}
fn body() -> Result {
    for (irq, mask) in [(0, 0xff), (1, 0xff), (0x7, 0xff), (0x7, 0x7), (0x88, 0xf8), (0x301, 0xfff)] {
        let (h, all) = classify(irq, mask);
        pr_info!("{} {}\n", h, all);
    }
    Ok(())
}

//// 46_closures_in_control
// prints: 3 4
// prints: none
// prints: 1
// prints: 1
// prints: 3
// prints: 2
// prints: h 3
// prints: h 1
// prints: -22
// closures called in conditions, loops and guards
fn body() -> Result {
    let limit = 3;
    let mut calls = 0;
    let mut ready = |n: u32| { calls += 1; n >= limit };
    let mut i = 0;
    while !ready(i) { i += 1; }
    pr_info!("{} {}\n", i, calls);
    let check = |x: u32| match x { 0 => None, n if n % 2 == 0 => Some(n / 2), n => Some(n) };
    for x in 0..5 {
        if let Some(h) = check(x) { pr_info!("{}\n", h); } else { pr_info!("none\n"); }
    }
    let r = (|| -> Result<u32> {
        for x in [3, 2, 0, 5] { let h = check(x).ok_or(EINVAL)?; pr_info!("h {}\n", h); }
        Ok(1)
    })();
    match r { Ok(_) => pr_info!("ok\n"), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) }
    Ok(())
}

//// 47_let_chains_old
// prints: 12
// prints: 1
// prints: 1
// prints: 2
// prints: 3
// prints: 4
// conditions with && and nested if lets; matches inside of conditions
struct Dev { up: bool, ring: Option<[u32; 2]>, mtu: u32 }
fn ok(d: &Dev) -> u32 {
    if d.up && d.mtu > 60 && d.ring.is_some() {
        if let Some([a, b]) = d.ring { return a * b; }
    }
    if !d.up || matches!(d.ring, Some([0, _])) { return 1; }
    match &d.ring { Some(r) if r[0] > r[1] => 2, Some(_) => 3, None => 4 }
}
fn body() -> Result {
    pr_info!("{}\n", ok(&Dev { up: true, ring: Some([3, 4]), mtu: 100 }));
    pr_info!("{}\n", ok(&Dev { up: false, ring: Some([3, 4]), mtu: 100 }));
    pr_info!("{}\n", ok(&Dev { up: true, ring: Some([0, 4]), mtu: 10 }));
    pr_info!("{}\n", ok(&Dev { up: true, ring: Some([5, 4]), mtu: 10 }));
    pr_info!("{}\n", ok(&Dev { up: true, ring: Some([3, 4]), mtu: 10 }));
    pr_info!("{}\n", ok(&Dev { up: true, ring: None, mtu: 100 }));
    Ok(())
}

//// 48_use_variants
// prints: 1
// prints: 2
// prints: 3
// prints: 1
// prints: true true
// prints: true false
// prints: hm
// prints: l
// variants brought in by use, in a match and as values; enum with impl of methods that match self
use Level::{High, Low, Mid as Middle};
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Level { Low, Mid, High }
impl Level {
    fn next(self) -> Self { match self { Low => Middle, Middle => High, High => Low } }
    fn num(&self) -> u32 { match *self { Self::Low => 1, Self::Mid => 2, Level::High => 3 } }
}
fn body() -> Result {
    let mut l = Low;
    for _ in 0..4 { pr_info!("{}\n", l.num()); l = l.next(); }
    pr_info!("{} {}\n", l == Middle, l != Level::High);
    pr_info!("{} {}\n", Low < High, High <= Middle);
    let all = [High, Low];
    for l in all { match l { High | Middle => pr_info!("hm\n"), Low => pr_info!("l\n") } }
    Ok(())
}

//// 49_parser
// prints: err -22
// prints: empty 0
// prints: 13 3 6
// prints: err -11
// prints: err -5
// prints: 80 2 110
// prints: err -34
// a small parser of a frame: slices, indices, ?, match on bytes
struct Frame<'a> { kind: u8, len: usize, data: &'a [u8] }
fn parse(b: &[u8]) -> Result<Frame<'_>> {
    let (&kind, rest) = b.split_first().ok_or(EINVAL)?;
    let len = match kind {
        0x10..=0x1f => usize::from(kind & 0xf),
        0x80 => { let n = *rest.first().ok_or(EIO)?; return finish(kind, usize::from(n), &rest[1..]); }
        0 => 0,
        _ => return Err(ERANGE),
    };
    finish(kind, len, rest)
}
fn finish(kind: u8, len: usize, data: &[u8]) -> Result<Frame<'_>> {
    if data.len() < len { Err(EAGAIN) } else { Ok(Frame { kind, len, data: &data[..len] }) }
}
fn try_it(b: &[u8]) {
    match parse(b) {
        Ok(Frame { len: 0, kind, .. }) => pr_info!("empty {:x}\n", kind),
        Ok(Frame { kind, len, data }) => {
            let mut sum = 0u32;
            for &d in data { sum += u32::from(d); }
            pr_info!("{:x} {} {}\n", kind, len, sum);
        }
        Err(e) => pr_info!("err {}\n", e.to_kernel_errno()),
    }
}
fn body() -> Result {
    try_it(&[]);
    try_it(&[0]);
    try_it(&[0x13, 1, 2, 3, 4]);
    try_it(&[0x13, 1, 2]);
    try_it(&[0x80]);
    try_it(&[0x80, 2, 50, 60]);
    try_it(&[0x55, 2]);
    Ok(())
}

//// 50_struct_update_and_match
// prints: 17
// prints: 1
// prints: 1001
// prints: 0
// prints: 1000 true
// struct update syntax, nested struct patterns with renaming, matching fields of self
#[derive(Clone, Copy)]
struct Cfg { speed: u32, duplex: bool, pause: (bool, bool) }
const DEFAULT: Cfg = Cfg { speed: 10, duplex: false, pause: (false, true) };
impl Cfg {
    fn code(&self) -> u32 {
        match *self {
            Cfg { speed: 1000, duplex: false, .. } => 1,
            Cfg { speed: s, duplex: true, pause: (rx, tx) } => s + (rx as u32) * 2 + tx as u32,
            Self { pause: (_, true), speed, .. } => speed + 7,
            Self { .. } => 0,
        }
    }
}
fn body() -> Result {
    let fast = Cfg { speed: 1000, ..DEFAULT };
    let full = Cfg { duplex: true, ..fast };
    let quiet = Cfg { pause: (true, false), ..DEFAULT };
    for c in [DEFAULT, fast, full, quiet] { pr_info!("{}\n", c.code()); }
    let Cfg { speed, pause: (_, t), .. } = full;
    pr_info!("{} {}\n", speed, t);
    Ok(())
}

//// 51_scrutinee_moves_drop_order
// prints: all 6
// prints: drop 3
// prints: drop 2
// prints: drop 1
// prints: drop 1
// prints: drop 3
// prints: b 2
// prints: drop 2
// prints: a 1
// prints: drop 1
// prints: drop 2
// prints: drop 3
// prints: after match
// prints: b 2
// prints: drop 1
// prints: drop 2
// prints: drop 3
// prints: after if
// prints: drop 1
// prints: drop 2
// prints: x 3
// prints: some
// prints: drop 8
// prints: l 9
// prints: drop 9
// prints: dropped
// prints: end
// prints: drop 3
// drop order of bindings of one pattern, of scrutinee temporaries and of partly moved tuples
fn mk() -> (Loud, Loud, Loud) { (Loud(1), Loud(2), Loud(3)) }
fn body() -> Result {
    {
        let (a, b, c) = mk();
        pr_info!("all {}\n", a.0 + b.0 + c.0);
    }
    {
        let (_, b, _) = mk();
        pr_info!("b {}\n", b.0);
    }
    match mk() {
        (a, ..) => pr_info!("a {}\n", a.0),
    }
    pr_info!("after match\n");
    if let (Loud(1), ref b, _) = mk() { pr_info!("b {}\n", b.0); }
    pr_info!("after if\n");
    let x = match mk() { (_, _, c) => c };
    pr_info!("x {}\n", x.0);
    match Some(Loud(8)) { Some(_) => pr_info!("some\n"), None => {} }
    match (Loud(9), 1) { (_, 0) => pr_info!("zero\n"), (l, _) => { pr_info!("l {}\n", l.0); drop(l); pr_info!("dropped\n"); } }
    pr_info!("end\n");
    Ok(())
}

//// 52_guard_moves
// prints: got true
// prints: drop 1
// prints: zero 60
// prints: drop 60
// prints: got false
// prints: run 3 0
// prints: drop 3
// prints: got false
// prints: got true
// prints: drop 1
// prints: other 2
// prints: drop 2
// prints: got false
// a binding in a guard that fails does not move
enum Job { Run(Loud, u32), Stop(Loud) }
fn handle(j: Job) -> Option<Loud> {
    match j {
        Job::Run(l, n) if n > 10 => Some(l),
        Job::Run(l, 0) if l.0 > 50 => { pr_info!("zero {}\n", l.0); None }
        Job::Run(l, n) => { pr_info!("run {} {}\n", l.0, n); None }
        Job::Stop(l) if l.0 == 1 => Some(l),
        other => { if let Job::Stop(l) = &other { pr_info!("other {}\n", l.0); } None }
    }
}
fn body() -> Result {
    for j in [Job::Run(Loud(1), 20), Job::Run(Loud(60), 0), Job::Run(Loud(3), 0), Job::Stop(Loud(1)), Job::Stop(Loud(2))] {
        let r = handle(j);
        pr_info!("got {}\n", r.is_some());
    }
    Ok(())
}

//// 53_fibonacci_generators
// prints: 44
// prints: 3
// prints: 5
// prints: 8
// prints: 21
// prints: 0 21
// prints: 1 34
// prints: 10
// prints: 100
// prints: 100
// prints: 300
// prints: 500
// hand-written iterators in for and while let
struct Fib { a: u32, b: u32 }
impl Iterator for Fib {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        let r = self.a;
        if r > 50 { return None; }
        (self.a, self.b) = (self.b, self.a + self.b);
        Some(r)
    }
}
fn body() -> Result {
    let mut sum = 0;
    for x in (Fib { a: 0, b: 1 }) { if x % 2 == 0 { sum += x; } }
    pr_info!("{}\n", sum);
    let mut f = Fib { a: 1, b: 2 };
    while let Some(x) = f.next() {
        match x { 1 | 2 => continue, 3..=10 => pr_info!("{}\n", x), _ => break }
    }
    pr_info!("{}\n", f.a);
    for (i, x) in f.by_ref().enumerate() { pr_info!("{} {}\n", i, x); }
    let total: u32 = Fib { a: 0, b: 1 }.skip(3).take(3).sum();
    pr_info!("{}\n", total);
    for x in (Fib { a: 0, b: 1 }).filter(|x| x % 2 == 1).map(|x| x * 100) { if x > 1000 { break; } pr_info!("{}\n", x); }
    Ok(())
}

//// 54_binary_or_matches_with_refs
// prints: 1 2 3
// prints: 4 5 6
// prints: 10 11 77
// prints: 4 0
// prints: a
// prints: bee
// prints: c
// prints: sea
// matching references against literals, strings in tuples, nested references
fn cmd(c: (&str, Option<&str>)) -> u32 {
    match c {
        ("get", None) => 1,
        ("get", Some("all")) => 2,
        ("set", Some(v)) if v == "on" => 3,
        ("set", Some(_)) => 4,
        (_, None) => 5,
        _ => 6,
    }
}
fn lit(x: &u8) -> u8 { match x { 0 => 10, 1..=9 => 11, &n => n } }
fn deep(x: &&Option<u8>) -> u8 { match x { Some(n) => *n, None => 0 } }
fn body() -> Result {
    pr_info!("{} {} {}\n", cmd(("get", None)), cmd(("get", Some("all"))), cmd(("set", Some("on"))));
    pr_info!("{} {} {}\n", cmd(("set", Some("x"))), cmd(("x", None)), cmd(("x", Some("y"))));
    pr_info!("{} {} {}\n", lit(&0), lit(&5), lit(&77));
    pr_info!("{} {}\n", deep(&&Some(4)), deep(&&None));
    let names = ["a", "b", "c"];
    for n in names.iter() { match *n { "b" => pr_info!("bee\n"), other => pr_info!("{}\n", other) } }
    for n in &names { if let &"c" = n { pr_info!("sea\n"); } }
    Ok(())
}

//// 55_retry_loops
// prints: 21
// prints: io
// prints: through 2
// prints: through 1
// prints: through 0
// retry loops as in drivers: timeouts, backoff, labelled retry, error kinds
struct Hw { calls: u32 }
impl Hw {
    fn status(&mut self) -> Result<u32> {
        self.calls += 1;
        match self.calls { 1 | 2 => Err(EAGAIN), 3 => Ok(0), 4 => Ok(0x80), 5 => Err(EIO), n => Ok(n) }
    }
}
fn wait(hw: &mut Hw) -> Result<u32> {
    let mut tries = 0;
    loop {
        match hw.status() {
            Ok(s) if s & 0x80 != 0 => break Ok(tries),
            Ok(_) => {}
            Err(e) if e == EAGAIN => { tries += 10; continue; }
            Err(e) => return Err(e),
        }
        tries += 1;
        if tries > 100 { break Err(EBUSY); }
    }
}
fn body() -> Result {
    let mut hw = Hw { calls: 0 };
    pr_info!("{}\n", wait(&mut hw)?);
    match wait(&mut hw) { Err(EIO) => pr_info!("io\n"), Err(_) => pr_info!("other\n"), Ok(_) => pr_info!("ok\n") }
    let mut left = 3;
    'retry: while left > 0 {
        left -= 1;
        for i in 0..3 {
            if hw.status()? == 8 + i { pr_info!("retry {} {}\n", left, i); continue 'retry; }
        }
        pr_info!("through {}\n", left);
    }
    Ok(())
}

//// 56_const_generic_and_arrays
// prints: 1 4 1
// prints: 0 2
// prints: 1 0
// prints: 3
// arrays of arrays of enums, indexing with matches, const sized loops
#[derive(Clone, Copy, PartialEq)]
enum Cell { Empty, Wall, Start }
const W: usize = 3;
const MAP: [[Cell; W]; 2] = [[Cell::Empty, Cell::Wall, Cell::Start], [Cell::Wall; W]];
fn count(map: &[[Cell; W]; 2], c: Cell) -> usize {
    let mut n = 0;
    for row in map { for cell in row { if *cell == c { n += 1; } } }
    n
}
fn find(map: &[[Cell; W]; 2]) -> Option<(usize, usize)> {
    for y in 0..2 { for x in 0..W { if let Cell::Start = map[y][x] { return Some((y, x)); } } }
    None
}
fn body() -> Result {
    pr_info!("{} {} {}\n", count(&MAP, Cell::Empty), count(&MAP, Cell::Wall), count(&MAP, Cell::Start));
    let mut m = MAP;
    let Some((y, x)) = find(&m) else { return Err(ENOENT) };
    pr_info!("{} {}\n", y, x);
    m[y][x] = Cell::Empty;
    m[1][0] = match m[1][0] { Cell::Wall => Cell::Start, c => c };
    match find(&m) { Some((y @ 1, x)) => pr_info!("{} {}\n", y, x), Some(_) | None => pr_info!("none\n") }
    pr_info!("{}\n", count(&MAP, Cell::Start) + count(&m, Cell::Empty));
    Ok(())
}

//// 57_never_and_else
// prints: zero
// prints: few
// prints: many
// prints: true true 0 3
// prints: inval
// prints: error
// diverging arms, else with return, nested else-if values, unit values
fn level(n: i32) -> Result<&'static str> {
    let s = if n < 0 { return Err(EINVAL) } else if n == 0 { "zero" } else if n < 10 { "few" } else { "many" };
    Ok(s)
}
fn check(a: Option<u8>, b: Option<u8>) -> Option<u8> {
    let a = a?;
    let b = match b { Some(b) => b, None => return None };
    let c = if let Some(c) = a.checked_sub(b) { c } else { return Some(0) };
    Some(c)
}
fn body() -> Result {
    for n in [0, 5, 50] { pr_info!("{}\n", level(n)?); }
    pr_info!("{} {} {} {}\n", check(None, None).is_none(), check(Some(1), None).is_none(), check(Some(1), Some(2)).unwrap_or(9), check(Some(5), Some(2)).unwrap_or(9));
    let unit = match 3 { 3 => (), _ => return Err(EIO) };
    let () = unit;
    let x = match level(-1) { Ok(s) => s, Err(e) => match e.to_kernel_errno() { -22 => "inval", _ => "else" } };
    pr_info!("{}\n", x);
    level(-1)?;
    pr_info!("not reached\n");
    Ok(())
}

//// 58_recursion_and_matches
// prints: false true 7
// prints: 1
// prints: 2
// prints: 3
// prints: 4
// prints: 9
// prints: 10
// prints: 11
// recursion with match on tuples of options and slices, mutual recursion
fn even(n: u32) -> bool { match n { 0 => true, n => odd(n - 1) } }
fn odd(n: u32) -> bool { match n { 0 => false, _ => even(n - 1) } }
fn ack(m: u32, n: u32) -> u32 { match (m, n) { (0, n) => n + 1, (m, 0) => ack(m - 1, 1), (m, n) => ack(m - 1, ack(m, n - 1)) } }
fn merge(a: &[u32], b: &[u32], out: &mut Vec<u32>) -> Result {
    match (a.first(), b.first()) {
        (Some(x), Some(y)) if x <= y => { out.try_push(*x)?; merge(&a[1..], b, out) }
        (_, Some(y)) => { out.try_push(*y)?; merge(a, &b[1..], out) }
        (Some(x), None) => { out.try_push(*x)?; merge(&a[1..], b, out) }
        (None, None) => Ok(()),
    }
}
fn body() -> Result {
    pr_info!("{} {} {}\n", even(7), odd(7), ack(2, 2));
    let mut v = Vec::new();
    merge(&[1, 4, 9], &[2, 3, 10, 11], &mut v)?;
    for x in &v { pr_info!("{}\n", x); }
    Ok(())
}

//// 59_bitfields_match
// prints: idle
// prints: tx
// prints: rx
// prints: both
// prints: 3
// prints: 2
// prints: 1
// prints: 2
// prints: 9
// prints: 1
// prints: mid
// prints: equal
// matching on computed values, tuples of bits, chained ifs of masks
fn mode(reg: u32) -> &'static str {
    match (reg >> 4) & 0b11 {
        0b00 => "idle",
        0b01 => "tx",
        0b10 => "rx",
        0b11 => "both",
        _ => unreachable!(),
    }
}
fn prio(reg: u32) -> u32 {
    match (reg & 1 != 0, reg & 2 != 0, reg & 0xf0) {
        (true, true, _) => 3,
        (true, false, 0x10) | (false, true, 0x20) => 2,
        (false, false, hi) if hi >= 0x80 => hi >> 4,
        _ => 1,
    }
}
fn body() -> Result {
    for r in [0x00, 0x10, 0x2f, 0xff] { pr_info!("{}\n", mode(r)); }
    for r in [3, 0x11, 0x21, 0x22, 0x90, 0x40] { pr_info!("{}\n", prio(r)); }
    let v: i16 = -300;
    match v as u16 { 0xff00.. => pr_info!("high\n"), 0xfe00..=0xfeff => pr_info!("mid\n"), _ => pr_info!("low\n") }
    match v.cmp(&-300) { core::cmp::Ordering::Less => pr_info!("less\n"), core::cmp::Ordering::Equal => pr_info!("equal\n"), core::cmp::Ordering::Greater => pr_info!("greater\n") }
    Ok(())
}

//// 60_cleanup_gotos
// prints: err -5
// prints: undo 1
// prints: err -12
// prints: undo 2
// prints: undo 1
// prints: err -16
// prints: ok 20
// cleanup as drivers do it: labelled block in place of goto, errors carried out
fn setup(fail_at: u32) -> Result<u32> {
    let mut done = 0;
    let err = 'fail: {
        if fail_at == 1 { break 'fail EIO; }
        done += 1;
        if fail_at == 2 { break 'fail ENOMEM; }
        done += 1;
        let res = if fail_at == 3 { Err(EBUSY) } else { Ok(done * 10) };
        match res {
            Ok(v) => return Ok(v),
            Err(e) => break 'fail e,
        }
    };
    while done > 0 { pr_info!("undo {}\n", done); done -= 1; }
    Err(err)
}
fn body() -> Result {
    for i in 1..=4 {
        match setup(i) {
            Ok(v) => pr_info!("ok {}\n", v),
            Err(e) => pr_info!("err {}\n", e.to_kernel_errno()),
        }
    }
    Ok(())
}

//// 61_copy_before_overwrite
// prints: 7 11
// prints: 2 1
// prints: 0 7 14 0
// a binding copied out of a field stays what it was when the field is written
struct Dev { count: Option<u32>, pair: (u32, u32), mode: Mode, total: u32 }
#[derive(Clone, Copy)]
enum Mode { Off, Low(u32), High { rate: u32 } }
impl Dev {
    fn bump(&mut self) {
        if let Some(n) = self.count {
            self.count = Some(n + 1);
            self.total += n;
        }
    }
    fn swap(&mut self) {
        let (a, b) = self.pair;
        self.pair = (b, a);
    }
    fn shift(&mut self) -> u32 {
        match self.mode {
            Mode::Low(n) => { self.mode = Mode::High { rate: n * 2 }; n }
            Mode::High { rate } => { self.mode = Mode::Off; rate }
            Mode::Off => { self.mode = Mode::Low(7); 0 }
        }
    }
}
fn body() -> Result {
    let mut d = Dev { count: Some(5), pair: (1, 2), mode: Mode::Off, total: 0 };
    d.bump();
    d.bump();
    pr_info!("{} {}\n", d.count.unwrap_or(0), d.total);
    d.swap();
    pr_info!("{} {}\n", d.pair.0, d.pair.1);
    pr_info!("{} {} {} {}\n", d.shift(), d.shift(), d.shift(), d.shift());
    Ok(())
}

//// 62_take_id_and_clear
// prints: 1 33 true
// prints: 5 true
// prints: 0 2
// prints: none
// prints: 2 4
// prints: true
// a handle is read out of self, cleared, then used
struct Dev { irq: Option<u32>, slots: [Option<u8>; 3], log: Vec<u32> }
impl Dev {
    fn free(&mut self) -> Result {
        if let Some(irq) = self.irq {
            self.irq = None;
            self.log.try_push(irq)?;
        }
        while let Some(n) = self.irq { self.irq = if n > 2 { Some(n - 1) } else { None }; }
        Ok(())
    }
    fn take_slot(&mut self, i: usize) -> Option<u8> {
        let Some(v) = self.slots[i] else { return None };
        self.slots[i] = None;
        Some(v + 1)
    }
}
fn body() -> Result {
    let mut d = Dev { irq: Some(33), slots: [Some(1), None, Some(3)], log: Vec::new() };
    d.free()?;
    d.free()?;
    pr_info!("{} {} {}\n", d.log.len(), d.log[0], d.irq.is_none());
    d.irq = Some(5);
    d.free()?;
    pr_info!("{} {}\n", d.log[1], d.irq.is_none());
    for i in 0..3 { if let Some(v) = d.take_slot(i) { pr_info!("{} {}\n", i, v); } else { pr_info!("none\n"); } }
    pr_info!("{}\n", d.take_slot(2).is_none());
    Ok(())
}

//// 63_let_leaves_initial
// prints: 1 1
// prints: 2 1 1
// prints: 4 2
// prints: 2 3
// prints: 1
// prints: end
// prints: drop 2
// prints: drop 3
// prints: drop 1
// `let` patterns take what they bind and leave the rest
struct S { n: u32, l: Loud, o: Option<u32> }
fn body() -> Result {
    let s = S { n: 1, l: Loud(1), o: Some(2) };
    let S { n, .. } = s;
    pr_info!("{} {}\n", n, s.l.0);
    let S { o, n: m, l: _ } = s;
    pr_info!("{} {} {}\n", o.unwrap_or(0), m, s.l.0);
    let (_, _) = (s.n, 2);
    let t = (Loud(2), Loud(3), 4);
    let (_, _, four) = t;
    pr_info!("{} {}\n", four, t.0 .0);
    let (a, ..) = t;
    pr_info!("{} {}\n", a.0, t.1 .0);
    let S { ref l, .. } = s;
    pr_info!("{}\n", l.0);
    let _ = s.l;
    pr_info!("end\n");
    Ok(())
}

//// 64_ref_let
// prints: 4 4
// prints: 5 2 5
// prints: 5 42
// prints: 4
// prints: 3 4
// let with ref and ref mut on self and on locals
struct D { a: u32, b: u32, v: Vec<u32> }
impl D {
    fn f(&mut self) -> u32 {
        let D { ref mut a, b, ref v } = *self;
        *a += b + v.len() as u32;
        *a
    }
    fn g(&mut self) -> u32 {
        let Self { a, b, .. } = self;
        *a += 1;
        core::mem::swap(a, b);
        *b
    }
}
fn body() -> Result {
    let mut d = D { a: 1, b: 2, v: Vec::new() };
    d.v.try_push(1)?;
    pr_info!("{} {}\n", d.f(), d.a);
    pr_info!("{} {} {}\n", d.g(), d.a, d.b);
    let ref mut x = d.a;
    *x += 40;
    let ref y = d.b;
    pr_info!("{} {}\n", y, d.a);
    let mut arr = [1, 2, 3];
    let [ref mut f, .., ref l] = arr;
    *f += *l;
    pr_info!("{}\n", arr[0]);
    if let [first, .., last] = &mut arr { core::mem::swap(first, last); }
    pr_info!("{} {}\n", arr[0], arr[2]);
    Ok(())
}

//// 65_slices_mut
// prints: 5
// prints: 4
// prints: 3
// prints: 2
// prints: 1
// prints: 8 9
// prints: 50 4
// prints: 77
// prints: 1 78
// mutable slice patterns and split_at_mut
fn rev(s: &mut [u32]) {
    if let [a, mid @ .., b] = s {
        core::mem::swap(a, b);
        rev(mid);
    }
}
fn body() -> Result {
    let mut v = [1, 2, 3, 4, 5];
    rev(&mut v);
    for x in v { pr_info!("{}\n", x); }
    let (l, r) = v.split_at_mut(2);
    l[0] += r[0];
    r[2] = 9;
    pr_info!("{} {}\n", v[0], v[4]);
    if let [x, y, ..] = &mut v[1..] { *x = 50; *y += 1; }
    pr_info!("{} {}\n", v[1], v[2]);
    match &mut v[..] { [.., last] => *last = 77, [] => {} }
    pr_info!("{}\n", v[4]);
    if let Some(x) = v.first_mut() { *x = 1; }
    if let Some(x) = v.last_mut() { *x += 1; }
    pr_info!("{} {}\n", v[0], v[4]);
    Ok(())
}

//// 67_match_guard_if_let_inside
// prints: closed empty
// prints: hard full
// prints: even closing odd
// guards with calls on bindings, `_` with a guard, nested ifs in arms
struct Q { n: u32, closed: bool }
impl Q { fn full(&self, limit: u32) -> bool { self.n >= limit } }
fn state(q: &Q, hard: bool) -> &'static str {
    match q.n {
        0 if q.closed => "closed",
        0 => "empty",
        _ if hard => "hard",
        _ if q.full(8) => "full",
        n if n % 2 == 0 && !q.closed => "even",
        _ => if q.closed { "closing" } else { "odd" },
    }
}
fn body() -> Result {
    pr_info!("{} {}\n", state(&Q { n: 0, closed: true }, false), state(&Q { n: 0, closed: false }, true));
    pr_info!("{} {}\n", state(&Q { n: 3, closed: true }, true), state(&Q { n: 9, closed: false }, false));
    pr_info!("{} {} {}\n", state(&Q { n: 4, closed: false }, false), state(&Q { n: 4, closed: true }, false), state(&Q { n: 5, closed: false }, false));
    Ok(())
}

//// 68_box_moves
// prints: 10
// prints: 1
// prints: 2
// prints: 3
// prints: 4
// prints: 1 2
// prints: drop 1
// prints: l 3
// prints: drop 3
// prints: end
// prints: drop 2
// moving out of a Box by match, if let and let
enum List { Cons(u32, Box<List>), Nil }
fn push(l: List, n: u32) -> Result<List> { Ok(List::Cons(n, Box::try_new(l)?)) }
fn rev(mut l: List) -> Result<List> {
    let mut out = List::Nil;
    while let List::Cons(n, next) = l {
        out = push(out, n)?;
        l = *next;
    }
    Ok(out)
}
fn sum(l: &List) -> u32 { match l { List::Cons(n, rest) => n + sum(rest), List::Nil => 0 } }
fn body() -> Result {
    let mut l = List::Nil;
    for i in 1..=4 { l = push(l, i)?; }
    pr_info!("{}\n", sum(&l));
    let l = rev(l)?;
    let mut p = &l;
    while let List::Cons(n, next) = p { pr_info!("{}\n", n); p = next; }
    let b = Box::try_new((Loud(1), Loud(2)))?;
    let (x, y) = *b;
    pr_info!("{} {}\n", x.0, y.0);
    drop(x);
    let b = Box::try_new(Some(Loud(3)))?;
    if let Some(l) = *b { pr_info!("l {}\n", l.0); }
    pr_info!("end\n");
    Ok(())
}

//// 69_linked_list_cursor
// prints: 10
// prints: 20
// prints: 30
// prints: pop 10 2
// prints: pop 20 1
// prints: pop 30 0
// a list walked by &mut cursors
struct Node { v: u32, next: Option<Box<Node>> }
struct List { head: Option<Box<Node>>, len: usize }
impl List {
    fn push_front(&mut self, v: u32) -> Result {
        let next = self.head.take();
        self.head = Some(Box::try_new(Node { v, next })?);
        self.len += 1;
        Ok(())
    }
    fn push_back(&mut self, v: u32) -> Result {
        let mut cur = &mut self.head;
        while let Some(node) = cur { cur = &mut node.next; }
        *cur = Some(Box::try_new(Node { v, next: None })?);
        self.len += 1;
        Ok(())
    }
    fn pop(&mut self) -> Option<u32> {
        self.head.take().map(|n| { self.head = n.next; self.len -= 1; n.v })
    }
}
fn body() -> Result {
    let mut l = List { head: None, len: 0 };
    l.push_front(2)?;
    l.push_front(1)?;
    l.push_back(3)?;
    let mut cur = l.head.as_mut();
    while let Some(n) = cur { n.v *= 10; cur = n.next.as_mut(); }
    let mut c = &l.head;
    while let Some(n) = c { pr_info!("{}\n", n.v); c = &n.next; }
    while let Some(v) = l.pop() { pr_info!("pop {} {}\n", v, l.len); }
    Ok(())
}

//// 70_use_glob_variants
// prints: 1 50 99 3
// prints: 7 8
// prints: true
// glob imports of variants, in a function and in a module
mod proto {
    #[derive(Clone, Copy, PartialEq)]
    pub enum Op { Get, Put(u8), Del { key: u8 } }
    pub const LIMIT: u8 = 9;
}
use proto::{Op, LIMIT};
fn cost(op: Op) -> u32 {
    use Op::*;
    match op {
        Get => 1,
        Put(LIMIT) => 50,
        Put(n) if n > LIMIT => 99,
        Put(n) => u32::from(n),
        Del { key: proto::LIMIT } => 7,
        Del { .. } => 8,
    }
}
fn body() -> Result {
    pr_info!("{} {} {} {}\n", cost(Op::Get), cost(Op::Put(9)), cost(Op::Put(10)), cost(Op::Put(3)));
    pr_info!("{} {}\n", cost(Op::Del { key: 9 }), cost(proto::Op::Del { key: 1 }));
    pr_info!("{}\n", Op::Put(3) == Op::Put(3) && Op::Get != Op::Put(0));
    Ok(())
}

//// 71_generic_enum
// prints: false 4
// prints: loud 5
// prints: 3
// prints: 8
// prints: true
// prints: drop 5
// prints: end
// generic enums and structs in patterns
enum Either<L, R> { Left(L), Right(R) }
use Either::{Left, Right};
struct W<T>(T);
impl<L, R> Either<L, R> {
    fn left(self) -> Option<L> { match self { Left(l) => Some(l), Right(_) => None } }
    fn is_right(&self) -> bool { if let Right(_) = self { true } else { false } }
    fn flip(self) -> Either<R, L> { match self { Left(l) => Right(l), Right(r) => Left(r) } }
}
fn body() -> Result {
    let e: Either<u32, Loud> = Left(4);
    pr_info!("{} {}\n", e.is_right(), e.left().unwrap_or(0));
    let f: Either<u32, Loud> = Right(Loud(5));
    let g = f.flip();
    match &g { Left(l) => pr_info!("loud {}\n", l.0), Right(n) => pr_info!("{}\n", n) }
    let W(W(n)) = W(W(3));
    pr_info!("{}\n", n);
    if let W(Some(W(x))) = W(Some(W(8))) { pr_info!("{}\n", x); }
    pr_info!("{}\n", g.left().is_some());
    pr_info!("end\n");
    Ok(())
}

//// 72_const_arrays_and_lookup
// prints: 0 2 100 255
// prints: 2 new
// prints: 2
// prints: 33128
// lookups in const tables with early return, find, position
struct Id { vendor: u16, device: u16, quirk: Option<u8> }
const IDS: [Id; 3] = [
    Id { vendor: 0x8086, device: 1, quirk: None },
    Id { vendor: 0x10ec, device: 0x8168, quirk: Some(2) },
    Id { vendor: 0x10ec, device: 0x8169, quirk: None },
];
fn lookup(v: u16, d: u16) -> Option<&'static Id> {
    for id in IDS.iter() { if (id.vendor, id.device) == (v, d) { return Some(id); } }
    None
}
fn quirk(v: u16, d: u16) -> u8 {
    match lookup(v, d) {
        Some(Id { quirk: Some(q), .. }) => *q,
        Some(&Id { device, .. }) if device > 0x8000 => 100,
        Some(_) => 0,
        None => 255,
    }
}
static NAMES: [&str; 3] = ["intel", "old", "new"];
fn body() -> Result {
    pr_info!("{} {} {} {}\n", quirk(0x8086, 1), quirk(0x10ec, 0x8168), quirk(0x10ec, 0x8169), quirk(1, 1));
    let pos = IDS.iter().position(|i| i.device == 0x8169).ok_or(ENOENT)?;
    pr_info!("{} {}\n", pos, NAMES[pos]);
    let n = IDS.iter().filter(|i| matches!(i, Id { vendor: 0x10ec, .. })).count();
    pr_info!("{}\n", n);
    let Some(i) = IDS.iter().find(|i| i.quirk == Some(2)) else { return Err(EIO) };
    pr_info!("{}\n", i.device);
    Ok(())
}

//// 73_break_with_drops
// prints: drop 10
// prints: drop 1
// prints: got 11
// prints: drop 30
// prints: drop 31
// prints: drop 20
// prints: drop 30
// prints: kept true
// prints: drop 40
// prints: 41
// prints: drop 21
// prints: drop 11
// break with owned values out of nested scopes; drops in the right order
fn body() -> Result {
    let l = 'a: loop {
        let _x = Loud(1);
        for i in 10..20 {
            let t = Loud(i);
            if i == 11 { break 'a t; }
        }
    };
    pr_info!("got {}\n", l.0);
    let mut kept = None;
    'o: for i in 0..3 {
        let a = Loud(20 + i);
        for j in 0..3 {
            let b = Loud(30 + j);
            if j == 1 && i == 0 { continue 'o; }
            if i == 1 { kept = Some(a); break 'o; }
            drop(b);
        }
    }
    pr_info!("kept {}\n", kept.is_some());
    let r = 'v: {
        let h = Some(Loud(40));
        let Some(l) = h else { break 'v 0 };
        if l.0 == 40 { break 'v l.0 + 1; }
        2
    };
    pr_info!("{}\n", r);
    Ok(())
}

//// 74_question_drops
// prints: drop 1
// prints: 1 true
// prints: drop 2
// prints: 2 true
// prints: drop 3
// prints: 3 true
// prints: drop 4
// prints: 4 true
// prints: drop 5
// prints: 5 true
// prints: drop 7
// prints: drop 6
// prints: 6 true
// prints: drop 10
// prints: drop 8
// prints: 18
// prints: end
// prints: drop 9
// `?` in arguments, in struct literals, in match scrutinees, in conditions, with values made before it
struct P { a: Loud, b: Loud }
fn mk(n: u32) -> Result<Loud> { if n > 90 { Err(EIO) } else { Ok(Loud(n)) } }
fn two(a: Loud, b: Loud) -> u32 { a.0 + b.0 }
fn t1() -> Result<u32> { Ok(two(mk(1)?, mk(99)?)) }
fn t2() -> Result<P> { Ok(P { b: mk(2)?, a: mk(95)? }) }
fn t3() -> Result<u32> { let _k = mk(3)?; match mk(91)? { l => Ok(l.0) } }
fn t4() -> Result<u32> { if mk(4)?.0 == 4 && mk(99)?.0 == 1 { Ok(1) } else { Ok(2) } }
fn t5() -> Result<u32> { let v = Some(mk(5)?); let Some(l) = v else { return Ok(0) }; mk(92)?; Ok(l.0) }
fn t6() -> Result<[Loud; 3]> { Ok([mk(6)?, mk(7)?, mk(93)?]) }
fn body() -> Result {
    pr_info!("1 {}\n", t1().is_err());
    pr_info!("2 {}\n", t2().is_err());
    pr_info!("3 {}\n", t3().is_err());
    pr_info!("4 {}\n", t4().is_err());
    pr_info!("5 {}\n", t5().is_err());
    pr_info!("6 {}\n", t6().is_err());
    let p = P { a: mk(8)?, b: mk(9)? };
    pr_info!("{}\n", two(p.a, mk(10)?));
    pr_info!("end\n");
    Ok(())
}

//// 75_assign_drops
// prints: drop 1
// prints: assigned 2
// prints: b 3
// prints: drop 5
// prints: o true
// prints: drop 6
// prints: none true
// prints: drop 8
// prints: drop 9
// prints: drop 13
// prints: end 15
// prints: drop 15
// prints: drop 12
// prints: drop 14
// prints: drop 10
// prints: drop 11
// prints: drop 3
// prints: drop 2
// when assignments drop the old value; conditional initialisation; moves in one branch
fn body() -> Result {
    let mut a = Loud(1);
    a = Loud(2);
    pr_info!("assigned {}\n", a.0);
    let b;
    if a.0 == 2 { b = Loud(3); } else { b = Loud(4); }
    pr_info!("b {}\n", b.0);
    let c = Loud(5);
    let mut o = None;
    for i in 0..2 { if i == 1 { o = Some(Loud(6)); } }
    if b.0 == 3 { drop(c); }
    o = match o { Some(l) if l.0 == 7 => None, other => other };
    pr_info!("o {}\n", o.is_some());
    o = None;
    pr_info!("none {}\n", o.is_none());
    let mut t = (Loud(8), Loud(9));
    t.0 = Loud(10);
    drop(t.1);
    t.1 = Loud(11);
    let mut arr = [Loud(12), Loud(13)];
    arr[1] = Loud(14);
    let late: Loud;
    late = Loud(15);
    pr_info!("end {}\n", late.0);
    Ok(())
}

//// 76_while_let_take
// prints: run 3
// prints: drop 3
// prints: run 2
// prints: drop 2
// prints: run 1
// prints: drop 1
// prints: second
// prints: drop 3
// prints: drop 1
// prints: drop 2
// prints: 5 true
// prints: l 9
// prints: drop 9
// prints: end
// while let with take, and a chain of owned values
struct Job { id: u32, next: Option<Box<Job>>, _l: Loud }
fn chain(n: u32) -> Result<Option<Box<Job>>> {
    let mut head = None;
    for i in 1..=n { head = Some(Box::try_new(Job { id: i, next: head, _l: Loud(i) })?); }
    Ok(head)
}
fn body() -> Result {
    let mut head = chain(3)?;
    while let Some(mut job) = head {
        head = job.next.take();
        pr_info!("run {}\n", job.id);
    }
    pr_info!("second\n");
    let mut cur = chain(3)?;
    let mut n = 0;
    while let Some(job) = cur.take() {
        n += job.id;
        if job.id == 2 { break; }
        cur = job.next;
    }
    pr_info!("{} {}\n", n, cur.is_none());
    let mut slot = Some(Loud(9));
    if let Some(l) = slot.take() { pr_info!("l {}\n", l.0); }
    pr_info!("end\n");
    Ok(())
}

//// 77_option_combinators_in_control
// prints: 3
// prints: range
// prints: three
// prints: 3 4
// prints: -11
// prints: true 1
// prints: 9
// prints: 1 2
// combinators next to matches
fn half(n: u32) -> Option<u32> { if n % 2 == 0 { Some(n / 2) } else { None } }
fn body() -> Result {
    let r = half(8).and_then(half).map(|n| n + 1).unwrap_or(0);
    pr_info!("{}\n", r);
    let e = half(3).ok_or(ERANGE);
    if let Err(ERANGE) = e { pr_info!("range\n"); }
    let x = half(5).or_else(|| half(6)).filter(|n| *n > 2);
    match x { Some(3) => pr_info!("three\n"), Some(n) => pr_info!("{}\n", n), None => pr_info!("none\n") }
    pr_info!("{} {}\n", half(2).map_or(9, |n| n * 3), half(1).map_or_else(|| 4, |n| n));
    let r: Result<u32> = Ok(3);
    let s = r.and_then(|n| if n > 2 { Err(EBUSY) } else { Ok(n) }).map_err(|e| if e == EBUSY { EAGAIN } else { e });
    match s { Err(e) => pr_info!("{}\n", e.to_kernel_errno()), Ok(n) => pr_info!("{}\n", n) }
    pr_info!("{} {}\n", half(4).is_some_and(|n| n == 2), half(3).xor(Some(1)).unwrap_or(0));
    let mut o = None;
    *o.get_or_insert(5) += 1;
    let v = o.insert(8);
    *v += 1;
    pr_info!("{}\n", o.unwrap_or(0));
    if let Some((a, b)) = Some(1).zip(Some(2)) { pr_info!("{} {}\n", a, b); }
    Ok(())
}

//// 78_numbers_in_patterns
// prints: 1 1 2 3 4
// prints: 0 1 2 2
// prints: 1 5 10 0
// prints: minus two
// prints: wrapped
// prints: ab
// prints: 122
// prints: newline
// prints: quote
// prints: A
// negative literals, suffixes, bytes, hex, underscore, i8 to u8, wide ranges
fn f(x: i8) -> u8 {
    match x { i8::MIN..=-100 => 1, -99..=-1 => 2, 0 => 3, 1..=i8::MAX => 4 }
}
fn g(x: u64) -> u8 {
    match x { 0 => 0, 1..=0xffff_ffff => 1, 0x1_0000_0000..=0xffff_ffff_ffff_ffff => 2 }
}
fn h(x: i64) -> u8 { match x { -1 => 1, -5i64 => 5, 1_000 => 10, _ => 0 } }
fn body() -> Result {
    pr_info!("{} {} {} {} {}\n", f(-128), f(-100), f(-99), f(0), f(127));
    pr_info!("{} {} {} {}\n", g(0), g(0xffff_ffff), g(0x1_0000_0000), g(u64::MAX));
    pr_info!("{} {} {} {}\n", h(-1), h(-5), h(1000), h(5));
    match 0xfeu8 as i8 { -2 => pr_info!("minus two\n"), n => pr_info!("{}\n", n) }
    match (300u32 as u8, -1i32 as u32) { (44, u32::MAX) => pr_info!("wrapped\n"), (a, b) => pr_info!("{} {}\n", a, b) }
    match b"ab" { b"ab" => pr_info!("ab\n"), _ => pr_info!("other\n") }
    match b"xyz" { [b'x', .., z] => pr_info!("{}\n", z), _ => {} }
    match '\n' { '\n' | '\r' => pr_info!("newline\n"), _ => pr_info!("other\n") }
    match '\'' { '\'' => pr_info!("quote\n"), _ => pr_info!("other\n") }
    match '\x41' { 'A' => pr_info!("A\n"), _ => pr_info!("other\n") }
    Ok(())
}

//// 79_static_mut_like
// prints: id 1
// prints: id 2
// prints: -16
// prints: false true
// prints: once
// prints: 5 10 0
// statics with atomics used in control flow; a lazily made id; a once flag
use core::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, AtomicUsize};
static NEXT_ID: AtomicU64 = AtomicU64::new(1);
static ONCE: AtomicBool = AtomicBool::new(false);
static USERS: AtomicI32 = AtomicI32::new(0);
const MAX: i32 = 2;
fn open() -> Result<u64> {
    if USERS.fetch_add(1, Ordering::SeqCst) >= MAX {
        USERS.fetch_sub(1, Ordering::SeqCst);
        return Err(EBUSY);
    }
    Ok(NEXT_ID.fetch_add(1, Ordering::Relaxed))
}
fn close() -> bool { USERS.fetch_sub(1, Ordering::SeqCst) == 1 }
struct Stats { rx: AtomicUsize, tx: AtomicUsize }
static STATS: Stats = Stats { rx: AtomicUsize::new(0), tx: AtomicUsize::new(100) };
fn body() -> Result {
    for _ in 0..3 { match open() { Ok(id) => pr_info!("id {}\n", id), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) } }
    pr_info!("{} {}\n", close(), close());
    for _ in 0..2 {
        if ONCE.compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire).is_ok() { pr_info!("once\n"); }
    }
    STATS.rx.fetch_add(5, Ordering::Relaxed);
    let s = &STATS;
    s.tx.store(s.rx.load(Ordering::Relaxed) * 2, Ordering::Relaxed);
    pr_info!("{} {} {}\n", s.rx.load(Ordering::Relaxed), STATS.tx.load(Ordering::Relaxed), USERS.load(Ordering::Relaxed));
    Ok(())
}

//// 82_copy_semantics
// prints: 1 10
// prints: 10 1
// prints: 50 51
// prints: 10 7 true
// prints: 2 99
// prints: 0
// prints: 0
// prints: 7
// prints: 99
// structs that are Copy: bindings and arguments are copies
#[derive(Clone, Copy, PartialEq)]
struct P { x: i32, y: i32 }
#[derive(Clone, Copy)]
enum Sh { Dot(P), Line(P, P) }
fn moved(mut p: P) -> P { p.x += 1; p }
fn body() -> Result {
    let mut p = P { x: 1, y: 2 };
    let q = p;
    p.x = 10;
    pr_info!("{} {}\n", q.x, p.x);
    let s = Sh::Line(p, q);
    let mut t = s;
    if let Sh::Line(a, b) = &mut t { a.x = 50; *b = moved(*a); }
    match s { Sh::Line(a, b) => pr_info!("{} {}\n", a.x, b.x), Sh::Dot(_) => {} }
    match t { Sh::Line(a, b) => pr_info!("{} {}\n", a.x, b.x), Sh::Dot(_) => {} }
    let arr = [p; 2];
    let mut brr = arr;
    brr[0].x = 7;
    pr_info!("{} {} {}\n", arr[0].x, brr[0].x, arr[1] == brr[1]);
    let r = &mut p;
    let old = *r;
    r.y = 99;
    pr_info!("{} {}\n", old.y, p.y);
    for mut e in brr { e.x = 0; pr_info!("{}\n", e.x); }
    pr_info!("{}\n", brr[0].x);
    let Sh::Dot(d) = Sh::Dot(p) else { return Ok(()) };
    p.y = 1;
    pr_info!("{}\n", d.y);
    Ok(())
}

//// 83_tuple_returns
// prints: 1
// prints: 4 6 even
// prints: 7 7 odd
// prints: 5 8 true
// prints: 3
// prints: 3 true
// prints: 4
// functions that return tuples and nested options, destructured in several ways
fn split(n: u32) -> (u32, Option<(u8, bool)>) { (n / 10, if n % 10 > 4 { Some(((n % 10) as u8, n % 2 == 0)) } else { None }) }
fn body() -> Result {
    for n in [12, 46, 77] {
        match split(n) {
            (t, Some((u, true))) => pr_info!("{} {} even\n", t, u),
            (t @ 5.., Some((u, _))) => pr_info!("{} {} odd\n", t, u),
            (t, None) => pr_info!("{}\n", t),
            (_, Some(_)) => pr_info!("else\n"),
        }
    }
    let (a, Some((b, c))) = split(58) else { return Err(EIO) };
    pr_info!("{} {} {}\n", a, b, c);
    let ((x, y), [z, w]) = ((1, 2), [3, 4]);
    pr_info!("{}\n", x + y * z - w);
    let t = split(29);
    let (n, o) = &t;
    pr_info!("{} {}\n", *n + 1, o.is_some());
    let (ref m, _) = t;
    pr_info!("{}\n", *m * 2);
    Ok(())
}

//// 84_nested_closures_return
// prints: big zero small
// prints: drop 4
// prints: true 5
// prints: 4
// prints: x 1
// prints: x 5
// prints: true
// prints: 6
// return inside of a closure leaves the closure only; ? inside too
fn body() -> Result {
    let f = |n: u32| { if n > 3 { return "big"; } match n { 0 => return "zero", _ => {} } "small" };
    pr_info!("{} {} {}\n", f(9), f(0), f(2));
    let g = |o: Option<u32>| -> Option<u32> { let x = o?; let _l = Loud(x); Some(x + 1) };
    pr_info!("{} {}\n", g(None).is_none(), g(Some(4)).unwrap_or(0));
    let mut total = 0;
    [1, 2, 3].iter().for_each(|x| { if *x == 2 { return; } total += x; });
    pr_info!("{}\n", total);
    let r = [1, 5, 0].iter().try_for_each(|&x| if x == 0 { Err(EINVAL) } else { pr_info!("x {}\n", x); Ok(()) });
    pr_info!("{}\n", r.is_err());
    let v: u32 = (1..=3).map(|i| { let mut s = 0; for j in 0..i { if j == 1 { continue; } s += j + 1; } s }).sum();
    pr_info!("{}\n", v);
    Ok(())
}

//// 85_enum_methods_self_assign
// prints: 10
// prints: 11
// prints: 12
// prints: 200
// prints: 2000
// prints: 0
// prints: 200
// *self = match self …, and mutation of payloads in place
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link { Down, Training(u8), Up { speed: u32 } }
impl Link {
    fn tick(&mut self) -> bool {
        let before = *self;
        *self = match *self {
            Link::Down => Link::Training(0),
            Link::Training(n) if n >= 2 => Link::Up { speed: 100 * u32::from(n) },
            Link::Training(n) => Link::Training(n + 1),
            up @ Link::Up { .. } => up,
        };
        before != *self
    }
    fn boost(&mut self) {
        match self {
            Self::Up { speed } if *speed < 1000 => *speed *= 10,
            Self::Up { .. } => *self = Self::Down,
            Self::Training(n) => *n = 2,
            Self::Down => {}
        }
    }
    fn code(&self) -> u32 { match self { Link::Down => 0, Link::Training(n) => 10 + *n as u32, &Link::Up { speed } => speed } }
}
fn body() -> Result {
    let mut l = Link::Down;
    while l.tick() { pr_info!("{}\n", l.code()); }
    l.boost();
    pr_info!("{}\n", l.code());
    l.boost();
    pr_info!("{}\n", l.code());
    l.tick();
    l.boost();
    l.tick();
    pr_info!("{}\n", l.code());
    Ok(())
}

//// 86_ring_buffer
// prints: full 40
// prints: 10
// prints: peek 20
// prints: 20
// prints: 30
// prints: 50
// prints: true 0
// a ring buffer with modulo arithmetic, peeks and wraparound, drained by while let
struct Ring<const N: usize> { buf: [Option<u32>; N], head: usize, tail: usize }
impl<const N: usize> Ring<N> {
    fn new() -> Self { Ring { buf: [None; N], head: 0, tail: 0 } }
    fn push(&mut self, v: u32) -> core::result::Result<(), u32> {
        let slot = &mut self.buf[self.head % N];
        match slot { Some(_) => Err(v), None => { *slot = Some(v); self.head += 1; Ok(()) } }
    }
    fn pop(&mut self) -> Option<u32> {
        let v = self.buf[self.tail % N].take()?;
        self.tail += 1;
        Some(v)
    }
    fn peek(&self) -> Option<&u32> { self.buf[self.tail % N].as_ref() }
}
fn body() -> Result {
    let mut r = Ring::<3>::new();
    for i in 1..=4 { if let Err(v) = r.push(i * 10) { pr_info!("full {}\n", v); } }
    pr_info!("{}\n", r.pop().unwrap_or(0));
    let _ = r.push(50);
    if let Some(&p) = r.peek() { pr_info!("peek {}\n", p); }
    while let Some(v) = r.pop() { pr_info!("{}\n", v); }
    pr_info!("{} {}\n", r.peek().is_none(), r.head - r.tail);
    Ok(())
}

//// 87_match_in_args
// prints: 30 none
// prints: 13
// prints: both
// prints: -4 true
// prints: 8
// prints: 2
// prints: 5
// matches and ifs as arguments, operands, indices, struct fields, return values
struct R { a: u32, b: &'static str }
fn pick(a: u32, s: &'static str, b: bool) -> R { R { a: if b { a } else { 0 }, b: match s { "" => "none", s => s } } }
fn body() -> Result {
    let n = 3;
    let r = pick(match n { 3 => 30, _ => 0 }, if n > 5 { "big" } else { "" }, { let x = n; x == 3 });
    pr_info!("{} {}\n", r.a, r.b);
    let t = [1, 2, 3][match n { 3 => 2, _ => 0 }] + if let 1..=3 = n { 10 } else { 20 };
    pr_info!("{}\n", t);
    pr_info!("{}\n", match (n, t) { (3, 13) => "both", _ => "none" });
    let neg = -(if n == 3 { 4 } else { 5 });
    pr_info!("{} {}\n", neg, !matches!(n, 4));
    let v = (match n { 1 => 1u8, _ => 2 }) as u32 * 4;
    pr_info!("{}\n", v);
    let s = &match n { 3 => [1, 2], _ => [3, 4] };
    pr_info!("{}\n", s[1]);
    let x = loop { break match n { 3 => { if t == 13 { break 5; } 6 } _ => 7 }; };
    pr_info!("{}\n", x);
    Ok(())
}

//// 89_scoped_loud
// prints: drop 2
// prints: drop 1
// prints: n 3
// prints: drop 3
// prints: three
// prints: four
// prints: drop 4
// prints: drop 6
// prints: drop 5
// prints: x 11
// prints: r 7
// prints: drop 8
// prints: o 8
// prints: drop 9
// prints: i 0
// prints: i 1
// prints: drop 2
// prints: drop 10
// prints: drop 12
// prints: drop 13
// prints: c 1
// prints: drop 14
// prints: drop 15
// prints: drop 16
// prints: end
// prints: drop 11
// prints: drop 7
// drops at the ends of blocks, arms, ifs, loops; temporaries in conditions and arguments
fn id(l: &Loud) -> u32 { l.0 }
fn body() -> Result {
    let n = { let a = Loud(1); let b = Loud(2); a.0 + b.0 };
    pr_info!("n {}\n", n);
    if id(&Loud(3)) == 3 { pr_info!("three\n"); }
    match id(&Loud(4)) { 4 => pr_info!("four\n"), _ => {} }
    let x = id(&Loud(5)) + id(&Loud(6));
    pr_info!("x {}\n", x);
    let r = &Loud(7);
    pr_info!("r {}\n", r.0);
    let o = Some(&Loud(8)).map(|l| l.0);
    pr_info!("o {}\n", o.unwrap_or(0));
    while id(&Loud(9)) != 9 { pr_info!("never\n"); }
    for i in 0..id(&Loud(2)) { pr_info!("i {}\n", i); }
    let _ = Loud(10);
    let _k = Loud(11);
    Loud(12);
    let c = if let Loud(13) = Loud(13) { 1 } else { 0 };
    pr_info!("c {}\n", c);
    (Loud(14), Loud(15)).0;
    Some(Loud(16)).is_some();
    pr_info!("end\n");
    Ok(())
}

//// 90_error_enum
// prints: -2
// prints: -16
// prints: 4
// prints: -5
// prints: 0
// prints: 7
// prints: 502
// prints: 55
// prints: 1000
// an own error enum with From, `?` that converts, match on it
enum DevErr { Io(i32), Busy { owner: u8 }, Fw }
impl From<DevErr> for Error {
    fn from(e: DevErr) -> Error { match e { DevErr::Io(_) => EIO, DevErr::Busy { .. } => EBUSY, DevErr::Fw => ENOENT } }
}
fn low(n: u32) -> core::result::Result<u32, DevErr> {
    match n { 0 => Err(DevErr::Fw), 1 => Err(DevErr::Busy { owner: 7 }), n if n > 50 => Err(DevErr::Io(n as i32)), n => Ok(n) }
}
fn high(n: u32) -> Result<u32> { let v = low(n)?; Ok(v * 2) }
fn detail(n: u32) -> u32 {
    match low(n) {
        Err(DevErr::Io(c @ ..=60)) => c as u32,
        Err(DevErr::Io(_)) => 1000,
        Err(DevErr::Busy { owner: o }) => u32::from(o),
        Err(DevErr::Fw) => 0,
        Ok(v) => v + 500,
    }
}
fn body() -> Result {
    for n in [0, 1, 2, 51] { match high(n) { Ok(v) => pr_info!("{}\n", v), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) } }
    for n in [0, 1, 2, 55, 70] { pr_info!("{}\n", detail(n)); }
    Ok(())
}

//// 91_assign_ops_on_elements
// prints: 12 14 15
// prints: 24 11 255
// prints: 1 10 11
// prints: 22
// compound assignments through patterns, indices and references in loops
struct Acc { sum: [u32; 2], n: u32 }
fn body() -> Result {
    let mut a = Acc { sum: [0; 2], n: 0 };
    for (i, v) in [5u32, 6, 7, 8].iter().enumerate() { a.sum[i & 1] += v; a.n |= 1 << i; }
    pr_info!("{} {} {}\n", a.sum[0], a.sum[1], a.n);
    let Acc { sum: [lo, hi], n } = &mut a;
    *lo <<= 1;
    *hi -= *lo / 8;
    *n ^= 0xf0;
    pr_info!("{} {} {}\n", a.sum[0], a.sum[1], a.n);
    let mut m = [[0u8; 2]; 2];
    for (y, row) in m.iter_mut().enumerate() { for (x, c) in row.iter_mut().enumerate() { *c = (y * 10 + x) as u8; } }
    let [[_, b], [c, _]] = m;
    pr_info!("{} {} {}\n", b, c, m[1][1]);
    let mut it = m.iter().flatten();
    let mut s = 0u32;
    while let Some(x) = it.next() { s += u32::from(*x); }
    pr_info!("{}\n", s);
    Ok(())
}

//// 92_peekable_tokens
// prints: 30
// prints: 7
// prints: -1
// prints: -5
// prints: -2
// prints: -22
// prints: -5
// a tokenizer over bytes with an index and a match of ranges
enum Tok { Num(u32), Op(u8), End }
struct Lex<'a> { s: &'a [u8], i: usize }
impl<'a> Lex<'a> {
    fn next(&mut self) -> Result<Tok> {
        while self.i < self.s.len() && self.s[self.i] == b' ' { self.i += 1; }
        let Some(&c) = self.s.get(self.i) else { return Ok(Tok::End) };
        match c {
            b'0'..=b'9' => {
                let mut n = 0u32;
                while let Some(d @ b'0'..=b'9') = self.s.get(self.i).copied() { n = n * 10 + u32::from(d - b'0'); self.i += 1; }
                Ok(Tok::Num(n))
            }
            b'+' | b'-' | b'*' => { self.i += 1; Ok(Tok::Op(c)) }
            _ => Err(EINVAL),
        }
    }
}
fn eval(s: &[u8]) -> Result<u32> {
    let mut lex = Lex { s, i: 0 };
    let Tok::Num(mut acc) = lex.next()? else { return Err(EIO) };
    loop {
        let op = match lex.next()? { Tok::Op(o) => o, Tok::End => return Ok(acc), Tok::Num(_) => return Err(EPERM) };
        let n = match lex.next()? { Tok::Num(n) => n, _ => return Err(ENOENT) };
        match op { b'+' => acc += n, b'*' => acc *= n, b'-' => acc -= n, _ => unreachable!() }
    }
}
fn body() -> Result {
    for s in [&b"12 + 3*2"[..], b"7", b"1 1", b"+", b"3 -", b"3 ? 4", b""] {
        match eval(s) { Ok(n) => pr_info!("{}\n", n), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) }
    }
    Ok(())
}

//// 93_many_exits
// prints: drop 110
// prints: drop 100
// prints: ok 1
// prints: end 2 0
// prints: drop 210
// prints: drop 211
// prints: drop 200
// prints: ok 2
// prints: drop 310
// prints: end 3 1
// prints: drop 311
// prints: drop 399
// prints: drop 312
// prints: drop 300
// prints: err -5
// prints: end 4 0
// prints: drop 410
// prints: drop 411
// prints: drop 400
// prints: err -16
// prints: end 5 0
// prints: drop 510
// prints: end 5 1
// prints: drop 511
// prints: end 5 2
// prints: drop 512
// prints: drop 500
// prints: ok 5
// one function with many exits while values are alive: return, break, continue, ?
fn f(n: u32) -> Result<u32> {
    let _f = Loud(n * 100);
    for i in 0..3u32 {
        let _i = Loud(n * 100 + 10 + i);
        match (n, i) {
            (1, 0) => return Ok(1),
            (2, 1) => break,
            (3, 0) => continue,
            (3, 2) => { let _x = Loud(399); Err(EIO)? }
            (4, 1) => { let r: Result = Err(EBUSY); r?; }
            _ => {}
        }
        pr_info!("end {} {}\n", n, i);
    }
    Ok(n)
}
fn body() -> Result {
    for n in 1..=5 {
        match f(n) { Ok(v) => pr_info!("ok {}\n", v), Err(e) => pr_info!("err {}\n", e.to_kernel_errno()) }
    }
    Ok(())
}

//// 94_or_patterns_at_top
// prints: 3 4
// prints: 1
// prints: -
// prints: 3
// prints: -
// prints: -
// prints: 6
// leading |, alternatives over variants with the same payload, in let and parameters
enum Ev { Key(u8, bool), Btn { code: u8, down: bool }, Sync }
fn code(e: &Ev) -> Option<u8> {
    match e {
        | Ev::Key(c, true)
        | Ev::Btn { code: c, down: true } => Some(*c),
        Ev::Key(_, false) | Ev::Btn { .. } | Ev::Sync => None,
    }
}
enum Kb { Key(u8, bool), Btn { code: u8 } }
fn any((Kb::Key(n, _) | Kb::Btn { code: n }): Kb) -> u8 { n }
fn body() -> Result {
    pr_info!("{} {}\n", any(Kb::Key(3, true)), any(Kb::Btn { code: 4 }));
    for e in [Ev::Key(1, true), Ev::Key(2, false), Ev::Btn { code: 3, down: true }, Ev::Btn { code: 4, down: false }, Ev::Sync] {
        if let Some(c) = code(&e) { pr_info!("{}\n", c); } else { pr_info!("-\n"); }
    }
    let (Ok(n) | Err(n)): core::result::Result<u8, u8> = Err(6);
    pr_info!("{}\n", n);
    Ok(())
}

//// 95_nested_option_matrix
// prints: none
// prints: 3 5
// prints: one 5
// prints: 5 5
// prints: 3 4
// prints: 5 10
// matching several options and results at once, with copies after the match
#[derive(Clone, Copy)]
struct Cfg { a: Option<u32>, b: Option<u32> }
fn merge(x: &Cfg, y: &Cfg) -> Cfg {
    Cfg { a: match (x.a, y.a) { (Some(p), Some(q)) => Some(p.max(q)), (Some(p), None) | (None, Some(p)) => Some(p), (None, None) => None },
          b: match (&x.b, &y.b) { (Some(p), Some(q)) if p == q => Some(*p), (Some(_), Some(_)) => None, (Some(p), _) | (_, Some(p)) => Some(p + 1), _ => None } }
}
fn show(c: Cfg) {
    match c {
        Cfg { a: Some(a), b: Some(b) } => pr_info!("{} {}\n", a, b),
        Cfg { a: Some(n), b: None } | Cfg { a: None, b: Some(n) } => pr_info!("one {}\n", n),
        Cfg { a: None, b: None } => pr_info!("none\n"),
    }
}
fn body() -> Result {
    let n = Cfg { a: None, b: None };
    let x = Cfg { a: Some(3), b: Some(4) };
    let y = Cfg { a: Some(5), b: None };
    show(merge(&n, &n));
    show(merge(&x, &n));
    show(merge(&n, &y));
    show(merge(&x, &y));
    show(merge(&x, &x));
    show(merge(&y, &Cfg { a: None, b: Some(9) }));
    Ok(())
}

//// 96_deref_coercion
// prints: 0 true
// prints: 51 false
// prints: 0 true
// prints: 8
// prints: 51
// prints: 51
// prints: 3
// &Box<T>, &Arc<T>, &mut Box<T> passed where &T is expected, then matched, read and written
#[derive(Clone, Copy)]
enum E { A(u32), B }
fn val(e: &E) -> u32 { match e { E::A(n) => *n, E::B => 0 } }
fn is_b(e: &E) -> bool { matches!(e, E::B) }
fn set(e: &mut E) { if let E::A(n) = e { *n += 1; } else { *e = E::A(50); } }
fn num(n: &u32) -> u32 { *n + 1 }
fn body() -> Result {
    let mut b = Box::try_new(E::B)?;
    pr_info!("{} {}\n", val(&b), is_b(&b));
    set(&mut b);
    set(&mut b);
    pr_info!("{} {}\n", val(&b), is_b(&b));
    let a = Arc::try_new(E::B)?;
    pr_info!("{} {}\n", val(&a), is_b(&a));
    let n = Box::try_new(7u32)?;
    pr_info!("{}\n", num(&n));
    match &*b { E::A(n) => pr_info!("{}\n", n), E::B => pr_info!("b\n") }
    match *b { E::A(n) => pr_info!("{}\n", n), E::B => pr_info!("b\n") }
    let rr = &&&E::A(3);
    pr_info!("{}\n", val(rr));
    Ok(())
}

//// 97_stored_copies
// prints: 1 12 23
// prints: 5 6
// prints: n 3
// prints: n 2
// prints: n 1
// a copy bound by a pattern and stored elsewhere does not change with its source
struct Src { o: Option<u32>, t: (u32, u32), e: E }
#[derive(Clone, Copy)]
enum E { X { a: u32, b: u32 }, Y }
struct Dst { last: u32, hist: [u32; 2] }
fn save(s: &mut Src, d: &mut Dst) {
    if let Some(n) = s.o { d.last = n; }
    s.o = Some(77);
    let (p, q) = s.t;
    d.hist = [p, q];
    s.t.0 = 88;
    match s.e { E::X { a, b } => { s.e = E::Y; d.hist[0] += a; d.hist[1] += b; } E::Y => {} }
}
fn body() -> Result {
    let mut s = Src { o: Some(1), t: (2, 3), e: E::X { a: 10, b: 20 } };
    let mut d = Dst { last: 0, hist: [0; 2] };
    save(&mut s, &mut d);
    s.o = None;
    s.t = (0, 0);
    pr_info!("{} {} {}\n", d.last, d.hist[0], d.hist[1]);
    let r = &mut s;
    r.o = Some(5);
    let copy = match r.o { Some(n) => n, None => 0 };
    r.o = Some(6);
    pr_info!("{} {}\n", copy, r.o.unwrap_or(0));
    let mut i = 3;
    r.o = Some(i);
    while let Some(n) = r.o { r.o = if i > 1 { i -= 1; Some(i) } else { None }; pr_info!("n {}\n", n); }
    Ok(())
}

//// 98_let_else_kinds
// prints: 1 3 0
// prints: 1000
// prints: 8
// prints: drop 5
// prints: 2000
// prints: true
// prints: 12 true
// prints: drop 50
// let else with references, ref, ranges, alternatives, nested patterns
enum F { A { x: u32, y: u32 }, B { x: u32 }, C }
struct D { o: Option<u32>, l: Option<Loud> }
fn f(v: &F) -> u32 { let (F::A { x, .. } | F::B { x }) = v else { return 0 }; *x }
fn g(d: &mut D) -> Option<u32> {
    let Some(x) = &mut d.o else { return None };
    *x += 1;
    let Some(ref l) = d.l else { return Some(1000) };
    let n @ 1..=9 = l.0 else { return Some(2000) };
    let Some(y) = d.o.as_mut() else { return None };
    *y += n;
    d.o
}
fn h(s: &[u8]) -> Option<u8> { let &[a, b] = s else { return None }; Some(a * b) }
fn body() -> Result {
    pr_info!("{} {} {}\n", f(&F::A { x: 1, y: 2 }), f(&F::B { x: 3 }), f(&F::C));
    let mut d = D { o: Some(1), l: None };
    pr_info!("{}\n", g(&mut d).unwrap_or(0));
    d.l = Some(Loud(5));
    pr_info!("{}\n", g(&mut d).unwrap_or(0));
    d.l = Some(Loud(50));
    pr_info!("{}\n", g(&mut d).unwrap_or(0));
    d.o = None;
    pr_info!("{}\n", g(&mut d).is_none());
    pr_info!("{} {}\n", h(&[3, 4]).unwrap_or(0), h(&[1]).is_none());
    Ok(())
}

//// min_array_repeat_eq
// prints: true true true
// prints: same
// prints: true true
// prints: true
// smallest program of a difference: array repeat eq
fn body() -> Result {
    let z = [0u32; 2];
    pr_info!("{} {} {}\n", z == [0, 0], [0, 0] == z, [0u8; 2] == [0u8; 2]);
    let mut w = [0u8; 3];
    w[1] = 5;
    if w == [0, 5, 0] { pr_info!("same\n"); } else { pr_info!("differ\n"); }
    pr_info!("{} {}\n", &w[..2] == &[0, 5], w[1..] == [5, 0]);
    let o: Option<[u8; 3]> = Some(w);
    pr_info!("{}\n", o == Some([0, 5, 0]));
    Ok(())
}

//// min_box3_call
// prints: 11
// prints: 111
// smallest program of a difference: box3 call
enum E { Num(i32), Neg(Box<E>) }
fn f(e: &E) -> i32 { match e { E::Num(_) => 1, E::Neg(_) => 2 } }
fn g(e: &E) -> i32 { match e { E::Num(_) => 3, E::Neg(x) => 10 + f(x) } }
fn h(e: &E) -> i32 { match e { E::Num(_) => 5, E::Neg(x) => 100 + g(x) } }
fn body() -> Result {
    let a = Box::try_new(E::Num(2))?;
    let b = Box::try_new(E::Neg(a))?;
    let e = E::Neg(b);
    pr_info!("{}\n", g(&E::Neg(Box::try_new(E::Num(3))?)));
    pr_info!("{}\n", h(&e));
    Ok(())
}

//// min_box3_p
// prints: true
// prints: false
// prints: true
// smallest program of a difference: box3 p
enum E { Num(i32), Neg(Box<E>) }
fn body() -> Result {
    let a = Box::try_new(E::Num(2))?;
    let b = Box::try_new(E::Neg(a))?;
    let e = E::Neg(b);
    let mut p = &e;
    if let E::Neg(x) = p { p = x; }
    pr_info!("{}\n", matches!(p, E::Neg(_)));
    if let E::Neg(x) = p { p = x; }
    pr_info!("{}\n", matches!(p, E::Neg(_)));
    pr_info!("{}\n", matches!(p, E::Num(2)));
    Ok(())
}

//// min_byte_string_slice_pattern
// prints: 122
// prints: 104 105
// prints: 97 2
// a slice pattern on a byte string
fn body() -> Result {
    match b"xyz" { [b'x', .., z] => pr_info!("{}\n", z), _ => pr_info!("other\n") }
    let [a, b] = b"hi";
    pr_info!("{} {}\n", a, *b);
    if let [first, rest @ ..] = &b"abc"[..] { pr_info!("{} {}\n", first, rest.len()); }
    Ok(())
}

//// min_closure_wildcard_param_drop
// prints: m
// prints: drop 12
// prints: k
// prints: drop 13
// prints: j 14
// prints: drop 14
// prints: drop 15
// prints: end
// smallest program of a difference: closure wildcard param drop
fn body() -> Result {
    let m = |_: Loud| pr_info!("m\n");
    m(Loud(12));
    let k = |_x: Loud| pr_info!("k\n");
    k(Loud(13));
    let j = |(a, _): (Loud, Loud)| pr_info!("j {}\n", a.0);
    j((Loud(14), Loud(15)));
    pr_info!("end\n");
    Ok(())
}

//// min_cmp_ordering
// prints: greater
// prints: greater
// prints: same
// prints: gt
// prints: greater
// what cmp gives, matched by variant, with a path and with an alias
use core::cmp::Ordering as O;
fn body() -> Result {
    match 5u32.cmp(&3) { O::Less => pr_info!("less\n"), O::Equal => pr_info!("equal\n"), O::Greater => pr_info!("greater\n") }
    match 5u32.cmp(&3) { core::cmp::Ordering::Less => pr_info!("less\n"), core::cmp::Ordering::Equal => pr_info!("equal\n"), _ => pr_info!("greater\n") }
    if 5u32.cmp(&5) == core::cmp::Ordering::Equal { pr_info!("same\n"); }
    if 5u32.cmp(&3).is_gt() { pr_info!("gt\n"); }
    if let core::cmp::Ordering::Greater = 5u32.cmp(&3) { pr_info!("greater\n"); } else { pr_info!("not\n"); }
    Ok(())
}

//// min_coercion_by_assignment
// prints: true
// prints: false
// prints: -1 2
// prints: false
// &Box<T> becomes &T where it is assigned, returned and stored, not only where it is passed
enum E { Num(i32), Neg(Box<E>) }
struct H<'a> { e: &'a E }
fn inner(e: &E) -> &E { match e { E::Neg(x) => x, E::Num(_) => e } }
fn num(e: &E) -> i32 { match e { E::Num(n) => *n, E::Neg(_) => -1 } }
fn body() -> Result {
    let e = E::Neg(Box::try_new(E::Neg(Box::try_new(E::Num(2))?))?);
    let mut p = &e;
    if let E::Neg(x) = p { p = x; }
    pr_info!("{}\n", matches!(p, E::Neg(_)));
    if let E::Neg(x) = p { let q: &E = x; pr_info!("{}\n", matches!(q, E::Neg(_))); }
    pr_info!("{} {}\n", num(inner(&e)), num(inner(inner(&e))));
    if let E::Neg(x) = &e { let h = H { e: x }; pr_info!("{}\n", matches!(h.e, E::Num(_))); }
    Ok(())
}

//// min_compare_exchange_is_ok
// prints: once
// smallest program of a difference: compare exchange is ok
use core::sync::atomic::AtomicBool;
static ONCE: AtomicBool = AtomicBool::new(false);
fn body() -> Result {
    for _ in 0..2 {
        if ONCE.compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire).is_ok() { pr_info!("once\n"); }
    }
    Ok(())
}

//// min_const_array_iter_return
// prints: 2
// smallest program of a difference: const array iter return
struct Id { vendor: u16, q: Option<u8> }
const IDS: [Id; 2] = [Id { vendor: 1, q: None }, Id { vendor: 2, q: Some(2) }];
fn lookup(v: u16) -> Option<&'static Id> {
    for id in IDS.iter() { if id.vendor == v { return Some(id); } }
    None
}
fn body() -> Result {
    match lookup(2) { Some(i) => pr_info!("{}\n", i.q.unwrap_or(0)), None => pr_info!("none\n") }
    Ok(())
}

//// min_const_generic_annotated
// prints: 1 3
// prints: 1 3
// prints: 1 3
// smallest program of a difference: const generic annotated
struct R<const N: usize> { buf: [u32; N] }
impl<const N: usize> R<N> {
    fn new() -> Self { R { buf: [1; N] } }
    fn get(&self, i: usize) -> usize { i % N }
}
fn body() -> Result {
    let r: R<3> = R::new();
    pr_info!("{} {}\n", r.get(7), r.buf.len());
    let r = R::<3>::new();
    pr_info!("{} {}\n", r.get(7), r.buf.len());
    let r = R::<3> { buf: [0; 3] };
    pr_info!("{} {}\n", r.get(7), r.buf.len());
    Ok(())
}

//// min_copied_of_get
// prints: 2 9
// prints: 50 9
// smallest program of a difference: copied of get
fn f(s: &[u8], i: usize) -> u8 { s.get(i).copied().unwrap_or(9) }
fn body() -> Result {
    pr_info!("{} {}\n", f(&[1, 2], 1), f(&[1, 2], 2));
    pr_info!("{} {}\n", f(b"12", 1), f(b"12", 2));
    Ok(())
}

//// min_derive_partial_ord
// prints: true false true
// smallest program of a difference: derive partial ord
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Level { Low, Mid, High }
fn body() -> Result {
    pr_info!("{} {} {}\n", Level::Low < Level::High, Level::High <= Level::Mid, Level::Mid > Level::Low);
    Ok(())
}

//// min_discriminant_of_const
// prints: 16 32 33
// prints: 5 97
// smallest program of a difference: discriminant of const
const BASE: isize = 0x10;
#[derive(Clone, Copy)]
enum R { A = BASE, B = 1 << 5, C }
#[derive(Clone, Copy)]
#[repr(u8)]
enum Q { X = LOW as u8 + 1, Y = b'a' }
const LOW: u32 = 4;
fn body() -> Result {
    pr_info!("{} {} {}\n", R::A as u32, R::B as u32, R::C as u32);
    pr_info!("{} {}\n", Q::X as u8, Q::Y as u8);
    Ok(())
}

//// min_for_amp_pattern_part
// prints: 2
// prints: 3
// smallest program of a difference: for amp pattern part
fn body() -> Result {
    let a = [1u8, 2, 3];
    for &b in &a[1..] { pr_info!("{}\n", b); }
    Ok(())
}

//// min_for_bytes
// prints: 49
// prints: 50
// prints: 49
// prints: 50
// prints: 206
// prints: 205
// prints: 2 50
// smallest program of a difference: for bytes
fn body() -> Result {
    let data = b"12";
    for &b in data { pr_info!("{}\n", b); }
    let s: &[u8] = data;
    for b in s.iter() { pr_info!("{}\n", *b); }
    for &b in s { pr_info!("{}\n", b ^ 0xff); }
    pr_info!("{} {}\n", data.len(), data[1]);
    Ok(())
}

//// min_for_mut_part_writes
// prints: 1 3 4
// smallest program of a difference: for mut part writes
fn body() -> Result {
    let mut a = [1u8, 2, 3];
    for b in &mut a[1..] { *b += 1; }
    pr_info!("{} {} {}\n", a[0], a[1], a[2]);
    Ok(())
}

//// min_for_part_moves_out
// prints: 1
// prints: 1
// prints: drop 1
// prints: drop 2
// smallest program of a difference: for part moves out
struct P { v: [Loud; 2] }
fn f(p: &P) -> u32 { let mut s = 0; for l in &p.v[..1] { s += l.0; } s }
fn body() -> Result {
    let p = P { v: [Loud(1), Loud(2)] };
    pr_info!("{}\n", f(&p));
    pr_info!("{}\n", f(&p));
    Ok(())
}

//// min_for_ref_part_deref
// prints: 2
// prints: 3
// smallest program of a difference: for ref part deref
fn body() -> Result {
    let a = [1u8, 2, 3];
    for b in &a[1..] { pr_info!("{}\n", *b); }
    Ok(())
}

//// min_from_for_error
// prints: -2
// prints: -5
// prints: -5
// smallest program of a difference: from for error
enum DevErr { Io, Fw }
impl From<DevErr> for Error { fn from(e: DevErr) -> Error { match e { DevErr::Io => EIO, DevErr::Fw => ENOENT } } }
fn low(n: u32) -> core::result::Result<u32, DevErr> { if n == 0 { Err(DevErr::Fw) } else { Ok(n) } }
fn high(n: u32) -> Result<u32> { let v = low(n)?; Ok(v * 2) }
fn body() -> Result {
    match high(0) { Ok(v) => pr_info!("{}\n", v), Err(e) => pr_info!("{}\n", e.to_kernel_errno()) }
    let e: Error = DevErr::Io.into();
    pr_info!("{}\n", e.to_kernel_errno());
    pr_info!("{}\n", Error::from(DevErr::Io).to_kernel_errno());
    Ok(())
}

//// min_guard_ident_shadow
// prints: 1 2
// smallest program of a difference: guard ident shadow
fn f(x: Option<u32>, hard: bool) -> u32 { match x { None => 0, _ if hard => 1, Some(_) => 2 } }
fn body() -> Result {
    pr_info!("{} {}\n", f(Some(0), true), f(Some(4), false));
    Ok(())
}

//// min_guard_underscore_call
// prints: 8 1
// smallest program of a difference: guard underscore call
struct Q { n: u32 }
impl Q { fn full(&self, limit: u32) -> bool { self.n >= limit } }
fn f(q: &Q) -> u32 { match q.n { 0 => 0, _ if q.full(8) => 8, _ => 1 } }
fn body() -> Result {
    pr_info!("{} {}\n", f(&Q { n: 9 }), f(&Q { n: 2 }));
    Ok(())
}

//// min_i8_min_path
// prints: 1 2 3
// prints: 1 true -128
// prints: -2147483648 9223372036854775807 -32768
// smallest program of a difference: i8 min path
fn f(x: i8) -> u8 { match x { i8::MIN => 1, i8::MAX => 2, _ => 3 } }
fn g(x: i8) -> u8 { match x { 1..=i8::MAX => 1, _ => 2 } }
fn h(x: i8) -> bool { x == i8::MIN }
fn body() -> Result {
    pr_info!("{} {} {}\n", f(-128), f(127), f(0));
    pr_info!("{} {} {}\n", g(1), h(-128), i8::MIN);
    pr_info!("{} {} {}\n", i32::MIN, i64::MAX, i16::MIN as i32);
    Ok(())
}

//// min_inclusive_i8
// prints: 126
// prints: 127
// prints: -128
// prints: -127
// smallest program of a difference: inclusive i8
fn body() -> Result {
    for i in 126..=i8::MAX { pr_info!("{}\n", i); }
    for i in i8::MIN..=-127 { pr_info!("{}\n", i); }
    Ok(())
}

//// min_let_ref_star_self
// prints: 3
// smallest program of a difference: let ref star self
struct D { a: u32, b: u32 }
fn f(d: &mut D) { let D { ref mut a, b } = *d; *a += b; }
fn body() -> Result {
    let mut d = D { a: 1, b: 2 };
    f(&mut d);
    pr_info!("{}\n", d.a);
    Ok(())
}

//// min_let_tuple_declared_later
// prints: 3 2
// prints: 1 2
// smallest program of a difference: let tuple declared later
fn div(a: u32, b: u32) -> (u32, u32) { (a / b, a % b) }
fn body() -> Result {
    let (q, r);
    (q, r) = div(17, 5);
    pr_info!("{} {}\n", q, r);
    let (x, y);
    if q > 2 { x = 1; y = 2; } else { x = 3; y = 4; }
    pr_info!("{} {}\n", x, y);
    Ok(())
}

//// min_let_wildcard_of_call
// prints: drop 1
// prints: n 2
// smallest program of a difference: let wildcard of call
fn mk() -> (Loud, u32) { (Loud(1), 2) }
fn body() -> Result {
    let (_, n) = mk();
    pr_info!("n {}\n", n);
    Ok(())
}

//// min_let_wildcard_of_temporary
// prints: drop 9
// prints: end
// prints: drop 10
// smallest program of a difference: let wildcard of temporary
fn body() -> Result {
    let (_, _x) = (Loud(9), Loud(10));
    pr_info!("end\n");
    Ok(())
}

//// min_match_box_mut_coercion
// prints: 5
// prints: 8
// prints: 8
// prints: 10
// smallest program of a difference: match box mut coercion
fn set(e: &mut Option<u32>) { *e = Some(5); }
fn get(n: &u32) -> u32 { *n + 1 }
fn inc(n: &mut u32) { *n += 1; }
fn body() -> Result {
    let mut b = Box::try_new(None)?;
    set(&mut b);
    pr_info!("{}\n", b.unwrap_or(0));
    let mut n = Box::try_new(7u32)?;
    pr_info!("{}\n", get(&n));
    inc(&mut n);
    pr_info!("{}\n", *n);
    let a = Arc::try_new(9u32)?;
    pr_info!("{}\n", get(&a));
    Ok(())
}

//// min_mem_take_number
// prints: 0 5 false true
// smallest program of a difference: mem take number
fn body() -> Result {
    let mut n = 5u32;
    let m = core::mem::take(&mut n);
    let mut b = true;
    let c = core::mem::take(&mut b);
    pr_info!("{} {} {} {}\n", n, m, b, c);
    Ok(())
}

//// min_not_of_element
// prints: 0
// prints: 15 15
// prints: zero
// prints: 254
// prints: 3
// prints: 254 16
// prints: 253 32
// prints: 0 240
// prints: 254 254
// prints: 253 253
// prints: 0 0
// smallest program of a difference: not of element
struct S { a: [u8; 3] }
fn f(s: &[u8]) -> u8 { !s[0] }
fn body() -> Result {
    let s = S { a: [1, 2, 255] };
    pr_info!("{}\n", !s.a[2]);
    let b = [0xf0u8];
    pr_info!("{} {}\n", !b[0], f(&b));
    match !s.a[2] { 0 => pr_info!("zero\n"), _ => pr_info!("other\n") }
    pr_info!("{}\n", s.a[2] << 1);
    pr_info!("{}\n", f(&s.a).wrapping_add(5));
    for x in s.a { pr_info!("{} {}\n", !x, x << 4); }
    for x in &s.a { pr_info!("{} {}\n", !x, !*x); }
    Ok(())
}

//// min_option_extra
// prints: 1
// prints: 6
// prints: 9
// prints: 1 2
// smallest program of a difference: option extra
fn body() -> Result {
    pr_info!("{}\n", None.xor(Some(1)).unwrap_or(0));
    let mut o = None;
    *o.get_or_insert(5) += 1;
    pr_info!("{}\n", o.unwrap_or(0));
    let v = o.insert(8);
    *v += 1;
    pr_info!("{}\n", o.unwrap_or(0));
    if let Some((a, b)) = Some(1).zip(Some(2)) { pr_info!("{} {}\n", a, b); }
    Ok(())
}

//// min_part_of_byte_string_get
// prints: 50
// smallest program of a difference: part of byte string get
fn f(s: &[u8]) -> u8 { match s.get(1) { Some(x) => *x, None => 9 } }
fn body() -> Result {
    pr_info!("{}\n", f(&b"123"[..]));
    Ok(())
}

//// min_part_of_byte_string_iter
// prints: 50
// prints: 51
// smallest program of a difference: part of byte string iter
fn body() -> Result {
    for b in &b"123"[1..] { pr_info!("{}\n", b); }
    Ok(())
}

//// min_part_of_part_element
// prints: 51
// prints: 3
// prints: 4
// smallest program of a difference: part of part element
fn f(s: &[u8]) -> u8 { match s.get(1) { Some(x) => *x, None => 9 } }
fn body() -> Result {
    pr_info!("{}\n", f(&b"123"[1..]));
    let a = [1u8, 2, 3, 4];
    pr_info!("{}\n", f(&a[1..]));
    pr_info!("{}\n", f(&(&a[1..])[1..]));
    Ok(())
}

//// min_range_from
// prints: 0
// prints: 1
// prints: 7
// prints: 8
// smallest program of a difference: range from
fn body() -> Result {
    for i in (0..).take(2) { pr_info!("{}\n", i); }
    for i in 7.. { if i > 8 { break; } pr_info!("{}\n", i); }
    Ok(())
}

//// min_range_iter_values
// prints: r 1
// prints: r 2
// prints: 2 false
// smallest program of a difference: range iter values
fn body() -> Result {
    let mut r = 0..3;
    r.next();
    for i in r.clone() { pr_info!("r {}\n", i); }
    pr_info!("{} {}\n", r.len(), r.is_empty());
    Ok(())
}

//// min_range_methods
// prints: 3 7 4 true
// prints: true false
// prints: 10
// prints: -2
// prints: -1
// prints: 0
// prints: 1
// prints: 255
// prints: 254
// prints: 300
// smallest program of a difference: range methods
fn body() -> Result {
    let r = 3..7;
    pr_info!("{} {} {} {}\n", r.start, r.end, r.len(), r.contains(&6));
    pr_info!("{} {}\n", (1..=4).contains(&4), (1..4).contains(&4));
    pr_info!("{}\n", (1..=4).sum::<u32>());
    for i in -2..=1 { pr_info!("{}\n", i); }
    for i in (254u8..=u8::MAX).rev() { pr_info!("{}\n", i); }
    let mut c = 0;
    for i in (0..=u8::MAX).step_by(100) { c += i as u32; }
    pr_info!("{}\n", c);
    Ok(())
}

//// min_return_ref_into_const
// prints: 2
// prints: 3
// prints: 2
// prints: 3
// smallest program of a difference: return ref into const
const T: [u32; 3] = [1, 2, 3];
fn f() -> &'static u32 { &T[1] }
fn g() -> Option<&'static u32> { T.get(2) }
fn h() -> Option<&'static u32> { for t in &T { if *t == 2 { return Some(t); } } None }
fn i() -> Option<&'static u32> { T.iter().find(|t| **t == 3) }
fn body() -> Result {
    pr_info!("{}\n", f());
    pr_info!("{}\n", g().copied().unwrap_or(0));
    pr_info!("{}\n", h().copied().unwrap_or(0));
    pr_info!("{}\n", i().copied().unwrap_or(0));
    Ok(())
}

//// min_slice_mut_part_literal
// prints: 50 4
// prints: 77
// smallest program of a difference: slice mut part literal
fn body() -> Result {
    let mut v = [1, 2, 3, 4];
    if let [x, y, ..] = &mut v[1..] { *x = 50; *y += 1; }
    pr_info!("{} {}\n", v[1], v[2]);
    match &mut v[..] { [.., last] => *last = 77, [] => {} }
    pr_info!("{}\n", v[3]);
    Ok(())
}

//// min_slice_mut_recursion
// prints: 9 3
// prints: 4 3 9 1
// smallest program of a difference: slice mut recursion
fn f(s: &mut [u32]) { if let [_, rest @ ..] = s { if let [x, ..] = rest { *x = 9; } } }
fn g(s: &mut [u32]) { if let [a, mid @ .., b] = s { core::mem::swap(a, b); g(mid); } }
fn body() -> Result {
    let mut v = [1, 2, 3, 4];
    f(&mut v);
    pr_info!("{} {}\n", v[1], v[2]);
    g(&mut v);
    pr_info!("{} {} {} {}\n", v[0], v[1], v[2], v[3]);
    Ok(())
}

//// min_slice_recursion
// prints: 3
// smallest program of a difference: slice recursion
fn sum(s: &[u32]) -> u32 {
    match s { [] => 0, [x, rest @ ..] => *x + sum(rest) }
}
fn body() -> Result {
    pr_info!("{}\n", sum(&[1, 2]));
    Ok(())
}

//// min_slice_rest_first
// prints: 2 3
// smallest program of a difference: slice rest first
fn f(s: &[u32]) -> u32 {
    let rest = &s[1..];
    match rest { [y, ..] => *y, [] => 0 }
}
fn g(s: &[u32]) -> u32 {
    let rest = &s[1..];
    match rest { [y, ..] => y + 1, [] => 0 }
}
fn body() -> Result {
    pr_info!("{} {}\n", f(&[1, 2, 3]), g(&[1, 2, 3]));
    Ok(())
}

//// min_split_first
// prints: 1 2
// prints: 3 2
// prints: 1 2
// smallest program of a difference: split first
fn body() -> Result {
    let b = [1u8, 2, 3];
    let (&k, rest) = b.split_first().ok_or(EINVAL)?;
    pr_info!("{} {}\n", k, rest.len());
    if let Some((last, init)) = b.split_last() { pr_info!("{} {}\n", last, init.len()); }
    let (a, c) = b.split_at(1);
    pr_info!("{} {}\n", a.len(), c[0]);
    Ok(())
}

//// min_swap
// prints: 4 1 5
// smallest program of a difference: swap
fn body() -> Result {
    let mut v = [5, 1, 4];
    v.swap(0, 2);
    pr_info!("{} {} {}\n", v[0], v[1], v[2]);
    Ok(())
}

//// min_trailing_zeros
// prints: 3 28 3
// smallest program of a difference: trailing zeros
fn body() -> Result {
    pr_info!("{} {} {}\n", 8u32.trailing_zeros(), 8u32.leading_zeros(), 7u8.count_ones());
    Ok(())
}

//// min_try_into_own
// prints: true
// prints: true
// prints: 20 10
// prints: true
// prints: true true
// smallest program of a difference: try into own
#[derive(PartialEq)]
enum T { A, B }
impl TryFrom<u8> for T {
    type Error = Error;
    fn try_from(v: u8) -> core::result::Result<Self, Error> { match v { 0 => Ok(T::A), 1 => Ok(T::B), _ => Err(EINVAL) } }
}
impl From<T> for u32 { fn from(t: T) -> u32 { match t { T::A => 10, T::B => 20 } } }
impl From<bool> for T { fn from(b: bool) -> T { if b { T::A } else { T::B } } }
fn body() -> Result {
    let t: T = 1u8.try_into()?;
    pr_info!("{}\n", t == T::B);
    let r: Result<T> = 9u8.try_into();
    pr_info!("{}\n", r.is_err());
    let n: u32 = t.into();
    pr_info!("{} {}\n", n, u32::from(T::A));
    let b: T = true.into();
    pr_info!("{}\n", b == T::A);
    let narrow: core::result::Result<u8, _> = 300u32.try_into();
    let n: core::result::Result<u8, _> = narrow;
    pr_info!("{} {}\n", n.is_err(), u8::try_from(300u32).is_err());
    Ok(())
}

//// min_tuple_eq
// prints: true true
// prints: true true
// smallest program of a difference: tuple eq
fn body() -> Result {
    let (a, b) = (1, 2);
    pr_info!("{} {}\n", (a, b) == (1, 2), (a, b) != (1, 3));
    pr_info!("{} {}\n", (1, 2) < (1, 3), [1, 2] == [1, 2]);
    Ok(())
}

//// min_untyped_accumulator
// prints: 44
// prints: 88
// prints: 4
// smallest program of a difference: untyped accumulator
fn body() -> Result {
    let mut acc = 0;
    for b in [200u8, 100] { acc = b.wrapping_add(acc); }
    pr_info!("{}\n", acc);
    let mut acc = 0;
    for b in [200u8, 100] { acc ^= b; acc = acc.wrapping_add(b); }
    pr_info!("{}\n", acc);
    let mut sum = 250;
    let add: u8 = 10;
    sum = u8::wrapping_add(sum, add);
    pr_info!("{}\n", sum);
    Ok(())
}

//// min_walk_ref_box
// prints: 1
// prints: 2
// smallest program of a difference: walk ref box
enum List { Cons(u32, Box<List>), Nil }
fn body() -> Result {
    let l = List::Cons(1, Box::try_new(List::Cons(2, Box::try_new(List::Nil)?))?);
    let mut p = &l;
    while let List::Cons(n, next) = p { pr_info!("{}\n", n); p = next; }
    Ok(())
}

//// min_wrapping_shl
// prints: 6 2147483649
// prints: 2147483649 1
// smallest program of a difference: wrapping shl
fn body() -> Result {
    let y = 3u32;
    pr_info!("{} {}\n", y.wrapping_shl(33), y.rotate_left(31));
    pr_info!("{} {}\n", y.rotate_right(1), (-5i32).rem_euclid(3));
    Ok(())
}
