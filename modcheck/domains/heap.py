"""The state of one run: heap, running functions, what is held, the device, and what may still be injected.

A state is forked by copying a few dicts and the frame list. What happened so far (the log, the steps,
what broke) hangs beside it as linked history that does not take part in comparisons.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from modcheck.domains.values import LOCALS, Root


class Resource(NamedTuple):
    """Something acquired and not yet given back: `kind` and `key` name it, `site` is where the driver
    acquired it, `scope` the callback in which it did, `blame` what will be to blame if it is lost."""

    kind: str
    key: Hashable
    site: Any
    scope: str
    blame: tuple[str, Any] | None = None
    """A rule, and the place that broke it."""
    extent: int = 0
    """Of memory that the device may use: so many bytes from its start, 0 if all of it."""


Entry = tuple[str, Hashable, int]
"""A line of the ledger: kind, key, and a number where the same is held more than once."""


class Broken(NamedTuple):
    """A promise that was broken: which rule's, about what, where in the driver, and whether the run
    ends there. `related` are places that belong to the story (`label`, span)."""

    rule: str
    subject: str
    place: Any
    callback: str
    detail: str = ""
    related: tuple[str, ...] = ()
    """Subjects that the same cause touches (what a lost value owned)."""
    site: Any = None
    """Where the subject was acquired, or the place to mend."""
    inside: str = ""
    """The callback that was interrupted by this one, if it was."""


class Step(NamedTuple):
    """One thing that happened, newest first: a linked list."""

    kind: str
    text: str
    place: Any
    before: Any


class Frame:
    """A running function: where it is, its locals, where its result goes."""

    __slots__ = ("block", "dest", "function", "locals", "loop", "position", "types")

    def __init__(self, function: Any, values: list[Any], dest: Any, types: dict[str, Any]) -> None:
        self.function = function
        self.block = 0
        self.position = 0
        self.locals = values
        self.dest = dest
        self.types = types
        self.loop: Any = None

    def now(self) -> Hashable:
        """Where it is and with what."""
        return (id(self.function), self.block, self.position, self.dest, *self.locals, *self.types.items())

    def copy(self) -> Frame:
        """An independent copy."""
        new = Frame.__new__(Frame)
        new.function = self.function
        new.block = self.block
        new.position = self.position
        new.locals = self.locals[:]
        new.dest = self.dest
        new.types = self.types
        new.loop = None
        return new


class State:
    """Everything that decides what can happen next, and the history that led here."""

    __slots__ = (
        "assumed",
        "broken",
        "budget",
        "choices",
        "device",
        "frames",
        "freed",
        "heap",
        "history",
        "ledger",
        "past",
        "result",
        "scope",
        "stopped",
        "taken",
        "touched",
    )

    def __init__(self, device: Any, budget: tuple[float, ...]) -> None:
        self.heap: dict[str, Any] = {}
        self.frames: list[Frame] = []
        self.ledger: dict[Entry, Resource] = {}
        self.device = device
        self.budget = budget
        self.scope: tuple[str, ...] = ()
        self.history: Step | None = None
        self.choices: tuple[str, ...] = ()
        self.taken: dict[str, int] = {}
        self.result: Any = None
        self.broken: tuple[Broken, ...] = ()
        self.assumed: frozenset[str] = frozenset()
        self.stopped = ""
        """Why the run cannot go on after this event."""
        self.past: frozenset[str] = frozenset()
        """What has worked on the way here; not compared."""
        self.touched: frozenset[str] = frozenset()
        """The subjects that were acquired or released in this event."""
        self.freed: dict[str, Any] = {}
        """What lies in memory that was freed while the device could reach it; not compared, and never changed
        in place."""

    def fork(self) -> State:
        """An independent copy."""
        new = State.__new__(State)
        new.heap = self.heap.copy()
        new.frames = [frame.copy() for frame in self.frames]
        new.ledger = self.ledger.copy()
        new.device = self.device
        new.budget = self.budget
        new.scope = self.scope
        new.history = self.history
        new.choices = self.choices
        new.taken = self.taken.copy()
        new.result = self.result
        new.broken = self.broken
        new.assumed = self.assumed
        new.stopped = self.stopped
        new.past = self.past
        new.touched = self.touched
        new.freed = self.freed
        return new

    def key(self) -> Hashable:
        """Equal keys can do the same things next (between callbacks, when no function runs), as far as
        the budget allows."""
        return (frozenset(self.heap.items()), frozenset(self.ledger.items()), self.device)

    def now(self) -> Hashable:
        """The same in the middle of an event, without what runs: equal ones differ in how it came to it
        only."""
        return (self.key(), self.budget, self.scope, self.broken, self.assumed, self.touched)

    def note(self, kind: str, text: str, place: Any) -> None:
        """Add to the history."""
        self.history = Step(kind, text, place, self.history)

    def steps(self) -> Iterator[Step]:
        """The history, newest first."""
        step = self.history
        while step is not None:
            yield step
            step = step.before

    def load(self, root: Root, path: tuple[int, ...]) -> Any:
        """The value at a place; `KeyError` if the object does not exist."""
        if root.__class__ is int:
            value = self.frames[root // LOCALS].locals[root % LOCALS]
        else:
            value = self.heap[root]  # type: ignore[index]
        for index in path:
            value = value.items[index]
        return value

    def store(self, root: Root, path: tuple[int, ...], value: Any) -> None:
        """Replace the value at a place."""
        if path:
            whole = self.load(root, ())
            value = replaced(whole, path, value)
        if root.__class__ is int:
            self.frames[root // LOCALS].locals[root % LOCALS] = value
        else:
            self.heap[root] = value  # type: ignore[index]

    def allocate(self, site: str, value: Any) -> str:
        """A new object named by its site and the smallest number that no other object there has."""
        number = 0
        while f"{site}#{number}" in self.heap:
            number += 1
        name = f"{site}#{number}"
        self.heap[name] = value
        return name


def replaced(whole: Any, path: tuple[int, ...], value: Any) -> Any:
    """An aggregate with another value at a place inside it; the path is not empty."""
    index = path[0]
    inner = value if len(path) == 1 else replaced(whole.items[index], path[1:], value)
    return whole.with_item(index, inner)
