"""A small driver, and Rust written to make a checker hang, run out of memory or overflow its stack."""

DRIVER = """\
use kernel::prelude::*;
module! { type: Module, name: "NAME", license: "GPL", }
struct Module { x: u64 }
ITEMS
impl kernel::Module for Module {
    fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
        BODY
        Ok(Module { x: 0 })
    }
}
"""


def driver(name: str = "bad", items: str = "", body: str = "") -> str:
    return DRIVER.replace("NAME", name).replace("ITEMS", items).replace("BODY", body)


HOSTILE: dict[str, tuple[str, str]] = {
    "parentheses": ("", f"let a = {'(' * 5000}1{')' * 5000};"),
    "sums": ("", f"let a = {'1 + ' * 5000}1;"),
    "calls": ("", f"let a = {'f(' * 5000}1{')' * 5000};"),
    "methods": ("", f"let a = x{'.f()' * 5000};"),
    "blocks": ("", "{" * 5000 + "}" * 5000),
    "else_ifs": ("", "if a {} else " * 5000 + "{}"),
    "references": ("", f"let a: {'&' * 5000}u8 = 1;"),
    "modules": ("mod a {" * 3000 + "}" * 3000, ""),
    "use_tree": (f"use {'a::{' * 3000}b{'}' * 3000};", "b();"),
    "macros": ("", "let a = " + "m!(" * 190 + '"" ' * 18_000 + ")" * 190 + ";"),
    "aliases": (
        "type A0<T> = (T, T);" + "".join(f"type A{i}<T> = A{i - 1}<A{i - 1}<T>>;" for i in range(1, 9)),
        "let x: A8<u8> = f();",
    ),
    "constants": (
        "const A60: T = 3;" + "".join(f"const A{i}: T = A{i + 1} * A{i + 1};" for i in range(60)),
        "let a = A0;",
    ),
    "uncomputable": (
        "".join(f"const A{i}: T = A{i + 1} + A{i + 1} + f();" for i in range(60)),
        "let a = A0;",
    ),
    "digits": (f"const A: u64 = 0x{'f' * 100_000};", f"let a = {'9' * 5000};"),
    "question_marks": ("", "let a = f()?; " * 25_000),
    "recursion": ("fn a() { a(); }", "a();"),
    "endless_loop": ("", "loop { }"),
    "growing_number": ("", "let mut x = 3; loop { x = x * x; }"),
    "growing_text": ("", 'let mut s = fmt!("a"); loop { s = fmt!("{}{}{}{}", s, s, s, s); }'),
    "large_array": ("", "return Ok(Module { x: [[[0u8; 1000]; 1000]; 1000] });"),
    "forks": ("", "if unknown() { x.a(); } " * 200),
    "placeholders": ("", 'pr_info!("' + "{:" * 30_000 + '");'),
    "expectation": (f"// modcheck: expect(a{' ' * 200_000}x", ""),
}
