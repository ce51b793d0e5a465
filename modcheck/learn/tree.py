"""The paths of a function in, one tree out: what is common is said once, what decides nothing not at all."""

from __future__ import annotations

from dataclasses import dataclass

from modcheck.learn.terms import Decided, Event, Path, Term


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


def ends_of(tree: Tree) -> list[tuple[tuple[Event, ...], End]]:
    """Each way through a tree: its events, decisions among them, and its end."""
    if isinstance(tree.end, End):
        return [(tree.events, tree.end)]
    found = []
    for outcome, way in tree.end.ways:
        decided = Decided(tree.end.term, outcome)
        found += [((*tree.events, decided, *events), end) for events, end in ends_of(way)]
    return found
