"""A machine and a transcript in, the life of the module that prints it best out.

The model runs beside the log: at each place of it the events that are possible are tried, and their lines are
laid into what comes next. The cheapest ways are followed further. A log may begin in the middle of a life:
then it begins after one of a few short ones, and which one is part of the answer.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

from modcheck.domains.heap import Broken, State
from modcheck.engine import Machine
from modcheck.errors import UsageError
from modcheck.replay.align import WINDOW, Fit, Seen, fit, price
from modcheck.replay.likeness import Printable, Words, other_numbers, words_of
from modcheck.replay.transcript import Piece, Transcript
from modcheck.simulation import Simulated
from modcheck.simulation.kernel import Happened

MAX_LINES = 1_500
"""Lines of the driver: each is worth some hundredths of a second."""
LIFE = ("insmod", "up", "down", "rmmod")
TRAFFIC = ("xmit", "irq", "frame", "stats", "cat", "echo")
SILENTLY = 2
"""Events without a line, one after the other."""
SILENT = {"frame": 0.05, "insmod": 0.3, "rmmod": 0.3, "up": 0.3, "down": 0.3}
"""Events that print nothing, and what it costs to suppose one."""
BEFORE: tuple[tuple[str, ...], ...] = (
    (), ("insmod",), ("insmod", "up"), ("insmod", "up", "down"), ("insmod", "up", "rmmod"),
    ("insmod", "up", "rmmod", "insmod"), ("insmod", "up", "rmmod", "insmod", "up"),
    ("insmod", "up", "down", "up"),
)  # fmt: skip
ROUNDS = 8
"""Packets that were sent and interrupts handled before the log begins."""
SUPPOSED, ROUND = 0.2, 0.1
WIDTH = 10
"""Ways that are followed from one place of the log;"""
FIRST_WIDTH = 30
"""more from its beginning."""
SPREAD = 4.0
"""Ways that cost so much more than the best one are dropped."""


class Occurred(NamedTuple):
    """An event of the life: its lines, each with the place of the log that has it and whether that says
    something else; and what broke."""

    event: str
    lines: tuple[tuple[str, Piece | None, bool], ...]
    broken: tuple[Broken, ...]
    stopped: str


class Followed(NamedTuple):
    """The life that explains the log best."""

    before: tuple[str, ...]
    """What was before the log begins."""
    occurred: tuple[Occurred, ...]
    unexplained: tuple[Piece, ...]
    foreign: tuple[Piece, ...]
    """Lines that bear the driver's name and that its source cannot print."""
    others: int
    """Lines of others."""
    known: int
    """Lines that the driver, or the kernel for it, can print."""
    assumed: tuple[str, ...] = ()
    """What was not seen on the way."""


class _Way(NamedTuple):
    """How far the log is explained, by what, and the state then."""

    cost: float
    number: int
    at: int
    state: State
    clock: int
    before: tuple[str, ...]
    events: Any
    """The events so far, newest first: a linked list of pairs."""
    passed: Any
    """The same for the pieces that were passed over."""
    silent: int = 0
    """Events without a line, one after the other, up to now."""


class _Outcome(NamedTuple):
    event: str
    state: State
    clock: int
    lines: tuple[str, ...]
    words: tuple[Words, ...]
    happened: Happened


def follow(machine: Machine, transcript: Transcript, printable: Printable) -> Followed:
    """Explain a transcript. `UsageError` if it has too many lines of the driver, or none."""
    seen, foreign, others = _relevant(transcript, printable)
    if not any(not one.piece.typed for one in seen):
        advice = f"it has {others + len(foreign)} lines; is it the log of another driver?"
        raise UsageError("no line of the log can come from this driver", advice=advice)
    if len(seen) > MAX_LINES:
        advice = f"cut out the part that is of interest: at most {MAX_LINES} lines of the driver"
        raise UsageError(f"the log has {len(seen)} lines of the driver", advice=advice)
    best = _Search(machine, seen).best()
    occurred, passed = list(_unlinked(best.events)), list(_unlinked(best.passed))
    unexplained = [seen[at].piece for at in passed if price(seen[at])]
    lines = sum(1 for one in seen if not one.piece.typed)
    told = tuple(_told(outcome, fitted, seen) for outcome, fitted in occurred)
    assumed = tuple(sorted(best.state.assumed))
    return Followed(best.before, told, tuple(unexplained), tuple(foreign), others, lines, assumed)


def _relevant(transcript: Transcript, printable: Printable) -> tuple[list[Seen], list[Piece], int]:
    seen, foreign, others = [], [], 0
    for piece in transcript.pieces:
        if piece.typed or printable.knows(piece.text):
            seen.append(Seen(piece, words_of(piece.text)))
        elif printable.names(piece.text):
            foreign.append(piece)
        else:
            others += 1
    return seen, foreign, others


def _told(outcome: _Outcome, fitted: Fit, seen: list[Seen]) -> Occurred:
    lines = []
    for text, words, at in zip(outcome.lines, outcome.words, fitted.positions, strict=True):
        piece = seen[at].piece if at is not None else None
        lines.append((text, piece, at is not None and other_numbers(words, seen[at].words) > 0))
    return Occurred(outcome.event, tuple(lines), outcome.happened.broken, outcome.happened.stopped)


