"""In: a computation with open questions; out: its result for each way to answer them.

A model asks where its words leave open what a device does. `FIRST` answers every question with the first
option; `every` runs the computation once for each list of answers.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")

TRIED_BITS = 4
"""So many open bits of a word are tried out: 16 ways."""


class Choice(Protocol):
    """Whoever answers; `tries_all` if what is asked of it is asked again until all options were taken."""

    @property
    def tries_all(self) -> bool: ...

    def pick(self, options: int) -> int:
        """One of 0 … options - 1."""


class First:
    """Always the first option."""

    __slots__ = ()
    tries_all = False

    def pick(self, options: int) -> int:
        """The first."""
        return 0


FIRST = First()


class Script:
    """The answers of one run: those given, then always the first; it notes how many options there were."""

    __slots__ = ("answers", "asked", "options")
    tries_all = True

    def __init__(self, answers: tuple[int, ...]) -> None:
        self.answers = answers
        self.asked = 0
        self.options: list[int] = []

    def pick(self, options: int) -> int:
        """The answer at hand."""
        answer = self.answers[self.asked] if self.asked < len(self.answers) else 0
        self.asked += 1
        self.options.append(options)
        return answer


def every(run: Callable[[Choice], Result], limit: int) -> tuple[list[Result], bool]:
    """The results of all runs, the one with the first options first; and whether `limit` runs were enough."""
    results: list[Result] = []
    answers: tuple[int, ...] | None = ()
    while answers is not None:
        if len(results) == limit:
            return results, False
        script = Script(answers)
        results.append(run(script))
        answers = _next((*answers, *(0,) * (script.asked - len(answers))), script.options)
    return results, True


def _next(answers: tuple[int, ...], options: list[int]) -> tuple[int, ...] | None:
    """The list of answers after this one: the last that can be raised is, and what follows is open again."""
    for place in reversed(range(len(answers))):
        if answers[place] + 1 < options[place]:
            return (*answers[:place], answers[place] + 1)
    return None


def chosen_bits(doubt: int, choice: Choice) -> int:
    """Some of the open bits, all sets of them in turn, the empty one first; none if they are too many."""
    if doubt.bit_count() > TRIED_BITS:
        return 0
    chosen = 0
    while doubt:
        lowest = doubt & -doubt
        doubt ^= lowest
        chosen |= lowest * choice.pick(2)
    return chosen


def all_tried(doubt: int, choice: Choice) -> bool:
    """Whether `chosen_bits` leaves nothing open."""
    return not doubt or (choice.tries_all and doubt.bit_count() <= TRIED_BITS)
