"""The function under construction with its lexical scopes: names, temporaries, and the drops they owe."""

from __future__ import annotations

from dataclasses import dataclass, field

from modcheck.ir.blocks import Blocks
from modcheck.ir.ops import Const, Drop, Place, Return
from modcheck.ir.types import Ty
from modcheck.source import Span

UNIT_VALUE = Const(None)


@dataclass(slots=True)
class Scope:
    """`block` scopes own named locals, `stmt` scopes own temporaries; both are left in reverse."""

    kind: str
    owned: list[int] = field(default_factory=list)
    names: dict[str, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Loop:
    """Where `break` and `continue` go, and how many scopes stay. A labelled block is one without a head."""

    label: str
    head: int | None
    exit: int
    depth: int
    result: int


class Builder(Blocks):
    """Collects the CFG of one function, scope by scope."""

    def __init__(self, path: str, span: Span) -> None:
        super().__init__(path, span)
        self.scopes: list[Scope] = []
        self.loops: list[Loop] = []
        self.closures = 0
        self.constant = False
        """Is it the value of a constant or a static?"""

    def temporary(self, ty: Ty | None = None, extended: bool = False) -> int:
        """A new temporary, dropped at the end of its statement (or of its block if extended)."""
        index = self.local("", ty)
        self.scope("block" if extended else "stmt").owned.append(index)
        return index

    def declare(self, name: str, ty: Ty | None = None) -> int:
        """A named local of the innermost block."""
        index = self.local(name, ty)
        scope = self.scope("block")
        scope.owned.append(index)
        scope.names[name] = Place(index)
        return index

    def lookup(self, name: str) -> Place | None:
        """The place a name stands for."""
        for scope in reversed(self.scopes):
            if name in scope.names:
                return scope.names[name]
        return None

    def scope(self, kind: str) -> Scope:
        """The innermost scope of a kind."""
        for scope in reversed(self.scopes):
            if scope.kind == kind:
                return scope
        return self.scopes[0]

    def push(self, kind: str) -> None:
        """Enter a scope."""
        self.scopes.append(Scope(kind))

    def pop(self, span: Span) -> None:
        """Leave the innermost scope: drop what it owns, last first."""
        self.drop_owned(self.scopes.pop(), span)

    def unwind(self, depth: int, span: Span) -> None:
        """Drops for leaving all scopes above `depth`, which stay open for other paths."""
        for scope in reversed(self.scopes[depth:]):
            self.drop_owned(scope, span)

    def extend(self, local: int) -> None:
        """A temporary that is borrowed by a `let` lives to the end of the block."""
        self.forget(local)
        self.scope("block").owned.append(local)

    def forget(self, local: int) -> None:
        """A temporary that is empty on every way on from here owes no drop."""
        for scope in self.scopes:
            if not self.names[local] and local in scope.owned:
                scope.owned.remove(local)

    def drop_owned(self, scope: Scope, span: Span) -> None:
        """Drops for what a scope owns, last first."""
        for index in reversed(scope.owned):
            self.emit(Drop(Place(index), span))

    def leave(self, span: Span) -> None:
        """Return from anywhere: local 0 holds the result."""
        self.unwind(0, span)
        self.end(Return(span))
