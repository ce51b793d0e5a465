"""Program, rule book, device and environment in, the engine over all of them out."""

from __future__ import annotations

from functools import partial

from modcheck.contracts import RuleBook
from modcheck.device import Device, Profile, Stranger, find
from modcheck.engine.catalog import Catalog
from modcheck.engine.machine import Machine
from modcheck.engine.undoing import undo_of
from modcheck.environment import PRIMITIVES
from modcheck.ir import Program


def machine(
    program: Program, book: RuleBook, device: Device, meant: bool,
    crate: Program | None = None, profile: Profile = Profile.QEMU,
) -> Machine:  # fmt: skip
    """The engine over one program, the environment and a device: the first of the program's table of ids that
    there is a model of. If there is none: `device`, or what the generation of the kernel crate says."""
    modelled = (find(*ids) for ids in program.device_ids)
    met = next((model for model in modelled if model is not None), None)
    if met is None:
        met = Stranger() if book.default_device == Stranger.name else device
    made = Machine(Catalog(program, book, crate), met, PRIMITIVES, meant)
    made.profile = profile
    made.undo = partial(undo_of, made)
    return made
