"""A crate's program and the rule book in, the functions whose effect on resources matters out."""

from __future__ import annotations

import re

from modcheck.ir.ops import Call, Function, Method, Path, Unknown
from modcheck.ir.program import Program
from modcheck.learn.types import Types
from modcheck.source import SourceFile

_C = "bindings::"
_IN_MACRO = re.compile(r"\bbindings::(\w+)")


def called_by(program: Program, types: Types, files: dict[str, SourceFile]) -> dict[str, set[str]]:
    """Function → what it calls, in C (`bindings::x`, also in a macro that is not read) and in the crate."""
    found: dict[str, set[str]] = {}
    for path, function in program.functions.items():
        outer = path.partition("::{closure")[0]
        found.setdefault(outer, set()).update(_callees(function, types, files))
    return found


def _callees(function: Function, types: Types, files: dict[str, SourceFile]) -> set[str]:
    found: set[str] = set()
    for block in function.blocks:
        for op in block.ops:
            if isinstance(op, Unknown) and op.span.path in files:
                text = files[op.span.path].text(op.span.start, op.span.end)
                found |= {_C + name for name in _IN_MACRO.findall(text)}
            elif isinstance(op, Call) and isinstance(op.callee, Path):
                found.add(op.callee.path)
            elif isinstance(op, Call) and isinstance(op.callee, Method):
                only = types.only(op.callee.name)
                found |= {only.path} if only is not None else set()
    return found


def resource_slice(program: Program, calls: dict[str, set[str]], names: set[str]) -> list[str]:
    """The functions that call such a C function, themselves or through others of the crate; and every
    `Drop`. In the order of the source."""
    marked = {path for path, callees in calls.items() if callees & {_C + name for name in names}}
    callers: dict[str, set[str]] = {}
    for path, callees in calls.items():
        for callee in callees:
            callers.setdefault(callee, set()).add(path)
    waiting = list(marked)
    while waiting:
        for caller in callers.get(waiting.pop(), set()) - marked:
            marked.add(caller)
            waiting.append(caller)
    marked |= {path for path in program.drops.values() if path}
    return [path for path in program.functions if path in marked]
