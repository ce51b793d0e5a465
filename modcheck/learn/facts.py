"""The rule book in, what each C function does to resources out: by its decorators, by what its body books,
by the function whose result it returns."""

from __future__ import annotations

from dataclasses import replace

from modcheck.contracts import Fact, RuleBook
from modcheck.ir.ops import Assign, Call, Const, Function, Path, Peek, Place, Use

C = "bindings::"
MAX_DEPTH = 3
"""Functions that a fact may be made of, one in another."""
_RUNS = {"enter", "invoke"}
_ANSWERS = {"unknown", "anything", "inject"}
_ACQUIRE, _RELEASE = "acquire", "release"


class Facts:
    """What the rules say of C functions."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        paths = [path for path in book.program.functions if path.startswith(C)]
        self.made_of = {path[len(C) :]: _calls(book.program.functions[path]) for path in paths}
        self.marks = {name: found for name in self.made_of if (found := self._marks(name, 0))}
        """C function → what it acquires (`+kind`) and releases (`-kind`)."""
        self.effective = {name: fact for name in self.made_of if (fact := self._fact(name, 0)) is not None}
        """C function → its fact, or that of the function it is made of."""

    def _marks(self, name: str, depth: int) -> tuple[str, ...]:
        fact = self.book.facts.get(name)
        own = {f"+{fact.acquires[0]}"} if fact is not None and fact.acquires is not None else set()
        own |= {f"-{fact.releases[0]}"} if fact is not None and fact.releases is not None else set()
        for callee, first in self.made_of.get(name, ()):
            own |= {f"+{first}"} if callee == _ACQUIRE and first else set()
            own |= {f"-{first}"} if callee.startswith(_RELEASE) and first else set()
        if own or depth >= MAX_DEPTH:
            return tuple(sorted(own))
        inner = (self._marks(callee, depth + 1) for callee, _ in self._parts(name))
        return tuple(sorted({mark for marks in inner for mark in marks}))

    def _fact(self, name: str, depth: int) -> Fact | None:
        fact = self.book.facts.get(name)
        if fact is not None and (fact.acquires or fact.releases or fact.fails):
            return fact
        if depth >= MAX_DEPTH:
            return None
        for callee, _ in self._parts(name):
            found = self._fact(callee, depth + 1)
            if found is not None and (found.acquires or found.releases):
                return replace(found, name=name)
        return None

    def _parts(self, name: str) -> list[tuple[str, str]]:
        """What a fact is made of: those whose result it returns, else all; what runs a driver is none."""
        calls = [call for call in self.made_of.get(name, []) if call[0] != name]
        calls = [call for call in calls if not _RUNS & {c for c, _ in self.made_of.get(call[0], ())}]
        returned = _returned(self.book.program.functions[f"{C}{name}"]) if calls else set()
        return [call for call in calls if call[0] in returned] or calls

    def only_answers(self, name: str) -> bool:
        """Does the fact say nothing but which value the call gives?"""
        function = self.book.program.functions.get(f"{C}{name}")
        if function is None:
            return False
        ops = [op for block in function.blocks for op in block.ops]
        writes = [op.dest for op in ops if isinstance(op, Assign | Call)]
        calls = {callee for callee, _ in self.made_of.get(name, [])}
        return calls <= _ANSWERS and not any(place.path for place in writes)

    def errno(self) -> frozenset[str]:
        """The C functions that give 0 or an error number."""
        facts = self.effective.items()
        return frozenset(name for name, fact in facts if fact.fails is not None and fact.fails[0] == "errno")


def _returned(function: Function) -> set[str]:
    """The functions whose result is the result."""
    ops = [op for block in function.blocks for op in block.ops]
    results = {0}
    for op in ops:
        if isinstance(op, Assign) and op.dest == Place(0) and isinstance(op.rvalue, Use | Peek):
            results.add(op.rvalue.place.local)
    calls = [op for op in ops if isinstance(op, Call) and op.dest.local in results]
    return {op.callee.path[len(C) :] for op in calls if isinstance(op.callee, Path)}


def _calls(function: Function) -> list[tuple[str, str]]:
    """The C functions and primitives that a body calls, with their first argument if it is a text."""
    found = []
    for block in function.blocks:
        for op in block.ops:
            if isinstance(op, Call) and isinstance(op.callee, Path) and op.callee.path.startswith(C):
                first = op.args[0].value if op.args and isinstance(op.args[0], Const) else ""
                found.append((op.callee.path[len(C) :], first if isinstance(first, str) else ""))
    return found
