"""In: numbers of a ring that is turned; out: whether running all turns together is running each."""

import operator
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modcheck.domains.lanes import Diverged, Lanes, Turns, element_of, index_of, structurally
from modcheck.domains.values import Agg
from modcheck.ir.types import Ty

LENGTHS = st.sampled_from([2, 3, 8])
ARITHMETIC = [
    *(operator.add, operator.sub, operator.mul, operator.and_, operator.or_, operator.xor),
    *(operator.lshift, operator.rshift),
    *(lambda a, b: a % b if b > 0 else 0, lambda a, b: a // b if b > 0 else 0),
]
DECISIONS = [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge]


class TurnedTy(Ty):
    ring: Turns


def by_turn(value: object, ring: Turns) -> list[object]:
    """What a number is in each turn."""
    return [*value.values] if isinstance(value, Lanes) else [value] * len(ring.turns)


@given(LENGTHS, st.integers(0, 7), st.integers(0, 20), st.sampled_from(ARITHMETIC), st.booleans())
def test_arithmetic_is_that_of_each_turn(
    length: int, index: int, other: int, operation: Callable[[int, int], int], swapped: bool
) -> None:
    ring = Turns("ring", length, tuple(range(length)))
    number = ring.index(index % length)
    pair = (other, number) if swapped else (number, other)
    try:
        together = by_turn(operation(*pair), ring)
    except Diverged:
        return
    alone = [(other, turned) if swapped else (turned, other) for turned in by_turn(number, ring)]
    assert together == [operation(*one) for one in alone]


@given(LENGTHS, st.integers(0, 7), st.integers(0, 7), st.integers(-1, 9), st.sampled_from(DECISIONS))
def test_a_decision_is_that_of_each_turn_or_the_turns_part(
    length: int, index: int, second: int, offset: int, decision: Callable[[int, int], bool]
) -> None:
    ring = Turns("ring", length, tuple(range(length)))
    left, right = ring.index(index % length), (ring.index(second % length) + offset) % length
    outcomes = [decision(*pair) for pair in zip(by_turn(left, ring), by_turn(right, ring), strict=True)]  # type: ignore[arg-type]
    try:
        assert outcomes == [decision(left, right)] * length
    except Diverged as diverged:
        assert len(set(outcomes)) > 1
        parts = [{outcomes[ring.turns.index(turn)] for turn in part} for part in diverged.parts]
        assert all(len(part) == 1 for part in parts)
        assert sorted(turn for part in diverged.parts for turn in part) == [*ring.turns]


@given(LENGTHS, st.integers(0, 7), st.integers(0, 15))
def test_an_index_leads_to_the_same_element_in_each_turn(length: int, index: int, step: int) -> None:
    ring = Turns("ring", length, tuple(range(length)))
    ty = TurnedTy("[]")
    ty.ring = ring
    array = Agg(ty, "", tuple(range(100, 100 + length)))
    number = (ring.index(index % length) + step) % length
    found = element_of(array, number)
    assert found == (index + step) % length
    assert index_of(array, found) == number


def test_an_index_without_a_turn_into_a_turned_array_parts_the_turns() -> None:
    ring = Turns("ring", 4, (0, 1, 2, 3))
    ty = TurnedTy("[]")
    ty.ring = ring
    for array, index in ((Agg(ty, "", (1, 2, 3, 4)), 1), (Agg(Ty("[]"), "", (1, 2, 3, 4)), ring.index(1))):
        with pytest.raises(Diverged) as raised:
            element_of(array, index)
        assert raised.value.parts == ((0,), (1,), (2,), (3,))


def test_what_looks_at_a_number_behind_its_back_gets_no_turns_value() -> None:
    number = Turns("ring", 4, (0, 1, 2, 3)).index(1)
    for use in (lambda: [1, 2, 3, 4][number], lambda: (1,) * number):
        with pytest.raises((IndexError, OverflowError)):
            use()
    for use in (lambda: int(number), lambda: {number: 1}, lambda: hash(number)):  # type: ignore[assignment]
        with pytest.raises(Diverged):
            use()
    assert f"{number}" == "1" and f"{number:#x}" == "0x1"


def test_structural_comparison_decides_nothing() -> None:
    ring = Turns("ring", 4, (0, 1, 2, 3))
    with structurally([ring]):
        assert ring.index(1) == ring.index(1) and ring.index(1) != ring.index(2) and ring.index(1) != 1
        assert len({ring.index(1), ring.index(1), ring.index(2)}) == 2
    with pytest.raises(Diverged):
        _ = ring.index(1) == 1


def test_numbers_of_two_rings_part_one_of_them() -> None:
    receive, transmit = Turns("receive", 4, (0, 1, 2, 3)), Turns("transmit", 4, (0, 1, 2, 3))
    with pytest.raises(Diverged) as raised:
        _ = receive.index(1) == transmit.index(1)
    assert raised.value.ring is transmit
