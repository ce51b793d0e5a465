"""The steps of stories in, the life of each resource out: who acquires, returns and loses it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from modcheck.judgement import Kind, TraceStep
from modcheck.source import Span

_ENDS = {"probe": "remove", "open": "stop", "init": "the module's `Drop`"}


class Stay(NamedTuple):
    """Something that a callback did to a resource."""

    callback: str
    place: Span | None
    event: int
    """The number of the event, from 0."""


class Life(NamedTuple):
    """A resource: one acquiring place, whatever number of things it acquired."""

    subject: str
    kind: Kind
    acquired: tuple[Stay, ...]
    released: tuple[Stay, ...]
    lost: tuple[int, ...]
    """At the end of which events nobody could give it back any more."""

    @property
    def left(self) -> int:
        """How many were acquired and not given back."""
        return len(self.acquired) - len(self.released)

    @property
    def ends_in(self) -> str:
        """The callback that has to give it back."""
        acquirer = self.acquired[0].callback if self.acquired else ""
        return _ENDS.get(acquirer, f"`{acquirer}`, or `stop`" if acquirer else "")


def lives(steps: Iterable[TraceStep], kinds: Iterable[Kind]) -> list[Life]:
    """All resources of a story, in the order in which they were acquired."""
    words = {kind.id: kind for kind in kinds}
    acquired: dict[str, list[Stay]] = {}
    released: dict[str, list[Stay]] = {}
    lost: dict[str, list[int]] = {}
    event = -1
    for step in steps:
        event += step.kind == "event"
        if step.kind == "acquire":
            acquired.setdefault(step.subject, []).append(Stay(step.callback, step.place, event))
        elif step.kind == "release":
            released.setdefault(step.subject, []).append(Stay(step.callback, step.place, event))
        elif step.kind == "lost":
            lost.setdefault(step.subject, []).append(event)
    return [
        Life(
            subject,
            words.get(kind, Kind(kind, kind, "", "")),
            tuple(stays),
            tuple(released.get(subject, ())),
            tuple(lost.get(subject, ())),
        )
        for subject, stays in acquired.items()
        for kind in [subject.partition("@")[0]]
    ]
