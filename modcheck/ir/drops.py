"""Drop elaboration: a function with a `Drop` at every scope end in, the same without those that can
never have anything to drop out (the local was moved, or never held anything that owns)."""

from __future__ import annotations

from modcheck.ir.ops import (
    Assign,
    Bind,
    Block,
    Call,
    Closure,
    CountedLoop,
    Drop,
    Function,
    Make,
    Method,
    Name,
    Op,
    Peek,
    Place,
    Repeat,
    Rvalue,
    Unknown,
    Use,
)
from modcheck.ir.types import UNIT, WIDTHS, Ty
from modcheck.ir.verify import targets

_MAY_OWN = (Use, Bind, Make, Repeat, Name, Peek)


def elide_drops(function: Function, plain: frozenset[int] = frozenset()) -> Function:
    """Remove the drops of locals that own nothing on every path there; `plain` ones never do."""
    entry: list[set[int] | None] = [None] * len(function.blocks)
    entry[0] = set(range(1, function.params + 1))
    work = [0]
    while work:
        index = work.pop()
        live = set(entry[index] or ())
        for op in function.blocks[index].ops:
            _step(op, live)
        for target in targets(function.blocks[index].end):
            known = entry[target]
            if known is None:
                entry[target] = set(live)
                work.append(target)
            elif not live <= known:
                known |= live
                work.append(target)
    for index, block in enumerate(function.blocks):
        function.blocks[index] = _elided(block, set(entry[index] or ()), plain)
    return function


def plain_locals(types: dict[int, Ty]) -> frozenset[int]:
    """Locals of a type that is copied and never dropped: integers, references, raw pointers, the unit."""
    return frozenset(
        index for index, ty in types.items() if ty.path in WIDTHS or ty.path in ("&", "*") or ty == UNIT
    )


def _elided(block: Block, live: set[int], plain: frozenset[int]) -> Block:
    kept: list[Op] = []
    for op in block.ops:
        if not (
            isinstance(op, Drop)
            and not op.place.path
            and (op.place.local not in live or op.place.local in plain)
        ):
            kept.append(op)
        _step(op, live)
    return Block(kept, block.end)


def _step(op: Op, live: set[int]) -> None:
    """`live`: the locals that may own something."""
    if isinstance(op, CountedLoop):
        return
    if isinstance(op, Drop):
        if not op.place.path:
            live.discard(op.place.local)
        return
    for place in _moved(op):
        live.discard(place.local)
    owns = not isinstance(op, Assign) or _may_own(op.rvalue)
    if owns and not op.dest.path:
        live.add(op.dest.local)
    elif not op.dest.path:
        live.discard(op.dest.local)


def _may_own(rvalue: Rvalue) -> bool:
    return isinstance(rvalue, (*_MAY_OWN, Closure))


def _moved(op: Assign | Call | Unknown) -> list[Place]:
    """Whole locals that the op moves out of."""
    if isinstance(op, Call):
        first = 1 if isinstance(op.callee, Method) else 0
        operands = op.args[first:]
    elif isinstance(op, Unknown):
        operands = op.operands
    elif isinstance(op.rvalue, Use):
        operands = (op.rvalue,)
    elif isinstance(op.rvalue, Make):
        operands = op.rvalue.operands
    elif isinstance(op.rvalue, Repeat):
        operands = (op.rvalue.operand,)
    else:
        return []
    return [operand.place for operand in operands if isinstance(operand, Use) and not operand.place.path]
