"""A function in, the same function without temporaries that are only copied on out: `_2 = f(); x = _2`
becomes `x = f()`. What is copied on at once is read by nobody else, so nothing can tell the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from modcheck.ir.ops import (
    Assign,
    Block,
    Call,
    CountedLoop,
    Function,
    Op,
    Peek,
    Place,
    Terminator,
    Unknown,
    Use,
)


def coalesce(function: Function) -> Function:
    """Let each value go where it is copied to."""
    counts: Counter[int] = Counter()
    for block in function.blocks:
        for part in (*block.ops, block.end):
            counts.update(_locals(part))
    for index, block in enumerate(function.blocks):
        function.blocks[index] = Block(_coalesced(block.ops, function, counts), block.end)
    return function


def _coalesced(ops: list[Op], function: Function, counts: Counter[int]) -> list[Op]:
    kept: list[Op] = []
    for op in ops:
        before = kept[-1] if kept else None
        source = _copied(op)
        if (
            isinstance(before, Assign | Call | Unknown)
            and source is not None
            and before.dest == Place(source)
            and counts[source] == 2  # where it is written and where it is copied
            and not function.names[source]
        ):
            kept[-1] = replace(before, dest=op.dest)  # type: ignore[union-attr]
        else:
            kept.append(op)
    return kept


def _copied(op: Op) -> int | None:
    """The local that an op does nothing but copy to another one."""
    if not isinstance(op, Assign) or op.dest.path or not isinstance(op.rvalue, Use | Peek):
        return None
    return None if op.rvalue.place.path else op.rvalue.place.local


def _locals(part: Op | Terminator) -> Iterator[int]:
    """Every local that an op or a terminator names, once for each time."""
    if isinstance(part, CountedLoop):
        yield from (part.counter, part.limit, part.variable)
        return
    for name in part.__slots__:
        yield from _places(getattr(part, name))


def _places(value: object) -> Iterator[int]:
    if isinstance(value, Place):
        yield value.local
        value = value.path
    if isinstance(value, tuple):
        for item in value:
            if isinstance(item, tuple):
                yield from _places(item)
