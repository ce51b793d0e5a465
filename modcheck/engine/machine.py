"""One state in, all the states in which its running functions can end out: the transfer functions.

The same machine runs one schedule with known words (`plan` says which calls fail) and, with a budget
for injected failures, every fork of a search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from modcheck.device import Device
from modcheck.domains import Pointer, Unknown
from modcheck.domains.heap import Broken, Frame, State
from modcheck.domains.values import EMPTY, Agg, Ptr, owns
from modcheck.engine import loops
from modcheck.engine.calls import Calls
from modcheck.engine.catalog import Catalog
from modcheck.engine.glue import GLUE, drop_value, run_glue
from modcheck.engine.host import EngineMemory
from modcheck.engine.places import Dangling, Opaque, locate
from modcheck.engine.rvalues import UNIT_VALUE, operand, plain, rvalue
from modcheck.environment.port import PathEnd, Primitive
from modcheck.ir import ops
from modcheck.ir.types import Ty
from modcheck.source import Span

MAX_OPS_PER_RUN = 60_000
"""A callback that needs more ops than this is cut off, and the run says so."""
MAX_FRAMES = 200
MAX_PATHS = 1_000
"""Ways through one event; more are cut off, and the run says so."""


class Machine:
    """Runs functions over states. Holds no state of a run but counters."""

    def __init__(
        self, catalog: Catalog, device: Device, primitives: Mapping[str, Primitive], intended: bool = True
    ) -> None:
        self.catalog = catalog
        self.device = device
        self.primitives = primitives
        self.intended = intended
        self.calls = Calls(self)
        self.executed = 0
        self.plan: frozenset[str] | None = None
        self.forks: list[State] = []
        self.coverage: dict[Span, str] = {}
        self.cut = 0
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
        frame = Frame(function, len(function.names), dest, types)
        frame.locals[1 : 1 + len(args)] = args
        frame.locals[0] = UNIT_VALUE
        state.frames.append(frame)

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
        todo = block.ops
        position = frame.position
        depth = len(state.frames)
        try:
            while position < len(todo):
                op = todo[position]
                position += 1
                frame.position = position
                self.executed += 1
                if op.__class__ is ops.Assign:
                    self._assign(state, frame, op)
                else:
                    _OPS[op.__class__](self, state, frame, op)
                    if len(state.frames) != depth:
                        return
            _ENDS[block.end.__class__](self, state, frame, block.end)
        except Opaque as reason:
            self._opaque(
                state, frame, str(reason), todo[position - 1] if position <= len(todo) and position else None
            )

    def _assign(self, state: State, frame: Frame, op: ops.Assign) -> None:
        value = rvalue(self.catalog, state, frame, op.rvalue)
        dest = op.dest
        if not dest.path:
            frame.locals[dest.local] = value
            return
        root, path, _, _ = locate(self.catalog, state, frame, dest)
        state.store(root, path, value)

    def unknown_names(self) -> set[str]:
        """The names of functions that were called and that nobody knows."""
        texts = [kind[8:] for kind in self.coverage.values() if kind.startswith("unknown ")]
        return {text.removesuffix("()").rpartition("::")[2].lstrip(".") for text in texts}

    def call(self, state: State, frame: Frame, op: ops.Call) -> None:
        """Enter a function, run a primitive, or give an unknown result."""
        self.calls.call(state, frame, op)

    def drop(self, state: State, frame: Frame, op: ops.Drop) -> None:
        """Take what the place owns and run its drop glue."""
        if not op.place.path:
            value = frame.locals[op.place.local]
            if value.__class__ is not int and owns(value):
                frame.locals[op.place.local] = EMPTY
                drop_value(self, state, value)
            return
        try:
            root, path, value, _ = locate(self.catalog, state, frame, op.place)
        except PathEnd:
            return
        if owns(value):
            state.store(root, path, EMPTY)
            drop_value(self, state, value)

    def unknown(self, state: State, frame: Frame, op: ops.Unknown) -> None:
        """Something in the source that was not understood."""
        self.assume(state, f"unread:{op.span.path}:{op.span.start}:{op.text}")
        frame.locals[op.dest.local] = Unknown(op.text)

    def assume(self, state: State, assumption: str) -> None:
        """From here on the run rests on something that was not seen."""
        state.assumed |= {assumption}

    def _opaque(self, state: State, frame: Frame, reason: str, op: Any) -> None:
        """An op on a value of which nothing is known: its result is unknown too."""
        span = getattr(op, "span", None) or frame.function.span
        self.assume(state, f"opaque:{span.path}:{span.start}:{reason}")
        if op is not None and not isinstance(op, ops.Drop) and not op.dest.path:
            frame.locals[op.dest.local] = Unknown(reason)

    def _ended(self, state: State, end: PathEnd) -> None:
        if isinstance(end, Dangling):
            freed = next((s.place for s in state.steps() if s.kind == "free" and s.text == end.root), None)
            self.broken(state, "used_after_release", str(end.root).partition("#")[0], "", freed)
        elif end.reason.startswith(("panic", "index ", "division", "null")) and state.frames:
            self.broken(state, "panic_while_holding", self.site(state), end.reason)
        state.note("end", end.reason, self.where(state))
        state.stopped = end.reason
        state.frames.clear()

    # What the environment's primitives may ask (the `Host` protocol).

    def where(self, state: State) -> Span | None:
        """The place in the driver's sources that is being executed."""
        for frame in reversed(state.frames):
            function = frame.function
            if function.contract or function is GLUE:
                continue
            block = function.blocks[frame.block]
            if 0 < frame.position <= len(block.ops):
                place: Span = block.ops[frame.position - 1].span
            else:
                place = getattr(block.end, "span", function.span)
            return place
        return None

    def callback_place(self, callback: str) -> Span | None:
        """The driver's function that implements a callback."""
        return self.catalog.callback(callback)

    def site(self, state: State) -> str:
        """A short stable name of that place."""
        span = self.where(state)
        if span is None:
            return state.scope[-1] if state.scope else "kernel"
        return f"{span.path.rpartition('/')[2]}:{span.start}"

    def broken(
        self,
        state: State,
        rule: str,
        subject: str,
        detail: str = "",
        site: Any = None,
        related: tuple[str, ...] = (),
    ) -> None:
        """Record a broken promise, once per event."""
        scope = state.scope[-1] if state.scope else ""
        entry = Broken(rule, subject, self.where(state), scope, detail, related, site)
        if entry not in state.broken:
            state.broken = (*state.broken, entry)
            state.note("broken", self._told(rule, subject, detail), entry.place)

    def _told(self, rule: str, subject: str, detail: str) -> str:
        """A break as a line of the story."""
        kind, at, _ = subject.partition("@")
        noun = self.kind_noun(kind) if at else subject if " " in subject else ""
        parts = [part for part in (noun, detail) if part]
        return f"{rule}: {', '.join(parts)}" if parts else rule

    def kind_noun(self, kind: str) -> str:
        """What people call a resource kind."""
        return str(self.catalog.book.resources.get(kind, {}).get("noun", kind))

    def resource_life(self, kind: str) -> str:
        """How long a resource kind may live."""
        return str(self.catalog.book.resources.get(kind, {}).get("life", "memory"))

    def only_impl(self, trait: str) -> Ty | None:
        """The type that implements a trait, if exactly one does."""
        return self.catalog.only_impl(trait)

    def module(self) -> tuple[Ty | None, str]:
        """The module's type and name."""
        return self.catalog.program.module_type, self.catalog.program.module_name

    def memory(self, state: State) -> EngineMemory:
        """The heap as the device sees it."""
        return EngineMemory(self, state)

    def type_of(self, ty: Ty) -> Any:
        """The definition of a type."""
        return self.catalog.types.get(ty.path)

    def implementation(self, ty: Ty, method: str) -> str | None:
        """The function that implements a method for a type."""
        return self.catalog.method(ty.path, method)

    def method_type(self, ty: Ty, name: str) -> Ty:
        """An associated type of the impls of a type."""
        return self.catalog.associated(ty.path, name)


