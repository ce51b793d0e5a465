"""A device of which nothing is known: its registers hold what they like, and it may interrupt at any time.

It stands where a driver's device has no model. That it reaches no memory is an assumption, which a proof
names; whether it is quiet is not judged.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

from modcheck.device.declarations import Register
from modcheck.device.port import Access, Bar, BarKind, Command, Event, Memory, Profile, Reaction, RingView
from modcheck.domains import Bits, Pointer, Word, address_in, shifted_out

BAR_LENGTH = 0x100000
"""As long as any offset that is tried; how long a BAR is, is not known either."""


class Held(NamedTuple):
    """An address of host memory in a register, and how many of its low bits are left out."""

    bar: int
    offset: int
    start: Pointer
    shift: int


class Nothing(NamedTuple):
    """The state: which bits of COMMAND are set, and where an address of host memory was written to last."""

    command: int = 0
    held: tuple[Held, ...] = ()


class Stranger:
    """The device; of what is written to it it holds the addresses."""

    name: str = "stranger"
    title: str = "a device without a model"
    vendor: int = 0
    device: int = 0
    bars: tuple[Bar, ...] = tuple(Bar(BarKind.MEM, BAR_LENGTH) for _ in range(6))
    registers: tuple[Register, ...] = ()
    behind: tuple[tuple[str, tuple[Register, ...]], ...] = ()

    def power_on(self, profile: Profile, exact: bool = False) -> Nothing:
        return Nothing()

    def react(self, state: Nothing, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        if isinstance(event, Command):
            return (Reaction(state._replace(command=event.value)),)
        if isinstance(event, Access) and event.value is None:
            held = next((item for item in state.held if item[:2] == (event.bar, event.offset)), None)
            anything = Bits(0, (1 << (8 * event.width)) - 1)
            return (Reaction(state, shifted_out(held.start, held.shift) if held else anything),)
        return (Reaction(_written(state, event) if isinstance(event, Access) else state),)

    def alternatives(self, state: Nothing, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        return self.react(state, event, memory)

    def postponed(self, state: Nothing, access: Access, memory: Memory) -> Reaction:
        return self.react(state, access, memory)[0]

    def line(self, state: Nothing) -> bool:
        """It may interrupt at any time."""
        return True

    def causes(self, state: Nothing) -> int:
        return 0

    def can_interrupt(self, state: Nothing) -> bool:
        return False

    def engines(self, state: Nothing) -> tuple[str, ...]:
        return ()

    def can_master(self, state: Nothing) -> bool:
        return False

    def draining(self, state: Nothing) -> tuple[str, ...]:
        return ()

    def cell(self, offset: int) -> Hashable:
        return offset

    def describe(self, state: Nothing) -> tuple[tuple[str, int | str], ...]:
        return ()

    def rings(self, state: Nothing) -> tuple[RingView, ...]:
        return ()

    def with_indices(self, state: Nothing, name: str, indices: tuple[Word, ...]) -> Nothing:
        return state

    def roots(self, state: Nothing) -> tuple[Hashable, ...]:
        return ()


def holding(state: Any) -> tuple[Hashable, ...]:
    """Of a device without a model: the objects whose addresses were written to it last. What it does with
    them is not known; of one with a model `roots` says it."""
    return tuple(dict.fromkeys(item.start.base for item in state.held)) if isinstance(state, Nothing) else ()


def without(state: Any, root: Hashable) -> Any:
    """The state in which such an object is not held."""
    if not isinstance(state, Nothing):
        return state
    return state._replace(held=tuple(item for item in state.held if item.start.base != root))


def _written(state: Nothing, access: Access) -> Nothing:
    kept = [item for item in state.held if item[:2] != (access.bar, access.offset)]
    address = address_in(access.value)
    if address is not None:
        kept.append(Held(access.bar, access.offset, *address))
    held = tuple(sorted(kept, key=lambda item: item[:2]))
    return state if held == state.held else state._replace(held=held)
