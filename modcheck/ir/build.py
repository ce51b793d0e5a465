"""The function under construction: blocks, locals, lexical scopes and the drops they owe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from modcheck.ir.ops import (
    Assign,
    Block,
    Branch,
    Const,
    Diverge,
    Drop,
    Function,
    Goto,
    Op,
    Operand,
    Place,
    Return,
    Rvalue,
    Switch,
    Terminator,
    Use,
)
from modcheck.ir.types import Ty
from modcheck.ir.verify import targets
from modcheck.source import Span

MAX_OPS = 100_000
NOWHERE = Span("", 0, 0)


@dataclass(slots=True)
class Scope:
    """`block` scopes own named locals, `stmt` scopes own temporaries; both are left in reverse."""

    kind: str
    owned: list[int] = field(default_factory=list)
    names: dict[str, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Loop:
    """Where `break` and `continue` go, and how many scopes stay."""

    label: str
    head: int
    exit: int
    depth: int
    result: int


class Builder:
    """Collects the CFG of one function."""

    def __init__(self, path: str, span: Span) -> None:
        self.path = path
        self.span = span
        self.names: list[str] = ["return"]
        self.types: dict[int, Ty] = {}
        self.blocks: list[Block] = [Block([], Diverge("unfinished", span))]
        self.current = 0
        self.scopes: list[Scope] = []
        self.loops: list[Loop] = []
        self.closures = 0
        self.emitted = 0

    def local(self, name: str, ty: Ty | None = None) -> int:
        """A new slot."""
        self.names.append(name)
        index = len(self.names) - 1
        if ty is not None:
            self.types[index] = ty
        return index

    def temporary(self, ty: Ty | None = None, extended: bool = False) -> int:
        """A new temporary, dropped at the end of its statement (or of its block if extended)."""
        index = self.local("", ty)
        self._scope("block" if extended else "stmt").owned.append(index)
        return index

    def declare(self, name: str, ty: Ty | None = None) -> int:
        """A named local of the innermost block."""
        index = self.local(name, ty)
        scope = self._scope("block")
        scope.owned.append(index)
        scope.names[name] = Place(index)
        return index

    def lookup(self, name: str) -> Place | None:
        """The place a name stands for."""
        for scope in reversed(self.scopes):
            if name in scope.names:
                return scope.names[name]
        return None

    def _scope(self, kind: str) -> Scope:
        for scope in reversed(self.scopes):
            if scope.kind == kind:
                return scope
        return self.scopes[0]

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

    def push(self, kind: str) -> None:
        """Enter a scope."""
        self.scopes.append(Scope(kind))

    def pop(self, span: Span) -> None:
        """Leave the innermost scope: drop what it owns, last first."""
        self._drops(self.scopes.pop(), span)

    def unwind(self, depth: int, span: Span) -> None:
        """Drops for leaving all scopes above `depth`, which stay open for other paths."""
        for scope in reversed(self.scopes[depth:]):
            self._drops(scope, span)

    def forget(self, local: int) -> None:
        """A temporary that is empty on every way on from here owes no drop."""
        for scope in self.scopes:
            if not self.names[local] and local in scope.owned:
                scope.owned.remove(local)

    def _drops(self, scope: Scope, span: Span) -> None:
        for index in reversed(scope.owned):
            self.emit(Drop(Place(index), span))

    def leave(self, span: Span) -> None:
        """Return from anywhere: local 0 holds the result."""
        self.unwind(0, span)
        self.end(Return(span))

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


UNIT_VALUE = Const(None)
