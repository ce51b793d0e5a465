"""In: what happens to a device (an access, a frame, time); out: its reactions; no behaviour here."""

from collections.abc import Hashable
from enum import Enum
from typing import Any, NamedTuple, Protocol

from modcheck.domains import Word


class Profile(Enum):
    """Whose behaviour where the two differ: what QEMU 7.2 does, or what the manual says of silicon."""

    QEMU = "qemu"
    HW = "hw"


class Access(NamedTuple):
    """The processor reads (`value` None) or writes `width` bytes at `offset` of a BAR."""

    bar: int
    offset: int
    width: int
    value: Word | None = None


class Frame(NamedTuple):
    """A frame arrives from the wire."""

    length: int


class Command(NamedTuple):
    """The PCI COMMAND register is written."""

    value: int


class Elapse(NamedTuple):
    """Time passes; one sleep is one event, shorter ones are not added up."""

    milliseconds: int


class Link(NamedTuple):
    """The cable is plugged in or pulled out."""

    up: bool


# NOTE: events are tuples, so Frame(5) == Command(5) == Elapse(5): a memo keys on (type(event), event).
Event = Access | Frame | Command | Elapse | Link


class Memory(Protocol):
    """Host memory as the device sees it; a load of what is not mapped gives Unknown, and nothing raises."""

    def load(self, address: Word, width: int) -> Word: ...


class Store(NamedTuple):
    """The device writes host memory; the caller applies it, in the order given."""

    address: Word
    width: int
    value: Word


class FaultKind(Enum):
    RING_REPROGRAMMED = "base, length or head of a ring written while its engine is enabled"
    RESERVED_REGISTER = "no such register"
    OUTSIDE_BAR = "no such place in a BAR"
    UNKNOWN_WORD = "a word that decides something is not known"


class Fault(NamedTuple):
    kind: FaultKind
    register: str
    text: str


class Transmitted(NamedTuple):
    """A frame has left for the wire."""

    length: int


class Reaction(NamedTuple):
    """What one event does; `state` is hashable and only its own device looks inside."""

    state: Any
    value: Word | None = None  # what a read returned
    stores: tuple[Store, ...] = ()
    acknowledged: int = 0  # interrupt causes that this event cleared
    raised: int = 0  # interrupt causes that were not set before
    sent: tuple[int, ...] = ()  # lengths of the frames that left
    faults: tuple[Fault, ...] = ()


class BarKind(Enum):
    MEM = "mem"
    IO = "io"


class Bar(NamedTuple):
    kind: BarKind
    length: int


class RingView(NamedTuple):
    """A ring of descriptors in host memory, as the registers have it."""

    name: str
    length: int  # descriptors; 0 if it is not programmed
    indices: tuple[Word, ...]  # the registers that hold an index: where the device is, where the driver is
    base: Word  # where descriptor 0 lies


class Device(Protocol):
    """A model of a device: pure functions of a state that it hands out and takes back."""

    name: str
    vendor: int
    device: int
    bars: tuple[Bar, ...]

    def power_on(self, profile: Profile) -> Any:
        """The state in which a driver finds the device after the firmware has run."""

    def react(self, state: Any, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        """Everything the device may do next; usually one thing."""

    def line(self, state: Any) -> bool:
        """Whether the interrupt line is asserted."""

    def can_interrupt(self, state: Any) -> bool:
        """Whether some cause is unmasked."""

    def engines(self, state: Any) -> tuple[str, ...]:
        """The engines that are enabled, by the bit that enables them."""

    def can_master(self, state: Any) -> bool:
        """Whether an enabled engine may reach host memory."""

    def draining(self, state: Any) -> tuple[str, ...]:
        """The engines that are disabled, but not yet known to have come to rest."""

    def cell(self, offset: int) -> Hashable:
        """What the model keeps for a register of BAR 0: the elements of an array share one cell."""

    def describe(self, state: Any) -> tuple[tuple[str, int | str], ...]:
        """The registers that a report shows."""

    def rings(self, state: Any) -> tuple[RingView, ...]:
        """The rings, in a fixed order."""

    def with_indices(self, state: Any, name: str, indices: tuple[Word, ...]) -> Any:
        """The state with other indices in the registers of a ring; nothing is set off."""

    def roots(self, state: Any) -> tuple[Hashable, ...]:
        """The objects whose addresses are held in registers."""
