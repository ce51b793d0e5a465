"""One state in, all the states in which its running functions can end out: the transfer functions.

The same machine runs one schedule with known words (`plan` says which calls fail) and, with a budget
for injected failures, every fork of a search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from modcheck.device import Device, Profile
from modcheck.domains import Pointer, Unknown
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import EMPTY, Agg, Ptr, owns
from modcheck.engine import decode, loops
from modcheck.engine.calls import Calls
from modcheck.engine.catalog import Catalog
from modcheck.engine.decode import Code, Step
from modcheck.engine.glue import GLUE, drop_value, run_glue
from modcheck.engine.hosting import Hosted
from modcheck.engine.places import Dangling, Opaque, locate
from modcheck.engine.rvalues import UNIT_VALUE, plain, rvalue
from modcheck.environment.port import PathEnd, Primitive
from modcheck.ir import ops
from modcheck.ir.types import Ty
from modcheck.source import Span

MAX_OPS_PER_RUN = 60_000
"""A callback that needs more ops than this is cut off, and the run says so."""
MAX_FRAMES = 200
MAX_PATHS = 1_000
"""Ways through one event; more are cut off, and the run says so."""


class Machine(Hosted):
    """Runs functions over states. Holds no state of a run but counters."""

    def __init__(
        self, catalog: Catalog, device: Device, primitives: Mapping[str, Primitive], intended: bool = True
    ) -> None:
        super().__init__(catalog, device, intended)
        self.primitives = primitives
        self.calls = Calls(self)
        self.executed = 0
        self.plan: frozenset[str] | None = None
        self.forks: list[State] = []
        self.code: dict[int, Code] = {}
        self.coverage: dict[Span, str] = {}
        self.entered: set[str] = set()
        self.cut = 0
        self.profile = Profile.QEMU
        self.limit = 1 << 62

    def start(self, state: State, function: str, args: list[Any]) -> None:
        """Put a call of `function` on the (empty) stack."""
        found = self.catalog.functions[function]
        self.push(state, found, args, None, {})

    def push(
        self, state: State, function: ops.Function, args: list[Any], dest: Any, types: dict[str, Any]
    ) -> None:
        """Enter a function."""
        if len(state.frames) >= MAX_FRAMES:
            raise PathEnd("recursion without end")
        self.entered.add(function.path)
        empty = [EMPTY] * (len(function.names) - 1 - len(args))
        state.frames.append(Frame(function, [UNIT_VALUE, *args, *empty], dest, types))

    def run(self, state: State) -> list[State]:
        """Run until the stack is empty; every way that the calls can go."""
        done: list[State] = []
        work = [state]
        while work:
            current = work.pop()
            self._run_one(current)
            done.append(current)
            work.extend(reversed(self.forks))
            self.forks.clear()
            if len(done) + len(work) > MAX_PATHS or self.executed > self.limit:
                self.cut += bool(work)
                break
        return done

    def _run_one(self, state: State) -> None:
        limit = self.executed + MAX_OPS_PER_RUN
        frames = state.frames
        turns = 0
        try:
            while frames:
                frame = frames[-1]
                if frame.function is GLUE:
                    run_glue(self, state, frame)
                    continue
                self._run_block(state, frame)
                turns += 1
                if self.executed > limit or turns > MAX_OPS_PER_RUN:
                    self.cut += 1
                    raise PathEnd("bound: too many steps in one callback")
        except PathEnd as end:
            self._ended(state, end)

    def _run_block(self, state: State, frame: Frame) -> None:
        """Ops of one block until a function is entered, then the terminator."""
        block = frame.function.blocks[frame.block]
        steps, end = self.code.get(id(block)) or self._decode(block, frame.function.contract)
        start = position = frame.position
        try:
            for step in steps[start:] if start else steps:
                position += 1
                frame.position = position
                if step(state, frame):
                    return
            end(state, frame)
        except Opaque as reason:
            self._opaque(state, frame, str(reason), block.ops[position - 1] if position else None)
        finally:
            self.executed += position - start

    def _decode(self, block: ops.Block, contract: bool) -> Code:
        """The block as closures; remembered for as long as the catalog, which holds the block, lives."""
        steps = tuple(
            self.calls.step(op, contract) if isinstance(op, ops.Call) else _OPS[op.__class__](self, op)
            for op in block.ops
        )
        self.code[id(block)] = steps, _ENDS[block.end.__class__](self, block.end)
        return self.code[id(block)]

    def assign(self, state: State, frame: Frame, op: ops.Assign) -> None:
        """Store a value at a place inside another."""
        value = rvalue(self.catalog, state, frame, op.rvalue)
        root, path, _, _ = locate(self.catalog, state, frame, op.dest)
        state.store(root, path, value)

    def drop(self, state: State, frame: Frame, op: ops.Drop) -> None:
        """Take what the place owns and run its drop glue."""
        if not op.place.path:
            value = frame.locals[op.place.local]
            frame.locals[op.place.local] = EMPTY
            drop_value(state, value)
            return
        try:
            root, path, value, _ = locate(self.catalog, state, frame, op.place)
        except Dangling:
            raise
        except PathEnd:
            return
        if owns(value):
            state.store(root, path, EMPTY)
            drop_value(state, value)

    def unknown(self, state: State, frame: Frame, op: ops.Unknown) -> None:
        """Something in the source that was not understood."""
        self.assume(state, f"unread:{op.span.path}:{op.span.start}:{op.text}")
        frame.locals[op.dest.local] = Unknown(op.text)

    def named(self, state: State, kind: str, span: Span, text: str) -> str:
        """What was not seen, by the driver's own place from which a rule was entered."""
        place = self.where(state) or span
        return f"{kind}:{place.path}:{place.start}:{text}"

    def assume(self, state: State, assumption: str) -> None:
        """From here on the run rests on something that was not seen."""
        state.assumed |= {assumption}

    def _opaque(self, state: State, frame: Frame, reason: str, op: Any) -> None:
        """An op on a value of which nothing is known: its result is unknown too."""
        span = getattr(op, "span", None) or frame.function.span
        self.assume(state, self.named(state, "opaque", span, reason))
        if op is not None and not isinstance(op, ops.Drop):
            self._forget(state, frame, op.dest, Unknown(reason))

    def _forget(self, state: State, frame: Frame, dest: ops.Place, value: Unknown) -> None:
        """Store an unknown value, or where it goes is not known: into the whole that it goes into."""
        for length in range(len(dest.path), -1, -1):
            try:
                root, path, old, _ = locate(
                    self.catalog, state, frame, ops.Place(dest.local, dest.path[:length])
                )
            except (Opaque, PathEnd):
                continue
            if length == len(dest.path) or not owns(old):
                state.store(root, path, value)
            return

    def _ended(self, state: State, end: PathEnd) -> None:
        if isinstance(end, Dangling):
            freed = next((s.place for s in state.steps() if s.kind == "free" and s.text == end.root), None)
            self.broken(state, "used_after_release", str(end.root).partition("#")[0], "", freed)
        elif end.reason.startswith(("panic", "index ", "division", "null")) and state.frames:
            self.broken(state, "panic_while_holding", self.site(state), end.reason)
        if end.reason.startswith(("recursion", "use of a moved", "unreachable")):
            self.cut += 1
        state.note("end", end.reason, self.where(state))
        state.stopped = end.reason
        state.frames.clear()


