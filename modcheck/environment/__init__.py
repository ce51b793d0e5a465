"""The kernel around the module: primitives that rule files call, and the events that may come next."""

from modcheck.environment.again import AGAIN, ASKED, ONCE_MORE
from modcheck.environment.bitwise import BITWISE
from modcheck.environment.bus import BUS, passes, receive
from modcheck.environment.bytes import BYTES_OF
from modcheck.environment.events import CHOSEN, EVENTS, FILES, enabled, initial_world, once
from modcheck.environment.handles import HANDLES, overwritten
from modcheck.environment.layout import LAYOUT
from modcheck.environment.ledger import DATAPATH, LEDGER, LOST
from modcheck.environment.lists import LISTS
from modcheck.environment.memory import MEMORY
from modcheck.environment.numbers import NUMBERS
from modcheck.environment.points import GONE, POINTS, lost_resources
from modcheck.environment.port import Host, PathEnd, Primitive
from modcheck.environment.ranges import RANGES
from modcheck.environment.tally import Tally

PRIMITIVES: dict[str, Primitive] = {
    **MEMORY,
    **LISTS,
    **BITWISE,
    **NUMBERS,
    **LAYOUT,
    **LEDGER,
    **BUS,
    **POINTS,
    **AGAIN,
    **HANDLES,
    **BYTES_OF,
    **RANGES,
}

__all__ = [
    "ASKED",
    "CHOSEN",
    "DATAPATH",
    "EVENTS",
    "FILES",
    "GONE",
    "LOST",
    "ONCE_MORE",
    "PRIMITIVES",
    "Host",
    "PathEnd",
    "Primitive",
    "Tally",
    "enabled",
    "initial_world",
    "lost_resources",
    "once",
    "overwritten",
    "passes",
    "receive",
]
