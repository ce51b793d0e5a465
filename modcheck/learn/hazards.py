"""What was derived in, what the crate itself does wrong out: leaks on error paths, debts that stay."""

from __future__ import annotations

import re
from dataclasses import dataclass

from modcheck.contracts import Fact, RuleBook
from modcheck.ir.ops import Call, Function, Method, Path
from modcheck.learn.arithmetic import implied
from modcheck.learn.body import terms_of
from modcheck.learn.derive import Derived, Learned, NotDerived
from modcheck.learn.machine import paths_followed
from modcheck.learn.terms import (
    NOTHING,
    Address,
    Binary,
    CallC,
    Decided,
    Dispatch,
    Dropped,
    Event,
    Lit,
    Param,
    Part,
    Payload,
    Pure,
    Result,
    Stored,
    Term,
    Whole,
    Write,
    mentions,
    parts_of,
)
from modcheck.learn.tree import End, ends_of
from modcheck.source import Span

_MENTIONED = re.compile(rb"\bbindings::(\w+)")
Ends = list[tuple[tuple[Event, ...], End]]
GIVEN_AWAY = "as_raw"
"""The primitive that stands for giving a value to C."""
_COMMENT = re.compile(rb"^\s*//.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something that a driver cannot mend."""

    kind: str
    """`leak`, `no_release`, `key` or `handed_over`."""
    where: str
    text: str
    span: Span


def hazards_of(learned: Learned, book: RuleBook) -> list[Hazard]:
    """All of them, in the order of the source."""
    found: list[Hazard] = []
    for one in learned.derived:
        found += _leaks(learned, book, one.function, ends_of(one.tree))
    for other in learned.unknown:
        found += _leaks(learned, book, other.function, _ends_followed(learned, other))
    found += _without_release(learned, book)
    found += _wrong_keys(learned, book)
    found += _never_taken_back(learned, book)
    return sorted(set(found), key=lambda hazard: (hazard.span, hazard.kind, hazard.text))


def _ends_followed(learned: Learned, one: NotDerived) -> Ends:
    """The ways through a function with something that is not understood which do not come there."""
    if not one.on_a_path:
        return []
    paths = paths_followed(learned.types, one.function)
    return [(path.events, End(path.result, path.diverges)) for path in paths]


def _leaks(learned: Learned, book: RuleBook, function: Function, ends: Ends) -> list[Hazard]:
    """A path on which what was acquired is neither given back nor known to anybody afterwards."""
    found = []
    for events, end in ends:
        for at, event in enumerate(events):
            if not isinstance(event, CallC) or end.diverges:
                continue
            fact = learned.facts.effective.get(event.name)
            if event.name == GIVEN_AWAY and _forgotten(learned, event, events[at + 1 :], end):
                text = f"a value is given away as a raw pointer that nobody has any more {_when(end)}"
            elif (
                fact is None
                or fact.acquires is None
                or not _lost(learned, book, fact, event, events, at, end)
            ):
                continue
            else:
                name = _noun(book, fact.acquires[0])
                text = f"{name} that {event.name} gave is neither returned, stored nor released {_when(end)}"
            found.append(Hazard("leak", event.inside, text, event.span or function.span))
    return found


def _forgotten(learned: Learned, call: CallC, later: tuple[Event, ...], end: End) -> bool:
    """Is the raw pointer neither given to anybody nor taken back?"""
    taken = any(isinstance(event, Dropped) and _is_of(event.term, call.number) for event in later)
    return not taken and not _escapes(learned, Result(call.number), later, end)


def _noun(book: RuleBook, kind: str) -> str:
    return str(book.resources.get(kind, {}).get("noun", kind))


def _when(end: End) -> str:
    return "on an error path" if _is_error(end) else "on a path"


def _is_error(end: End) -> bool:
    return isinstance(end.result, Whole) and end.result.variant in ("Err", "None")


def _lost(
    learned: Learned, book: RuleBook, fact: Fact, call: CallC, events: tuple[Event, ...], at: int, end: End
) -> bool:
    assert fact.acquires is not None
    if _failed(fact, call, events) or _asked_about(learned, call, events[at + 1 :]):
        return False
    kind, key = fact.acquires[:2]
    sought: Term | None = Result(call.number) if key == "return" else argument(book, call, key)
    later = events[at + 1 :]
    sought = unconverted(sought) if sought is not None else None
    if sought is None or not _is_stable(sought) or any(_calls_back(book, event) for event in later):
        return False
    if _released(learned, kind, later, sought) or _released(learned, kind, later, Result(call.number)):
        return False
    if key != "return" or end.result == NOTHING:
        return _is_error(end)  # else it is the caller who has it
    looked_at = any(_is_of(term, call.number) for event in later for term in terms_of(event))
    return looked_at and not _escapes(learned, Result(call.number), later, end)  # else C gives nothing


def unconverted(term: Term) -> Term:
    """A counted reference, or an address, leads to the same thing as what it was made from."""
    if isinstance(term, Address):
        return unconverted(term.term)
    if isinstance(term, Pure) and term.name == "convert":
        return unconverted(term.args[0])
    return Part(unconverted(term.base), term.name) if isinstance(term, Part) else term


def _calls_back(book: RuleBook, event: Event) -> bool:
    """Does C call a function there that it was given? What that gives back is not seen."""
    function = book.program.functions.get(f"bindings::{event.name}") if isinstance(event, CallC) else None
    if function is None:
        return False
    return any(name == "call_back" for name, _ in named_calls(function))


def _is_stable(term: Term) -> bool:
    """Is it a name by which what was acquired can be found again?"""
    while isinstance(term, Part | Payload):
        term = term.base
    return isinstance(term, Param | Result | Stored)


def _failed(fact: Fact, call: CallC, events: tuple[Event, ...]) -> bool:
    if fact.fails is None or (fact.fails[0] != "errno" and zero_decided(call.number, events)):
        return zero_decided(call.number, events) is True
    return failed(fact.fails[0], call.number, events)


def failed(convention: str, number: int, events: tuple[Event, ...]) -> bool:
    """Has the call with this number failed on this path, by what was decided of its result?"""
    zero = zero_decided(number, events)
    if convention == "err_ptr":
        return any(isinstance(event, Decided) and _says_error(event, number) for event in events)
    return zero is True if convention == "null" else zero is False


def _says_error(event: Decided, number: int) -> bool:
    term = event.term
    asks = isinstance(term, Pure) and term.name == "is_error" and _is_of(term, number)
    return asks and event.outcome is True


def zero_decided(number: int, events: tuple[Event, ...]) -> bool | None:
    """Is the result of a call zero on this path?"""
    terms = [e.term.left for e in events if isinstance(e, Decided) and isinstance(e.term, Binary)]
    for term in [t for t in terms if isinstance(t, Result) and t.number == number]:
        known = implied(Binary("==", term, Lit(0)), list(events))
        if known is not None:
            return known
        if implied(Binary("<", term, Lit(0)), list(events)):
            return False
        return implied(Binary("<", term, Lit(0)), list(events)) is False or None
    return None


def _asked_about(learned: Learned, call: CallC, later: tuple[Event, ...]) -> bool:
    """Another function, which books nothing, tells whether it succeeded, and the path depends on that."""
    asked = {
        event.number
        for event in later
        if isinstance(event, CallC) and any(_is_of(arg, call.number) for arg in event.args)
        if not learned.facts.marks.get(event.name)
    }
    return any(
        isinstance(event, Decided) and any(_is_of(event.term, number) for number in asked) for event in later
    )


def _is_of(term: Term, number: int) -> bool:
    if isinstance(term, Result):
        return term.number == number
    return any(_is_of(part, number) for part in parts_of(term))


def argument(book: RuleBook, call: CallC, name: str) -> Term | None:
    """The argument that a fact names, if the fact takes as many as the call gives."""
    function = book.program.functions.get(f"bindings::{call.name}")
    if function is None or function.params != len(call.args):
        return None
    names = function.names[1 : function.params + 1]
    return call.args[names.index(name)] if name in names else None


def _released(learned: Learned, kind: str, later: tuple[Event, ...], sought: Term) -> bool:
    number = sought.number if isinstance(sought, Result) else None
    for event in later:
        if isinstance(event, CallC) and f"-{kind}" in learned.facts.marks.get(event.name, ()):
            if number is None and any(mentions(unconverted(arg), sought) for arg in event.args):
                return True
            if number is not None and any(_is_of(arg, number) for arg in event.args):
                return True
    return False


def _escapes(learned: Learned, value: Result, later: tuple[Event, ...], end: End) -> bool:
    if _is_of(end.result, value.number):
        return True
    for event in later:
        if not isinstance(event, Write | CallC | Dispatch):
            continue
        terms = (event.value,) if isinstance(event, Write) else terms_of(event)
        given = any(_is_of(term, value.number) for term in terms)
        if given and (not isinstance(event, CallC) or _keeps(learned, event, later)):
            return True
    return False


def _keeps(learned: Learned, call: CallC, later: tuple[Event, ...]) -> bool:
    """May C still have what it was given? Not if it was to book that and failed, nor if it only answers."""
    fact = learned.facts.effective.get(call.name)
    if fact is not None and (fact.acquires is not None or fact.releases is not None):
        return fact.fails is None or not failed(fact.fails[0], call.number, later)
    return not learned.facts.only_answers(call.name)


def _without_release(learned: Learned, book: RuleBook) -> list[Hazard]:
    """What the crate acquires somewhere and releases nowhere, not even through a function pointer."""
    mentioned: set[str] = set()
    for file in learned.crate.files.values():
        mentioned |= {name.decode() for name in _MENTIONED.findall(_COMMENT.sub(b"", file.data))}
    releasing: dict[str, set[str]] = {}
    for name, marks in learned.facts.marks.items():
        for mark in marks:
            if mark.startswith("-"):
                releasing.setdefault(mark[1:], set()).add(name)
    found = []
    for path, callees in learned.calls.items():
        for name in sorted(callees & {f"bindings::{fact}" for fact in learned.facts.effective}):
            fact = learned.facts.effective[name[len("bindings::") :]]
            kind = fact.acquires[0] if fact.acquires is not None else ""
            if kind and releasing.get(kind) and not releasing[kind] & mentioned:
                text = f"{_noun(book, kind)} is acquired by {fact.name}, and nothing in the crate releases it"
                span = learned.crate.program.functions[path].span
                found.append(Hazard("no_release", path, text, span))
    return found


def _wrong_keys(learned: Learned, book: RuleBook) -> list[Hazard]:
    """A `Drop` that releases by another field than the one that what was acquired went into."""
    kept = _kept(learned, book)
    found = []
    for one in learned.derived:
        owner = one.function.owner
        if owner is None or learned.types.crate.drops.get(owner.path) != one.path:
            continue
        for events, _ in ends_of(one.tree):
            for event in events:
                found += _wrong_key(learned, book, one, event, kept.get(owner.path, {}))
    return found


def _kept(learned: Learned, book: RuleBook) -> dict[str, dict[str, set[str]]]:
    """Type → kind → the fields that the key of such a resource is put into."""
    kept: dict[str, dict[str, set[str]]] = {}
    for one in learned.derived:
        for events, end in ends_of(one.tree):
            wholes = [term for term in _inside(end.result) if isinstance(term, Whole) and not term.variant]
            for event in events:
                fact = learned.facts.effective.get(event.name) if isinstance(event, CallC) else None
                if fact is None or fact.acquires is None or not isinstance(event, CallC):
                    continue
                for whole in wholes:
                    _note(kept, book, fact, event, whole)
    return kept


def _note(
    kept: dict[str, dict[str, set[str]]], book: RuleBook, fact: Fact, call: CallC, whole: Whole
) -> None:
    assert fact.acquires is not None
    kind, key = fact.acquires[:2]
    named = argument(book, call, key) if key != "return" else None
    sought = unconverted(named) if named is not None else None
    for name, value in zip(whole.names, whole.values, strict=True):
        is_given = isinstance(value, Result) and value.number == call.number
        if (sought is not None and unconverted(value) == sought) or (key == "return" and is_given):
            kept.setdefault(whole.ty.path, {}).setdefault(kind, set()).add(name)


def _inside(term: Term) -> list[Term]:
    return [term, *(found for part in parts_of(term) for found in _inside(part))]


def _wrong_key(
    learned: Learned, book: RuleBook, one: Derived, event: Event, kept: dict[str, set[str]]
) -> list[Hazard]:
    fact = learned.facts.effective.get(event.name) if isinstance(event, CallC) else None
    if fact is None or fact.releases is None or not isinstance(event, CallC):
        return []
    kind, key = fact.releases[:2]
    named = argument(book, event, key)
    given = unconverted(named) if named is not None else None
    fields = kept.get(kind)
    if not fields or not isinstance(given, Part) or not isinstance(given.base, Param) or given.name in fields:
        return []
    text = (
        f"{_noun(book, kind)} is released by the field `{given.name}`, "
        f"and what was acquired is in `{'`, `'.join(sorted(fields))}`"
    )
    return [Hazard("key", one.path, text, one.function.span)]


def _never_taken_back(learned: Learned, book: RuleBook) -> list[Hazard]:
    """A module that gives values to C and never takes one back."""
    given: dict[tuple[str, str], tuple[str, Span]] = {}
    taken: set[tuple[str, str]] = set()
    for path, function in learned.crate.program.functions.items():
        if path.rpartition("::")[2] in book.handed_over:
            continue
        for name, span in named_calls(function):
            if name in book.handed_over:
                given.setdefault((span.path, name), (path, span))
            elif name in book.handed_over.values():
                taken.add((span.path, name))
    found = []
    for (file, name), (path, span) in given.items():
        back = book.handed_over[name]
        if (file, back) not in taken and not _macro_mentions(learned, file, back):
            text = f"a value is given away with {name}, and no {back} of this module takes one back"
            found.append(Hazard("handed_over", path, text, span))
    return found


def _macro_mentions(learned: Learned, file: str, name: str) -> bool:
    """In a macro that is not read it may stand too."""
    data = _COMMENT.sub(b"", learned.crate.files[file].data) if file in learned.crate.files else b""
    return re.search(rb"\b" + name.encode() + rb"\b", data) is not None


def named_calls(function: Function) -> list[tuple[str, Span]]:
    """What a body calls, by the last name, and where."""
    found = []
    for block in function.blocks:
        for op in block.ops:
            if isinstance(op, Call) and isinstance(op.callee, Method):
                found.append((op.callee.name, op.span))
            elif isinstance(op, Call) and isinstance(op.callee, Path):
                found.append((op.callee.path.rpartition("::")[2], op.span))
    return found
