"""A crate and the rule book in, what each function of its resource slice does out: derived, modelled by hand,
or unknown with place and reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from modcheck.contracts import RuleBook
from modcheck.ir.ops import Block, Drop, Function, Place, Return
from modcheck.ir.types import UNIT, Ty
from modcheck.learn.crate import Crate
from modcheck.learn.facts import Facts
from modcheck.learn.machine import paths_of
from modcheck.learn.slice import called_by, resource_slice
from modcheck.learn.state import NotUnderstood
from modcheck.learn.terms import CallC, results_in
from modcheck.learn.tree import Tree, ends_of, tree_of
from modcheck.learn.types import Types, has_parts
from modcheck.source import Span

_CFG = re.compile(rb"#\[cfg\(")
Progress = Callable[[int, int, str], None]
_NOT_FORESEEN = (LookupError, AttributeError, TypeError, ValueError, AssertionError, RecursionError)
"""What a body with holes leads to: the function is unknown, the rest is derived."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A function whose every path was followed to its end."""

    path: str
    function: Function
    tree: Tree


@dataclass(frozen=True, slots=True)
class NotDerived:
    """A function that met something not understood."""

    path: str
    function: Function
    reason: str
    span: Span
    on_a_path: bool = False
    """Is it met on some path only? Then others may have been followed to their end."""


@dataclass(slots=True)
class Learned:
    """What was derived from a crate."""

    crate: Crate
    types: Types
    facts: Facts
    calls: dict[str, set[str]]
    derived: list[Derived] = field(default_factory=list)
    modelled: list[str] = field(default_factory=list)
    checked: list[Derived] = field(default_factory=list)
    """Functions modelled by hand that are derived too, to be compared."""
    unknown: list[NotDerived] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The functions of the slice."""
        return len(self.derived) + len(self.modelled) + len(self.unknown)


def learn(crate: Crate, book: RuleBook, progress: Progress | None = None) -> Learned:
    """Derive the resource slice of a crate."""
    types = types_of(crate, book)
    facts = Facts(book)
    calls = called_by(crate.program, types, crate.files)
    learned = Learned(crate, types, facts, calls)
    names = resource_slice(crate.program, calls, set(facts.marks))
    for at, path in enumerate(names):
        if progress is not None:
            progress(at, len(names), path)
        _one(learned, book, path)
    return learned


def types_of(crate: Crate, book: RuleBook) -> Types:
    """The crate's types as the rules complete them."""
    silent = frozenset(f"kernel::print::{name}" for name in book.externals.formats)
    errno, conditional = Facts(book).errno(), _conditional(crate)
    return Types(crate.program, book.program, silent, errno, conditional, book.handed_over)


def _conditional(crate: Crate) -> frozenset[str]:
    """The functions in whose bodies a `#[cfg]` stands."""
    found = set()
    places = {path: [m.start() for m in _CFG.finditer(file.data)] for path, file in crate.files.items()}
    for path, function in crate.program.functions.items():
        starts = [op.span for block in function.blocks for op in block.ops]
        inside = [span for span in starts if span.path == function.span.path]
        if not inside or not places.get(function.span.path):
            continue
        low, high = min(span.start for span in inside), max(span.end for span in inside)
        if any(low <= at < high for at in places[function.span.path]):
            found.add(path)
    return frozenset(found)


def _one(learned: Learned, book: RuleBook, path: str) -> None:
    function = learned.crate.program.functions[path]
    shown = plain(path)
    if shown in learned.types.rules.functions:
        _model(learned, book, shown, function)
        return
    outcome = derive(learned.types, function)
    if isinstance(outcome, Derived) and _gives_what_it_released(learned, outcome):
        reason = "it returns what it released, as far as that was followed"
        outcome = NotDerived(path, function, reason, function.span)
    if isinstance(outcome, NotDerived):
        learned.unknown.append(outcome)
    else:
        learned.derived.append(outcome)


def drop_glue(types: Types, path: str) -> Derived | NotDerived | None:
    """What dropping a value of a type of the crate comes to, if it has fields."""
    ty = Ty(path)
    definition = types.crate.types.get(path)
    if definition is None or not has_parts(types, ty) or definition.span is None:
        return None
    span = definition.span
    block = Block([Drop(Place(1), span)], Return(span))
    function = Function(f"{path}::drop", 1, ["return", "self"], [block], span, "value", (ty,), UNIT)
    return _derived(types, function, opens=True)


def _gives_what_it_released(learned: Learned, one: Derived) -> bool:
    """No wrapper means to do so: then who owns something was not followed rightly."""
    for events, end in ends_of(one.tree):
        for event in events:
            marks = learned.facts.marks.get(event.name, ()) if isinstance(event, CallC) else ()
            if not isinstance(event, CallC) or not any(mark.startswith("-") for mark in marks):
                continue
            given = [term for arg in event.args for term in results_in(arg)]
            if any(term in results_in(end.result) for term in given):
                return True
    return False


def _model(learned: Learned, book: RuleBook, path: str, function: Function) -> None:
    """What a person wrote stands, if the source still calls the C functions that he saw it call."""
    wanted = book.guards.get(path) or book.guards.get(path.rpartition("::")[0]) or []
    called = learned.calls.get(function.path, set())
    if wanted and not any(f"bindings::{name}" in called for name in wanted):
        reason = f"unknown implementation: the model is of one that calls {' or '.join(wanted)}"
        learned.unknown.append(NotDerived(function.path, function, reason, function.span))
        return
    learned.modelled.append(function.path)
    outcome = derive(learned.types, function) if path in book.checked else None
    if isinstance(outcome, Derived):
        learned.checked.append(outcome)


def plain(path: str) -> str:
    """`<kernel::x::T as Trait>::f` as the rules name it."""
    if path.startswith("<"):
        owner, _, name = path[1:].partition(">::")
        return f"{owner.partition(' as ')[0]}::{name}"
    return path


def derive(types: Types, function: Function) -> Derived | NotDerived:
    """One function."""
    if function.path in types.conditional:
        return NotDerived(function.path, function, "it depends on the configuration", function.span)
    return _derived(types, function)


def _derived(types: Types, function: Function, opens: bool = False) -> Derived | NotDerived:
    try:
        return Derived(function.path, function, tree_of(paths_of(types, function, opens)))
    except NotUnderstood as reason:
        return NotDerived(function.path, function, reason.reason, reason.span or function.span, True)
    except _NOT_FORESEEN as error:
        reason_text = f"a body that does not hold together ({type(error).__name__})"
        return NotDerived(function.path, function, reason_text, function.span)
