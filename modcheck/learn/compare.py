"""Rules written by hand and what was derived in, the functions whose effects differ out.

Two functions come to the same if their paths acquire and release the same kinds of resources in the same
order, and end alike: with success, with an error number, or with the number that C gave.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from modcheck.contracts import RuleBook
from modcheck.learn.derive import Derived, Learned, derive, drop_glue, plain
from modcheck.learn.facts import Facts
from modcheck.learn.hazards import failed, zero_decided
from modcheck.learn.paths import Paths
from modcheck.learn.primitives import PRIMITIVES
from modcheck.learn.terms import CallC, Event, Lit, Result, Term, Whole
from modcheck.learn.tree import End, Tree, ends_of
from modcheck.learn.types import Types

Effect = tuple[tuple[str, ...], str]
"""What a path acquires (`+`), fails to acquire (`!`) and releases (`-`); how it ends."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A function of which the rules say something else than the crate does."""

    path: str
    text: str


@dataclass(slots=True)
class Comparison:
    """What came of holding a pack of rules against a crate."""

    same: int = 0
    replaced: int = 0
    """Functions that do otherwise on purpose: the pack's `replaces` says instead of what."""
    differences: list[Difference] = field(default_factory=list)

    @property
    def compared(self) -> int:
        """The functions that both sides were read of."""
        return self.same + self.replaced + len({one.path for one in self.differences})


def compare(learned: Learned, book: RuleBook, generation: str) -> Comparison:
    """Hold the rules of a generation, without what was learned, against the crate of its tree."""
    hand = Types(book.program, book.program, errno=learned.facts.errno())
    facts = Facts(book)
    paths = Paths(learned.crate.program, book.externals.aliases)
    derived = {plain(one.path): one for one in learned.derived}
    known = {plain(path) for path in learned.crate.program.functions} - derived.keys()
    made = Comparison()
    for path, function in book.program.functions.items():
        if not path.startswith("kernel::"):
            continue
        told = derive(hand, function)
        if not isinstance(told, Derived):
            continue
        mine = effects_of(told.tree, facts)
        its = paths.of_crate(path)
        crate = derived.get(its) or _glue(learned, its)
        if crate is not None:
            _compared(made, path, mine, crate, learned, book)
        elif _is_gone(path, mine, book, its in known, f"/{generation}/" in function.span.path):
            made.differences.append(Difference(path, "the crate has no such function"))
    return made


def _compared(
    made: Comparison, path: str, mine: set[Effect], crate: Derived, learned: Learned, book: RuleBook
) -> None:
    its = effects_of(crate.tree, learned.facts)
    found = _differences(path, mine, its)
    stated = book.replaces.get(path)
    if stated is not None:
        instead = "; ".join(map(_shown, sorted(_weighed(its) - _weighed(mine)))) or "nothing more"
        if found and instead in stated[:-1]:
            made.replaced += 1
            return
        text = f"`replaces` is of what the crate does no more; it does: {instead}"
        found.append(Difference(path, text))
    made.differences += found + (_unheard_of(path, crate, book) if found else [])
    made.same += not found


def _is_gone(path: str, mine: set[Effect], book: RuleBook, known: bool, own_file: bool) -> bool:
    """Facts without a function. What a pack takes from the one that it is like may be newer than its tree;
    a function of the pack with a fact of its own is one of C."""
    owner, _, name = path.rpartition("::")
    one_of_c = name in book.facts and owner not in book.program.types
    made_up = path in book.own or owner in book.own or one_of_c
    return _does_something(mine) and own_file and not known and not made_up


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
        if end.diverges or _as_intended(events) or _is_impossible(events, facts):
            continue
        told: list[str] = []
        for event in events:
            if isinstance(event, CallC):
                told += _marks(event, events, facts)
        found.add((tuple(told), _ending(end, events, facts)))
    return found


def _as_intended(events: tuple[Event, ...]) -> bool:
    asked = {event.number for event in events if isinstance(event, CallC) and event.name == "intended"}
    return any(zero_decided(number, events) is False for number in asked)


def _is_impossible(events: tuple[Event, ...], facts: Facts) -> bool:
    """Is something null that the kernel made? It says otherwise that it failed."""
    calls = [event for event in events if isinstance(event, CallC)]
    made = {call.number for call in calls if call.name == "allocate" or _convention(call, facts) == "err_ptr"}
    return any(zero_decided(number, events) for number in made)


def _convention(call: CallC, facts: Facts) -> str:
    fact = facts.effective.get(call.name)
    return fact.fails[0] if fact is not None and fact.fails is not None else ""


_BOOKED = {"acquire": "+", "afresh": "+", "release": "-", "release_held": "-"}


def _booked(call: CallC, events: tuple[Event, ...], facts: Facts) -> list[str]:
    """What the primitives of a rule's body book, where that was followed."""
    named = call.args[0].value if call.args and isinstance(call.args[0], Lit) else ""
    if call.name in _BOOKED:
        return [f"{_BOOKED[call.name]}{named}"]
    fact = facts.book.facts.get(str(named)) if call.name == "inject" else None
    fails = fact is not None and fact.acquires is not None and zero_decided(call.number, events) is False
    return [f"!{fact.acquires[0]}"] if fact is not None and fact.acquires is not None and fails else []


def _marks(call: CallC, events: tuple[Event, ...], facts: Facts) -> list[str]:
    fact = facts.effective.get(call.name)
    if fact is None and (call.name in _BOOKED or call.name == "inject"):
        return _booked(call, events, facts)
    told = [mark for mark in facts.marks.get(call.name, ()) if not mark.endswith("rust.raw")]
    if fact is None or fact.fails is None:
        return told
    if failed(fact.fails[0], call.number, events):
        return [mark.replace("+", "!") for mark in told]
    return told


def _ending(end: End, events: tuple[Event, ...], facts: Facts) -> str:
    result = end.result
    if not isinstance(result, Whole) or result.variant not in ("Err", "None"):
        return "success"
    return f"the error {_number(result.values[0], events, facts)}" if result.values else "None"


def _number(term: Term, events: tuple[Event, ...], facts: Facts) -> str:
    """A number that C gave is the one that a check injects there."""
    while isinstance(term, Whole) and len(term.values) == 1:
        term = term.values[0]
    if isinstance(term, Lit):
        return str(term.value)
    for event in events:
        if isinstance(event, CallC) and isinstance(term, Result) and event.number == term.number:
            fact = facts.effective.get(event.name)
            return str(-fact.fails[1]) if fact is not None and fact.fails is not None else "that C gave"
    return "that C gave"


def _differences(path: str, hand: set[Effect], crate: set[Effect]) -> list[Difference]:
    mine, its = _weighed(hand), _weighed(crate)
    found = [Difference(path, f"only the rules: {_shown(effect)}") for effect in sorted(mine - its)]
    return found + [Difference(path, f"only the crate: {_shown(effect)}") for effect in sorted(its - mine)]


def _weighed(effects: set[Effect]) -> set[Effect]:
    """Paths that do nothing to resources and fail are left out: the crate checks more arguments."""
    return {effect for effect in effects if effect[0] or effect[1] == "success"}


def _shown(effect: Effect) -> str:
    marks, ending = effect
    return f"{' '.join(marks) or 'nothing'}, then {ending}"


__all__ = ["Comparison", "Difference", "against_models", "compare", "effects_of"]
