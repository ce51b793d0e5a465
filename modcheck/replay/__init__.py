"""A log of a running kernel and a driver in, the life that explains it out, and what does not fit."""

from modcheck.replay.follow import Followed, Occurred, follow
from modcheck.replay.likeness import Printable
from modcheck.replay.transcript import Piece, Transcript, read_transcript

__all__ = ["Followed", "Occurred", "Piece", "Printable", "Transcript", "follow", "read_transcript"]
