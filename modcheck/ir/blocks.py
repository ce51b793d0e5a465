"""The control-flow graph under construction: locals, blocks, and the ops in them."""

from __future__ import annotations

from dataclasses import replace

from modcheck.ir.ops import (
    Assign,
    Block,
    Branch,
    Diverge,
    Function,
    Goto,
    Op,
    Operand,
    Place,
    Rvalue,
    Switch,
    Terminator,
    Use,
)
from modcheck.ir.types import Ty
from modcheck.ir.verify import targets
from modcheck.source import Span

MAX_OPS = 100_000


class Blocks:
    """Collects the CFG of one function; knows nothing of scopes."""

    def __init__(self, path: str, span: Span) -> None:
        self.path = path
        self.span = span
        self.names: list[str] = ["return"]
        self.types: dict[int, Ty] = {}
        self.blocks: list[Block] = [Block([], Diverge("unfinished", span))]
        self.current = 0
        self.emitted = 0

    def local(self, name: str, ty: Ty | None = None) -> int:
        """A new slot."""
        self.names.append(name)
        index = len(self.names) - 1
        if ty is not None:
            self.types[index] = ty
        return index

    def emit(self, op: Op) -> None:
        """Append to the current block."""
        self.emitted += 1
        if self.emitted > MAX_OPS:
            raise LookupError("the function is too large")
        self.blocks[self.current].ops.append(op)

    def assign(self, dest: int, rvalue: Rvalue, span: Span) -> None:
        """`dest = rvalue`."""
        self.emit(Assign(Place(dest), rvalue, span))

    def store(self, rvalue: Rvalue, span: Span, ty: Ty | None = None) -> Operand:
        """A temporary without drop duty that holds a plain rvalue."""
        index = self.local("", ty)
        self.assign(index, rvalue, span)
        return Use(Place(index))

    def block(self) -> int:
        """A new, empty block."""
        self.blocks.append(Block([], Diverge("unfinished", self.span)))
        return len(self.blocks) - 1

    def end(self, terminator: Terminator) -> None:
        """Close the current block; what follows until `at` is unreachable."""
        block = self.blocks[self.current]
        if isinstance(block.end, Diverge) and block.end.reason == "unfinished":
            block.end = terminator
        self.current = self.block()

    def at(self, block: int) -> None:
        """Continue in `block`."""
        self.current = block

    def goto(self, block: int) -> None:
        """Jump and go on building there."""
        self.end(Goto(block))
        self.at(block)

    def finish(self, params: int) -> Function:
        """The function, unreachable blocks removed."""
        blocks = _reachable(self.blocks)
        return Function(self.path, params, self.names, blocks, self.span)


def _reachable(blocks: list[Block]) -> list[Block]:
    order: list[int] = []
    seen = {0}
    stack = [0]
    while stack:
        index = stack.pop()
        order.append(index)
        for target in targets(blocks[index].end):
            if target not in seen:
                seen.add(target)
                stack.append(target)
    order.sort()
    renumber = {old: new for new, old in enumerate(order)}
    return [Block(blocks[old].ops, _retarget(blocks[old].end, renumber)) for old in order]


def _retarget(end: Terminator, renumber: dict[int, int]) -> Terminator:
    if isinstance(end, Goto):
        return Goto(renumber[end.target])
    if isinstance(end, Branch):
        return replace(end, then=renumber[end.then], other=renumber[end.other])
    if isinstance(end, Switch):
        cases = tuple((name, renumber[target]) for name, target in end.cases)
        return replace(end, cases=cases, otherwise=renumber[end.otherwise])
    return end
