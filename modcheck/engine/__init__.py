"""Program × environment × device in, what can happen out: one schedule, or a search of all of them."""

from modcheck.engine.assemble import machine
from modcheck.engine.catalog import Catalog
from modcheck.engine.cover import prove
from modcheck.engine.machine import Machine
from modcheck.engine.schedule import Happened, begin, boot, perform, run_schedule
from modcheck.engine.search import Exploration, Found, Limits, Witness, explore, explore_again

__all__ = [
    "Catalog",
    "Exploration",
    "Found",
    "Happened",
    "Limits",
    "Machine",
    "Witness",
    "begin",
    "boot",
    "explore",
    "explore_again",
    "machine",
    "perform",
    "prove",
    "run_schedule",
]
