"""A machine in, an `Exploration` out: every sequence of events with at most one injected failure and one
frame and one packet an open, shortest paths first, states with equal keys explored once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from modcheck.domains.heap import Broken, State, Step
from modcheck.domains.values import Agg
from modcheck.engine.agenda import Agenda
from modcheck.engine.counters import FEW, Cells, Counters
from modcheck.engine.cutting import Bound, few_of_each
from modcheck.engine.machine import Machine
from modcheck.engine.rename import rename
from modcheck.engine.schedule import boot, perform
from modcheck.engine.stopping import Steps
from modcheck.environment import EVENTS, FILES, enabled, once
from modcheck.environment.ledger import world_field
from modcheck.source import Span

FOREVER = 1_000
FIRST_LOOK = 150
"""After so many states, and each time they have doubled, numbers that keep growing are looked for."""


UNLIMITED = math.inf
FINISHING = ("irq", "down")
"""What is tried after an event that is looked at once."""


SHORTEST_RUN = 60_000
"""A single callback may take as many ops, however few the whole search may."""


class Limits(NamedTuple):
    """What bounds a search; every bound that was hit is reported."""

    failures: float = 1
    """Calls that fail and interrupts at an awkward moment, on a path; may be `UNLIMITED`."""
    traffic: float = 1
    aftermath: int = 4
    """Events that a path goes on for after its first broken error, half as many where something had to
    fail first: what follows are consequences. Nothing more fails there, and there is one frame or packet."""
    states: int = 4_000
    ops: int = 1_500_000
    chances: bool = False
    """Does the kernel do what it may do and need not, in a proof?"""


class Witness(NamedTuple):
    """How a state is reached: events, and for each the calls that fail in it."""

    events: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]


class Found(NamedTuple):
    """A broken promise and the first path that breaks it."""

    broken: Broken
    witness: Witness
    assumed: frozenset[str]
    exits: frozenset[Span] = frozenset()
    """The places of the failing calls, over all paths that break it."""
    joined: bool = False
    """Found among states that stand for others: so it may be that no run breaks it."""


class Exploration(NamedTuple):
    """What a search saw."""

    found: tuple[Found, ...]
    states: int
    transitions: int
    ops: int
    bounds: tuple[Bound, ...]
    assumed: frozenset[str]
    """Everything not seen on any path."""
    reached: frozenset[str]
    """Kinds of points that were reached (event names, and stopped paths)."""
    counters: tuple[str, ...] = ()
    """Numbers of the driver that keep growing, and were followed for their first values only."""
    grown: Counters | None = None
    """Those, if there are any."""
    points: tuple[tuple[str, str, int], ...] = ()
    """Points of judgement, what was held or given back on the way there, and how many ways came there."""
    covered: tuple[int, int] = (0, 0)
    """States and operations of an exploration without a budget for failures, if there was one."""
    obstacles: tuple[str, ...] = ()
    """Why nothing is proved."""
    broken_off: int = 0
    """Paths of that exploration that ended with an error: what comes after was not looked at."""
    thinned: tuple[Bound, ...] = ()
    """Callbacks of which not all ways were tried."""
    stopped: tuple[Bound, ...] = ()
    """Where the search stopped, if it had got far enough."""
    complete: bool = False
    """Everything within the limits was looked at: no path was left, no bound was hit."""

    @property
    def whole(self) -> bool:
        """No bound was hit, no way left out."""
        return not (self.bounds or self.thinned or self.stopped)


def explore(
    machine: Machine, limits: Limits = Limits(), grown: Counters | None = None  # noqa: B008
) -> Exploration:  # fmt: skip
    """Search until nothing new can happen or a limit is hit. `grown`: numbers that are known to grow."""
    search = Search(machine, limits)
    search.counters = Counters(grown)
    search.run()
    return explored(search)


def explore_again(fresh: Callable[[], Machine], limits: Limits) -> tuple[Machine, Exploration]:
    """The same; if it stops, once more without what grows until then: most often that is why."""
    machine = fresh()
    found = explore(machine, limits)
    if not found.stopped or found.grown is None:
        return machine, found
    machine = fresh()
    again = explore(machine, limits, found.grown)
    known = {item.broken for item in again.found}
    first = tuple(item for item in found.found if item.broken not in known)
    return machine, again._replace(found=again.found + first)


def explored(search: Search) -> Exploration:
    """What a search has come to."""
    machine = search.machine
    return Exploration(
        tuple(search.found.values()),
        search.stored(),
        search.transitions,
        machine.executed,
        (*map(Bound, search.bounds), *(Bound(text, place) for text, place in machine.cuts.items())),
        frozenset(search.assumed),
        frozenset(search.reached),
        search.counters.names(machine.catalog) if search.counters.cells != search.widened else (),
        search.counters if search.counters.cells else None,
        tuple((*point, count) for point, count in sorted(machine.tally.points.items())),
        thinned=tuple(Bound(text, place) for text, place in machine.thinned.items()),
        stopped=search.steps.bounds(),
        complete=not any(
            (search.bounds, machine.cuts, machine.thinned, search.left, search.steps.told, search.assumed)
        )
        and search.counters.cells == search.widened,
    )


class Search:
    """The working set of one exploration."""

    def __init__(self, machine: Machine, limits: Limits) -> None:
        self.machine = machine
        self.limits = limits
        self.steps = Steps(limits.ops)
        self.agenda: Agenda[Witness] = Agenda()
        self.seen: dict[Any, list[tuple[float, ...]]] = {}
        self.found: dict[tuple[object, ...], Found] = {}
        self.reached: set[str] = set()
        self.bounds: list[str] = []
        self.transitions = 0
        self.assumed: set[str] = set()
        self.left = 0
        """States whose path was not followed to its end."""
        self.counters = Counters()
        self.widened: Cells = {}
        """Those of them that are any number from the start."""
        self.next_look = FIRST_LOOK
        self.ordinary: tuple[State, Witness] | None = None
        """The first state in which the interface takes packets: what is looked at once begins here, and comes
        last, so that it takes nothing from the rest."""
        self.late: list[tuple[State, Witness, list[str]]] = []
        """What processes do out of the ordinary, in each state: nothing comes after it, so it comes last."""

    def run(self) -> None:
        """From a machine after boot until nothing new can happen or a limit is hit."""
        self.start()
        while self.agenda and not self.bounds and not self.steps.told:
            self.expand(*self.agenda.pop())
        if self.steps.told:
            self.counters.look((key[0] for key in self.seen), FEW)
        for late in self.late:
            if not self.bounds:
                self.attempt(*late)
        if self.ordinary is not None and not self.bounds:
            self.attempt(*self.ordinary, once(self.machine, self.ordinary[0]))

    def start(self) -> None:
        """The machine after boot."""
        limits = self.limits
        start = boot(self.machine, budget=(limits.failures, limits.traffic, limits.traffic, FOREVER))
        self.machine.plan = None
        self.machine.limit = limits.ops
        self.machine.longest = min(self.machine.longest, max(limits.ops // 5, SHORTEST_RUN))
        self.add(start, Witness((), ()))

    def add(self, state: State, witness: Witness) -> None:
        """Queue a state that was not seen before."""
        state.history = None
        state.broken = ()
        if len(self.seen) >= self.next_look:
            self._look_for_counters()
        key = self.counters.key(state)
        budgets = self.seen.get(key, [])
        if any(all(a >= b for a, b in zip(known, state.budget, strict=True)) for known in budgets):
            return
        if budgets:
            budgets.append(state.budget)
            self.agenda.push(state, witness)
            return
        if len(self.seen) >= self.limits.states:
            self.bounds.append(f"more than {self.limits.states} states")
            return
        self.seen[key] = [state.budget]
        self.agenda.push(state, witness)

    def _look_for_counters(self) -> None:
        """States that differ only in numbers that keep growing become one."""
        self.next_look = 2 * len(self.seen)
        if not self.counters.look(key[0] for key in self.seen):
            return
        seen, self.seen = self.seen, {}
        for key, budgets in seen.items():
            self.seen.setdefault(self.counters.shortened(key), []).extend(budgets)
        self.agenda.thin(self.counters.key)

    def expand(self, state: State, witness: Witness) -> None:
        """Try every event that can come next."""
        if not state.budget[3]:
            self.left += 1
            return
        events = enabled(self.machine, state)
        late = [event for event in events if event in FILES and EVENTS[event].once]
        self.attempt(state, witness, [event for event in events if event not in late])
        if late:
            self.late.append((state, witness, late))
        if self.ordinary is None and not any(witness.choices) and once(self.machine, state):
            self.ordinary = state, witness

    def attempt(self, state: State, witness: Witness, events: Iterable[str]) -> None:
        """Try some events that can come next."""
        for event in events:
            if self.steps.taken(self.machine):
                self.stop(state, witness, events)
                return
            before = _rationed(state.fork(), event, self.limits)
            self.reached.add(event)
            crowds = self.machine.crowd.many
            ends = [(end, _longer(witness, event, end)) for end in self.ends(before, event)]
            for end, path in ends:
                self.transitions += 1
                self._record(end, path)
                self.ration(end, path)
            if EVENTS[event].once:
                for end, path in ends if event not in FILES else ():
                    self.follow(end, path, len(FINISHING))
                continue
            followed = few_of_each([end for end, _ in ends]) if self.machine.crowd.many > crowds else None
            for end, path in ends:
                if not end.stopped and (followed is None or id(end) in followed):
                    self.settle(end)
                    self.add(end, path)

    def follow(self, state: State, witness: Witness, left: int) -> None:
        """What was sent or came out of the ordinary is worked off, and the interface goes down."""
        possible = enabled(self.machine, state) if left and not state.stopped else []
        for event in [event for event in FINISHING if event in possible]:
            before = state.fork()
            before.budget = (0.0, 0.0, 0.0, FOREVER)
            for end in self.ends(before, event):
                path = _longer(witness, event, end)
                self.transitions += 1
                self._record(end, path)
                self.settle(end)
                self.follow(end, path, left - 1)

    def stop(self, state: State, witness: Witness, events: Iterable[str]) -> None:
        """All steps are taken: was that far enough? What comes last is tried once at least."""
        steps = self.steps
        if steps.told:
            enough = self.reached.issuperset(events) and steps.stop_again(self.machine)
        else:
            enough = steps.stop(self.machine, len(witness.events), state.budget[3] >= FOREVER)
        if not enough:
            self.bounds.append(f"more than {self.limits.ops} ops")

    def stored(self) -> int:
        """How many states are kept."""
        return len(self.seen)

    def ends(self, state: State, event: str) -> Iterable[State]:
        """All ways that an event can go (the state may be changed)."""
        return perform(self.machine, state, event)

    def settle(self, state: State) -> None:
        """Make equal what makes no difference."""
        keep_two_handlers(self.machine, state)
        rename(state)

    def breaks(self, end: State) -> bool:
        """Did the last event break a promise of a rule of tier `error`?"""
        checks = self.machine.catalog.book.checks
        return any(
            b.detail != "retained" and b.rule in checks and checks[b.rule].tier == "error" for b in end.broken
        )

    def ration(self, end: State, path: Witness) -> None:
        """What the path may still do: after its first error, only so much as shows what follows from it."""
        failures, frames, packets, left = end.budget
        if left < FOREVER:
            left -= 1
        elif self.breaks(end):
            failures, left = 0, self.limits.aftermath // (2 if any(path.choices) else 1)
        end.budget = (failures, frames, packets, left)

    def _record(self, end: State, path: Witness) -> None:
        self.assumed |= end.assumed
        exits = frozenset(step.place for step in _choices(end)[-1:] if step.place is not None)
        for broken in end.broken:
            key = (*broken[:4], broken.inside, broken.detail == "retained")
            known = self.found.get(key)
            if known is None or _plainer(end, path, known):
                exits |= known.exits if known is not None else frozenset()
                self.found[key] = Found(broken, path, end.assumed, exits)
            elif not exits <= known.exits:
                self.found[key] = known._replace(exits=known.exits | exits)


def _longer(witness: Witness, event: str, end: State) -> Witness:
    return Witness((*witness.events, event), (*witness.choices, end.choices))


def _plainer(end: State, path: Witness, known: Found) -> bool:
    """Rests on less that was not seen, or is easier to bring about."""
    return (bool(end.assumed), effort(path)) < (bool(known.assumed), effort(known.witness))


def effort(witness: Witness) -> float:
    """How hard a path is to bring about: its events, and more for something that has to go wrong."""
    return len(witness.events) + 1.5 * sum(map(len, witness.choices))


def _choices(end: State) -> list[Step]:
    """The choices made in the last event."""
    found = []
    for step in end.steps():
        if step.kind == "event":
            break
        if step.kind == "choice":
            found.append(step)
    return found


def _rationed(state: State, event: str, limits: Limits) -> State:
    failures, frames, packets, left = state.budget
    if event in ("frame", "link"):
        state.budget = (failures, frames - 1, packets if left >= FOREVER else 0, left)
    elif event == "echo":
        state.budget = (failures, frames, packets - 1, left)
    elif event in FILES and EVENTS[event].once:
        state.budget = (0, frames, packets, left)
    elif event == "up":
        state.budget = (failures, limits.traffic, limits.traffic, left)
    elif event == "xmit":
        state.budget = (failures, frames if left >= FOREVER else 0, packets - 1, left)
    elif EVENTS[event].once:
        state.budget = (0 if event == "xmit-burst" else limits.failures, frames, packets, left)
    return state


def keep_two_handlers(machine: Machine, state: State) -> None:
    """After the first error more than two handlers on the line do not differ from two: the oldest and the
    newest stay. Before it each is somebody's."""
    if state.budget[3:] >= (FOREVER,):
        return
    path = world_field(machine, state, "actions")
    actions = state.load("world", path)
    if len(actions.items) > 2:
        kept = (actions.items[0], actions.items[-1])
        gone = {pointer.root for pointer in actions.items[1:-1]}
        state.store("world", path, Agg(actions.ty, actions.variant, kept))
        for entry in [entry for entry, resource in state.ledger.items() if resource.key in gone]:
            del state.ledger[entry]
