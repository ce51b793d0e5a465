"""A function in, a list of broken rules out (empty when it is well formed)."""

from __future__ import annotations

from modcheck.ir.ops import Branch, Diverge, Function, Goto, Place, Switch, Terminator


def targets(end: Terminator) -> tuple[int, ...]:
    """The blocks a terminator may lead to."""
    if isinstance(end, Goto):
        return (end.target,)
    if isinstance(end, Branch):
        return (end.then, end.other)
    if isinstance(end, Switch):
        return (*(block for _, block in end.cases), end.otherwise)
    return ()


def verify(function: Function) -> list[str]:
    """What is wrong with the shape of `function`."""
    broken = []
    for index, block in enumerate(function.blocks):
        if isinstance(block.end, Diverge) and block.end.reason == "unfinished":
            broken.append(f"{function.path}: block {index} has no terminator")
        for target in targets(block.end):
            if not 0 <= target < len(function.blocks):
                broken.append(f"{function.path}: block {index} leads to {target}")
        for op in block.ops:
            place = getattr(op, "dest", None) or getattr(op, "place", None)
            if isinstance(place, Place) and not 0 <= place.local < len(function.names):
                broken.append(f"{function.path}: block {index} writes to local {place.local}")
    return broken
