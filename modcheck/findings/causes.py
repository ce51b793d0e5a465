"""Groups of breaks with one root cause, and the rules whose breaks explain that something is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from modcheck.engine.search import Found, effort
from modcheck.source import Span

CAUSES = ("forgotten_guard", "wrong_handle")
"""What explains the loss of what it was done to; one finding a place."""


class Told(NamedTuple):
    """What another rule says of a break: the rule that it would be reported under, what is said, the place
    that is shown, and perhaps another one with its label."""

    rule: str
    detail: str
    place: Span
    other: tuple[Span, str] | None = None


@dataclass(slots=True)
class Group:
    """One root cause: the break that tells it best, the others that are the same, and what follows."""

    rule: str
    first: Found
    same: list[Found] = field(default_factory=list)
    consequences: list[Found] = field(default_factory=list)
    told: Told | None = None


def cost(item: Found) -> tuple[bool, float]:
    return bool(item.assumed), effort(item.witness)


def caused(groups: list[Group]) -> list[Group]:
    """What was done to something explains that it is lost there, and not what else is lost on other ways."""
    for item in [g for g in groups if g.rule in CAUSES]:
        told = {(f.broken.subject, f.witness) for f in (item.first, *item.same)}
        for other in [g for g in groups if g.rule.startswith("leak_")]:
            members = (other.first, *other.same)
            rest = [f for f in members if (f.broken.subject, f.witness) not in told]
            if not rest:
                groups = absorb(groups, item, [other])
            elif len(rest) < len(members):
                item.consequences += [f for f in members if f not in rest]
                other.first = min(rest, key=cost)
                other.same = [f for f in rest if f is not other.first]
    return groups


def absorb(groups: list[Group], primary: Group, others: list[Group]) -> list[Group]:
    for other in others:
        if other is not primary:
            primary.consequences += [other.first, *other.consequences]
    gone = {id(other) for other in others if other is not primary}
    return [g for g in groups if id(g) not in gone]
