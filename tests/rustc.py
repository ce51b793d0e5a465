"""Programs of plain Rust, run by the engine and by rustc: what both print must be the same.

`python -m tests.rustc FILE…` tells which programs differ, `--record` writes what rustc's prints into the
files, as the comments that `tests/engine/test_rust_programs.py` compares with: that needs no rustc. A file
holds several programs; before each stands a line `//// name`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from modcheck.device import catalogue
from modcheck.engine import machine, run_schedule
from modcheck.frontend import read
from modcheck.source import find_modules
from tests.engine.snippets import MODULE, PREFIX
from tests.running import log_of, rule_book

MARK = "// prints: "
NAME = "//// "
SHIM = """\
#![allow(warnings)]
use std::sync::Arc;
use core::mem;
use core::sync::atomic::{AtomicPtr, Ordering};
macro_rules! pr_info { ($($t:tt)*) => { print!($($t)*) } }
pub type Result<T = (), E = Error> = core::result::Result<T, E>;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Error(i32);
impl Error {
    pub fn to_kernel_errno(self) -> i32 { self.0 }
}
pub const EPERM: Error = Error(-1);
pub const ENOENT: Error = Error(-2);
pub const EIO: Error = Error(-5);
pub const EAGAIN: Error = Error(-11);
pub const ENOMEM: Error = Error(-12);
pub const EBUSY: Error = Error(-16);
pub const EINVAL: Error = Error(-22);
pub const ERANGE: Error = Error(-34);
trait TryNew<T>: Sized { fn try_new(value: T) -> Result<Self>; }
impl<T> TryNew<T> for Box<T> { fn try_new(value: T) -> Result<Self> { Ok(Box::new(value)) } }
impl<T> TryNew<T> for Arc<T> { fn try_new(value: T) -> Result<Self> { Ok(Arc::new(value)) } }
trait TryPush<T> { fn try_push(&mut self, value: T) -> Result; }
impl<T> TryPush<T> for Vec<T> { fn try_push(&mut self, value: T) -> Result { self.push(value); Ok(()) } }
struct Loud(u32);
impl Drop for Loud { fn drop(&mut self) { pr_info!("drop {}\\n", self.0); } }
fn main() { if body().is_err() { pr_info!("error\\n"); } }
"""


def ours(text: str) -> list[str]:
    """The lines that the engine prints; then what it did not know, and what ended the run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "snippet.rs"
        path.write_text(f"{MODULE}{text}\nfn exit() {{}}\n", encoding="utf-8")
        (layout,) = find_modules([str(path)])
        program, _ = read(layout, rule_book())
        ready = machine(program, rule_book(), catalogue()[0], False)
        (event,) = run_schedule(ready, ["insmod"])
        unknown = sorted({kind for kind in ready.coverage.values() if kind.startswith("unknown")})
    lines = [line.removeprefix(PREFIX) for line in log_of(event)]
    faults = [f"unread: {fault.text}" for fault in program.faults]
    return lines + faults + unknown + ([f"stopped: {event.stopped}"] if event.stopped else [])


def theirs(text: str) -> list[str]:
    """The lines that the program prints which rustc makes. Raises `CalledProcessError` if it makes none."""
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder) / "main.rs", Path(folder) / "main"
        source.write_text(SHIM + text, encoding="utf-8")
        command = ["rustc", "--edition", "2021", "-C", "debuginfo=0", "-o", str(program), str(source)]
        subprocess.run(command, check=True, capture_output=True, text=True)
        done = subprocess.run([str(program)], check=False, capture_output=True, text=True, timeout=20)
    return done.stdout.splitlines() + (["stopped: panic"] if done.returncode else [])


class Program(NamedTuple):
    """Its name, what rustc's printed, and its text without that."""

    name: str
    printed: list[str]
    text: str


def programs(path: Path) -> list[Program]:
    """Those of a file, in their order; a file without names is one."""
    found = []
    for part in f"\n{path.read_text(encoding='utf-8')}".split(f"\n{NAME}"):
        name, _, body = part.partition("\n")
        lines = body.splitlines(keepends=True)
        printed = [line.removeprefix(MARK).rstrip("\n") for line in lines if line.startswith(MARK)]
        text = "".join(line for line in lines if not line.startswith(MARK))
        if text.strip():
            found.append(Program(name.strip(), printed, text))
    return found


def written(all_of: list[Program]) -> str:
    """The file of these programs."""
    parts = [
        f"{NAME}{one.name}\n" + "".join(f"{MARK}{line}\n" for line in one.printed) + one.text.rstrip() + "\n"
        for one in all_of
    ]
    return "\n".join(parts)


def compared(one: Program) -> tuple[bool, Program]:
    """Do both print the same? And the program with what rustc's prints now."""
    try:
        right = theirs(one.text)
    except subprocess.CalledProcessError as error:
        print(f"{one.name}: rustc refuses it\n{error.stderr}")
        return False, one
    mine = ours(one.text)
    if mine != right:
        print(f"{one.name}: differs\n  rustc:  {right}\n  engine: {mine}")
    return mine == right, one._replace(printed=right)


def main() -> None:
    record = "--record" in sys.argv
    differ = 0
    for name in (argument for argument in sys.argv[1:] if argument != "--record"):
        made = [compared(one) for one in programs(Path(name))]
        differ += sum(not same for same, _ in made)
        if record:
            Path(name).write_text(written([one for _, one in made]), encoding="utf-8")
    print(f"{differ} differ")


if __name__ == "__main__":
    main()
