"""States that wait to be explored in, the one to explore next out: those with the most left to do come
first, among equals the one that came first. So a state is seldom met again with more left than before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from modcheck.domains.heap import State

Path = TypeVar("Path")


class Agenda(Generic[Path]):
    """States with the paths that led to them, by the events that are left (the last part of the budget)."""

    def __init__(self) -> None:
        self.waiting: dict[float, deque[tuple[State, Path]]] = {}

    def __bool__(self) -> bool:
        return any(self.waiting.values())

    def push(self, state: State, path: Path) -> None:
        """One more state."""
        self.waiting.setdefault(state.budget[-1], deque()).append((state, path))

    def pop(self) -> tuple[State, Path]:
        """The next one; there is one."""
        return self.waiting[max(left for left, states in self.waiting.items() if states)].popleft()

    def thin(self, key: Callable[[State], Hashable]) -> None:
        """Of states with the same key and budget keep the first."""
        for left, states in self.waiting.items():
            kept = {(key(state), state.budget): (state, path) for state, path in reversed(states)}
            self.waiting[left] = deque(reversed(kept.values()))