def _goto(machine: Machine, state: State, frame: Frame, end: ops.Goto) -> None:
    frame.block = end.target
    frame.position = 0


def _branch(machine: Machine, state: State, frame: Frame, end: ops.Branch) -> None:
    value = plain(machine.catalog, state, operand(machine.catalog, state, frame, end.condition))
    frame.position = 0
    if isinstance(value, int | Ptr | Pointer):
        frame.block = end.then if value else end.other
        return
    machine.assume(state, f"branch:{end.span.path}:{end.span.start}")
    other = state.fork()
    other.frames[-1].block = end.other
    machine.forks.append(other)
    frame.block = end.then


def _switch(machine: Machine, state: State, frame: Frame, end: ops.Switch) -> None:
    value = plain(machine.catalog, state, locate(machine.catalog, state, frame, end.place)[2])
    frame.position = 0
    if value.__class__ is Agg:
        for name, block in end.cases:
            if value.variant == name:
                frame.block = block
                return
        frame.block = end.otherwise
        return
    machine.assume(state, f"branch:{end.span.path}:{end.span.start}")
    known = [block for _, block in end.cases][-1:]
    other = state.fork()
    other.frames[-1].block = end.otherwise
    machine.forks.append(other)
    _pretend(machine, state, frame, end)
    frame.block = known[0] if known else end.otherwise


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


_OPS: dict[type, Callable[[Machine, State, Frame, Any], None]] = {
    ops.Call: Machine.call,
    ops.Drop: Machine.drop,
    ops.Unknown: Machine.unknown,
    ops.CountedLoop: lambda machine, state, frame, op: loops.head(state, frame, op),
}
_ENDS: dict[type, Callable[[Machine, State, Frame, Any], None]] = {
    ops.Goto: _goto,
    ops.Branch: _branch,
    ops.Switch: _switch,
    ops.Return: _return,
    ops.Diverge: _diverge,
}
