"""Which of the framework's callbacks a driver wrote without giving them anything to do."""

from __future__ import annotations

from modcheck.ir import Program
from modcheck.ir.ops import Assign, Call, Drop, Function, Op, Path

_PRINTS = ("kernel::print::", "core::Ok")
CLOSING = ("stop", "remove")


def idle_callbacks(program: Program) -> frozenset[str]:
    """Those of `CLOSING` that only print, themselves or through functions of the driver that only print."""
    return frozenset(
        name
        for impl in program.impls
        if impl.trait.startswith("kernel::")
        for name, path in impl.functions
        if name in CLOSING and path in program.functions and _idle(program, path, frozenset())
    )


def _idle(program: Program, path: str, callers: frozenset[str]) -> bool:
    function: Function | None = program.functions.get(path)
    if function is None or path in callers:
        return False
    ops = [op for block in function.blocks for op in block.ops]
    return all(_prints(program, op, callers | {path}) for op in ops)


def _prints(program: Program, op: Op, callers: frozenset[str]) -> bool:
    """Does this op print, or change nothing but a local? What is dropped was not asked for in the text."""
    if isinstance(op, Assign):
        return not op.dest.path
    if isinstance(op, Drop):
        return not op.place.path
    if isinstance(op, Call) and isinstance(op.callee, Path):
        return op.callee.path.startswith(_PRINTS) or _idle(program, op.callee.path, callers)
    return False
