"""In: words drawn by hypothesis; out: whether join is a join and each operation covers the concrete one."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from modcheck.domains import (
    Bits,
    Pointer,
    Unknown,
    Word,
    add,
    and_,
    covers,
    equal,
    is_set,
    join,
    less,
    mul,
    not_,
    or_,
    shl,
    shr,
    sub,
    truncate,
    xor,
)

Binary = Callable[[Word, Word, int], Word]
OPERATIONS: tuple[tuple[Binary, Callable[[int, int], int]], ...] = (
    (add, lambda a, b: a + b),
    (sub, lambda a, b: a - b),
    (and_, lambda a, b: a & b),
    (or_, lambda a, b: a | b),
    (xor, lambda a, b: a ^ b),
    (mul, lambda a, b: a * b),
)
WIDTHS = st.sampled_from((8, 16, 32, 64))
NUMBERS = st.integers(0, 2**64 - 1) | st.integers(0, 40)


@st.composite
def pairs(draw: st.DrawFn, width: int) -> tuple[Word, int]:
    """A word and one concrete number it stands for."""
    full = 2**width - 1
    number = draw(NUMBERS) & full
    mask = draw(NUMBERS | st.just(0)) & full
    if draw(st.integers(0, 7)) == 0:
        return Unknown("drawn"), number
    return (Bits(number & ~mask, mask) if mask else number), number


WORDS: st.SearchStrategy[Word] = st.one_of(
    NUMBERS,
    st.builds(lambda v, m: Bits(v & ~m, m), NUMBERS, NUMBERS.filter(bool)),
    st.builds(Pointer, st.sampled_from(("ring", "skb")), st.integers(-64, 64)),
    st.builds(Unknown, st.sampled_from(("a", "b", "z"))),
)


@given(WORDS, WORDS)
def test_join_is_a_commutative_idempotent_upper_bound(a: Word, b: Word) -> None:
    both = join(a, b)
    assert both == join(b, a)
    assert join(a, a) == a
    assert covers(both, a) and covers(both, b)
    assert covers(join(both, a), both) and covers(both, join(both, a))


@given(WORDS, WORDS, WORDS)
def test_covers_is_an_order(a: Word, b: Word, c: Word) -> None:
    assert covers(a, a)
    assert not (covers(a, b) and covers(b, c)) or covers(a, c)
    assert covers(join(join(a, b), c), join(a, join(b, c)))


@given(st.data(), WIDTHS)
def test_every_operation_covers_the_concrete_one(data: st.DataObject, width: int) -> None:
    (a, x), (b, y) = data.draw(pairs(width)), data.draw(pairs(width))
    for abstract, concrete in OPERATIONS:
        result = abstract(a, b, width)
        assert covers(result, concrete(x, y) % 2**width), abstract
        assert not isinstance(result, Bits) or (result.mask and not result.value & result.mask)
        assert abstract(x, y, width) == concrete(x, y) % 2**width


@given(st.data(), WIDTHS, st.integers(0, 70))
def test_shifts_inversion_and_truncation_cover(data: st.DataObject, width: int, n: int) -> None:
    a, x = data.draw(pairs(width))
    assert covers(shl(a, n, width), (x << n) % 2**width)
    assert covers(shr(a, n, width), x >> n)
    assert covers(not_(a, width), ~x % 2**width)
    assert covers(truncate(a, n), x % 2**n)


@given(st.data(), WIDTHS)
def test_decided_truths_are_true(data: st.DataObject, width: int) -> None:
    (a, x), (b, y) = data.draw(pairs(width)), data.draw(pairs(width))
    assert is_set(a, y) in (None, x & y != 0)
    assert equal(a, b) in (None, x == y)
    assert less(a, b) in (None, x < y)
    assert is_set(x, y) is (x & y != 0) and equal(x, y) is (x == y) and less(x, y) is (x < y)


def test_a_pointer_survives_what_a_driver_does_to_it() -> None:
    ring = Pointer("ring", 0)
    assert add(ring, 32) == Pointer("ring", 32) == add(32, ring)
    assert sub(add(ring, 32), 16) == Pointer("ring", 16)
    assert add(ring, 2**64 - 16) == Pointer("ring", -16)
    assert truncate(ring, 32) == ring
    assert and_(Pointer("ring", 20), 0xFFFFFFF0) == Pointer("ring", 16)
    assert and_(ring, 0xFFFFFFFF) == ring == or_(ring, 0)
    assert sub(add(ring, 48), ring) == 48


def test_other_operations_lose_a_pointer() -> None:
    ring = Pointer("ring", 0)
    lost = (and_(ring, 0xFF), and_(ring, 0), shr(ring, 32), mul(ring, 2), not_(ring, 64), xor(ring, 1))
    for word in (*lost, or_(ring, 1), sub(0, ring)):
        assert isinstance(word, Unknown)
    assert equal(ring, Pointer("skb", 0)) is None and equal(ring, 0) is False and equal(ring, 4096) is None
    assert join(ring, Pointer("ring", 16)) == Unknown("different words joined")


def test_masking_an_unknown_word_knows_the_cleared_bits() -> None:
    assert and_(Unknown("load"), 0xF0) == Bits(0, 0xF0)
    assert is_set(and_(Unknown("load"), 0xF0), 0x0F) is False
    assert add(Unknown("load"), 1) == Unknown("load")
