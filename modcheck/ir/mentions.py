"""A program in, the functions of it that nothing there mentions out: no call, no value names them, nor do
those that do get called themselves. A compiler warns of them as dead code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from modcheck.ir import ops
from modcheck.ir.program import Program


def unused(program: Program) -> frozenset[str]:
    """Of the driver's free functions and those in its own `impl`s; what it implements for a trait is called
    by others. A call by a name alone (`x.run()`, `T::run()`) mentions all of that name."""
    named = {path: frozenset(_names(function.blocks)) for path, function in program.functions.items()}
    dead = {path for path in named if not _is_of_a_trait(path, program)}
    while True:
        said = frozenset().union(*(names for path, names in named.items() if path not in dead))
        alive = {path for path in dead if path in said or path.rpartition("::")[2] in said}
        if not alive:
            return frozenset(dead)
        dead -= alive


def _is_of_a_trait(path: str, program: Program) -> bool:
    return not path.startswith("crate::") or path in program.computed or path in program.statics.values()


_RESOLVED = ("crate::", "<", "kernel::", "core::", "bindings::")


def _names(part: Any) -> Iterator[str]:
    if isinstance(part, ops.Path | ops.Name):
        yield part.path if part.path.startswith(_RESOLVED) else part.path.rpartition("::")[2]
    elif isinstance(part, ops.Method):
        yield part.name
    elif isinstance(part, ops.Closure):
        yield part.function
    if isinstance(part, tuple | list):
        for inner in part:
            yield from _names(inner)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _names(getattr(part, field.name))
