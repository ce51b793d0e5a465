"""A search that found no error in, an exploration without any budget out; what that does not break, it
proves.

Any number of calls may fail, of frames may come and of packets may be sent, in any sequence of events, until
no new state appears. What keeps that finite:

- A ring is turned (`turning.py`): its states that differ only in the position are one, and run together.
- What decides nothing is joined (`joining.py`): what an element of a ring holds that nobody will look at
  again, and numbers that keep growing.
- Objects are named by where they are, not by when they were made (`rename.py`).

Every state that the driver can reach is covered by one of these; the reverse need not hold. So what is broken
here and not in a run of its own is not reported; it is only not proved.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from modcheck.domains.heap import State
from modcheck.domains.lanes import Diverged, Turns
from modcheck.engine.counters import Counters
from modcheck.engine.joining import Joined
from modcheck.engine.learning import learn
from modcheck.engine.machine import Machine
from modcheck.engine.rename import rename_by_place
from modcheck.engine.schedule import perform
from modcheck.engine.search import (
    UNLIMITED,
    Exploration,
    Limits,
    Search,
    Witness,
    explored,
    keep_two_handlers,
)
from modcheck.engine.turning import Ring, Unlearned, mark, turned, unmark
from modcheck.environment import EVENTS, enabled

ERRORS = "an error was found"
"""Why nothing is proved, most often."""
OPS = 30_000_000
"""Where a proof is given up,"""
REPEATED_OPS = 3_000_000
"""or, if it has a budget for traffic, here."""
SAMPLES = 24
"""States with a ring that it is learned from."""
LESSONS = 16
"""How often something may turn out to belong to a ring."""
FIRST_STATES = 80
"""States that are explored before rings are looked for."""


class Widened(Search):
    """A search of states in which some numbers are any number."""

    def __init__(self, machine: Machine, limits: Limits, grown: Counters | None) -> None:
        super().__init__(machine, limits)
        self.counters = Counters(grown)
        self.widened = Counters(grown).cells

    def settle(self, end: State) -> None:
        super().settle(end)
        self.counters.widen(end, self.machine.catalog)


class Cover(Search):
    """An exploration of states that stand for others."""

    def __init__(self, machine: Machine, limits: Limits, rings: tuple[Ring, ...]) -> None:
        super().__init__(machine, limits)
        self.rings = rings
        self.joined = Joined(rings)
        self.fresh: deque[tuple[State, Witness]] = deque()
        self.quiet: deque[tuple[State, Witness]] = deque()
        self.failures: float = UNLIMITED
        self.broken_off = 0
        """Paths that ended with an error."""

    def run(self) -> None:
        """As the search does, but traffic in which nothing fails is followed until it brings nothing new,
        before anything else happens: so states are joined first, and what they were before is not
        explored."""
        self.start()
        while (self.fresh or self.quiet) and not self.bounds:
            busy = bool(self.fresh)
            state, witness = self.fresh.pop() if busy else self.quiet.popleft()
            if self.joined.stands(state):
                events = [e for e in enabled(self.machine, state) if EVENTS[e].traffic or not busy]
                self.failures = 0 if busy else UNLIMITED
                self.attempt(state, witness, events)
                if busy:
                    self.quiet.append((state, witness))

    def settle(self, state: State) -> None:
        """The state that stands for all its turns: the device at the first element of each ring."""
        device = self.machine.device
        keep_two_handlers(self.machine, state)
        self.rename(state)
        for ring in self.rings:
            if ring.is_live(device, state):
                view = next(v for v in device.rings(state.device[1]) if v.name == ring.name)
                turned(device, state, ring, -int(view.indices[0]) % ring.length)  # type: ignore[arg-type]
        self.rename(state)

    def ration(self, end: State, path: Witness) -> None:
        """A path ends with its first error: nothing is proved of what comes after."""
        if self.breaks(end):
            self.broken_off += 1
            end.stopped = end.stopped or "an error"

    def stored(self) -> int:
        return len(self.joined.states)

    def rename(self, state: State) -> None:
        rename_by_place(state, self.machine.device.roots(state.device[1]))

    def add(self, state: State, witness: Witness) -> None:
        """Explore what the state adds to those that it can be joined with."""
        state.history = None
        state.broken = ()
        new = self.joined.add(state)
        if new is not None:
            self.fresh.append((new, witness))
        self.fresh += [(merged, witness) for merged in self.joined.look()]
        if len(self.joined.states) > self.limits.states:
            self.bounds.append(f"more than {self.limits.states} states")

    def ends(self, state: State, event: str) -> Iterator[State]:
        """All ways that an event can go, from all turns of a state."""
        live = [ring for ring in self.rings if ring.is_live(self.machine.device, state)]
        work = [{ring.name: tuple(range(ring.length)) for ring in live}]
        while work:
            turns = work.pop()
            before = self.machine.tally.copy()
            try:
                yield from self._ends(state.fork(), event, live, turns)
            except Diverged as diverged:
                self.machine.forks.clear()
                self.machine.later.clear()
                self.machine.tally = before
                name = str(diverged.ring.name)
                work += [{**turns, name: part} for part in diverged.parts]

    def _ends(
        self, state: State, event: str, live: list[Ring], turns: dict[str, tuple[int, ...]]
    ) -> list[State]:
        """The ways of some turns together."""
        device = self.machine.device
        marks = []
        for ring in live:
            if len(turns[ring.name]) == 1:
                turned(device, state, ring, turns[ring.name][0])
            else:
                marks.append((ring, Turns(ring.name, ring.length, turns[ring.name])))
        for ring, together in marks:
            mark(device, state, ring, together)
        self.machine.rings = tuple(together for _, together in marks)
        state.budget = (0 if EVENTS[event].once else self.failures, *state.budget[1:])
        ends = perform(self.machine, state, event)
        for end in ends:
            end.budget = (self.limits.failures, *end.budget[1:])
            if not end.stopped:
                keep_two_handlers(self.machine, end)
                self.rename(end)
                for ring, together in marks:
                    unmark(device, end, ring, together)
        return ends


def prove(
    searched: Machine, found: Exploration, fresh: Callable[[], Machine], limits: Limits, full: bool
) -> Exploration:
    """What a search found, with what an exploration without a budget for failures says of the rest; or with
    the obstacles to a proof. `full`: without a budget for traffic either. The counts stay those of the
    search."""
    obstacles = _obstacles(searched, found._replace(counters=()), full)
    if obstacles:
        return found._replace(obstacles=obstacles)
    machine, covered = _cover(fresh, limits) if full else _repeat(fresh, limits, found.grown)
    known = {item.broken for item in found.found}
    more = tuple(item for item in covered.found if item.broken not in known)
    return found._replace(
        found=found.found + more,
        points=covered.points,
        complete=covered.complete,
        covered=(covered.states, covered.ops),
        obstacles=_why(machine, covered, full),
        broken_off=covered.broken_off,
        counters=() if covered.complete and not more else found.counters,
    )


def _repeat(
    fresh: Callable[[], Machine], limits: Limits, grown: Counters | None
) -> tuple[Machine, Exploration]:
    """The search without a budget for failures; numbers that keep growing are any number."""
    limits = limits._replace(failures=UNLIMITED, ops=REPEATED_OPS)
    for _ in range(LESSONS):
        search = Widened(fresh(), limits, grown)
        search.run()
        if search.counters.cells == search.widened:
            break
        grown = search.counters
    found = explored(search)
    if grown is not None:
        found = found._replace(found=tuple(item._replace(joined=True) for item in found.found))
    return search.machine, found


def _cover(fresh: Callable[[], Machine], limits: Limits) -> tuple[Machine, Exploration]:
    """What an exploration without any budget comes to."""
    cover = covering(fresh, limits)
    findings = tuple(item._replace(joined=True) for item in cover.found.values())
    return cover.machine, explored(cover)._replace(found=findings, broken_off=cover.broken_off)


def covering(fresh: Callable[[], Machine], limits: Limits) -> Cover:
    """Explore with what is known of the rings; what is learned on the way begins it anew."""
    limits = limits._replace(failures=UNLIMITED, traffic=UNLIMITED, ops=OPS, chances=limits.traffic > 1)
    rings = _first_look(_free(fresh, limits), limits)
    for _ in range(LESSONS):
        machine = _free(fresh, limits)
        cover = Cover(machine, limits, rings)
        try:
            cover.run()
        except Unlearned as lesson:
            rings = tuple(lesson.ring if ring.name == lesson.ring.name else ring for ring in rings)
            continue
        return cover
    cover.bounds.append("what belongs to the rings could not be learned")
    return cover


def _free(fresh: Callable[[], Machine], limits: Limits) -> Machine:
    machine = fresh()
    machine.free, machine.chances = True, limits.chances
    return machine


def _first_look(machine: Machine, limits: Limits) -> tuple[Ring, ...]:
    """The rings, learned from the first states."""
    cover = Cover(machine, limits._replace(states=FIRST_STATES), ())
    cover.run()
    states = [state for state in cover.joined.states.values() if _has_rings(machine, state)]

    def run(state: State) -> Iterable[State]:
        for event in enabled(machine, state):
            yield from perform(machine, state.fork(), event)

    return learn(machine.device, states[-SAMPLES:], run)


def _has_rings(machine: Machine, state: State) -> bool:
    return any(view.length for view in machine.device.rings(state.device[1]))


def _why(machine: Machine, covered: Exploration, full: bool) -> tuple[str, ...]:
    """Why the second exploration proves nothing, if it does not."""
    if covered.complete:
        return ()
    return _obstacles(machine, covered, full, joined=full) or ("a path was left",)


def _obstacles(machine: Machine, found: Exploration, full: bool, joined: bool = False) -> tuple[str, ...]:
    """Why nothing can be proved: an error (if paths do not end there), something cut off, something that was
    not seen or never called. (Of a driver that also has, say, file operations, nobody ran what those do.)"""
    pages, program = machine.catalog.book.checks, machine.catalog.program
    errors = any(
        item.broken.detail != "retained" and pages[item.broken.rule].tier == "error"
        for item in found.found
        if item.broken.rule in pages
    )
    given = [impl.functions for impl in program.impls if impl.trait.startswith("kernel::") and impl.functions]
    idle = [name for part in given if not _entered(machine, part) for name, _ in part]
    reasons = {
        ERRORS: errors and not full,
        "something was not understood": bool(found.assumed and not joined or program.faults),
        "a number that was joined decides something": bool(found.assumed and joined),
        f"never called: {', '.join(idle)}": bool(idle),
        f"{machine.tally.untried} numbers were not tried": bool(machine.tally.untried),
        "a thread goes on, and is looked at no further": machine.tally.parked,
        **{f"{number} keeps growing": not full for number in found.counters},
        **{bound.text: True for bound in found.bounds},
        **{f"{bound.text} ways": True for bound in found.thinned},
        **{bound.text.partition(":")[0]: True for bound in found.stopped},
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def _entered(machine: Machine, functions: Iterable[tuple[str, str]]) -> bool:
    return any(path in machine.entered for _, path in functions)
