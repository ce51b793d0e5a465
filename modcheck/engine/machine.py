"""One state in, all the states in which its running functions can end out: the transfer functions.

The same machine runs one schedule with known words (`plan` says which calls fail) and, with a budget
for injected failures, every fork of a search.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from heapq import heappop
from typing import Any

from modcheck.device import Device, Profile
from modcheck.domains import Unknown
from modcheck.domains.asked import Questions
from modcheck.domains.heap import Frame, State
from modcheck.domains.lanes import Turns, structurally
from modcheck.domains.values import EMPTY, owns
from modcheck.engine import decode
from modcheck.engine.access import UNIT_VALUE
from modcheck.engine.calls import Calls
from modcheck.engine.catalog import Catalog
from modcheck.engine.cutting import CROWD, ENDS, Crowd, NoWay, closes, cut, cut_ways, enough, thin_ways
from modcheck.engine.decode import Code
from modcheck.engine.derefs import dereferenced
from modcheck.engine.forks import give_way
from modcheck.engine.glue import GLUE, drop_value, run_glue
from modcheck.engine.hosting import Hosted
from modcheck.engine.judging import counted, counting, judging
from modcheck.engine.places import Dangling, Opaque, locate
from modcheck.environment.bytes import asked_for, outside
from modcheck.environment.memory import consumed, freed_at
from modcheck.environment.port import Blocks, PathEnd, Primitive
from modcheck.ir import ops
from modcheck.source import Span

MAX_OPS_PER_RUN = 300_000
"""A callback that needs more ops than this is cut off, and the run says so. A probe that clocks each bit of
an EEPROM through a register takes most of it."""
MAX_FRAMES = 200


class Met(Exception):
    """Another way has come to the same point with the same state."""


class Machine(Hosted):
    """Runs functions over states. Holds no state of a run but counters."""

    def __init__(
        self, catalog: Catalog, device: Device, primitives: Mapping[str, Primitive], intended: bool = True
    ) -> None:
        super().__init__(catalog, device, intended)
        if catalog.run_deref is None:
            catalog.run_deref = partial(dereferenced, self, step)
        self.judging = judging(catalog.book)
        self.primitives = counted(self, primitives)
        self.calls = Calls(self)
        self.executed = 0
        self.plan: frozenset[str] | None = None
        self.forks: list[State] = []
        self.later: list[tuple[int, int, State]] = []
        """Ways that are run after all others, those with the smallest number first."""
        self.code: dict[int, list[Code | None]] = {}
        """By function: its blocks as far as they were run."""
        self.coverage: dict[Span, str] = {}
        self.entered: set[str] = set()
        self.meanwhile: set[str] = set()
        """What others may do during `probe` and `open`, as far as it was looked at."""
        self.cuts: dict[str, Span | None] = {}
        """What was given up, and where."""
        self.thinned: dict[str, Span | None] = {}
        """Callbacks that have too many ways to try all of them, and where those part."""
        self.profile = Profile.QEMU
        self.limit = 1 << 62
        self.longest = MAX_OPS_PER_RUN
        self.stop_at = 0
        self.free = False
        """Ways that come together go on as one."""
        self.chances = False
        self.rings: tuple[Turns, ...] = ()
        """Those of which several turns run together."""
        self.met: set[Hashable] = set()
        self.crowd = Crowd()
        self.tries: Questions | None = None
        """What a process was last asked for."""
        self.alone = True
        """Was there only one way so far?"""
        self.not_taken: tuple[Frame | None, int] = (None, 0)
        """Where a plan did not go at the last condition that it had to decide: the last arm of a match is
        taken by what none of the others fits."""
        self.field_order: dict[str, tuple[int, ...]] = {}
        """Types whose fields are dropped in another order than they are declared in: a trial."""

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
        empty = [EMPTY] * (len(function.names) - 1 - len(args))
        state.frames.append(Frame(function, [UNIT_VALUE, *args, *empty], dest, types))

    def run(self, state: State) -> list[State]:
        """Run until the stack is empty; every way that the calls can go."""
        done: list[State] = []
        work = [state]
        self.met.clear()
        self.crowd.clear()
        begun = self.executed
        while work or self.later:
            current = work.pop() if work else heappop(self.later)[-1]
            self.alone = not (done or work or self.later)
            if self._run_one(current):
                done.append(current)
            work.extend(reversed(self.forks))
            self.forks.clear()
            if len(done) + len(work) > CROWD and not self.crowd.crowded:
                thin_ways(self, work or done[-1:])
                self.crowd.begins()
            why = enough(self, len(done) + len(work), begun)
            if why:
                cut_ways(self, [*work, *(state for *_, state in self.later)], why)
                break
            if closes(self, len(done) + len(work), begun):
                work.reverse()
        self.later.clear()
        return done

    def meet(self, state: State, many: bool = False) -> None:
        """A point at which ways can come together: one that is as another way was here goes no further. Only
        of interest where many things may happen, and once there is more than one way."""
        if (self.free or many) and (self.forks or not self.alone):
            with structurally(self.rings):
                key = (state.now(), *[frame.now() for frame in state.frames])
                if key in self.met:
                    raise Met
                self.met.add(key)

    def _run_one(self, state: State) -> bool:
        """To the end, or until another way was there before: False."""
        self.stop_at = self.executed + self.longest
        while True:
            try:
                _run_frames(self, state)
            except (Met, NoWay):
                return False
            except Blocks as end:
                if give_way(state, drop_value):
                    continue
                self._ended(state, end)
            except PathEnd as end:
                self._ended(state, end)
            return True

    def run_frame(self, state: State, frame: Frame) -> None:
        """Ops and terminators of one function until another is entered or this one is left."""
        function = frame.function
        code = self.code.get(id(function)) or self._enter(state, function)
        turns = 0
        while True:
            block = code[frame.block] or self._decode(code, function, frame.block)
            start = position = frame.position
            try:
                for step in block[0][start:] if start else block[0]:
                    position += 1
                    frame.position = position
                    if step(state, frame):
                        return
                if block[1](state, frame):
                    return
            except Opaque as reason:
                op = function.blocks[frame.block].ops[position - 1] if position else None
                self._opaque(state, frame, str(reason), op)
            finally:
                self.executed += position - start
            turns += 1
            if self.executed > self.stop_at or turns > self.longest:
                raise _too_long(self, state)

    def _enter(self, state: State, function: ops.Function) -> list[Code | None]:
        """A function is run for the first time; a path that is looked at no further does not count."""
        if state.stopped:
            return [None] * len(function.blocks)
        self.entered.add(function.path)
        self.code[id(function)] = [None] * len(function.blocks)
        return self.code[id(function)]

    def _decode(self, code: list[Code | None], function: ops.Function, index: int) -> Code:
        """The block as closures; remembered for as long as the catalog, which holds the block, lives."""
        found = decode.decoded(self, function, index)
        if not index and function.path in self.judging:
            found = counting(self, function.path, *found)
        code[index] = found
        return found

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
            freed = freed_at(state, end.root)
            rule = "consuming_error_ignored" if consumed(state, end.root) else "used_after_release"
            self.broken(state, rule, str(end.root).partition("#")[0], "", freed)
        elif end.reason.startswith("index ") and state.frames and asked_for(state):
            outside(self, state, end.reason)
        elif end.reason.startswith(("panic", "index ", "division", "null")) and state.frames:
            self.broken(state, "panic_while_holding", self.site(state), end.reason)
        if end.reason in ENDS:
            cut(self, state, ENDS[end.reason])
        state.note("end", end.reason, self.where(state))
        state.stopped = end.reason
        state.frames.clear()


def _too_long(machine: Machine, state: State) -> PathEnd:
    return cut(machine, state, f"it takes more than {machine.longest} steps")


def step(machine: Machine, state: State) -> None:
    """The topmost function, until another one is."""
    frame = state.frames[-1]
    if frame.function is GLUE:
        run_glue(machine, state, frame)
    else:
        machine.run_frame(state, frame)


def _run_frames(machine: Machine, state: State) -> None:
    """Until the stack is empty."""
    while state.frames:
        step(machine, state)
        if machine.executed > machine.stop_at:
            raise _too_long(machine, state)
