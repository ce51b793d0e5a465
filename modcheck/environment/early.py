"""The end of a callback that undoes in, a finding out if it left early and something was not undone."""

from __future__ import annotations

from typing import Any

from modcheck.domains.heap import State
from modcheck.environment.port import Host


def left_early(host: Host, state: State, callback: str, result: Any, before: int) -> None:
    """`result` is what it returned, `before` how many promises were broken when it had."""
    lost = [b for b in state.broken[before:] if b.detail != "retained"]
    failing = _failing(state)
    if not lost or (not failing and not result):
        return
    place = failing[0] if failing else host.callback_place(callback)
    told = tuple(f"{broken.rule} {broken.subject}" for broken in lost)
    host.broken(state, "fallible_stop", f"`{callback}` leaving early", "", place, told)


def _failing(state: State) -> list[Any]:
    """The places of the calls that failed in the callback that runs, not in those that it made the kernel
    call; the first that failed is the first."""
    found: list[Any] = []
    depth = 0
    for step in state.steps():
        if step.kind == "leave":
            depth += 1
        elif step.kind == "enter" and not depth:
            break
        elif step.kind == "enter":
            depth -= 1
        elif step.kind == "choice" and not depth and step.text.endswith(" fails"):
            found.append(step.place)
    return found[::-1]
