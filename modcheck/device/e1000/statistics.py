"""In: an exact state and what is to be counted; out: the state with its statistics registers moved.

States that are not exact count nothing: what grows without bound would make every state of a search new.
Counters stop at their largest value. A pair (L, H) is one number of 64 bits.
"""

from modcheck.device.declarations import WORD
from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.state import State, with_exact
from modcheck.domains import Unknown, Word

PLACES: dict[str, int] = {name: place for place, name in enumerate(reg.COUNTED)}
RECEIVED_SIZES = ("PRC64", "PRC127", "PRC255", "PRC511", "PRC1023", "PRC1522")
SENT_SIZES = ("PTC64", "PTC127", "PTC255", "PTC511", "PTC1023", "PTC1522")
LARGEST = (1 << 64) - 1
NOT_COUNTED = Unknown("a statistics register")


def size_class(names: tuple[str, ...], size: int) -> tuple[str, ...]:
    """The counter of frames of a size; below 64 bytes none is (measured)."""
    if size <= 64:
        return names[:1] if size == 64 else ()
    return (names[min(size.bit_length() - 6, 5)],)


def count(state: State, *names: str, octets: tuple[tuple[str, int], ...] = ()) -> State:
    """Adds 1 to each of the counters, and to pairs, named by their lower half, the number beside them."""
    exact = state.rest.exact
    if exact is None:
        return state
    counters = list(exact.counters)
    for name in names:
        place = PLACES[name]
        counters[place] = min(counters[place] + 1, WORD)
    for name, amount in octets:
        place = PLACES[name]
        total = min((counters[place + 1] << 32 | counters[place]) + amount, LARGEST)
        counters[place], counters[place + 1] = total & WORD, total >> 32
    return with_exact(state, counters=tuple(counters))


def counted(state: State, name: str) -> Word:
    """What a counter shows."""
    exact = state.rest.exact
    return NOT_COUNTED if exact is None else exact.counters[PLACES[name]]


def cleared(state: State, *names: str) -> State:
    """The state after these counters were read."""
    exact = state.rest.exact
    if exact is None or not any(exact.counters[PLACES[name]] for name in names):
        return state
    counters = list(exact.counters)
    for name in names:
        counters[PLACES[name]] = 0
    return with_exact(state, counters=tuple(counters))
