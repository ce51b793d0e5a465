"""In: conditions on numbers that a process chooses, drawn by hypothesis; out: whether the tries meet both
sides of each, and how many tries there are."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from modcheck.domains.asked import TRIES, Asked, Asking, Question, Questions

HIGH = 2**63 - 1
CONSTANTS = st.integers(0, 40) | st.integers(0, 2**40)
STEPS = st.lists(st.tuples(st.sampled_from(("+", "-", "*", "/")), st.integers(1, 500)), max_size=3)


def computed(number: Asked, steps: list[tuple[str, int]]) -> Asked:
    """The steps, one after the other, exactly."""
    for operator, n in steps:
        if operator in "+-":
            number = number.plus(n, 1 if operator == "+" else -1)
        else:
            number = number.times(Fraction(n) if operator == "*" else Fraction(1, n))
    return number


def all_tries(first: tuple[int, ...], look: object, names: int = 1) -> set[tuple[int, ...]]:
    """Every try, until there are no new ones."""
    waiting = [first]
    asked = tuple(Question(str(i), 0, HIGH) for i in range(names))
    questions = Questions(asked, waiting.append, lambda: None)
    questions.tried.add(first)
    while waiting:
        look(Asking(questions, waiting.pop()).numbers())  # type: ignore[operator]
    return questions.tried


@given(STEPS, CONSTANTS)
def test_both_sides_of_a_comparison_are_tried(steps: list[tuple[str, int]], limit: int) -> None:
    outcomes: dict[int, bool] = {}

    def look(numbers: tuple[Asked, ...]) -> None:
        outcomes[int(numbers[0])] = computed(numbers[0], steps) > limit

    tried = all_tries((0,), look)
    assert len(tried) < 12
    low, high = int(computed_of(0, steps)), int(computed_of(HIGH, steps))
    if low <= limit < high:
        edge = max(value for value, above in outcomes.items() if not above)
        assert outcomes[edge + 1], "the value right behind the edge is tried too"


def computed_of(value: int, steps: list[tuple[str, int]]) -> int:
    questions = Questions((Question("x", 0, HIGH),), lambda values: None, lambda: None)
    return int(computed(Asking(questions, (value,)).numbers()[0], steps))


@given(CONSTANTS, st.integers(1, 4096))
def test_a_limit_of_a_sum_is_met_by_each_of_its_parts(limit: int, length: int) -> None:
    def look(numbers: tuple[Asked, ...]) -> None:
        _ = numbers[0] + numbers[1] <= limit

    tried = all_tries((0, length), look, names=2)
    assert limit < length or (limit - length, length) in tried and (limit - length + 1, length) in tried
    assert (0, limit) in tried and (0, limit + 1) in tried
    assert len(tried) <= TRIES


def test_a_number_is_what_it_is() -> None:
    questions = Questions((Question("x", 0, 100),), lambda values: None, lambda: None)
    (number,) = Asking(questions, (7,)).numbers()
    assert (number, number + 1, 9 - number, number.times(Fraction(1, 2))) == (7, 8, 2, 3)
    assert {number: "seven"}[7] == "seven"  # type: ignore[index]
