"""In: the QEMU that is installed; out: its version and the environment in which it can be driven by qtest.

Debian's packages lack the module of the accelerator `qtest`. Then accel_qtest.c is compiled for the installed
binary, after a look at the binary's code: the module writes into structs whose layout it only knows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

QEMU = "qemu-system-x86_64"
SOURCE = Path(__file__).with_name("accel_qtest.c")
STAMP = re.compile(rb"qemu_stamp_[0-9a-f]{40}")
EXPORTED = ("qtest_allowed", "qtest_get_virtual_clock", "dummy_start_vcpu_thread", "type_register_static")
# Functions that use the places in the structs, and how they do.
CODE: dict[str, tuple[str, ...]] = {
    "cpus_get_virtual_clock": (r"mov +0xb8\(%rax\),%rax",),
    "accel_init_machine": (r"mov +0x88\(%rax\),%rax\s*\n.*movb +\$0x1,\(%rax\)", r"call +\*0x68\("),
    "cpus_register_accel": (r"cmpq +\$0x0,0x70\(%rdi\)",),
}
CODE_BYTES = 110


class OracleMissing(Exception):
    """There is no QEMU here that can be asked; the text says what to do."""


@cache
def version() -> str:
    """The first line of `qemu --version`."""
    if shutil.which(QEMU) is None:
        raise OracleMissing(f"no {QEMU}: apt-get install --no-install-recommends qemu-system-x86")
    return _output(QEMU, "--version").splitlines()[0]


@cache
def environment() -> dict[str, str]:
    """The environment for QEMU with `accel=qtest`; raises OracleMissing."""
    version()
    if "qtest" in _output(QEMU, "-accel", "help").split():
        return dict(os.environ)
    return {**os.environ, "QEMU_MODULE_DIR": _module_folder().name}


@cache
def _module_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder with the module; it lives as long as this process."""
    missing = [tool for tool in ("cc", "nm", "objdump") if shutil.which(tool) is None]
    if missing:
        raise OracleMissing(f"no {', '.join(missing)}: apt-get install --no-install-recommends gcc binutils")
    _look_at_the_code(Path(shutil.which(QEMU) or QEMU))
    folder = tempfile.TemporaryDirectory(prefix="modcheck-qtest-")
    module = Path(folder.name) / "accel-qtest-x86_64.so"
    command = ["cc", "-shared", "-fPIC", "-O1", f"-DSTAMP={_stamp()}", "-o", str(module), str(SOURCE)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:
        raise OracleMissing(f"the accelerator module could not be compiled: {built.stderr.strip()}")
    return folder


def _stamp() -> str:
    """What a module of this build must export, as the module of another accelerator shows it."""
    for module in Path("/usr/lib").glob("**/qemu/accel-tcg-x86_64.so"):
        found = STAMP.search(module.read_bytes())
        if found:
            return found[0].decode()
    raise OracleMissing("no accelerator module of QEMU from which the stamp of its build could be read")


def _look_at_the_code(program: Path) -> None:
    symbols = {
        parts[2]: int(parts[0], 16)
        for parts in map(str.split, _output("nm", "-D", str(program)).splitlines())
        if len(parts) == 3
    }
    lacking = [name for name in (*EXPORTED, *CODE) if name not in symbols]
    if lacking:
        raise OracleMissing(f"this build of QEMU does not export {', '.join(lacking)}")
    for name, patterns in CODE.items():
        start = symbols[name]
        bounds = (f"--start-address={start}", f"--stop-address={start + CODE_BYTES}")
        code = _output("objdump", "-d", "--no-show-raw-insn", *bounds, str(program))
        for pattern in patterns:
            if not re.search(pattern, code):
                raise OracleMissing(f"accel_qtest.c does not fit this QEMU: {name} lacks {pattern!r}")


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