def _unlinked(linked: Any) -> Iterator[Any]:
    found = []
    while linked is not None:
        item, linked = linked
        found.append(item)
    return iter(found[::-1])


class _Search:
    """Ways by the place of the log that they have come to."""

    def __init__(self, machine: Machine, seen: list[Seen]) -> None:
        self.run = Simulated(machine)
        self.seen = seen
        self.numbers = count()
        self.ways: list[list[_Way]] = [[] for _ in range(len(seen) + 1)]
        self.outcomes: dict[tuple[int, str], _Outcome | None] = {}
        """By state (which lives as long as a way, or `kept`, holds it) and event."""
        self.kept: list[State] = []
        self.shapes: dict[str, set[str]] = {}
        """The lines that an event has printed so far. It is not tried where the log has none of them, unless
        the log has one that no event has printed."""

    def best(self) -> _Way:
        """Follow the cheapest ways from place to place."""
        self.begin()
        for at in range(len(self.seen)):
            self.level(at)
            self.ways[at] = []
        return min(self.ways[-1])

    def begin(self) -> None:
        """The short lives that the log may begin after."""
        start = self.run.state
        for events in BEFORE:
            self.run.state, self.run.clock = start.fork(), 0
            if all(self._before(event) for event in events):
                state = self.run.state.fork()
                self.add(len(events) * SUPPOSED, 0, state, self.run.clock, events, None, None)
                if events[-1:] == ("up",):
                    self._rounds(events)

    def _before(self, event: str) -> bool:
        self.run.waits(1000)
        possible = self.run.can(event)
        if possible:
            self.run.happens(event)
        return possible and not self.run.state.stopped

    def _rounds(self, events: tuple[str, ...]) -> None:
        for number in range(1, ROUNDS):
            if not (self._before("xmit") and self._before("irq")):
                return
            told = (*events, *("xmit", "irq") * number)
            cost = len(events) * SUPPOSED + number * ROUND
            self.add(cost, 0, self.run.state.fork(), self.run.clock, told, None, None)

    def add(self, cost: float, at: int, *rest: Any) -> None:
        heapq.heappush(self.ways[at], _Way(cost, next(self.numbers), at, *rest))

    def level(self, at: int) -> None:
        """Go on from the cheapest ways that have come to a place, no state twice."""
        ways, done, told = self.ways[at], set(), 0
        least = ways[0].cost if ways else 0.0
        while ways and told < (WIDTH if at else FIRST_WIDTH):
            way = heapq.heappop(ways)
            if way.cost > least + SPREAD:
                return
            key = way.state.key()
            if key not in done:
                done.add(key)
                told += not way.silent
                self.go_on(way)

    def go_on(self, way: _Way) -> None:
        """All that can be next: an event, or a piece that nothing explains."""
        step = price(self.seen[way.at])
        self.add(way.cost + step, way.at + 1, *way[3:7], (way.at, way.passed), way.silent)
        for outcome in self.following(way):
            fitted = fit(outcome.event, outcome.words, self.seen, way.at)
            matched = [at for at in fitted.positions if at is not None]
            silent = 0 if matched else way.silent + 1
            if silent > SILENTLY or (silent and outcome.event not in SILENT):
                continue
            cost = way.cost + fitted.cost + (0.0 if matched else SILENT[outcome.event])
            passed = way.passed
            for at in range(way.at, fitted.after):
                if at not in matched and price(self.seen[at], outcome.event):
                    passed = (at, passed)
            events = ((outcome, fitted), way.events)
            self.add(cost, fitted.after, outcome.state, outcome.clock, way.before, events, passed, silent)

    def following(self, way: _Way) -> Iterator[_Outcome]:
        """What each event comes to that may print one of the next lines."""
        near = {one.words.shape for one in self.seen[way.at : way.at + WINDOW] if not one.piece.typed}
        strange = not near <= set().union(*self.shapes.values())
        for event in (*LIFE, *TRAFFIC):
            known = self.shapes.get(event, set())
            if strange or not known or known & near or (event in SILENT and event not in LIFE):
                outcome = self.outcome(way, event)
                if outcome is not None:
                    yield outcome

    def outcome(self, way: _Way, event: str) -> _Outcome | None:
        """What an event comes to, if it is possible; made once for each state."""
        key = (id(way.state), event)
        if key not in self.outcomes:
            self.outcomes[key] = self._outcome(way, event)
            self.kept.append(way.state)
        return self.outcomes[key]

    def _outcome(self, way: _Way, event: str) -> _Outcome | None:
        run = self.run
        if way.state.stopped:
            return None
        run.state, run.clock = way.state.fork(), way.clock
        run.waits(1000)
        interface = run.interface()
        if event == "stats" and interface is not None:
            happened = run.happens("stats", function="bindings::netdev_stats", args=[interface])
        elif event != "stats" and run.can(event):
            happened = run.happens(event)
        else:
            return None
        lines = tuple(run.printed(happened))
        words = tuple(map(words_of, lines))
        self.shapes.setdefault(event, set()).update(one.shape for one in words)
        if not lines and event not in SILENT:
            return None
        return _Outcome(event, run.state, run.clock, lines, words, happened)
