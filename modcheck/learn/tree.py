"""The paths of a function in, one tree out: what is common is said once, what decides nothing not at all."""

from __future__ import annotations

from dataclasses import dataclass

from modcheck.ir.types import UNKNOWN
from modcheck.learn.renaming import renamed, renamed_event, spoken_of
from modcheck.learn.terms import Decided, Event, Kept, Param, Path, Term, Write, mentions


@dataclass(frozen=True, slots=True)
class End:
    """The function gives this, or ends for a reason."""

    result: Term
    diverges: str = ""


@dataclass(frozen=True, slots=True)
class Fork:
    """What happens under each outcome of a term."""

    term: Term
    ways: tuple[tuple[bool | str, Tree], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Events in order, then a fork or the end."""

    events: tuple[Event, ...]
    end: Fork | End


def tree_of(paths: list[Path], at: int = 0) -> Tree:
    """All paths agree on the events before `at`."""
    events: list[Event] = []
    while True:
        first = paths[0]
        if at >= len(first.events):
            return Tree(tuple(events), End(first.result, first.diverges))
        event = first.events[at]
        if isinstance(event, Decided):
            inner = _fork(paths, at, event.term)
            return _joined(events, inner)
        events.append(event)
        at += 1


def _fork(paths: list[Path], at: int, term: Term) -> Tree:
    outcomes: dict[bool | str, list[Path]] = {}
    for path in paths:
        event = path.events[at]
        assert isinstance(event, Decided)
        outcomes.setdefault(event.outcome, []).append(path)
    ways = tuple((outcome, tree_of(chosen, at + 1)) for outcome, chosen in outcomes.items())
    trees = {way for _, way in ways}
    if len(trees) == 1:
        return trees.pop()
    return Tree((), Fork(term, ways))


def _joined(events: list[Event], inner: Tree) -> Tree:
    return Tree((*events, *inner.events), inner.end)


def with_old_values(tree: Tree, number: int = 1) -> Tree:
    """A tree in which what a place held before a store has a name of its own, where it is still spoken of."""
    events: list[Event] = []
    rest = tree
    for at, event in enumerate(tree.events):
        rest = Tree(tree.events[at + 1 :], tree.end)
        if isinstance(event, Write) and _speaks_of(rest, event.target):
            old = Param(f"old{number}", UNKNOWN)
            after = with_old_values(_renamed(rest, event.target, old), number + 1)
            value = renamed(event.value, event.target, old)
            return Tree(
                (*events, Kept(old.name, event.target), Write(event.target, value), *after.events), after.end
            )
        events.append(event)
    if isinstance(tree.end, End):
        return tree
    ways = tuple((outcome, with_old_values(way, number)) for outcome, way in tree.end.ways)
    return Tree(tree.events, Fork(tree.end.term, ways))


def _speaks_of(tree: Tree, term: Term) -> bool:
    spoken = [inner for event in tree.events for inner in spoken_of(event)]
    if any(mentions(inner, term) for inner in spoken):
        return True
    if isinstance(tree.end, End):
        return mentions(tree.end.result, term)
    return mentions(tree.end.term, term) or any(_speaks_of(way, term) for _, way in tree.end.ways)


def _renamed(tree: Tree, term: Term, new: Term) -> Tree:
    events = tuple(renamed_event(event, term, new) for event in tree.events)
    if isinstance(tree.end, End):
        return Tree(events, End(renamed(tree.end.result, term, new), tree.end.diverges))
    ways = tuple((outcome, _renamed(way, term, new)) for outcome, way in tree.end.ways)
    return Tree(events, Fork(renamed(tree.end.term, term, new), ways))


def ends_of(tree: Tree) -> list[tuple[tuple[Event, ...], End]]:
    """Each way through a tree: its events, decisions among them, and its end."""
    if isinstance(tree.end, End):
        return [(tree.events, tree.end)]
    found = []
    for outcome, way in tree.end.ways:
        decided = Decided(tree.end.term, outcome)
        found += [((*tree.events, decided, *events), end) for events, end in ends_of(way)]
    return found
