"""Operators on terms, folded where both sides are numbers; and what a path knows of a comparison."""

from __future__ import annotations

from collections.abc import Callable

from modcheck.ir.types import Ty
from modcheck.learn.terms import (
    Address,
    Binary,
    Captured,
    Decided,
    Event,
    Lit,
    Named,
    Owner,
    Param,
    Pointer,
    Pure,
    Result,
    Term,
    Whole,
)

MAX_ERRNO = 4095
"""What C returns below zero is an errno (include/linux/err.h)."""
ERRNO = Ty("bindings::errno")
"""The type of a result that is 0 or an error number."""
_FOLDED: dict[str, Callable[[int, int], int | bool]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "&": lambda a, b: a & b,
    "|": lambda a, b: a | b, "^": lambda a, b: a ^ b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip
_NEGATED = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_NOT_NULL = (Pointer, Address, Owner, Whole, Captured)
_LOWEST, _HIGHEST = -(1 << 127), 1 << 127


def combined(operator: str, left: Term, right: Term) -> Term:
    """Two terms and an operator."""
    a, b = getattr(left, "value", None), getattr(right, "value", None)
    if isinstance(a, int) and isinstance(b, int) and operator in _FOLDED:
        return Lit(_FOLDED[operator](a, b))
    if operator in ("==", "!=") and left == right and not isinstance(left, Pure):
        return Lit(operator == "==")
    null = isinstance(right, Lit) and right.value == 0
    if operator in ("==", "!=") and null and isinstance(left, _NOT_NULL):
        return Lit(operator == "!=")
    return Binary(operator, left, right)


def opposite(operator: str, term: Term) -> Term:
    """`!` or `-` of a term."""
    if operator == "-":
        return combined("-", Lit(0), term)
    if isinstance(term, Lit) and isinstance(term.value, bool):
        return Lit(not term.value)
    if isinstance(term, Binary) and term.operator in _NEGATED:
        return Binary(_NEGATED[term.operator], term.left, term.right)
    return Pure("not", (term,))


def normal(term: Term) -> tuple[Term, bool]:
    """A condition as the one that is asked for, and whether it is asked the other way round. `x != 0`, `x`
    and `!x` are all `x == 0`."""
    if isinstance(term, Pure) and term.name == "not":
        inner, turned = normal(term.args[0])
        return inner, not turned
    if isinstance(term, Binary) and term.operator in ("!=", ">=", ">"):
        return Binary(_NEGATED[term.operator], term.left, term.right), True
    if isinstance(term, Binary) and term.operator in _NEGATED:
        return term, False
    if isinstance(term, Param | Named) or not isinstance(term, Result | Binary):
        return term, False
    return Binary("==", term, Lit(0)), True


def implied(term: Term, events: list[Event]) -> bool | None:
    """What a comparison with a number must give after what was decided before; `None` if it is open."""
    if not isinstance(term, Binary) or not isinstance(term.right, Lit):
        return None
    right = term.right.value
    if not isinstance(right, int):
        return None
    low, high = _LOWEST, _HIGHEST
    if isinstance(term.left, Result):
        low, high = -MAX_ERRNO, 0 if term.left.ty == ERRNO else _HIGHEST
    without: set[int] = set()
    for event in events:
        if isinstance(event, Decided) and isinstance(event.term, Binary) and event.term.left == term.left:
            low, high = _narrowed(event, low, high, without)
    while low in without:
        low += 1
    while high in without:
        high -= 1
    return _within(term.operator, int(right), low, high, without)


def _narrowed(event: Decided, low: int, high: int, without: set[int]) -> tuple[int, int]:
    assert isinstance(event.term, Binary)
    bound = event.term.right
    if not isinstance(bound, Lit) or not isinstance(bound.value, int):
        return low, high
    number, operator = int(bound.value), event.term.operator
    if not event.outcome:
        operator = _NEGATED[operator]
    if operator == "!=":
        without.add(number)
    if operator in ("==", ">=", ">"):
        low = max(low, number + (operator == ">"))
    if operator in ("==", "<=", "<"):
        high = min(high, number - (operator == "<"))
    return low, high


def _within(operator: str, right: int, low: int, high: int, without: set[int]) -> bool | None:
    if operator == "==":
        if right < low or right > high or right in without:
            return False
        return True if low == high else None
    if operator == "<":
        return True if high < right else False if low >= right else None
    if operator == "<=":
        return True if high <= right else False if low > right else None
    return None
