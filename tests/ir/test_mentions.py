"""Which functions of a module nothing in it mentions."""

from modcheck.ir import lower
from modcheck.ir.mentions import unused
from modcheck.source import SourceFile
from modcheck.syntax import parse
from tests.running import rule_book

ITEMS = """
struct Ring;
impl Ring {
    fn new() -> Self { Ring }
    fn spare() -> Self { Self::only_for_spare() }
    fn only_for_spare() -> Self { Ring }
    fn len(&self) -> u32 { 3 }
    fn depth(&self) -> u32 { 4 }
}
trait Stop { fn stop(&self); fn twice(&self) { self.stop(); } }
impl Stop for Ring { fn stop(&self) { by_name(3); } }
fn by_name(x: u32) {}
fn as_value(x: u32) -> u32 { x }
fn never(x: u32) -> u32 { never(x) }
const COUNT: u32 = counted();
const fn counted() -> u32 { 5 }
unsafe extern "C" fn handler(x: u32) { in_handler() }
fn in_handler() {}
static TABLE: Table = Table { call: Some(handler) };
struct Table { call: Option<unsafe extern "C" fn(u32)> }
impl kernel::Module for Ring {
    fn init(_m: &'static ThisModule) -> Result<Self> {
        let ring = Ring::new();
        ring.len();
        let all = Some(2).map(as_value);
        register(&TABLE, COUNT);
        Ok(ring)
    }
}
"""


def test_what_is_named_nowhere_that_runs() -> None:
    program = lower("case", {"crate": parse(SourceFile("case.rs", ITEMS.encode()))}, rule_book().externals)
    found = {path.removeprefix("crate::") for path in unused(program)}
    assert found == {"Ring::spare", "Ring::only_for_spare", "Ring::depth", "Stop::twice", "never"}
