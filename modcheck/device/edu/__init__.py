"""In: events and host memory; out: the reactions of QEMU's teaching device; rules of the port, no Rust."""

from modcheck.device.edu.model import Edu
from modcheck.device.edu.state import State

__all__ = ["Edu", "State"]
