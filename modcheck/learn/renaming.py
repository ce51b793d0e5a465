"""A term or an event in, the same with another term in the place of one out."""

from __future__ import annotations

from dataclasses import replace

from modcheck.learn.terms import (
    Binary,
    CallC,
    Captured,
    Decided,
    Dispatch,
    Dropped,
    Element,
    Event,
    Part,
    Payload,
    Pure,
    Term,
    Whole,
    Write,
)


def renamed(term: Term, old: Term, new: Term) -> Term:
    """The term with `new` where `old` was."""
    if term == old:
        return new
    if isinstance(term, Part):
        return Part(renamed(term.base, old, new), term.name)
    if isinstance(term, Payload):
        return Payload(renamed(term.base, old, new), term.variant, term.position)
    if isinstance(term, Element):
        return Element(renamed(term.base, old, new), renamed(term.index, old, new))
    if isinstance(term, Binary):
        return Binary(term.operator, renamed(term.left, old, new), renamed(term.right, old, new))
    return _with_list(term, old, new)


def _with_list(term: Term, old: Term, new: Term) -> Term:
    if isinstance(term, Whole):
        return Whole(term.ty, term.variant, term.names, _all(term.values, old, new))
    if isinstance(term, Pure):
        return Pure(term.name, _all(term.args, old, new))
    if isinstance(term, Captured):
        return Captured(term.function, _all(term.captures, old, new))
    return term


def _all(terms: tuple[Term, ...], old: Term, new: Term) -> tuple[Term, ...]:
    return tuple(renamed(term, old, new) for term in terms)


def renamed_event(event: Event, old: Term, new: Term) -> Event:
    """The event with `new` where `old` was; a store goes where it went."""
    if isinstance(event, CallC):
        return replace(event, args=_all(event.args, old, new))
    if isinstance(event, Dispatch):
        return Dispatch(event.number, renamed(event.on, old, new), event.name, _all(event.args, old, new))
    if isinstance(event, Write):
        return Write(event.target, renamed(event.value, old, new))
    if isinstance(event, Dropped):
        return Dropped(renamed(event.term, old, new))
    if isinstance(event, Decided):
        return Decided(renamed(event.term, old, new), event.outcome)
    return event


def spoken_of(event: Event) -> tuple[Term, ...]:
    """The values that an event speaks of; where a store goes is none."""
    if isinstance(event, CallC):
        return event.args
    if isinstance(event, Dispatch):
        return (event.on, *event.args)
    if isinstance(event, Write):
        return (event.value,)
    return (event.term,) if isinstance(event, Dropped | Decided) else ()
