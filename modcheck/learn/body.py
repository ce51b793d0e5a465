"""A tree in, the text of a rule function out: nested ifs, calls by name, `Ok` and `Err`, fields."""

from __future__ import annotations

from modcheck.ir.ops import Function
from modcheck.learn.terms import (
    CallC,
    Decided,
    Dispatch,
    Dropped,
    Event,
    Kept,
    Named,
    Result,
    Stored,
    Term,
    Write,
    mentions,
    parts_of,
)
from modcheck.learn.tree import End, Fork, Tree, with_old_values
from modcheck.learn.wording import Words, condition, expression, param_name, python_name

STEP = "    "


def function_text(w: Words, name: str, function: Function, tree: Tree) -> str:
    """The whole function."""
    names = [function.names[index] or f"arg{index}" for index in range(1, function.params + 1)]
    params = ", ".join(param_name(part) for part in names)
    lines = ["@by_value"] if function.receiver == "value" and name != "drop" else []
    lines.append(f"def {name}({params}):")
    lines += _tree(w, with_old_values(tree), STEP)
    return "\n".join(lines) + "\n"


def _tree(w: Words, tree: Tree, indent: str) -> list[str]:
    lines: list[str] = []
    for position, event in enumerate(tree.events):
        later = tree.events[position + 1 :]
        lines += [indent + line for line in _event(w, event, _is_used(event, later, tree))]
    if isinstance(tree.end, End):
        return [*lines, *_end(w, tree.end, indent, bool(lines))]
    return [*lines, *_fork(w, tree.end, indent)]


def _fork(w: Words, fork: Fork, indent: str) -> list[str]:
    """What comes to the same in a rule file either way is not asked."""
    ways = sorted(fork.ways, key=lambda way: way[0] not in (True, "Err", "None"))
    said = len(w.vague)
    *others, last = [(outcome, _tree(w, way, indent)) for outcome, way in ways]
    if all(lines == last[1] for _, lines in others):
        del w.vague[said + sum(line.count('unknown("') for line in last[1]) :]
        return last[1]
    lines: list[str] = []
    for outcome, inner in others:
        lines.append(f"{indent}if {condition(w, fork.term, outcome)}:")
        lines += [STEP + line for line in inner or [f"{indent}pass"]]
        if not inner or not inner[-1].strip().startswith(("return", "panic")):
            lines.append(f"{indent}{STEP}return None")
    return [*lines, *last[1]]


def _end(w: Words, end: End, indent: str, after_something: bool) -> list[str]:
    if end.diverges:
        return [f'{indent}panic("{end.diverges[:60]}")'.replace("\\", "/")]
    shown = expression(w, end.result)
    if shown == "None":
        return [] if after_something else [f"{indent}return None"]
    return [f"{indent}return {_bare(shown)}"]


def _bare(shown: str) -> str:
    """Without the parentheses around the whole; those of a tuple stay."""
    return shown


def _is_used(event: Event, later: tuple[Event, ...], tree: Tree) -> bool:
    if not isinstance(event, CallC | Dispatch):
        return False
    return any(_uses(inner, event.number) for inner in later) or _used_in(tree.end, event.number)


def _used_in(end: object, number: int) -> bool:
    if isinstance(end, End):
        return _has(end.result, number)
    assert isinstance(end, Fork)
    if _has(end.term, number):
        return True
    for _, way in end.ways:
        if any(_uses(event, number) for event in way.events) or _used_in(way.end, number):
            return True
    return False


def _uses(event: Event, number: int) -> bool:
    return any(_has(term, number) for term in terms_of(event))


def _has(term: Term, number: int) -> bool:
    if isinstance(term, Result):
        return term.number == number
    return any(_has(part, number) for part in parts_of(term))


def terms_of(event: Event) -> tuple[Term, ...]:
    """The terms that an event speaks of."""
    if isinstance(event, CallC):
        return event.args
    if isinstance(event, Dispatch):
        return (event.on, *event.args)
    if isinstance(event, Write):
        return (event.target, event.value)
    return (event.term,)


def _event(w: Words, event: Event, used: bool) -> list[str]:
    if isinstance(event, CallC):
        return _c_call(w, event, used)
    if isinstance(event, Dispatch):
        head = f"r{event.number} = " if used else ""
        return [head + _dispatch(w, event)]
    if isinstance(event, Write):
        return [f"{expression(w, event.target)} = {expression(w, event.value)}"]
    if isinstance(event, Kept):
        return [f"{event.name} = {expression(w, event.term)}"]
    if isinstance(event, Dropped):
        return [f"drop_now({expression(w, event.term)})"]
    assert isinstance(event, Decided)
    return []


def _c_call(w: Words, event: CallC, used: bool) -> list[str]:
    lines: list[str] = []
    shown: list[str] = []
    for position, arg in enumerate(event.args):
        if arg == Stored(event.number, position):
            lines.append(f"out{event.number}_{position} = 0")
            shown.append(f"ref(out{event.number}_{position})")
        else:
            shown.append(expression(w, arg))
    head = f"r{event.number} = " if used else ""
    return [*lines, f"{head}{event.name}({', '.join(shown)})"]


def _dispatch(w: Words, event: Dispatch) -> str:
    args = [expression(w, arg) for arg in event.args]
    on = expression(w, event.on)
    if isinstance(event.on, Named):
        return f"invoke({', '.join([on, repr(event.name).replace(chr(39), chr(34)), *args])})"
    if not event.name:
        return f"{on}({', '.join(args)})"
    return f"{on}.{python_name(event.name)}({', '.join(args)})"


__all__ = ["function_text", "mentions", "terms_of"]
