"""In: random operations; out: whether the abstract model covers the concrete one; laws of its states."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modcheck.device import E1000, Frame, Profile
from modcheck.device.e1000 import State
from modcheck.device.e1000.lattice import coarse, key
from modcheck.device.e1000.registers import CELLS
from modcheck.domains import Bits, Word
from tests.device.covering import Descriptors, Pair, run
from tests.device.guest import GuestMemory
from tests.device.operations import Generator
from tests.device.planted.bugs import Bug, planted
from tests.device.steps import Poke

OPERATIONS, EVENTS = 7_000, 20_000
SOME = settings(max_examples=100, deadline=None)
MODEL = E1000()
PROFILES = pytest.mark.parametrize("profile", list(Profile))


@PROFILES
def test_the_abstract_model_covers_the_concrete_one(profile: Profile) -> None:
    tally = run(1, OPERATIONS, profile)
    assert tally.uncovered is None, "\n".join(tally.uncovered.told())
    assert tally.events >= EVENTS and tally.given_up < tally.events / 10


@SOME
@given(st.sampled_from(Profile), st.integers(0, 2**32), st.integers(1, 40))
def test_short_runs_too(profile: Profile, seed: int, count: int) -> None:
    tally = run(seed, count, profile)
    assert tally.uncovered is None, "\n".join(tally.uncovered.told())


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("receive", "Incoming(size - 4, None, VLAN_TAG, VP)", "Incoming(size - 4, None, 0, VP)"),
        ("filters", "return state, turn.decide(None, True)", "return state, True"),
        ("clock", "True if nanoseconds >= milliseconds * MILLISECOND else None", "False"),
        ("handlers", "word = join(lookup(state.rest.held, place, slot.reset), word)", "pass"),
        ("statistics", "return NOT_COUNTED if exact is None else", "return 0 if exact is None else"),
        ("handlers", "not idle and turn.decide(None, False)", "not idle and state.rest.exact is not None"),
        ("receive", "turn.faults.append(OTHERS_LOST)\n        return state\n", "return state\n"),
    ],
)
def test_an_unsound_abstraction_is_seen(module: str, old: str, new: str) -> None:
    model = planted(Bug("abstraction", module, old, new, "modcheck.device.e1000"))
    tallies = (run(seed, OPERATIONS, profile, model) for profile in Profile for seed in (1, 2))
    assert any(tally.uncovered is not None for tally in tallies)


@cache
def reached(seed: int) -> tuple[State, ...]:
    """States of both sides of a short run."""
    random = Random(seed)
    pair = Pair(random.choice(list(Profile)), random)
    generator = Generator(random).operations()
    found: list[State] = []
    for _ in range(random.randint(1, 12)):
        for step in next(generator).steps:
            if isinstance(step, Poke):
                pair.memory.write(step.address, step.data)
            else:
                pair.do(step)
        found += [pair.concrete, *pair.abstract]
    return tuple(found)


@st.composite
def states(draw: st.DrawFn) -> State:
    """A state that can be reached, perhaps with words of others in it, perhaps with open bits."""
    found = draw(st.sampled_from(reached(draw(st.integers(0, 7)))))
    words = list(found.words)
    for place in draw(st.lists(st.integers(0, len(CELLS) - 1), max_size=3)):
        words[place] = draw(st.sampled_from(reached(draw(st.integers(0, 7))))).words[place]
    for place in draw(st.lists(st.integers(0, len(CELLS) - 1), max_size=2)):
        words[place] = _opened(words[place], 1 << draw(st.integers(0, 31)))
    return found._replace(words=tuple(words))


def _opened(word: Word, mask: int) -> Word:
    return Bits(word & ~mask, mask) if isinstance(word, int) else word


@SOME
@given(states(), states(), states())
def test_covers_is_an_order(a: State, b: State, c: State) -> None:
    assert MODEL.covers(a, a) and MODEL.covers(coarse(a), a)
    if MODEL.covers(a, b) and MODEL.covers(b, a):
        assert a == b
    for x, y, z in ((a, b, c), (coarse(a), coarse(b), c), (coarse(a), b, b)):
        assert not (MODEL.covers(x, y) and MODEL.covers(y, z)) or MODEL.covers(x, z)


@SOME
@given(states(), states(), states())
def test_join_is_the_least_cover_of_states_with_equal_keys(a: State, b: State, c: State) -> None:
    for x, y in ((a, b), (a, _alike(a, b)), (a, coarse(a))):
        joined = MODEL.join(x, y)
        assert (joined is not None) == (key(x) == key(y))
        assert joined == MODEL.join(y, x)
        if joined is None:
            continue
        assert MODEL.covers(joined, x) and MODEL.covers(joined, y)
        assert MODEL.join(joined, x) == joined
        for upper in (c, coarse(c), coarse(joined), coarse(_alike(joined, c))):
            if MODEL.covers(upper, x) and MODEL.covers(upper, y):
                assert MODEL.covers(upper, joined)
    assert MODEL.join(a, a) == a


@SOME
@given(states(), states(), states())
def test_join_is_associative(a: State, b: State, c: State) -> None:
    b, c = _alike(a, b), _alike(a, c)
    assert _joined(_joined(a, b), c) == _joined(a, _joined(b, c))


def _joined(a: State | None, b: State | None) -> State | None:
    found: State | None = None if a is None or b is None else MODEL.join(a, b)
    return found


def _alike(a: State, b: State) -> State:
    """`a` with the words of `b` where the key does not forbid it."""
    words = list(a.words)
    for place, word in enumerate(b.words):
        changed = a._replace(words=(*words[:place], word, *words[place + 1 :]))
        if key(changed) == key(a):
            words[place] = word
    return a._replace(words=tuple(words), rest=a.rest._replace(held=b.rest.held))


@SOME
@given(states(), states(), st.sampled_from([Frame(60), Frame(1600)]))
def test_what_a_join_does_covers_what_both_do(a: State, b: State, event: Frame) -> None:
    """Unless too much is open, which is said."""
    a, b = coarse(a), coarse(_alike(a, b))
    joined = MODEL.join(a, b)
    assert joined is not None
    memory = Descriptors(GuestMemory())
    together = MODEL.alternatives(joined, event, memory)
    if any(reaction.faults for reaction in together):
        return
    for state in (a, b):
        for single in MODEL.alternatives(state, event, memory):
            assert any(MODEL.covers(one.state, single.state) for one in together)
