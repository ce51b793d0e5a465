"""Rules written by hand and what was derived in, the functions whose effects differ out.

Two functions come to the same if their paths acquire and release the same kinds of resources in the same
order, and end alike: with success, with an error number, or with the number that C gave.
"""

from __future__ import annotations

from dataclasses import dataclass

from modcheck.contracts import RuleBook
from modcheck.learn.derive import Derived, Learned, derive, drop_glue, plain
from modcheck.learn.facts import Facts
from modcheck.learn.hazards import failed, zero_decided
from modcheck.learn.primitives import PRIMITIVES
from modcheck.learn.terms import CallC, Event, Lit, Term, Whole
from modcheck.learn.tree import End, Tree, ends_of
from modcheck.learn.types import Types

Effect = tuple[tuple[str, ...], str]
"""What a path acquires (`+`), fails to acquire (`!`) and releases (`-`); how it ends."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A function of which the rules say something else than the crate does."""

    path: str
    text: str


def compare(learned: Learned, book: RuleBook) -> tuple[int, list[Difference]]:
    """How many functions could be compared, and those that differ."""
    hand = Types(book.program, book.program, errno=learned.facts.errno())
    derived = {plain(one.path): one for one in learned.derived}
    unknown = {plain(one.path) for one in learned.unknown}
    known = {plain(path) for path in learned.crate.program.functions}
    compared, found = 0, []
    for path, function in book.program.functions.items():
        if not path.startswith("kernel::"):
            continue
        told = derive(hand, function)
        if not isinstance(told, Derived):
            continue
        mine = effects_of(told.tree, learned.facts)
        crate = derived.get(path) or _glue(learned, path)
        if crate is not None:
            compared += 1
            differences = _differences(path, mine, effects_of(crate.tree, learned.facts))
            found += differences + (_unheard_of(path, crate, book) if differences else [])
        elif _does_something(mine) and path not in unknown and path not in known:
            found.append(Difference(path, "the crate has no such function"))
    return compared, found


def _glue(learned: Learned, path: str) -> Derived | None:
    """Where the rules have a `drop` and the crate has none, its fields are dropped."""
    owner, _, name = path.rpartition("::")
    if name != "drop" or owner in learned.crate.program.drops:
        return None
    glue = drop_glue(learned.types, owner)
    return glue if isinstance(glue, Derived) else None


def _unheard_of(path: str, crate: Derived, book: RuleBook) -> list[Difference]:
    """C functions without a fact, which may be why."""
    called = {e.name for events, _ in ends_of(crate.tree) for e in events if isinstance(e, CallC)}
    unheard = sorted(name for name in called if f"bindings::{name}" not in book.program.functions)
    unheard = [name for name in unheard if name not in PRIMITIVES and name not in ("acquire", "release")]
    text = f"the rules know nothing of {', '.join(unheard)}, which the crate calls"
    return [Difference(path, text)] if unheard else []


def against_models(learned: Learned, book: RuleBook) -> list[Difference]:
    """Models that say of themselves that they are checked, and come to something else than the crate."""
    hand = Types(book.program, book.program, errno=learned.facts.errno())
    found = []
    for one in learned.checked:
        path = plain(one.path)
        told = derive(hand, book.program.functions[path])
        if isinstance(told, Derived):
            mine, its = (effects_of(tree, learned.facts) for tree in (told.tree, one.tree))
            found += _differences(path, mine, its)
    return found


def _does_something(effects: set[Effect]) -> bool:
    return any(marks for marks, _ in effects)


def effects_of(tree: Tree, facts: Facts) -> set[Effect]:
    """The effects of all paths. Where the rules ask what is intended, the answer is no."""
    found = set()
    for events, end in ends_of(tree):
        if end.diverges or _as_intended(events):
            continue
        told: list[str] = []
        for event in events:
            if isinstance(event, CallC):
                told += _marks(event, events, facts)
        found.add((tuple(told), _ending(end)))
    return found


def _as_intended(events: tuple[Event, ...]) -> bool:
    asked = {event.number for event in events if isinstance(event, CallC) and event.name == "intended"}
    return any(zero_decided(number, events) is False for number in asked)


def _marks(call: CallC, events: tuple[Event, ...], facts: Facts) -> list[str]:
    fact = facts.effective.get(call.name)
    told = [mark for mark in facts.marks.get(call.name, ()) if not mark.endswith("rust.raw")]
    if fact is None or fact.fails is None:
        return told
    if failed(fact.fails[0], call.number, events):
        return [mark.replace("+", "!") for mark in told]
    return told


def _ending(end: End) -> str:
    result = end.result
    if not isinstance(result, Whole) or result.variant not in ("Err", "None"):
        return "success"
    return f"the error {_number(result.values[0])}" if result.values else "None"


def _number(term: Term) -> str:
    while isinstance(term, Whole) and len(term.values) == 1:
        term = term.values[0]
    return str(term.value) if isinstance(term, Lit) else "that C gave"


def _differences(path: str, hand: set[Effect], crate: set[Effect]) -> list[Difference]:
    """Paths that do nothing to resources and fail are left out: the crate checks more arguments."""
    mine = {effect for effect in hand if effect[0] or effect[1] == "success"}
    its = {effect for effect in crate if effect[0] or effect[1] == "success"}
    found = [Difference(path, f"only the rules: {_shown(effect)}") for effect in sorted(mine - its)]
    return found + [Difference(path, f"only the crate: {_shown(effect)}") for effect in sorted(its - mine)]


def _shown(effect: Effect) -> str:
    marks, ending = effect
    return f"{' '.join(marks) or 'nothing'}, then {ending}"


__all__ = ["Difference", "against_models", "compare", "effects_of"]
