"""In: events and host memory; out: the reactions of the Intel 82540EM; rules of the port, no Rust."""

from modcheck.device.e1000.model import E1000
from modcheck.device.e1000.state import Drain, State

__all__ = ["Drain", "E1000", "State"]
