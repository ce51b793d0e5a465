"""A finding, or a line of a driver, in; the biography of what it is about out, as data."""

from modcheck.explain.biography import Biography, Event, Moment, biography, choice_told, of_line
from modcheck.explain.lives import Life, Stay, lives
from modcheck.explain.pages import Section, block_of, sections

__all__ = [
    "Biography",
    "Event",
    "Life",
    "Moment",
    "Section",
    "Stay",
    "biography",
    "choice_told",
    "lives",
    "of_line",
    "block_of",
    "sections",
]