def _branch(machine: Machine, end: ops.Branch) -> Step:
    condition = decode.getter(machine.catalog, end.condition)

    def step(state: State, frame: Frame) -> None:
        value = plain(state, condition(state, frame))
        frame.position = 0
        if isinstance(value, int | Ptr | Pointer):
            frame.block = end.then if value else end.other
            return
        machine.assume(state, machine.named(state, "branch", end.span, "a branch on it"))
        other = state.fork()
        other.frames[-1].block = end.other
        machine.forks.append(other)
        frame.block = end.then

    return step


def _switch(machine: Machine, end: ops.Switch) -> Step:
    subject = decode.getter(machine.catalog, ops.Peek(end.place))
    blocks = dict(reversed(end.cases))

    def step(state: State, frame: Frame) -> None:
        value = plain(state, subject(state, frame))
        frame.position = 0
        if value.__class__ is Agg:
            frame.block = blocks.get(value.variant, end.otherwise)
            return
        machine.assume(state, machine.named(state, "branch", end.span, "a branch on it"))
        other = state.fork()
        other.frames[-1].block = end.otherwise
        machine.forks.append(other)
        _pretend(machine, state, frame, end)
        frame.block = end.cases[-1][1] if end.cases else end.otherwise

    return step


def _pretend(machine: Machine, state: State, frame: Frame, end: ops.Switch) -> None:
    """An unknown value is taken to be the variant asked for, with an unknown payload."""
    names = {"Ok": "core::Result", "Err": "core::Result", "Some": "core::Option", "None": "core::Option"}
    variant = end.cases[-1][0] if end.cases else ""
    if variant in names:
        root, path, _, _ = locate(machine.catalog, state, frame, end.place)
        items = () if variant == "None" else (Unknown("a payload"),)
        state.store(root, path, Agg(Ty(names[variant]), variant, items))


def _return(machine: Machine, state: State, frame: Frame, end: ops.Return) -> None:
    value = frame.locals[0]
    state.frames.pop()
    if frame.dest is None or not state.frames:
        if not state.frames:
            state.result = value
        return
    state.frames[-1].locals[frame.dest] = value


def _diverge(machine: Machine, state: State, frame: Frame, end: ops.Diverge) -> None:
    raise PathEnd(f"panic: {end.reason}" if end.reason != "unreachable" else "unreachable")


def _run(function: Callable[[Machine, State, Frame, Any], None]) -> Callable[[Machine, Any], Step]:
    """An op that is decided when it runs."""
    return lambda machine, op: lambda state, frame: function(machine, state, frame, op)


_OPS: dict[type, Callable[[Machine, Any], Step]] = {
    ops.Assign: decode.assign,
    ops.Drop: decode.drop,
    ops.Unknown: _run(Machine.unknown),
    ops.CountedLoop: _run(lambda machine, state, frame, op: loops.head(state, frame, op)),
}
_ENDS: dict[type, Callable[[Machine, Any], Step]] = {
    ops.Goto: decode.goto,
    ops.Branch: _branch,
    ops.Switch: _switch,
    ops.Return: _run(_return),
    ops.Diverge: _run(_diverge),
}
