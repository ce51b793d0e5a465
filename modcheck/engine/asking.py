"""What a process may choose: each try is a path of its own, and arithmetic with what it chose says what else
to try."""

from __future__ import annotations

import re
from fractions import Fraction
from heapq import heappush
from typing import TYPE_CHECKING, Any

from modcheck.domains.asked import Asked, Asking, Question, Questions, Values
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import Agg
from modcheck.environment.again import ASKED
from modcheck.ir import ops
from modcheck.ir.fold import wrap
from modcheck.ir.types import Ty, signed, width

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine


def ask(machine: Machine, state: State, frame: Frame, op: ops.Call, args: list[Any]) -> None:
    """`ask(name, low, high, …, first)`: numbers that a process chooses, as a list. `first`: the tries to
    begin with, one number after the other. A plan says what is chosen; one that does not takes the first."""
    questions = tuple(Question(str(args[i]), args[i + 1], args[i + 2]) for i in range(0, len(args) - 1, 3))
    count, slot = len(questions), op.dest.local
    flat = [int(value) for value in args[-1].items]
    first = [tuple(flat[i : i + count]) for i in range(0, len(flat), count)]
    if machine.plan is not None:
        told = _planned(machine.plan, questions)
        if told is not None:
            _choose(state, questions, told)
        frame.locals[slot] = _list(told or first[0])
        return
    origin = state.fork()

    def beside(values: Values) -> None:
        machine.tally.tried += 1
        other = origin.fork()
        _go_on(other, tries, values, slot)
        plain = sum(map(abs, values)) + 2 * (values[-1] == 0)  # a length of 1 is plainer than one of 0
        heappush(machine.later, (plain, machine.tally.tried, other))

    def too_many() -> None:
        machine.tally.untried += 1

    tries = Questions(questions, beside, too_many)
    machine.tries = tries
    tries.tried.add(first[0])
    for values in first:
        tries.propose(values)
    _go_on(state, tries, first[0], slot)


def _go_on(state: State, tries: Questions, values: Values, slot: int) -> None:
    _choose(state, tries.questions, values)
    state.frames[-1].locals[slot] = _list(Asking(tries, values).numbers())


def _choose(state: State, questions: tuple[Question, ...], values: Values) -> None:
    told = ", ".join(f"{question.name} {value}" for question, value in zip(questions, values, strict=True))
    state.choices = (*state.choices, told + ASKED)
    state.note("asked", told, None)


def _planned(plan: frozenset[str], questions: tuple[Question, ...]) -> Values | None:
    pattern = ", ".join(rf"{re.escape(question.name)} (-?\d+)" for question in questions) + ASKED
    found = (re.fullmatch(pattern, label) for label in plan)
    return next((tuple(map(int, match.groups())) for match in found if match), None)


def _list(values: tuple[int, ...]) -> Agg:
    return Agg(Ty("core::Vec"), "", values)


def asked_of(*values: Any) -> Asking | None:
    """The try that one of these numbers was computed from, if all are plain numbers else."""
    found = next((value.asking for value in values if value.__class__ is Asked), None)
    return found if all(value.__class__ in (int, bool, Asked) for value in values) else None


def compared(asking: Asking, part: ops.Binary, left: int, right: int) -> None:
    """A comparison of the driver or of a rule."""
    asking.compared(left, part.operator, right, id(part))


def computed(asking: Asking, part: ops.Binary, left: int, right: int, result: int) -> int:
    """What an operator gave, which knows how it grows if it is linear; where it would wrap is of interest."""
    exactly = _linear(part.operator, left, right)
    if exactly is None:
        return result
    bits = width(part.ty)
    if part.operator in ("%", "&"):
        asking.compared(left, "<", right + (part.operator == "&"), id(part))
    elif bits and part.operator in ("+", "-", "*", "<<"):
        low = -(1 << (bits - 1)) if signed(part.ty) else 0
        asking.compared(exactly, "<", low if part.operator == "-" else low + (1 << bits), id(part))
    return exactly.moved(result)


def _linear(operator: str, left: int, right: int) -> Asked | None:
    if operator == "-" and not isinstance(left, Asked):
        assert isinstance(right, Asked)
        return right.times(Fraction(-1)).plus(left)
    if operator in ("+", "*") and not isinstance(left, Asked):
        left, right = right, left
    if not isinstance(left, Asked):
        return None
    if operator in ("+", "-"):
        return left.plus(right, 1 if operator == "+" else -1)
    return None if isinstance(right, Asked) else _scaled(operator, left, int(right))


def _scaled(operator: str, left: Asked, right: int) -> Asked | None:
    if operator in ("<<", ">>") and 0 <= right < 64:
        return left.times(Fraction(1 << right) if operator == "<<" else Fraction(1, 1 << right))
    if operator == "*" and right:
        return left.times(Fraction(right))
    if operator == "/" and right > 0 <= int(left):
        return left.times(Fraction(1, right))
    low_bits = operator == "&" and right > 0 and not right & (right + 1)
    return left if low_bits or (operator == "%" and right > 0) else None


def cast(ty: Ty, value: Asked) -> int:
    """As another type of integer."""
    result, bits = wrap(int(value), ty), width(ty)
    if not bits:
        return result
    top = 1 << (bits - 1 if signed(ty) else bits)
    value.asking.compared(value, "<", top, f"as {ty.path}")
    if value.asking.now and any(question.low < 0 for question in value.asking.questions.questions):
        value.asking.compared(value, "<", 0, f"as {ty.path}")
    return value.moved(result)


def negated(value: Asked, ty: Ty | None) -> int:
    """`-x`."""
    opposite = value.times(Fraction(-1))
    return opposite.moved(wrap(int(opposite), ty if ty is not None else Ty("i64")))
