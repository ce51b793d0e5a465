"""Program, rule book, device and environment in, the engine over all of them out."""

from __future__ import annotations

from modcheck.contracts import RuleBook
from modcheck.device import Device, Profile
from modcheck.engine.catalog import Catalog
from modcheck.engine.machine import Machine
from modcheck.environment import PRIMITIVES
from modcheck.ir import Program


def machine(
    program: Program, book: RuleBook, device: Device, meant: bool,
    crate: Program | None = None, profile: Profile = Profile.QEMU,
) -> Machine:  # fmt: skip
    """The engine over one program, the environment and the device."""
    made = Machine(Catalog(program, book, crate), device, PRIMITIVES, meant)
    made.profile = profile
    return made
