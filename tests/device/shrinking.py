"""In: operations after which two sides differ; out: as few of their steps as still make them differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.device.steps import Operation

Differs = Callable[[Sequence[Operation]], bool]
MOST_TRIALS = 400


def shrunk(found: Sequence[Operation], differs: Differs, most_trials: int = MOST_TRIALS) -> list[Operation]:
    """The shortest tail that still differs, then with steps left out, in ever smaller portions."""
    trials = _Trials(differs, most_trials)
    length = 1
    while length < len(found) and not trials.differs(found[-length:]):
        length *= 2
    steps = [Operation(operation.name, (step,)) for operation in found[-length:] for step in operation.steps]
    portion = len(steps) // 2
    while portion:
        start = 0
        while start < len(steps):
            shorter = steps[:start] + steps[start + portion :]
            if shorter and trials.differs(shorter):
                steps = shorter
            else:
                start += portion
        portion //= 2
    return steps


class _Trials:
    """Asks so often, and then answers no."""

    def __init__(self, differs: Differs, left: int) -> None:
        self._differs = differs
        self._left = left

    def differs(self, wanted: Sequence[Operation]) -> bool:
        if not self._left:
            return False
        self._left -= 1
        return self._differs(wanted)
